"""The checker itself: it fails what does not go as the case says, and says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conformance import __main__ as command_line
from tests.conformance.court import Court
from tests.conformance.discord_bodies import Case, check
from tests.conformance.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

LONG = {"content": "x" * 2001}


@pytest.fixture(scope="module")
async def court() -> AsyncIterator[Court]:
    """A server before which each case finds a Discord of its own."""
    async with Court() as opened:
        yield opened


def case(**changes: Any) -> Case:
    told: dict[str, Any] = {"id": "message/long", "expect": "reject", "method": "POST", "body": LONG}
    return Case(**{"path": "/channels/{channel}/messages", **told, **changes})


@pytest.mark.parametrize(
    ("changes", "passed"),
    [
        ({}, True),
        ({"at": ("content",), "code": 50035}, True),
        ({"expect": "accept"}, False),
        ({"body": {"content": "x"}}, False),
        ({"body": {"content": "x"}, "expect": "accept"}, True),
        ({"code": 50006}, False),
        ({"status": 403}, False),
        ({"at": ("embeds",)}, False),
        ({"at": ("content", "embeds")}, False),
        ({"path": "/channels/{channel}/nowhere"}, False),
        ({"path": "/channels/{channel}/nowhere", "expect": "accept"}, False),
    ],
)
async def test_a_case_passes_only_when_all_that_it_says_holds(
    court: Court, changes: dict[str, Any], passed: bool
) -> None:
    assert (await check(case(**changes), court)).passed is passed


async def test_a_case_finds_nothing_of_the_one_before(court: Court) -> None:
    name = {"id": "name", "expect": "accept", "method": "PATCH", "path": "/channels/{channel}", "body": {"name": "x"}}
    before = court.convene()
    assert (await check(Case(**name, given={"allow": ["MANAGE_CHANNELS"]}), court)).passed
    after = court.convene()
    assert before.token != after.token
    assert "x" not in {channel.name for channel in after.world.channels.values()}
    assert not (await check(Case(**name), court)).passed


def test_the_command_counts_and_its_exit_code_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"method": "POST", "path": "/channels/{channel}/messages", "body": LONG}
    good, bad = {"id": "a", "expect": "reject", **told}, {"id": "b", "expect": "accept", **told}
    file = tmp_path / "cases.json"
    for cases, code, last in (([good], 0, "1 passed, 0 failed"), ([good, bad], 1, "1 passed, 1 failed")):
        file.write_text(json.dumps({"cases": cases}))
        assert command_line.main(["discord", str(file)]) == code
        assert capsys.readouterr().out.splitlines()[-1] == last


def test_a_failure_is_named_with_what_came_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.report([Verdict("message/x", passed=False, said="expected to be accepted, got 400")]) == 1
    assert "FAILED message/x: expected to be accepted, got 400" in capsys.readouterr().out


def test_no_case_at_all_is_no_success() -> None:
    assert command_line.report([]) == 1
