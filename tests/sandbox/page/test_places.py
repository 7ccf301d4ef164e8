"""Places as a person uses them: threads from messages and without, forums, forwards, the menu of a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page

    from bot.sandbox.client.person import Person


@pytest.fixture
def channels() -> list[Any]:
    """There is a forum, too."""
    return ["general", "tavern", {"name": "rumours", "type": "forum"}]


async def place_menu(page: Page, channel: str, entry: str) -> None:
    await page.locator(".channel", has_text=channel).first.click(button="right")
    await page.get_by_role("menuitem", name=entry).click()


async def fill_in(page: Page, action: str, **texts: str) -> None:
    for label, text in texts.items():
        await page.get_by_label(label, exact=True).fill(text)
    await page.get_by_role("button", name=action, exact=True).click()


async def test_a_thread_starts_from_a_message_and_both_talk_in_it(
    window: Callable[..., Any], alice: Person, bob: Person
) -> None:
    await bob.say("general", "a noise in the cellar")
    async with window("alice") as page:
        await page.locator(".message", has_text="a noise").last.click(button="right")
        await page.get_by_role("menuitem", name="Create thread").click()
        await fill_in(page, "Start thread", Name="The cellar")
        await page.locator(".channel.thread[aria-current]", has_text="The cellar").wait_for()
        await page.locator("[data-composer]").fill("I go down")
        await page.keyboard.press("Enter")
        await page.locator(".message", has_text="I go down").wait_for()
    async with window("bob") as page:
        await page.locator(".channel.thread", has_text="The cellar").click()
        await page.locator(".message", has_text="I go down").wait_for()


async def test_a_thread_is_joined_closed_and_deleted_from_its_menu(window: Callable[..., Any], alice: Person) -> None:
    async with window("alice") as page:
        await place_menu(page, "general", "New thread")
        await fill_in(page, "Start thread", Name="")
        await page.get_by_text("Name is needed.").wait_for()
        await fill_in(page, "Start thread", Name="Loot")
        thread = page.locator(".channel.thread", has_text="Loot")
        await thread.wait_for()
        await place_menu(page, "Loot", "Leave thread")
        await page.locator(".channel.thread:not(.joined)", has_text="Loot").wait_for()
        await place_menu(page, "Loot", "Join thread")
        await page.locator(".channel.thread.joined", has_text="Loot").wait_for()
        await place_menu(page, "Loot", "Close thread")
        await thread.wait_for(state="detached")


async def test_a_forum_shows_its_posts_and_takes_another(
    window: Callable[..., Any], alice: Person, bob: Person
) -> None:
    await bob.post("rumours", "Wolves", "They come closer.")
    async with window("alice") as page:
        await page.locator(".channel", has_text="rumours").click()
        await page.locator(".forum-post", has_text="Wolves").wait_for()
        assert await page.locator("[data-composer]").is_disabled()
        await page.get_by_role("button", name="New post").click()
        await fill_in(page, "Post", Title="The old mill", Message="Lights at night.")
        await page.locator(".message", has_text="Lights at night.").wait_for()
        await page.locator(".channel", has_text="rumours").first.click()
        assert await page.locator(".forum-post").count() == 2
        await page.locator(".forum-post", has_text="Wolves").get_by_role("button").click()
        await page.locator(".message", has_text="They come closer.").wait_for()


async def test_a_message_is_forwarded_to_another_channel(window: Callable[..., Any], alice: Person) -> None:
    await alice.say("general", "the password is swordfish")
    async with window("alice") as page:
        await page.locator(".message", has_text="swordfish").last.click(button="right")
        await page.get_by_role("menuitem", name="Forward").click()
        await page.get_by_role("menuitem", name="#tavern").click()
        await alice.until(lambda m: bool(m.raw.get("message_snapshots")), "tavern")
        await page.locator(".channel", has_text="tavern").click()
        await page.locator(".message", has_text="swordfish").wait_for()
