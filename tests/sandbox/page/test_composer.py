"""Commands and messages are written with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import FilePayload, Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild


async def type_in(page: Page, *keys: str) -> None:
    """Type into the composer: texts, and names of keys in angle brackets."""
    await page.locator("[data-composer]").focus()
    await press(page, *keys)


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        if key.startswith("<"):
            await page.keyboard.press(key.strip("<>"))
        else:
            await page.keyboard.type(key)


def suggestions(page: Page) -> Any:
    return page.get_by_role("listbox", name="Suggestions")


def answer(page: Page, text: str) -> Any:
    return page.locator(".message .content", has_text=text)


async def test_a_message_is_said_with_enter(page: Page, alice: Person) -> None:
    await type_in(page, "Well", "<Shift+Enter>", "met", "<Enter>")

    await expect(answer(page, "Well met")).to_be_visible()
    assert (await alice.messages("general"))[-1].content == "Well\nmet"
    await expect(page.locator("[data-composer]")).to_have_value("")


async def test_a_slash_lists_the_commands_and_typing_filters_them(page: Page) -> None:
    await type_in(page, "/")
    await expect(suggestions(page).get_by_role("option", name="/table open")).to_be_visible()
    await expect(suggestions(page).get_by_role("option", name="/roll")).to_contain_text("Roll dice")

    await press(page, "op")

    await expect(suggestions(page).get_by_role("option")).to_have_count(1)
    await expect(suggestions(page).get_by_role("option")).to_have_attribute("aria-selected", "true")


async def test_escape_closes_the_list_and_then_leaves_the_command(page: Page) -> None:
    await type_in(page, "/table o", "<Tab>")
    await expect(page.get_by_role("group", name="Command /table open")).to_be_visible()
    await expect(suggestions(page).get_by_role("option")).to_have_count(2)

    await press(page, "<Escape>")
    await expect(suggestions(page)).to_be_hidden()

    await press(page, "<Escape>")
    await expect(page.locator("textarea[data-composer]")).to_be_focused()
    await expect(page.locator("textarea[data-composer]")).to_have_value("")


async def test_a_command_typed_out_with_options_is_sent(page: Page) -> None:
    await type_in(page, "/roll 4d6kh3 dc:10 label:fire and ice", "<Enter>")

    await expect(answer(page, "4d6kh3 against 10 for fire and ice")).to_be_visible()
    await expect(page.locator(".origin").last).to_contain_text("Alice used /roll")


async def test_choices_are_picked_and_optional_options_added(page: Page) -> None:
    await type_in(page, "/table open ")
    await expect(suggestions(page).get_by_role("option", name="dm-led")).to_be_visible()
    await press(page, "<ArrowDown>", "<Enter>")
    await expect(suggestions(page).get_by_role("option", name="name")).to_be_visible()

    await press(page, "<ArrowDown>", "<Enter>", "Ember", "<Enter>")

    await expect(answer(page, "table Ember is dm-led")).to_be_visible()


async def test_the_application_suggests_while_one_types(page: Page) -> None:
    await type_in(page, "/cast fir")
    await expect(suggestions(page).get_by_role("option")).to_have_text(["Fireball", "Fire Bolt"])

    await press(page, "<ArrowDown>", "<Tab>", "<Enter>")

    await expect(answer(page, "casts fire bolt at None")).to_be_visible()


async def test_users_and_channels_are_picked_by_name(page: Page) -> None:
    await type_in(page, "/cast sleep target:bo")
    await expect(suggestions(page).get_by_role("option")).to_have_count(1)
    await press(page, "<Enter>", "where:tav")
    await expect(suggestions(page).get_by_role("option")).to_have_count(1)

    await press(page, "<Enter>", "<Enter>")

    await expect(answer(page, "casts sleep at bob in tavern")).to_be_visible()


async def test_an_option_that_is_being_written_may_be_named_again(page: Page) -> None:
    await type_in(page, "/cast ", "spell:fir")
    await expect(page.locator("[data-option=spell] input")).to_have_value("fir")
    await expect(suggestions(page).get_by_role("option")).to_have_text(["Fireball", "Fire Bolt"])
    await press(page, "<ArrowDown>", "<Tab>", "target:", "target:@bob", "<Enter>", "<Enter>")
    await expect(answer(page, "casts fire bolt at bob")).to_be_visible()


async def test_a_boolean_is_sent_as_such(page: Page) -> None:
    await type_in(page, "/roll 1d20 hidden:t", "<Enter>", "<Enter>")

    await expect(page.locator(".message.ephemeral")).to_contain_text("1d20 against None")


@pytest.mark.parametrize(
    ("typed", "option", "problem"),
    [
        ("/roll ", "dice", "This option is required."),
        ("/roll 1d20 dc:41", "dc", "At most 40."),
        ("/roll 1d20 dc:1.5", "dc", "Write a whole number."),
        ("/roll 1d20 dc:hard", "dc", "Write a number."),
    ],
)
async def test_what_is_wrong_is_said_where_it_stands(page: Page, typed: str, option: str, problem: str) -> None:
    await type_in(page, typed, "<Enter>")

    await expect(page.locator(".suggestions-problem")).to_have_text(problem)
    await expect(page.locator(f"[data-option={option}] input")).to_be_focused()
    await expect(page.locator(f"[data-option={option}] input")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator(".message")).to_have_count(0)


async def test_backspace_takes_an_empty_option_away(page: Page) -> None:
    await type_in(page, "/roll 1d20 dc:")
    await expect(page.locator("[data-option=dc] input")).to_be_focused()

    await press(page, "<Backspace>")

    await expect(page.locator("[data-option=dc]")).to_have_count(0)
    await expect(page.locator("[data-option=dice] input")).to_be_focused()


async def test_an_unknown_command_is_not_sent_as_text(page: Page) -> None:
    await type_in(page, "/nosuch")
    await expect(page.locator(".suggestions")).to_contain_text("No command here is called that.")

    await press(page, "<Enter>")

    await expect(page.locator(".composer-error")).to_contain_text("That is no command here.")
    await expect(page.locator("[data-composer]")).to_have_value("/nosuch")


async def test_a_file_is_uploaded_as_an_option(page: Page) -> None:
    file: FilePayload = {"name": "map.txt", "mimeType": "text/plain", "buffer": b"here be dragons"}
    page.once("filechooser", lambda chooser: chooser.set_files(file))
    await type_in(page, "/upload ")
    await expect(page.locator("[data-option=file] input")).to_be_focused()

    await press(page, "<Enter>")
    await expect(page.locator("input.adder")).to_be_focused()

    await press(page, "<Enter>")

    await expect(answer(page, "map.txt: 15 bytes")).to_be_visible()


async def test_a_refused_command_comes_back_with_the_reason_at_its_option(page: Page) -> None:
    refusal = {"error": "the dice are cursed", "field": "dice"}
    await page.route("**/api/slash", lambda route: route.fulfill(status=400, json=refusal), times=1)
    await type_in(page, "/roll 1d20 dc:5", "<Enter>")

    await expect(page.locator(".suggestions-problem")).to_have_text("the dice are cursed")
    await expect(page.locator("[data-option=dice] input")).to_be_focused()
    await expect(page.locator(".message")).to_have_count(0)

    await press(page, "<Enter>")

    await expect(answer(page, "1d20 against 5 for None")).to_be_visible()


async def test_a_refused_message_comes_back_with_the_reason(page: Page) -> None:
    refusal = {"error": "the room is silenced"}
    await page.route("**/api/say", lambda route: route.fulfill(status=400, json=refusal), times=1)
    await type_in(page, "Hello", "<Enter>")

    await expect(page.locator(".composer-error")).to_have_text("the room is silenced")
    await expect(page.locator("[data-composer]")).to_have_value("Hello")


async def test_what_is_too_long_is_counted_kept_and_not_sent(page: Page, alice: Person) -> None:
    box, left = page.locator("[data-composer]"), page.locator(".text-left")
    await box.fill("x" * 1801)
    await expect(left).to_have_text("199")
    await box.fill("x" * 2010)
    await expect(left).to_have_text("-10")
    await box.press("Enter")

    await expect(page.locator(".composer-error")).to_contain_text("2000")
    await expect(box).to_have_value("x" * 2010)
    assert await alice.messages("general") == []


async def test_a_mention_is_completed_and_calls_the_other(page: Page, window: Callable[..., Any], guild: Guild) -> None:
    await type_in(page, "Ho @bo")
    await expect(suggestions(page).get_by_role("option")).to_have_count(1)
    await press(page, "<Tab>", "there", "<Enter>")

    await expect(page.locator(".content .mention")).to_have_text("@Bob")
    async with window("bob") as other:
        await expect(other.locator(".message.called")).to_contain_text("Ho @Bob there")


async def test_a_draft_waits_for_its_user_and_channel(page: Page) -> None:
    await type_in(page, "/roll 2d6 dc:7")
    await page.get_by_role("button", name="tavern").click()
    await expect(page.locator("textarea[data-composer]")).to_have_value("")

    await page.get_by_role("button", name="general").click()

    await expect(page.get_by_role("group", name="Command /roll")).to_be_visible()
    await expect(page.locator("[data-option=dice] input")).to_have_value("2d6")
    await expect(page.locator("[data-option=dc] input")).to_have_value("7")


async def test_a_draft_outlives_the_page(page: Page) -> None:
    await type_in(page, "half a thought")
    await page.reload()
    await expect(page.locator("[data-composer]")).to_have_value("half a thought")


async def test_the_arrow_up_edits_what_one_said_last(page: Page, alice: Person, bob: Person) -> None:
    await alice.say("general", "my word")
    await bob.say("general", "another's")
    await expect(answer(page, "another's")).to_be_visible()
    await type_in(page, "<ArrowUp>")
    await expect(page.locator("[data-key=editor]")).to_have_value("my word")


async def test_emoji_alone_are_large(page: Page, alice: Person) -> None:
    for text in ("🎲 🐉", "🎲 rolls"):
        await alice.say("general", text)
    await expect(answer(page, "🎲 rolls")).to_be_visible()
    await expect(page.locator(".content.large")).to_have_text(["🎲 🐉"])


async def test_the_arrow_up_enters_the_messages(page: Page, bob: Person) -> None:
    await bob.say("general", "first")
    await bob.say("general", "second")
    await expect(answer(page, "second")).to_be_visible()

    await type_in(page, "<ArrowUp>", "<ArrowUp>")
    await expect(page.locator(".message", has_text="first")).to_be_focused()

    await press(page, "<Escape>")
    await expect(page.locator("[data-composer]")).to_be_focused()


async def test_the_context_menu_uses_the_commands_of_an_application(page: Page, bob: Person) -> None:
    await bob.say("general", "to be quoted")
    await type_in(page, "<ArrowUp>", "<Shift+F10>")
    await expect(page.get_by_role("menuitem").first).to_be_focused()

    await page.get_by_role("menuitem", name="Quote").press("Enter")

    await expect(page.locator(".message blockquote")).to_have_text("to be quoted")


async def test_the_menu_of_a_user_uses_the_commands_of_an_application(page: Page) -> None:
    await page.get_by_role("complementary", name="Members").get_by_role("button", name="Bob").click()
    await page.get_by_role("menuitem", name="Wave").click()

    await expect(answer(page, "waves at bob")).to_be_visible()
