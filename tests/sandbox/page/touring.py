"""The steps of the guided tour, taken as a newcomer takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.sandbox.page.screens import be, press, write

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

RING = """() => {
    const ring = document.querySelector(".tour-ring");
    if (!ring || ring.hidden) return null;
    const { left, top, width, height } = ring.getBoundingClientRect();
    const under = document.elementFromPoint(left + width / 2, top + height / 2);
    return under?.closest("button, a, [role=option], .composer-box")?.textContent.trim() ?? "";
}"""


def tour(page: Page) -> Locator:
    return page.get_by_role("region", name="Guided tour")


async def at(page: Page, title: str) -> None:
    await expect(tour(page).get_by_role("heading")).to_have_text(title)


async def ringed(page: Page, text: str) -> None:
    """Wait until the ring stands around a control that reads so."""
    await page.wait_for_function(f"(text) => ({RING})()?.includes(text) ?? false", arg=text)


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
    await expect(tour(page)).to_contain_text("Press a line")
    await ringed(page, "")
    await press(page.locator('.record[data-side="rest"] .record-line').last)
    await at(page, "Break something")
    await ringed(page, "Faults")
    await press(page.get_by_role("tab", name="Faults"))
    await ringed(page, "Close the gateway")
    await press(page.get_by_role("button", name="Close the gateway"))


async def open_permalink(page: Page) -> None:
    async with page.context.expect_page() as shown:
        await press(page.get_by_role("link", name="Permalink").last)
    await (await shown.value).close()
    await at(page, "Look at the traffic")
