"""From when on, as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import RuleError
from core.tables.since import read_since

NOW = datetime(2026, 11, 21, 19, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("12h", timedelta(hours=12)),
        ("1 hour ago", timedelta(hours=1)),
        ("7d", timedelta(days=7)),
        (" 2 Weeks ", timedelta(weeks=2)),
        ("3 months ago", timedelta(days=90)),
        ("1y", timedelta(days=365)),
        ("0d", timedelta(0)),
    ],
)
def test_a_span_goes_back_from_now(typed: str, back: timedelta) -> None:
    assert read_since(typed, NOW) == NOW - back


def test_a_day_begins_at_midnight_utc() -> None:
    assert read_since("2026-11-01", NOW) == datetime(2026, 11, 1, tzinfo=UTC)
    assert read_since("Today", NOW) == datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_nothing_means_from_the_beginning(typed: str | None) -> None:
    assert read_since(typed, NOW) is None


@pytest.mark.parametrize(
    "typed", ["yesteryear", "7", "d", "-3d", "2026-02-31", "2026-13-01", "01.11.2026", "99999y", "7d 3h", "٣d", "1e3d"]
)
def test_what_cannot_be_read_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(RuleError, match="since-unreadable") as refused:
        read_since(typed, NOW)
    assert refused.value.facts["since"] == typed


def test_a_long_text_is_not_told_back_whole() -> None:
    with pytest.raises(RuleError) as refused:
        read_since("x" * 500, NOW)
    assert len(str(refused.value.facts["since"])) == 30
