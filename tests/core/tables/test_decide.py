"""What may happen at a table."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.dice import notation
from core.dice.advantage import Advantage
from core.errors import LimitError, NotAllowedError, RuleError
from core.ids import RollId, StreamId
from core.ledger.event import DM, OWN, PUBLIC
from core.proofs.derive import commitment
from core.proofs.epoch import LASTS, Epoch, Unsealed
from core.proofs.record import Signed, public_file
from core.proofs.verify import verify
from core.tables import decide, epochs, seating
from core.tables.decide import AskedRoll, Throw
from core.tables.events import EpochBegan, EpochEnded, Part, Rolled
from core.tables.state import ChannelRolls, Person
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.core.tables.houses import house, true_house

Play = Any
START = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
CHANNEL = ChannelRolls(StreamId("channel:2"))


def test_opening_seats_the_creator(play: Play, mara: Person) -> None:
    play.open(mara)
    assert play.table.is_open
    assert play.table.creator == mara.user
    assert [(seat.number, seat.role, seat.name) for seat in play.table.seats] == [(1, "player", "Mara")]


def test_opening_a_dm_led_table_makes_the_creator_its_dm(play: Play, mara: Person) -> None:
    play.open(mara, "dm-led")
    assert play.table.dm is not None
    assert play.table.dm.user == mara.user


def test_eight_sit_and_the_ninth_is_told_how_many_seats_there_are(play: Play, crowd: list[Person]) -> None:
    play.open(crowd[0])
    for person in crowd[1:8]:
        play.join(person)
    with pytest.raises(RuleError) as refused:
        play.join(crowd[8])
    assert (refused.value.reason, refused.value.facts["seats"]) == ("table-full", 8)


def test_nobody_sits_twice(play: Play, mara: Person) -> None:
    play.open(mara)
    with pytest.raises(RuleError, match="already-seated"):
        play.join(mara)


def test_a_seat_number_is_never_given_away_again(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    play.join(tobin)
    play.did(tobin.user, seating.leave(play.table, tobin.user))
    play.join(tobin)
    assert play.table.seat_for(tobin.user).number == 3


def test_who_has_no_seat_cannot_leave_or_roll(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    with pytest.raises(NotAllowedError, match="not-seated"):
        seating.leave(play.table, tobin.user)
    with pytest.raises(NotAllowedError, match="not-seated"):
        play.roll(tobin, 4)


def test_the_dm_of_a_dm_led_table_who_leaves_keeps_their_seat_and_closes_it_all_the_same(
    play: Play, mara: Person
) -> None:
    play.open(mara, "dm-led")
    play.did(mara.user, seating.leave(play.table, mara.user))
    assert play.table.dm is not None
    assert play.table.absence is not None
    play.did(mara.user, seating.close(play.table, mara.user, moderator=False, house=house()))
    assert not play.table.is_open


@pytest.mark.parametrize(
    ("closer", "moderator", "allowed"), [("mara", False, True), ("tobin", False, False), ("tobin", True, True)]
)
def test_who_may_close(play: Play, mara: Person, tobin: Person, closer: str, moderator: bool, allowed: bool) -> None:
    play.open(mara)
    play.join(tobin)
    who = {"mara": mara, "tobin": tobin}[closer]
    if allowed:
        assert seating.close(play.table, who.user, moderator=moderator, house=house())
    else:
        with pytest.raises(NotAllowedError, match="not-yours-to-close"):
            seating.close(play.table, who.user, moderator=moderator, house=house())


def test_nothing_happens_at_a_closed_table(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    play.did(mara.user, seating.close(play.table, mara.user, moderator=False, house=house()))
    for act in (
        lambda: seating.join(play.table, tobin),
        lambda: seating.leave(play.table, mara.user),
        lambda: seating.close(play.table, mara.user, moderator=True, house=house()),
        lambda: play.roll(mara, 4),
    ):
        with pytest.raises(RuleError, match="table-closed"):
            act()


def test_a_roll_is_one_public_event_with_its_dice_and_verdict(play: Play, mara: Person) -> None:
    play.open(mara)
    event = play.roll(mara, 3, 5, 6, 1, text="4d6kh3", dc=14, label="  fire\nbolt ")
    rolled = event.fact
    assert isinstance(rolled, Rolled)
    assert (rolled.total, rolled.passed, rolled.label, rolled.seat, rolled.code) == (
        14,
        True,
        "fire bolt",
        1,
        "MIST-1234",
    )
    assert rolled.dice[0].faces == (3, 5, 6, 1)
    assert rolled.dice[0].kept == (True, True, True, False)
    assert event.visibility == PUBLIC
    assert play.table.rolls == 1


def test_advantage_rolls_twice_keeps_the_higher_and_is_written_as_it_was_asked(play: Play, mara: Person) -> None:
    play.open(mara)
    rolled = play.roll(mara, 7, 15, advantage=Advantage.ADVANTAGE, dc=16).fact
    assert (rolled.total, rolled.passed, rolled.advantage) == (15, False, "advantage")
    assert rolled.notation == "1d20"


@pytest.mark.parametrize("dc", [0, 31, -5])
def test_a_dc_is_from_1_to_30(play: Play, mara: Person, dc: int) -> None:
    play.open(mara)
    with pytest.raises(RuleError, match="dc-out-of-range"):
        play.roll(mara, 4, dc=dc)


def test_a_label_has_a_limit(play: Play, mara: Person) -> None:
    play.open(mara)
    with pytest.raises(LimitError, match="label-too-long"):
        play.roll(mara, 4, label="x" * 101)


def test_at_a_dm_led_table_only_the_dm_rolls_hidden(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara, "dm-led")
    play.join(tobin)
    assert play.roll(mara, 4, hidden=True).visibility == DM
    with pytest.raises(NotAllowedError, match="not-the-dm"):
        play.roll(tobin, 4, hidden=True)


def test_at_an_open_table_a_hidden_roll_is_the_rollers_own(play: Play, mara: Person) -> None:
    play.open(mara)
    assert play.roll(mara, 4, hidden=True).visibility == OWN


def test_a_roll_beside_any_table_names_none(mara: Person) -> None:
    throw = Throw(RollId("r"), house([9]), START, START)
    (draft,) = decide.roll_beside(CHANNEL, mara, AskedRoll(notation.parse("1d20"), hidden=True), throw, guild=None)
    assert (draft.fact.code, draft.fact.mode, draft.fact.seat) == (None, None, None)
    assert draft.visibility == OWN


def test_several_rolls_at_once_are_one_event_with_a_verdict_each(play: Play, mara: Person) -> None:
    play.open(mara)
    rolled = play.roll(mara, 3, 12, 4, 6, text="2x1d20+5; 2d6", dc=10, label="bite; claw; tail").fact
    assert (rolled.total, rolled.dc, rolled.passed, rolled.notation) == (35, None, None, "2x1d20 + 5 dc10; 2d6 dc10")
    assert rolled.parts == (
        Part("1d20 + 5", 1, 8, 10, False),
        Part("1d20 + 5", 1, 17, 10, True),
        Part("2d6", 1, 10, 10, True),
    )
    assert [group.faces for group in rolled.dice] == [(3,), (12,), (4, 6)]


def test_of_several_rolls_each_may_name_a_dc_of_its_own(mara: Person) -> None:
    asked = AskedRoll(notation.read("1d20 dc15; 1d20"), dc=10)
    _, draft = decide.roll_beside(CHANNEL, mara, asked, Throw(RollId("x"), house([12, 12]), START, START), guild=None)
    assert isinstance(draft.fact, Rolled)
    assert [(part.dc, part.passed) for part in draft.fact.parts] == [(15, False), (10, True)]


def test_opening_begins_an_epoch_and_closing_reveals_its_seed(play: Play, mara: Person) -> None:
    play.open(mara)
    began = next(event.fact for event in play.events if isinstance(event.fact, EpochBegan))
    assert play.table.running.epoch.commitment == began.commitment
    play.did(mara.user, seating.close(play.table, mara.user, moderator=False, house=house()))
    ended = next(event.fact for event in play.events if isinstance(event.fact, EpochEnded))
    assert play.table.running is None
    assert commitment(bytes.fromhex(began.epoch_id), bytes.fromhex(ended.seed or "")).hex() == began.commitment
    assert play.table.unsealed == Unsealed(began.commitment, ended.seed)


def test_public_rolls_are_numbered_and_hidden_ones_belong_to_no_epoch(play: Play, mara: Person) -> None:
    play.open(mara)
    for hidden in (False, True, False):
        play.roll(mara, 4, hidden=hidden)
    rolls = [event.fact for event in play.events if isinstance(event.fact, Rolled)]
    records = [json.loads(rolled.proof.record) for rolled in rolls if rolled.proof]
    assert [record.get("number") for record in records] == [1, None, 2]
    assert records[1].keys() == {"commitment", "id", "kind", "time", "version"}


def test_an_epoch_lasts_a_day_and_the_next_roll_begins_another(play: Play, mara: Person) -> None:
    play.open(mara)
    first = play.table.running.epoch
    later = START + timedelta(days=1, hours=1)
    throw = Throw(RollId("r2"), house([7], random_bytes=lambda size: b"2" * size), later, later)
    drafts = decide.roll(play.table, mara, AskedRoll(notation.parse("1d20")), throw)
    assert [type(draft.fact) for draft in drafts] == [EpochEnded, EpochBegan, Rolled]
    assert drafts[0].fact.epoch_id == first.epoch_id != drafts[1].fact.epoch_id


def test_an_epoch_whose_key_is_gone_ends_without_a_seed_and_gives_no_dice(play: Play, mara: Person) -> None:
    play.open(mara)
    changed = house([7], master=b"another secret key than before! ", random_bytes=lambda size: b"2" * size)
    drafts = decide.roll(play.table, mara, AskedRoll(notation.parse("1d20")), Throw(RollId("r"), changed, START, START))
    ended, began, rolled = [draft.fact for draft in drafts]
    assert (ended.epoch_id, ended.seed) == (play.table.running.epoch.epoch_id, None)
    assert json.loads(rolled.proof.record)["epoch"] == began.epoch_id


def test_time_alone_ends_an_epoch_and_announces_the_next(play: Play, mara: Person) -> None:
    play.open(mara)
    running = play.table.running
    over = running.began + LASTS
    assert epochs.turned(running, house(), over - timedelta(seconds=1), at_once=True) == ()
    ended, began = epochs.turned(running, house(random_bytes=lambda size: b"2" * size), over, at_once=True)
    assert (ended.fact.epoch_id, type(began.fact)) == (running.epoch.epoch_id, EpochBegan)
    assert [type(draft.fact) for draft in epochs.turned(running, house(), over, at_once=False)] == [EpochEnded]
    assert epochs.turned(None, house(), over, at_once=True) == ()


def test_what_players_add_changes_the_entropy_of_the_rolls_after_it(play: Play, mara: Person) -> None:
    play.open(mara)
    before = play.table.running.epoch.entropy
    play.did(mara.user, decide.add_entropy(play.table.running, "a fair wind", house(), START))
    assert play.table.running.epoch.texts == 1
    assert play.table.running.epoch.entropy != before
    record = json.loads(play.roll(mara, 4).fact.proof.record)
    assert record["entropy"] == play.table.running.epoch.entropy


def test_a_text_enters_only_an_epoch_whose_seal_is_known_already(play: Play, mara: Person) -> None:
    assert [type(draft.fact) for draft in decide.add_entropy(None, "first", house(), START)] == [EpochBegan]
    play.open(mara)
    later = play.table.running.began + LASTS
    drafts = decide.add_entropy(play.table.running, "late", house(random_bytes=lambda size: b"2" * size), later)
    assert [type(draft.fact) for draft in drafts] == [EpochEnded, EpochBegan]


def test_an_epoch_that_is_full_of_texts_ends_and_the_next_is_sealed_before_any(play: Play, mara: Person) -> None:
    play.open(mara)
    names = itertools.count(100)
    owner = house(random_bytes=lambda size: next(names).to_bytes(size, "big"))
    for number in range(epochs.MOST_TEXTS):
        play.did(mara.user, decide.add_entropy(play.table.running, f"text {number}", owner, START))
    full = play.table.running.epoch
    ended, began = decide.add_entropy(play.table.running, "one more", owner, START)
    assert (full.texts, ended.fact.epoch_id) == (epochs.MOST_TEXTS, full.epoch_id)
    play.did(mara.user, (ended, began))
    (added,) = decide.add_entropy(play.table.running, "one more", owner, START)
    assert added.fact.epoch_id == began.fact.epoch_id


def test_a_seal_is_made_where_there_is_none_and_left_where_there_is(play: Play, mara: Person) -> None:
    (began,) = decide.seal(None, house(), START)
    assert isinstance(began.fact, EpochBegan)
    play.open(mara)
    assert decide.seal(play.table.running, house(), START) == ()


def test_the_dc_of_several_rolls_is_signed_with_them(play: Play, mara: Person) -> None:
    play.open(mara)
    rolled = play.roll(mara, 12, 3, 17, text="2x1d20; 1d20 dc5", dc=15).fact
    assert rolled.notation == "2x1d20 dc15; 1d20 dc5"
    assert json.loads(rolled.proof.record)["notation"] == rolled.notation
    assert [(part.dc, part.passed) for part in rolled.parts] == [(15, False), (15, False), (5, True)]


def test_dcs_that_no_longer_fit_the_line_are_refused_before_a_die_falls(play: Play, mara: Person) -> None:
    play.open(mara)
    text = "; ".join([f"1d20 + 1d4 + 1d6 + {number}" for number in range(10, 30)])
    assert len(text) < 500
    with pytest.raises(LimitError, match="dcs-too-long"):
        play.roll(mara, text=text, dc=15)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "entropy-empty"),
        ("\u200d", "entropy-empty"),
        (" \n", "entropy-empty"),
        ("x" * 201, "entropy-too-long"),
        ("half a \ud83d", "entropy-unreadable"),
        ("nul\0", "entropy-unreadable"),
    ],
)
def test_a_text_can_be_written_down_and_is_neither_blank_nor_long(
    play: Play, mara: Person, text: str, reason: str
) -> None:
    play.open(mara)
    with pytest.raises((RuleError, LimitError), match=reason):
        decide.add_entropy(play.table.running, text, house(), START)


def test_a_real_houses_roll_is_verified_from_its_file(play: Play, mara: Person) -> None:
    owner = true_house()
    throw = Throw(RollId("A" * 22), owner, START, START)
    began, rolled = decide.roll_beside(CHANNEL, mara, AskedRoll(notation.parse("4d6kh3+1d20")), throw, guild=None)
    proof = rolled.fact.proof
    signed = Signed(proof.record, bytes.fromhex(proof.signature), bytes.fromhex(proof.public_key))
    seed = bytes.fromhex(owner.seed(Epoch.announced(began.fact.epoch_id, began.fact.commitment)) or "")
    assert verify(public_file(signed, (), seed).encode(), Ed25519SignatureCheck().verify).result == "passed"
    assert verify(public_file(signed, (), None).encode(), Ed25519SignatureCheck().verify).result == "open"
