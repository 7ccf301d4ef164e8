"""The door to the directory of characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.characters.directory import CharacterEntry
from core.ids import StreamId, UserId


class CharacterDirectory(Protocol):
    """Finds characters. Its lines follow the ledger, in the same transaction; what people play where is its own.

    Every method may raise `UnavailableError`: ``database-away``.
    """

    async def of(self, user: UserId) -> list[CharacterEntry]:
        """A person's own characters by name, those that were deleted last."""
        ...

    async def usable_by(self, user: UserId) -> list[CharacterEntry]:
        """The characters that a person owns or was given to use, by name, those that were deleted left out."""
        ...

    async def entry(self, stream: StreamId) -> CharacterEntry | None:
        """One character's line."""
        ...

    async def several(self, streams: Sequence[StreamId]) -> list[CharacterEntry]:
        """Several characters' lines, those that were deleted among them, in no order."""
        ...

    async def use(self, user: UserId, key: str, stream: StreamId | None) -> None:
        """Remember which character somebody plays in a place; None: none in particular.

        Args:
            user: Who.
            key: The place, as `Whereabouts.key` has it.
            stream: The character.
        """
        ...

    async def used(self, user: UserId, keys: Sequence[str]) -> CharacterEntry | None:
        """The character that somebody plays: what they said for the first of these places that they said it for.

        A character that was deleted, or is no longer theirs to use, does not count. Who said nothing plays the only
        one that they own.
        """
        ...

    async def used_by_all(self, users: Sequence[UserId], keys: Sequence[str]) -> dict[UserId, CharacterEntry]:
        """The characters that several people play, as `used` has them; whoever plays none is left out."""
        ...
