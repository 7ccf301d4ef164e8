"""What Discord decides about an application's gateway use, and a test may decide otherwise.

Source: Discord developer docs, "Gateway", Privileged Intents; "Application", Application Flags.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.gateway.intents import Intents
from bot.sandbox.world.users import Application

_SWITCHES = {
    Intents.GUILD_PRESENCES: 1 << 13,
    Intents.GUILD_MEMBERS: 1 << 15,
    Intents.MESSAGE_CONTENT: 1 << 19,
}
"""The application's flags GATEWAY_PRESENCE_LIMITED, GATEWAY_GUILD_MEMBERS_LIMITED, GATEWAY_MESSAGE_CONTENT_LIMITED."""


@dataclass(slots=True)
class GatewayRules:
    """The rules of the gateway; they may change while bots are connected.

    Attributes:
        application: Whose use it is; its flags say which privileged intents it has.
        heartbeat_interval_ms: What Hello asks for.
        max_concurrency: How many shards may identify at once; shard ids modulo this are the buckets.
        identify_every_s: How long a bucket is closed after an Identify. Discord's is 5; here a restarted bot need not
            wait, unless a test is about waiting.
        guilds_per_session: Above this, a session must be sharded further.
        resume_within_s: How long the session of an absent bot is kept.
        starts_per_day: How many times a day an application may identify.
    """

    application: Application
    heartbeat_interval_ms: int = 41_250
    max_concurrency: int = 16
    identify_every_s: float = 0.0
    guilds_per_session: int = 2500
    resume_within_s: float = 180.0
    starts_per_day: int = 1000

    @property
    def approved(self) -> Intents:
        """The privileged intents that are switched on; a bot reads the same in the application's flags."""
        return Intents(sum(intent for intent, flag in _SWITCHES.items() if self.application.flags & flag))

    @approved.setter
    def approved(self, intents: Intents) -> None:
        for intent, flag in _SWITCHES.items():
            kept = self.application.flags & ~flag
            self.application.flags = kept | flag if intent in intents else kept
