"""Telling clients apart: nobody chooses their own address, and nobody has more than one."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from bot.web.clients import Clients

TRUSTING = Clients((ip_network("10.0.0.0/8"), ip_network("fd00::/8")))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        pytest.param("203.0.113.5", "", "203.0.113.5", id="nobody between"),
        pytest.param("203.0.113.5", "198.51.100.9", "203.0.113.5", id="a stranger's word is not taken"),
        pytest.param("10.0.0.2", "198.51.100.9", "198.51.100.9", id="a proxy's word is"),
        pytest.param("10.0.0.2", "1.1.1.1, 198.51.100.9", "198.51.100.9", id="but not what the client told the proxy"),
        pytest.param("10.0.0.2", "1.1.1.1, 198.51.100.9, 10.0.0.7", "198.51.100.9", id="through two proxies"),
        pytest.param(
            "10.0.0.2", "10.0.0.7, 198.51.100.9,10.0.0.8", "198.51.100.9", id="a client that poses as a proxy"
        ),
        pytest.param("10.0.0.2", "", "10.0.0.2", id="the proxy itself"),
        pytest.param("10.0.0.2", "10.0.0.9", "10.0.0.9", id="nothing but proxies"),
        pytest.param("10.0.0.2", "198.51.100.9, unknown", "10.0.0.2", id="nonsense from a proxy"),
        pytest.param("10.0.0.2", "198.51.100.9:4711", "198.51.100.9", id="with a port"),
        pytest.param("10.0.0.2", "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::/64", id="with brackets"),
        pytest.param("fd00::1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64", id="one home of IPv6"),
        pytest.param("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64", id="another device of that home"),
        pytest.param("fe80::1%eth0", "", "fe80::/64", id="with a zone"),
        pytest.param("::ffff:203.0.113.5", "", "203.0.113.5", id="IPv4 inside IPv6"),
        pytest.param("::ffff:10.0.0.2", "198.51.100.9", "198.51.100.9", id="a proxy inside IPv6"),
        pytest.param("", "198.51.100.9", "unknown", id="no address at all"),
    ],
)
def test_a_client_is_who_the_last_stranger_is(peer: str, forwarded: str, client: str) -> None:
    assert TRUSTING.name(peer, forwarded) == client


def test_without_proxies_nobody_is_believed() -> None:
    assert Clients().name("127.0.0.1", "198.51.100.9") == "127.0.0.1"
