"""The guided tour goes on when things have really happened, waits where it was left, and stands in nobody's way."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page.conftest import READY_S, ROOT, watch_for_trouble
from tests.sandbox.page.screens import SCREENS, be, keep, press, write

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from playwright.async_api import Browser, Locator, Page

VISITS = count(1)
RING = """() => {
    const ring = document.querySelector(".tour-ring");
    if (!ring || ring.hidden) return null;
    const { left, top, width, height } = ring.getBoundingClientRect();
    const under = document.elementFromPoint(left + width / 2, top + height / 2);
    return under?.closest("button, a, [role=option], .composer-box")?.textContent.trim() ?? "";
}"""
COVERED = """() => {
    const tour = document.querySelector("#tour").getBoundingClientRect();
    const parts = [...document.querySelectorAll("#bar, #log, #composer, #banner")];
    return parts.filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect())
        .some((box) => box.height && box.top < tour.bottom - 1 && box.bottom > tour.top + 1);
}"""


@pytest.fixture(scope="session")
async def inn() -> AsyncIterator[Sandbox]:
    """A sandbox of its own, with the bot whose commands the tour knows."""
    async with Sandbox(shards=2, guilds=1, rate_limits=False) as opened:
        environment = os.environ | {"BASE": opened.base_url, "TOKEN": opened.token}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.sandbox.page.innkeeper"),
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), READY_S) == b"ready\n"
        yield opened
        process.terminate()
        await process.wait()


@pytest.fixture
def visit(browser: Browser, inn: Sandbox) -> Callable[..., Any]:
    """Opens the inn's page as a newcomer does, in a channel that no other test has used."""

    @asynccontextmanager
    async def opened(screen: str = "desktop", **options: Any) -> AsyncGenerator[Page]:
        guild = next(iter(inn.world.guilds.values()))
        context = await browser.new_context(**SCREENS[screen], **options)
        channel = inn.world.add_channel(guild, f"visit-{next(VISITS)}")
        page = await context.new_page()
        troubles = watch_for_trouble(page, inn.base_url)
        await page.goto(inn.page_url)
        await page.evaluate("(id) => import('./js/session.js').then(({ goTo }) => goTo(id))", channel.id)
        await page.locator(".beginning").wait_for(state="attached")
        try:
            yield page
        finally:
            await context.close()
        assert troubles == []

    return opened


def tour(page: Page) -> Locator:
    return page.get_by_role("region", name="Guided tour")


async def at(page: Page, title: str) -> None:
    await expect(tour(page).get_by_role("heading")).to_have_text(title)


async def ringed(page: Page, text: str) -> None:
    """Wait until the ring stands around a control that reads so."""
    await page.wait_for_function(f"(text) => (({RING})() ?? '').includes(text)", arg=text)


async def open_join_roll(page: Page) -> None:
    await write(page, "/table open ")
    await at(page, "Join as somebody else")
    await be(page, "Bob")
    await press(page.get_by_role("button", name="Join", exact=True))
    await at(page, "Roll 4d6kh3")
    await write(page, "/roll 4d6kh3")
    await at(page, "Open the permalink")


async def look_and_break(page: Page) -> None:
    await press(page.get_by_role("button", name="Workbench", exact=True))
    await ringed(page, "POST")
    await press(page.locator('.record[data-side="rest"] .record-line').last)
    await at(page, "Break something")
    await ringed(page, "Faults")
    await press(page.get_by_role("tab", name="Faults"))
    await ringed(page, "Close the gateway")
    await press(page.get_by_role("button", name="Close the gateway"))


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_tour_is_walked_to_its_end(visit: Callable[..., Any], screen: str) -> None:
    async with visit(screen) as page:
        await at(page, "Open a table")
        await expect(tour(page)).to_contain_text("Step 1 of 6")
        await keep(page, f"tour-1-{screen}")
        await open_join_roll(page)
        await ringed(page, "Permalink")
        await keep(page, f"tour-4-{screen}")
        async with page.context.expect_page() as shown:
            await press(page.get_by_role("link", name="Permalink"))
        await (await shown.value).close()
        await at(page, "Look at the traffic")
        await look_and_break(page)
        await at(page, "That was the tour")
        await keep(page, f"tour-end-{screen}")
        await press(page.get_by_role("button", name="Close the tour"))
        await expect(tour(page)).to_be_hidden()


async def test_a_click_alone_does_not_end_a_step(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        await at(page, "Open a table")
        await page.get_by_role("button", name="Show me").click()
        await expect(page.locator("[data-composer]")).to_be_focused()
        await page.keyboard.type("/table open")
        await ringed(page, "/table open")
        await at(page, "Open a table")


async def test_the_words_follow_what_was_done(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        await write(page, "/table open ")
        await expect(tour(page)).to_contain_text("Be Bob now")
        await be(page, "Carol")
        await expect(tour(page)).to_contain_text("You are Carol. Press Join")
        await ringed(page, "Join")
        await expect(tour(page).get_by_role("status")).to_contain_text("You are Carol")


async def test_the_tour_is_taken_up_where_it_was_left(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        await write(page, "/table open ")
        await at(page, "Join as somebody else")
        await page.reload()
        await at(page, "Join as somebody else")

        await page.get_by_role("button", name="End the tour").click()
        await expect(tour(page)).to_be_hidden()
        await expect(page.locator("[data-composer]")).to_be_focused()
        await page.reload()
        await page.locator(".beginning").wait_for(state="attached")
        await expect(tour(page)).to_be_hidden()

        await page.get_by_role("button", name="Guided tour").click()
        await at(page, "Join as somebody else")
        await expect(page.get_by_role("button", name="Show me")).to_be_focused()


async def test_a_step_can_be_skipped(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        for title in ("Open a table", "Join as somebody else", "Roll 4d6kh3"):
            await at(page, title)
            await page.get_by_role("button", name="Skip step").press("Enter")
        await at(page, "Look at the traffic")  # without a roll there is no permalink to open
        await expect(page.get_by_role("button", name="Skip step")).to_be_focused()


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_tour_covers_nothing(visit: Callable[..., Any], screen: str) -> None:
    async with visit(screen) as page:
        await at(page, "Open a table")
        assert await page.evaluate(COVERED) is False
        await press(page.get_by_role("button", name="Workbench", exact=True))
        assert await page.evaluate(COVERED) is False


async def test_steps_whose_commands_are_missing_are_left_out(window: Callable[..., Any]) -> None:
    """The showcase opens tables and rolls, but has no way to join, and its rolls carry no link."""
    async with window() as page:
        await expect(tour(page)).to_be_hidden()
        await page.get_by_role("button", name="Guided tour").click()
        await expect(tour(page)).to_contain_text("Step 1 of 5")
        await page.get_by_role("button", name="Skip step").click()
        await at(page, "Roll 4d6kh3")
        await write(page, "/roll 4d6kh3")
        await at(page, "Look at the traffic")
