"""Everything that the sandbox's parts share: one of each, handed to every part's ``add_routes(app, realm)``."""

from __future__ import annotations

import secrets

from bot.sandbox.administration.polls import Polls
from bot.sandbox.administration.scheduled_events import Agenda
from bot.sandbox.bus import Bus
from bot.sandbox.clock import Clock
from bot.sandbox.faults.armed import Faults
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.tokens import issue_token
from bot.sandbox.interactions.interactions import Interactions
from bot.sandbox.limits import Limits
from bot.sandbox.posting.posting import Posting
from bot.sandbox.posting.threads import Threads
from bot.sandbox.snowflake import Snowflakes
from bot.sandbox.traffic import Traffic
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World


class Realm:
    """The shared state of one sandbox.

    Attributes:
        capability: The secret in the page's address; whoever knows it may act as anybody.
        base_url: Where the sandbox listens ("" until it does).
        shards: How many shards the bot is told to open.
        rate_limits: Whether REST counts requests.
        gaps: Requests to routes that the sandbox does not know, as "METHOD /path"; a test run fails on any.
    """

    def __init__(self, *, shards: int = 2, rate_limits: bool = True) -> None:
        self.shards = shards
        self.rate_limits = rate_limits
        self.clock = Clock()
        self.snowflakes = Snowflakes(self.clock, shards=shards)
        self.bus = Bus()
        self.world = World(self.clock, self.snowflakes)
        self.posting = Posting(self.world, self.bus, lambda: self.base_url)
        self.polls = Polls(self.world, self.bus, self.posting)
        self.threads = Threads(self.world, self.bus, self.posting)
        self.agenda = Agenda(self.world, self.bus)
        self.interactions = Interactions(self.world, self.bus, self.posting)
        self.faults = Faults()
        self.limits = Limits(self.clock)
        self.traffic = Traffic(self.clock)
        self.gaps: list[str] = []
        token = issue_token(self.world.application.id)
        self.gateway = Gateway(self.world, self.bus, self.clock, self.faults, token=token)
        self.capability = secrets.token_urlsafe(24)
        self.base_url = ""

    @property
    def token(self) -> str:
        """The bot token that this sandbox issued last; it takes no other."""
        return self.gateway.token

    @property
    def gateway_url(self) -> str:
        """Where the gateway answers."""
        return self.base_url.replace("http", "ws", 1) + "/gateway"

    @property
    def page_url(self) -> str:
        """Where a person plays."""
        return f"{self.base_url}/s/{self.capability}/"

    def listen_at(self, base_url: str) -> None:
        """Take note of where the sandbox can be reached."""
        self.base_url = base_url

    def found_guild(self, name: str, owner: User, *, shard: int = 0) -> Guild:
        """Found a guild while bots may be connected, and tell them."""
        guild = self.world.add_guild(name, owner, shard=shard)
        self.announce(guild)
        return guild

    def announce(self, guild: Guild) -> None:
        """Tell connected bots of a guild that was founded while they were.

        Unlike one that comes after READY it says nothing of its availability; by that a bot knows that it is new.
        """
        if self.world.bot.id not in guild.members:
            self.bus.emit("GUILD_CREATE", {"id": guild.id, "name": guild.name}, guild=guild.id)
            return
        told: Json = self.world.guild_create_json(guild)
        del told["unavailable"]
        self.bus.emit("GUILD_CREATE", told, guild=guild.id)
