"""What sessions are told because of an event, beside the event itself.

A bot that comes to see a channel is sent its threads, and is told when the talk of a voice channel began or ended.

Source: Discord developer docs, "Gateway Events", Thread List Sync, Voice Channel Start Time Update, Channel Info.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.bus import Event
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.world import World

_MOVES_SIGHTS = frozenset({"CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE"})
_REDRAWS_SIGHTS = frozenset({"GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_DELETE"})


class Aftermath:
    """Remembers what was so before, and says what has become of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: dict[str, frozenset[str]] = {}
        self._began: dict[str, int] = {}

    def look(self, guild: Guild) -> None:
        """Take note of the channels that the bot sees in a guild."""
        self._seen[guild.id] = self._visible(guild)

    def after(self, event: Event) -> Iterator[tuple[str, Json]]:
        """Say what follows from an event.

        Yields:
            The name and data of each further event.
        """
        guild = self._world.guilds.get(event.guild or "")
        if guild is None:
            return
        if event.name in _REDRAWS_SIGHTS:
            self.look(guild)
        elif event.name in _MOVES_SIGHTS and guild.id in self._seen:
            yield from self._gained(guild)
        elif event.name == "VOICE_STATE_UPDATE":
            yield from self._talk(guild)

    def began(self, channel_id: str) -> int | None:
        """Return the second in which the talk of a voice channel began, if somebody is in it."""
        return self._began.get(channel_id)

    def _visible(self, guild: Guild) -> frozenset[str]:
        bot = self._world.bot.id
        return frozenset(
            channel.id for channel in self._world.channels_of(guild.id) if self._world.can_see(bot, channel.id)
        )

    def _gained(self, guild: Guild) -> Iterator[tuple[str, Json]]:
        gained = self._visible(guild) - self._seen[guild.id]
        self.look(guild)
        if not gained:
            return
        bot = self._world.bot.id
        threads = [thread for thread in self._world.active_threads(guild.id, bot) if thread.parent_id in gained]
        joined = [(thread.id, thread.thread) for thread in threads if thread.thread and bot in thread.thread.members]
        synced: Json = {
            "guild_id": guild.id,
            "channel_ids": sorted(gained, key=int),
            "threads": [thread.to_json() for thread in threads],
            "members": [thread.member_json(thread_id, bot) for thread_id, thread in joined],
        }
        yield "THREAD_LIST_SYNC", synced

    def _talk(self, guild: Guild) -> Iterator[tuple[str, Json]]:
        spoken = {state.channel_id for state in guild.voice_states}
        for channel in self._world.channels_of(guild.id):
            before = self._began.get(channel.id)
            if channel.id in spoken and before is None:
                self._began[channel.id] = int(self._world.clock.now().timestamp())
            elif channel.id not in spoken and before is not None:
                del self._began[channel.id]
            else:
                continue
            told: Json = {"id": channel.id, "guild_id": guild.id, "voice_start_time": self._began.get(channel.id)}
            yield "VOICE_CHANNEL_START_TIME_UPDATE", told
