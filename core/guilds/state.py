"""What a server's admins have said: who opens tables, who leads them, where they stand, how long links live.

Where nothing is said, everybody may do everything everywhere, and links live as long as this bot is set to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.errors import NotAllowedError
from core.ids import ChannelId, RoleId, StreamId


@dataclass(frozen=True, slots=True)
class GuildRules:
    """The rules of one server. A role binds its admins too: who can give themselves the role can open tables.

    Attributes:
        stream: Its ledger stream, ``guild:<id>``.
        openers: The role that opens tables; None for everybody.
        leaders: The role that leads tables as their DM; None for everybody.
        channels: Where tables are opened, in the order in which they were added; none for everywhere.
        link_days: How many days rolls' pages are kept; None for what this bot is set to.
        changed_at: When the last of this was said; None for never.
        sequence: The last event that it was folded from.
    """

    stream: StreamId
    openers: RoleId | None = None
    leaders: RoleId | None = None
    channels: tuple[ChannelId, ...] = ()
    link_days: int | None = None
    changed_at: datetime | None = None
    sequence: int = 0

    def must_let_open(self, roles: frozenset[RoleId], channel: ChannelId, *, leading: bool) -> None:
        """See to it that somebody may open a table.

        Args:
            roles: Theirs.
            channel: Where; of a thread, the channel that it hangs under.
            leading: Whether they want to lead it as its DM.

        Raises:
            NotAllowedError: ``no-tables-here``, ``not-a-table-opener`` or ``not-a-dm-here``.
        """
        if self.channels and channel not in self.channels:
            raise NotAllowedError("no-tables-here", channel=str(self.channels[0]), others=len(self.channels) - 1)
        if self.openers is not None and self.openers not in roles:
            raise NotAllowedError("not-a-table-opener", role=str(self.openers))
        if leading and not self.lets_lead(roles):
            raise NotAllowedError("not-a-dm-here", role=str(self.leaders))

    def lets_lead(self, roles: frozenset[RoleId]) -> bool:
        """Whether somebody with these roles may have a DM-led table."""
        return self.leaders is None or self.leaders in roles
