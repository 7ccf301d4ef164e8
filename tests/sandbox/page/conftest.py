"""One sandbox, one bot and one browser for all tests here; a guild and a window of its own for each test.

A window is a page as one user sees it. Whatever goes wrong in it (an error, a complaint of the browser, a request that
leaves the sandbox) fails the test, whatever the test itself was about.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.administration import members
from bot.sandbox.administration.hand import Hand
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.server import Sandbox
from tests.browser import open_browser
from tests.sandbox.page.bots import playing
from tests.sandbox.page.windows import Windows

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from playwright.async_api import Browser, Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild

BLANK = "icon.svg"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox that fails the run if it was asked for what it does not have."""
    async with Sandbox(shards=1, guilds=1, rate_limits=False) as opened:
        yield opened
        assert opened.gaps == []


@pytest.fixture(scope="session")
async def client(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(sandbox.page_url) as opened:
        yield opened


@pytest.fixture(scope="session")
async def showcase(sandbox: Sandbox) -> AsyncIterator[None]:
    """The bot, with its commands registered."""
    async with playing("tests.sandbox.page.showcase", sandbox):
        yield


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def channels() -> list[Any]:
    """The channels of the test's guild."""
    return ["general", "tavern"]


@pytest.fixture
async def guild(
    client: SandboxClient, sandbox: Sandbox, showcase: None, channels: list[Any], request: pytest.FixtureRequest
) -> AsyncIterator[Guild]:
    """A guild of this test alone. All leave it in the end: a page draws every guild that its user is in."""
    name = request.node.name[:90]
    made = await client.make_guild(name, members=["alice", "bob"], channels=channels)
    yield made
    realm, guild = sandbox.realm, sandbox.world.guild(made.id)
    for member in tuple(guild.members.values()):
        if not member.user.bot:
            members.remove(Hand(realm.world, realm.bus, member.user.id), guild, member)


@pytest.fixture
def alice(client: SandboxClient, guild: Guild) -> Person:
    return client.user("alice", guild)


@pytest.fixture
def bob(client: SandboxClient, guild: Guild) -> Person:
    return client.user("bob", guild)


@pytest.fixture
def window(browser: Browser, windows: Windows, sandbox: Sandbox, guild: Guild) -> Callable[..., Any]:
    """Opens a window: ``async with window("bob", channel="tavern") as page``.

    Further arguments go to the browser's context (viewport, colour scheme); `gate` stands in the way of live events.
    """

    @asynccontextmanager
    async def opened(
        user: str = "alice", channel: str = "general", *, gate: Any = None, **options: Any
    ) -> AsyncGenerator[Page]:
        # What stands between a page and its live events cannot be taken away again: such a window is for one test.
        kept = windows if gate is None else Windows(browser)
        async with kept.lend(sandbox.base_url, f"{sandbox.page_url}{BLANK}", **(DESKTOP | options)) as page:
            if gate is not None:
                await page.route_web_socket("**/api/events?*", gate.pass_through)
            await page.goto(f"{sandbox.page_url}#{guild.members[user]}/{guild.channels[channel]}")
            await page.locator("[data-composer]").wait_for()
            await page.locator(".beginning").wait_for(state="attached")
            yield page

    return opened


@pytest.fixture
async def page(window: Callable[..., Any]) -> AsyncIterator[Page]:
    """Alice's window on the first channel."""
    async with window() as opened:
        yield opened
