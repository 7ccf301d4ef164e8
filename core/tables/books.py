"""The two kinds of stream that tables are made of, and how each folds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.ids import ChannelId, StreamId
from core.ledger.book import Book
from core.ledger.event import Event
from core.tables.absence import evolve_absence
from core.tables.barring import Barred
from core.tables.dm_thread import DmThreadCleared, evolve_dm_thread
from core.tables.epochs import evolve_epoch, unsealed
from core.tables.events import (
    DcSet,
    EpochBegan,
    EpochEnded,
    ExpiryWarned,
    HandedOff,
    Promoted,
    RoleGiven,
    Rolled,
    SeatKicked,
    SeatLeft,
    SeatTaken,
    SeatUnkicked,
    SettingsChanged,
    TableClosed,
    TableOpened,
    TableResumed,
)
from core.tables.presence import DmAsked, DmLeft, DmMissed, StoodIn
from core.tables.reporting import evolve_alarms, evolve_seen
from core.tables.state import ChannelRolls, Seat, Table

_OF_THE_HOUSE = (
    EpochBegan,
    EpochEnded,
    ExpiryWarned,
    TableClosed,
    DmLeft,
    DmAsked,
    DmMissed,
    StoodIn,
    DmThreadCleared,
)
"""What happens by itself, or is no play: everything else is somebody's doing, and keeps a table open."""


def evolve(table: Table, event: Event) -> Table:
    """The table after one more event."""
    running = evolve_epoch(table.running, event)
    over = unsealed(table.running, event) or table.unsealed
    changed = _changed(table, event)
    changed = replace(
        changed,
        sequence=event.sequence,
        running=running,
        unsealed=over,
        absence=evolve_absence(table, event),
        dm_thread=evolve_dm_thread(changed, event),
        dm_seen_at=evolve_seen(table, changed.dm, event),
        false_alarms=evolve_alarms(table, event),
    )
    if isinstance(event.fact, _OF_THE_HOUSE):
        return changed
    return replace(changed, active_at=event.at, warned_s=None, closes_at=None)


def _changed(table: Table, event: Event) -> Table:
    match event.fact:
        case TableOpened() as opened:
            return _opened(table, opened, event)
        case SeatTaken(seat=number, role=role, name=name):
            return table.with_seat(Seat(number, role, event.actor, name))
        case SeatLeft(seat=number):
            return table.without_seat(number)
        case Barred(seat=number, name=name):
            return replace(
                table, kicked=(*table.kicked, Seat(number, "spectator", event.actor, name)), next_seat=number + 1
            )
        case Rolled():
            return replace(table, rolls=table.rolls + 1)
        case TableClosed(reason=reason):
            return replace(table, closed_at=event.at, closed_for=reason)
        case TableResumed():
            return replace(table, closed_at=None, closed_for=None)
        case ExpiryWarned(seconds=seconds, closes_at=closes_at):
            return replace(table, warned_s=seconds, closes_at=closes_at)
        case _:
            return _led(table, event.fact)


def _opened(table: Table, opened: TableOpened, event: Event) -> Table:
    return replace(
        table,
        code=opened.code,
        mode=opened.mode,
        guild=opened.guild,
        channel=opened.channel,
        lasting=opened.lasting,
        idle=opened.idle,
        creator=event.actor,
        opened_at=event.at,
    )


def _led(table: Table, fact: object) -> Table:
    """The table after what those who lead it have done."""
    match fact:
        case DcSet(dc=dc):
            return replace(table, dc=dc)
        case Promoted(seat=number):
            return replace(table.with_role(number, "dm"), mode="dm-led")
        case HandedOff(seat=number):
            former = table.dm
            return (table.with_role(former.number, "player") if former else table).with_role(number, "dm")
        case RoleGiven(seat=number, role=role):
            return table.with_role(number, role)
        case SeatKicked(seat=number):
            gone = tuple(seat for seat in table.seats if seat.number == number)
            return replace(table.without_seat(number), kicked=(*table.kicked, *gone))
        case SettingsChanged(secret_skills=skills, lasting=lasting):
            return replace(table, secret_skills=skills, lasting=lasting)
        case SeatUnkicked(seat=number):
            return replace(table, kicked=tuple(seat for seat in table.kicked if seat.number != number))
        case _:
            return table


def evolve_channel(channel: ChannelRolls, event: Event) -> ChannelRolls:
    """The channel's count after one more event."""
    rolls = channel.rolls + isinstance(event.fact, Rolled)
    return replace(channel, rolls=rolls, running=evolve_epoch(channel.running, event))


def _new_table(stream: StreamId) -> Table:
    return Table(stream)


def _new_channel(stream: StreamId) -> ChannelRolls:
    return ChannelRolls(stream)


TABLES = Book(prefix="table", start=_new_table, evolve=evolve, state=Table, version=8)
CHANNELS = Book(prefix="channel", start=_new_channel, evolve=evolve_channel, state=ChannelRolls, version=3)


def book_of(stream: StreamId) -> Book[Any]:
    """The book that a stream of this game is read with."""
    return TABLES if TABLES.owns(stream) else CHANNELS


def channel_stream(channel: ChannelId) -> StreamId:
    """The stream of the rolls made in a channel beside any table."""
    return StreamId(f"channel:{channel}")
