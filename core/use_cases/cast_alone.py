"""Cast a spell outside a fight: the slot is spent on the sheet, and what the spell rolls is rolled."""

from __future__ import annotations

from dataclasses import dataclass

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.combat.acts import casting_alone
from core.combat.acts.castable import Castable, meant, of_character
from core.combat.acts.casting_alone import AloneCast
from core.combat.acts.played import Played
from core.combat.situation.throws import Throws
from core.dice.advantage import Advantage
from core.ids import Cause, StreamId
from core.ports.fighting import Book
from core.ports.ledger import Ledger
from core.ports.playing import Deed, Playing
from core.tables.decide import Place


@dataclass(frozen=True, slots=True)
class WantedSpell:
    """A spell as somebody wants to cast it.

    Attributes:
        name: As they typed it.
        slot: The level of the slot; None for the lowest that will do.
        ritual: Whether it is cast as a ritual, without a slot.
        advantage: What its attacks are rolled with.
    """

    name: str
    slot: int | None = None
    ritual: bool = False
    advantage: Advantage = Advantage.NONE


@dataclass(frozen=True, slots=True)
class SpellCast:
    """A spell that was cast.

    Attributes:
        plan: How.
        played: What it came to.
    """

    plan: AloneCast
    played: Played


class CastAlone:
    """Cast it once for a cause."""

    def __init__(self, playing: Playing, ledger: Ledger, book: Book) -> None:
        self._playing = playing
        self._ledger = ledger
        self._book = book

    async def spells(self, stream: StreamId) -> list[Castable]:
        """All spells that a character has.

        Raises:
            NotFoundError: ``character-not-found``.
        """
        character, _ = await self._ledger.read(CHARACTERS, stream)
        return self._spells(character.written())[0]

    async def __call__(
        self, stream: StreamId, hand: Hand, wanted: WantedSpell, place: Place, *, cause: Cause
    ) -> SpellCast:
        """The sheet after it, and the roll.

        Raises:
            NotFoundError: ``character-not-found`` or ``spell-not-theirs``.
            NotAllowedError: ``not-your-character``.
            RuleError: ``spell-not-prepared``, ``not-a-ritual``, ``slot-too-low`` or ``no-slot``.
        """
        plans: list[AloneCast] = []

        def play(sheet: Sheet, throws: Throws) -> Sheet:
            known, records = self._spells(sheet)
            spell = meant(known, wanted.name, exact=self._book.spell(wanted.name, sheet.edition))
            plan = casting_alone.planned(sheet, records, spell, slot=wanted.slot, ritual=wanted.ritual)
            plans.append(plan)
            return casting_alone.cast_alone(sheet, records, plan, throws, advantage=wanted.advantage)

        played = await self._playing.do(stream, hand, Deed(play, "spells"), place, cause=cause)
        return SpellCast(plans[0] if plans else self._as_it_was(played, wanted), played)

    def _as_it_was(self, played: Played, wanted: WantedSpell) -> AloneCast:
        """How it was cast when the cause was first heard: the slot that was spent is among the changes."""
        known, records = self._spells(played.sheet)
        spell = meant(known, wanted.name, exact=self._book.spell(wanted.name, played.sheet.edition))
        spent = [int(each.path[1]) for each in played.changes if each.path[0] == "slots_spent"]
        if any(each.path[0] == "pact_spent" for each in played.changes):
            spent.append(casting_alone.pact_level(played.sheet, records))
        return casting_alone.with_level(played.sheet, records, spell, next(iter(spent), None))

    def _spells(self, sheet: Sheet) -> tuple[list[Castable], Records]:
        records = self._book.records(sheet)
        return of_character(sheet, records), records
