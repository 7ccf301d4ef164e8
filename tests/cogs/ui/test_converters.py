"""Who acts, where, and with which files: read within bounds, and a failure that is Discord's own is said to be."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest
from discord.utils import SnowflakeList

from cogs.ui.converters import admin, attached, place, roles, server
from core.errors import LimitError, RuleError, UnavailableError


def file(size: int, *, fails: Exception | None = None) -> Any:
    async def read() -> bytes:
        if fails:
            raise fails
        return b"x" * size

    return SimpleNamespace(size=size, read=read)


def refused(status: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(response, None)


async def test_a_file_is_read_up_to_its_limit() -> None:
    assert await attached(file(10), 10) == b"x" * 10


async def test_a_larger_file_is_refused_unread() -> None:
    with pytest.raises(LimitError) as error:
        await attached(file(11, fails=AssertionError("it was read")), 10)
    assert error.value.facts == {"size": 11, "limit": 10}


@pytest.mark.parametrize("fails", [refused(404), refused(503), aiohttp.ClientError(), TimeoutError()])
async def test_a_file_that_discord_does_not_hand_out_is_its_affair(fails: Exception) -> None:
    with pytest.raises(UnavailableError) as error:
        await attached(file(1, fails=fails), 10)
    assert error.value.reason == "file-away"


def acting(**facts: Any) -> Any:
    """An interaction of which this much is known."""
    usual = {"guild_id": 1, "channel_id": 2, "channel": None, "permissions": discord.Permissions.none()}
    return SimpleNamespace(**(usual | {"user": SimpleNamespace(id=9)} | facts))


def thread(parent: int) -> discord.Thread:
    made = discord.Thread.__new__(discord.Thread)
    made.parent_id = parent
    return made


def test_a_thread_goes_with_the_channel_that_it_hangs_under() -> None:
    assert (place(acting(channel=thread(5))).channel, place(acting(channel=thread(5))).whole) == (2, 5)
    assert place(acting()).whole == 2


def test_roles_come_with_a_member_and_there_are_none_in_a_direct_message() -> None:
    member = discord.Member.__new__(discord.Member)
    member._roles = SnowflakeList([7])  # pyright: ignore[reportPrivateUsage] -- a member without a gateway
    member.guild = cast(Any, SimpleNamespace(get_role={7: Role(7)}.get, default_role=Role(1)))
    assert roles(member) == {1, 7}
    assert roles(acting().user) == frozenset()


class Role:
    """A role that can be sorted, as discord.py sorts a member's."""

    def __init__(self, number: int) -> None:
        self.id = number

    def __lt__(self, other: Role) -> bool:
        return self.id < other.id


@pytest.mark.parametrize(
    ("held", "may"),
    [({"manage_guild": True}, True), ({"administrator": True}, True), ({"manage_channels": True}, False), ({}, False)],
)
def test_who_may_manage_the_server_is_what_discord_says_now(held: dict[str, bool], may: bool) -> None:
    found = admin(acting(permissions=discord.Permissions(**held)))
    assert (found.user, found.may_manage) == (9, may)


def test_a_direct_message_has_no_server() -> None:
    assert server(acting()) == 1
    with pytest.raises(RuleError, match="servers-only"):
        server(acting(guild_id=None))
