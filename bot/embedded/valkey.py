"""Valkey in the data folder: on a Unix socket only, and never saved, for it holds nothing that cannot be lost."""

# redis leaves its keyword arguments untyped:
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from bot.embedded import accounts, binaries, places, process
from bot.embedded.server import Server

if TYPE_CHECKING:
    from pathlib import Path

    from bot.embedded.accounts import Account


class EmbeddedValkey(Server):
    """A Valkey server of our own; `url` is its socket."""

    NAME = "Valkey"

    def __init__(self, folder: Path, *, homes: tuple[Path, ...] = places.HOMES) -> None:
        """Remember where; nothing is opened.

        Args:
            folder: The server's own folder; made when needed.
            homes: Where root puts what the server's user must reach (see `bot.embedded.places`).
        """
        super().__init__(folder, homes=homes)
        self._binary: Path | None = None

    @property
    def url(self) -> str:
        """How to connect."""
        return f"unix://{quote(str(self._socket))}"

    @property
    def _socket(self) -> Path:
        return places.socket_path(self._root) / "valkey.sock"

    @property
    def _pid_file(self) -> Path:
        return self._root / "state" / "valkey.pid"

    async def _choose_account(self) -> Account | None:
        return accounts.server_account(self._wanted / "state")

    async def _prepare(self) -> None:
        self._binary = await binaries.valkey_binary(self._account, self._homes)
        if not self._pid_file.parent.exists():
            self._pid_file.parent.mkdir(mode=0o700)
            places.give(self._pid_file.parent, self._account)
        # An old server that is still leaving would take the new one's socket with it.
        await process.end_leftover(self._pid_file, self._pid_file.parent)
        places.socket_folder(self._root, self._account)

    def _command(self) -> list[str | Path]:
        assert self._binary is not None
        state = self._pid_file.parent
        return [
            self._binary,
            *("--port", "0", "--unixsocket", self._socket, "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--daemonize", "no"),
            *("--dir", state, "--pidfile", self._pid_file, "--logfile", "", "--set-proc-title", "no"),
        ]

    async def _answers(self) -> bool:
        client = Redis.from_url(self.url, socket_timeout=5, retry=Retry(NoBackoff(), 0))
        try:
            return bool(await client.ping())
        except (RedisError, OSError):
            return False
        finally:
            await client.aclose()
