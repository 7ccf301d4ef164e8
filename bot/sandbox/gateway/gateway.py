"""The gateway as a whole: it keeps the sessions, and tells each what it may know.

Any number of sessions may hold one shard, from one process or several, and sessions that count their shards differently
may live side by side: each event goes to every session whose shard holds its guild.

Source: Discord developer docs, "Gateway", Sharding, Max Concurrency, Disconnecting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from itertools import count

from bot.sandbox.bus import Bus, Event
from bot.sandbox.clock import Clock
from bot.sandbox.faults.armed import Faults
from bot.sandbox.faults.blows import AtOnce, Blow, Outage, Storm
from bot.sandbox.faults.stream import Strike
from bot.sandbox.gateway.aftermath import Aftermath
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.members import MemberRequests
from bot.sandbox.gateway.outages import Outages
from bot.sandbox.gateway.presences import OFFLINE, Presence, Presences
from bot.sandbox.gateway.protocol import ENDS_SESSION, VERSION, CloseCode, Op, Shard, encode
from bot.sandbox.gateway.requests import leave_voice
from bot.sandbox.gateway.rules import GatewayRules
from bot.sandbox.gateway.session import Session
from bot.sandbox.gateway.starts import Starts
from bot.sandbox.gateway.tokens import issue_token
from bot.sandbox.gateway.visibility import as_told
from bot.sandbox.privy import may_hear
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.world import World

# Events that reach a bot only from channels that it may view; an interaction reaches it from anywhere.
_SEEN_IN_CHANNELS = ("MESSAGE_", "TYPING_", "CHANNEL_PINS_", "THREAD_")
# What a bot hears from a guild that it is not in: what its users do there, and that it is out.
_FROM_ANYWHERE = frozenset({"INTERACTION_CREATE", "GUILD_DELETE"})


class Gateway:
    """Sessions by id, and what reaches them.

    Attributes:
        token: What lets a bot in; it changes when too many sessions were begun.
        sessions: Those that live, connected or waiting to be resumed.
        rules: May be changed at any time.
        starts: How many sessions were begun.
        presences: Who is online.
        members: What becomes of requests for members.
        aftermath: What follows from events.
        pulse: The clock of heartbeats. It is not pushed with the other, for no bot's clock is: pushed, every bot
            has missed its beats.
    """

    def __init__(
        self, world: World, bus: Bus, clock: Clock, faults: Faults, *, token: str, rules: GatewayRules | None = None
    ) -> None:
        self.world = world
        self.bus = bus
        self.clock = clock
        self.faults = faults
        self.token = token
        self.rules = rules or GatewayRules(world.application)
        self.sessions: dict[str, Session] = {}
        self.starts = Starts(clock)
        self.presences = Presences(world, bus, self._presence_in)
        self.members = MemberRequests(world, clock, self.presences)
        self.aftermath = Aftermath(world)
        self.pulse = Clock()
        self._sayings = count(1)
        self._news = asyncio.Event()
        self._outages = Outages(world, bus)
        bus.subscribe(self._on_event)

    # What sessions are told.

    def tell(self, session: Session, name: str, data: Json) -> None:
        """Send one event to one session, unless a fault has other plans."""
        fault = self.faults.match_event(name, session.shard.index)
        if fault is None:
            session.dispatch(name, data)
            return
        match fault.strike:
            case Strike.DUPLICATE:
                session.dispatch(name, data)
                session.dispatch(name, data)
            case Strike.DELAY:
                self.clock.call_later(fault.delay_s, lambda: session.dispatch(name, data))
            case Strike.REORDER:
                session.hold(name, data)
            case Strike.TRUNCATE:
                session.dispatch(name, data, torn=True)
            case _:
                pass

    def introduce(self, session: Session, guild: Guild) -> None:
        """Tell a new session about a guild of its shard, or that the guild is not available."""
        if guild.unavailable:
            name, data = "GUILD_DELETE", {"id": guild.id, "unavailable": True}
        else:
            name, data = "GUILD_CREATE", self.world.guild_create_json(guild)
            self.aftermath.look(guild)
        self._pass_on(session, name, data, guild.id)

    def present(self, session: Session, presence: Presence) -> None:
        """Note what a session says of the bot, and tell the guilds of its shard, where that is new."""
        session.presence, session.presence_said = presence, next(self._sayings)
        self.presences.show_bot(self.guilds_on(session.shard))

    def ready_json(self, session: Session, resume_url: str) -> Json:
        """Return the data of READY; the shard is echoed by whoever saw one asked for."""
        application = self.world.application
        return {
            "v": VERSION,
            "user": self.world.bot.to_own_json(),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in self.guilds_on(session.shard)],
            "private_channels": [],
            "session_id": session.id,
            "resume_gateway_url": resume_url,
            "application": {"id": application.id, "flags": application.flags},
        }

    def guilds_on(self, shard: Shard) -> list[Guild]:
        """Return the bot's guilds that a shard holds."""
        bot = self.world.bot.id
        return [guild for guild in self.world.guilds.values() if bot in guild.members and shard.holds(guild.id)]

    def _on_event(self, event: Event) -> None:
        if event.only_user not in (None, self.world.bot.id) or not self._bot_sees(event):
            return
        for name, data in ((event.name, event.data), *self.aftermath.after(event)):
            for session in tuple(self.sessions.values()):
                if session.shard.holds(event.guild):
                    self._pass_on(session, name, data, event.guild)

    def _bot_sees(self, event: Event) -> bool:
        guild = self.world.guilds.get(event.guild or "")
        if guild is not None and self.world.bot.id not in guild.members:
            return event.name in _FROM_ANYWHERE
        if guild is not None and guild.unavailable and event.name != "GUILD_DELETE":
            return False
        if not may_hear(self.world, self.world.bot.id, event):
            return False
        if event.channel is None or not event.name.startswith(_SEEN_IN_CHANNELS):
            return True
        return event.channel in self.world.channels and self.world.can_see(self.world.bot.id, event.channel)

    def _pass_on(self, session: Session, name: str, data: Json, guild: str | None) -> None:
        if name == "GUILD_CREATE" and Intents.GUILD_PRESENCES in session.intents and guild in self.world.guilds:
            whole = self.world.guilds[guild]
            data = data | {"presences": self.presences.in_guild(whole, whole.members)}
        told = as_told(session, Event(name, data, guild), self.world.bot.id)
        if told is not None:
            self.tell(session, name, told)

    # The life of sessions.

    def add(self, session: Session) -> None:
        """Keep a session that has begun."""
        self.sessions[session.id] = session
        self.changed("ready", session)

    def left(self, session: Session) -> None:
        """Note that a session has lost its connection; it waits for a while to be resumed."""
        left_at = self.clock.now()
        session.left_at = left_at
        self.changed("away", session)

        def give_up() -> None:
            if session.left_at == left_at:
                self.end(session)

        self.clock.call_later(self.rules.resume_within_s, give_up)

    def end(self, session: Session) -> None:
        """Forget a session; the bot leaves the voice channels that it had joined with it."""
        if self.sessions.pop(session.id, None) is not None:
            leave_voice(session, self.world, self.bus)
            self.presences.show_bot(self.guilds_on(session.shard))
            self.changed("ended", session)

    def reset_token(self) -> None:
        """End every session and issue another token: the application has begun too many sessions today."""
        self.token = issue_token(self.world.application.id)
        for session in tuple(self.sessions.values()):
            self._hit(session, Blow(close=CloseCode.AUTHENTICATION_FAILED))
            self.end(session)

    def strike(self, fault: AtOnce) -> int:
        """Let something happen now; returns to how many connections or guilds it did.

        Raises:
            FaultError: It is about a guild or a shard that is not there.
        """
        match fault:
            case Outage():
                return self._outages.strike(fault)
            case Storm():
                return self._outages.storm(fault)
            case Blow():
                return self._strike_connections(fault)

    def _strike_connections(self, blow: Blow) -> int:
        struck = [
            session
            for session in tuple(self.sessions.values())
            if session.wire is not None and blow.shard in (None, session.shard.index)
        ]
        for session in struck:
            self._hit(session, blow)
        return len(struck)

    def _hit(self, session: Session, blow: Blow) -> None:
        wire = session.wire
        if wire is None:
            return
        if blow.close is not None:
            wire.close(blow.close)
            if blow.close in ENDS_SESSION:
                self.end(session)
        elif blow.op == Op.INVALID_SESSION:
            wire.send(encode(Op.INVALID_SESSION, blow.d))
            if not blow.d:
                self.end(session)
        elif blow.op is not None:
            wire.send(encode(Op(blow.op)))

    # What others ask.

    def start_limit_json(self) -> Json:
        """Return the session start limit, as `GET /gateway/bot` reports it."""
        return self.starts.to_json(self.rules)

    def sessions_json(self) -> list[Json]:
        """Return the sessions for the page and for tests."""
        return [self._session_json(session) for session in self.sessions.values()]

    def connected_shards(self) -> set[int]:
        """Return the shards that some connected session holds."""
        return {session.shard.index for session in self.sessions.values() if session.wire is not None}

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds that depends on the sessions."""
        while not condition():
            await self._news.wait()

    def changed(self, state: str, session: Session) -> None:
        """Tell whoever waits, and the page, what became of a session."""
        self._news.set()
        self._news = asyncio.Event()
        self.bus.emit("GATEWAY", {"state": state, **self._session_json(session)}, guild=None)

    def _presence_in(self, guild_id: str) -> Presence:
        """Return what the sessions said last of the bot in a guild; it is offline where none holds it."""
        holding = [session for session in self.sessions.values() if session.shard.holds(guild_id)]
        return max(holding, key=lambda session: session.presence_said).presence if holding else OFFLINE

    def _session_json(self, session: Session) -> Json:
        return {
            "id": session.id,
            "shard": [session.shard.index, session.shard.count],
            "connected": session.wire is not None,
            "sequence": session.sequence,
            "intents": int(session.intents),
            "reads_content": Intents.MESSAGE_CONTENT in session.intents,
            "presence": asdict(session.presence),
        }
