"""What every role of a process is made from, and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.adapters import Adapters
from bot.metrics import Metrics
from bot.settings import Settings
from cogs.ui.text import Catalogue


def now() -> datetime:
    """The time, for those who take it as an argument."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the roles of one process are made from.

    Attributes:
        public_url: What permalinks start with.
    """

    settings: Settings
    adapters: Adapters
    catalogue: Catalogue
    metrics: Metrics
    public_url: str
