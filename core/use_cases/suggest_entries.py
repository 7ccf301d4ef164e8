"""Offer what can be looked up while somebody types."""

from __future__ import annotations

from typing import Final

from core.ports.rulebook import Rulebook
from core.rulebook.titles import Title
from core.rules.edition import Edition

MOST: Final = 25
"""What Discord shows."""


class SuggestEntries:
    """The titles that may be meant."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    async def __call__(self, typed: str, edition: Edition) -> list[Title]:
        """Those that may be meant by what was typed so far, the likeliest first."""
        titles = await self._rulebook.titles(edition)
        return titles.suggested(typed, MOST)
