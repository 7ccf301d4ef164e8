"""What came of verifying a roll: the verdict in plain words, then every check with a mark and a word.

Pure: a report and words in, a view out. Notation and totals may come from a file that somebody changed, so nothing of
them is markup, and no more of them is shown than has room.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import discord
from discord import app_commands
from discord.utils import format_dt

from cogs.ui.cards import FAIL, PASS, PLAIN
from cogs.ui.markdown import code, cut, plain
from cogs.ui.proof_words import sentence
from cogs.ui.text import Words
from cogs.ui.views import card
from core.dice.advantage import Advantage
from core.proofs.totals import listed
from core.proofs.verify import Check, Report, Result
from core.tables.names import one_line
from core.tables.records import Record

ACCENT: Final = {Result.PASSED: PASS, Result.FAILED: FAIL, Result.OPEN: PLAIN}
SHOWN_NOTATION: Final = 200
SHOWN_TOTALS: Final = 100
SHOWN_FACT: Final = 100
CHOICE: Final = 100
"""What Discord shows of a choice."""
_UNITS: Final = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


def verify_card(report: Report, words: Words, *, url: str | None, from_file: bool = False) -> discord.ui.LayoutView:
    """The answer to *verify*.

    Args:
        report: What came of the checks.
        words: The language.
        url: Where the roll's page is; None for a file of which we cannot say that it is ours.
        from_file: Whether the file is somebody's, and may be older than what is known by now.
    """
    verdict, *more = _verdict(report, words, from_file=from_file)
    link = discord.ui.Button[Any](label=words("button-permalink"), url=url) if url else None
    return card(
        "\n".join([f"### {verdict}", *more]),
        *([_rolled(report, words)] if report.record else []),
        "\n".join(_line(check, words) for check in report.checks),
        *_foot(report, words),
        accent=ACCENT[report.result],
        buttons=(link,) if link else (),
    )


def roll_choices(records: Sequence[Record], typed: str, now: datetime, words: Words) -> list[app_commands.Choice[str]]:
    """The rolls that what was typed is in: what came out, what was rolled, how long ago."""
    choices = [_roll_choice(record, now, words) for record in records]
    return [choice for choice in choices if typed.casefold() in f"{choice.name} {choice.value}".casefold()]


def _roll_choice(record: Record, now: datetime, words: Words) -> app_commands.Choice[str]:
    rolled = record.rolled
    totals = listed([part.total for part in rolled.parts] or [rolled.total])
    parts = [
        cut(totals, 20),
        cut(rolled.notation, 40),
        *([words("verify-choice-hidden")] if rolled.hidden else []),
        _ago((now - record.mark.at).total_seconds(), words),
    ]
    return app_commands.Choice(name=cut(" · ".join(parts), CHOICE - 1), value=rolled.roll_id)


def _verdict(report: Report, words: Words, *, from_file: bool) -> list[str]:
    """The verdict, and what there is to know about it."""
    hidden = report.record is not None and report.record["kind"] == "sealed"
    decisive = [check for check in report.checks if check.result is report.result]
    if report.result is Result.PASSED:
        return [words("verify-passed-hidden" if hidden else "verify-passed")]
    if report.result is Result.FAILED:
        return [words("verify-failed", why=_sentence(decisive[0], words))]
    if all(check.reason == "unknown-notation" for check in decisive):
        return [words("verify-open-notation")]
    if from_file:
        return [words("verify-open-file"), words("verify-open-file-more")]
    if hidden:
        return [words("verify-open-hidden"), words("verify-open-hidden-more")]
    return [words("verify-open"), words("verify-open-more")]


def _rolled(report: Report, words: Words) -> str:
    record, claim = report.record, report.claim
    assert record is not None, "a report without a record has nothing to show"
    what = [words("verify-hidden")]
    if claim is not None:
        totals = cut(listed(claim["totals"]), SHOWN_TOTALS)
        what = [f"{code(one_line(claim['notation']), SHOWN_NOTATION)} = **{totals}**"]
        what += [_advantage(claim["advantage"], words)] if claim["advantage"] != Advantage.NONE else []
        what += [words("verify-dc", dc=str(claim["dc"]))] if claim["dc"] is not None else []
    return " · ".join([*what, _when(record["time"])])


def _advantage(name: str, words: Words) -> str:
    return words(f"advantage-{name}") if name in set(Advantage) else code(name, SHOWN_FACT)


def _when(time: str) -> str:
    try:
        return format_dt(datetime.fromisoformat(time), "f")
    except ValueError:  # a file may name a day that there never was
        return code(time, SHOWN_FACT)


def _line(check: Check, words: Words) -> str:
    return words(f"verify-{check.result}-check", name=f"`{check.name}`", said=_sentence(check, words))


def _sentence(check: Check, words: Words) -> str:
    return sentence(check, words, lambda fact: plain(cut(fact, SHOWN_FACT)))


def _foot(report: Report, words: Words) -> list[str]:
    key = next((check.facts["key"] for check in report.checks if "key" in check.facts), None)
    if report.record is None or key is None:
        return []
    return [words("verify-foot", key=f"`{key}`", roll=f"`{report.record['id']}`")]


def _ago(seconds: float, words: Words) -> str:
    """How long ago something was, in its largest unit."""
    for unit, length in _UNITS:
        if seconds >= length:
            return words(f"ago-{unit}", count=int(seconds // length))
    return words("ago-moments")
