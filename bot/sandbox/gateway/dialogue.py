"""What is said over one connection, in order: Hello, then Identify or Resume, then requests; heartbeats throughout.

Source: Discord developer docs, "Gateway", Connection Lifecycle; "Opcodes and Status Codes".
"""

from __future__ import annotations

import asyncio

from bot.sandbox.faults.stream import Strike
from bot.sandbox.gateway.compression import PayloadPacker, PlainPacker
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.handshake import Identify, read_identify, read_resume
from bot.sandbox.gateway.presences import read_presence
from bot.sandbox.gateway.protocol import CloseCode, GatewayRefusal, Op, encode
from bot.sandbox.gateway.requests import channel_info, soundboard_sounds, update_voice_state
from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import Json

_ACK = encode(Op.HEARTBEAT_ACK)
_ACK_AFTER_S = 0.02
"""No real Discord answers at once, and a library may count on it: discord.py's thread sends a beat first and notes when
after, so an answer between the two is measured from the beat before, 41 seconds earlier."""


class Dialogue:
    """One connection's side of the protocol.

    Attributes:
        session: What the connection carries, once there is one.
    """

    def __init__(self, gateway: Gateway, connection: Connection, *, resume_url: str) -> None:
        self.session: Session | None = None
        self._gateway = gateway
        self._connection = connection
        self._resume_url = resume_url
        self._interval_s = gateway.rules.heartbeat_interval_ms / 1000

    def greet(self) -> None:
        """Say Hello."""
        interval_ms = self._gateway.rules.heartbeat_interval_ms
        self._connection.send(encode(Op.HELLO, {"heartbeat_interval": interval_ms}))
        self._connection.expect_heartbeat(self._interval_s)

    def receive(self, payload: Json) -> None:
        """Answer one payload of the bot.

        Raises:
            GatewayRefusal: It ends the connection.
        """
        d = payload.get("d")
        op = payload.get("op")
        # To Python, true and 1.0 equal 1; to Discord they are no opcodes.
        match op if type(op) is int else None:
            case Op.HEARTBEAT:
                self._heartbeat(d)
            case Op.IDENTIFY:
                self._identify(d)
            case Op.RESUME:
                self._resume(d)
            case Op.PRESENCE_UPDATE:
                self._gateway.present(self._identified(), read_presence(d))
            case Op.VOICE_STATE_UPDATE:
                update_voice_state(self._identified(), self._gateway.world, self._gateway.bus, d)
            case Op.REQUEST_GUILD_MEMBERS:
                session = self._identified()
                for name, data in self._gateway.members.answer(session, d):
                    self._gateway.tell(session, name, data)
            case Op.REQUEST_SOUNDBOARD_SOUNDS:
                session = self._identified()
                for sounds in soundboard_sounds(session, self._gateway.world, d):
                    self._gateway.tell(session, "SOUNDBOARD_SOUNDS", sounds)
            case Op.REQUEST_CHANNEL_INFO:
                session = self._identified()
                for told in channel_info(session, self._gateway.world, self._gateway.aftermath.began, d):
                    self._gateway.tell(session, "CHANNEL_INFO", told)
            case _:
                raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)

    def _heartbeat(self, d: object) -> None:
        if d is not None and (isinstance(d, bool) or not isinstance(d, int)):
            raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
        self._connection.expect_heartbeat(self._interval_s)
        fault = self._gateway.faults.match_heartbeat(self.session.shard.index) if self.session else None
        if fault is None:
            # By the event loop's time, like the watch over heartbeats: pushing the sandbox's clock moves neither.
            asyncio.get_running_loop().call_later(_ACK_AFTER_S, self._connection.send, _ACK)
        elif fault.strike is Strike.LATE_ACKS:
            self._gateway.clock.call_later(fault.delay_s, lambda: self._connection.send(_ACK))

    def _identify(self, d: object) -> None:
        if self.session is not None:
            raise GatewayRefusal(CloseCode.ALREADY_AUTHENTICATED)
        identify = read_identify(d, self._gateway.token, self._gateway.rules)
        guilds = self._gateway.guilds_on(identify.shard)
        if len(guilds) > self._gateway.rules.guilds_per_session:
            raise GatewayRefusal(CloseCode.SHARDING_REQUIRED)
        if self._gateway.starts.are_used_up(self._gateway.rules):
            self._gateway.reset_token()
            raise GatewayRefusal(CloseCode.AUTHENTICATION_FAILED)
        if not self._gateway.starts.take(identify.shard, self._gateway.rules):
            self._connection.send(encode(Op.INVALID_SESSION, False))
            return
        if identify.compress and isinstance(self._connection.packer, PlainPacker):
            self._connection.packer = PayloadPacker()
        self.session = self._begin(identify)
        for guild in guilds:
            self._gateway.introduce(self.session, guild)
        self._gateway.present(self.session, identify.presence)

    def _begin(self, identify: Identify) -> Session:
        session = Session(
            shard=identify.shard,
            intents=identify.intents,
            large_threshold=identify.large_threshold,
            wire=self._connection,
        )
        ready = self._gateway.ready_json(session, self._resume_url)
        if identify.sharded:
            ready["shard"] = [identify.shard.index, identify.shard.count]
        self._gateway.tell(session, "READY", ready)
        self._gateway.add(session)
        return session

    def _resume(self, d: object) -> None:
        if self.session is not None:
            raise GatewayRefusal(CloseCode.ALREADY_AUTHENTICATED)
        resume = read_resume(d, self._gateway.token)
        session = self._gateway.sessions.get(resume.session_id)
        if session is None or not session.can_replay_after(resume.sequence):
            self._connection.send(encode(Op.INVALID_SESSION, False))
            return
        if not 0 <= resume.sequence <= session.sequence:
            self._gateway.end(session)  # 4007 is told to start a new one
            raise GatewayRefusal(CloseCode.INVALID_SEQ)
        self.session = session
        session.resume(self._connection, resume.sequence)
        self._gateway.tell(session, "RESUMED", {})
        self._gateway.changed("resumed", session)

    def _identified(self) -> Session:
        if self.session is None or self.session.id not in self._gateway.sessions:
            raise GatewayRefusal(CloseCode.NOT_AUTHENTICATED)
        return self.session
