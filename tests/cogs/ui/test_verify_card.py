"""The card that answers *verify*: the verdict first, each check with a mark and a word, no hostile markup."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import discord
import pytest

from cogs.ui.text import Words
from cogs.ui.verify_card import verify_card
from core.ledger import canonical
from core.proofs.totals import judge
from core.proofs.verify import Report
from core.tables.permalinks import RuledOn
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.core.proofs.recorded import typical
from tests.data.postgres.rolled import NOW
from tests.words import CATALOGUE

CARD_LETTERS = 4_000
LINK = "https://dice.example/roll/kN3vQ9xT2mZ7bR5cW8yLfA"


@pytest.fixture(scope="module")
def words() -> Words:
    return CATALOGUE.speak(None)


def judged(file: bytes) -> Report:
    return judge(file, Ed25519SignatureCheck().verify)


def changed(**record: Any) -> Report:
    proof = json.loads(typical()["public"])
    proof["record"].update(record)
    return judged(canonical.dump(proof).encode())


def texts(view: discord.ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("public", "### Verified: these faces are what the sealed seed gives."),
        ("hidden", "### Verified: what was revealed is what was sealed when it was rolled"),
        ("public, seed not revealed", "### Cannot be told yet: the table’s seed is made public when its epoch ends"),
        ("hidden, not revealed", "### Cannot be told yet: the roll is hidden"),
    ],
)
def test_the_verdict_stands_first_in_plain_words(words: Words, name: str, verdict: str) -> None:
    assert texts(verify_card(judged(typical()[name]), words, url=LINK))[0].startswith(verdict)


def test_every_check_has_a_mark_and_a_word_in_the_order_of_the_specification(words: Words) -> None:
    report = judged(typical()["public, seed not revealed"])
    lines = texts(verify_card(report, words, url=LINK))[2].splitlines()
    marks = {"passed": "✓ **passed**", "open": "○ **open**", "failed": "✗ **failed**"}
    assert [line.split(" · ")[:2] for line in lines] == [[marks[c.result], f"`{c.name}`"] for c in report.checks]


def test_what_was_rolled_the_key_and_the_page_are_shown(words: Words) -> None:
    report = judged(typical()["public"])
    assert report.record
    assert report.claim
    view = verify_card(report, words, url=LINK)
    rolled, *_, foot = texts(view)[1:]
    assert rolled.startswith(f"`{report.claim['notation']}` = **{report.claim['totals'][0]}** · DC ")
    assert rolled.endswith(":f>")
    assert json.loads(typical()["public"])["key"] in foot
    assert report.record["id"] in foot
    assert [item.url for item in view.walk_children() if isinstance(item, discord.ui.Button)] == [LINK]


def test_a_failure_is_told_by_its_first_reason(words: Words) -> None:
    report = changed(totals=[-1])
    assert texts(verify_card(report, words, url=None))[0].startswith(
        "### Not verified: The record is not what was signed"
    )


def test_an_old_file_is_not_taken_for_the_latest_word(words: Words) -> None:
    report = judged(typical()["public, seed not revealed"])
    assert "it was saved before" in texts(verify_card(report, words, url=LINK, from_file=True))[0]


@pytest.mark.parametrize("name", ["public, seed not revealed", "hidden, not revealed"])
def test_what_was_lost_is_not_promised(words: Words, name: str) -> None:
    shown = "\n".join(texts(verify_card(judged(typical()[name]), words, url=LINK, lost=True)))
    assert shown.startswith("### Cannot be told any more: what would prove it was lost with the bot’s old secret key.")
    assert "yet" not in shown
    assert "is hidden" not in shown


def test_what_can_be_told_is_told_whatever_was_lost(words: Words) -> None:
    shown = texts(verify_card(judged(typical()["public"]), words, url=LINK, lost=True))
    assert shown[0].startswith("### Verified")


def test_a_dms_ruling_stands_beside_the_proof(words: Words) -> None:
    ruled = RuledOn("void", NOW, "**Tobin**", "cocked `die`")
    shown = texts(verify_card(judged(typical()["public"]), words, url=LINK, ruled=ruled))
    assert "**DM ruling by \\*\\*Tobin\\*\\***: it does not count. Why: cocked \\`die\\`" in shown
    erased = texts(
        verify_card(judged(typical()["public"]), words, url=LINK, ruled=replace(ruled, name=None, reason=None))
    )
    assert "**DM ruling by Someone**: it does not count. Why: –" in erased


def test_the_seal_and_the_last_texts_are_shown_and_the_others_counted(words: Words) -> None:
    report = replace(
        judged(typical()["public"]),
        texts=("first", "2nd", None, "**x** @everyone\u202e\n# Verified", "5", "6", "7" * 999),
    )
    assert report.record
    lines = "\n".join(texts(verify_card(report, words, url=LINK))).splitlines()
    at = next(place for place, line in enumerate(lines) if report.record["commitment"] in line)
    assert lines[at + 1 : at + 8] == [
        "Players had added 7 texts:",
        "… 2 before these; the file has them all.",
        "3\\. *(erased)*",
        "4\\. \\*\\*x\\*\\* \\@everyone \\# Verified",
        "5\\. 5",
        "6\\. 6",
        f"7\\. {'7' * 100}…",
    ]
    assert not lines[at + 8].startswith("8")


@pytest.mark.parametrize("name", ["public, no DC", "hidden"])
def test_the_seal_is_shown_where_nobody_added_anything(words: Words, name: str) -> None:
    report = replace(judged(typical()[name]), texts=())
    assert report.record
    shown = "\n".join(texts(verify_card(report, words, url=LINK)))
    assert report.record["commitment"] in shown
    assert "Players had added" not in shown


def test_a_notation_that_is_not_known_is_no_secret_that_will_be_told(words: Words) -> None:
    report = judged(typical()["public"])
    checks = [c for c in changed(notation=")1d20(").checks if c.name == "totals"]
    known = tuple(c for c in report.checks if c.name != "totals")
    assert "cannot add them up" in texts(verify_card(replace(report, checks=(*known, *checks)), words, url=None))[0]


@pytest.mark.parametrize(
    "record",
    [
        {"notation": "`1d20`\n\n# Verified: all is well\u202e @everyone" + "x" * 5_000},
        {"totals": [2**53 - 1] * 2_000},
        {"advantage": "no-such-luck" * 400},
        {"time": "9999-99-99T99:99:99Z"},
        {"time": "0001-01-01T00:00:00Z"},
        {"draws": [[1_000_000, 2**53 - 1]] * 2_000},
        {"dc": 2**53 - 1},
    ],
)
def test_a_hostile_file_makes_a_decent_card(words: Words, record: dict[str, Any]) -> None:
    shown = texts(verify_card(changed(**record), words, url=None))
    assert sum(map(len, shown)) <= CARD_LETTERS
    assert len([line for text in shown for line in text.splitlines() if line.startswith("#")]) == 1
    assert "\u202e" not in "".join(shown)


def test_what_is_no_file_of_ours_has_a_verdict_and_its_reason(words: Words) -> None:
    shown = texts(verify_card(judged(b"<html>"), words, url=None))
    assert len(shown) == 2
    assert shown[0].startswith("### Not verified: This is no verification file")
