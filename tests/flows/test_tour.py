"""The guided tour leads a newcomer through the real bot, on a phone and on a desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import open_browser
from tests.flows.test_play import playing
from tests.sandbox.page.screens import SCREENS, keep, press
from tests.sandbox.page.touring import at, look_and_break, open_join_roll, open_permalink, ringed
from tests.sandbox.page.windows import Window
from tests.services import open_folder

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

PLACES = {"desktop": "general", "phone": "table"}
"""Each screen plays in a channel of its own: what one has opened is there for the other too."""


async def go_to(page: Page, channel: str) -> None:
    channels = page.get_by_role("navigation", name="Channels")
    if not await channels.is_visible():
        await press(page.get_by_role("button", name="Channels and users"))
    await press(channels.get_by_role("button", name=channel, exact=True))


async def walk(browser: Browser, url: str, screen: str) -> list[str]:
    """Take every step; whatever went wrong in the page meanwhile."""
    context = await browser.new_context(**SCREENS[screen])
    page = await context.new_page()
    window = Window(page)
    window.watch(url.split("/s/")[0])
    await page.goto(url)
    await page.get_by_role("region", name="Guided tour").wait_for()
    await go_to(page, PLACES[screen])
    await open_join_roll(page)
    await ringed(page, "Permalink")
    await keep(page, f"play-roll-{screen}")
    await open_permalink(page)
    await look_and_break(page)
    await at(page, "That was the tour")
    await keep(page, f"play-end-{screen}")
    await context.close()
    return window.troubles


@pytest.mark.timeout(240)
async def test_the_tour_leads_through_the_real_bot() -> None:
    with open_folder() as folder:
        async with playing(folder, TABLES_PER_5_MIN="10") as (url, _), open_browser() as browser:
            for screen in SCREENS:
                assert await walk(browser, url, screen) == []
