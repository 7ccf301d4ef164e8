"""A stat block: the numbers of one kind of creature.

Source: SRD 5.1, "Monsters"; SRD 5.2.1, "Monsters".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.rules.abilities import Ability, modifier
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import UNDEFENDED, Defences
from core.rules.edition import Edition
from core.rules.effects.tree import Effect
from core.rules.sizes import Size


@dataclass(frozen=True, slots=True)
class Usage:
    """How often something can be done.

    Attributes:
        times: So often, and then not before `per` is over.
        per: "day", "short rest" or "long rest"; empty for what recharges by a roll.
        recharge: The lowest d6, rolled at the start of each turn, that brings it back; None if none does.
    """

    times: int = 1
    per: str = ""
    recharge: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a creature does.

    Attributes:
        name: As the book has it.
        economy: What it costs.
        effects: What happens.
        usage: How often; None for as often as it likes.
        cost: How many legendary actions it takes.
        whole: Whether the tree says all that the book does; else the DM adds what it does not.
    """

    name: str
    economy: Economy
    effects: tuple[Effect, ...]
    usage: Usage | None = None
    cost: int = 1
    whole: bool = True


@dataclass(frozen=True, slots=True)
class StatBlock:
    """One kind of creature.

    Attributes:
        slug: What it is called where spaces cannot stand: ``adult-red-dragon``.
        name: As the book has it.
        edition: Whose.
        size: How large it is; the first where there are several.
        kind: Its creature type, as "undead"; of a swarm, of what it is made.
        kinship: What the type is followed by in brackets, as "goblinoid"; empty for nothing.
        alignment: As the book has it.
        armor_class: Its Armor Class.
        hit_points: The average.
        hit_dice: What it is rolled with, ``2d6-2``.
        speeds: In feet, by the way it moves: "walk", "fly", "swim", "climb", "burrow"; "hover" is 1 where it does.
        scores: The six.
        saves: Bonuses that differ from the abilities' own.
        skills: Bonuses of the skills that it has learnt.
        senses: In feet: "darkvision", "blindsight", "tremorsense", "truesight".
        passive_perception: What it notices without looking.
        languages: As the book has them.
        challenge: Its rating, as people write it: ``1/4``.
        xp: What it is worth.
        proficiency_bonus: By its rating.
        defences: How it bears damage.
        immune_to: Conditions that it cannot have.
        initiative: The bonus; in 2014 its Dexterity modifier.
        immune_to_exhaustion: Whether nothing tires it.
        actions: What it does, of every economy.
        legendary_uses: How many legendary actions it has a round.
    """

    slug: str
    name: str
    edition: Edition
    size: Size
    kind: str
    alignment: str
    armor_class: int
    hit_points: int
    hit_dice: str
    speeds: Mapping[str, int]
    scores: Mapping[Ability, int]
    passive_perception: int
    challenge: str
    xp: int
    proficiency_bonus: int
    initiative: int
    kinship: str = ""
    saves: Mapping[Ability, int] = field(default_factory=dict[Ability, int])
    skills: Mapping[str, int] = field(default_factory=dict[str, int])
    senses: Mapping[str, int] = field(default_factory=dict[str, int])
    languages: str = ""
    defences: Defences = UNDEFENDED
    immune_to: frozenset[Condition] = frozenset()
    immune_to_exhaustion: bool = False
    actions: tuple[Action, ...] = ()
    legendary_uses: int = 0

    def modifier(self, ability: Ability) -> int:
        """What an ability adds."""
        return modifier(self.scores[ability])

    def save(self, ability: Ability) -> int:
        """What a saving throw adds."""
        return self.saves.get(ability, self.modifier(ability))
