"""Who is online, and what they are doing: people as they say, the bot as its sessions say.

A person is online until they say otherwise. The bot's presence is one for each shard, so a guild sees that of the
session that holds it; without one the bot is offline.

Source: Discord developer docs, "Gateway Events", Update Presence, Presence Update, Activity Object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.sandbox.bus import Bus
from bot.sandbox.gateway.protocol import CloseCode, GatewayRefusal, payload_object
from bot.sandbox.wire import Json, as_list, objects
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.world import World

STATUSES = ("online", "idle", "dnd", "invisible", "offline")
_HIDDEN = ("invisible", "offline")
_OF_BOTS = ("name", "state", "type", "url")
"""What a bot may say of an activity; anything else is left out."""
_ACTIVITY_TYPES = range(6)


@dataclass(frozen=True, slots=True)
class Presence:
    """A status, and what goes with it."""

    status: str = "online"
    activities: tuple[Json, ...] = ()

    @property
    def is_offline(self) -> bool:
        """Whether others see nobody there."""
        return self.status in _HIDDEN


ONLINE, OFFLINE = Presence(), Presence("offline")


def read_presence(d: object) -> Presence:
    """Read what a bot says of itself, in Update Presence or in Identify.

    The one activity of older gateways, `game`, does as well: hikari still says it so, and Discord still listens.

    Raises:
        GatewayRefusal: It is no presence.
    """
    asked = payload_object(d)
    if "activities" not in asked and "game" in asked:
        asked = asked | {"activities": [asked["game"]] if asked["game"] is not None else []}
    if asked.get("status") not in STATUSES or not isinstance(asked.get("activities"), list):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    said = objects(asked["activities"])
    if len(said) != len(as_list(asked["activities"])) or not all(map(_is_activity, said)):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    shown = tuple({key: activity[key] for key in _OF_BOTS if key in activity} for activity in said)
    return Presence(str(asked["status"]), shown)


class Presences:
    """The presences of everybody in the world."""

    def __init__(self, world: World, bus: Bus, of_bot: Callable[[str], Presence]) -> None:
        """Watch over a world.

        Args:
            world: Where everybody is.
            bus: Who is told of a change.
            of_bot: What the bot's sessions say of it in a guild.
        """
        self._world = world
        self._bus = bus
        self._of_bot = of_bot
        self._people: dict[str, Presence] = {}
        self._shown: dict[str, Presence] = {}

    def appear(self, user_id: str, presence: Presence) -> None:
        """Let somebody be seen otherwise than before, in every guild that they are in."""
        if self._people.get(user_id, ONLINE) != presence:
            self._people[user_id] = presence
            for guild in self._world.guilds.values():
                if user_id in guild.members:
                    self._tell(guild, user_id)

    def show_bot(self, guilds: Iterable[Guild]) -> None:
        """Tell guilds what the bot's sessions say of it, where that is new."""
        for guild in guilds:
            presence = self._of_bot(guild.id)
            if self._shown.get(guild.id, OFFLINE) != presence:
                self._shown[guild.id] = presence
                self._tell(guild, self._world.bot.id)

    def of(self, user_id: str, guild_id: str) -> Presence:
        """Return what a guild sees of somebody."""
        return self._of_bot(guild_id) if user_id == self._world.bot.id else self._people.get(user_id, ONLINE)

    def in_guild(self, guild: Guild, user_ids: Iterable[str]) -> list[Json]:
        """Return the presences of some members."""
        return [self._json(guild, user_id) for user_id in user_ids]

    def _tell(self, guild: Guild, user_id: str) -> None:
        self._bus.emit("PRESENCE_UPDATE", self._json(guild, user_id), guild=guild.id)

    def _json(self, guild: Guild, user_id: str) -> Json:
        presence = self.of(user_id, guild.id)
        platform = "web" if self._world.users[user_id].bot else "desktop"
        return {
            "user": {"id": user_id},
            "guild_id": guild.id,
            "status": "offline" if presence.is_offline else presence.status,
            "activities": [] if presence.is_offline else list(presence.activities),
            "client_status": {} if presence.is_offline else {platform: presence.status},
        }


def _is_activity(said: Json) -> bool:
    kind = said.get("type")
    return isinstance(said.get("name"), str) and not isinstance(kind, bool) and kind in _ACTIVITY_TYPES
