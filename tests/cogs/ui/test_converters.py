"""Files that people give with a command: read within bounds, and a failure that is Discord's own is said to be."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from cogs.ui.converters import attached
from core.errors import LimitError, UnavailableError


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
