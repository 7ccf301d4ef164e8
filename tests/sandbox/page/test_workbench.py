"""The workbench beside the chat: what crosses the wire can be read and sifted, faults armed, and the clock pushed."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, press, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import Locator, Page

    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person
    from bot.sandbox.server import Sandbox

REQUEST = re.compile(r"^POST")
SHELL = "/bin/sh"


@pytest.fixture
async def bench(page: Page) -> Page:
    """Alice's window with the workbench open and nothing in it yet."""
    await page.get_by_role("button", name="Workbench", exact=True).click()
    await expect(page.locator(".bench-summary")).to_contain_text("shown")
    await page.get_by_role("button", name="Clear", exact=True).click()
    return page


@pytest.fixture
async def faults(page: Page, client: SandboxClient) -> AsyncIterator[Page]:
    await page.get_by_role("button", name="Workbench", exact=True).click()
    await page.get_by_role("tab", name="Faults").click()
    await expect(page.get_by_text("Nothing is armed.")).to_be_visible()
    yield page
    await client.clear_faults()


def lines(page: Page) -> Locator:
    return page.get_by_role("list", name="Traffic").locator(".record-line")


async def test_it_is_closed_until_it_is_asked_for(page: Page) -> None:
    workbench = page.get_by_role("region", name="Workbench")
    await expect(workbench).to_be_hidden()
    await page.keyboard.press("Control+Alt+KeyW")
    await expect(workbench).to_be_visible()
    await expect(page.get_by_role("tab", name="Traffic")).to_be_focused()

    await page.keyboard.press("Control+Alt+KeyW")

    await expect(workbench).to_be_hidden()
    await expect(page.get_by_role("button", name="Workbench", exact=True)).to_be_focused()


async def test_it_stays_open_over_a_reload(bench: Page) -> None:
    await bench.get_by_role("tab", name="Clock").click()
    await bench.reload()
    await expect(bench.get_by_role("tab", name="Clock")).to_have_attribute("aria-selected", "true")
    await expect(bench.get_by_text("In the sandbox it is")).to_be_visible()


async def test_tabs_are_walked_with_the_arrow_keys(bench: Page) -> None:
    await bench.get_by_role("tab", name="Traffic").focus()
    await bench.keyboard.press("ArrowLeft")
    await expect(bench.get_by_role("tab", name="Clock")).to_be_focused()
    await expect(bench.get_by_role("tabpanel", name="Clock")).to_be_visible()


async def test_traffic_comes_as_it_happens(bench: Page, alice: Person) -> None:
    await alice.slash("general", "roll", dice="4d6")
    await expect(lines(bench).filter(has_text="INTERACTION_CREATE")).to_have_count(1)
    await expect(lines(bench).filter(has_text=REQUEST)).to_contain_text("/callback")
    await expect(lines(bench).filter(has_text="MESSAGE_CREATE")).to_have_count(1)


async def test_a_line_unfolds_into_request_and_answer(bench: Page, alice: Person) -> None:
    await alice.slash("general", "roll", dice="4d6")
    line = lines(bench).filter(has_text=REQUEST)
    await line.click()
    await expect(bench.get_by_role("group", name="Request")).to_contain_text('"content": "4d6 against None for None"')
    await expect(bench.get_by_role("group", name="Answer")).to_contain_text('"response_message_id"')
    await line.click()
    await expect(bench.get_by_role("group", name="Request")).to_have_count(0)
    await expect(line).to_be_focused()


async def test_a_request_copied_as_curl_works_in_a_shell(
    bench: Page, sandbox: Sandbox, client: SandboxClient, alice: Person
) -> None:
    sink: list[str] = []
    await bench.expose_function("keepCopied", lambda text: sink.append(text))
    await bench.evaluate("() => { navigator.clipboard.writeText = async (text) => keepCopied(text); }")
    said = await alice.say("general", "it's said")
    async with client.http.put(
        f"{sandbox.base_url}/api/v10/channels/{said.channel_id}/messages/{said.id}/reactions/🎲/@me",
        headers={"Authorization": f"Bot {sandbox.token}", "User-Agent": "DiscordBot (x, 1)"},
    ) as response:
        assert response.status == 204
    body = {"content": "it's $HOME", "nonce": "7"}
    async with client.http.post(
        f"{sandbox.base_url}/api/v10/channels/{said.channel_id}/messages",
        json=body,
        headers={"Authorization": f"Bot {sandbox.token}", "User-Agent": "DiscordBot (x, 1)"},
    ) as response:
        assert response.status == 200
    for kind in ("PUT", "POST"):
        await lines(bench).filter(has_text=re.compile(f"^{kind}")).click()
        await bench.get_by_role("button", name="Copy as curl").click()
    assert sandbox.token not in "".join(sink)
    for command in sink:
        ran = await asyncio.create_subprocess_exec(
            *(SHELL, "-c", command),
            env={"DISCORD_TOKEN": sandbox.token, "PATH": "/usr/bin:/bin:/usr/local/bin"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, problems = await ran.communicate()
        assert ran.returncode == 0, problems
        assert b'"code"' not in out
    assert [message.content for message in await alice.messages("general")] == ["it's said"] + ["it's $HOME"] * 2


async def test_traffic_is_sifted(bench: Page, alice: Person, bob: Person) -> None:
    await alice.slash("general", "roll", dice="4d6")
    await bob.say("tavern", "no dice here")
    await expect(lines(bench).filter(has_text="MESSAGE_CREATE")).to_have_count(2)
    await bench.get_by_role("button", name="Filter", exact=True).click()

    async def only(label: str, value: str, *left: str) -> None:
        control = bench.get_by_label(label, exact=True)
        selects = await control.evaluate("(node) => node.tagName === 'SELECT'")
        await (control.select_option(value) if selects else control.fill(value))
        await expect(lines(bench)).to_contain_text(list(left))
        await (control.select_option("") if selects else control.fill(""))

    await only("Kind", "rest", "/callback")
    await only("Method", "POST", "/callback")
    await only("Event", "INTERACTION_CREATE", "INTERACTION_CREATE")
    await only("Path contains", "callb", "/callback")
    await only("Status", "2xx", "/callback")
    await only("Search the traffic", "4D6 against", "MESSAGE_CREATE", "/callback")
    await bench.get_by_label("Status", exact=True).select_option("5xx")
    await expect(lines(bench)).to_have_count(0)
    await expect(bench.get_by_role("button", name="Filter, 1 in use")).to_be_visible()


async def test_a_pause_keeps_the_view_and_counts(bench: Page, alice: Person) -> None:
    await bench.get_by_role("button", name="Pause", exact=True).click()
    await alice.say("general", "unseen")
    await expect(bench.locator(".bench-summary")).to_have_text(re.compile("Paused, [1-9]"))
    await expect(lines(bench)).to_have_count(0)

    await bench.get_by_role("button", name="Go on").click()

    await expect(lines(bench)).to_contain_text(["MESSAGE_CREATE"])


async def test_traffic_goes_on_for_the_next_user(bench: Page, alice: Person) -> None:
    await bench.get_by_role("button", name="Be Bob").click()
    await alice.say("general", "heard by Bob")
    await expect(lines(bench).filter(has_text="MESSAGE_CREATE")).to_have_count(1)


async def test_a_preset_waits_until_it_has_struck(faults: Page, alice: Person) -> None:
    await faults.get_by_role("button", name="Next command lost").click()
    armed = faults.locator(".armed-list li")
    await expect(armed).to_have_text(re.compile("drop INTERACTION_CREATE.*once"))
    await expect(faults.get_by_role("status").filter(has_text="waits for something")).to_be_visible()

    await write(faults, "/roll 4d6")

    await expect(armed).to_have_count(0)
    await expect(faults.get_by_text("did not respond")).to_be_visible()


async def test_a_fault_of_ones_own_is_armed_and_disarmed(faults: Page, sandbox: Sandbox) -> None:
    maker = faults.locator(".maker")
    await maker.get_by_label("Kind", exact=True).select_option("Rate limit (429)")
    await maker.get_by_label("Path", exact=True).fill("/nowhere")
    await maker.get_by_label("Seconds to wait", exact=True).fill("soon")
    await maker.get_by_role("button", name="Arm", exact=True).click()
    await expect(faults.get_by_role("alert").filter(has_text="must be a number")).to_be_visible()
    await expect(maker.get_by_label("Seconds to wait", exact=True)).to_be_focused()
    await maker.get_by_label("Seconds to wait", exact=True).fill("3.5")
    await maker.get_by_label("Method", exact=True).select_option("PATCH")
    await maker.get_by_label("Times", exact=True).fill("2")
    await maker.get_by_role("button", name="Arm", exact=True).click()

    armed = faults.locator(".armed-list li")
    await expect(armed).to_contain_text(["PATCH"])
    assert [(fault["retry_after"], fault["left"]) for fault in sandbox.realm.faults.armed()] == [(3.5, 2)]
    await faults.get_by_role("button", name="Disarm all").click()
    await expect(armed).to_have_count(0)
    assert sandbox.realm.faults.armed() == []


async def test_the_proxys_own_words_are_filled_in(faults: Page, sandbox: Sandbox) -> None:
    maker = faults.locator(".maker")
    await maker.get_by_label("Kind", exact=True).select_option("Error of the proxy")
    await maker.get_by_label("Status", exact=True).fill("504")
    await maker.get_by_label("Body", exact=True).fill("<h1>504 Gateway Time-out</h1>")
    await maker.get_by_role("button", name="Arm", exact=True).click()

    await expect(faults.locator(".armed-list li")).to_contain_text(["<h1>504 Gateway Time-out</h1>"])
    (fault,) = sandbox.realm.faults.armed()
    assert (fault["status"], fault["body"]) == (504, "<h1>504 Gateway Time-out</h1>")


async def test_one_fault_of_several_is_disarmed(faults: Page, sandbox: Sandbox, client: SandboxClient) -> None:
    for name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        await client.fault(drop=name)
    armed = faults.locator(".armed-list li")
    await expect(armed).to_have_count(2)
    await faults.get_by_role("button", name="Disarm drop MESSAGE_CREATE").press("Enter")
    await expect(armed).to_have_count(1)
    await expect(faults.get_by_role("button", name="Disarm drop MESSAGE_UPDATE")).to_be_focused()
    assert [fault["drop"] for fault in sandbox.realm.faults.armed()] == ["MESSAGE_UPDATE"]
    await faults.keyboard.press("Enter")
    await expect(faults.get_by_text("Nothing is armed.")).to_be_visible()


async def test_any_fault_can_be_asked_for_as_json(faults: Page) -> None:
    maker = faults.locator(".maker")
    await maker.get_by_label("Kind", exact=True).select_option("As JSON")
    await maker.get_by_label("Fault", exact=True).fill('{"delay": "MESSAGE_CREATE", "delay_s": 9}')
    await maker.get_by_role("button", name="Arm", exact=True).click()
    await expect(faults.locator(".armed-list li")).to_contain_text(["MESSAGE_CREATE"])
    await maker.get_by_label("Fault", exact=True).fill('{"thunder": true}')
    await maker.get_by_role("button", name="Arm", exact=True).click()
    await expect(faults.locator(".bench-said.bad")).to_contain_text("exactly one of")


async def test_the_clock_is_pushed_and_says_what_ends(window: Callable[..., Any], alice: Person) -> None:
    async with window() as page:
        await page.get_by_role("button", name="Workbench", exact=True).click()
        await page.get_by_role("tab", name="Clock").click()
        await alice.slash("general", "slow")
        await expect(page.locator(".ends")).to_contain_text("/slow must be followed up")
        await page.get_by_role("button", name="Advance by 15 min").click()
        await expect(page.locator(".clock-ahead")).to_contain_text("ahead of this machine")
        await expect(page.get_by_text("/slow must be followed up")).to_have_count(0)
        await expect(page.get_by_role("status").filter(has_text="15 min later.")).to_be_visible()


async def test_the_clock_says_when_polls_and_threads_end(window: Callable[..., Any], alice: Person) -> None:
    async with window() as page:
        await page.get_by_role("button", name="Workbench", exact=True).click()
        await page.get_by_role("tab", name="Clock").click()
        await alice.start_thread("general", "Loot", auto_archive_duration=60)
        await alice.slash("general", "poll")
        await expect(page.locator(".ends")).to_contain_text("the thread Loot is archived")
        await expect(page.locator(".ends")).to_contain_text("the poll “Where to?” closes")
        await page.get_by_role("button", name="Advance by 1 h").click()
        await page.get_by_role("button", name="Advance by 10 s").click()
        await expect(page.get_by_text("the thread Loot is archived")).to_have_count(0)
        await expect(page.locator(".ends")).to_contain_text("the poll “Where to?” closes")


@pytest.mark.parametrize("screen", SCREENS)
async def test_it_is_sized_with_keys_and_by_dragging(window: Callable[..., Any], screen: str) -> None:
    async with window(**SCREENS[screen]) as page:
        await press(page.get_by_role("button", name="Workbench", exact=True))
        handle, panel = page.get_by_role("separator", name="Size of the workbench"), page.locator("#workbench")
        side = "width" if screen == "desktop" else "height"

        async def size() -> float:
            return (await panel.bounding_box() or {})[side]

        first = await size()
        await handle.press("ArrowUp")
        larger = await size()
        assert larger > first
        box = await handle.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x + 60, y + 60)
        await page.mouse.up()
        assert await size() < larger
        await page.reload()
        await panel.wait_for()
        assert await size() < larger


async def test_the_members_give_way_where_there_is_no_room(page: Page) -> None:
    members = page.get_by_role("complementary", name="Members")
    await expect(members.get_by_role("button", name="Bob")).to_be_visible()
    await page.get_by_role("button", name="Workbench", exact=True).click()
    await expect(members.get_by_role("button")).to_have_count(0)
    await page.get_by_role("button", name="Members", exact=True).click()
    await expect(members.get_by_role("button", name="Bob")).to_be_visible()
    await expect(page.get_by_role("region", name="Workbench")).to_be_hidden()
