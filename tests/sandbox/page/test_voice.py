"""Voice as a person sees it: who is in which channel, going in and out, mute and deafen; on either screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, keep, press
from tests.sandbox.page.told import told_bot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Locator, Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild
    from bot.sandbox.server import Sandbox


@pytest.fixture
def channels() -> list[Any]:
    """There are two places to talk."""
    return ["general", {"name": "parlour", "type": "voice"}, {"name": "cellar", "type": "voice"}]


def inside(page: Page, channel: str) -> Locator:
    return page.get_by_role("list", name=f"In {channel}").get_by_role("button")


async def open_channels(page: Page, screen: str) -> None:
    if screen == "phone":
        await press(page.get_by_role("button", name="Channels and users"))


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_person_goes_into_voice_and_out(
    window: Callable[..., Any], sandbox: Sandbox, guild: Guild, bob: Person, screen: str
) -> None:
    mine = {"guild_id": guild.id, "user_id": guild.members["alice"]}
    await bob.join_voice("parlour", mute=True)
    async with window(**SCREENS[screen]) as page:
        await open_channels(page, screen)
        await expect(inside(page, "parlour")).to_contain_text(["Bob, muted"])
        await press(page.locator(".channel", has_text="parlour"))
        await press(page.get_by_role("button", name="Join voice"))
        await told_bot(sandbox, "VOICE_STATE_UPDATE", **mine, channel_id=guild.channels["parlour"])
        await open_channels(page, screen)
        await expect(inside(page, "parlour")).to_contain_text(["Bob", "Alice"])
        panel = page.get_by_role("region", name="Voice")
        await expect(panel).to_contain_text("parlour")
        await press(panel.get_by_role("button", name="Deafen"))
        await expect(inside(page, "parlour").last).to_contain_text("Alice, muted, deafened")
        await expect(panel.get_by_role("button", name="Mute")).to_have_attribute("aria-pressed", "true")
        await keep(page, f"voice-{screen}")
        await press(panel.get_by_role("button", name="Mute"))
        await told_bot(sandbox, "VOICE_STATE_UPDATE", **mine, self_mute=False, self_deaf=False)
        await expect(inside(page, "parlour").last).to_have_text("AAlice")
        await press(panel.get_by_role("button", name="Leave voice"))
        await expect(panel).to_be_hidden()
        await told_bot(sandbox, "VOICE_STATE_UPDATE", **mine, channel_id=None)
        await bob.leave_voice()
        await expect(page.get_by_role("list", name="In parlour")).to_have_count(0)


async def test_the_menu_of_a_channel_leads_from_one_to_another(page: Page, alice: Person) -> None:
    await alice.join_voice("parlour", mute=True)
    await expect(inside(page, "parlour")).to_contain_text(["Alice, muted"])
    await page.locator(".channel", has_text="cellar").click(button="right")
    await page.get_by_role("menuitem", name="Join voice").click()
    await expect(inside(page, "cellar")).to_contain_text(["Alice, muted"])
    await expect(page.get_by_role("list", name="In parlour")).to_have_count(0)
    await page.locator(".channel", has_text="cellar").click(button="right")
    await page.get_by_role("menuitem", name="Leave voice").click()
    await expect(page.get_by_role("list", name="In cellar")).to_have_count(0)


async def test_the_bot_is_seen_in_voice(page: Page, guild: Guild, alice: Person) -> None:
    await alice.slash("general", "listen", where=guild.channels["cellar"])
    await expect(inside(page, "cellar")).to_contain_text(["APP, deafened"])
    await page.reload()
    await expect(inside(page, "cellar")).to_contain_text(["APP, deafened"])


async def test_who_may_not_connect_is_not_offered_it(page: Page, guild: Guild, alice: Person) -> None:
    await alice.overwrite("cellar", guild.id, type=0, allow="0", deny=str(1 << 20))
    await page.get_by_role("button", name="Be Bob").click()
    await page.locator(".channel", has_text="parlour").click()
    await expect(page.get_by_role("button", name="Join voice")).to_be_visible()
    await page.locator(".channel", has_text="cellar").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("cellar")
    await expect(page.get_by_role("button", name="Join voice")).to_have_count(0)
