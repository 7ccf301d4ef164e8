"""What those who lead a table can do with it: each command becomes the events that follow, or a refusal.

As in `core.tables.decide`, nothing here touches a clock, a network or a database. People are named by their ids and
written down as their seats, so that whoever is erased stands in nobody else's events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.dice.bounds import HIGHEST_DC, LOWEST_DC
from core.errors import NotAllowedError, NotFoundError, RuleError
from core.ids import UserId
from core.ledger.event import Draft
from core.rules.skills import SKILLS
from core.tables.barring import send_away
from core.tables.events import DcSet, HandedOff, Promoted, RoleGiven, SeatUnkicked, SettingsChanged
from core.tables.permissions import must
from core.tables.seating import must_have_room
from core.tables.state import Seat, Table

GivenRole = Literal["player", "co-dm", "spectator"]
"""What a seat can be made; the DM's is handed on."""


@dataclass(frozen=True, slots=True)
class SetDc:
    """Set what players' d20s are held to from now on; None for nothing."""

    dc: int | None


@dataclass(frozen=True, slots=True)
class Promote:
    """Make an open table DM-led, with this player as its DM."""

    user: UserId


@dataclass(frozen=True, slots=True)
class HandOff:
    """Hand the DM's seat to somebody else at the table."""

    user: UserId


@dataclass(frozen=True, slots=True)
class GiveRole:
    """Make somebody at the table a player, a co-DM or a spectator."""

    user: UserId
    role: GivenRole


@dataclass(frozen=True, slots=True)
class Kick:
    """Send somebody away, seated or not, who cannot come back until they are let in again.

    Attributes:
        name: What they are called, should they have no seat.
        bot: Whether it is a bot and no person.
    """

    user: UserId
    name: str = ""
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Unkick:
    """Let somebody in again."""

    user: UserId


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Play otherwise from now on; None leaves a setting as it is.

    Attributes:
        secret_skills: Skills, as `core.rules.skills` names them.
        lasting: Whether the table is a campaign's.
    """

    secret_skills: frozenset[str] | None = None
    lasting: bool | None = None


Command = SetDc | Promote | HandOff | GiveRole | Kick | Unkick | ChangeSettings


def lead(table: Table, leader: UserId, command: Command) -> tuple[Draft, ...]:
    """Do what a command says.

    Raises:
        RuleError: ``table-closed``, ``table-dc-out-of-range``, ``nobody-leads``, ``already-dm-led``,
            ``role-held-already``, ``dm-hands-off``, ``table-full``, ``too-many-spectators``, ``kicked-already``,
            ``no-dc-to-clear`` or ``bots-take-no-seat``.
        NotAllowedError: ``not-yours-to-lead``, ``not-yours-to-set``, ``not-the-creator``, ``not-yours-to-kick``,
            ``cannot-kick-self`` or ``cannot-kick-leader``.
        NotFoundError: ``player-not-found`` or ``nobody-kicked``.
        LimitError: ``too-many-kicked``.
    """
    table.must_be_open()
    match command:
        case SetDc(dc):
            return _set_dc(table, leader, dc)
        case Promote(user):
            return _promote(table, leader, user)
        case HandOff(user):
            return _hand_off(table, leader, user)
        case GiveRole(user, role):
            return _give_role(table, leader, user, role)
        case Kick():
            return _kick(table, leader, command)
        case Unkick(user):
            return _unkick(table, leader, user)
        case ChangeSettings():
            return _change_settings(table, leader, command)


def _promote(table: Table, leader: UserId, user: UserId) -> tuple[Draft, ...]:
    must(table, leader, "promote")
    seat = _seat(table, user)
    must_have_room(table.without_seat(seat.number), "dm")
    return (Draft(Promoted(seat.number)),)


def _set_dc(table: Table, leader: UserId, dc: int | None) -> tuple[Draft, ...]:
    must(table, leader, "set-dc")
    if dc is not None and not LOWEST_DC <= dc <= HIGHEST_DC:
        raise RuleError("table-dc-out-of-range", dc=dc, lowest=LOWEST_DC, highest=HIGHEST_DC)
    if dc is None and table.dc is None:
        raise RuleError("no-dc-to-clear", code=table.code)
    return (Draft(DcSet(dc)),)


def _hand_off(table: Table, leader: UserId, user: UserId) -> tuple[Draft, ...]:
    must(table, leader, "hand-off")
    seat = _seat(table, user)
    if seat.role == "dm":
        raise RuleError("role-held-already", name=seat.name or "")
    must_have_room(table.without_seat(seat.number), "dm")
    return (Draft(HandedOff(seat.number)),)


def _give_role(table: Table, leader: UserId, user: UserId, role: GivenRole) -> tuple[Draft, ...]:
    must(table, leader, "give-role")
    seat = _seat(table, user)
    if seat.role == "dm":
        raise RuleError("dm-hands-off", code=table.code)
    if seat.role == role:
        raise RuleError("role-held-already", name=seat.name or "")
    if role == "co-dm" and table.mode == "open":
        raise RuleError("nobody-leads", code=table.code)
    must_have_room(table.without_seat(seat.number), role)
    return (Draft(RoleGiven(seat.number, role)),)


def _kick(table: Table, leader: UserId, asked: Kick) -> tuple[Draft, ...]:
    must(table, leader, "kick")
    user = asked.user
    if asked.bot:
        raise RuleError("bots-take-no-seat", code=table.code)
    if user == leader:
        raise NotAllowedError("cannot-kick-self", code=table.code)
    if user == table.creator or (table.dm and table.dm.user == user):
        raise NotAllowedError("cannot-kick-leader", code=table.code)
    return send_away(table, user, asked.name)


def _unkick(table: Table, leader: UserId, user: UserId) -> tuple[Draft, ...]:
    must(table, leader, "unkick")
    seats = [seat for seat in table.kicked if seat.user == user]
    if not seats:
        raise NotFoundError("nobody-kicked", code=table.code)
    return tuple(Draft(SeatUnkicked(seat.number)) for seat in seats)


def _change_settings(table: Table, leader: UserId, asked: ChangeSettings) -> tuple[Draft, ...]:
    must(table, leader, "change-settings")
    known = set(SKILLS if asked.secret_skills is None else asked.secret_skills)
    skills = table.secret_skills if asked.secret_skills is None else tuple(each for each in SKILLS if each in known)
    lasting = table.lasting if asked.lasting is None else asked.lasting
    changed = SettingsChanged(skills, lasting)
    return () if (skills, lasting) == (table.secret_skills, table.lasting) else (Draft(changed),)


def _seat(table: Table, user: UserId) -> Seat:
    if seat := table.seat_of(user):
        return seat
    raise NotFoundError("player-not-found", code=table.code)
