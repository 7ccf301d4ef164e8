"""The guided tour goes on when things have really happened, waits where it was left, and stands in nobody's way."""

from __future__ import annotations

from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page.bots import playing
from tests.sandbox.page.conftest import BLANK
from tests.sandbox.page.screens import SCREENS, be, keep, press, write
from tests.sandbox.page.touring import at, look_and_break, open_join_roll, open_permalink, ringed, tour

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from playwright.async_api import Page

    from tests.sandbox.page.windows import Windows

VISITS = count(1)
COVERED = """() => {
    const tour = document.querySelector("#tour").getBoundingClientRect();
    const parts = [...document.querySelectorAll("#bar, #log, #composer, #banner")];
    return parts.filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect())
        .some((box) => box.height && box.top < tour.bottom - 1 && box.bottom > tour.top + 1);
}"""


@pytest.fixture(scope="session")
async def inn() -> AsyncIterator[Sandbox]:
    """A sandbox of its own, with the bot whose commands the tour knows."""
    async with (
        Sandbox(shards=2, guilds=1, rate_limits=False) as opened,
        playing("tests.sandbox.page.innkeeper", opened),
    ):
        yield opened


@pytest.fixture
def visit(windows: Windows, inn: Sandbox) -> Callable[..., Any]:
    """Opens the inn's page as a newcomer does, in a channel that no other test has used."""

    @asynccontextmanager
    async def opened(screen: str = "desktop", **options: Any) -> AsyncGenerator[Page]:
        guild = next(iter(inn.world.guilds.values()))
        channel = inn.world.add_channel(guild, f"visit-{next(VISITS)}")
        async with windows.lend(inn.base_url, f"{inn.page_url}{BLANK}", **SCREENS[screen], **options) as page:
            await page.goto(inn.page_url)
            await page.locator(f'[data-place="{channel.id}"]').wait_for(state="attached")
            await page.evaluate("(to) => { location.hash = to }", f"{guild.owner_id}/{channel.id}")
            await page.locator(f'[data-place="{channel.id}"][aria-current]').wait_for(state="attached")
            await page.locator(".beginning").wait_for(state="attached")
            yield page

    return opened


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_tour_is_walked_to_its_end(visit: Callable[..., Any], screen: str) -> None:
    async with visit(screen) as page:
        await at(page, "Open a table")
        await expect(tour(page)).to_contain_text("Step 1 of 6")
        await keep(page, f"tour-1-{screen}")
        await open_join_roll(page)
        await ringed(page, "Permalink")
        await keep(page, f"tour-4-{screen}")
        await open_permalink(page)
        await look_and_break(page)
        await at(page, "That was the tour")
        await keep(page, f"tour-end-{screen}")
        await press(page.get_by_role("button", name="Close the tour"))
        await expect(tour(page)).to_be_hidden()


async def test_who_begins_anew_finds_the_steps_that_are_done(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        await open_join_roll(page)
        await page.evaluate("() => localStorage.removeItem('sandbox-tour')")
        await page.reload()
        await page.get_by_role("button", name="Guided tour").click()
        await at(page, "Roll 4d6kh3")


async def test_a_click_alone_does_not_end_a_step(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        await at(page, "Open a table")
        await page.get_by_role("button", name="Show me").click()
        await expect(page.locator("[data-composer]")).to_be_focused()
        await page.keyboard.type("/table open")
        await ringed(page, "/table open")
        await at(page, "Open a table")


async def test_the_ring_is_around_the_command_that_is_meant(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        await page.locator("[data-composer]").focus()
        await page.keyboard.type("/table")
        await expect(page.get_by_role("option").first).to_contain_text("/table join")
        await ringed(page, "/table open")


async def test_the_way_back_to_the_table_is_shown(visit: Callable[..., Any]) -> None:
    async with visit("phone") as page:
        await write(page, "/table open ")
        await at(page, "Join as somebody else")
        await press(page.get_by_role("button", name="Channels and users"))
        await press(page.get_by_role("navigation", name="Channels").get_by_role("button", name="dice"))
        await expect(tour(page)).to_contain_text("The table stands in #visit-")
        await write(page, "/table open ")
        await expect(tour(page)).to_contain_text("Be Bob now")


async def test_another_sandbox_knows_nothing_of_what_was_done_here(visit: Callable[..., Any]) -> None:
    async with visit() as page:
        for _ in range(2):
            await page.get_by_role("button", name="Skip step").click()
        await at(page, "Roll 4d6kh3")
        await page.evaluate(
            "() => { localStorage['sandbox-tour'] = localStorage['sandbox-tour'].replace(location.pathname, '/s/x/'); }"
        )
        await page.reload()
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
