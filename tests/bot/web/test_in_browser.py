"""A roll's page in a real browser: styled under its own policy, whole on a phone and a desk, read aloud in order."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from core.dice.layout import DieGroup
from core.ids import RollId
from tests.bot.web.house import STRENGTH, Rolls, Site
from tests.browser import open_browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SIDES = "all => all.map(each => each.getBoundingClientRect()).map(box => [box.left, box.right])"
EVERY_DIE = replace(
    STRENGTH,
    roll_id=RollId("every-every-every-ever"),
    notation=" + ".join(f"{4}d{sides}" for sides in (4, 6, 8, 10, 12, 20, 100, 1_000_000)),
    dice=tuple(
        DieGroup(f"4d{sides}", sides, (sides,) * 4, (True, True, False, True), 3 * sides)
        for sides in (4, 6, 8, 10, 12, 20, 100, 1_000_000)
    ),
    total=3_000_480,
    name="A name of thirty-two letters, all",
    label="A label as long as labels may be, which is one hundred letters and not one more, so it has to wrap",
)


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    """One browser for these tests."""
    async with open_browser() as opened:
        yield opened


async def look(browser: Browser, url: str, *, errors: list[str], **context: Any) -> Page:
    """Open a page as somebody would who allows no scripts."""
    page = await (await browser.new_context(java_script_enabled=False, **context)).new_page()
    page.on("console", lambda message: errors.append(message.text))
    page.on("requestfailed", lambda request: errors.append(request.url))
    response = await page.goto(url)
    assert response is not None
    assert response.status == 200
    return page


@pytest.mark.parametrize("size", [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "rolled", [STRENGTH, EVERY_DIE, replace(STRENGTH, hidden=True)], ids=["one", "every", "sealed"]
)
async def test_a_page_is_whole_and_styled(
    browser: Browser, site: Site, rolls: Rolls, tmp_path: Path, size: Any, scheme: Any, rolled: Any
) -> None:
    errors: list[str] = []
    url = f"{site.url}/roll/{await rolls.write(rolled)}"
    page = await look(browser, url, errors=errors, viewport=size, color_scheme=scheme)
    await page.screenshot(path=tmp_path / "page.png", full_page=True)
    sides = await page.locator("main, main *").evaluate_all(SIDES)
    await page.context.close()
    (left, right), *others = sides

    assert errors == []
    assert 0 < left < right < size["width"]
    assert right - left <= 576
    assert len(others) > 10
    assert [box for box in others if box[0] < left or box[1] > right] == []


async def test_the_two_schemes_look_different(browser: Browser, site: Site, rolls: Rolls) -> None:
    url, shots = f"{site.url}/roll/{await rolls.write(STRENGTH)}", set[bytes]()
    for scheme in ("light", "dark"):
        page = await look(browser, url, errors=[], viewport=PHONE, color_scheme=scheme)
        shots.add(await page.screenshot())
        await page.context.close()

    assert len(shots) == 2


async def test_a_page_is_read_aloud_total_first(browser: Browser, site: Site, rolls: Rolls) -> None:
    page = await look(browser, f"{site.url}/roll/{await rolls.write(STRENGTH)}", errors=[])
    heard = (await page.locator("main").aria_snapshot()).splitlines()
    await page.context.close()

    order = [
        'heading "Total: 16"',
        "Passes DC 15",
        "Break down the door",
        "Mara rolled",
        'heading "4d6kh3 = 14"',
        'listitem: "6"',
        "listitem: 1 dropped",
    ]
    places = [next(place for place, line in enumerate(heard) if text in line) for text in order]
    assert places == sorted(places)
