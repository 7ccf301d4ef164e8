"""Say which character one plays: in a channel, at a table, in a server or everywhere."""

from __future__ import annotations

from core.characters.directory import CharacterEntry, Scope, Whereabouts
from core.errors import NotFoundError, RuleError
from core.ids import StreamId, UserId
from core.ports.characters import CharacterDirectory


class UseCharacter:
    """Remember what somebody plays where; and what characters they have."""

    def __init__(self, characters: CharacterDirectory) -> None:
        self._characters = characters

    async def __call__(self, user: UserId, place: Whereabouts, scope: Scope, stream: StreamId | None) -> None:
        """Play a character within a scope from now on; None: none in particular.

        Raises:
            RuleError: ``no-such-scope-here``: there is no table in this channel, or no server.
        """
        key = place.key(scope)
        if key is None:
            raise RuleError("no-such-scope-here", scope=scope.value)
        await self._characters.use(user, key, stream)

    async def all(self, user: UserId) -> list[CharacterEntry]:
        """Their own characters, those that were deleted last."""
        return await self._characters.of(user)

    async def now(self, user: UserId, place: Whereabouts) -> CharacterEntry | None:
        """What they play here."""
        return await self._characters.used(user, place.keys())

    async def own(self, user: UserId, named: str) -> CharacterEntry:
        """One of their own characters by its name or stream, those that were deleted among them.

        Raises:
            NotFoundError: ``character-not-named``.
        """
        there = await self._characters.of(user)
        wanted = named.strip().casefold()
        for entry in there:
            if entry.stream == named or entry.name.casefold() == wanted:
                return entry
        names = ", ".join(dict.fromkeys(entry.name for entry in there[:5]))
        raise NotFoundError("character-not-named", named=named[:60], names=names)
