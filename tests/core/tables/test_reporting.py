"""A DM who does not answer: who may say so and when, what ends it, and that crying wolf has an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EverquillError, LimitError, NotAllowedError, RuleError
from core.ids import StreamId, UserId
from core.ledger.book import replay
from core.ledger.event import Event
from core.tables import absence, leading, reporting, seating, tending
from core.tables.absence import NEVER_ASKED_FOR
from core.tables.books import TABLES
from core.tables.leading import GiveRole, HandOff, Promote, SetDc
from core.tables.presence import DmAsked, DmMissed, DmReported, DmReturned, StandInVoted, StoodIn
from core.tables.reporting import RESTS_FOR
from core.tables.state import Idle, Person
from tests.core.tables.conftest import Play as PlainPlay
from tests.core.tables.conftest import someone
from tests.core.tables.houses import house

Play = Any
QUIET, GRACE, SECOND = timedelta(seconds=120), timedelta(seconds=60), timedelta(seconds=1)
MARA, BOB, CARA = Person(UserId(10), "Mara"), someone(1), someone(2)


class Clock(PlainPlay):
    """A table whose time is said: what happens, happens at `now`."""

    now: datetime = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)

    def _event(self, actor: UserId, draft: Any, sequence: int) -> Event:
        return replace(super()._event(actor, draft, sequence), at=self.now)


@pytest.fixture
def play() -> Any:
    """Mara leads from seat 1, Bob and Cara play from seats 2 and 3; two minutes have gone by."""
    play = Clock()
    play.open(MARA, "dm-led")
    play.join(BOB)
    play.join(CARA)
    play.now += QUIET
    return play


def reports(play: Play, who: Person = BOB) -> list[object]:
    made = play.did(who.user, reporting.report(play.table, who.user, play.now))
    return [event.fact for event in made]


def is_asked(play: Play) -> list[object]:
    """The DM is asked in the channel."""
    reported = next(event for event in reversed(play.events) if isinstance(event.fact, DmReported))
    return [event.fact for event in play.did(None, absence.was_asked(play.table, reported))]


def does_something(play: Play) -> None:
    table = play.table
    play.did(MARA.user, absence.with_return(table, MARA.user, leading.lead(table, MARA.user, SetDc(12))))


def false_alarm(play: Play, who: Person = BOB, after: timedelta = GRACE - SECOND) -> None:
    """Somebody says so, and the DM answers soon."""
    reports(play, who)
    is_asked(play)
    play.now += after
    does_something(play)


def test_a_report_begins_the_grace_and_then_goes_on_as_every_absence(play: Play) -> None:
    assert reports(play) == [DmReported(seat=1, by=2)]
    assert is_asked(play) == [DmAsked(seat=1)]
    since = play.table.absence.since
    assert (play.table.absence.how, play.table.absence.reporter) == ("report", BOB.user)
    assert tending.look_at(play.table) == since + GRACE
    assert tending.tended(play.table, house(), since + GRACE - SECOND) == ()
    play.now = since + GRACE
    play.did(None, tending.tended(play.table, house(), play.now))
    assert play.events[-1].fact == DmMissed(1)
    for who in (BOB, CARA):
        last = play.did(who.user, absence.vote(play.table, who.user, 3))
    assert [event.fact for event in last] == [StandInVoted(3, 3), StoodIn(3)]


def test_the_grace_runs_from_when_the_dm_was_asked(play: Play) -> None:
    reports(play)
    play.now += timedelta(minutes=5)
    assert tending.tended(play.table, house(), play.now) == ()
    is_asked(play)
    assert play.table.absence.asked_at == play.now
    assert tending.look_at(play.table) == play.now + GRACE
    assert tending.tended(play.table, house(), play.now + GRACE - SECOND) == ()
    play.now += GRACE
    play.did(None, tending.tended(play.table, house(), play.now))
    assert play.events[-1].fact == DmMissed(1)


def test_who_answers_within_the_grace_that_they_had_was_there(play: Play) -> None:
    reports(play)
    play.now += timedelta(minutes=5)
    is_asked(play)
    play.now += GRACE - SECOND
    does_something(play)
    assert [alarm.user for alarm in play.table.false_alarms] == [BOB.user]


def test_who_is_asked_twice_has_one_grace(play: Play) -> None:
    reports(play)
    is_asked(play)
    play.now += SECOND
    assert is_asked(play) == []


def test_who_answered_is_not_asked_nor_for_another_report(play: Play) -> None:
    reports(play)
    first = play.events[-1]
    does_something(play)
    assert is_asked(play) == []
    play.now += QUIET
    reports(play, CARA)
    assert absence.was_asked(play.table, first) == ()
    assert is_asked(play) == [DmAsked(1)]
    play.did(MARA.user, leading.lead(play.table, MARA.user, HandOff(BOB.user)))
    assert is_asked(play) == []


def test_to_be_asked_is_nobodys_doing_and_keeps_no_table_open(play: Play) -> None:
    reports(play)
    before = play.table.active_at, play.table.dm_seen_at
    play.now += SECOND
    is_asked(play)
    assert (play.table.active_at, play.table.dm_seen_at) == before


def test_where_nothing_tells_that_the_dm_was_asked_the_grace_begins_after_a_while(play: Play) -> None:
    reports(play)
    play.roll(BOB, 7)
    due = play.now + NEVER_ASKED_FOR + GRACE
    assert absence.look_at(play.table) == due
    assert absence.tended(play.table, due - SECOND) == ()
    assert [draft.fact for draft in absence.tended(play.table, due)] == [DmMissed(1)]
    play.did(None, absence.tended(play.table, due))
    assert is_asked(play) == [], "the table has said already that they are missed"


def test_a_co_dm_may_say_so_and_leads_on(play: Play) -> None:
    play.did(MARA.user, leading.lead(play.table, MARA.user, GiveRole(BOB.user, "co-dm")))
    play.now += QUIET
    assert reports(play) == [DmReported(1, 2)]
    is_asked(play)
    play.now += GRACE
    play.did(None, tending.tended(play.table, house(), play.now))
    with pytest.raises(RuleError, match="co-dm-leads"):
        absence.vote(play.table, CARA.user, 3)


@pytest.mark.parametrize("who", ["dm", "spectator", "stranger"])
def test_only_who_plays_or_leads_beside_the_dm_may_say_so(play: Play, who: str) -> None:
    watcher = someone(5)
    play.did(watcher.user, seating.join(play.table, watcher, "spectator"))
    user = {"dm": MARA.user, "spectator": watcher.user, "stranger": UserId(77)}[who]
    with pytest.raises(NotAllowedError, match="not-yours-to-report"):
        reporting.report(play.table, user, play.now)


def test_an_open_table_and_a_closed_one_have_nobody_to_report() -> None:
    play: Play = Clock()
    play.open(MARA)
    play.join(BOB)
    play.now += QUIET
    with pytest.raises(RuleError, match="nobody-leads"):
        reporting.report(play.table, BOB.user, play.now)
    play.did(MARA.user, seating.close(play.table, MARA.user, moderator=False, house=house()))
    with pytest.raises(RuleError, match="table-closed"):
        reporting.report(play.table, BOB.user, play.now)


@pytest.mark.parametrize("how", ["voice", "word", "report"])
def test_who_is_away_already_is_not_reported_again(play: Play, how: str) -> None:
    match how:
        case "voice":
            play.did(MARA.user, absence.went_away(play.table, MARA.user, "voice"))
        case "word":
            play.did(MARA.user, seating.leave(play.table, MARA.user))
        case _:
            reports(play, CARA)
    play.now += QUIET
    with pytest.raises(RuleError, match="dm-away-already"):
        reporting.report(play.table, BOB.user, play.now)


def rolls(play: Play) -> None:
    play.roll(MARA, 7)


def rolls_hidden(play: Play) -> None:
    play.roll(MARA, 7, hidden=True)


def goes_and_comes(play: Play) -> None:
    play.did(MARA.user, absence.went_away(play.table, MARA.user, "voice"))
    play.did(MARA.user, absence.came_back(play.table, MARA.user, "voice"))


def keeps_it_open(play: Play) -> None:
    play.did(MARA.user, seating.keep_open(play.table, MARA.user))


DEEDS = [does_something, rolls, rolls_hidden, goes_and_comes, keeps_it_open]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
@pytest.mark.parametrize(("later", "ago", "left"), [(0, 0, 120), (45.5, 45, 75), (119, 119, 1), (119.9, 119, 1)])
def test_who_acted_within_two_minutes_is_there(
    play: Play, deed: Callable[[Play], None], later: float, ago: int, left: int
) -> None:
    deed(play)
    play.now += timedelta(seconds=later)
    with pytest.raises(RuleError, match="dm-just-acted") as refused:
        reporting.report(play.table, BOB.user, play.now)
    assert refused.value.facts == {"code": "MIST-1234", "ago": ago, "quiet": 120, "seconds": left}
    play.now += timedelta(seconds=left)
    assert reports(play) == [DmReported(1, 2)]


def test_what_others_do_says_nothing_of_the_dm(play: Play) -> None:
    play.roll(BOB, 7)
    play.did(None, tending.tended(play.table, house(), play.now))
    assert reports(play, CARA) == [DmReported(1, 3)]


def test_how_long_a_dm_may_be_quiet_is_the_tables_own() -> None:
    play: Play = Clock()
    play.open(MARA, "dm-led", idle=Idle(quiet_s=5))
    play.join(BOB)
    play.now += timedelta(seconds=4)
    with pytest.raises(RuleError, match="dm-just-acted"):
        reporting.report(play.table, BOB.user, play.now)
    play.now += SECOND
    assert reports(play)


@pytest.mark.parametrize("how", ["handed on", "promoted"])
def test_who_has_just_become_the_dm_has_their_two_minutes(play: Play, how: str) -> None:
    if how == "handed on":
        play.did(MARA.user, leading.lead(play.table, MARA.user, HandOff(CARA.user)))
    else:
        play = Clock()
        play.open(MARA)
        play.join(BOB)
        play.join(CARA)
        play.now += timedelta(hours=1)
        play.did(MARA.user, leading.lead(play.table, MARA.user, Promote(CARA.user)))
    play.now += QUIET - SECOND
    with pytest.raises(RuleError, match="dm-just-acted"):
        reporting.report(play.table, BOB.user, play.now)
    play.now += SECOND
    assert reports(play) == [DmReported(3, 2)]


@pytest.mark.parametrize("how", ["deed", "word", "voice"])
def test_the_channel_that_was_told_is_told_that_the_dm_is_there(play: Play, how: str) -> None:
    reports(play)
    table = play.table
    match how:
        case "deed":
            drafts = absence.with_return(table, MARA.user, leading.lead(table, MARA.user, SetDc(12)))
        case "word":
            drafts = absence.say_back(table, MARA.user)
        case _:
            drafts = absence.came_back(table, MARA.user, "voice")
    fact: Any = play.did(MARA.user, drafts)[-1].fact
    assert (fact, play.table.absence) == (DmReturned(1, fact.how, missed=True), None)
    assert fact.how == how


def test_who_gave_a_false_alarm_rests_and_others_need_not(play: Play) -> None:
    false_alarm(play)
    alarm = play.now
    play.now = alarm + QUIET
    with pytest.raises(LimitError, match="dm-was-there") as refused:
        reporting.report(play.table, BOB.user, play.now)
    assert refused.value.facts == {"code": "MIST-1234", "ago": 2, "minutes": 8}
    play.now = alarm + RESTS_FOR - SECOND
    with pytest.raises(LimitError, match="dm-was-there") as refused:
        reporting.report(play.table, BOB.user, play.now)
    assert refused.value.facts == {"code": "MIST-1234", "ago": 9, "minutes": 1}
    assert reporting.report(play.table, CARA.user, play.now)
    play.now = alarm + RESTS_FOR
    assert reports(play) == [DmReported(1, 2)]


def test_a_new_seat_makes_nobody_forget_a_false_alarm(play: Play) -> None:
    false_alarm(play)
    play.did(BOB.user, seating.leave(play.table, BOB.user))
    play.join(BOB)
    play.now += QUIET
    with pytest.raises(LimitError, match="dm-was-there"):
        reporting.report(play.table, BOB.user, play.now)


def test_who_was_right_may_say_so_again(play: Play) -> None:
    false_alarm(play, after=GRACE)
    assert play.table.false_alarms == ()
    play.now += QUIET
    assert reports(play) == [DmReported(1, 2)]


def test_a_dm_who_left_by_themselves_makes_no_false_alarm(play: Play) -> None:
    goes_and_comes(play)
    assert play.table.false_alarms == ()


def test_false_alarms_that_are_long_ago_are_not_kept(play: Play) -> None:
    for who in (BOB, CARA):
        false_alarm(play, who)
        play.now += QUIET
    assert {alarm.user for alarm in play.table.false_alarms} == {BOB.user, CARA.user}
    play.now += RESTS_FOR
    false_alarm(play)
    assert [alarm.user for alarm in play.table.false_alarms] == [BOB.user]


def test_a_report_by_somebody_who_was_erased_is_nobodys_false_alarm(play: Play) -> None:
    false_alarm(play)
    erased = [replace(event, actor=None) if event.actor == BOB.user else event for event in play.events]
    folded = replay(TABLES, StreamId("table:1"), erased)
    assert (folded.false_alarms, folded.absence) == ((), None)
    assert folded.dm_seen_at == play.table.dm_seen_at


def test_players_of_a_dm_who_was_erased_can_say_so(play: Play) -> None:
    events = [replace(event, actor=None) if event.actor == MARA.user else event for event in play.events]
    table = replay(TABLES, StreamId("table:1"), events)
    assert table.dm is not None
    assert [draft.fact for draft in reporting.report(table, BOB.user, play.now)] == [DmReported(1, 2)]


def test_it_is_kept_in_snapshots_and_folds_from_the_beginning(play: Play) -> None:
    false_alarm(play)
    play.now += QUIET
    reports(play, CARA)
    assert TABLES.thaw(TABLES.freeze(play.table)) == play.table
    assert replay(TABLES, StreamId("table:1"), play.events) == play.table


STEPS = st.tuples(st.sampled_from(["report", "report", "deed", "player"]), st.integers(1, 3), st.integers(0, 400))


@given(steps=st.lists(STEPS, max_size=40))
def test_however_many_cry_wolf_a_dm_who_acts_is_asked_seldom(steps: list[tuple[str, int, int]]) -> None:
    play: Play = Clock()
    play.open(MARA, "dm-led")
    for number in (1, 2, 3):
        play.join(someone(number))
    asked: list[tuple[datetime, UserId]] = []
    wrong: dict[UserId, datetime] = {}
    acted = play.now
    for verb, number, later in steps:
        play.now += timedelta(seconds=later)
        who = someone(number)
        if verb == "report":
            try:
                reports(play, who)
            except EverquillError:
                continue
            is_asked(play)
            asked.append((play.now, who.user))
            assert play.now - acted >= QUIET
            assert play.now - wrong.get(who.user, play.now - RESTS_FOR) >= RESTS_FOR
        elif verb == "deed":
            if play.table.absence and play.now - asked[-1][0] < GRACE:
                wrong[asked[-1][1]] = play.now
            does_something(play)
            acted = play.now
        else:
            play.roll(who, 7)
