"""The page's files over HTTP: what may be kept by a browser, and what must be asked for each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox import front

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.sandbox.server import Sandbox

PARTS = re.compile(r'(?:href|src)="([^"]+\.(?:css|js))"')


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.page_url) as session:
        yield session


async def parts_of(http: aiohttp.ClientSession, page: str) -> list[str]:
    async with http.get(page) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        return PARTS.findall(await answer.text())


@pytest.mark.parametrize("page", ["", "beside.html"])
async def test_scripts_and_styles_are_kept_by_the_browser(http: aiohttp.ClientSession, page: str) -> None:
    parts = await parts_of(http, page)
    assert len(parts) > 1
    for part in parts:
        async with http.get(part) as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_changed_file_is_asked_for_anew(
    http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "index.html").write_text('<script type="module" src="js/main.js"></script>')
    (tmp_path / "js" / "main.js").write_text("// one")
    monkeypatch.setattr(front, "_FOLDER", tmp_path)
    before = await parts_of(http, "")
    assert before == await parts_of(http, "")
    (tmp_path / "js" / "main.js").write_text("// another")
    assert await parts_of(http, "") != before


@pytest.mark.parametrize("path", ["../front.py", "kept/1/../../../front.py", "%2e%2e/front.py", "js", "js/none.js"])
async def test_nothing_but_the_pages_files_is_served(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path) as answer:
        assert answer.status == 404
