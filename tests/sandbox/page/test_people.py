"""One page is several people: each sees what is theirs and nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page, WebSocketRoute

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild


class Gate:
    """Stands in the way of a window's live connection: cuts it, and lets it through only while the gate is open."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._sockets: list[WebSocketRoute] = []

    async def pass_through(self, socket: WebSocketRoute) -> None:
        await self._open.wait()
        socket.connect_to_server()
        self._sockets.append(socket)

    def shut(self) -> None:
        self._open.clear()

    async def cut(self) -> None:
        self.shut()
        await self._sockets[-1].close()

    def open(self) -> None:
        self._open.set()


async def test_an_ephemeral_answer_is_there_for_its_user_alone(page: Page, alice: Person) -> None:
    posted = (await alice.slash("general", "panel")).answer
    await page.locator(f"#message-{posted.id}").get_by_role("button", name="Whisper").click()
    secret = page.locator(".message.ephemeral", has_text="only for you")
    await expect(secret).to_contain_text("Only you can see this")

    await page.get_by_role("button", name="Be Bob").click()
    await expect(page.locator("#users .me")).to_contain_text("Bob")
    await expect(page.locator(f"#message-{posted.id}")).to_be_visible()
    await expect(secret).to_have_count(0)

    await page.get_by_role("button", name="Be Alice").click()
    await expect(secret).to_be_visible()


async def test_a_secret_is_gone_before_anything_is_fetched_for_the_next_user(
    window: Callable[..., Any], alice: Person
) -> None:
    gate = Gate()
    await alice.slash("general", "roll", dice="1d4", hidden=True)
    async with window(gate=gate) as page:
        await expect(page.locator(".message.ephemeral")).to_be_visible()
        gate.shut()

        await page.get_by_role("button", name="Be Bob").click()

        await expect(page.locator("#users .me")).to_contain_text("Bob")
        await expect(page.locator(".message.ephemeral")).to_have_count(0)
        gate.open()


async def test_a_button_that_is_held_down_is_not_drawn_anew(page: Page, guild: Guild, alice: Person) -> None:
    await page.get_by_role("button", name="Be Bob").hover()
    await page.mouse.down()
    async with page.expect_response("**/api/state?*"):
        await alice.overwrite("tavern", guild.id, type=0, allow="0", deny=str(1 << 20))
    await page.evaluate("() => new Promise(requestAnimationFrame)")
    await page.mouse.up()
    await expect(page.locator("#users .me")).to_contain_text("Bob")


async def test_a_dismissed_answer_stays_away(page: Page, alice: Person) -> None:
    await alice.slash("general", "roll", dice="1d4", hidden=True)
    secret = page.locator(".message.ephemeral")
    await secret.get_by_role("button", name="Dismiss message").click()
    await expect(secret).to_have_count(0)

    await page.reload()
    await page.locator(".beginning").wait_for(state="attached")

    await expect(secret).to_have_count(0)


async def test_users_are_switched_by_key(page: Page) -> None:
    await page.keyboard.press("Control+Alt+Digit2")

    await expect(page.locator("#users .me")).to_contain_text("Bob")
    await expect(page.get_by_role("log", name="New messages")).to_contain_text("You are now Bob")


async def test_two_windows_are_two_people(page: Page, window: Callable[..., Any], alice: Person) -> None:
    async with window("bob") as other:
        await other.locator("[data-composer]").fill("a round for all")
        await other.keyboard.press("Enter")

        await expect(page.locator(".message", has_text="a round for all")).to_be_visible()
        await expect(page.get_by_role("log", name="New messages")).to_contain_text("Bob: a round for all")


async def test_an_unread_channel_is_marked_and_a_call_is_counted(page: Page, bob: Person, alice: Person) -> None:
    await bob.say("tavern", f"<@{await alice.id()}> come here")
    tavern = page.locator(".channel", has_text="tavern")
    await expect(tavern.locator(".badge")).to_have_text("1")

    await page.keyboard.press("Alt+ArrowDown")

    await expect(page.get_by_role("heading", level=1)).to_have_text("tavern")
    await expect(tavern.locator(".badge")).to_have_count(0)
    await expect(page.locator(".message.called")).to_contain_text("@Alice come here")


async def test_somebody_who_types_is_shown(page: Page, bob: Person) -> None:
    await bob.type("general")
    await expect(page.locator(".typing")).to_have_text("Bob is typing…")

    await bob.say("general", "done")
    await expect(page.locator(".typing")).to_have_text("")


async def test_the_bot_is_written_to_directly(page: Page) -> None:
    await page.get_by_role("complementary", name="Members").get_by_role("button", name="everquill").click()
    await page.get_by_role("menuitem", name="Message").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("everquill")

    await page.locator("[data-composer]").fill("/roll 1d6 ")
    await page.keyboard.press("Enter")

    await expect(page.locator(".message", has_text="1d6 against None")).to_be_visible()


async def test_what_was_missed_while_away_is_there_after_coming_back(window: Callable[..., Any], bob: Person) -> None:
    gate = Gate()
    async with window(gate=gate) as page:
        await bob.say("general", "before")
        await expect(page.locator(".message", has_text="before")).to_be_visible()
        await gate.cut()
        await expect(page.locator("#banner")).to_contain_text("The sandbox is away.")
        await bob.say("general", "meanwhile")

        gate.open()

        await expect(page.locator(".message", has_text="meanwhile")).to_be_visible()
        await expect(page.locator("#banner")).to_be_hidden()
