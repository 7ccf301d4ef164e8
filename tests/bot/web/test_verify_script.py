"""The verifier that runs in people's browsers says of every roll what ours says, and needs nothing from anywhere."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

import bot.web
from core.proofs.verify import Result, verify
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.browser import open_browser
from tests.core.proofs.recorded import Recorder, damages, typical

SCRIPT = Path(bot.web.__path__[0]) / "static" / "verify.js"
SIGNED_BY = Ed25519SignatureCheck().verify
BATCH = 400
CHECK = """async batch => {
    const told = [];
    for (const file of batch) told.push(await verify(Uint8Array.from(atob(file), each => each.charCodeAt(0))));
    return told;
}"""
WITHOUT_ED25519 = """() => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    crypto.subtle.importKey = async (form, key, algorithm, ...rest) => {
        if (algorithm === "Ed25519") throw new DOMException("Unrecognized name.", "NotSupportedError");
        return importKey(form, key, algorithm, ...rest);
    };
}"""
Told = tuple[str, str, str | None, dict[str, Any]]


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    """One browser for these tests."""
    async with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
async def page(browser: Browser) -> AsyncGenerator[Page]:
    """A page with the script."""
    async with open_page(browser) as opened:
        yield opened


@asynccontextmanager
async def open_page(browser: Browser) -> AsyncGenerator[Page]:
    """A page that has loaded the script, and has no network any more."""

    async def serve(request: web.Request) -> web.Response:
        script = request.path == "/verify.js"
        return web.Response(
            body=SCRIPT.read_bytes() if script else b"<!doctype html>",
            content_type="text/javascript" if script else "text/html",
        )

    app = web.Application()
    app.router.add_get("/{path:.*}", serve)
    async with TestServer(app) as server:
        context = await browser.new_context()
        opened = await context.new_page()
        await opened.goto(str(server.make_url("/")))
        await opened.evaluate("async () => { globalThis.verify = (await import('/verify.js')).verify; }")
        await context.set_offline(True)
        yield opened
        await context.close()


async def in_browser(page: Page, files: Sequence[bytes]) -> list[list[Told]]:
    """What the script says of each file."""
    told = await page.evaluate(CHECK, [base64.b64encode(file).decode() for file in files])
    return [[(each["name"], each["result"], each["reason"], each["facts"]) for each in checks] for checks in told]


def in_python(file: bytes) -> list[Told]:
    """What our verifier says, but for what the script leaves out: the facts of what passed, and where a form strays."""
    return [
        (check.name, check.result, check.reason, {} if check.reason in (None, "shape") else dict(check.facts))
        for check in verify(file, SIGNED_BY).checks
    ]


async def assert_agreed(page: Page, files: Iterable[bytes]) -> int:
    """Compare the two on every file; how many there were."""
    waiting, count = iter(files), 0
    while batch := list(islice(waiting, BATCH)):
        for file, told in zip(batch, await in_browser(page, batch), strict=True):
            assert told == in_python(file), file
        count += len(batch)
    return count


def test_the_script_is_small_and_asks_for_nothing() -> None:
    text = SCRIPT.read_text("utf-8")

    assert len(text.encode()) <= 6 * 1024
    assert max(map(len, text.splitlines())) <= 120
    assert not [word for word in ("import ", "import(", "fetch", "http", "eval", "innerHTML") if word in text]


async def test_rolls_are_verified_in_the_browser(page: Page) -> None:
    recorder = Recorder()
    files = [*recorder.public_rolls(150), *recorder.hidden_rolls(50)]

    assert {result for checks in await in_browser(page, files) for _, result, _, _ in checks} == {Result.PASSED}
    assert await assert_agreed(page, files) == 200


async def test_what_is_not_revealed_is_left_open_in_the_browser(page: Page) -> None:
    recorder = Recorder()

    await assert_agreed(page, [*recorder.public_rolls(20, revealed=False), *recorder.hidden_rolls(5, revealed=False)])


@pytest.mark.parametrize("name", typical())
async def test_a_flipped_bit_is_named_alike_in_the_browser(page: Page, name: str) -> None:
    whole = [damage.file for damage in damages(typical()[name])]

    assert await assert_agreed(page, whole[::5]) == len(whole[::5])


@pytest.mark.soak
async def test_every_flipped_bit_is_named_alike_in_the_browser(page: Page) -> None:
    for file in typical().values():
        await assert_agreed(page, (damage.file for damage in damages(file)))


@pytest.mark.soak
async def test_ten_thousand_public_rolls_are_verified_in_the_browser(page: Page) -> None:
    assert await assert_agreed(page, Recorder(1).public_rolls(10_000)) == 10_000


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "unreadable"),
        (b"\xff{}", "unreadable"),
        (b"\xef\xbb\xbf{}", "unreadable"),
        (b'{"a":NaN}', "unreadable"),
        (b"{}\n\n", "not-canonical"),
        (b'{"a":1.0}', "not-canonical"),
        (b'{"a":-0}', "not-canonical"),
        (b'{"a":1e400}', "not-canonical"),
        (b'{"a":9007199254740992}', "not-canonical"),
        (b'{"a":1,"a":1}', "not-canonical"),
        (b'{"b":1,"a":2}', "not-canonical"),
        (b'{"__proto__": 1}', "not-canonical"),
        (b'{"a":"\\ud83d"}', "not-canonical"),
        (b'{"a":"\\u0041"}', "not-canonical"),
        (b"undefined", "unreadable"),
        (b"null", "shape"),
        (b'"\\u001f\\n\xe2\x80\xa8\x7f"', "shape"),
        (b'{"__proto__":1}', "shape"),
        (b'{"record":null}', "shape"),
    ],
)
async def test_a_file_of_another_form_is_refused_alike_in_the_browser(page: Page, file: bytes, reason: str) -> None:
    await assert_agreed(page, [file])

    assert await in_browser(page, [file]) == [[("form", "failed", reason, {})]]


async def test_a_browser_without_ed25519_says_so_and_checks_the_rest(browser: Browser) -> None:
    async with open_page(browser) as page:
        await page.evaluate(WITHOUT_ED25519)
        (told,) = await in_browser(page, [typical()["public"]])

    assert ("signature", "open", "unsupported", {}) in told
    assert {result for name, result, _, _ in told if name != "signature"} == {"passed"}
