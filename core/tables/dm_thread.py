"""The private thread of those who lead a table: what is done there stays among its DM and co-DMs.

Whoever leads is let in, and whoever leads no more is taken out again; so the table remembers everybody who was ever
let in, for Discord does not tell a bot without a privileged intent who is in a thread. A stand-in is never let in: they
see nothing of what was hidden before.

Source: Discord developer docs, "Channel", List Thread Members (GUILD_MEMBERS).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.errors import RuleError
from core.ids import ChannelId, UserId
from core.ledger.event import Draft, Event
from core.ledger.kinds import Kind
from core.tables.permissions import must
from core.tables.state import DmThread, Table


@dataclass(frozen=True, slots=True)
class DmThreadMade:
    """The actor, who leads, has this private thread for all who do."""

    channel: ChannelId


KINDS = (Kind("table.dm_thread_made", 1, DmThreadMade),)


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
    known = (*thread.let_in, *(user for user in leaders(table) if user not in thread.let_in))
    return thread if known == thread.let_in else replace(thread, let_in=known)


def leaders(table: Table) -> tuple[UserId, ...]:
    """Who is to be in the thread."""
    return tuple(seat.user for seat in table.seats if seat.role in ("dm", "co-dm") and seat.user is not None)


def strangers(table: Table) -> tuple[UserId, ...]:
    """Who was let in and is to be there no more."""
    now = leaders(table)
    return tuple(user for user in (table.dm_thread.let_in if table.dm_thread else ()) if user not in now)


def is_there(table: Table, channel: ChannelId | None) -> bool:
    """Whether this channel is the table's private thread."""
    return table.dm_thread is not None and table.dm_thread.channel == channel
