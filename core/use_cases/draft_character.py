"""Work out a new character, or the next level of one, step by step: what was chosen is kept between the steps."""

from __future__ import annotations

from collections.abc import Callable

from core.characters.drafts import Draft
from core.errors import NotFoundError
from core.ids import Cause, UserId
from core.ports.drafts import Drafts


class DraftCharacter:
    """A person's drafts."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    async def begin(self, draft: Draft) -> Draft:
        """Begin, or go on with what was begun."""
        return await self._drafts.begin(draft)

    async def find(self, user: UserId, key: Cause) -> Draft:
        """One that was begun.

        Raises:
            NotFoundError: ``draft-not-found``: it was made or thrown away since.
        """
        draft = await self._drafts.find(user, key)
        if draft is None:
            raise NotFoundError("draft-not-found")
        return draft

    async def change(self, user: UserId, key: Cause, change: Callable[[Draft], Draft]) -> Draft:
        """Choose something.

        Raises:
            NotFoundError: ``draft-not-found``.
            GameError: What the change refuses.
        """
        draft = await self._drafts.change(user, key, change)
        if draft is None:
            raise NotFoundError("draft-not-found")
        return draft

    async def drop(self, user: UserId, key: Cause) -> None:
        """Throw it away, or forget it once it is made."""
        await self._drafts.drop(user, key)
