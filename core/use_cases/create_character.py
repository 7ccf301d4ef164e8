"""Make a character of a sheet that has been worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.characters import decide
from core.characters.books import CHARACTERS, character_stream
from core.characters.decide import MOST_CHARACTERS
from core.characters.directory import Scope, Whereabouts
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.errors import LimitError
from core.ids import Cause, UserId
from core.ports.characters import CharacterDirectory
from core.ports.ledger import Ledger, decide_once


@dataclass(frozen=True, slots=True)
class Created:
    """A character that was made.

    Attributes:
        character: It.
        instead_of: The name of the one that was played there until then; empty for none.
    """

    character: Character
    instead_of: str = ""


class CreateCharacter:
    """Make it once for whatever it is named by, and play it from then on where it was made."""

    def __init__(self, ledger: Ledger, characters: CharacterDirectory, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._characters = characters
        self._now = now

    async def __call__(
        self, sheet: Sheet, by: str, user: UserId, place: Whereabouts, *, cause: Cause, of: Cause | None = None
    ) -> Created:
        """The new character, which is played here now; elsewhere, what was played before still is.

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
        before = await self._characters.used(user, place.keys())
        if before is not None and [entry.stream for entry in alive] == [before.stream]:
            await self._characters.use(
                user, Scope.EVERYWHERE.value, before.stream
            )  # being the only one said so till now
        character = await decide_once(
            self._ledger,
            CHARACTERS,
            stream,
            lambda there: decide.create(sheet, by) if there.owner is None else (),
            actor=user,
            cause=cause,
            now=self._now,
        )
        if alive:
            await self._characters.use(user, place.keys()[0], stream)
        return Created(character, before.name if before is not None and before.stream != stream else "")
