"""What a route is, and what its handler gets to see.

A handler is a plain function of a `Call`: it looks, decides, changes the world and returns the body of a 200 (or
nothing, for a 204), or raises `ApiError`. Nothing in it waits, so no two requests can interleave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import cast
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.errors import MISSING_ACCESS, MISSING_PERMISSIONS, NOT_IN_A_DM, NOT_YOUR_APPLICATION
from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.posting.parts import Upload
from bot.sandbox.realm import Realm
from bot.sandbox.validate.form import invalid, is_snowflake
from bot.sandbox.wire import Json, as_object
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild


class Door(Enum):
    """Who may use a route: the bot with its token, or whoever holds the token in the path.

    Webhooks are managed by the bot as well, but through clients of their own, which do not name themselves as a bot's.
    """

    BOT = "bot"
    BOT_BY_ANY_CLIENT = "webhook"
    TOKEN_IN_PATH = "token"  # noqa: S105 - the name of a door, not a secret


_LONGEST_REASON = 512
ORDINARY = Limit(50, 1.0)
"""Where the documentation names no figure and practice shows none that a bot of good manners would meet."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is not a plain 200 or 204."""

    status: int
    body: object = None


@dataclass(slots=True)
class Call:
    """One request that found its route.

    Attributes:
        args: What stood in the path, by name.
        body: The JSON that was sent, or the `payload_json` of a multipart body.
        uploads: The files of a multipart body.
        encoded_reason: What stood in the header ``X-Audit-Log-Reason``.
    """

    realm: Realm
    args: dict[str, str]
    query: dict[str, str]
    body: object
    uploads: list[Upload] = field(default_factory=list[Upload])
    encoded_reason: str = ""

    def reason(self) -> str | None:
        """Return why it is done, which the audit log is to say; the header's letters are encoded as in an address."""
        reason = unquote(self.encoded_reason).strip()
        if len(reason) > _LONGEST_REASON:
            raise invalid("reason", "BASE_TYPE_MAX_LENGTH", f"Must be {_LONGEST_REASON} or fewer in length.")
        return reason or None

    def form(self) -> Json:
        """Return the body, which must be a JSON object; none at all counts as an empty one."""
        if self.body is not None and not isinstance(self.body, dict):
            raise invalid("", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return as_object(cast("object", self.body))

    def channel(self, *needed: Permission) -> Channel:
        """Return the channel in the path, which the bot must see and where it must have the permissions."""
        world = self.realm.world
        channel = world.channel(self.args["channel"])
        granted = world.permissions(world.bot.id, channel.id)
        if Permission.VIEW_CHANNEL not in granted:
            raise MISSING_ACCESS()
        if channel.is_spoken and Permission.CONNECT not in granted:
            raise MISSING_ACCESS()
        if any(permission not in granted for permission in needed):
            raise MISSING_PERMISSIONS()
        return channel

    def guild_channel(self, *needed: Permission) -> Channel:
        """Return the channel in the path as `channel` does, for what cannot be done in a direct message."""
        channel = self.channel()
        if channel.guild_id is None:
            raise NOT_IN_A_DM()
        return self.channel(*needed)

    def granted(self) -> Permission:
        """Return what the bot may do in the channel in the path."""
        world = self.realm.world
        return world.permissions(world.bot.id, self.args["channel"])

    def own_guild(self) -> Guild:
        """Return the guild in the path, which the bot must be in."""
        world = self.realm.world
        guild = world.guild(self.args["guild"])
        if world.bot.id not in guild.members:
            raise MISSING_ACCESS()
        return guild

    def own_application(self) -> None:
        """Refuse an application in the path that is not the bot's own."""
        if self.args["application"] != self.realm.world.application.id:
            raise NOT_YOUR_APPLICATION()

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        """Return a number from the query, within its bounds."""
        raw = self.query.get(name)
        if raw is None:
            return default
        if not raw.lstrip("-").isdigit():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{raw}" is not int.')
        if int(raw) < lowest:
            raise invalid(name, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {lowest}.")
        if int(raw) > highest:
            raise invalid(name, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {highest}.")
        return int(raw)

    def snowflake(self, name: str) -> int:
        """Return an id from the query as a number; 0 when it is not there."""
        raw = self.query.get(name, "0")
        if not is_snowflake(raw):
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{raw}" is not snowflake.')
        return int(raw)

    def flag(self, name: str) -> bool:
        """Return a boolean from the query."""
        return self.query.get(name, "").lower() in ("1", "true")


Handler = Callable[[Call], object]


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path.

    Attributes:
        limit: The rate limit; None for the routes that have none.
    """

    method: str
    path: str
    handler: Handler
    limit: Limit | None = ORDINARY
    door: Door = Door.BOT

    def bucket(self) -> str:
        """Return the name of the route's rate limit."""
        return hashlib.sha256(f"{self.method} {self.path}".encode()).hexdigest()[:32]


class Routes:
    """A table of routes, filled by decorators."""

    def __init__(self, *, door: Door = Door.BOT) -> None:
        self._door = door
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def add(self, method: str, *paths: str, limit: Limit | None = ORDINARY) -> Callable[[Handler], Handler]:
        """Register a handler for a method of one or several paths."""

        def register(handler: Handler) -> Handler:
            self._routes += [Route(method, path, handler, limit, self._door) for path in paths]
            return handler

        return register


_NO_IDS = ("token", "emoji", "code")


def check_snowflakes(request: web.Request) -> None:
    """Refuse ids in the path that are none."""
    for name, value in request.match_info.items():
        if name not in _NO_IDS and not is_snowflake(value):
            raise invalid(f"{name}_id", "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def major_of(args: dict[str, str]) -> str:
    """Return the major parameter of a path: a channel's, a guild's, or a webhook's id with its token."""
    if "token" in args:
        holder = args.get("application") or args.get("interaction") or args.get("webhook") or ""
        return f"{holder}:{args['token']}"
    return args.get("channel") or args.get("guild") or args.get("webhook") or ""
