"""What admins can say: each command becomes the event that follows, if anything changes by it, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.errors import LimitError, NotAllowedError, RuleError
from core.guilds.books import changed
from core.guilds.events import ChannelsSet, Fact, LeadersSet, LinkDaysSet, OpenersSet
from core.guilds.state import GuildRules
from core.ids import ChannelId, RoleId, UserId
from core.ledger.event import Draft

MOST_CHANNELS: Final = 50
"""As many as can be shown on one card, each by its name."""
LEAST_DAYS: Final = 1
MOST_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Admin:
    """Who says it.

    Attributes:
        may_manage: Whether they may manage the server, as Discord told us now.
    """

    user: UserId
    may_manage: bool

    def must_manage(self) -> None:
        """See to it that they may look at the rules and change them.

        Raises:
            NotAllowedError: ``not-yours-to-configure``.
        """
        if not self.may_manage:
            raise NotAllowedError("not-yours-to-configure")


@dataclass(frozen=True, slots=True)
class SetOpeners:
    """Let this role open tables; None lets everybody."""

    role: RoleId | None


@dataclass(frozen=True, slots=True)
class SetLeaders:
    """Let this role lead DM-led tables; None lets everybody."""

    role: RoleId | None


@dataclass(frozen=True, slots=True)
class AddChannel:
    """Let tables be opened in this channel; once there is one, they are opened nowhere else."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class RemoveChannel:
    """Let no more tables be opened in this channel; when the last one is removed, they are opened everywhere."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class ClearChannels:
    """Let tables be opened everywhere."""


@dataclass(frozen=True, slots=True)
class SetLinkDays:
    """Keep the pages of rolls for so many days; None: as long as the bot is set to."""

    days: int | None


Command = SetOpeners | SetLeaders | AddChannel | RemoveChannel | ClearChannels | SetLinkDays


def configure(rules: GuildRules, commands: Iterable[Command]) -> tuple[Draft, ...]:
    """Do what the commands say, one after the other; what is so already makes no event.

    Raises:
        RuleError: ``days-out-of-range``.
        LimitError: ``too-many-channels``.
    """
    drafts: list[Draft] = []
    for command in commands:
        fact = _fact(rules, command)
        after = changed(rules, fact)
        if after != rules:
            drafts.append(Draft(fact))
        rules = after
    return tuple(drafts)


def _fact(rules: GuildRules, command: Command) -> Fact:
    match command:
        case SetOpeners(role):
            return OpenersSet(role)
        case SetLeaders(role):
            return LeadersSet(role)
        case AddChannel(channel):
            return ChannelsSet(_with(rules.channels, channel))
        case RemoveChannel(channel):
            return ChannelsSet(tuple(each for each in rules.channels if each != channel))
        case ClearChannels():
            return ChannelsSet(())
        case SetLinkDays(days):
            return LinkDaysSet(_kept(days))


def _with(channels: tuple[ChannelId, ...], channel: ChannelId) -> tuple[ChannelId, ...]:
    if channel in channels:
        return channels
    if len(channels) >= MOST_CHANNELS:
        raise LimitError("too-many-channels", limit=MOST_CHANNELS)
    return (*channels, channel)


def _kept(days: int | None) -> int | None:
    if days is not None and not LEAST_DAYS <= days <= MOST_DAYS:
        raise RuleError("days-out-of-range", days=days, least=LEAST_DAYS, most=MOST_DAYS)
    return days
