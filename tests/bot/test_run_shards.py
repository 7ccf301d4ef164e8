"""`run --shards` says which shards a process holds, before any setting does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import __main__ as command_line
from bot import launcher
from bot.settings import Settings


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` of whoever runs the tests, and shards to choose from."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHARD_COUNT", "8")
    monkeypatch.setenv("SHARD_IDS", "7")


def told(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Settings:
    """The settings that the role is run with."""
    seen: list[Settings] = []

    async def run(settings: Settings, stop: object) -> None:
        seen.append(settings)

    monkeypatch.setattr(launcher, "run", run)
    assert command_line.main(["run", *arguments]) == 0
    return seen[0]


def test_the_argument_goes_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch).shard_ids == (7,)
    assert told(monkeypatch, "--shards", "0-2,5").shard_ids == (0, 1, 2, 5)
    assert told(monkeypatch, "--shards", "leased").shard_ids == "leased"


@pytest.mark.parametrize("text", ["2-1", "some", "0-8"])
def test_a_bad_argument_is_told_as_a_bad_setting(capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert command_line.main(["run", "--shards", text]) == 2
    assert "SHARD_IDS " in capsys.readouterr().err
