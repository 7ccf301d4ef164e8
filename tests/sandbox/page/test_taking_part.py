"""Taking part in what a guild asks and plans: votes in polls, interest in scheduled events; the bot hears of both."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, keep, press
from tests.sandbox.page.told import told_bot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Locator, Page

    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild
    from bot.sandbox.server import Sandbox


def poll(page: Page) -> Locator:
    return page.get_by_role("region", name="Poll: Where to?")


def result(page: Page, answer: str) -> Locator:
    return poll(page).get_by_role("listitem").filter(has_text=answer)


async def tick(page: Page, answer: str) -> None:
    await press(poll(page).locator(".poll-answer", has_text=answer))


async def push(page: Page, button: str) -> None:
    await press(poll(page).get_by_role("button", name=button, exact=True))


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_vote_is_given_changed_and_taken_back(
    window: Callable[..., Any], sandbox: Sandbox, guild: Guild, alice: Person, bob: Person, screen: str
) -> None:
    asked = (await alice.slash("general", "poll")).answer
    mine = {"message_id": asked.id, "user_id": guild.members["alice"]}
    async with window(**SCREENS[screen]) as page:
        await expect(poll(page)).to_contain_text("Choose one answer")
        await expect(poll(page).get_by_role("button", name="Vote", exact=True)).to_be_disabled()
        await tick(page, "The cellar")
        await tick(page, "The mill")
        await keep(page, f"poll-choices-{screen}")
        await push(page, "Vote")
        await expect(result(page, "The mill")).to_contain_text("your vote")
        await expect(result(page, "The mill")).to_contain_text("100%")
        told = await told_bot(sandbox, "MESSAGE_POLL_VOTE_ADD", **mine)
        assert told["answer_id"] == 1

        await bob.vote(asked, "The cellar")
        await expect(result(page, "The mill")).to_contain_text("50%")
        await keep(page, f"poll-results-{screen}")
        await push(page, "Change vote")
        await expect(poll(page).get_by_role("radio", name="The mill")).to_be_checked()
        await tick(page, "The cellar")
        await push(page, "Change vote")
        await expect(result(page, "The cellar")).to_contain_text("2 votes")
        await expect(result(page, "The cellar")).to_contain_text("your vote")
        await told_bot(sandbox, "MESSAGE_POLL_VOTE_REMOVE", **mine, answer_id=1)

        await push(page, "Remove vote")
        await expect(poll(page)).to_contain_text("Choose one answer")
        await expect(poll(page)).to_contain_text("1 vote ·")
        await told_bot(sandbox, "MESSAGE_POLL_VOTE_REMOVE", **mine, answer_id=2)


async def test_several_answers_are_given_with_keys_alone(page: Page, alice: Person) -> None:
    await alice.slash("general", "poll", several=True)
    await expect(poll(page)).to_contain_text("Choose one or more answers")
    await poll(page).get_by_role("checkbox", name="The mill").focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await poll(page).get_by_role("button", name="Vote", exact=True).press("Enter")
    for answer in ("The mill", "Home"):
        await expect(result(page, answer)).to_contain_text("your vote")
    await expect(poll(page)).to_contain_text("2 votes ·")


async def test_what_is_ticked_stays_while_others_vote(page: Page, alice: Person, bob: Person) -> None:
    asked = (await alice.slash("general", "poll")).answer
    await tick(page, "Home")
    await bob.vote(asked, "The mill")
    await expect(poll(page)).to_contain_text("1 vote ·")
    await expect(poll(page).get_by_role("radio", name="Home")).to_be_checked()
    await push(page, "Show results")
    await expect(result(page, "The mill")).to_contain_text("100%")
    await push(page, "Back to the answers")
    await page.get_by_role("button", name="Be Bob").click()
    await expect(result(page, "The mill")).to_contain_text("your vote")


async def test_a_poll_ends_by_the_clock_and_says_how_it_went(
    page: Page, client: SandboxClient, alice: Person, bob: Person
) -> None:
    asked = (await alice.slash("general", "poll")).answer
    await alice.vote(asked, "Home")
    await bob.vote(asked, "Home")
    await expect(poll(page)).to_contain_text(re.compile("ends in [12] hour"))
    await client.advance(timedelta(hours=2).total_seconds() + 1)
    await expect(poll(page)).to_contain_text("2 votes · closed")
    await expect(poll(page).get_by_role("button")).to_have_count(0)
    await expect(result(page, "Home")).to_contain_text("your vote")
    ended = page.locator(".message.system", has_text="“Home” won with 2 of 2 votes")
    await ended.get_by_role("button", name="See it").click()
    await expect(page.locator(f"#message-{asked.id}")).to_be_focused()


@pytest.fixture
async def planned(client: SandboxClient, alice: Person) -> dict[str, Any]:
    """An event somewhere outside, in three hours."""
    start = datetime.fromisoformat((await client.call("GET", "clock"))["now"]) + timedelta(hours=3)
    return await alice.plan_event(
        name="The long night",
        description="Bring your own candles.",
        entity_type=3,
        scheduled_start_time=start.isoformat(),
        scheduled_end_time=(start + timedelta(hours=6)).isoformat(),
        entity_metadata={"location": "The old mill"},
    )


async def open_events(page: Page, screen: str) -> Locator:
    if screen == "phone":
        await press(page.get_by_role("button", name="Channels and users"))
    await press(page.get_by_role("button", name=re.compile("^Events")))
    return page.get_by_role("dialog", name="Events")


@pytest.mark.parametrize("screen", SCREENS)
async def test_interest_in_an_event_is_said_and_taken_back(
    window: Callable[..., Any],
    sandbox: Sandbox,
    guild: Guild,
    planned: dict[str, Any],
    bob: Person,
    alice: Person,
    screen: str,
) -> None:
    told = {"guild_scheduled_event_id": planned["id"], "user_id": guild.members["alice"]}
    async with window(**SCREENS[screen]) as page:
        events = await open_events(page, screen)
        await expect(events).to_contain_text("The old mill")
        await expect(events).to_contain_text("0 are interested")
        interested = events.get_by_role("button", name="Interested in The long night")
        await press(interested)
        await expect(interested).to_have_attribute("aria-pressed", "true")
        await expect(events).to_contain_text("1 is interested")
        await told_bot(sandbox, "GUILD_SCHEDULED_EVENT_USER_ADD", **told)
        await bob.care_for(planned["id"])
        await expect(events).to_contain_text("2 are interested")
        await keep(page, f"events-{screen}")
        await press(interested)
        await expect(interested).to_have_attribute("aria-pressed", "false")
        await told_bot(sandbox, "GUILD_SCHEDULED_EVENT_USER_REMOVE", **told)
        await alice.change_event(planned["id"], status=2)
        await expect(events).to_contain_text("Happening now")
        await alice.change_event(planned["id"], status=3)
        await expect(events).to_contain_text("Nothing is planned")
        await page.keyboard.press("Escape")
        await expect(events).to_have_count(0)


async def test_an_event_in_a_channel_leads_there(page: Page, planned: dict[str, Any], alice: Person) -> None:
    parlour = await alice.make_channel("parlour", type=2)
    where = {"entity_type": 2, "channel_id": parlour["id"], "entity_metadata": None, "scheduled_end_time": None}
    await alice.change_event(planned["id"], **where)
    await expect(page.get_by_role("button", name=re.compile("^Events ?1 to come"))).to_be_visible()
    events = await open_events(page, "desktop")
    await events.get_by_role("button", name="parlour").click()
    await expect(events).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_have_text("parlour")
