"""Writing as one does in Discord: files by button, drop and paste; replies; editing, deleting, pinning, reacting."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Locator, Page

    from bot.sandbox.client.person import Person

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DROP = """([name, type, content, event]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type }));
  const init = { bubbles: true, cancelable: true };
  const made = event === "paste"
    ? new ClipboardEvent("paste", { ...init, clipboardData: data })
    : new DragEvent(event, { ...init, dataTransfer: data });
  document.querySelector(event === "paste" ? "[data-composer]" : "#log").dispatchEvent(made);
}"""


async def bring(page: Page, event: str, name: str = "map.png") -> None:
    await page.evaluate(DROP, [name, "image/png", base64.b64encode(PIXEL).decode(), event])


def row(page: Page, text: str) -> Locator:
    return page.locator(".message", has_text=text)


async def menu_of(page: Page, text: str, entry: str) -> None:
    await row(page, text).last.click(button="right")
    await page.get_by_role("menuitem", name=entry).click()


async def test_files_are_chosen_dropped_and_pasted_and_go_with_the_message(
    window: Callable[..., Any], alice: Person
) -> None:
    async with window("alice") as page:
        async with page.expect_file_chooser() as chooser:
            await page.get_by_role("button", name="Attach files").click()
        await (await chooser.value).set_files([{"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hi"}])
        await bring(page, "dragenter")
        await page.locator(".drop-sign").wait_for()
        await bring(page, "drop")
        await page.locator(".drop-sign").wait_for(state="hidden")
        await bring(page, "paste", "pasted.png")
        assert await page.locator(".tray-name").all_inner_texts() == ["notes.txt", "map.png", "pasted.png"]
        await page.get_by_role("button", name="Take out map.png").click()
        await page.locator("[data-composer]").fill("look")
        await page.keyboard.press("Enter")
        sent = await alice.until(lambda m: m.content == "look", "general")
        assert [file["filename"] for file in sent.raw["attachments"]] == ["notes.txt", "pasted.png"]
        await row(page, "notes.txt").wait_for()
        assert await page.locator(".tray li").count() == 0


async def test_a_file_needs_no_words_and_there_are_ten_at_most(window: Callable[..., Any], alice: Person) -> None:
    async with window("alice") as page:
        for number in range(11):
            await bring(page, "drop", f"{number}.png")
        await page.get_by_text("10 files at most").wait_for()
        await page.locator("[data-composer]").press("Enter")
        sent = await alice.until(lambda m: len(m.raw["attachments"]) == 10, "general")
        assert sent.content == ""


async def test_what_was_refused_comes_back_with_its_files_and_its_reply(
    window: Callable[..., Any], bob: Person, alice: Person
) -> None:
    first = await bob.say("general", "hello")
    async with window("alice") as page:
        await menu_of(page, "hello", "Reply")
        await bring(page, "drop")
        await bob.delete(first)
        await row(page, "hello").wait_for(state="detached")
        await page.locator("[data-composer]").fill("hi")
        await page.keyboard.press("Enter")
        await page.locator(".composer-error", has_text="no such message").wait_for()
        assert await page.locator("[data-composer]").input_value() == "hi"
        assert await page.locator(".tray li").count() == 1
        await page.locator(".answering", has_text="Bob").wait_for()


async def test_a_reply_shows_what_it_answers_and_pings_unless_told_not_to(
    window: Callable[..., Any], alice: Person, bob: Person
) -> None:
    await bob.say("general", "who is there?")
    async with window("alice") as page:
        await menu_of(page, "who is there?", "Reply")
        await page.get_by_role("button", name="Ping Bob").click()
        await page.locator("[data-composer]").fill("me")
        await page.keyboard.press("Enter")
        quiet = await alice.until(lambda m: m.content == "me", "general")
        assert (quiet.raw["type"], quiet.raw["mentions"]) == (19, [])
        await page.locator(".message .origin", has_text="who is there?").wait_for()
        await menu_of(page, "who is there?", "Reply")
        await page.keyboard.press("Escape")
        await page.locator(".answering").wait_for(state="hidden")


async def test_ones_own_message_is_edited_where_it_stands(
    window: Callable[..., Any], alice: Person, bob: Person
) -> None:
    await alice.say("general", "teh map")
    await bob.say("general", "not mine")
    async with window("alice") as page:
        await row(page, "not mine").click(button="right")
        assert await page.get_by_role("menuitem", name="Edit message").count() == 0
        await page.keyboard.press("Escape")
        await menu_of(page, "teh map", "Edit message")
        box = page.locator(".editor-box")
        await box.fill("the map")
        await bob.react((await alice.messages("general"))[0], "🎲")
        await page.locator(".reaction").wait_for()  # the message is drawn anew meanwhile
        assert await box.input_value() == "the map"
        await box.press("Enter")
        await page.locator(".message", has_text="the map").locator(".edited").wait_for()
        await menu_of(page, "the map", "Edit message")
        await box.fill("something else")
        await box.press("Escape")
        assert await box.count() == 0
    assert (await alice.messages("general"))[0].content == "the map"


async def test_a_message_is_pinned_reacted_to_and_deleted_from_its_menu(
    window: Callable[..., Any], alice: Person, bob: Person
) -> None:
    await bob.say("general", "a find")
    async with window("alice") as page:
        await row(page, "a find").click(button="right")
        await page.get_by_role("button", name="React with 🎲").click()
        await page.locator(".reaction").wait_for()
        await menu_of(page, "a find", "Pin message")
        await page.get_by_text("pinned a message").wait_for()
        await menu_of(page, "a find", "Unpin message")
        await alice.until(lambda m: m.content == "a find" and not m.raw["pinned"], "general")
        await menu_of(page, "a find", "Delete message")
        await row(page, "a find").wait_for(state="detached")


async def test_who_may_not_is_not_offered_it(window: Callable[..., Any], alice: Person) -> None:
    await alice.say("general", "mine alone")
    async with window("bob") as page:
        await row(page, "mine alone").click(button="right")
        await page.get_by_role("menuitem", name="Reply").wait_for()
        for entry in ("Edit message", "Delete message"):
            assert await page.get_by_role("menuitem", name=entry).count() == 0
