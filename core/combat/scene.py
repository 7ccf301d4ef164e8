"""What a deed is played on: the fight, how everybody in it is, the dice, and what has happened so far.

A scene changes while one deed is played and is thrown away after it; what stays is the fight that it leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from core.combat.happenings import Happening
from core.combat.state import Combatant, Fight, Ongoing
from core.combat.throws import Throws
from core.rules.conditions import Condition, Effects, effects_of, with_implied
from core.rules.creature import Creature
from core.rules.effects.lasting import Lasting, Roll
from core.rules.vitals import Vitals


class Scene:
    """One deed's stage.

    Attributes:
        fight: As it stands now.
        creature: Somebody's numbers.
        throws: Its dice.
        log: What has happened.
    """

    def __init__(
        self, fight: Fight, creature: Callable[[int], Creature], vitals: Mapping[int, Vitals], throws: Throws
    ) -> None:
        """Begin.

        Args:
            fight: As it stands.
            creature: The numbers of anybody whom the deed may concern: of every monster, and of those characters of
                whom it is told how they are.
            vitals: How these characters are.
            throws: The dice.
        """
        self.fight = fight
        self.throws = throws
        self.log: list[Happening] = []
        self.creature = cache(creature)
        self._vitals = dict(vitals)

    @property
    def characters(self) -> Mapping[int, Vitals]:
        """How the characters are now."""
        return self._vitals

    def tell(self, happening: Happening) -> None:
        """Something happened."""
        self.log.append(happening)

    def knows(self, number: int) -> bool:
        """Whether somebody can be touched by this deed at all."""
        return number in self._vitals or self.combatant(number).vitals is not None

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

    def conditions(self, number: int) -> frozenset[Condition]:
        """What somebody has, with what comes with it; who is down is unconscious."""
        found = set(self.combatant(number).conditions)
        if self.vitals(number).is_down:
            found.add(Condition.UNCONSCIOUS)
        return with_implied(found, self.fight.edition)

    def effects(self, number: int) -> Effects:
        """What somebody's conditions do."""
        return effects_of(self.conditions(number), self.fight.edition)

    def lasting(self, number: int, roll: Roll) -> list[Lasting]:
        """What lasts on somebody and touches a kind of roll."""
        ongoing = self.combatant(number).ongoing.values()
        return [each for one in ongoing for each in one.alters if each.roll is roll]

    def all_lasting(self, number: int) -> list[Lasting]:
        """Everything that is otherwise with somebody for a while."""
        return [each for one in self.combatant(number).ongoing.values() for each in one.alters]

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
        kept = {each: one for each, one in combatant.ongoing.items() if each != key}
        self.change(replace(combatant, ongoing=kept))
        return gone
