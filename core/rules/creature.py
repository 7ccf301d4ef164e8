"""A creature as the dice see it: every number that a roll of its own, or one against it, may ask for.

A sheet and a stat block both come down to this, and what plays a fight knows neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.rules.abilities import Ability, Scores, modifier
from core.rules.conditions import Condition
from core.rules.damage import UNDEFENDED, Defences
from core.rules.edition import Edition
from core.rules.sizes import Size
from core.rules.skills import ABILITY_OF


@dataclass(frozen=True, slots=True)
class Creature:
    """The numbers of one creature.

    Attributes:
        edition: Whose rules it is built by.
        size: How large.
        kind: Its creature type, as "humanoid".
        kin: What else it is, in small letters: its species, or what a stat block has in brackets, as "goblinoid".
        scores: The six.
        armor_class: Its Armor Class, without what lasts for a while.
        proficiency_bonus: By level or Challenge Rating.
        saves: What a saving throw adds, where it is more than the ability.
        skills: What a check adds, where it is more than the ability.
        checks: What a check with no skill adds, where it is more than the ability.
        initiative: What its roll adds.
        passive_perception: What it notices without looking.
        speeds: In feet, by the way it moves.
        senses: In feet.
        defences: How it bears damage.
        immune_to: Conditions that it cannot have.
        tireless: Whether it is immune to exhaustion.
        spell_attack: What its spell attacks add, by their ability.
        spell_dc: What its spells are saved against, likewise.
        spell_ability: The ability that most of its spells use; None if it casts none.
        level: Of a character; for a monster 0.
        resists_magic: Whether it saves against magic with advantage.
    """

    edition: Edition
    size: Size
    kind: str
    scores: Scores
    armor_class: int
    proficiency_bonus: int
    initiative: int
    passive_perception: int
    speeds: Mapping[str, int]
    saves: Mapping[Ability, int] = field(default_factory=dict[Ability, int])
    skills: Mapping[str, int] = field(default_factory=dict[str, int])
    senses: Mapping[str, int] = field(default_factory=dict[str, int])
    defences: Defences = UNDEFENDED
    immune_to: frozenset[Condition] = frozenset()
    tireless: bool = False
    spell_attack: Mapping[Ability, int] = field(default_factory=dict[Ability, int])
    spell_dc: Mapping[Ability, int] = field(default_factory=dict[Ability, int])
    spell_ability: Ability | None = None
    level: int = 0
    resists_magic: bool = False
    kin: str = ""
    checks: Mapping[Ability, int] = field(default_factory=dict[Ability, int])

    def modifier(self, ability: Ability) -> int:
        """What an ability adds."""
        return modifier(self.scores[ability])

    def save(self, ability: Ability) -> int:
        """What a saving throw adds."""
        return self.saves.get(ability, self.modifier(ability))

    def check(self, ability: Ability) -> int:
        """What a check with no skill adds."""
        return self.checks.get(ability, self.modifier(ability))

    def skill(self, skill: str) -> int:
        """What a check with a skill adds.

        Raises:
            KeyError: There is no such skill.
        """
        return self.skills[skill] if skill in self.skills else self.modifier(ABILITY_OF[skill])
