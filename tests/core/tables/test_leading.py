"""What those who lead a table can do with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.dice import notation
from core.errors import EverquillError, LimitError, NotAllowedError, NotFoundError, RuleError
from core.ids import RollId, UserId
from core.ledger.event import DM, PUBLIC
from core.tables import decide, seating
from core.tables.barring import MOST_AWAY
from core.tables.decide import AskedRoll, Throw
from core.tables.events import Rolled
from core.tables.leading import ChangeSettings, Command, GiveRole, HandOff, Kick, Promote, SetDc, Unkick, lead
from core.tables.state import SPECTATORS, Person
from tests.core.tables.houses import house, true_house

Play = Any
START = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
THROW = Throw(RollId("r1"), true_house(), START, START + timedelta(days=30))


@pytest.fixture
def led(play: Play, mara: Person, tobin: Person) -> Play:
    """Mara leads, Tobin plays."""
    play.open(mara, "dm-led")
    play.join(tobin)
    return play


def did(play: Play, who: Person, command: Command) -> None:
    play.did(who.user, lead(play.table, who.user, command))


def roles(play: Play) -> dict[str, str]:
    return {seat.name: seat.role for seat in play.table.seats}


def test_an_open_table_is_promoted_once(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    play.join(tobin)
    with pytest.raises(NotAllowedError, match="not-the-creator"):
        lead(play.table, tobin.user, Promote(tobin.user))
    with pytest.raises(NotFoundError, match="player-not-found"):
        lead(play.table, mara.user, Promote(UserId(404)))
    did(play, mara, Promote(tobin.user))
    assert (play.table.mode, play.table.dm.user) == ("dm-led", tobin.user)
    with pytest.raises(RuleError, match="already-dm-led"):
        lead(play.table, mara.user, Promote(mara.user))


def test_who_hands_off_plays_on(led: Play, mara: Person, tobin: Person) -> None:
    did(led, mara, HandOff(tobin.user))
    assert roles(led) == {"Mara": "player", "Tobin": "dm"}
    with pytest.raises(NotAllowedError, match="not-yours-to-lead"):
        lead(led.table, mara.user, HandOff(mara.user))
    with pytest.raises(RuleError, match="role-held-already"):
        lead(led.table, tobin.user, HandOff(tobin.user))


def test_roles_are_given_and_the_dms_is_not(led: Play, mara: Person, tobin: Person) -> None:
    for role in ("co-dm", "spectator", "player"):
        did(led, mara, GiveRole(tobin.user, role))
        assert roles(led)["Tobin"] == role
    with pytest.raises(RuleError, match="role-held-already"):
        lead(led.table, mara.user, GiveRole(tobin.user, "player"))
    with pytest.raises(RuleError, match="dm-hands-off"):
        lead(led.table, mara.user, GiveRole(mara.user, "player"))


def test_an_open_table_has_no_co_dm_and_no_dc(play: Play, mara: Person) -> None:
    play.open(mara)
    for command in (GiveRole(mara.user, "co-dm"), SetDc(12), HandOff(mara.user)):
        with pytest.raises(RuleError, match="nobody-leads"):
            lead(play.table, mara.user, command)


def test_who_was_kicked_cannot_sit_down_until_let_in(led: Play, mara: Person, tobin: Person) -> None:
    did(led, mara, Kick(tobin.user))
    assert led.table.seat_of(tobin.user) is None
    for role in ("player", "spectator"):
        with pytest.raises(NotAllowedError, match="kicked"):
            seating.join(led.table, tobin, role)
    did(led, mara, Unkick(tobin.user))
    led.join(tobin)
    assert led.table.seat_of(tobin.user) is not None
    with pytest.raises(NotFoundError, match="nobody-kicked"):
        lead(led.table, mara.user, Unkick(tobin.user))


@pytest.mark.parametrize("had_a_seat", [True, False])
def test_who_has_no_seat_is_kept_away_all_the_same(led: Play, mara: Person, tobin: Person, had_a_seat: bool) -> None:
    away = tobin if had_a_seat else Person(UserId(77), "Ilse")
    if had_a_seat:
        led.did(tobin.user, seating.leave(led.table, tobin.user))
    number = led.table.next_seat
    did(led, mara, Kick(away.user, f" {away.name}\u202e "))
    assert [(seat.number, seat.user, seat.name) for seat in led.table.kicked] == [(number, away.user, away.name)]
    for role in ("player", "spectator"):
        with pytest.raises(NotAllowedError, match="kicked"):
            seating.join(led.table, away, role)
    with pytest.raises(RuleError, match="kicked-already"):
        lead(led.table, mara.user, Kick(away.user))
    assert led.table.seat_of(away.user) is None
    did(led, mara, Unkick(away.user))
    led.join(away)
    assert led.table.seat_of(away.user).number == number + 1


def test_nobody_sends_the_one_away_who_opened_the_table_and_left(play: Play, mara: Person, tobin: Person) -> None:
    play.open(mara)
    play.join(tobin)
    did(play, mara, Promote(tobin.user))
    play.did(mara.user, seating.leave(play.table, mara.user))
    with pytest.raises(NotAllowedError, match="cannot-kick-leader"):
        lead(play.table, tobin.user, Kick(mara.user))
    with pytest.raises(NotAllowedError, match="cannot-kick-self"):
        lead(play.table, mara.user, Kick(mara.user))


def test_a_table_keeps_only_so_many_away(led: Play, mara: Person, tobin: Person) -> None:
    for number in range(MOST_AWAY):
        did(led, mara, Kick(UserId(1000 + number), f"Troll {number}"))
    for one_more in (tobin.user, UserId(5)):
        with pytest.raises(LimitError, match="too-many-kicked") as refused:
            lead(led.table, mara.user, Kick(one_more))
        assert refused.value.facts["limit"] == MOST_AWAY
    did(led, mara, Unkick(UserId(1000)))
    did(led, mara, Kick(tobin.user))
    assert led.table.seat_of(tobin.user) is None


def test_who_leads_is_not_kicked(led: Play, mara: Person, tobin: Person) -> None:
    did(led, mara, HandOff(tobin.user))
    for leader, kicked, reason in (
        (mara, tobin, "cannot-kick-leader"),
        (tobin, mara, "cannot-kick-leader"),
        (tobin, tobin, "cannot-kick-self"),
        (mara, mara, "cannot-kick-self"),
    ):
        with pytest.raises(NotAllowedError, match=reason):
            lead(led.table, leader.user, Kick(kicked.user))


def test_a_bot_is_not_sent_away(led: Play, mara: Person, tobin: Person) -> None:
    robot = Kick(UserId(118), "Everquill", bot=True)
    with pytest.raises(RuleError, match="bots-take-no-seat"):
        lead(led.table, mara.user, robot)
    with pytest.raises(NotAllowedError, match="not-yours-to-kick"):
        lead(led.table, tobin.user, robot)


def test_no_dc_is_taken_away_where_there_is_none(led: Play, mara: Person, tobin: Person) -> None:
    with pytest.raises(RuleError, match="no-dc-to-clear"):
        lead(led.table, mara.user, SetDc(None))
    with pytest.raises(NotAllowedError, match="not-yours-to-lead"):
        lead(led.table, tobin.user, SetDc(None))
    did(led, mara, SetDc(13))
    did(led, mara, SetDc(None))
    with pytest.raises(RuleError, match="no-dc-to-clear"):
        lead(led.table, mara.user, SetDc(None))


@pytest.mark.parametrize("dc", [0, 31, -5, 10**9])
def test_a_dc_is_between_one_and_thirty(led: Play, mara: Person, dc: int) -> None:
    with pytest.raises(RuleError, match="dc-out-of-range"):
        lead(led.table, mara.user, SetDc(dc))


def rolled(play: Play, who: Person, dice: str, dc: int | None = None) -> Rolled:
    asked = AskedRoll(notation.parse(dice), dc=dc)
    return next(d.fact for d in decide.roll(play.table, who, asked, THROW) if isinstance(d.fact, Rolled))


def test_the_tables_dc_is_for_players_d20s_that_name_none(led: Play, mara: Person, tobin: Person) -> None:
    assert rolled(led, tobin, "1d20").dc is None
    did(led, mara, SetDc(13))
    assert rolled(led, tobin, "1d20+5").dc == 13
    assert rolled(led, tobin, "2d20kh1").dc == 13
    assert rolled(led, tobin, "1d20", dc=17).dc == 17
    assert [part.dc for part in rolled(led, tobin, "1d20+1; 1d20+2").parts] == [13, 13]
    assert rolled(led, tobin, "8d6").dc is None
    assert [part.dc for part in rolled(led, tobin, "1d20; 8d6").parts] == [None, None]
    assert rolled(led, mara, "1d20").dc is None
    did(led, mara, SetDc(None))
    assert rolled(led, tobin, "1d20").dc is None


def test_spectators_watch_beside_the_eight(play: Play, crowd: list[Person], tobin: Person) -> None:
    play.open(crowd[0])
    for person in crowd[1:8]:
        play.join(person)
    play.did(tobin.user, seating.join(play.table, tobin, "spectator"))
    assert not play.table.plays(tobin.user)
    with pytest.raises(NotAllowedError, match="spectators-watch"):
        rolled(play, tobin, "1d20")
    for command in (GiveRole(tobin.user, "player"), Promote(tobin.user)):
        with pytest.raises(RuleError, match="table-full"):
            lead(play.table, crowd[0].user, command)
    did(play, crowd[0], Promote(crowd[1].user))
    with pytest.raises(RuleError, match="table-full"):
        lead(play.table, crowd[1].user, HandOff(tobin.user))
    did(play, crowd[1], HandOff(crowd[2].user))
    for number in range(1, SPECTATORS):
        watcher = Person(UserId(9000 + number), f"Watcher {number}")
        play.did(watcher.user, seating.join(play.table, watcher, "spectator"))
    with pytest.raises(RuleError, match="too-many-spectators"):
        seating.join(play.table, Person(UserId(9999), "Late"), "spectator")


def test_settings_change_what_is_named_and_nothing_else(led: Play, mara: Person, tobin: Person) -> None:
    did(led, mara, ChangeSettings(secret_skills=frozenset({"stealth", "insight", "nonsense"})))
    assert led.table.secret_skills == ("insight", "stealth")
    did(led, mara, ChangeSettings(lasting=True))
    assert (led.table.secret_skills, led.table.lasting) == (("insight", "stealth"), True)
    assert lead(led.table, mara.user, ChangeSettings()) == ()
    with pytest.raises(NotAllowedError, match="not-yours-to-set"):
        lead(led.table, tobin.user, ChangeSettings())


def test_players_roll_secret_skills_blind(led: Play, mara: Person, tobin: Person) -> None:
    did(led, mara, ChangeSettings(secret_skills=frozenset({"stealth"})))

    def fallen(who: Person, label: str | None, dice: str = "1d20", **asked: Any) -> tuple[bool, bool, Any]:
        drafts = decide.roll(led.table, who, AskedRoll(notation.parse(dice), label=label, **asked), THROW)
        draft = next(draft for draft in drafts if isinstance(draft.fact, Rolled))
        return draft.fact.hidden, draft.fact.blind, draft.visibility

    assert fallen(tobin, "Stealth past the guard") == (True, True, DM)
    assert fallen(tobin, "st\u200bealth") == (True, True, DM)
    assert fallen(tobin, "-Stealth-") == (True, True, DM)
    assert fallen(tobin, None, "1d20+3 [stealth]") == (True, True, DM)
    assert fallen(tobin, "fire bolt") == (False, False, PUBLIC)
    assert fallen(tobin, None) == (False, False, PUBLIC)
    assert fallen(mara, "stealth") == (False, False, PUBLIC)
    assert fallen(mara, "stealth", hidden=True) == (True, False, DM)
    did(led, mara, GiveRole(tobin.user, "co-dm"))
    assert fallen(tobin, "stealth") == (False, False, PUBLIC)


def test_an_open_table_rolls_nothing_in_secret(play: Play, mara: Person) -> None:
    play.open(mara)
    did(play, mara, ChangeSettings(secret_skills=frozenset({"stealth"})))
    asked = AskedRoll(notation.parse("1d20"), label="stealth")
    assert [draft.visibility for draft in decide.roll(play.table, mara, asked, THROW)] == [PUBLIC]


def test_a_closed_table_is_led_no_more(led: Play, mara: Person) -> None:
    led.did(mara.user, seating.close(led.table, mara.user, moderator=False, house=house()))
    with pytest.raises(EverquillError, match="table-closed"):
        lead(led.table, mara.user, SetDc(10))
