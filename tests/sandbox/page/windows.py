"""The browser's windows, lent to one test after another.

To open a window and to fetch the page's hundred files anew costs more than most tests do. A window is therefore taken
back when a test is done with it, emptied of all that a page can keep, and lent again for the same kind of screen. One
that a test failed in, or left other pages open in, is thrown away. What a test listens for, it listens for once: the
listeners of a window stay with it.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, ConsoleMessage, Page, Request

FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


@dataclass(slots=True)
class Window:
    """A page, and what went wrong in it while it was lent."""

    page: Page
    troubles: list[str] = field(default_factory=list[str])

    def watch(self, base_url: str) -> None:
        """Collect what goes wrong from now on. A refusal (400) is no trouble, though the browser says so."""

        def said(message: ConsoleMessage) -> None:
            if message.type != "log" and "status of 400" not in message.text:
                self.troubles.append(f"{message.type}: {message.text}")

        def asked(request: Request) -> None:
            if not request.url.startswith((base_url, "blob:")):
                self.troubles.append(f"foreign: {request.url}")

        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error.stack or error}"))
        self.page.on("console", said)
        self.page.on("request", asked)


class Windows:
    """All windows of a run."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[Window]] = defaultdict(list)

    @asynccontextmanager
    async def lend(self, base_url: str, blank: str, **options: Any) -> AsyncGenerator[Page]:
        """Lend a window that holds nothing yet. Whatever goes wrong in it meanwhile fails who borrowed it.

        Args:
            base_url: Nothing may be asked for from anywhere else.
            blank: An address of the same origin that runs no script.
            options: What the browser's context is opened with.
        """
        kind = repr((base_url, sorted(options.items())))
        window = self._idle[kind].pop() if self._idle[kind] else await self._open(base_url, options)
        window.troubles.clear()
        try:
            yield window.page
        except BaseException:
            await window.page.context.close()
            raise
        troubles = window.troubles.copy()
        if await _empty(window.page, blank, options):
            self._idle[kind].append(window)
        assert troubles == []

    async def _open(self, base_url: str, options: dict[str, Any]) -> Window:
        context = await self._browser.new_context(**options)
        window = Window(await context.new_page())
        window.watch(base_url)
        return window


async def _empty(page: Page, blank: str, options: dict[str, Any]) -> bool:
    """Leave nothing behind; False where the window had to be closed instead."""
    if page.context.pages != [page]:
        await page.context.close()
        return False
    await page.unroute_all()
    await page.goto(blank)
    await page.evaluate(FORGET)
    await page.emulate_media(color_scheme=options.get("color_scheme", "light"))
    return True
