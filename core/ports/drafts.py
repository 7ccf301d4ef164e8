"""The door to drafts: one a person and subject, kept until it is made or thrown away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from core.characters.drafts import Draft
from core.ids import Cause, UserId


class Drafts(Protocol):
    """Keeps drafts. Every method may raise `UnavailableError`: ``database-away``."""

    async def begin(self, draft: Draft) -> Draft:
        """Keep a draft unless its person has one of that subject already; the one that is kept then."""
        ...

    async def find(self, user: UserId, key: Cause) -> Draft | None:
        """A person's draft."""
        ...

    async def change(self, user: UserId, key: Cause, change: Callable[[Draft], Draft]) -> Draft | None:
        """Change a draft, one after the other; what it is then, or None where there is none.

        What the change refuses changes nothing.
        """
        ...

    async def drop(self, user: UserId, key: Cause) -> None:
        """Throw a draft away, or forget it once it is made."""
        ...
