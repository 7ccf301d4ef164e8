"""Threads that tables get for themselves: whether one can be made here, and the making.

Source: Discord developer docs, "Threads"; "Channel", Start Thread without Message, Delete/Close Channel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import discord
import structlog

from cogs.ui.channels import CONNECTION_LOST, OUT_OF_REACH
from core.errors import NotAllowedError, RuleError, UnavailableError
from core.ids import ChannelId

Kind = Literal["public", "private"]

TOO_MANY_THREADS: Final = 160006
MOST_LETTERS: Final = 100
"""Of a thread's name."""
ASLEEP_AFTER_MINUTES: Final = 10_080
"""The longest that Discord knows, a week: a table outlives an evening."""
_NEEDED: Final[Mapping[Kind, Mapping[str, str]]] = {
    "public": {
        "create_public_threads": "Create Public Threads",
        "send_messages_in_threads": "Send Messages in Threads",
    },
    "private": {
        "create_private_threads": "Create Private Threads",
        "send_messages_in_threads": "Send Messages in Threads",
    },
}
"""What the bot must be allowed to, and what Discord's own settings call it."""
_NOT_ALLOWED: Final[Mapping[Kind, str]] = {"public": "threads-not-allowed", "private": "dm-thread-not-allowed"}
_TOO_MANY: Final[Mapping[Kind, str]] = {"public": "too-many-threads", "private": "no-room-for-dm-thread"}
_NOT_MADE: Final[Mapping[Kind, str]] = {"public": "thread-not-made", "private": "dm-thread-not-made"}
"""What is said where there is none: whoever wants a table can open it here; whoever leads one has it already."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ThreadBelow:
    """A thread that is wanted below a text channel; `core.ports.threads.NewThread`.

    Attributes:
        client: Who asks Discord.
        parent: The channel.
        kind: Only moderators, and whoever starts it, bring others into a private one.
    """

    client: discord.Client
    parent: discord.TextChannel
    name: str
    kind: Kind = "public"

    async def make(self) -> ChannelId:
        """Make it."""
        try:
            made = await self.client.http.start_thread_without_message(
                self.parent.id,
                name=self.name[:MOST_LETTERS],
                auto_archive_duration=ASLEEP_AFTER_MINUTES,
                type=_type(self.parent, self.kind),
                invitable=self.kind == "public",
            )
        except discord.HTTPException as error:
            log.warning("thread_not_made", status=error.status, code=error.code)
            if error.code in OUT_OF_REACH:
                lacking = _listed(_NEEDED[self.kind].values())
                raise NotAllowedError(_NOT_ALLOWED[self.kind], lacking=lacking) from None
            if error.code == TOO_MANY_THREADS:
                raise RuleError(_TOO_MANY[self.kind]) from None
            raise UnavailableError(_NOT_MADE[self.kind]) from None
        except CONNECTION_LOST as error:
            log.warning("thread_not_made", error=type(error).__name__)
            raise UnavailableError(_NOT_MADE[self.kind]) from None
        return ChannelId(int(made["id"]))

    async def unmake(self, thread: ChannelId) -> None:
        """Delete it, which takes *Manage Threads*; whoever started it may archive it without."""
        http = self.client.http
        try:
            try:
                await http.delete_channel(thread)
            except discord.Forbidden:
                await http.edit_channel(thread, archived=True)
        except (discord.HTTPException, *CONNECTION_LOST) as error:
            log.warning("thread_not_unmade", error=type(error).__name__, code=getattr(error, "code", None))


def thread_below(interaction: discord.Interaction[Any], name: str) -> ThreadBelow:
    """A public thread below the channel that somebody acts in.

    Raises:
        RuleError: ``thread-already`` or ``threads-not-here``.
        NotAllowedError: ``threads-not-allowed``: the bot lacks a permission in this channel.
    """
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        raise RuleError("thread-already")
    if not isinstance(channel, discord.TextChannel):
        raise RuleError("threads-not-here")
    must_be_let(interaction, "public")
    return ThreadBelow(interaction.client, channel, name)


def private_thread_below(interaction: discord.Interaction[Any], name: str) -> ThreadBelow:
    """A private thread below the channel that somebody acts in, or below that of the thread that they act in.

    Raises:
        RuleError: ``no-private-threads-here``.
        NotAllowedError: ``dm-thread-not-allowed``.
    """
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if not isinstance(channel, discord.TextChannel) or channel.is_news():
        raise RuleError("no-private-threads-here")
    must_be_let(interaction, "private")
    return ThreadBelow(interaction.client, channel, name, "private")


async def is_gone(client: discord.Client, thread: ChannelId) -> bool:
    """Whether a thread was deleted; one that cannot be asked for just now was not, as far as we know."""
    try:
        await client.http.get_channel(thread)
    except discord.NotFound:
        return True
    except (discord.HTTPException, *CONNECTION_LOST):
        return False
    return False


def must_be_let(interaction: discord.Interaction[Any], kind: Kind) -> None:
    """See to it that the bot may make a thread here, and write in it.

    Raises:
        NotAllowedError: ``threads-not-allowed`` or ``dm-thread-not-allowed``.
    """
    ours = interaction.app_permissions
    lacking = [name for permission, name in _NEEDED[kind].items() if not getattr(ours, permission)]
    if lacking:
        raise NotAllowedError(_NOT_ALLOWED[kind], lacking=_listed(lacking))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _type(parent: discord.TextChannel, kind: Kind) -> Literal[10, 11, 12]:
    """Discord's number for it: threads of an announcement channel are a kind of their own."""
    if kind == "private":
        return 12
    return 10 if parent.is_news() else 11
