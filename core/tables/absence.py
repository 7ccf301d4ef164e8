"""A DM who is away: a minute's grace, then the players choose who stands in until the DM is back.

A DM is away once they have left the guild's voice channels, have said so, or do not answer, as somebody at the table
says (`core.tables.reporting`); they keep their seat. When the grace is over the table says so. Where a co-DM leads on,
that is all; else each player has one vote, which may be changed, and whom more than half of the players want stands in.
More than half can want one person only, so there are never two. If whoever led on goes too, the table says so anew and
the players choose again; if those whom they can choose are others by now, for somebody sat down or got up, it says so
anew as well.

The grace is the DM's to do something in: it runs from when they went, and for a DM who is said not to answer from when
they were asked, for what asks them may be late.

Source: seed 004, "Flow 3" (a DM's grace of 60 s, then a vote or a stand-in).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.errors import NotAllowedError, RuleError
from core.ids import UserId
from core.ledger.event import Draft, Event
from core.tables.events import HandedOff, RoleGiven, SeatKicked, SeatLeft, TableClosed
from core.tables.permissions import called
from core.tables.presence import CameBy, DmAsked, DmLeft, DmMissed, DmReported, DmReturned, StandInVoted, StoodIn
from core.tables.state import Absence, Offer, Seat, StandIn, Table, Vote, WentBy

OFFERED_ANEW_AFTER: Final = 0.25
"""Of the grace. People sit down one after another, and who comes and goes could fill a channel: one tells of all."""
NEVER_ASKED_FOR: Final = timedelta(minutes=30)
"""After which time the grace begins though nothing says that the DM was asked, as where an older release asked."""


def went_away(table: Table, user: UserId, how: WentBy) -> tuple[Draft, ...]:
    """The DM is away from now on; nothing, if this is not the DM, or they are away already."""
    seat = table.dm
    if not table.is_open or seat is None or seat.user != user or table.absence:
        return ()
    return (Draft(DmLeft(seat.number, how)),)


def came_back(table: Table, user: UserId, how: CameBy) -> tuple[Draft, ...]:
    """The DM is back; nothing, if this is not the DM, or they were not away."""
    seat, absence = table.dm, table.absence
    if seat is None or seat.user != user or absence is None:
        return ()
    return (Draft(DmReturned(seat.number, how, missed=_said_so(absence))),)


def say_back(table: Table, user: UserId) -> tuple[Draft, ...]:
    """The DM says that they are back; nothing, if they were not away.

    Raises:
        RuleError: ``table-closed``.
        NotAllowedError: ``not-yours-to-return``.
    """
    table.must_be_open()
    if table.dm is None or table.dm.user != user:
        raise NotAllowedError("not-yours-to-return", code=table.code, you=called(table, user))
    return came_back(table, user, "word")


def with_return(table: Table, user: UserId, deeds: Sequence[Draft]) -> tuple[Draft, ...]:
    """What somebody does at a table, and that the DM is back if it is theirs.

    Handing the seat on and closing the table end an absence by themselves.
    """
    ends_it = any(isinstance(deed.fact, HandedOff | TableClosed) for deed in deeds)
    return (*deeds, *(came_back(table, user, "deed") if deeds and not ends_it else ()))


def vote(table: Table, user: UserId, wanted: int) -> tuple[Draft, ...]:
    """A player says who should stand in; if more than half of the players say so now, they do.

    Args:
        table: The table.
        user: Who votes.
        wanted: The seat of whom they want.

    Raises:
        RuleError: ``table-closed``, ``dm-not-missed``, ``co-dm-leads``, ``stands-in-already`` or ``cannot-stand-in``.
        NotAllowedError: ``not-seated`` or ``only-players-vote``.
    """
    table.must_be_open()
    absence, seat = table.absence, table.seat_for(user)
    if absence is None or absence.missed is None:
        raise RuleError("dm-not-missed", code=table.code)
    if co_dms(table):
        raise RuleError("co-dm-leads", code=table.code)
    if chosen := table.stand_in:
        raise RuleError("stands-in-already", code=table.code, name=chosen.name or "")
    if seat.role != "player":
        raise NotAllowedError("only-players-vote", code=table.code, you=seat.role)
    if wanted not in (player.number for player in players(table)):
        raise RuleError("cannot-stand-in", code=table.code)
    votes = _with_vote(absence.votes, Vote(seat.number, wanted))
    if votes == absence.votes:
        return ()
    elected = _elected(table, votes)
    chosen_now = (Draft(StoodIn(elected)),) if elected is not None else ()
    return (Draft(StandInVoted(seat.number, wanted)), *chosen_now)


def players(table: Table) -> tuple[Seat, ...]:
    """Those who have a vote and may stand in."""
    return tuple(seat for seat in table.seats if seat.role == "player" and seat.user is not None)


def co_dms(table: Table) -> tuple[Seat, ...]:
    """Those who lead on without a vote."""
    return tuple(seat for seat in table.seats if seat.role == "co-dm" and seat.user is not None)


def needed(table: Table) -> int:
    """How many votes make a stand-in: more than half of the players."""
    return len(players(table)) // 2 + 1


def tally(table: Table) -> tuple[tuple[Seat, int], ...]:
    """Each player that somebody wants, and how many do, in the order of seats."""
    votes = table.absence.votes if table.absence else ()
    counted = _counted(table, votes)
    return tuple((seat, counted[seat.number]) for seat in players(table) if counted[seat.number])


def was_asked(table: Table, reported: Event) -> tuple[Draft, ...]:
    """The DM has been asked whether they are there; nothing, if they answered before, or it is too late.

    Args:
        table: The table.
        reported: That somebody said that they do not answer.
    """
    absence = table.absence
    if not table.is_open or table.dm is None or absence is None or absence.asked_at or absence.missed:
        return ()
    return (Draft(DmAsked(table.dm.number)),) if (absence.how, absence.since) == ("report", reported.at) else ()


def grace_ends(table: Table, absence: Absence) -> datetime:
    """Until when the DM can come back before they are missed."""
    begins = absence.since
    if absence.how == "report":
        begins = absence.asked_at or begins + NEVER_ASKED_FOR
    return begins + timedelta(seconds=table.idle.grace_s)


def look_at(table: Table) -> datetime | None:
    """When time alone next changes something of an absence; None when it waits for people."""
    absence = table.absence
    if absence is None or not table.is_open or table.stand_in:
        return None
    if absence.missed is None or _elected(table, absence.votes) is not None:
        return grace_ends(table, absence)
    return _offered_anew_at(table, absence.offer)


def tended(table: Table, now: datetime) -> tuple[Draft, ...]:
    """What time alone brings by now.

    The DM is missed; or, once a player got up, the votes are enough; or else there are others to choose from.
    """
    absence, due = table.absence, look_at(table)
    if absence is None or table.dm is None or due is None or now < due:
        return ()
    elected = None if absence.missed is None else _elected(table, absence.votes)
    return (Draft(DmMissed(table.dm.number)) if elected is None else Draft(StoodIn(elected)),)


def evolve_absence(table: Table, event: Event) -> Absence | None:
    """The absence after one more event.

    Args:
        table: The table before the event.
        event: What happened.
    """
    absence = table.absence
    match event.fact:
        case DmLeft(how=how):
            return Absence(event.at, how)
        case DmReported():
            return Absence(event.at, "report", event.actor)
        case DmReturned() | HandedOff() | TableClosed():
            return None
        case _:
            return absence and _evolved(table, absence, event)


def _evolved(table: Table, absence: Absence, event: Event) -> Absence:
    match event.fact:
        case DmAsked():
            return replace(absence, asked_at=event.at)
        case DmMissed():
            return replace(absence, missed=event.sequence, offer=Offer(_choice(table), event.at))
        case StandInVoted(seat=seat, wanted=wanted):
            return replace(absence, votes=_with_vote(absence.votes, Vote(seat, wanted)))
        case StoodIn(seat=seat):
            return replace(absence, votes=(), stand_in=StandIn(seat, event.sequence))
        case SeatLeft(seat=seat) | SeatKicked(seat=seat) | RoleGiven(seat=seat):
            return _without(table, absence, seat)
        case _:
            return absence


def _without(table: Table, absence: Absence, number: int) -> Absence:
    """The absence once somebody has no say in it any more: of whoever led on, the table says anew that nobody does."""
    votes = tuple(each for each in absence.votes if number not in (each.seat, each.wanted))
    led_on = {seat.number for seat in (*co_dms(table), *filter(None, [table.stand_in]))}
    if led_on == {number}:
        return replace(absence, missed=None, votes=votes, stand_in=None)
    return replace(absence, votes=votes)


def _choice(table: Table) -> tuple[int, ...]:
    return tuple(seat.number for seat in players(table))


def _offered_anew_at(table: Table, offer: Offer | None) -> datetime | None:
    """When to tell players whom they can choose by now; None if they know, or need not choose."""
    if offer is None or offer.seats == _choice(table) or co_dms(table):
        return None
    return offer.at + timedelta(seconds=OFFERED_ANEW_AFTER * table.idle.grace_s)


def _said_so(absence: Absence) -> bool:
    return absence.how == "report" or absence.missed is not None or absence.stand_in is not None


def _with_vote(votes: tuple[Vote, ...], new: Vote) -> tuple[Vote, ...]:
    if new in votes:
        return votes
    return (*(each for each in votes if each.seat != new.seat), new)


def _counted(table: Table, votes: tuple[Vote, ...]) -> Counter[int]:
    sitting = {seat.number for seat in players(table)}
    return Counter(each.wanted for each in votes if {each.seat, each.wanted} <= sitting)


def _elected(table: Table, votes: tuple[Vote, ...]) -> int | None:
    """The seat that enough players want; None where a co-DM leads, and while there is none."""
    if co_dms(table):
        return None
    enough = needed(table)
    return next((seat for seat, count in _counted(table, votes).items() if count >= enough), None)
