"""Who may see an event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger.event import DM, OWN, PUBLIC, Visibility

seats = st.frozensets(st.integers(1, 99), min_size=1).map(lambda numbers: Visibility.for_seats(*numbers))
visibilities = st.sampled_from([PUBLIC, DM, OWN]) | seats


@given(visibilities)
def test_a_visibility_is_read_as_it_was_written(visibility: Visibility) -> None:
    assert Visibility.parse(str(visibility)) == visibility


@pytest.mark.parametrize(
    "text", ["", "all", "public:1", "dm:", "seats", "seats:", "seats:2,1", "seats:1,1", "seats: 1"]
)
def test_what_no_visibility_writes_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Visibility.parse(text)


def test_seats_go_with_the_level_seats_alone() -> None:
    with pytest.raises(ValueError):
        Visibility("public", frozenset({1}))
    with pytest.raises(ValueError):
        Visibility.for_seats()


@pytest.mark.parametrize(
    ("visibility", "stranger", "third_seat", "dm", "actor"),
    [
        (PUBLIC, True, True, True, True),
        (DM, False, False, True, False),
        (OWN, False, False, False, True),
        (Visibility.for_seats(3, 4), False, True, False, False),
    ],
)
def test_only_the_audience_is_admitted(
    visibility: Visibility, *, stranger: bool, third_seat: bool, dm: bool, actor: bool
) -> None:
    assert visibility.admits() is stranger
    assert visibility.admits(seat=3) is third_seat
    assert visibility.admits(seat=1, is_dm=True) is dm
    assert visibility.admits(seat=1, is_actor=True) is actor
