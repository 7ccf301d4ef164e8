"""Buttons, selects and forms of messages do what they do in Discord, and say so at their own place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person


@pytest.fixture
async def panel(page: Page, alice: Person) -> Locator:
    """The message that has every kind of button and select."""
    await alice.slash("general", "panel")
    found = page.locator(".message", has=page.get_by_role("button", name="Roll"))
    await expect(found).to_be_visible()
    return found


def answer(page: Page, text: str) -> Any:
    return page.locator(".message .content", has_text=text)


async def test_a_button_changes_its_message_and_keeps_the_focus(panel: Locator) -> None:
    button = panel.get_by_role("button", name="Roll")
    await button.focus()
    await button.press("Enter")

    await expect(panel).to_contain_text("rolled 17")
    await expect(panel).to_contain_text("(edited)")
    await expect(button).to_be_focused()


async def test_a_link_button_opens_its_address_in_a_new_tab(panel: Locator) -> None:
    link = panel.get_by_role("link", name="Permalink")

    await expect(link).to_have_attribute("href", "http://127.0.0.1:1/roll/1")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_disabled_button_stays_so(panel: Locator) -> None:
    await expect(panel.get_by_role("button", name="Never")).to_be_disabled()


async def test_an_answer_that_does_not_come_is_told_at_the_message(panel: Locator, client: SandboxClient) -> None:
    await panel.get_by_role("button", name="Silent").click()
    await expect(panel).to_have_attribute("aria-busy", "true")

    await client.advance(3)

    await expect(panel.get_by_role("alert")).to_have_text("The application did not respond")
    await expect(panel).not_to_have_attribute("aria-busy", "true")
    await panel.get_by_role("button", name="Roll").click()
    await expect(panel.get_by_role("alert")).to_have_count(0)


async def test_a_command_that_is_not_answered_leaves_a_note_that_can_be_dismissed(
    page: Page, client: SandboxClient
) -> None:
    await page.locator("[data-composer]").fill("/silent ")
    await page.keyboard.press("Enter")
    note = page.locator(".message", has_text="used /silent")
    await expect(note).to_contain_text("Sending command…")

    await client.advance(3)

    await expect(note).to_contain_text("The application did not respond")
    await note.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_have_count(0)


async def test_an_application_that_thinks_is_shown_thinking(page: Page, alice: Person) -> None:
    await alice.slash("general", "slow")

    await expect(page.locator(".message .thinking")).to_have_text("everquill is thinking…")


async def test_a_select_is_used_with_the_keyboard(page: Page, panel: Locator) -> None:
    select = panel.get_by_role("button", name="Class")
    await select.press("Enter")
    choices = page.get_by_role("listbox", name="Class")
    await expect(choices.get_by_role("option")).to_have_count(2)

    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    await expect(answer(page, "class Bard")).to_be_visible()
    await expect(panel.locator("button.select").first).to_contain_text("Bard")
    await expect(panel.locator("button.select").first).to_be_focused()


async def test_several_users_are_searched_and_chosen(page: Page, panel: Locator) -> None:
    await panel.get_by_role("button", name="Foes").click()
    search = page.get_by_role("combobox", name="Search: Foes")
    await search.fill("bo")
    await expect(page.get_by_role("option")).to_have_count(1)
    await search.press("Enter")
    await search.fill("ali")
    await expect(page.get_by_role("option")).to_have_count(1)
    await search.press("Enter")
    await expect(page.locator(".choices-footer")).to_contain_text("2 chosen")

    await page.get_by_role("button", name="Done").click()

    await expect(answer(page, "foes alice bob")).to_be_visible()


async def test_escape_leaves_a_select_as_it_was(page: Page, panel: Locator) -> None:
    await panel.get_by_role("button", name="Foes").click()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("listbox")).to_have_count(0)
    await expect(panel.get_by_role("button", name="Foes")).to_be_focused()
    await expect(page.locator(".message")).to_have_count(1)


async def test_a_form_is_filled_and_handed_in_with_the_keyboard(page: Page, panel: Locator) -> None:
    await panel.get_by_role("button", name="Name a hero").press("Enter")
    form = page.get_by_role("dialog", name="Name your hero")
    await expect(form.get_by_label("Name", exact=False).first).to_be_focused()

    await page.keyboard.type("Thokk")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Born in fire.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.get_by_role("option", name="Bard").press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await form.get_by_role("button", name="Submit").press("Enter")

    await expect(answer(page, "Thokk | Born in fire. | Rogue | 2014")).to_be_visible()
    await expect(form).to_have_count(0)
    await expect(panel.get_by_role("button", name="Name a hero")).to_be_focused()


async def test_a_form_says_what_is_missing_and_sends_nothing(page: Page, panel: Locator) -> None:
    await panel.get_by_role("button", name="Name a hero").click()
    form = page.get_by_role("dialog")
    await form.locator("textarea").fill("shy")
    await form.get_by_role("button", name="Submit").click()

    problems = form.locator(".field-error:not(:empty)")
    await expect(problems).to_have_text(
        ["This is required.", "Write at least 5 characters; there are 3.", "Choose something.", "Choose something."]
    )
    await expect(form.locator("input").first).to_be_focused()


async def test_the_focus_stays_in_a_form_until_it_is_left(page: Page, panel: Locator) -> None:
    await panel.get_by_role("button", name="Name a hero").click()
    await expect(page.get_by_role("dialog").locator("input").first).to_be_focused()
    inside = "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
    for _ in range(16):
        await page.keyboard.press("Tab")
        assert await page.evaluate(inside)

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(panel.get_by_role("button", name="Name a hero")).to_be_focused()


async def test_ticks_users_and_files_of_a_form_are_handed_in(page: Page) -> None:
    await page.locator("[data-composer]").fill("/settings ")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Settings")
    await form.get_by_label("Quick table").check()
    await form.get_by_label("Feats").check()
    await form.locator("button.select").click()
    await page.get_by_role("option", name="Bob").click()
    await form.get_by_label("Map").set_input_files(
        {"name": "map.txt", "mimeType": "text/plain", "buffer": b"here be dragons"}
    )

    await form.get_by_role("button", name="Submit").click()

    await expect(answer(page, "True | feats | bob | map.txt")).to_be_visible()


async def test_a_reaction_is_shared_and_taken_back(page: Page, alice: Person, bob: Person) -> None:
    said = await alice.say("general", "well rolled")
    await bob.react(said, "🎲")
    chip = page.get_by_role("button", name="🎲, 1")
    await expect(chip).to_have_attribute("aria-pressed", "false")

    await chip.click()
    await expect(page.get_by_role("button", name="🎲, 2")).to_have_attribute("aria-pressed", "true")

    await page.get_by_role("button", name="🎲, 2").click()
    await expect(chip).to_be_visible()
