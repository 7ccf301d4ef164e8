"""The bot under observation: discord.py as it is, which writes down what it hears, the same in both worlds."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

_ID = re.compile(r"\d{15,}")
Summary = Callable[..., str]


def _written(message: discord.Message) -> str:
    return f"{message.content!r} of {message.author.name}"


HEARD: dict[str, Summary] = {
    "message": lambda m: f"message {_written(m)}{'' if m.type.value in (0, 19, 20, 23) else f' ({m.type.name})'}",
    "raw_message_edit": lambda p: f"message edit {p.data.get('content')!r}",
    "raw_message_delete": lambda p: "message delete",
    "raw_bulk_message_delete": lambda p: f"bulk delete of {len(p.message_ids)}",
    "raw_reaction_add": lambda p: f"reaction add {p.emoji}",
    "raw_reaction_remove": lambda p: f"reaction remove {p.emoji}",
    "raw_reaction_clear": lambda p: "reaction clear",
    "raw_reaction_clear_emoji": lambda p: f"reaction clear {p.emoji}",
    "raw_poll_vote_add": lambda p: f"poll vote for {p.answer_id}",
    "raw_poll_vote_remove": lambda p: f"poll vote taken from {p.answer_id}",
    "guild_channel_create": lambda c: f"channel create {c.name}",
    "guild_channel_update": lambda _, c: f"channel update {c.name}",
    "guild_channel_delete": lambda c: f"channel delete {c.name}",
    "guild_channel_pins_update": lambda c, last: f"pins update of {c.name}",
    "guild_role_create": lambda r: f"role create {r.name}",
    "guild_role_update": lambda _, r: f"role update {r.name}",
    "guild_role_delete": lambda r: f"role delete {r.name}",
    "member_ban": lambda _, user: f"ban of {user.name}",
    "member_unban": lambda _, user: f"unban of {user.name}",
    "member_join": lambda m: f"member join {m.name}",
    "raw_member_remove": lambda p: f"member remove {p.user.name}",
    "member_update": lambda _, m: f"member update {m.name} nick={m.nick} roles={[r.name for r in m.roles[1:]]}",
    "thread_create": lambda t: f"thread create {t.name}",
    "raw_thread_update": lambda p: f"thread update {p.data['name']} archived={p.data['thread_metadata']['archived']}",
    "raw_thread_delete": lambda p: "thread delete",
    "thread_join": lambda t: f"thread join {t.name}",
    "webhooks_update": lambda c: f"webhooks update of {c.name}",
    "voice_state_update": lambda m, _, after: f"voice state of {m.name} in {after.channel}",
    "scheduled_event_create": lambda e: f"event create {e.name}",
    "scheduled_event_update": lambda _, e: f"event update {e.name} {e.status.name}",
    "scheduled_event_delete": lambda e: f"event delete {e.name}",
    "interaction": lambda i: f"interaction {i.type.name}",
}
"""What of discord.py's events is written down: what a bot is told in documented gateway events, in words."""


class Subject(discord.Client):
    """A client that knows no more than it is taught, and notes what reaches it.

    Attributes:
        heard: The events since somebody last asked.
        said: What its own handlers noted since then.
        busy: How many of its handlers run.
        typings: How often it heard somebody type, which is not written down.
    """

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.1, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)
        self.tree.error(self._note_failure)
        self.heard: list[str] = []
        self.said: list[str] = []
        self.busy = 0
        self.typings = 0
        self.changed = asyncio.Event()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if (summary := HEARD.get(event)) is not None:
            self.heard.append(summary(*args))
        self.typings += event == "raw_typing"
        super().dispatch(event, *args, **kwargs)
        self.changed.set()

    async def handle(self, work: Awaitable[Any]) -> None:
        """Run one handler to its end; what it lets through is noted, as a bot's log would have it."""
        self.busy += 1
        try:
            await work
        except discord.DiscordException as error:
            self.said.append(f"the bot fails: {type(error).__name__}")
        finally:
            self.busy -= 1
            self.changed.set()

    async def tried(self, what: str, work: Awaitable[Any]) -> Any:
        """Do something that may be refused, note how it went, and return what came of it."""
        try:
            done = await work
        except discord.HTTPException as error:
            self.said.append(f"{what}: {error.status} {error.code}")
            return None
        self.said.append(f"{what}: ok")
        return done

    def taken(self) -> list[str]:
        """What was noted since the last time, the bot's own words before what it heard."""
        lines = [*self.said, *(f"bot hears {event}" for event in self.heard)]
        self.said.clear()
        self.heard.clear()
        assert self.user is not None
        return [_ID.sub("<id>", line.replace(self.user.name, "the bot")) for line in lines]

    async def _note_failure(self, _: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.said.append(f"the bot fails: {type(error).__name__}")
