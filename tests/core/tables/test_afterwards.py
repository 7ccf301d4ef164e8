"""Why a hidden roll is not somebody's to see: in a reason that is true of whoever asks."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import NotAllowedError, RuleError
from core.ledger.event import Event
from core.tables import afterwards, leading
from core.tables.leading import ChangeSettings, Promote
from core.tables.state import Person, Table
from tests.core.tables.conftest import someone
from tests.core.tables.houses import house

Play = Any
BESIDE = None


def why(table: Table | None, rolled: Event, person: Person) -> NotAllowedError:
    """The one reason for which they may neither look at it nor reveal it, without what is said of either."""
    with pytest.raises(NotAllowedError) as looked:
        afterwards.must_see(table, rolled, person.user)
    with pytest.raises(NotAllowedError) as revealed:
        afterwards.reveal(table, rolled, person.user, house())
    assert looked.value.reason.replace("look-at", "reveal") == revealed.value.reason
    return looked.value


@pytest.fixture
def secret(play: Play, mara: Person, tobin: Person) -> Event:
    """Tobin's, at Mara's table, which rolls stealth in secret."""
    play.open(mara, "dm-led")
    play.join(tobin)
    play.join(someone(3))
    play.did(mara.user, leading.lead(play.table, mara.user, ChangeSettings(secret_skills=frozenset({"stealth"}))))
    return play.roll(tobin, 7, label="stealth")


def test_who_rolled_in_secret_is_told_that_it_is_theirs_and_who_sees_it(
    play: Play, secret: Event, tobin: Person
) -> None:
    refused = why(play.table, secret, tobin)
    assert refused.reason == "not-its-rollers-to-see"
    assert refused.facts == {"code": "MIST-1234", "who": "dm-or-co-dm-or-stand-in", "you": "player"}


def test_others_are_told_the_same_of_a_secret_roll_and_of_a_hidden_one(play: Play, secret: Event, mara: Person) -> None:
    hidden = play.roll(mara, 9, hidden=True)
    assert [why(play.table, rolled, someone(3)).reason for rolled in (secret, hidden)] == ["not-yours-to-look-at"] * 2
    assert why(play.table, secret, someone(3)).facts == why(play.table, hidden, someone(3)).facts == {}


def test_a_dm_is_told_whose_a_roll_of_before_is(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    play.join(tobin)
    own = play.roll(tobin, 7, hidden=True)
    play.did(mara.user, leading.lead(play.table, mara.user, Promote(mara.user)))
    assert why(play.table, own, mara).reason == "hidden-for-its-roller"


def test_an_open_roll_is_said_to_be_open_to_whoever_would_reveal_it(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara, "dm-led")
    rolled = play.roll(mara, 9)
    for table in (play.table, BESIDE):
        with pytest.raises(RuleError, match="roll-not-hidden"):
            afterwards.reveal(table, rolled, tobin.user, house())
