"""An evening in short, on a phone and on a desktop: a form, a menu to choose from, a context menu, a file, a mishap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, be, keep, press, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import FilePayload, Locator, Page

    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person

MAP: FilePayload = {"name": "map.txt", "mimeType": "text/plain", "buffer": b"here be dragons"}


@pytest.fixture(params=SCREENS)
async def evening(
    request: pytest.FixtureRequest, window: Callable[..., Any], client: SandboxClient
) -> AsyncIterator[tuple[Page, str]]:
    async with window(**SCREENS[request.param]) as page:
        yield page, request.param
    await client.clear_faults()


def said(page: Page, text: str) -> Locator:
    return page.locator(".message .content", has_text=text)


async def open_menu(message: Locator, screen: str) -> None:
    """Open the menu of a message: the other button of a mouse, or what a browser makes of a finger that stays."""
    if screen == "desktop":
        await message.click(button="right")
    else:
        await message.dispatch_event("contextmenu", {"button": 2, "clientX": 60, "clientY": 300, "bubbles": True})


async def test_an_evening(evening: tuple[Page, str], alice: Person) -> None:
    page, screen = evening
    await write(page, "/panel ")

    await press(page.get_by_role("button", name="Name a hero"))
    form = page.get_by_role("dialog", name="Name your hero")
    await form.get_by_label("Name", exact=False).first.fill("Thokk")
    await press(form.get_by_role("button", name="Choose a class"))
    await press(page.get_by_role("option", name="Bard"))
    await press(form.get_by_text("2024"))
    await keep(page, f"walk-form-{screen}")
    await press(form.get_by_role("button", name="Submit"))
    await expect(form).to_have_count(0)
    await expect(said(page, "Thokk |  | Bard | 2024")).to_be_visible()

    await press(page.get_by_role("button", name="Class"))
    await press(page.get_by_role("option", name="Rogue"))
    await expect(said(page, "class Rogue")).to_be_visible()

    await open_menu(page.locator(".message", has_text="class Rogue"), screen)
    await keep(page, f"walk-menu-{screen}")
    await press(page.get_by_role("menuitem", name="Quote"))
    await expect(page.locator("blockquote", has_text="class Rogue")).to_be_visible()

    await page.locator("[data-composer]").focus()
    await page.keyboard.type("/upload ")
    await page.locator("#composer .option input[type=file]").set_input_files(MAP)
    await press(page.get_by_role("button", name="Send", exact=True))
    await expect(said(page, "map.txt: 15 bytes")).to_be_visible()

    await be(page, "Bob")
    await press(page.get_by_role("button", name="Workbench", exact=True))
    await press(page.get_by_role("tab", name="Faults"))
    await press(page.get_by_role("button", name="Next command lost"))
    await write(page, "/roll 4d6kh3")
    await expect(page.get_by_text("The application did not respond")).to_be_visible()
    await keep(page, f"walk-fault-{screen}")
    await write(page, "/roll 4d6kh3")
    await expect(said(page, "4d6kh3 against None")).to_be_visible()
    await keep(page, f"walk-after-{screen}")
    assert "4d6kh3" in (await alice.messages("general"))[-1].content
