"""A deed: who does what to whom, and by what power."""

from __future__ import annotations

from dataclasses import dataclass

from core.combat.record.ongoing import NO_POWER, Power
from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.effects.tree import Effect


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does.

    Attributes:
        actor: Who, by number.
        name: What it is called.
        effects: What happens.
        targets: Whom it is done to, as they were chosen.
        advantage: What is claimed for its attacks.
        extra: Dice or a number added to its attacks.
        attack_bonus: The actor's own, where the data leaves it open.
        dc: Likewise.
        modifier: Likewise: of the ability that is added to damage or healing.
        ways: What was chosen among ways, and which circumstances hold, in small letters.
        magic: Whether it is magic.
        held: Whether all of it lasts by concentration, whatever the data says.
        level: The level that a spell is cast at; None for what is no spell.
        ability: What it is done with: a spell's, or an attack's; None where that is not known.
        tags: What is told of the weapon, as "melee weapon".
        sorts: What kind of spell it is, as "cantrip", "evocation", "wizard evocation".
        of: In whose effect it stands, and that effect's number; None for none.
        critical: Whether it is part of a critical hit.
        quiet: Whether nobody is there to choose: what needs a choice is left to the DM.
    """

    actor: int
    name: str
    effects: tuple[Effect, ...]
    targets: tuple[int, ...] = ()
    advantage: Advantage = Advantage.NONE
    extra: str = ""
    attack_bonus: int | None = None
    dc: int | None = None
    modifier: int = 0
    ways: frozenset[str] = frozenset()
    magic: bool = False
    held: bool = False
    level: int | None = None
    ability: Ability | None = None
    tags: frozenset[str] = frozenset()
    of: tuple[int, int] | None = None
    critical: bool = False
    quiet: bool = False
    sorts: frozenset[str] = frozenset()

    @property
    def power(self) -> Power:
        """By what it is done, as far as later turns need that."""
        if self.level is None and self.attack_bonus is None and not self.modifier:
            return NO_POWER
        return Power(self.level, self.attack_bonus or 0, self.modifier)
