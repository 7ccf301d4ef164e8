"""Several people side by side: a column each, every one of them the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import FrameLocator, Page

    from bot.sandbox.client.person import Person


def column(page: Page, name: str) -> FrameLocator:
    return page.frame_locator(f'iframe[title^="The page as {name} "]')


async def test_two_people_talk_in_one_window_and_a_third_joins_them(
    window: Callable[..., Any], alice: Person, bob: Person
) -> None:
    async with window("alice") as page:
        await page.get_by_role("link", name="Side by side").click()
        for name in ("Alice", "Bob"):
            await column(page, name).locator("[data-composer]").wait_for()
        await column(page, "Bob").locator("[data-composer]").fill("hello from Bob")
        await column(page, "Bob").locator("[data-composer]").press("Enter")
        await column(page, "Alice").locator(".message", has_text="hello from Bob").wait_for()
        await page.get_by_role("button", name="Close Bob").click()
        assert await page.locator("iframe").count() == 1
        await page.get_by_role("button", name="Add Bob").click()
        await column(page, "Bob").locator(".message", has_text="hello from Bob").wait_for()
        await page.reload()
        for name in ("Alice", "Bob"):
            await column(page, name).locator("[data-composer]").wait_for()
        await page.get_by_role("link", name="One at a time").click()
        await page.locator("#users").wait_for()
