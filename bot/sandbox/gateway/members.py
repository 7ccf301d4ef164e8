"""Request Guild Members: by the beginning of a name, by id, or everybody, in chunks of a thousand.

Everybody of a guild may be asked for once in thirty seconds; who asks more often is told RATE_LIMITED.

Source: Discord developer docs, "Gateway Events", Request Guild Members, Guild Members Chunk, Rate Limited; change log
of 14 August 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.sandbox.clock import Clock
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.presences import Presences
from bot.sandbox.gateway.protocol import CloseCode, GatewayRefusal, Op, payload_object
from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.world import World

EVERYBODY_EVERY_S = 30.0
_CHUNK = 1000
_FOUND_AT_MOST = 100
_NONCE_BYTES = 32


class MemberRequests:
    """Answers those requests, and remembers when everybody was last asked for."""

    def __init__(self, world: World, clock: Clock, presences: Presences) -> None:
        self._world = world
        self._clock = clock
        self._presences = presences
        self._asked: dict[str, float] = {}

    def answer(self, session: Session, d: object) -> Iterator[tuple[str, Json]]:
        """Find the members asked for.

        Yields:
            The name and data of each event that answers; none for a guild that the session does not hold.

        Raises:
            GatewayRefusal: The request is malformed, or asks for everybody without the members intent.
        """
        asked = payload_object(d)
        guild = guild_of(session, self._world, asked.get("guild_id"))
        user_ids = _ids(asked.get("user_ids"))
        query, limit = asked.get("query"), asked.get("limit")
        if user_ids is None and not (isinstance(query, str) and _is_limit(limit)):
            raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
        if user_ids is None and not query and Intents.GUILD_MEMBERS not in session.intents:
            raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE, "All members are for the GUILD_MEMBERS intent only.")
        if guild is None:
            return
        if user_ids is not None:
            wanted = user_ids[:_FOUND_AT_MOST]
            missing = [user_id for user_id in wanted if user_id not in guild.members]
            yield from self._chunks(
                session, guild, [guild.members[i] for i in wanted if i in guild.members], asked, missing=missing
            )
        elif query or limit:
            yield from self._chunks(session, guild, _named(guild, str(query), int(limit or 0)), asked)
        elif (wait_s := self._wait_s(guild)) > 0:
            meta: Json = {"guild_id": guild.id, **_nonce(asked)}
            limited: Json = {"opcode": int(Op.REQUEST_GUILD_MEMBERS), "retry_after": round(wait_s, 3), "meta": meta}
            yield "RATE_LIMITED", limited
        else:
            self._asked[guild.id] = self._clock.monotonic()
            yield from self._chunks(session, guild, list(guild.members.values()), asked)

    def _wait_s(self, guild: Guild) -> float:
        before = self._asked.get(guild.id)
        return 0.0 if before is None else before + EVERYBODY_EVERY_S - self._clock.monotonic()

    def _chunks(
        self, session: Session, guild: Guild, found: list[Member], asked: Json, *, missing: list[str] | None = None
    ) -> Iterator[tuple[str, Json]]:
        with_presences = asked.get("presences") is True and Intents.GUILD_PRESENCES in session.intents
        count = max(1, -(-len(found) // _CHUNK))
        for index in range(count):
            part = found[index * _CHUNK : (index + 1) * _CHUNK]
            chunk: Json = {
                "guild_id": guild.id,
                "members": [member.to_json() for member in part],
                "chunk_index": index,
                "chunk_count": count,
                **_nonce(asked),
            }
            if missing:
                chunk["not_found"] = missing
            if with_presences:
                chunk["presences"] = self._presences.in_guild(guild, (member.user.id for member in part))
            yield "GUILD_MEMBERS_CHUNK", chunk


def guild_of(session: Session, world: World, guild_id: object) -> Guild | None:
    """Return the guild that a request names, if it is one of the session's and can be reached.

    Raises:
        GatewayRefusal: It names none.
    """
    if isinstance(guild_id, bool) or not isinstance(guild_id, int | str) or not str(guild_id).isdigit():
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    guild = world.guilds.get(str(guild_id))
    if guild is None or guild.unavailable or world.bot.id not in guild.members or not session.shard.holds(guild.id):
        return None
    return guild


def _named(guild: Guild, query: str, limit: int) -> list[Member]:
    beginning = query.lower()
    named = (member for member in guild.members.values() if member.user.username.lower().startswith(beginning))
    return list(islice(named, min(limit or _FOUND_AT_MOST, _FOUND_AT_MOST)))


def _nonce(asked: Json) -> Json:
    nonce = asked.get("nonce")
    return {"nonce": nonce} if isinstance(nonce, str) and len(nonce.encode()) <= _NONCE_BYTES else {}


def _is_limit(limit: object) -> bool:
    return isinstance(limit, int) and not isinstance(limit, bool) and limit >= 0


def _ids(asked: object) -> list[str] | None:
    if asked is None:
        return None
    return [str(user_id) for user_id in as_list(asked) or ([] if asked == [] else [asked])]
