"""A DM who is away: the grace, the vote, and a stand-in who leads and sees nothing of before."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EverquillError, NotAllowedError, RuleError
from core.ids import StreamId, UserId
from core.ledger.book import replay
from core.ledger.event import Event
from core.tables import absence, afterwards, expiry, leading, seating, tending
from core.tables.afterwards import Verdict
from core.tables.books import TABLES
from core.tables.events import HandedOff, TableClosed
from core.tables.leading import ChangeSettings, GiveRole, HandOff, Kick, SetDc, Unkick
from core.tables.permissions import MAY, may, sees_from, standings
from core.tables.presence import DmLeft, DmMissed, DmReturned, StandInVoted, StoodIn
from core.tables.state import Idle, Person, Table
from tests.core.tables.conftest import Play as PlainPlay
from tests.core.tables.conftest import someone
from tests.core.tables.houses import house

Play = Any
GRACE = timedelta(seconds=60)
MARA = Person(UserId(10), "Mara")


def evening(*names: int) -> Any:
    """A DM-led table: Mara leads from seat 1, players sit from seat 2 on."""
    play = PlainPlay()
    play.open(MARA, "dm-led")
    for number in names:
        play.join(someone(number))
    return play


def goes(play: Play) -> None:
    play.did(MARA.user, absence.went_away(play.table, MARA.user, "voice"))


def comes(play: Play) -> None:
    play.did(MARA.user, absence.came_back(play.table, MARA.user, "voice"))


def time_goes_by(play: Play, now: datetime) -> list[object]:
    made: tuple[Event, ...] = play.did(None, tending.tended(play.table, house(), now))
    return [event.fact for event in made]


def missed(play: Play) -> None:
    goes(play)
    due = tending.look_at(play.table)
    assert due is not None
    assert time_goes_by(play, due) == [DmMissed(1)]


def votes(play: Play, number: int, wanted: int) -> list[object]:
    user = UserId(number)
    return [event.fact for event in play.did(user, absence.vote(play.table, user, wanted))]


def stood_in(*names: int) -> Any:
    """The player at seat 2 stands in."""
    play = evening(*names)
    missed(play)
    for number in names[: absence.needed(play.table)]:
        votes(play, number, 2)
    assert standings(play.table, UserId(1)) == {"player", "stand-in"}
    return play


def test_nobody_is_missed_before_the_grace_is_over() -> None:
    play = evening(1, 2)
    goes(play)
    since = play.table.absence.since
    assert tending.look_at(play.table) == since + GRACE
    assert time_goes_by(play, since + GRACE - timedelta(milliseconds=1)) == []
    assert time_goes_by(play, since + GRACE) == [DmMissed(1)]
    assert time_goes_by(play, since + GRACE) == []


def test_the_grace_is_the_tables_own() -> None:
    play = PlainPlay()
    play.open(MARA, "dm-led", idle=Idle(grace_s=5))
    goes(play)
    assert tending.look_at(play.table) == play.events[-1].at + timedelta(seconds=5)


def test_who_comes_back_within_the_grace_was_never_missed() -> None:
    play = evening(1)
    goes(play)
    comes(play)
    assert play.events[-1].fact == DmReturned(1, "voice", missed=False)
    assert play.table.absence is None
    assert time_goes_by(play, play.events[-1].at + GRACE) == []


def test_going_twice_is_going_once_and_only_the_dm_is_missed() -> None:
    play = evening(1)
    goes(play)
    assert absence.went_away(play.table, MARA.user, "word") == ()
    assert absence.went_away(play.table, UserId(1), "voice") == ()
    assert absence.came_back(play.table, UserId(1), "voice") == ()
    comes(play)
    assert absence.came_back(play.table, MARA.user, "voice") == ()


def test_at_an_open_table_and_at_a_closed_one_nobody_is_away() -> None:
    play = PlainPlay()
    play.open(MARA)
    assert absence.went_away(play.table, MARA.user, "voice") == ()
    led = evening(1)
    led.did(MARA.user, seating.close(led.table, MARA.user, moderator=False, house=house()))
    assert absence.went_away(led.table, MARA.user, "voice") == ()


def test_a_dm_who_leaves_the_table_keeps_their_seat_and_is_away() -> None:
    play = evening(1)
    (event,) = play.did(MARA.user, seating.leave(play.table, MARA.user))
    assert event.fact == DmLeft(1, "word")
    assert play.table.dm.user == MARA.user
    assert seating.leave(play.table, MARA.user) == ()


def test_to_be_away_keeps_no_table_open_and_expiry_still_runs() -> None:
    play = evening(1)
    before = play.table.active_at
    missed(play)
    assert play.table.active_at == before
    end = expiry.ends_at(play.table)
    assert end is not None
    assert tending.look_at(play.table) == end - timedelta(seconds=180)
    for left in (180, 30, 0):
        facts = time_goes_by(play, end - timedelta(seconds=left))
    assert isinstance(facts[-1], TableClosed)
    assert (play.table.absence, tending.look_at(play.table)) == (None, None)


def test_no_vote_is_held_before_the_dm_is_missed() -> None:
    play = evening(1)
    for step in (lambda: None, lambda: goes(play)):
        step()
        with pytest.raises(RuleError, match="dm-not-missed"):
            absence.vote(play.table, UserId(1), 2)


def test_more_than_half_of_the_players_choose_and_a_vote_may_be_changed() -> None:
    play = evening(1, 2, 3, 4)
    missed(play)
    assert absence.needed(play.table) == 3
    assert votes(play, 1, 3) == [StandInVoted(2, 3)]
    assert votes(play, 2, 3) == [StandInVoted(3, 3)]
    assert votes(play, 2, 4) == [StandInVoted(3, 4)]
    assert votes(play, 2, 4) == []
    assert votes(play, 3, 4) == [StandInVoted(4, 4)]
    assert [(seat.number, count) for seat, count in absence.tally(play.table)] == [(3, 1), (4, 2)]
    assert votes(play, 1, 4) == [StandInVoted(2, 4), StoodIn(4)]
    assert play.table.stand_in.number == 4
    with pytest.raises(RuleError, match="stands-in-already"):
        absence.vote(play.table, UserId(4), 5)


def test_half_of_the_players_is_not_enough() -> None:
    play = evening(1, 2)
    missed(play)
    assert votes(play, 1, 2) == [StandInVoted(2, 2)]
    assert play.table.stand_in is None


def test_only_players_vote_and_only_for_players() -> None:
    play = evening(1, 2, 3)
    play.did(MARA.user, leading.lead(play.table, MARA.user, GiveRole(UserId(3), "spectator")))
    missed(play)
    for who in (MARA.user, UserId(3)):
        with pytest.raises(NotAllowedError, match="only-players-vote"):
            absence.vote(play.table, who, 2)
    with pytest.raises(NotAllowedError, match="not-seated"):
        absence.vote(play.table, UserId(9), 2)
    for wanted in (1, 4, 77):
        with pytest.raises(RuleError, match="cannot-stand-in"):
            absence.vote(play.table, UserId(1), wanted)


def test_where_a_co_dm_leads_on_no_vote_is_held_until_they_go_too() -> None:
    play = evening(1, 2, 3)
    for number in (1, 2):
        play.did(MARA.user, leading.lead(play.table, MARA.user, GiveRole(UserId(number), "co-dm")))
    missed(play)
    with pytest.raises(RuleError, match="co-dm-leads"):
        absence.vote(play.table, UserId(3), 4)
    play.did(UserId(1), seating.leave(play.table, UserId(1)))
    assert absence.look_at(play.table) is None
    play.did(UserId(2), seating.leave(play.table, UserId(2)))
    assert time_goes_by(play, play.events[-1].at + GRACE) == [DmMissed(1)]
    assert votes(play, 3, 4) == [StandInVoted(4, 4), StoodIn(4)]


def test_when_the_stand_in_goes_the_players_choose_again() -> None:
    play = stood_in(1, 2)
    play.did(UserId(1), seating.leave(play.table, UserId(1)))
    assert play.table.stand_in is None
    assert time_goes_by(play, play.events[-1].at + GRACE) == [DmMissed(1)]
    assert votes(play, 2, 3) == [StandInVoted(3, 3), StoodIn(3)]


def test_when_a_player_goes_the_others_votes_may_be_enough() -> None:
    play = evening(1, 2)
    missed(play)
    votes(play, 1, 2)
    assert absence.look_at(play.table) is None
    play.did(UserId(2), seating.leave(play.table, UserId(2)))
    assert time_goes_by(play, play.events[-1].at + GRACE) == [StoodIn(2)]


ANEW = absence.OFFERED_ANEW_AFTER * GRACE


def test_others_to_choose_from_are_offered_anew_however_many_came_and_went() -> None:
    play = evening(1, 2)
    missed(play)
    votes(play, 1, 3)
    offer = play.table.absence.offer
    assert (offer.seats, absence.look_at(play.table)) == ((2, 3), None)
    play.join(someone(3))
    play.did(UserId(2), seating.leave(play.table, UserId(2)))
    assert tending.look_at(play.table) == offer.at + ANEW
    assert time_goes_by(play, offer.at + ANEW - timedelta(milliseconds=1)) == []
    assert time_goes_by(play, offer.at + ANEW) == [DmMissed(1)]
    assert play.table.absence.missed == play.events[-1].sequence
    assert play.table.absence.offer.seats == (2, 4)
    assert absence.look_at(play.table) is None
    assert votes(play, 1, 4) == [StandInVoted(2, 4)]
    assert votes(play, 3, 4) == [StandInVoted(4, 4), StoodIn(4)]


def test_who_comes_and_goes_in_between_is_not_worth_a_word() -> None:
    play = evening(1, 2)
    missed(play)
    play.join(someone(3))
    play.did(UserId(3), seating.leave(play.table, UserId(3)))
    assert absence.look_at(play.table) is None


def test_a_vote_goes_on_while_others_are_offered_and_keeps_its_votes() -> None:
    play = evening(1, 2)
    missed(play)
    votes(play, 1, 3)
    play.join(someone(3))
    assert votes(play, 3, 4) == [StandInVoted(4, 4)], "before the table has said so"
    assert time_goes_by(play, play.table.absence.offer.at + ANEW) == [DmMissed(1)]
    assert votes(play, 2, 3) == [StandInVoted(3, 3), StoodIn(3)]


def test_a_spectator_who_takes_a_seat_can_be_chosen() -> None:
    play = evening(1)
    watcher = someone(2)
    play.did(watcher.user, seating.join(play.table, watcher, "spectator"))
    missed(play)
    with pytest.raises(RuleError, match="cannot-stand-in"):
        absence.vote(play.table, UserId(1), 3)
    play.did(watcher.user, seating.leave(play.table, watcher.user))
    assert absence.look_at(play.table) is None
    play.join(watcher)
    assert time_goes_by(play, play.table.absence.offer.at + ANEW) == [DmMissed(1)]
    votes(play, 1, 4)
    assert votes(play, 2, 4) == [StandInVoted(4, 4), StoodIn(4)]


def test_votes_that_are_enough_count_before_others_are_offered() -> None:
    play = evening(1, 2)
    missed(play)
    votes(play, 1, 2)
    play.did(UserId(2), seating.leave(play.table, UserId(2)))
    assert time_goes_by(play, play.events[-1].at + GRACE) == [StoodIn(2)]
    assert absence.look_at(play.table) is None, "whoever leads, nobody is to be chosen"


def test_where_co_dms_lead_on_nobody_is_offered() -> None:
    play = evening(1, 2)
    play.did(MARA.user, leading.lead(play.table, MARA.user, GiveRole(UserId(1), "co-dm")))
    missed(play)
    play.join(someone(3))
    assert absence.look_at(play.table) is None


@pytest.mark.parametrize("how", ["leaves", "is kicked", "leaves and comes back"])
def test_whoever_goes_does_not_win_by_the_votes_they_had(how: str) -> None:
    play = evening(1, 2, 3, 4, 5)
    missed(play)
    for number in (2, 3):
        votes(play, number, 2)
    if how == "is kicked":
        play.did(MARA.user, leading.lead(play.table, MARA.user, Kick(UserId(1))))
    else:
        play.did(UserId(1), seating.leave(play.table, UserId(1)))
    if how == "leaves and comes back":
        play.join(someone(1))
    with pytest.raises(RuleError, match="cannot-stand-in"):
        absence.vote(play.table, UserId(4), 2)
    assert time_goes_by(play, play.events[-1].at + GRACE) == [DmMissed(1)]
    assert (absence.tally(play.table), play.table.stand_in) == ((), None)
    new = play.table.seats[-1].number
    assert votes(play, 4, new) == [StandInVoted(5, new)], "and none of theirs counts for another"


def test_votes_for_whoever_goes_go_with_them() -> None:
    play = evening(1, 2, 3, 4)
    missed(play)
    votes(play, 2, 2)
    votes(play, 3, 2)
    play.did(UserId(1), seating.leave(play.table, UserId(1)))
    assert play.table.absence.votes == ()


@pytest.mark.parametrize("by", ["voice", "word", "deed"])
def test_when_the_dm_returns_the_stand_in_is_a_player_again(by: str) -> None:
    play = stood_in(1, 2)
    table = play.table
    match by:
        case "voice":
            drafts = absence.came_back(table, MARA.user, "voice")
        case "word":
            drafts = absence.say_back(table, MARA.user)
        case _:
            drafts = absence.with_return(table, MARA.user, leading.lead(table, MARA.user, SetDc(12)))
    play.did(MARA.user, drafts)
    assert play.events[-1].fact == DmReturned(1, by, missed=True)  # pyright: ignore[reportArgumentType] -- one of three
    assert play.table.stand_in is None
    assert standings(play.table, UserId(1)) == {"player"}


def test_only_the_dms_own_deeds_bring_them_back() -> None:
    play = stood_in(1, 2)
    table = play.table
    deeds = leading.lead(table, UserId(1), SetDc(12))
    assert absence.with_return(table, UserId(1), deeds) == deeds
    assert absence.with_return(table, MARA.user, ()) == ()
    with pytest.raises(NotAllowedError, match="not-yours-to-return"):
        absence.say_back(table, UserId(1))


def test_a_table_that_is_handed_on_misses_nobody() -> None:
    play = stood_in(1, 2)
    drafts = leading.lead(play.table, MARA.user, HandOff(UserId(2)))
    assert [draft.fact for draft in absence.with_return(play.table, MARA.user, drafts)] == [HandedOff(3)]
    play.did(MARA.user, drafts)
    assert play.table.absence is None
    assert play.table.dm.user == UserId(2)


def test_a_stand_in_leads_the_game_and_decides_over_nobody() -> None:
    allowed = {act for act, cells in MAY.items() if "stand-in" in cells["dm-led"]}
    assert allowed == {"roll-hidden", "set-dc", "look", "reveal", "rule"}
    assert not [act for act, cells in MAY.items() if "stand-in" in cells["open"]]
    play = stood_in(1, 2)
    bob = someone(1)
    assert standings(play.table, bob.user) == {"player", "stand-in"}
    play.did(bob.user, leading.lead(play.table, bob.user, SetDc(13)))
    assert play.roll(bob, 7, hidden=True).fact.hidden
    rolled = play.roll(someone(2), 9).fact
    assert afterwards.rule(play.table, rolled, bob, Verdict("fails", "the rope was wet"))
    for refused in (
        Kick(UserId(2)),
        Unkick(UserId(2)),
        GiveRole(UserId(2), "spectator"),
        HandOff(UserId(2)),
        ChangeSettings(lasting=True),
    ):
        with pytest.raises(NotAllowedError):
            leading.lead(play.table, bob.user, refused)
    with pytest.raises(NotAllowedError, match="not-yours-to-close"):
        seating.close(play.table, bob.user, moderator=False, house=house())
    with pytest.raises(NotAllowedError, match="not-the-dm"):
        play.roll(someone(2), 9, hidden=True)


def test_a_stand_in_sees_what_is_hidden_from_then_on_and_nothing_of_before() -> None:
    play = evening(1, 2)
    play.did(MARA.user, leading.lead(play.table, MARA.user, ChangeSettings(secret_skills=frozenset({"stealth"}))))
    before = [play.roll(MARA, 4, hidden=True), play.roll(someone(2), 5, label="stealth")]
    missed(play)
    votes(play, 1, 2)
    votes(play, 2, 2)
    blind, own = play.roll(someone(2), 6, label="stealth"), play.roll(someone(1), 7, hidden=True)
    assert blind.fact.blind
    for rolled in before:
        with pytest.raises(NotAllowedError, match="hidden-before-stand-in"):
            afterwards.must_see(play.table, rolled, UserId(1))
        with pytest.raises(NotAllowedError, match="hidden-before-stand-in"):
            afterwards.reveal(play.table, rolled, UserId(1), house())
    for rolled in (blind, own):
        afterwards.must_see(play.table, rolled, UserId(1))
    with pytest.raises(NotAllowedError, match="not-its-rollers-to-see"):
        afterwards.must_see(play.table, blind, UserId(2))
    comes(play)
    with pytest.raises(NotAllowedError, match="not-yours-to-look-at"):
        afterwards.must_see(play.table, blind, UserId(1))
    afterwards.must_see(play.table, own, UserId(1))
    for rolled in (*before, blind, own):
        afterwards.must_see(play.table, rolled, MARA.user)


def test_what_a_stand_in_may_see_begins_anew_with_each() -> None:
    play = stood_in(1, 2)
    hidden = play.roll(someone(1), 7, hidden=True)
    comes(play)
    missed(play)
    for number in (1, 2):
        votes(play, number, 3)
    with pytest.raises(NotAllowedError, match="hidden-before-stand-in"):
        afterwards.must_see(play.table, hidden, UserId(2))
    assert sees_from(play.table, UserId(2)) > hidden.sequence
    assert sees_from(play.table, MARA.user) == 0


def test_an_absence_is_kept_in_snapshots_and_folds_from_the_beginning() -> None:
    play = stood_in(1, 2, 3)
    assert TABLES.thaw(TABLES.freeze(play.table)) == play.table
    assert replay(TABLES, StreamId("table:1"), play.events) == play.table


def test_a_stand_in_that_was_erased_leads_nobody() -> None:
    play = stood_in(1, 2)
    seats = [replace(seat, user=None, name=None) if seat.number == 2 else seat for seat in play.table.seats]
    table = replace(play.table, seats=tuple(seats))
    assert table.stand_in is None
    assert [seat.number for seat in absence.players(table)] == [3]
    assert [draft.fact for draft in absence.vote(table, UserId(2), 3)] == [StandInVoted(3, 3), StoodIn(3)]


PEOPLE = st.integers(1, 6)
VOTES = st.tuples(st.just("vote"), PEOPLE, st.integers(1, 5))
SEATS = st.tuples(st.sampled_from(["join", "leave", "spectate", "keep"]), PEOPLE, st.just(0))
DMS = st.tuples(st.sampled_from(["dm goes", "dm comes", "time", "time"]), st.just(0), st.just(0))
"""Votes for seat 1 are for the DM's own, and few people sit: enough are for the same to elect somebody often."""


@settings(max_examples=300)
@given(crowd=st.integers(1, 5), steps=st.lists(st.one_of(VOTES, VOTES, VOTES, SEATS, DMS), max_size=60))
def test_there_are_never_two_stand_ins_and_none_without_a_majority(
    crowd: int, steps: list[tuple[str, int, int]]
) -> None:
    play = evening(*range(1, crowd + 1))
    missed(play)
    for verb, number, wanted in steps:
        before = play.table
        try:
            made = play.did(*_step(play, verb, number, wanted))
        except EverquillError:
            continue
        chosen = [event.fact.seat for event in made if isinstance(event.fact, StoodIn)]
        if chosen:
            assert len(chosen) == 1
            assert before.stand_in is None
            _has_majority(before, made, chosen[0])
        leads = [seat for seat in play.table.seats if may(play.table, seat.user, "set-dc") and seat.role == "player"]
        assert leads == ([play.table.stand_in] if play.table.stand_in else [])
        assert not (play.table.stand_in and play.table.absence is None)


def _step(play: Play, verb: str, number: int, wanted: int) -> tuple[Any, Any]:
    table, who = play.table, someone(number)
    match verb:
        case "vote":
            return who.user, absence.vote(table, who.user, wanted)
        case "join" | "spectate":
            return who.user, seating.join(table, who, "player" if verb == "join" else "spectator")
        case "leave":
            return who.user, seating.leave(table, who.user)
        case "dm goes":
            return MARA.user, absence.went_away(table, MARA.user, "voice")
        case "dm comes":
            return MARA.user, absence.came_back(table, MARA.user, "voice")
        case "keep":
            return who.user, seating.keep_open(table, who.user)
        case _:
            return None, absence.tended(table, play.events[-1].at + GRACE)


def _has_majority(before: Table, made: tuple[Event, ...], chosen: int) -> None:
    """Count the votes from scratch: the table's before, and those just cast."""
    assert before.absence is not None
    cast = {vote.seat: vote.wanted for vote in before.absence.votes}
    cast |= {event.fact.seat: event.fact.wanted for event in made if isinstance(event.fact, StandInVoted)}
    playing = {seat.number for seat in before.seats if seat.role == "player"}
    wanted = Counter(want for seat, want in cast.items() if seat in playing)
    assert chosen in playing
    assert 2 * wanted[chosen] > len(playing)
