"""The servers under load, each in a process of its own: ``python -m tests.bench.web_server KIND [DATABASE_URL]``.

`bare` is aiohttp with one handler that answers a small JSON object. `site` is the sidecar as the bot runs it, counting
and limiting included; `cold` the same with no page kept from one request to the next. Prints its port, then serves, and
tells its processor time for each line that it is sent.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from datetime import UTC, datetime

from aiohttp import web

from bot.metrics import Metrics
from bot.web.app import KEEP_S, Doors, Options, create_app
from bot.web.health import Build, Vitals
from bot.web.proofs import ProofDoors
from cogs.ui.text import Catalogue
from core.use_cases.read_permalink import ReadPermalink
from core.use_cases.read_proof import ReadProof
from data.postgres.engine import open_engine
from data.postgres.permalinks import PostgresPermalinks
from data.postgres.proofs import PostgresProofs

POOL_SIZE = 10
UNLIMITED = 10**9


def bare() -> web.Application:
    """The least that aiohttp can do and still answer JSON."""

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    app = web.Application()
    app.router.add_get("/", answer)
    return app


def site(database_url: str, *, keep_s: float) -> web.Application:
    """The sidecar."""
    engine = open_engine(database_url, pool_size=POOL_SIZE)
    permalinks = PostgresPermalinks(engine)
    proof = ReadProof(PostgresProofs(engine), now=lambda: datetime.now(UTC))
    metrics = Metrics()

    async def well() -> bool:
        return True

    doors = Doors(
        read=ReadPermalink(permalinks, now=lambda: datetime.now(UTC)),
        proofs=ProofDoors(proof, proof.keys),
        words=Catalogue().speak(None),
        vitals=Vitals(lambda: True, lambda: False, dict, lambda: True, lambda: 0.0, well, well),
        metrics=metrics.render,
        observe=metrics.request,
        limited=lambda: metrics.rate_limited("web"),
    )
    options = Options(
        public_url="https://rolls.example.org",
        build=Build("0", "bench", "production"),
        requests_per_minute=UNLIMITED,
        keep_s=keep_s,
    )
    return create_app(doors, options)


async def serve(app: web.Application) -> None:
    """Serve until its standard input ends."""
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    await web.SockSite(runner, listener).start()
    print(listener.getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(time.process_time(), flush=True)


async def main(kind: str, database_url: str) -> None:
    """Make the server of that kind, inside the loop that will run it."""
    match kind:
        case "bare":
            app = bare()
        case "site":
            app = site(database_url, keep_s=KEEP_S)
        case _:
            app = site(database_url, keep_s=0)
    await serve(app)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
