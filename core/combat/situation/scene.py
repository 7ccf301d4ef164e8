"""What a deed is played on: the fight, how everybody in it is, the dice, and what has happened so far.

A scene changes while one deed is played and is thrown away after it; what stays is the fight that it leaves. Harm and
endings do not play trees themselves: they say which deeds are owed, and whoever plays deeds does those next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from core.characters.records import Records
from core.characters.sheet import Sheet
from core.combat.record.deed import Deed
from core.combat.record.happenings import Happening, Offered
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant, Fight, Side
from core.combat.situation.book import Book
from core.combat.situation.creatures import creature_of
from core.combat.situation.numbers import as_now
from core.combat.situation.throws import Throws
from core.features.book import powers_of
from core.features.powers import NO_POWERS, WILD_SHAPE, Powers
from core.monsters.stat_block import StatBlock
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.creature import Creature
from core.rules.effects.grips import Corrode
from core.rules.spells import Spell
from core.rules.vitals import Vitals


class Scene:
    """One deed's stage.

    Attributes:
        fight: As it stands now.
        throws: Its dice.
        book: The rulebooks.
        sheets: The characters' sheets, with what the deed has written on them, and what the book says of them.
        log: What has happened.
        owed: Deeds that follow from what has happened, in their order.
        corroded: What eats away what characters wear or hold, and whose that is.
        kept_slots: Slots that are not used up after all: whose, and of which level.
        able: Who could react as what is done now began.
    """

    def __init__(
        self,
        fight: Fight,
        creature: Callable[[int], Creature],
        vitals: Mapping[int, Vitals],
        throws: Throws,
        *,
        book: Book,
        sheets: Mapping[int, tuple[Sheet, Records]] | None = None,
    ) -> None:
        """Begin.

        Args:
            fight: As it stands.
            creature: The numbers that somebody has by nature: of every monster, and of those characters of whom it is
                told how they are.
            vitals: How these characters are.
            throws: The dice.
            book: The rulebooks.
            sheets: The sheets of these characters, as they were when the deed began, and what the book says of them.
        """
        self.fight = fight
        self.throws = throws
        self.book = book
        self.sheets = dict(sheets or {})
        self.log: list[Happening] = []
        self.owed: list[Deed] = []
        self.corroded: list[tuple[int, Corrode]] = []
        self.kept_slots: list[tuple[int, int]] = []
        self.able: frozenset[int] = frozenset()
        self._vitals = dict(vitals)
        self._by_nature = cache(creature)
        self._blocks: dict[str, StatBlock | None] = {}
        self._spells: dict[str, Spell | None] = {}
        self._now: dict[int, tuple[Mapping[int, Ongoing], Creature]] = {}
        self._powers: dict[int, tuple[Sheet, Powers]] = {}

    @property
    def characters(self) -> Mapping[int, Vitals]:
        """How the characters are now."""
        return self._vitals

    def tell(self, happening: Happening) -> None:
        """Something happened."""
        self.log.append(happening)

    def offer(self, number: int, name: str, against: int | None = None, cost: Economy = Economy.REACTION) -> None:
        """Tell that somebody can do something now; of foes, those who lead alone may know."""
        hidden = self.combatant(number).side is not Side.PARTY
        self.tell(Offered(number, name, against, cost.value, hidden))

    def owe(self, deed: Deed) -> None:
        """Something follows, and is to be done next."""
        self.owed.append(deed)

    def knows(self, number: int) -> bool:
        """Whether somebody can be touched by this deed at all."""
        return number in self._vitals or self.combatant(number).vitals is not None

    def is_there(self, number: int) -> bool:
        """Whether somebody is in the fight, and known."""
        there = self.fight.combatants.get(number)
        return there is not None and not there.gone and there.lair_of is None and self.knows(number)

    def combatant(self, number: int) -> Combatant:
        """Somebody in the fight."""
        return self.fight.combatants[number]

    def change(self, combatant: Combatant) -> None:
        """Somebody is otherwise now."""
        self.fight = self.fight.with_(combatant)

    def vitals(self, number: int) -> Vitals:
        """How somebody is."""
        own = self.combatant(number).vitals
        return own if own is not None else self._vitals[number]

    def set_vitals(self, number: int, vitals: Vitals) -> None:
        """Somebody is otherwise now."""
        combatant = self.combatant(number)
        if combatant.vitals is not None:
            self.change(replace(combatant, vitals=vitals))
        else:
            self._vitals[number] = vitals

    def creature(self, number: int) -> Creature:
        """Somebody's numbers as they are now: by nature, or in another form."""
        ongoing = self.combatant(number).ongoing
        known = self._now.get(number)
        if known is not None and known[0] is ongoing:
            return known[1]
        block = self._block(self.form(number))
        now = as_now(creature_of(block) if block else self._by_nature(number), ongoing.values())
        self._now[number] = (ongoing, now)
        return now

    def form(self, number: int) -> str:
        """The stat block whose numbers somebody has by another form; empty for none."""
        forms = [one.form for one in self.combatant(number).ongoing.values() if one.form]
        return forms[-1] if forms and self._block(forms[-1]) else ""

    def block(self, number: int) -> StatBlock | None:
        """Somebody's stat block: that of its form, or its own; None for a character as it is."""
        combatant = self.combatant(number)
        if combatant.lair_of is not None:
            return None
        return self._block(self.form(number) or combatant.monster)

    def powers(self, number: int) -> Powers:
        """What somebody's classes let them do, and what they are like by those; in another's body, none of it."""
        if number not in self.sheets:
            return NO_POWERS
        sheet, records = self.sheets[number]
        form = next((one for one in self.combatant(number).ongoing.values() if one.form), None)
        if form is not None and form.name != WILD_SHAPE and self.form(number):
            return NO_POWERS
        known = self._powers.get(number)
        if known is None or known[0] is not sheet:
            known = self._powers[number] = (sheet, powers_of(sheet, records))
        return known[1]

    def _block(self, name: str) -> StatBlock | None:
        if name and name not in self._blocks:
            self._blocks[name] = self.book.monster(name, self.fight.edition)
        return self._blocks.get(name)

    def spell(self, name: str) -> Spell | None:
        """A spell of the book by its name."""
        if name not in self._spells:
            self._spells[name] = self.book.spell(name, self.fight.edition)
        return self._spells[name]

    def conditions(self, number: int) -> frozenset[Condition]:
        """What lasts on somebody as conditions, without what comes with them, and nothing spared."""
        found = self.combatant(number).conditions
        return found | {Condition.UNCONSCIOUS} if self.vitals(number).is_down else found

    def add(self, number: int, ongoing: Ongoing) -> int:
        """Let something last on somebody; its number."""
        key = self.fight.next_ongoing
        combatant = self.combatant(number)
        self.fight = replace(
            self.fight.with_(replace(combatant, ongoing={**combatant.ongoing, key: ongoing})), next_ongoing=key + 1
        )
        return key

    def put(self, number: int, key: int, ongoing: Ongoing) -> None:
        """What lasts on somebody is otherwise now."""
        combatant = self.combatant(number)
        self.change(replace(combatant, ongoing={**combatant.ongoing, key: ongoing}))

    def remove(self, number: int, key: int) -> Ongoing | None:
        """Something lasts no longer; what it was, if it was there."""
        combatant = self.combatant(number)
        gone = combatant.ongoing.get(key)
        if gone is not None:
            kept = {each: one for each, one in combatant.ongoing.items() if each != key}
            self.change(replace(combatant, ongoing=kept))
        return gone

    def find(self, key: int) -> tuple[int, Ongoing] | None:
        """Who bears an effect, and what it is; None if it is over."""
        for number, combatant in self.fight.combatants.items():
            if key in combatant.ongoing:
                return number, combatant.ongoing[key]
        return None
