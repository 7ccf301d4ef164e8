"""The stage of a step: the scene, and the sheets of the characters on it, which a step may write on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.characters.health import with_slot_back
from core.characters.numbers import creature
from core.characters.records import UNKNOWN, Records
from core.characters.sheet import Sheet
from core.combat.means.answering import affords
from core.combat.play.player import settle
from core.combat.record.events import Step
from core.combat.record.openings import after
from core.combat.record.proceedings import Offered
from core.combat.record.state import Combatant, Fight
from core.combat.record.steps import Done
from core.combat.situation.book import Book
from core.combat.situation.corroding import corroded
from core.combat.situation.creatures import LAIR, creature_of
from core.combat.situation.scene import Scene
from core.combat.situation.throws import Throws
from core.ids import StreamId
from core.rules.actions import Economy
from core.rules.creature import Creature


class Stage:
    """One step's stage.

    Attributes:
        scene: The fight, its creatures and the dice.
        newcomers: Sheets of characters that are not in the fight yet.
        answering: The opening that the step is (`core.combat.record.openings`); empty for none.
    """

    def __init__(
        self,
        fight: Fight,
        sheets: Mapping[StreamId, Sheet],
        throws: Throws,
        *,
        book: Book,
    ) -> None:
        """Set the stage.

        Args:
            fight: As it stands.
            sheets: The characters that the step may concern, in the fight or about to enter it.
            throws: The dice.
            book: The rulebooks.
        """
        there = [each for each in fight.combatants.values() if each.character and not each.gone]
        in_fight = {each.character: each.number for each in there}
        own = {in_fight[stream]: sheet for stream, sheet in sheets.items() if stream in in_fight}
        self._book = book
        self.answering = ""
        self.newcomers = {stream: sheet for stream, sheet in sheets.items() if stream not in in_fight}
        vitals = {number: sheet.vitals for number, sheet in own.items()}
        told = {number: (sheet, book.records(sheet)) for number, sheet in own.items()}
        self.scene = Scene(fight, self._creature, vitals, throws, book=book, sheets=told)

    def sheet(self, number: int) -> Sheet:
        """A character's sheet."""
        return self.scene.sheets[number][0]

    def is_character(self, number: int) -> bool:
        """Whether somebody is a character that the step may write on."""
        return number in self.scene.sheets

    def records(self, number: int) -> Records:
        """What the book says of a character's things."""
        return self.scene.sheets[number][1] if number in self.scene.sheets else UNKNOWN

    def write(self, number: int, sheet: Sheet) -> None:
        """A character's sheet is otherwise now."""
        self.scene.sheets[number] = (sheet, self.records(number))
        self.scene.set_vitals(number, sheet.vitals)

    def admit(self, stream: StreamId, combatant: Combatant) -> None:
        """A newcomer is in the fight now."""
        sheet = self.newcomers.pop(stream)
        self.scene.sheets[combatant.number] = (sheet, self._book.records(sheet))
        fight = self.scene.fight
        self.scene.fight = replace(fight.with_(combatant), next_number=combatant.number + 1)
        self.scene.set_vitals(combatant.number, sheet.vitals)

    def done(self, step: Step, *, by: int | None = None, name: str = "", targets: tuple[int, ...] = ()) -> Done:
        """What the step has come to, with what is still owed done."""
        settle(self.scene)
        self._worn_and_kept()
        self._offer_what_can_be_done()
        fight = self.scene.fight
        open_now = after(fight.openings, step, self.scene.log, sequence=fight.sequence, used=self.answering)
        affordable = {key: each for key, each in open_now.items() if self._affords(each.who, each.name, each.cost)}
        fight = replace(fight, openings=affordable)
        vitals = self.scene.characters
        sheets: dict[StreamId, Sheet] = {}
        for number, (sheet, _) in self.scene.sheets.items():
            character = fight.combatants[number].character
            assert character is not None, "who has a sheet is a character"
            sheets[character] = replace(sheet, vitals=vitals[number])
        return Done(step, fight, by, name, targets, tuple(self.scene.log), sheets)

    def _offer_what_can_be_done(self) -> None:
        """What somebody could have answered with, but for what the step itself has used up, is not offered."""
        self.scene.log = [
            each
            for each in self.scene.log
            if not isinstance(each, Offered) or self._affords(each.who, each.name, each.cost)
        ]

    def _affords(self, number: int, name: str, cost: str) -> bool:
        return affords(self.scene, number, name, Economy(cost))

    def _worn_and_kept(self) -> None:
        """Write on sheets what was eaten away, and which slots are not used up after all."""
        for number, node in self.scene.corroded:
            self._rewrite(number, corroded(self.scene, number, self.sheet(number), node))
        for number, level in self.scene.kept_slots:
            if self.is_character(number):
                self._rewrite(number, with_slot_back(self.sheet(number), level))
            else:
                combatant = self.scene.combatant(number)
                spent = combatant.slots_spent.get(level, 0)
                left = {**combatant.slots_spent, level: spent - 1} if spent else combatant.slots_spent
                self.scene.change(replace(combatant, slots_spent=left))
        self.scene.corroded.clear()
        self.scene.kept_slots.clear()

    def _rewrite(self, number: int, sheet: Sheet) -> None:
        self.scene.sheets[number] = (sheet, self.records(number))

    def _creature(self, number: int) -> Creature:
        if self.is_character(number):
            return creature(self.sheet(number), self.records(number))
        combatant = self.scene.combatant(number)
        block = self._book.monster(combatant.monster, self.scene.fight.edition) if combatant.lair_of is None else None
        return creature_of(block) if block else replace(LAIR, edition=self.scene.fight.edition)
