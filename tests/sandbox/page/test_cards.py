"""What applications and people write is drawn as Discord draws it, and can never be more than words and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild

LOADED = "image => image.complete && image.naturalWidth > 0"


async def test_a_card_of_layout_components_is_drawn(page: Page, alice: Person) -> None:
    await alice.slash("general", "card")
    card = page.locator(".container")

    await expect(card.get_by_role("heading")).to_have_text("Table EMBER-1234")
    await expect(card.locator(".section")).to_have_count(2)
    await expect(card.locator("hr.wide")).to_have_count(1)
    await expect(card.get_by_role("img", name="A red dragon")).to_be_visible()
    for picture in await card.locator("img").all():
        await expect(picture).to_be_visible()
        handle = await picture.element_handle()
        await page.wait_for_function(LOADED, arg=handle)
    await expect(card.get_by_role("link", name="notes.txt")).to_be_visible()
    await expect(card).to_have_css("border-left-color", "rgb(184, 134, 11)")

    await card.get_by_role("button", name="Join").click()

    await expect(page.locator(".content", has_text="alice sits down")).to_be_visible()


async def test_an_embed_is_drawn_with_its_fields_side_by_side(page: Page, alice: Person) -> None:
    await alice.slash("general", "embed")
    embed = page.locator(".embed")

    await expect(embed.get_by_role("link", name="A roll")).to_have_attribute("href", "https://example.com/")
    await expect(embed.locator("footer")).to_have_text("proven")
    tops = [(await field.bounding_box() or {}).get("y") for field in await embed.locator(".embed-field").all()]
    assert tops[0] == tops[1] == tops[2] != tops[3]
    handle = await embed.locator(".embed-image img").element_handle()
    await page.wait_for_function(LOADED, arg=handle)


async def test_markdown_is_drawn(page: Page, alice: Person) -> None:
    await alice.slash("general", "markdown")
    text = page.locator(".content.markdown")

    await expect(text.get_by_role("heading")).to_have_text("A heading")
    for tag, words in (("strong", "bold"), ("em", "italics"), ("u", "underlined"), ("s", "struck")):
        await expect(text.locator(tag)).to_have_text(words)
    await expect(text.locator("blockquote")).to_have_text("a quote")
    await expect(text.locator("ul ul li")).to_have_text("within one")
    await expect(text.locator("ol li")).to_have_text("first")
    await expect(text.locator("small")).to_have_text("small print")
    await expect(text.locator("pre")).to_have_text('print("**not bold**")')
    await expect(text.get_by_role("link")).to_have_text(["a link", "https://example.com/bare"])
    await expect(text.locator("time").last).to_contain_text("ago")
    await expect(text.get_by_role("button", name="@Alice")).to_be_visible()


async def test_a_spoiler_is_shown_on_demand(page: Page, alice: Person) -> None:
    await alice.say("general", "the duke ||is the [dragon](https://example.com/)||")
    cover = page.get_by_role("button", name="Spoiler, hidden. Show it")
    await expect(page.locator(".spoiler-text")).to_have_attribute("inert", "")

    await cover.press("Enter")

    await expect(page.get_by_role("link", name="dragon")).to_be_visible()
    await expect(cover).to_have_count(0)


async def test_nothing_that_is_said_becomes_markup(page: Page, alice: Person) -> None:
    await alice.slash("general", "hostile")
    message = page.locator(".message", has=page.locator(".embed"))

    await expect(message.locator(".content")).to_contain_text("<script>window.broken=1</script>")
    assert await message.locator("script, iframe, [onerror], [onclick], [href^='javascript']").count() == 0
    assert await message.locator(".content img, .embed img, .components img").count() == 0
    assert await page.evaluate("window.broken") is None


async def test_a_picture_from_elsewhere_is_named_but_not_loaded(page: Page, alice: Person) -> None:
    await alice.slash("general", "stranger")

    await expect(page.locator(".foreign")).to_contain_text("Not loaded: pictures.example")


async def test_an_edit_and_a_deletion_are_seen_at_once(page: Page, alice: Person) -> None:
    posted = (await alice.slash("general", "panel")).answer
    await alice.click(posted, "panel:roll")
    await expect(page.locator(".message", has_text="rolled 17")).to_contain_text("(edited)")

    await alice.slash("general", "forget", message=posted.id)

    await expect(page.locator(".message", has_text="rolled 17")).to_have_count(0)


async def test_consecutive_messages_stand_under_one_name(page: Page, bob: Person) -> None:
    for words in ("one", "two"):
        await bob.say("general", words)

    await expect(page.locator(".message")).to_have_count(2)
    await expect(page.locator(".message .name")).to_have_count(1)


async def test_older_messages_come_as_one_scrolls(page: Page, bob: Person, guild: Guild) -> None:
    for number in range(70):
        await bob.say("tavern", f"line {number}")
    await page.get_by_role("button", name="tavern").click()
    await expect(page.locator(".message", has_text="line 69")).to_be_visible()

    await page.locator(".scroller").evaluate("scroller => scroller.scrollTop = 0")
    await expect(page.locator(".message")).to_have_count(70)
    await page.locator(".scroller").evaluate("scroller => scroller.scrollTop = 0")

    await expect(page.locator(".beginning")).to_contain_text("#tavern")
