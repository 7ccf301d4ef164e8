"""What came of verifying a roll: the verdict in plain words, then every check with a mark and a word.

Pure: a report and words in, a view out. Notation and totals may come from a file that somebody changed, so nothing of
them is markup, and no more of them is shown than has room.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import discord
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
from core.tables.permalinks import RuledOn

ACCENT: Final = {Result.PASSED: PASS, Result.FAILED: FAIL, Result.OPEN: PLAIN}
SHOWN_NOTATION: Final = 200
SHOWN_TOTALS: Final = 100
SHOWN_FACT: Final = 100
SHOWN_TEXTS: Final = 5
SHOWN_TEXT: Final = 100


def verify_card(
    report: Report,
    words: Words,
    *,
    url: str | None,
    from_file: bool = False,
    lost: bool = False,
    ruled: RuledOn | None = None,
) -> discord.ui.LayoutView:
    """The answer to *verify*.

    Args:
        report: What came of the checks.
        words: The language.
        url: Where the roll's page is; None for a file of which we cannot say that it is ours.
        from_file: Whether the file is somebody's, and may be older than what is known by now.
        lost: Whether what is not public yet never will be, for its key is gone.
        ruled: What a DM said last of the roll, which stands beside the proof.
    """
    verdict, *more = _open(report, words, from_file=from_file, lost=lost) or _verdict(report, words)
    link = discord.ui.Button[Any](label=words("button-permalink"), url=url) if url else None
    return card(
        "\n".join([f"### {verdict}", *more]),
        *([_rolled(report, words)] if report.record else []),
        *([_ruling(ruled, words)] if ruled else []),
        "\n".join(_line(check, words) for check in report.checks),
        *_added(report, words),
        *_foot(report, words),
        accent=ACCENT[report.result],
        buttons=(link,) if link else (),
    )


def _verdict(report: Report, words: Words) -> list[str]:
    """The verdict on a roll of which all can be told."""
    if report.result is Result.PASSED:
        hidden = report.record is not None and report.record["kind"] == "sealed"
        return [words("verify-passed-hidden" if hidden else "verify-passed")]
    decisive = next(check for check in report.checks if check.result is Result.FAILED)
    return [words("verify-failed", why=_sentence(decisive, words))]


def _open(report: Report, words: Words, *, from_file: bool, lost: bool) -> list[str]:
    """The verdict on a roll of which not all can be told, and what there is to know about it; else nothing."""
    if report.result is not Result.OPEN:
        return []
    if all(check.reason == "unknown-notation" for check in report.checks if check.result is Result.OPEN):
        return [words("verify-open-notation")]
    hidden = report.record is not None and report.record["kind"] == "sealed"
    kind = "file" if from_file else "lost" if lost else "hidden" if hidden else "seed"
    return [words(f"verify-open-{kind}"), words(f"verify-open-{kind}-more")]


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


def _ruling(ruled: RuledOn, words: Words) -> str:
    said = {"name": plain(ruled.name or words("someone")), "reason": plain(ruled.reason or "–")}
    return words(f"verify-ruling-{ruled.ruling}", **said)


def _added(report: Report, words: Words) -> list[str]:
    """What people compare themselves: the seal, and the last texts; the earlier ones are counted."""
    if report.record is None or report.result is Result.FAILED:
        return []
    lines = [words("verify-commitment", commitment=f"`{report.record['commitment']}`")]
    if report.texts:
        lines.append(words("verify-texts", count=len(report.texts)))
        earlier = len(report.texts) - SHOWN_TEXTS
        lines += [words("verify-texts-earlier", count=earlier)] if earlier > 0 else []
        places = range(max(earlier, 0), len(report.texts))
        lines += [f"{place + 1}\\. {_text(report.texts[place], words)}" for place in places]
    return ["\n".join(lines)]


def _text(text: str | None, words: Words) -> str:
    return words("verify-text-erased") if text is None else plain(cut(one_line(text), SHOWN_TEXT))


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
