"""The private thread of those who lead a table: what is done there stays among its DM and co-DMs.

Whoever leads is let in, and whoever leads no more is taken out again; so the table remembers everybody who may be in it
until they are known to be out, for Discord does not tell a bot without a privileged intent who is in a thread. A
stand-in is never let in: they see nothing of what was hidden before.

Source: Discord developer docs, "Channel", List Thread Members (GUILD_MEMBERS).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from core.errors import RuleError
from core.ids import ChannelId, UserId
from core.ledger.event import Draft, Event
from core.ledger.kinds import Kind
from core.tables.events import HandedOff, RoleGiven
from core.tables.permissions import must
from core.tables.state import DmThread, Table


@dataclass(frozen=True, slots=True)
class DmThreadMade:
    """The actor, who leads, has this private thread for all who do."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class DmThreadCleared:
    """Everybody who does not lead by now has been put out of the thread."""


KINDS = (Kind("table.dm_thread_made", 1, DmThreadMade), Kind("table.dm_thread_cleared", 1, DmThreadCleared))


def must_want(table: Table, user: UserId, *, gone: ChannelId | None = None) -> None:
    """See to it that somebody may have a private thread made for those who lead.

    Args:
        table: The table.
        user: Who wants it.
        gone: A thread that is known to have been deleted, and may be replaced.

    Raises:
        RuleError: ``table-closed``, ``nobody-leads`` or ``dm-thread-already``.
        NotAllowedError: ``not-yours-to-lead``.
    """
    table.must_be_open()
    must(table, user, "pair-thread")
    if table.dm_thread and table.dm_thread.channel != gone:
        raise RuleError("dm-thread-already", channel=str(table.dm_thread.channel))


def pair(table: Table, user: UserId, channel: ChannelId, *, gone: ChannelId | None = None) -> tuple[Draft, ...]:
    """This private thread belongs to the table from now on; refused as `must_want` says."""
    must_want(table, user, gone=gone)
    return (Draft(DmThreadMade(channel)),)


def clear(table: Table, put_out: Collection[UserId]) -> tuple[Draft, ...]:
    """These have been put out; nothing, if there is nobody to strike off, or somebody else to be put out by now."""
    gone = strangers(table)
    return (Draft(DmThreadCleared()),) if gone and set(gone) <= set(put_out) else ()


def evolve_dm_thread(table: Table, event: Event) -> DmThread | None:
    """The thread after one more event.

    Args:
        table: The table with all else that the event has changed.
        event: What happened.
    """
    thread = table.dm_thread
    if isinstance(event.fact, DmThreadMade):
        thread = DmThread(event.fact.channel)
    if thread is None:
        return None
    if isinstance(event.fact, DmThreadCleared):
        return replace(thread, let_in=leaders(table))
    known = (*thread.let_in, *(user for user in leaders(table) if user not in thread.let_in))
    return thread if known == thread.let_in else replace(thread, let_in=known)


def leaders(table: Table) -> tuple[UserId, ...]:
    """Who is to be in the thread."""
    return tuple(seat.user for seat in table.seats if seat.role in ("dm", "co-dm") and seat.user is not None)


def strangers(table: Table) -> tuple[UserId, ...]:
    """Who was let in and is to be there no more."""
    now = leaders(table)
    return tuple(user for user in (table.dm_thread.let_in if table.dm_thread else ()) if user not in now)


def brings_in(fact: object) -> bool:
    """Whether somebody is to be let in because of an event, and not only put out."""
    return isinstance(fact, HandedOff) or (isinstance(fact, RoleGiven) and fact.role == "co-dm")


def is_there(table: Table, channel: ChannelId | None) -> bool:
    """Whether this channel is the table's private thread."""
    return table.dm_thread is not None and table.dm_thread.channel == channel
