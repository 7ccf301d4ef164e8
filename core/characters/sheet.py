"""What is written on a character sheet. What follows from it is in `numbers`; who may change it, in `decide`.

Everything is a mapping by name or a plain value, so that each change of a sheet is a small difference that people can
read (core/ledger/changes.py). Sets are sorted tuples, for the same sheet must always be written the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.sizes import Size
from core.rules.vitals import Vitals


class Resets(StrEnum):
    """What brings a counter back."""

    SHORT_REST = "short rest"
    LONG_REST = "long rest"
    DAWN = "dawn"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ClassLevels:
    """Levels in one class.

    Attributes:
        name: The class, as the book has it.
        level: How many.
        subclass: As the book has it; empty before it is chosen.
        hit_die: Its sides.
    """

    name: str
    level: int
    hit_die: int
    subclass: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """Something that is used up and comes back.

    Attributes:
        maximum: How often.
        spent: How often it has been used since it came back.
        resets: What brings it back.
        comes_back: How much of it; None for all.
        on_short: How much a short rest gives back of what takes a long one.
    """

    maximum: int
    spent: int = 0
    resets: Resets = Resets.LONG_REST
    comes_back: int | None = None
    on_short: int = 0

    @property
    def left(self) -> int:
        """How often it can still be used."""
        return max(0, self.maximum - self.spent)


@dataclass(frozen=True, slots=True)
class Item:
    """Things of one sort that are carried.

    Attributes:
        count: How many.
        equipped: Whether it is worn or held.
        attuned: Whether its bearer is attuned to it.
        pounds: What one weighs.
        note: What people want to remember of it.
        is_like: The weapon or armour of the book whose numbers it has, if its own name is not the book's.
        bonus: What its magic adds to attack and damage, or to the Armor Class.
    """

    count: int = 1
    equipped: bool = False
    attuned: bool = False
    pounds: float = 0
    note: str = ""
    is_like: str = ""
    bonus: int = 0


@dataclass(frozen=True, slots=True)
class KnownSpell:
    """A spell in the book or in the head.

    Attributes:
        by: The class, species or feat that it comes from; its casting ability is used.
        prepared: Whether it can be cast now; of a class that does not prepare, always so.
        always: Whether it counts against no number of prepared spells.
    """

    by: str = ""
    prepared: bool = True
    always: bool = False


@dataclass(frozen=True, slots=True)
class OwnAttack:
    """An attack that the sheet itself tells, as of an imported weapon that no book has.

    Attributes:
        bonus: Added to the d20.
        damage: Dice with their bonus, ``1d8+3``; empty for none.
        kind: The damage's type.
        reach_ft: How far it reaches in melee; 0 if it does not.
        range_ft: How far it goes otherwise; 0 if it does not.
        long_ft: How far with disadvantage.
    """

    bonus: int
    damage: str = ""
    kind: DamageType | None = None
    reach_ft: int = 5
    range_ft: int = 0
    long_ft: int = 0


def _tens() -> Mapping[Ability, int]:
    return dict.fromkeys(Ability, 10)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A character sheet.

    Attributes:
        name: The character's.
        edition: Whose rules it is built by.
        species: As the book has it; a race in 2014.
        lineage: Its subrace or lineage.
        background: As the book has it.
        alignment: In whatever words.
        size: How large.
        classes: In the order in which they were taken, by the class's name.
        first_class: The one that was taken first.
        xp: Experience points.
        scores: The six.
        saves: The saving throws that it is proficient in, in the abilities' order.
        skills: How well it has learnt each skill that it has learnt.
        tools: Likewise.
        languages: By name.
        armor: Kinds of armour that it is trained with: "light", "medium", "heavy", "shield".
        weapons: Kinds and names of weapons that it is proficient with: "simple", "martial", "longsword".
        masteries: Weapons whose mastery it uses, in 2024.
        feats: By name.
        choices: What was chosen of features, by the feature's name.
        speeds: In feet, by the way it moves; "walk" at least.
        senses: In feet.
        resists: Damage types.
        suffers: Damage types that it is vulnerable to.
        ignores: Damage types that it is immune to.
        immune_to: Conditions.
        vitals: How it is.
        conditions: That it has outside a fight, and where each comes from.
        concentration: The spell that it concentrates on outside a fight; empty for none.
        inspired: Whether it has inspiration.
        slots_spent: Spell slots, by their level.
        pact_spent: Slots of pact magic.
        hit_dice_spent: By their sides.
        counters: By name.
        items: By name.
        coins: By kind; none of what is not named.
        spells: By name.
        attacks: Its own, by name.
        overrides: Numbers that stand instead of what would follow: "armor class", "initiative", "speed",
            "skill stealth", "save dex", "spell attack", "spell dc", "passive perception", "proficiency bonus".
        fields: Whatever else people write on sheets.
        notes: Free text.
        portrait: The key of its picture in the object store; empty for none.
    """

    name: str
    edition: Edition
    species: str = ""
    lineage: str = ""
    background: str = ""
    alignment: str = ""
    size: Size = Size.MEDIUM
    classes: Mapping[str, ClassLevels] = field(default_factory=dict[str, ClassLevels])
    first_class: str = ""
    xp: int = 0
    scores: Mapping[Ability, int] = field(default_factory=_tens)
    saves: tuple[Ability, ...] = ()
    skills: Mapping[str, Training] = field(default_factory=dict[str, Training])
    tools: Mapping[str, Training] = field(default_factory=dict[str, Training])
    languages: tuple[str, ...] = ()
    armor: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    masteries: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    speeds: Mapping[str, int] = field(default_factory=lambda: {"walk": 30})
    senses: Mapping[str, int] = field(default_factory=dict[str, int])
    resists: tuple[DamageType, ...] = ()
    suffers: tuple[DamageType, ...] = ()
    ignores: tuple[DamageType, ...] = ()
    immune_to: tuple[Condition, ...] = ()
    vitals: Vitals = field(default_factory=lambda: Vitals(HitPoints(1, 1)))
    conditions: Mapping[Condition, str] = field(default_factory=dict[Condition, str])
    concentration: str = ""
    inspired: bool = False
    slots_spent: Mapping[int, int] = field(default_factory=dict[int, int])
    pact_spent: int = 0
    hit_dice_spent: Mapping[int, int] = field(default_factory=dict[int, int])
    counters: Mapping[str, Counter] = field(default_factory=dict[str, Counter])
    items: Mapping[str, Item] = field(default_factory=dict[str, Item])
    coins: Mapping[Coin, int] = field(default_factory=dict[Coin, int])
    spells: Mapping[str, KnownSpell] = field(default_factory=dict[str, KnownSpell])
    attacks: Mapping[str, OwnAttack] = field(default_factory=dict[str, OwnAttack])
    overrides: Mapping[str, int] = field(default_factory=dict[str, int])
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: str = ""
    portrait: str = ""

    @property
    def level(self) -> int:
        """Of all classes together; at least 1."""
        return max(1, sum(each.level for each in self.classes.values()))

    @property
    def title(self) -> str:
        """Its classes and levels as people say them, the highest first: ``Fighter 3 / Wizard 2``."""
        highest_first = sorted(self.classes.values(), key=lambda each: (-each.level, each.name))
        return " / ".join(f"{each.name} {each.level}" for each in highest_first)
