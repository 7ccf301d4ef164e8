"""The search for a browser: only one that starts is taken, and none at all is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import browser


def program(folder: Path, name: str, script: str) -> Path:
    """A program of that name which runs that script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "downloaded", lambda: None)
    return tmp_path


def test_a_browser_on_path_is_taken(folder: Path) -> None:
    chrome = program(folder, "google-chrome", "echo Google Chrome 1")

    assert browser.find() == str(chrome)


def test_one_that_does_not_start_is_passed_over(folder: Path) -> None:
    program(folder, "chromium", "echo install the snap >&2; exit 1")
    chrome = program(folder, "google-chrome", "echo Google Chrome 1")

    assert browser.find() == str(chrome)


def test_what_an_installation_brings_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "install_package", lambda: program(folder, "chromium", "echo Chromium 1"))
    monkeypatch.setattr(browser, "install_download", lambda: pytest.fail("it was there already"))

    assert browser.set_up() == str(folder / "chromium")


def test_without_any_the_error_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "install_download", lambda: None)

    with pytest.raises(browser.NoBrowserError, match="apt install chromium"):
        browser.set_up()


async def test_the_browser_opens_a_page() -> None:
    async with browser.open_browser() as opened:
        page = await opened.new_page()
        await page.set_content("<h1>The table is set</h1>")

        assert await page.inner_text("h1") == "The table is set"
