"""What somebody is proficient in by class, species or background, and what they may choose of it.

Source: SRD 5.1, "Classes" (Proficiencies) and "Equipment"; SRD 5.2.1, "Classes" (Core Traits) and "Equipment".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.rules.equipment import Armor, Weapon, Weight


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice: so many of these.

    Attributes:
        count: How many.
        options: Of which; empty for any there are.
    """

    count: int
    options: tuple[str, ...] = ()

    def takes(self, chosen: Iterable[str]) -> bool:
        """Whether something is a whole choice: as many as there have to be, each once, each one of these.

        Example:
            >>> pick = Pick(2, ("arcana", "history", "nature"))
            >>> pick.takes(["arcana", "nature"]), pick.takes(["arcana", "arcana"]), pick.takes(["arcana", "stealth"])
            (True, False, False)
        """
        made = list(chosen)
        once = len(set(made)) == len(made) == self.count
        return once and (not self.options or set(made) <= set(self.options))


@dataclass(frozen=True, slots=True)
class WeaponProficiency:
    """Which weapons somebody is proficient with.

    Attributes:
        simple: Whether with all simple ones.
        martial: Whether with martial ones: all, unless `martial_with` says which.
        martial_with: Properties, of which a martial weapon needs one.
        named: Single weapons, by their names.
    """

    simple: bool = False
    martial: bool = False
    martial_with: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def covers(self, weapon: Weapon) -> bool:
        """Whether it is one of them.

        Example:
            >>> rapier = Weapon("Rapier", martial=True, melee=True, damage="1d8", kind=None, properties=("finesse",))
            >>> WeaponProficiency(martial=True, martial_with=("finesse", "light")).covers(rapier)
            True
        """
        if weapon.name in self.named:
            return True
        if not weapon.martial:
            return self.simple
        return self.martial and (not self.martial_with or bool(set(self.martial_with) & set(weapon.properties)))


NO_WEAPONS: Final = WeaponProficiency()


@dataclass(frozen=True, slots=True)
class Proficiencies:
    """What comes with a class, a species or a background.

    Attributes:
        armor: Which armour, shields among it.
        weapons: Which weapons.
        tools: By their names.
        tool_pick: Tools to choose; an option may be a kind of them: "artisan's tools", "gaming set".
        skills: In small letters.
        skill_pick: Skills to choose.
    """

    armor: tuple[Weight, ...] = ()
    weapons: WeaponProficiency = NO_WEAPONS
    tools: tuple[str, ...] = ()
    tool_pick: Pick | None = None
    skills: tuple[str, ...] = ()
    skill_pick: Pick | None = None

    def covers(self, thing: Weapon | Armor) -> bool:
        """Whether somebody can use a weapon, armour or a shield with proficiency."""
        return thing.weight in self.armor if isinstance(thing, Armor) else self.weapons.covers(thing)


UNTAUGHT: Final = Proficiencies()
"""Nothing."""
