"""Make a character of a sheet that has been worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.characters import decide
from core.characters.books import CHARACTERS, character_stream
from core.characters.decide import MOST_CHARACTERS
from core.characters.directory import Whereabouts
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.errors import LimitError
from core.ids import Cause, UserId
from core.ports.characters import CharacterDirectory
from core.ports.ledger import Ledger, decide_once


class CreateCharacter:
    """Make it once for whatever it is named by, and play it from then on where nothing else is played."""

    def __init__(self, ledger: Ledger, characters: CharacterDirectory, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._characters = characters
        self._now = now

    async def __call__(
        self, sheet: Sheet, by: str, user: UserId, place: Whereabouts, *, cause: Cause, of: Cause | None = None
    ) -> Character:
        """The new character.

        Args:
            sheet: What is written on it.
            by: How it came to be: "quick", "wizard", or what it was imported from.
            user: Whose it is.
            place: Where it is made.
            cause: The interaction.
            of: What the character is named by in the ledger, so that it is made of it once: a draft, or the card that
                shows what is imported; the interaction where neither was.

        Raises:
            LimitError: ``too-many-characters``.
        """
        stream = character_stream(of or cause)
        there = await self._characters.of(user)
        alive = [entry for entry in there if entry.deleted_at is None and entry.stream != stream]
        if len(alive) >= MOST_CHARACTERS:
            raise LimitError("too-many-characters", limit=MOST_CHARACTERS)
        character = await decide_once(
            self._ledger,
            CHARACTERS,
            stream,
            lambda there: decide.create(sheet, by) if there.owner is None else (),
            actor=user,
            cause=cause,
            now=self._now,
        )
        if await self._characters.used(user, place.keys()) is None:  # there are others, and none was chosen here
            await self._characters.use(user, place.keys()[0], stream)
        return character
