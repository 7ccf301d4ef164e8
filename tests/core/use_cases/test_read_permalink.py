"""Reading a permalink: found while it lasts, and otherwise not found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import NotFoundError
from core.ids import RollId
from core.tables.permalinks import Permalink
from core.use_cases.read_permalink import ReadPermalink

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
HERE = Permalink(RollId("a"), None, None, "Mara", NOW - timedelta(days=1), NOW + timedelta(days=1), None)


class Shelf:
    """A reader that has one permalink and leaves its end to others."""

    def __init__(self, permalink: Permalink) -> None:
        self.permalink = permalink

    async def find(self, roll_id: RollId, now: datetime) -> Permalink | None:
        """Find it by name."""
        return self.permalink if roll_id == self.permalink.roll_id else None


async def test_a_permalink_is_found() -> None:
    assert await ReadPermalink(Shelf(HERE), now=lambda: NOW)(RollId("a")) is HERE


@pytest.mark.parametrize(
    ("roll_id", "now"),
    [
        pytest.param("b", NOW, id="there is none"),
        pytest.param("a", HERE.expires_at, id="it has just ended"),
        pytest.param("a", HERE.expires_at + timedelta(days=1), id="it has ended"),
    ],
)
async def test_what_is_not_there_is_not_found(roll_id: str, now: datetime) -> None:
    with pytest.raises(NotFoundError) as refused:
        await ReadPermalink(Shelf(HERE), now=lambda: now)(RollId(roll_id))

    assert refused.value.reason == "roll-not-found"
