"""axe-core finds nothing serious in any main state of the page, on either screen and in either colours.

Source: axe-core rules, https://dequeuniversity.com/rules/axe/; WCAG 2.2, "Target Size", "Reflow".
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, keep, press, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import Page

    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild

GRAVE = ("serious", "critical")
AXE = Axe().axe_script
JUDGED = "() => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"
RECOLOURED = JUDGED.replace("{ resultTypes", "{ runOnly: ['color-contrast', 'link-in-text-block'], resultTypes")
"""Both rules about colours, for a page that was judged in others: they change nothing else (css/tokens.css)."""
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("body *")]
    .filter((node) => node.checkVisibility() && !node.closest(".sr-only, [inert], pre, .tour-ring"))
    .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((node) => `${node.tagName}.${node.className}`)"""
TOO_SMALL = """() => [...document.querySelectorAll(
        "button, select, input, textarea, a.button, summary, [role=tab], [role=option], [role=menuitem]")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((node) => !node.closest("[inert], .content, .markdown, .origin, .byline"))
    .map((node) => [node, (node.closest("label, .option") ?? node).getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([node, box]) => `${node.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


async def grave(page: Page, judged: str = JUDGED) -> list[str]:
    """What axe finds that keeps somebody from using the page, with the elements that it is about."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE)
    found = await page.evaluate(judged)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        if violation["impact"] in GRAVE or violation["id"] == "aria-allowed-role"
        for node in violation["nodes"]
    ]


async def check(page: Page, name: str, look: str) -> None:
    """Judge the page as it stands, in either colours; `look` is its screen."""
    schemes: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", JUDGED), ("dark", RECOLOURED))
    for scheme, judged in schemes:
        await page.emulate_media(color_scheme=scheme)
        await keep(page, f"{name}-{scheme}-{look}")
        assert await grave(page, judged) == [], scheme
    assert await page.evaluate(TOO_WIDE) == []
    if look == "phone":
        assert await page.evaluate(TOO_SMALL) == []


@pytest.fixture(params=SCREENS)
async def seen(
    request: pytest.FixtureRequest, window: Callable[..., Any], alice: Person
) -> AsyncIterator[tuple[Page, str]]:
    """A window with something of every kind in it, and the name of its screen."""
    for command in ("markdown", "embed", "card", "panel"):
        await alice.slash("general", command)
    async with window(**SCREENS[request.param], reduced_motion="reduce") as page:
        await expect(page.locator(".message")).to_have_count(4)
        yield page, request.param


async def test_the_chat_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    await check(page, "chat", look)
    await page.locator("[data-composer]").focus()
    await page.keyboard.type("/")
    await expect(page.get_by_role("option", name="/roll")).to_be_visible()
    await check(page, "commands", look)


async def test_a_form_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    await press(page.get_by_role("button", name="Name a hero"))
    await page.get_by_role("dialog").wait_for()
    await check(page, "form", look)


async def test_a_command_being_filled_in_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    await page.locator("[data-composer]").focus()
    await page.keyboard.type("/cast ")
    await expect(page.get_by_role("option", name="Fireball")).to_be_visible()
    await check(page, "command", look)


async def test_the_workbench_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    await press(page.get_by_role("button", name="Workbench", exact=True))
    await press(page.locator('.record[data-side="rest"] .record-line').last)
    await press(page.get_by_role("button", name="Filter", exact=True))
    await check(page, "traffic", look)
    await press(page.get_by_role("tab", name="Faults"))
    await expect(page.get_by_role("button", name="429 for 2 s")).to_be_visible()
    await check(page, "faults", look)
    await press(page.get_by_role("tab", name="Clock"))
    await check(page, "clock", look)


async def test_the_tour_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    if look == "phone":
        await press(page.get_by_role("button", name="More", exact=True))
        await page.get_by_role("menuitem", name="Guided tour").press("Enter")
    else:
        await page.get_by_role("button", name="Guided tour").click()
    await expect(page.get_by_role("region", name="Guided tour")).to_contain_text("Open a table")
    await check(page, "tour", look)
    await write(page, "/table open open")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("region", name="Guided tour")).to_contain_text("Roll 4d6kh3")
    await check(page, "tour-then", look)


async def test_the_side_panels_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    if look == "phone":
        await press(page.get_by_role("button", name="Members", exact=True))
    await expect(page.get_by_role("complementary", name="Members").get_by_role("button", name="Bob")).to_be_visible()
    await check(page, "members", look)
    if look == "phone":
        await page.keyboard.press("Escape")
        await press(page.get_by_role("button", name="Channels and users"))
        await expect(page.get_by_role("button", name="Be Bob")).to_be_visible()
        await check(page, "channels", look)


async def test_menus_and_keys_can_be_used_by_everybody(seen: tuple[Page, str]) -> None:
    page, look = seen
    await page.locator(".message").last.focus()
    await page.keyboard.press("Shift+F10")
    await page.get_by_role("menu").wait_for()
    await check(page, "menu", look)
    await page.keyboard.press("Escape")
    if look == "desktop":
        await page.get_by_role("button", name="Keys", exact=True).click()
        await page.get_by_role("dialog", name="Keys").wait_for()
        await check(page, "keys", look)


async def test_polls_and_events_can_be_used_by_everybody(seen: tuple[Page, str], alice: Person, bob: Person) -> None:
    page, look = seen
    asked = (await alice.slash("general", "poll", several=True)).answer
    poll = page.get_by_role("region", name="Poll: Where to?")
    await press(poll.locator(".poll-answer", has_text="Home"))
    await check(page, "poll", look)
    await bob.vote(asked, "The mill", "Home")
    await press(poll.get_by_role("button", name="Vote", exact=True))
    await expect(poll).to_contain_text("your vote")
    await check(page, "poll-results", look)
    parlour = await alice.make_channel("parlour", type=2)
    start = datetime.now(UTC) + timedelta(days=30)
    for name in ("Songs", "A night of a hundred verses and more, which needs a second line"):
        where = {"entity_type": 2, "channel_id": parlour["id"], "scheduled_start_time": start.isoformat()}
        await alice.plan_event(name=name, description="Bring candles. " * 9, **where)
    if look == "phone":
        await press(page.get_by_role("button", name="Channels and users"))
    await press(page.get_by_role("button", name=re.compile("^Events")))
    await press(page.get_by_role("button", name="Interested in Songs"))
    await expect(page.get_by_role("dialog")).to_contain_text("1 is interested")
    await check(page, "events", look)


async def test_voice_can_be_used_by_everybody(seen: tuple[Page, str], alice: Person, bob: Person) -> None:
    page, look = seen
    parlour = await alice.make_channel("parlour", type=2)
    await bob.join_voice(parlour["id"], mute=True)
    await alice.join_voice(parlour["id"], deaf=True)
    if look == "phone":
        await press(page.get_by_role("button", name="Channels and users"))
    await press(page.locator(".channel", has_text="parlour"))
    await expect(page.locator("#voice-button").get_by_role("button", name="Leave voice")).to_be_visible()
    await check(page, "voice-channel", look)
    if look == "phone":
        await press(page.get_by_role("button", name="Channels and users"))
    await expect(page.get_by_role("region", name="Voice")).to_be_visible()
    await check(page, "voice-people", look)


async def test_governing_can_be_used_by_everybody(seen: tuple[Page, str], guild: Guild, alice: Person) -> None:
    page, look = seen
    mages = await alice.make_role(name="Mages of the seven towers beyond the northern sea", color=0xE67E22)
    await alice.give_role(guild.members["bob"], mages["id"])
    if look == "phone":
        await press(page.get_by_role("button", name="Members", exact=True))
    members = page.get_by_role("complementary", name="Members")
    await expect(members.locator(".tinted")).to_have_text("Bob")
    await press(members.get_by_role("button", name="Bob"))
    await check(page, "profile", look)
    await page.get_by_role("menuitem", name="Roles").press("Enter")
    await expect(page.get_by_role("dialog", name="Roles of Bob").get_by_label("Mages")).to_be_checked()
    await check(page, "member-roles", look)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    if look == "phone":
        await page.keyboard.press("Escape")
        await press(page.get_by_role("button", name="Channels and users"))
    await press(page.get_by_role("navigation", name="Channels").get_by_role("button", name=guild.name))
    await check(page, "server-menu", look)
    await page.get_by_role("menuitem", name="Server settings").press("Enter")
    await expect(page.get_by_role("dialog", name="Server settings")).to_contain_text("1 member")
    await check(page, "settings", look)
    await press(page.get_by_role("button", name="Edit Mages"))
    await expect(page.get_by_label("Colour", exact=True)).to_have_value("#e67e22")
    await check(page, "role-form", look)


async def test_pins_and_armed_faults_can_be_used_by_everybody(
    seen: tuple[Page, str], alice: Person, client: SandboxClient
) -> None:
    page, look = seen
    for command in ("markdown", "card"):
        await alice.pin((await alice.slash("general", command)).answer)
    if look == "phone":
        await press(page.get_by_role("button", name="More", exact=True))
        await page.get_by_role("menuitem", name="Pinned messages").press("Enter")
    else:
        await page.get_by_role("button", name="Pinned messages").click()
    await expect(page.get_by_role("button", name="Unpin")).to_have_count(2)
    await check(page, "pins", look)
    await page.keyboard.press("Escape")
    await client.fault(path="^/no/such/path/of/any/length/at/all", status=429, retry_after=3, count=2)
    await client.fault(drop="INTERACTION_CREATE")
    await press(page.get_by_role("button", name="Workbench", exact=True))
    await press(page.get_by_role("tab", name="Faults"))
    await page.get_by_role("button", name="Disarm drop INTERACTION_CREATE").scroll_into_view_if_needed()
    await check(page, "armed", look)
    await client.clear_faults()


async def test_what_keeps_somebody_out_would_be_found(window: Callable[..., Any]) -> None:
    async with window(**SCREENS["phone"]) as page:
        await page.evaluate(
            """() => {
                const button = document.createElement("button");
                button.className = "guild";
                button.append(Object.assign(document.createElement("span"), { className: "icon" }));
                Object.assign(button.style, { width: "20px", height: "20px", marginLeft: "600px" });
                document.querySelector("#composer").append(button);
            }"""
        )
        assert [finding.split(":")[0] for finding in await grave(page)] == ["button-name"]
        assert len(await page.evaluate(TOO_WIDE)) >= 1
        assert len(await page.evaluate(TOO_SMALL)) == 1


async def test_what_cannot_be_read_in_the_dark_would_be_found(window: Callable[..., Any]) -> None:
    async with window(**SCREENS["desktop"], reduced_motion="reduce") as page:
        await page.evaluate(
            """() => {
                const line = Object.assign(document.createElement("p"), { textContent: "Here be dragons." });
                Object.assign(line.style, { color: "light-dark(#000, #222)", background: "light-dark(#fff, #111)" });
                document.querySelector("main").prepend(line);
            }"""
        )
        with pytest.raises(AssertionError, match="dark"):
            await check(page, "unreadable", "desktop")
