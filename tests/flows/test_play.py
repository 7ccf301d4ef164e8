"""A newcomer's first minutes: one command, one page, a table for two, a roll and its permalink, in a real browser."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser import open_browser
from tests.flows.processes import ROOT
from tests.services import open_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

PAGE = re.compile(r"http://127\.0\.0\.1:\d+/s/\S+/")
READY_S = 90
KEPT = Path(os.environ["SCREENSHOTS"]) if "SCREENSHOTS" in os.environ else None
"""Where the README's pictures are made: ``SCREENSHOTS=deploy/screenshots``."""


@asynccontextmanager
async def playing(folder: Path, **settings: str) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """`python -m bot play`, and the page it prints; on leaving, what Ctrl-C does."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD", "DATABASE", "REDIS"))}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "play"),
        cwd=ROOT,
        env=own | {"DATA_DIR": str(folder), "DISCORD_TOKEN": "never-used-by-play"} | settings,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(READY_S):
            while not (found := PAGE.search((await process.stdout.readline()).decode())):
                assert process.returncode is None
        yield found[0], process
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()


async def write(page: Page, text: str) -> None:
    await page.locator("[data-composer]").focus()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def keep(page: Page, name: str, folder: Path) -> None:
    await page.screenshot(path=(KEPT or folder) / f"{name}.png")


def verdict(page: Page) -> Locator:
    return page.get_by_role("heading", name=re.compile("(passes|misses) DC 10")).first


async def open_join_roll(page: Page) -> str:
    """Open a table as Alice, join it as Bob, roll; the permalink's address."""
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="table", exact=True).click()
    await write(page, "/table open ")
    await expect(page.get_by_text("7 free seats", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Be Bob").click()
    await page.get_by_role("button", name="Join", exact=True).click()
    await expect(page.get_by_text("6 free seats", exact=True)).to_be_visible()
    await write(page, "/roll 4d6kh3 dc:10")
    await expect(verdict(page)).to_be_visible()
    link = page.get_by_role("link", name="Permalink").last
    return await link.get_attribute("href") or ""


@pytest.mark.timeout(240)
async def test_a_newcomer_plays_from_one_command(tmp_path: Path) -> None:
    complaints: list[str] = []
    with open_folder() as folder:
        async with playing(folder) as (url, _), open_browser() as browser:
            page = await browser.new_page(viewport={"width": 1280, "height": 800})
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(url)
            address = await open_join_roll(page)
            total = (await verdict(page).inner_text()).split()[0]
            await page.get_by_role("button", name="Roll again").last.click()
            await expect(page.get_by_role("link", name="Permalink")).to_have_count(2)
            await keep(page, "table", tmp_path)
            shown = await browser.new_page(viewport={"width": 900, "height": 640}, java_script_enabled=False)
            await shown.goto(address)
            await expect(shown.get_by_text(total, exact=True).first).to_be_visible()
            await expect(shown.get_by_text("Bob").first).to_be_visible()
            await keep(shown, "permalink", tmp_path)
        assert complaints == []
        async with playing(folder) as (_, again):
            assert again.returncode is None
    assert not left_running(str(folder))


def left_running(words: str) -> list[str]:
    """The command lines of processes that still name the folder."""
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return [line.decode(errors="replace") for line in lines if words.encode() in line]
