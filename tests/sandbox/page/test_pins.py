"""Pinned messages: the list of a channel's, going to one however far back, unpinning; and who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, keep, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Locator, Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild

LONG_AGO = 120
"""More messages than two pages hold."""


async def open_pins(page: Page, screen: str = "desktop") -> Locator:
    if screen == "phone":
        await press(page.get_by_role("button", name="More", exact=True))
        await press(page.get_by_role("menuitem", name="Pinned messages"))
    else:
        await page.get_by_role("button", name="Pinned messages").click()
    return page.get_by_role("dialog", name="Pinned messages")


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_pin_leads_to_its_message_however_old_it_is(
    window: Callable[..., Any], guild: Guild, alice: Person, bob: Person, screen: str
) -> None:
    first = await bob.say("general", "The **password** is swordfish")
    await alice.pin(first)
    await alice.pin((await alice.slash("general", "card")).answer)
    for number in range(LONG_AGO):
        await bob.say("general", f"line {number}")
    async with window(channel="tavern", **SCREENS[screen]) as page:
        await page.evaluate("(to) => { location.hash = to }", f"{guild.members['alice']}/{first.channel_id}")
        await page.get_by_text(f"line {LONG_AGO - 1}", exact=True).wait_for()
        assert await page.locator(f"#message-{first.id}").count() == 0
        pins = await open_pins(page, screen)
        await expect(pins.get_by_role("listitem")).to_contain_text(["Table EMBER-1234", "The password is swordfish"])
        await expect(pins.locator("strong", has_text="password")).to_be_visible()
        await keep(page, f"pins-{screen}")
        await press(pins.get_by_role("listitem").filter(has_text="swordfish").get_by_role("button", name="Jump"))
        await expect(pins).to_have_count(0)
        await expect(page.locator(f"#message-{first.id}")).to_be_focused()
        await expect(page.locator(f"#message-{first.id}")).to_be_in_viewport()


async def test_pins_come_and_go_while_they_are_looked_at(page: Page, alice: Person, bob: Person) -> None:
    pins = await open_pins(page)
    await expect(pins).to_contain_text("Nothing is pinned here yet.")
    said = await bob.say("general", "Rule one")
    await alice.pin(said)
    await expect(pins.get_by_role("listitem")).to_contain_text(["Rule one"])
    await bob.edit(said, "Rule two")
    await expect(pins.get_by_role("listitem")).to_contain_text(["Rule two"])
    await pins.get_by_role("button", name="Unpin").click()
    await expect(pins).to_contain_text("Nothing is pinned here yet.")
    assert (await alice.messages("general"))[0].raw["pinned"] is False
    await page.keyboard.press("Escape")
    await expect(pins).to_have_count(0)
    await expect(page.get_by_role("button", name="Pinned messages")).to_be_focused()


async def test_who_may_not_pin_reads_only(window: Callable[..., Any], alice: Person) -> None:
    await alice.pin(await alice.say("general", "Rule one"))
    async with window("bob") as page:
        pins = await open_pins(page)
        await expect(pins.get_by_role("button", name="Jump")).to_be_visible()
        await expect(pins.get_by_role("button", name="Unpin")).to_have_count(0)


async def test_what_a_line_of_the_system_is_about_is_one_press_away(page: Page, alice: Person) -> None:
    said = await alice.say("general", "Rule one")
    await alice.pin(said)
    line = page.locator(".message.system", has_text="pinned a message")
    await expect(line).not_to_contain_text("is gone")
    await line.get_by_role("button", name="See it").click()
    await expect(page.locator(f"#message-{said.id}")).to_be_focused()
