"""What the sidecar's tests share: rolls that stand in a real ledger, a clock that tests turn, a sidecar to ask."""

from __future__ import annotations

import itertools
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.web.app import Doors, Options, create_app
from bot.web.health import Build, Vitals
from bot.web.proofs import ProofDoors
from core.dice.layout import DieGroup
from core.ids import Cause, ChannelId, RollId, TableCode, UserId
from core.ledger.event import Draft
from core.ledger.kinds import Kinds
from core.ports.publisher import Hint
from core.proofs.keys import PublicKey
from core.tables import events
from core.tables.books import CHANNELS, channel_stream
from core.tables.events import Rolled, RollRevealed, Ruled
from core.use_cases.read_permalink import ReadPermalink
from core.use_cases.read_proof import ReadProof
from data.postgres.ledger import PostgresLedger
from data.postgres.permalinks import PROJECTIONS, PostgresPermalinks
from data.postgres.proofs import PostgresProofs
from tests.words import CATALOGUE

ROLLED_AT = datetime(2026, 11, 21, 19, 45, 33, 250_000, tzinfo=UTC)
MARA = UserId(180_000_000_000_000_001)
WORDS = CATALOGUE.speak("en")

STRENGTH = Rolled(
    roll_id=RollId("Zm9ydHktdHdvLWRpY2UtMQ"),
    code=TableCode("MISTY-1234"),
    mode="dm-led",
    seat=1,
    notation="4d6kh3 + 2",
    advantage="none",
    dice=(DieGroup("4d6kh3", 6, (6, 5, 1, 3), (True, True, False, True), 14),),
    total=16,
    dc=15,
    passed=True,
    hidden=False,
    expires_at=ROLLED_AT + timedelta(days=30),
    name="Mara",
    label="Break down the door",
)
"""A roll; tests `replace` what matters to them."""
BESIDE: dict[str, Any] = {"code": None, "mode": None, "seat": None}
"""What a roll beside any table has instead."""


class Silence:
    """A publisher that nobody listens to."""

    async def publish(self, hints: Sequence[Hint]) -> None:
        """Tell nobody."""


class Nothing:
    """A reader that has nothing to show."""

    async def find(self, roll_id: RollId, now: datetime) -> None:
        """Find nothing."""

    async def public_keys(self) -> tuple[PublicKey, ...]:
        """There are none."""
        return ()


class Rolls:
    """Writes rolls to the ledger, which writes their permalinks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._ledger = PostgresLedger(engine, Kinds(events.KINDS), PROJECTIONS, Silence())
        self._numbers = itertools.count(1)

    async def write(
        self, fact: Rolled | RollRevealed | Ruled, *, at: datetime = ROLLED_AT, user: UserId = MARA
    ) -> RollId:
        """Roll it, for the ledger; or note what became of a roll."""
        stream, cause = channel_stream(ChannelId(1)), Cause(f"{next(self._numbers)}")
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHANNELS, stream, cause)
            await work.append(CHANNELS, loaded, (Draft(fact),), at=at, actor=user, cause=cause)
        return fact.roll_id


@dataclass
class Clock:
    """Time that passes when told."""

    at: datetime = ROLLED_AT + timedelta(hours=1)

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Vital:
    """The state of a process, to be changed by tests."""

    alive: bool = True
    draining: bool = False
    shards: Mapping[int, bool] = field(default_factory=dict[int, bool])
    leases: bool = True
    lag_s: float = 0.0
    database: bool = True
    valkey: bool = True

    def signs(self, database: Callable[[], Awaitable[bool]] | None = None) -> Vitals:
        async def says_database() -> bool:
            return self.database

        async def says_valkey() -> bool:
            return self.valkey

        return Vitals(
            alive=lambda: self.alive,
            draining=lambda: self.draining,
            shards=lambda: self.shards,
            leases=lambda: self.leases,
            lag_s=lambda: self.lag_s,
            database=database or says_database,
            valkey=says_valkey,
        )


@dataclass(frozen=True)
class Answer:
    """What came back, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Site:
    """A running sidecar."""

    url: str
    session: aiohttp.ClientSession
    clock: Clock
    vital: Vital
    observed: list[tuple[str, str, int, float]]
    limited: list[None]

    async def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """Make a request; headers are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.request(method, f"{self.url}{path}", headers=named) as response:
            return Answer(response.status, response.headers.copy(), await response.read())

    async def json(self, path: str) -> Any:
        async with self.session.get(f"{self.url}{path}") as response:
            assert response.content_type == "application/json"
            return await response.json()


OPTIONS = Options(
    public_url="http://rolls.example.org",
    build=Build(version="1.2.3", build="abc123", environment="production"),
    requests_per_minute=1_000,
)


@asynccontextmanager
async def open_site(
    engine: AsyncEngine | None = None, *, vitals: Callable[[Vital], Vitals] = Vital.signs, **doors: Any
) -> AsyncGenerator[Site]:
    """A sidecar on a socket of this machine, reading a database or nothing; options and single doors can be given."""
    clock, vital = Clock(), Vital()
    observed: list[tuple[str, str, int, float]] = []
    limited: list[None] = []
    options: Options = doors.pop("options", OPTIONS)
    proof = ReadProof(PostgresProofs(engine) if engine else Nothing(), now=clock.now)
    usual = Doors(
        read=ReadPermalink(PostgresPermalinks(engine) if engine else Nothing(), now=clock.now),
        proofs=ProofDoors(proof, proof.keys),
        words=WORDS,
        vitals=vitals(vital),
        metrics=lambda: b"everquill_rolls_total 7\n",
        observe=lambda *seen: observed.append(seen),
        limited=lambda: limited.append(None),
    )
    app = create_app(replace(usual, **doors), options, now=clock.now, clock=clock.seconds)
    async with TestServer(app) as server, aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        url = str(server.make_url("")).rstrip("/")
        yield Site(url, session, clock, vital, observed, limited)


def revealed(rolled: Rolled, sequence: int = 1) -> RollRevealed:
    """What is noted when that roll is shown to everybody."""
    return RollRevealed(
        roll_id=rolled.roll_id,
        sequence=sequence,
        rolled_at=ROLLED_AT,
        guild=rolled.guild,
        notation=rolled.notation,
        advantage=rolled.advantage,
        dice=rolled.dice,
        total=rolled.total,
        dc=rolled.dc,
        passed=rolled.passed,
        parts=rolled.parts,
        opened=None,
    )
