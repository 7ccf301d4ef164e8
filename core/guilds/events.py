"""What admins can have said of tables in their server. Each event holds the whole of what it is about.

Roles and channels are a server's, not a person's; who said it is the event's actor, and private as always.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ChannelId, RoleId
from core.ledger.kinds import Kind


@dataclass(frozen=True, slots=True)
class OpenersSet:
    """From now on this role opens tables; None: everybody."""

    role: RoleId | None


@dataclass(frozen=True, slots=True)
class LeadersSet:
    """From now on this role leads DM-led tables; None: everybody."""

    role: RoleId | None


@dataclass(frozen=True, slots=True)
class ChannelsSet:
    """From now on tables are opened in these channels; none: everywhere."""

    channels: tuple[ChannelId, ...]


@dataclass(frozen=True, slots=True)
class LinkDaysSet:
    """From now on the pages of new rolls are kept for so many days; None: as long as the bot is set to."""

    days: int | None


Fact = OpenersSet | LeadersSet | ChannelsSet | LinkDaysSet

KINDS = (
    Kind("guild.openers_set", 1, OpenersSet),
    Kind("guild.leaders_set", 1, LeadersSet),
    Kind("guild.channels_set", 1, ChannelsSet),
    Kind("guild.link_days_set", 1, LinkDaysSet),
)
