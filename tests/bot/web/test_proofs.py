"""Proofs over the web: a roll's file, the public keys, and the page that checks itself in a real browser."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from playwright.async_api import Browser, Page, Route, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import KINDS
from core.dice import notation
from core.ids import Cause, ChannelId, GuildId, RollId, StreamId, UserId
from core.ports.guilds import KnownGuilds
from core.proofs.keys import read_keys
from core.proofs.verify import verify
from core.tables.decide import AskedRoll, Place
from core.tables.house import House
from core.tables.state import Person
from core.use_cases.add_entropy import AddEntropy
from core.use_cases.close_table import CloseTable
from core.use_cases.open_table import OpenTable
from core.use_cases.reveal_roll import RevealRoll
from core.use_cases.roll_dice import RollDice
from data.keys.ed25519 import Ed25519SignatureCheck
from data.postgres import epochs, permalinks, tables
from data.postgres.house_keys import HouseKeys
from data.postgres.ledger import PostgresLedger
from data.postgres.permalinks import PostgresPermalinks
from data.postgres.projection import merged
from data.postgres.tables import PostgresTableDirectory
from data.postgres.transaction import Transaction
from tests.bot.web.house import ROLLED_AT, Silence, Site
from tests.browser import open_browser
from tests.core.tables.houses import true_house
from tests.core.tables.quotas import unlimited

MARA = Person(UserId(1), "Mara")
VERIFIED = "Verified: this roll is as it fell."
TAVERN = Place(GuildId(1), ChannelId(2))


class Evening:
    """A table with true dice."""

    def __init__(self, engine: AsyncEngine, house: House, *, after: int = 0) -> None:
        projections = merged(tables.PROJECTIONS, permalinks.PROJECTIONS, epochs.PROJECTIONS)
        ledger = PostgresLedger(engine, KINDS, projections, Silence())
        directory, times = PostgresTableDirectory(engine), itertools.count(after)

        def now() -> datetime:
            return ROLLED_AT + timedelta(seconds=next(times))

        self._causes, names = itertools.count(after + 1), itertools.count(after + 1)
        guilds = KnownGuilds(ledger, clock=lambda: 0.0)
        self._open = OpenTable(
            ledger, directory, house, now=now, below=lambda _: 0, allowance=unlimited(ledger), guilds=guilds
        )
        self._reveal = RevealRoll(ledger, PostgresPermalinks(engine), house, now=now)
        self._stir = AddEntropy(ledger, directory, house, now=now, allowance=unlimited(ledger))
        self._close = CloseTable(ledger, house, now=now)
        self._roll = RollDice(
            ledger, directory, house, now=now, random_bytes=lambda size: next(names).to_bytes(size, "big"),
            permalink_days=30, allowance=unlimited(ledger), guilds=guilds, told=lambda _: None,
        )  # fmt: skip

    async def open(self) -> StreamId:
        table = await self._open(MARA, TAVERN, "open", cause=self._cause())
        return table.stream

    async def close(self, table: StreamId) -> None:
        await self._close(table, MARA.user, moderator=False, cause=self._cause())

    async def roll(self, text: str, *, hidden: bool = False, dc: int | None = None) -> str:
        asked = AskedRoll(notation.parse(text), hidden=hidden, dc=dc)
        return (await self._roll(asked, MARA, TAVERN, cause=self._cause())).rolled.roll_id

    async def stir(self, text: str) -> None:
        await self._stir(text, MARA, TAVERN, cause=self._cause())

    async def reveal(self, roll_id: str) -> None:
        await self._reveal.by_id(RollId(roll_id), MARA.user, TAVERN.channel, cause=self._cause())

    def _cause(self) -> Cause:
        return Cause(str(next(self._causes)))


@pytest.fixture
async def evening(engine: AsyncEngine) -> Evening:
    house = true_house()
    await HouseKeys(engine).signing_number(lambda _: house.signer().public_key, ROLLED_AT)
    return Evening(engine, house)


@asynccontextmanager
async def opened(browser: Browser, *, told: bool = True) -> AsyncGenerator[tuple[Page, list[str]]]:
    """A page with scripts, and what goes wrong on it: errors that nobody caught; if `told`, what its console says."""
    context = await browser.new_context()
    page, troubles = await context.new_page(), list[str]()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    if told:
        page.on("console", lambda message: troubles.append(message.text))
    try:
        yield page, troubles
    finally:
        await context.close()


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    """One browser for these tests."""
    async with open_browser() as opened:
        yield opened


async def test_a_roll_is_verified_from_its_file_once_the_table_has_closed(site: Site, evening: Evening) -> None:
    table = await evening.open()
    roll_id = await evening.roll("4d6kh3 + 1d20")
    keys = read_keys((await site.ask("/.well-known/everquill.json")).body)
    check = Ed25519SignatureCheck().verify
    before = (await site.ask(f"/roll/{roll_id}.json")).body
    assert verify(before, check, keys).result == "open"
    await evening.close(table)
    after = (await site.ask(f"/roll/{roll_id}.json")).body
    assert verify(after, check, keys).result == "passed"


async def test_a_hidden_rolls_file_says_the_same_whatever_fell(site: Site, evening: Evening) -> None:
    await evening.open()
    files = [
        (await site.ask(f"/roll/{await evening.roll(text, hidden=True)}.json")).body for text in ("1d20", "40d1000000")
    ]
    assert len({len(file) for file in files}) == 1
    told = json.loads(files[1])
    assert told["opened"] is None
    assert told["record"].keys() == {"commitment", "id", "kind", "time", "version"}


@pytest.mark.parametrize("path", ["/roll/never-never-never-neve.json", "/roll/x.json"])
async def test_what_is_not_there_has_no_file(site: Site, path: str) -> None:
    assert (await site.ask(path)).status == 404


async def test_the_page_verifies_itself_without_a_network(site: Site, evening: Evening, browser: Browser) -> None:
    table = await evening.open()
    roll_id = await evening.roll("8d6 + 1d1000")
    await evening.close(table)
    context = await browser.new_context()
    page, troubles = await context.new_page(), list[str]()
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    await page.goto(f"{site.url}/roll/{roll_id}", wait_until="networkidle")
    await context.set_offline(True)
    await page.get_by_role("button", name="Verify").click()
    await expect(page.get_by_text(VERIFIED)).to_be_visible()
    await expect(page.locator("[data-check=faces]")).to_contain_text("✓")
    assert troubles == []
    await context.close()


@pytest.mark.parametrize(
    "text", ["8d6 + 1d1000", "2d20kh1", "4dF + 1d3", "6d6!r1", "(1d4)d8ro<3", "3x4d6kl1", "1d20; 2d6+3", "200d10"]
)
async def test_what_a_page_shows_is_held_against_what_was_signed(
    site: Site, evening: Evening, browser: Browser, text: str
) -> None:
    table = await evening.open()
    rolls = [await evening.roll(text, dc=10), await evening.roll(text, dc=10, hidden=True)]
    await evening.reveal(rolls[1])
    await evening.close(table)
    async with opened(browser) as (page, troubles):
        for roll_id in rolls:
            await page.goto(f"{site.url}/roll/{roll_id}")
            await page.get_by_role("button", name="Verify").click()
            await expect(page.get_by_text(VERIFIED)).to_be_visible()
            await expect(page.locator("[data-check=shown]")).to_contain_text("✓ ")
    assert troubles == []


@pytest.mark.parametrize(
    "change",
    [
        "total = 20, dc = 10, passed = true",
        "dc = 10, passed = true",
        "notation = '1d20 + 1'",
        "advantage = 'advantage'",
        """dice = replace(replace(dice::text, '"faces":[', '"faces":[1,'), '"kept":[', '"kept":[true,')::json""",
        """dice = '[{"text":"1d20","sides":20,"faces":[21],"kept":[true],"total":21}]'""",
        "created_at = created_at - interval '1 second'",
    ],
)
@pytest.mark.parametrize("hidden", [False, True])
async def test_a_page_that_shows_something_else_is_not_verified(
    site: Site, evening: Evening, engine: AsyncEngine, browser: Browser, *, change: str, hidden: bool
) -> None:
    table = await evening.open()
    roll_id = await evening.roll("1d20", hidden=hidden)
    if hidden:
        await evening.reveal(roll_id)
    await evening.close(table)
    async with Transaction(engine) as connection:
        changed = change.replace("notation", "dice_formula")
        assert await connection.execute(f"UPDATE roll_permalinks SET {changed}") == "UPDATE 1"
    async with opened(browser) as (page, troubles):
        await page.goto(f"{site.url}/roll/{roll_id}")
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text("Not verified: something here is not as it was.")).to_be_visible()
        await expect(page.locator("[data-result=failed]")).to_have_count(1)
        await expect(page.locator("[data-check=shown]")).to_contain_text("✗ ")
    assert troubles == []


async def test_a_sealed_page_is_held_against_its_seal(site: Site, evening: Evening, browser: Browser) -> None:
    await evening.open()
    roll_ids = [await evening.roll("1d20", hidden=True) for _ in range(2)]
    other = (await site.ask(f"/roll/{roll_ids[1]}.json")).body
    async with opened(browser) as (page, _):
        await page.goto(f"{site.url}/roll/{roll_ids[0]}")
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text("once the roll is revealed")).to_be_visible()
        await expect(page.locator("[data-check=shown]")).to_contain_text("✓ ")
        await page.route("**/*.json", lambda route: route.fulfill(body=other))
        await page.get_by_role("button", name="Verify").click()
        await expect(page.locator("[data-check=shown]")).to_contain_text("✗ ")


async def test_a_page_that_was_loaded_early_learns_what_was_made_public_since(
    site: Site, evening: Evening, browser: Browser
) -> None:
    table = await evening.open()
    roll_id = await evening.roll("1d20")
    async with opened(browser) as (page, troubles):
        await page.goto(f"{site.url}/roll/{roll_id}")
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text("Sound so far")).to_be_visible()
        await evening.close(table)
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text(VERIFIED)).to_be_visible()
        await expect(page.get_by_text("Sound so far")).to_be_hidden()
    assert troubles == []


@pytest.mark.parametrize("asked_for", ["*.json", "verify.js*"])
@pytest.mark.parametrize("status", [None, 429, 503])
async def test_an_outage_is_not_taken_for_tampering(
    site: Site, evening: Evening, browser: Browser, asked_for: str, status: int | None
) -> None:
    async def away(route: Route) -> None:
        await (route.abort() if status is None else route.fulfill(status=status, body="<html>"))

    table = await evening.open()
    roll_id = await evening.roll("1d20")
    await evening.close(table)
    async with opened(browser, told=False) as (page, troubles):
        await page.route(f"**/{asked_for}", away)
        await page.goto(f"{site.url}/roll/{roll_id}")
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text("The file did not come")).to_be_visible()
        await expect(page.locator("[data-check]:visible")).to_have_count(0)
        await page.unroute(f"**/{asked_for}")
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text(VERIFIED)).to_be_visible()
        await page.route(f"**/{asked_for}", away)
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text(VERIFIED)).to_be_visible()
        await expect(page.get_by_text("The file did not come")).to_be_hidden()
    assert troubles == []


@pytest.mark.parametrize("hidden", [False, True])
async def test_what_was_lost_with_an_old_key_is_said_to_be_lost(
    site: Site, evening: Evening, engine: AsyncEngine, browser: Browser, *, hidden: bool
) -> None:
    table = await evening.open()
    roll_id = await evening.roll("1d20", hidden=hidden)
    later = Evening(engine, true_house(master=bytes(32)), after=1_000)
    if hidden:
        await later.reveal(roll_id)
    await later.close(table)
    async with opened(browser) as (page, troubles):
        await page.goto(f"{site.url}/roll/{roll_id}")
        await expect(page.locator("#proof")).to_contain_text("secret key was changed")
        await page.get_by_role("button", name="Verify").click()
        await expect(page.get_by_text("Cannot be told any more")).to_be_visible()
        await expect(page.locator("[data-result=failed]")).to_have_count(0)
    assert troubles == []


HOSTILE = "<img src=x onerror=alert(1)>\u202e </details>"


async def test_the_page_shows_what_people_compare_once_it_is_verified(
    site: Site, evening: Evening, engine: AsyncEngine, browser: Browser
) -> None:
    table = await evening.open()
    for text in ("a fair wind", HOSTILE, "to be forgotten"):
        await evening.stir(text)
    roll_id = await evening.roll("1d20")
    await evening.stir("too late")
    await evening.close(table)
    async with Transaction(engine) as connection:
        await connection.execute("UPDATE epoch_entropy SET text = NULL WHERE text = 'to be forgotten'")
    commitment = json.loads((await site.ask(f"/roll/{roll_id}.json")).body)["record"]["commitment"]
    async with opened(browser) as (page, troubles):
        await page.goto(f"{site.url}/roll/{roll_id}")
        await expect(page.locator("details")).to_be_hidden()
        await page.get_by_role("button", name="Verify").click()
        await page.get_by_text("What was sealed, and what players added").click()
        await expect(page.get_by_text(commitment)).to_be_visible()
        await expect(page.locator("ol li")).to_have_text(["a fair wind", HOSTILE, "(erased)"])
        assert await page.locator("ol li *").evaluate_all("all => all.map(each => each.tagName)") == ["BDI", "BDI", "I"]
    assert troubles == []


async def test_a_page_without_texts_shows_what_was_sealed_alone(site: Site, evening: Evening, browser: Browser) -> None:
    await evening.open()
    async with opened(browser) as (page, _):
        for hidden in (False, True):
            await page.goto(f"{site.url}/roll/{await evening.roll('1d20', hidden=hidden)}")
            await page.get_by_role("button", name="Verify").click()
            await page.locator("summary").click()
            await expect(page.locator("details code")).to_have_text(re.compile("[0-9a-f]{64}"))
            await expect(page.get_by_text("Texts that players had added")).to_be_hidden()


async def test_a_page_that_proves_the_largest_roll_stays_small(site: Site, evening: Evening) -> None:
    await evening.open()
    answer = await site.ask(f"/roll/{await evening.roll('1000d1000000')}")
    assert len(answer.body) < 15_000


async def test_without_scripts_the_page_leads_to_the_file(site: Site, evening: Evening, browser: Browser) -> None:
    await evening.open()
    roll_id = await evening.roll("1d20")
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site.url}/roll/{roll_id}")
    await expect(page.get_by_role("link", name="Verification file")).to_have_attribute("href", f"/roll/{roll_id}.json")
    await expect(page.get_by_role("button", name="Verify")).to_be_hidden()
    await context.close()
