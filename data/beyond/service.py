"""Characters from D&D Beyond's own service, which is not made for others: asked seldom, and for nothing else.

What people type is taken apart for a number alone, and the address is put together here; so nobody makes the bot ask
anything of anybody else. Where the name leads is held to public addresses after DNS has answered, and it is these very
addresses that are connected to; nobody is followed elsewhere; what comes is bounded in size and time, and not unpacked.

Source: OWASP, "Server-Side Request Forgery Prevention"; RFC 6890 (special-purpose addresses); RFC 9110, section 15.4.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from core.errors import LimitError, NotFoundError, UnavailableError

HOSTS: Final = frozenset({"www.dndbeyond.com", "dndbeyond.com", "character-service.dndbeyond.com", "ddb.ac"})
"""Where the addresses lead that people have."""
MOST_BYTES: Final = 4 * 1024 * 1024
PATIENCE_S: Final = 8.0
_NUMBER: Final = re.compile(
    r"/(?:profile/[\w-]{1,60}/)?(?:characters?|character/v\d/character)/(\d{1,12})(?:/[\w-]{0,60})?/?"
)
_NOT_YOURS: Final = frozenset({400, 401, 403, 404, 410})
_PLAIN: Final = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Everquill"}

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Origin:
    """The server that is asked.

    Attributes:
        base: Its address, without a path.
        timeout_s: How long an answer may take as a whole.
    """

    base: str = "https://character-service.dndbeyond.com"
    timeout_s: float = PATIENCE_S


def is_public(address: Address) -> bool:
    """Whether an address is somebody's on the internet, and not this machine's, its network's or a special one.

    Example:
        >>> [is_public(ip_address(each)) for each in ("127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "1.1.1.1")]
        [False, False, False, True]
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or any(address in each for each in _HOLDING_OTHERS):
            return False
    return address.is_global and not address.is_multicast


_HOLDING_OTHERS: Final = (ip_network("::/96"), ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""Networks whose addresses hold one of IPv4, which may be anybody's."""


class HeldResolver(AbstractResolver):
    """Asks another resolver, and passes on the addresses that may be connected to.

    Args:
        inner: Who is asked.
        allowed: Which addresses may be.
    """

    def __init__(self, inner: AbstractResolver, allowed: Callable[[Address], bool] = is_public) -> None:
        self._inner = inner
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host that may be connected to.

        Raises:
            OSError: There are none.
        """
        found = await self._inner.resolve(host, port, family)
        held = [each for each in found if self._allowed(ip_address(each["host"].partition("%")[0]))]
        if not held:
            raise OSError(f"{host} leads nowhere that may be asked")
        return held

    async def close(self) -> None:
        """Let the other go."""
        await self._inner.close()


class DndBeyondSheets:
    """Fetches characters that their owners have made public.

    Args:
        origin: The server.
        resolver: Makes what finds its addresses, for each request anew.
    """

    def __init__(
        self,
        origin: Origin = Origin(),
        resolver: Callable[[], AbstractResolver] = lambda: HeldResolver(aiohttp.ThreadedResolver()),
    ) -> None:
        self._origin = origin
        self._resolver = resolver

    def number_in(self, address: str) -> int | None:
        """The character that an address of D&D Beyond names; None if it is no such address.

        Example:
            >>> sheets = DndBeyondSheets()
            >>> sheets.number_in("https://www.dndbeyond.com/characters/12345678/AbC"), sheets.number_in("http://10.0.0.1/1")
            (12345678, None)
        """
        try:
            parts = urlsplit(address.strip().strip("<>"))
            host, port = parts.hostname, parts.port
        except ValueError:
            return None
        if parts.scheme not in ("https", "http") or host not in HOSTS or port or parts.username is not None:
            return None
        found = _NUMBER.fullmatch(parts.path)
        return int(found[1]) if found else None

    async def fetch(self, number: int) -> bytes:
        """The character's file.

        Raises:
            NotFoundError: ``sheet-not-there``.
            LimitError: ``sheet-too-large``.
            UnavailableError: ``sheets-away``.
        """
        address = f"{self._origin.base}/character/v5/character/{number:d}"
        timeout = aiohttp.ClientTimeout(total=self._origin.timeout_s)
        connector = aiohttp.TCPConnector(resolver=self._resolver(), use_dns_cache=False, force_close=True)
        try:
            async with (
                aiohttp.ClientSession(
                    connector=connector,
                    timeout=timeout,
                    headers=_PLAIN,
                    cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False,
                ) as session,
                session.get(address, allow_redirects=False) as response,
            ):
                return await _content(response)
        except (TimeoutError, aiohttp.ClientError, OSError):
            raise UnavailableError("sheets-away", retry_after_s=30.0) from None


async def _content(response: aiohttp.ClientResponse) -> bytes:
    if response.status in _NOT_YOURS:
        raise NotFoundError("sheet-not-there")
    packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    if response.status != 200 or packed:
        raise UnavailableError("sheets-away", retry_after_s=60.0)
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > MOST_BYTES:
            raise LimitError("sheet-too-large", size=len(content), limit=MOST_BYTES)
    return bytes(content)
