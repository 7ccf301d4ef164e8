"""The browser that the page tests drive: found, or installed, and opened.

``python -m tests.browser`` does the set-up alone and prints where the browser is. It needs nothing but Python until a
browser is opened, and prefers what is there: a Chromium or Chrome on PATH, else one that Playwright has downloaded
before, else Debian's package (as root), else Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Browser

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
PACKAGES = ("chromium-headless-shell", "chromium")
"""The first draws the same pages with two thirds of the work; Debian has it since its twelfth release."""
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
DOWNLOADED = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
ASKED_S, INSTALLED_S = 60, 900


class NoBrowserError(Exception):
    """There is no browser and none could be installed; the text says what to do."""


def set_up() -> str:
    """The path of a browser that starts, installed first if there is none.

    Raises:
        NoBrowserError: None could be had.
    """
    steps: Sequence[Callable[[], object]] = (lambda: None, install_package, install_download)
    for step in steps:
        step()
        if browser := find():
            return browser
    raise NoBrowserError(
        "The page tests need a Chromium, and none could be installed here.\n"
        "Install one (Debian: apt install chromium; Fedora: dnf install chromium; macOS: brew install chromium)\n"
        "or run: .venv/bin/python -m playwright install --with-deps chromium"
    )


def find() -> str | None:
    """The path of a browser that starts; None if there is none."""
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path and starts(path)), None) or downloaded()


def starts(path: str) -> bool:
    """Whether a program is a browser that runs: Ubuntu's `chromium-browser` may only say that a snap is missing."""
    return run([path, "--version"], within_s=ASKED_S) is not None


def downloaded() -> str | None:
    """The browser that Playwright has downloaded; None if it has none that starts."""
    path = (run([sys.executable, "-c", DOWNLOADED], within_s=ASKED_S) or "").strip()
    return path if path and os.path.exists(path) and starts(path) else None


def install_package() -> None:
    """Install Debian's Chromium, where that is possible: as root, with apt."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("Installing Debian's chromium for the page tests …")
        run(["apt-get", "update", "-qq"], within_s=INSTALLED_S)
        quietly = {"DEBIAN_FRONTEND": "noninteractive"}
        for package in PACKAGES:
            run(
                ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], within_s=INSTALLED_S, **quietly
            )
            if find():
                return


def install_download() -> None:
    """Let Playwright download its own Chromium; where its libraries are missing, it will not start."""
    say("Downloading Playwright's chromium for the page tests …")
    run([sys.executable, "-m", "playwright", "install", "chromium"], within_s=INSTALLED_S)


def run(command: Sequence[str], *, within_s: int, **environment: str) -> str | None:
    """What a command prints; None if it cannot be run, fails or hangs."""
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=within_s, env={**os.environ, **environment}
        )
    except (OSError, subprocess.SubprocessError) as error:
        if within_s == INSTALLED_S:
            say(f"{' '.join(command)}: {(getattr(error, 'stderr', '') or str(error)).strip()[-500:]}")
        return None
    return done.stdout


def say(line: str) -> None:
    """Tell the person who waits, beside what the tests print."""
    print(line, file=sys.stderr, flush=True)


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A headless browser, set up first if need be; closed at the end of the block."""
    from playwright.async_api import async_playwright  # here, so that the set-up runs without it

    path = set_up()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


if __name__ == "__main__":
    try:
        print(set_up())
    except NoBrowserError as error:
        sys.exit(str(error))
