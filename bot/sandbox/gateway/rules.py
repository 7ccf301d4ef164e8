"""What Discord decides about an application's gateway use, and a test may decide otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.gateway.intents import PRIVILEGED, Intents


@dataclass(slots=True)
class GatewayRules:
    """The rules of the gateway; they may change while bots are connected.

    Attributes:
        heartbeat_interval_ms: What Hello asks for.
        approved: The privileged intents switched on for the application.
        max_concurrency: How many shards may identify at once; shard ids modulo this are the buckets.
        identify_every_s: How long a bucket is closed after an Identify. Discord's is 5; here a restarted bot need not
            wait, unless a test is about waiting.
        guilds_per_session: Above this, a session must be sharded further.
        resume_within_s: How long the session of an absent bot is kept.
        starts_per_day: How many times a day an application may identify.
    """

    heartbeat_interval_ms: int = 41_250
    approved: Intents = PRIVILEGED
    max_concurrency: int = 16
    identify_every_s: float = 0.0
    guilds_per_session: int = 2500
    resume_within_s: float = 180.0
    starts_per_day: int = 1000
