"""Who is asking: the address of the client, seen through the proxies that we trust and through no others.

Anybody can write an ``X-Forwarded-For`` header; a proxy appends the address it was asked from. So the header is read
from its right end, and only for as long as the one who wrote the entry is a proxy of ours: the first address that is
not one is the client.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import web

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
_LAST_LETTERS = 512
"""How much of the header is read, from its right end: more hops than anybody's proxies make."""
_PREFIX_OF_ONE_HOME = 64


class Clients:
    """Tells clients apart."""

    def __init__(self, trusted_proxies: Sequence[Network] = ()) -> None:
        self._trusted = tuple(trusted_proxies)
        self._known = lru_cache(maxsize=4096)(self.name)

    def of(self, request: web.Request) -> str:
        """The client that made a request."""
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", ())) if self._trusted else ""
        return self._known(request.remote or "", forwarded[-_LAST_LETTERS:])

    def name(self, peer: str, forwarded: str) -> str:
        """A name that one client has in all its requests: its IPv4 address, or the /64 of its IPv6 address.

        Args:
            peer: The address that the connection comes from.
            forwarded: What ``X-Forwarded-For`` says; empty where there is none.

        Example:
            >>> Clients((ip_network("10.0.0.0/8"),)).name("10.0.0.2", "9.9.9.9, 203.0.113.5, 10.0.0.7")
            '203.0.113.5'
        """
        client = self._address(peer, forwarded)
        if isinstance(client, IPv6Address):
            return str(ip_network((int(client), _PREFIX_OF_ONE_HOME), strict=False))
        return "unknown" if client is None else str(client)

    def is_ours(self, request: web.Request) -> bool:
        """Whether this very machine or a trusted proxy's host asks, and not on behalf of anybody else."""
        peer = _parsed(request.remote or "")
        if peer is None or any(name in request.headers for name in _FORWARDED):
            return False
        return _within(peer, _LOOPBACK) or _within(peer, self._trusted)

    def _address(self, peer: str, forwarded: str) -> Address | None:
        client = _parsed(peer)
        hops = forwarded.split(",")
        while client is not None and _within(client, self._trusted) and hops:
            before = _parsed(hops.pop())
            if before is None:
                break
            client = before
        return client


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)


def _parsed(text: str) -> Address | None:
    """An address as proxies write it: with or without a port or brackets; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
