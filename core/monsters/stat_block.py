"""A stat block: the numbers of one kind of creature.

Source: SRD 5.1, "Monsters"; SRD 5.2.1, "Monsters".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.monsters.spellcasting import Spellcasting
from core.rules.abilities import Ability, modifier
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import UNDEFENDED, DamageType, Defences
from core.rules.edition import Edition
from core.rules.effects.outcomes import Adjudicate
from core.rules.effects.search import found
from core.rules.effects.tree import Effect
from core.rules.sizes import Size


@dataclass(frozen=True, slots=True)
class Usage:
    """How often something can be done.

    Attributes:
        times: So often, and then not before `per` is over.
        per: "day", "short rest" or "long rest"; empty for what recharges by a roll.
        recharge: The lowest d6, rolled at the start of each turn, that brings it back; None if none does.
        in_lair: How often in its lair, where that is another number.
    """

    times: int = 1
    per: str = ""
    recharge: int | None = None
    in_lair: int | None = None


class Trigger(StrEnum):
    """What a reaction answers, or what sets a trait off. "It" is the creature."""

    ALWAYS = "always"
    HIT = "hit"
    """An attack roll hits it; what is done counts against that roll."""
    HIT_IN_MELEE = "hit in melee"
    """The same, where the attack is a melee one."""
    HIT_FROM_AFAR = "hit from afar"
    """The same, where it is a ranged one."""
    ATTACKED = "attacked"
    """Somebody makes an attack roll against it."""
    WARD_ATTACKED = "ward attacked"
    """Somebody attacks whoever it protects."""
    ROLL_NEAR = "roll near"
    """Somebody within 30 feet makes an attack roll, a check or a save."""
    TURN_BEGINS_NEAR = "turn begins near"
    """Another creature's turn begins near it."""
    TURN_ENDS_NEAR = "turn ends near"
    MOVE_ENDS_NEAR = "move ends near"
    SPELL = "spell"
    """What the spell itself answers, as Counterspell or Shield do."""
    HURT = "hurt"
    """It takes damage."""
    FAILS = "fails"
    """It fails a saving throw."""
    DROPS = "drops"
    """Damage would leave it 0 hit points."""
    DIES = "dies"
    WOUNDS = "wounds"
    """It has just damaged a creature that had half of its hit points or fewer already."""
    FELLS = "fells"
    """It has brought a creature to 0 hit points with a melee attack, in its own turn."""
    DOWNS = "downs"
    """It has brought a foe to 0 hit points, in whatever way; what follows befalls itself."""
    MISSES = "misses"
    """It misses with an attack; what follows befalls the target of the attack."""
    INITIATIVE = "initiative"
    """It rolls initiative."""
    FAILS_NEAR = "fails near"
    """It, or a friend near it, fails a saving throw."""
    OWN_TURN_BEGINS = "own turn begins"
    OWN_TURN_ENDS = "own turn ends"
    HITS = "hits"
    """It hits with an attack; what follows befalls the target of the attack."""
    TOUCHED = "touched"
    """Somebody within 5 feet touches it or hits it in melee; what follows befalls whoever does."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a creature does.

    Attributes:
        name: As the book has it.
        economy: What it costs.
        effects: What happens.
        usage: How often; None for as often as it likes.
        cost: How many legendary actions it takes.
        trigger: What a reaction answers, or what has to come before.
        within_ft: How near that has to happen; None where nothing is said.
        once_a_round: Whether it cannot be done again before the creature's next turn.
    """

    name: str
    economy: Economy
    effects: tuple[Effect, ...]
    usage: Usage | None = None
    cost: int = 1
    trigger: Trigger = Trigger.ALWAYS
    within_ft: int | None = None
    once_a_round: bool = False

    @property
    def whole(self) -> bool:
        """Whether the tree says all that the book does; else the DM adds what it does not."""
        return next(found(self.effects, Adjudicate), None) is None


@dataclass(frozen=True, slots=True)
class Trait:
    """What a creature is like.

    Attributes:
        name: As the book has it.
        effects: What it does in a fight, where that can be played; what is always so, as an `Alter` of the creature.
        trigger: When.
        attacks: With `Trigger.HITS`, the attacks that it goes with, by name; all, where none is named.
        usage: How often; None for as often as it comes.
        once_a_turn: Whether once in a turn at most.
        within_ft: How near that has to happen; None where nothing is said.
        unless: Damage that keeps it from coming when it was taken since the last time.
        even_at_zero: Whether it comes with no hit points left as well.
    """

    name: str
    effects: tuple[Effect, ...] = ()
    trigger: Trigger = Trigger.ALWAYS
    attacks: frozenset[str] = frozenset()
    usage: Usage | None = None
    once_a_turn: bool = False
    within_ft: int | None = None
    unless: frozenset[DamageType] = frozenset()
    even_at_zero: bool = False


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
        legendary_in_lair: The same in its lair.
        traits: What it is like.
        spellcasting: The spells that it has, and how it casts them; several ways where it has several.
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
    legendary_in_lair: int = 0
    traits: tuple[Trait, ...] = ()
    spellcasting: tuple[Spellcasting, ...] = ()

    def modifier(self, ability: Ability) -> int:
        """What an ability adds."""
        return modifier(self.scores[ability])

    def save(self, ability: Ability) -> int:
        """What a saving throw adds."""
        return self.saves.get(ability, self.modifier(ability))
