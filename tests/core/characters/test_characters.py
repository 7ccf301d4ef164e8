"""A character as its events make it: versions, hands of others, giving away, deleting, erasing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from core.characters import decide
from core.characters.books import CHARACTERS
from core.characters.decide import MOST_DELEGATES, Hand
from core.characters.state import KEPT_FOR, Character, Delegate, Right
from core.errors import LimitError, NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, StreamId, UserId
from core.ledger.event import Draft, Event
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from core.use_cases.read_versions import versions
from tests.core.characters.sheets import THORN

ALICE, BOB, MARA = UserId(10), UserId(11), UserId(12)
STREAM = StreamId("character:1")
NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
HURT = replace(THORN, vitals=Vitals(HitPoints(20, 28)))


@dataclass
class Life:
    """A character and its events."""

    character: Character = field(default_factory=lambda: CHARACTERS.start(STREAM))
    events: list[Event] = field(default_factory=list)

    def live(self, drafts: Sequence[Draft], actor: UserId, at: datetime = NOW) -> Character:
        for draft in drafts:
            sequence = len(self.events) + 1
            kind = type(draft.fact).__name__
            event = Event(
                STREAM,
                sequence,
                at,
                draft.actor or actor,
                kind,
                1,
                draft.fact,
                draft.visibility,
                Cause("1"),
                None,
                b"",
                b"",
            )
            self.events.append(event)
            self.character = CHARACTERS.evolve(self.character, event)
        return self.character


def hand(user: UserId, *, leads: bool = False) -> Hand:
    return Hand(user, "Somebody", leads)


@pytest.fixture
def thorn() -> Life:
    life = Life()
    life.live(decide.create(THORN, "quick"), ALICE)
    return life


def test_a_change_is_a_version_with_who_and_what_is_otherwise(thorn: Life) -> None:
    thorn.live(decide.change(thorn.character, hand(ALICE), HURT, "hit-points", note="an arrow"), ALICE)

    created, hit = versions(thorn.events)

    assert thorn.character.sheet == HURT
    assert (created.why, hit.why, hit.by, hit.note) == ("created", "hit-points", ALICE, "an arrow")
    assert [(change.path, change.before, change.after) for change in hit.changes] == [
        (("vitals", "hit_points", "current"), 28, 20)
    ]


def test_what_changes_nothing_makes_no_version(thorn: Life) -> None:
    assert decide.change(thorn.character, hand(ALICE), THORN, "edited") == ()


def test_who_leads_the_table_may_write_and_the_version_says_that_they_did(thorn: Life) -> None:
    drafts = decide.change(thorn.character, hand(MARA, leads=True), HURT, "edited", right=Right.EDIT)
    thorn.live(drafts, MARA)

    *_, version = versions(thorn.events)

    assert (version.by, version.leading) == (MARA, True)
    assert drafts[0].actor == ALICE  # what is written is the owner's, and goes with them


def test_strangers_may_not_even_look(thorn: Life) -> None:
    with pytest.raises(NotAllowedError, match="not-your-character"):
        decide.change(thorn.character, hand(BOB), HURT, "edited")
    assert thorn.character.right_of(BOB) is Right.NOTHING


def test_who_was_given_the_play_of_it_may_play_and_not_edit(thorn: Life) -> None:
    character = thorn.live(decide.delegate(thorn.character, hand(ALICE), BOB, Right.PLAY), ALICE)

    assert character.delegates == (Delegate(BOB, Right.PLAY),)
    assert decide.change(character, hand(BOB), HURT, "hit-points")
    with pytest.raises(NotAllowedError):
        decide.change(character, hand(BOB), HURT, "edited", right=Right.EDIT)

    character = thorn.live(decide.delegate(character, hand(ALICE), BOB, Right.NOTHING), ALICE)
    assert character.delegates == ()


def test_nobody_is_given_their_own_and_not_too_many_are(thorn: Life) -> None:
    with pytest.raises(RuleError, match="delegate-yourself"):
        decide.delegate(thorn.character, hand(ALICE), ALICE, Right.PLAY)
    for number in range(MOST_DELEGATES):
        thorn.live(decide.delegate(thorn.character, hand(ALICE), UserId(100 + number), Right.SEE), ALICE)
    with pytest.raises(LimitError, match="too-many-delegates"):
        decide.delegate(thorn.character, hand(ALICE), BOB, Right.SEE)


def test_what_is_offered_is_theirs_once_they_take_it(thorn: Life) -> None:
    offered = thorn.live(decide.offer(thorn.character, hand(ALICE), BOB), ALICE)
    assert (offered.owner, offered.offered_to) == (ALICE, BOB)
    with pytest.raises(NotAllowedError, match="not-offered-to-you"):
        decide.take(offered, hand(MARA))

    taken = thorn.live(decide.take(offered, hand(BOB)), BOB)

    assert (taken.owner, taken.offered_to, taken.sheet) == (BOB, None, THORN)
    with pytest.raises(NotAllowedError):
        decide.change(taken, hand(ALICE), HURT, "edited")


def test_what_is_deleted_comes_back_within_thirty_days_and_not_after(thorn: Life) -> None:
    gone = thorn.live(decide.delete(thorn.character, hand(ALICE)), ALICE)
    with pytest.raises(NotFoundError, match="character-not-found"):
        gone.written()

    with pytest.raises(NotFoundError):
        decide.bring_back(gone, hand(ALICE), NOW + KEPT_FOR + timedelta(seconds=1))
    back = thorn.live(decide.bring_back(gone, hand(ALICE), NOW + KEPT_FOR), ALICE)
    assert back.written() == THORN


def test_an_erased_owner_leaves_nothing_of_the_sheet(thorn: Life) -> None:
    thorn.live(decide.change(thorn.character, hand(MARA, leads=True), HURT, "edited", right=Right.EDIT), MARA)
    erased = CHARACTERS.start(STREAM)
    for event in thorn.events:
        mine = event.actor == ALICE
        private = {"sheet": None} if hasattr(event.fact, "sheet") else {"changes": None}
        fact = replace(event.fact, **private) if mine else event.fact
        erased = CHARACTERS.evolve(erased, replace(event, actor=None if mine else event.actor, fact=fact))

    assert (erased.owner, erased.sheet) == (None, None)


def test_a_frozen_character_thaws_to_the_same(thorn: Life) -> None:
    character = thorn.live(decide.delegate(thorn.character, hand(ALICE), BOB, Right.PLAY), ALICE)
    assert CHARACTERS.thaw(CHARACTERS.freeze(character)) == character
