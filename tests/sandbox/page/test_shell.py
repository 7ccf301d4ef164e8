"""The page folds on a narrow screen, keeps to the wanted colours, and can be walked without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CHANGED_WHILE_THE_WORLD_IS_FETCHED = """(to) => {
    const read = Response.prototype.json;
    Response.prototype.json = async function () {
        const answer = await read.call(this);
        if (this.url.includes("/api/state")) {
            Response.prototype.json = read;
            location.hash = to;
        }
        return answer;
    };
}"""
WIDER_THAN_THE_SCREEN = """() => [...document.querySelectorAll('#main *')]
    .filter((node) => !node.closest('.sr-only') && node.getBoundingClientRect().right > innerWidth + 1)
    .map((node) => node.className || node.tagName)"""
UNNAMED = """() => [...document.querySelectorAll('button, a, input, textarea, [role=dialog]')]
    .filter((node) => node.checkVisibility() && !node.closest('[aria-hidden=true], [inert]'))
    .filter((node) => !node.textContent.trim() && !node.ariaLabel && !node.title && !node.labels?.length)
    .filter((node) => !node.querySelector('img:not([alt=""])'))
    .map((node) => node.outerHTML.slice(0, 120))"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


async def test_everything_fits_a_phone(window: Callable[..., Any], alice: Person) -> None:
    for command in ("panel", "card", "embed", "markdown"):
        await alice.slash("general", command)
    async with window(**PHONE) as page:
        await expect(page.locator(".message")).to_have_count(4)
        assert await page.evaluate(WIDER_THAN_THE_SCREEN) == []


async def test_side_panels_slide_over_a_phone(window: Callable[..., Any]) -> None:
    async with window(**PHONE) as page:
        channels = page.get_by_role("navigation", name="Channels")
        await expect(channels).to_be_hidden()

        await page.get_by_role("button", name="Channels and users").tap()
        await channels.get_by_role("button", name="tavern").tap()

        await expect(page.get_by_role("heading", level=1)).to_have_text("tavern")
        await expect(channels).to_be_hidden()


async def test_the_user_is_switched_on_a_phone(window: Callable[..., Any]) -> None:
    async with window(**PHONE) as page:
        await page.get_by_role("button", name="You are Alice. Switch user").tap()
        await page.get_by_role("button", name="Bob").tap()

        await expect(page.get_by_role("button", name="You are Bob. Switch user")).to_be_visible()


async def test_the_way_back_leads_to_the_channel_before(window: Callable[..., Any]) -> None:
    async with window() as page:
        title = page.locator("header h1")
        await page.get_by_role("button", name="tavern").click()
        await expect(title).to_contain_text("tavern")
        await page.go_back()
        await expect(title).to_contain_text("general")
        await page.go_forward()
        await expect(title).to_contain_text("tavern")


async def test_an_address_given_while_the_world_is_fetched_is_followed(
    window: Callable[..., Any], guild: Guild, alice: Person
) -> None:
    async with window() as page:
        tavern = f"{guild.members['alice']}/{guild.channels['tavern']}"
        await page.evaluate(CHANGED_WHILE_THE_WORLD_IS_FETCHED, tavern)
        await alice.make_channel("attic")
        await expect(page.locator("header h1")).to_contain_text("tavern")


async def test_members_fold_away_and_stay_so(page: Page) -> None:
    members = page.get_by_role("complementary", name="Members")
    await expect(members.get_by_role("button", name="Bob")).to_be_visible()
    await page.get_by_role("button", name="Members", exact=True).click()
    await expect(members.get_by_role("button")).to_have_count(0)

    await page.reload()
    await page.locator(".beginning").wait_for(state="attached")

    await expect(members.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "other"), [("dark", "light"), ("light", "dark")])
async def test_colours_follow_the_system_until_one_is_chosen(
    window: Callable[..., Any], scheme: str, other: str
) -> None:
    async with window(color_scheme=scheme) as page:
        followed = await page.evaluate(BACKGROUND)
        await page.emulate_media(color_scheme=other)
        changed = await page.evaluate(BACKGROUND)
        assert followed != changed

        while await page.locator("html").get_attribute("data-theme") != scheme:
            await page.locator("#theme").click()

        assert await page.evaluate(BACKGROUND) == followed


async def test_everything_that_can_be_used_has_a_name(page: Page, alice: Person) -> None:
    for command in ("panel", "card", "embed", "markdown"):
        await alice.slash("general", command)
    await expect(page.locator(".message")).to_have_count(4)
    assert await page.evaluate(UNNAMED) == []

    await alice.slash("general", "panel")
    await page.get_by_role("button", name="Name a hero").last.click()
    await page.get_by_role("dialog").wait_for()
    assert await page.evaluate(UNNAMED) == []


async def test_a_letter_typed_anywhere_goes_to_the_composer(page: Page) -> None:
    await page.get_by_role("button", name="tavern").click()
    await page.keyboard.type("/ro")

    await expect(page.locator("[data-composer]")).to_have_value("/ro")
    await expect(page.get_by_role("option", name="/roll")).to_be_visible()


async def test_the_sheet_of_keys_opens_and_closes(page: Page) -> None:
    await page.get_by_role("button", name="Keys", exact=True).click()
    await expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Ctrl+Alt+1")

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_have_count(0)
