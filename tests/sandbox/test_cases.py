"""The cases of the tables beside this file and of the published one, where it is at hand; and the tables themselves."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conformance.court import Court
from tests.conformance.discord_bodies import Case, check, read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_CASES = Path(__file__).parent / "cases"
_PUBLISHED = Path(__file__).parents[3] / "shared" / "discord" / "payloads.json"
OWN = sorted(_CASES.glob("*.json"))
FILES = [*OWN, *([_PUBLISHED] if _PUBLISHED.exists() else [])]
CASES = [(file, case) for file in OWN for case in read(file)]

FEWEST = 250
"""As many as the sandbox's own tables have at least, beside the published one."""
PAGES = frozenset({
    "components/reference", "interactions/application-commands", "interactions/receiving-and-responding", "reference",
    "resources/audit-log", "resources/channel", "resources/emoji", "resources/guild", "resources/guild-scheduled-event",
    "resources/invite", "resources/message", "resources/poll", "resources/user", "resources/voice", "resources/webhook",
    "topics/opcodes-and-status-codes", "topics/permissions", "topics/rate-limits", "topics/threads",
})  # fmt: skip
_DOCUMENTATION = re.compile(r"https://discord\.com/developers/docs/([a-z/-]+)(#[a-z0-9-]+)?")
_ISSUE = re.compile(r"https://github\.com/discord/discord-api-(docs|spec)/(issues|pull|discussions)/\d+")


@pytest.fixture(scope="module")
async def court() -> AsyncIterator[Court]:
    """A server before which each case finds a Discord of its own."""
    async with Court() as opened:
        yield opened


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for file in FILES for case in read(file)])
async def test_the_sandbox_judges_as_the_documentation_does(court: Court, case: Case) -> None:
    verdict = await check(case, court)
    assert verdict.passed, verdict.said


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_a_table_says_what_it_is_about_and_has_both_sides(file: Path) -> None:
    table = json.loads(file.read_text(encoding="utf-8"))
    assert table["meta"]["about"]
    assert {case["expect"] for case in table["cases"]} == {"accept", "reject"}


def test_there_are_cases_enough_and_no_two_of_one_name() -> None:
    counted = Counter(case.id for _, case in CASES)
    assert len(CASES) >= FEWEST
    assert [name for name, count in counted.items() if count > 1] == []


def test_each_case_names_the_page_that_it_comes_from() -> None:
    strays: list[str] = []
    for _, case in CASES:
        page = _DOCUMENTATION.fullmatch(case.source)
        if not (page and page[1] in PAGES) and not _ISSUE.fullmatch(case.source):
            strays.append(f"{case.id}: {case.source}")
    assert strays == []


def test_each_limit_is_shown_from_both_sides() -> None:
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for _, case in CASES:
        if case.limit:
            sides[case.limit].add(case.expect)
    assert len(sides) >= 200
    assert [limit for limit, shown in sides.items() if shown != {"accept", "reject"}] == []


def test_a_refusal_says_where_or_with_which_code() -> None:
    vague = [case.id for file, case in CASES if case.expect == "reject" and "edges" in file.stem and not _exact(case)]
    assert vague == []


def _exact(case: Case) -> bool:
    return case.code is not None or bool(case.at)
