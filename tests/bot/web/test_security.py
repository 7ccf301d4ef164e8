"""The headers: on every answer, of whatever status, and strict."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from tests.bot.web.house import OPTIONS, STRENGTH, Rolls, Site, open_site

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "everquill",
}


async def test_every_answer_has_them(site: Site, rolls: Rolls) -> None:
    path = f"/roll/{await rolls.write(STRENGTH)}"
    etag = (await site.ask(path)).headers["ETag"]
    answers = [
        await site.ask(path),
        await site.ask(path, method="HEAD"),
        await site.ask(path, If_None_Match=etag),
        await site.ask(path, method="POST"),
        await site.ask("/roll/never-never-never-neve"),
        await site.ask("/api/permalink/never-never-never-neve"),
        await site.ask("/nowhere"),
        await site.ask("/api/nowhere"),
        await site.ask("/health"),
        await site.ask("/metrics"),
        await site.ask("/icon.svg"),
    ]

    assert [answer.status for answer in answers] == [200, 200, 304, 405, 404, 404, 404, 404, 200, 200, 200]
    for answer in answers:
        assert FIXED.items() <= dict(answer.headers).items()
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Cache-Control" in answer.headers


async def test_a_bug_shows_nothing_of_itself_and_has_them_too(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(roll_id: str) -> None:
        raise ZeroDivisionError("the secret reason")

    async with open_site(read=broken) as site:
        answer = await site.ask("/roll/never-never-never-neve", Accept="text/html")

        assert answer.status == 500
        assert FIXED.items() <= dict(answer.headers).items()
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert [seen[:3] for seen in site.observed] == [("/roll/{roll_id}", "GET", 500)]
    assert "the secret reason" in caplog.text


async def test_the_policy_allows_the_pages_own_sheet_and_no_other_code(site: Site, rolls: Rolls) -> None:
    for path in (f"/roll/{await rolls.write(STRENGTH)}", "/roll/never-never-never-neve"):
        answer = await site.ask(path)
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        sheets = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() for sheet in sheets]

        assert policy == {
            "default-src": "'none'",
            "style-src": f"'sha256-{hashes[0]}'",
            "img-src": "'self'",
            "script-src": "'self'",
            "connect-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        assert len(sheets) == 1
        assert " style=" not in answer.text
        assert "<script" not in answer.text


async def test_only_https_asks_for_https_ever_after(bare: Site) -> None:
    secure = replace(OPTIONS, public_url="https://rolls.example.org")
    async with open_site(options=secure) as https:
        answer = await https.ask("/health")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in (await bare.ask("/health")).headers
