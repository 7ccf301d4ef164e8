"""The two screens on which the page is walked, and where their pictures go: ``SCREENSHOTS=folder``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

KEPT = Path(os.environ["SCREENSHOTS"]) if "SCREENSHOTS" in os.environ else None

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}


async def keep(page: Page, name: str) -> None:
    """Take a picture, where pictures are wanted."""
    if KEPT is not None:
        await page.screenshot(path=KEPT / f"{name}.png", animations="disabled")


async def press(control: Locator) -> None:
    """Press as the screen is pressed: with a finger on a phone, with a mouse elsewhere."""
    touch = await control.evaluate("() => matchMedia('(pointer: coarse)').matches")
    await (control.tap() if touch else control.click())


async def write(page: Page, text: str) -> None:
    """Type into the composer and send."""
    await page.locator("[data-composer]").focus()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def be(page: Page, name: str) -> None:
    """Become somebody else, as that is done on this screen."""
    face = page.get_by_role("button", name=f"Be {name}", exact=True)
    if not await face.is_visible():
        await press(page.get_by_role("button", name="Switch user"))
        face = page.get_by_role("group", name="Switch user").get_by_role("button", name=name)
    await press(face)
