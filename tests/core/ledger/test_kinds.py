"""From facts to payloads and back, old versions included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import RollId, UserId
from core.ledger import canonical
from core.ledger.kinds import PRIVATE, Kind, Kinds, UnreadableEventError
from tests.core.ledger.purse import KINDS, Filled, Spent


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part:
    sides: int
    kept: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Rich:
    """One field of each type that facts are made of."""

    roll: RollId
    parts: tuple[Part, ...]
    mode: Literal["open", "dm-led"] | None
    at: datetime
    lasts: timedelta
    colour: Colour
    seats: frozenset[int]
    counts: dict[str, int]
    share: float
    actor: int
    name: Annotated[str | None, PRIVATE] = None
    friends: Annotated[tuple[UserId, ...] | None, PRIVATE] = None


rich = st.builds(
    Rich,
    at=st.datetimes(timezones=st.just(UTC)),
    lasts=st.timedeltas(timedelta(0), timedelta(days=9999)),
    share=st.floats(allow_nan=False, allow_infinity=False),
)
RICH = Kinds([Kind("test.rich", 1, Rich)])


def through_text(payload: dict[str, Any]) -> dict[str, Any]:
    return canonical.load(canonical.dump(payload))


@given(rich)
def test_a_fact_comes_back_as_it_went(fact: Rich) -> None:
    kind, version, public, private = RICH.encode(fact)
    assert RICH.decode(kind, version, through_text(public), {"actor": 7, **through_text(private)}) == fact


@given(rich)
def test_private_fields_leave_nothing_in_the_public_payload(fact: Rich) -> None:
    _, _, public, private = RICH.encode(fact)
    assert private.keys() == {"name", "friends"}
    assert not public.keys() & private.keys()


@given(rich)
def test_an_erased_fact_keeps_all_but_its_private_fields(fact: Rich) -> None:
    kind, version, public, _ = RICH.encode(fact)
    erased = RICH.decode(kind, version, through_text(public), None)
    assert (erased.name, erased.friends) == (None, None)
    assert (erased.parts, erased.at, erased.actor) == (fact.parts, fact.at, fact.actor)


@pytest.mark.parametrize(
    ("version", "public", "private"),
    [
        (1, {"gold": 5}, {"who": "Mara"}),
        (2, {"coins": 5}, {"who": "Mara"}),
        (3, {"coins": 5}, {"name": "Mara"}),
    ],
)
def test_a_payload_of_any_version_becomes_the_fact_of_today(
    version: int, public: dict[str, Any], private: dict[str, Any]
) -> None:
    assert KINDS.decode("purse.filled", version, public, {"actor": 1, **private}) == Filled(5, "Mara")
    assert KINDS.decode("purse.filled", version, public, None) == Filled(5, None)


@pytest.mark.parametrize(
    ("kind", "version", "public"),
    [
        ("purse.burnt", 1, {"coins": 5}),
        ("purse.filled", 4, {"coins": 5}),
        ("purse.filled", 0, {"coins": 5}),
        ("purse.filled", 3, {"coins": "many"}),
        ("purse.filled", 3, {}),
        ("purse.filled", 3, {"coins": 5, "silver": 1}),
    ],
)
def test_an_event_that_this_program_does_not_know_is_refused(kind: str, version: int, public: dict[str, Any]) -> None:
    with pytest.raises(UnreadableEventError, match=r"purse\.(burnt|filled)"):
        KINDS.decode(kind, version, public, None)


def test_the_refusal_of_a_payload_does_not_repeat_what_a_person_typed() -> None:
    with pytest.raises(UnreadableEventError) as refusal:
        KINDS.decode("purse.spent", 1, {"coins": 1}, {"actor": 1, "on": ["a secret"]})
    assert "on" in str(refusal.value)
    assert "secret" not in str(refusal.value)
    assert refusal.value.__suppress_context__


def test_a_fact_of_no_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="Part"):
        KINDS.encode(Part(6, ()))


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Kinds([Kind("a.spent", 1, Spent), Kind("b.spent", 1, Spent)])
    with pytest.raises(ValueError, match="twice"):
        Kinds([Kind("a.spent", 1, Spent), Kind("a.spent", 1, Filled)])


def test_a_version_without_the_way_to_it_is_refused() -> None:
    with pytest.raises(ValueError, match="upcaster"):
        Kind("a.spent", 2, Spent)
    with pytest.raises(ValueError, match="upcaster"):
        Kind("a.spent", 3, Spent, {2: dict})


@dataclass(frozen=True, slots=True)
class MustKnow:
    name: Annotated[str, PRIVATE]


@dataclass(frozen=True, slots=True)
class TwoActors:
    actor: Annotated[str | None, PRIVATE] = None


@dataclass
class Changing:
    coins: int


@pytest.mark.parametrize("fact", [MustKnow, TwoActors, Changing, int])
def test_a_fact_that_could_not_be_kept_or_erased_is_refused(fact: type[Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        Kind("a.b", 1, fact)
