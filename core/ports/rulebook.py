"""The door to the books: what can be looked up in them."""

from __future__ import annotations

from typing import Protocol

from core.rulebook.entries import Entry
from core.rulebook.titles import Title, Titles
from core.rules.edition import Edition


class Rulebook(Protocol):
    """Both books, read when somebody asks."""

    async def titles(self, edition: Edition) -> Titles:
        """Everything that can be looked up in an edition, ready to be searched."""
        ...

    async def entry(self, title: Title) -> Entry:
        """What is told of it; numbers alone where its text is not installed."""
        ...
