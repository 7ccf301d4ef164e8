"""What a class gives its character: things to do, at a cost, and what it is like.

A class's module tells them for one character (`Who`), with that character's own numbers in them. What no tree can tell
yet, and so is left to the table, stands in `core.features.left`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias, TypedDict, Unpack

from core.characters.attacks import UNARMED, attacks
from core.characters.class_choices import chosen_of
from core.characters.numbers import ability_modifier, proficiency, spell_dc
from core.characters.records import Records
from core.characters.rulebook import key
from core.characters.sheet import ClassLevels, Sheet
from core.dice.advantage import Advantage
from core.monsters.stat_block import Action, Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only
from core.rules.effects.tree import Alter, Attack, Choose, Effect

MINUTE, TEN_MINUTES, HOUR = 10, 100, 600
"""In rounds."""
WILD_SHAPE: Final = "Wild Shape"
"""The other form in which one is still oneself."""
CHANNEL: Final = "Channel Divinity"
PHYSICAL: Final = frozenset({DamageType.BLUDGEONING, DamageType.PIERCING, DamageType.SLASHING})
WEAPON: Final = frozenset({"weapon"})
THIS_TURN: Final = Duration(until=Moment.THIS_TURN_END)
THAT_ROLL: Final = Duration(rounds=0)


@dataclass(frozen=True, slots=True)
class Power:
    """Something that a character can do by a feature.

    Attributes:
        action: What it is called, what it costs of the turn, and what happens.
        counter: The counter on the sheet that it uses up; empty for none. A sheet without it is not counted.
        takes: How much of that; 0 for as much as it gives, out of a pool.
        slot: The level of the spell slot that it takes; 0 for none.
        needs: What its bearer must bear, by name, as "Rage"; empty for nothing.
        after_attack: Whether the Attack action has to come before.
        after_hit: Whether it comes with a hit in melee that was just made, at whoever was hit.
        adds: The circumstance under which the weapon that hit deals more, which is dealt then; empty for none. Such a
            power may come with any hit, once a turn.
        rolled: How the d20 of that hit has to have been rolled: "advantage", or "none" for neither; empty for any way.
        afar: Whether it comes with a hit from afar, too.
        for_attack: Whether it takes the place of one of the attacks that the Attack action has.
        once_acted: Whether this turn's action has to be spent.
        first_round: Whether it comes with initiative, and so in the first round alone.
    """

    action: Action
    counter: str = ""
    takes: int = 1
    slot: int = 0
    needs: str = ""
    after_attack: bool = False
    after_hit: bool = False
    adds: str = ""
    rolled: str = ""
    afar: bool = False
    for_attack: bool = False
    once_acted: bool = False
    first_round: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return self.action.name

    @property
    def family(self) -> str:
        """What it is called, whatever it is paid with: ``Divine Smite`` of ``Divine Smite (level 2)``."""
        return self.name.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Powers:
    """All that a character has by its features.

    Attributes:
        actions: What it can do.
        traits: What it is like.
    """

    actions: tuple[Power, ...] = ()
    traits: tuple[Trait, ...] = ()


NO_POWERS: Final = Powers()
Gift: TypeAlias = Power | Trait


@dataclass(frozen=True, slots=True)
class Who:
    """A character, as one of its classes sees it.

    Attributes:
        sheet: The sheet.
        records: What the book says of it.
        levels: Its levels in this class.
    """

    sheet: Sheet
    records: Records
    levels: ClassLevels

    @property
    def level(self) -> int:
        """Of this class."""
        return self.levels.level

    @property
    def new(self) -> bool:
        """Whether it is built by the rules of 2024."""
        return self.sheet.edition is Edition.SRD_52

    @property
    def proficiency(self) -> int:
        """Its proficiency bonus."""
        return proficiency(self.sheet)

    def modifier(self, ability: Ability) -> int:
        """What an ability adds."""
        return ability_modifier(self.sheet, ability)

    def dc(self, ability: Ability) -> int:
        """What is saved against features that use an ability."""
        return spell_dc(self.sheet, ability)

    def scale(self, name: str) -> str:
        """What the class table has at this level, as "+2" or "2d6"; empty for nothing."""
        record = self.records.classes.get(self.levels.name.casefold())
        found = (each for each in (record.scales if record else ()) if each.name == name)
        return next((each.at(self.level) for each in found), "")

    def of(self, *subclasses: str) -> bool:
        """Whether it is of a subclass that has one of these words in its name."""
        return any(each.casefold() in self.levels.subclass.casefold() for each in subclasses)

    def chose(self, what: str, *, of: str = "") -> bool:
        """Whether something was chosen: of a feature if the sheet has it by its name, else of any."""
        told = (", ".join(chosen_of(self.sheet, of)),) if of and chosen_of(self.sheet, of) else ()
        return any(key(what) in key(each) for each in told or (*self.sheet.choices.values(), *self.sheet.feats))

    def bare_hands(self) -> Attack:
        """Its Unarmed Strike."""
        return next(line.attack for line in attacks(self.sheet, self.records) if line.name == UNARMED)


class Costs(TypedDict, total=False):
    """What a feature costs and what comes before it, in `Power`'s own words."""

    counter: str
    takes: int
    slot: int
    needs: str
    after_attack: bool
    after_hit: bool
    adds: str
    rolled: str
    afar: bool
    for_attack: bool
    once_acted: bool
    first_round: bool


def power(name: str, economy: Economy, *effects: Effect, **costs: Unpack[Costs]) -> Power:
    """Something to do, with its cost in `Power`'s own words."""
    return Power(Action(name, economy, effects), **costs)


def reaction(name: str, trigger: Trigger, *effects: Effect, **costs: Unpack[Costs]) -> Power:
    """Something to do in answer, with its cost in `Power`'s own words."""
    told = Action(name, Economy.REACTION, effects, trigger=trigger)
    return Power(told, **costs)


def always(name: str, *what: Lasting, only: Only | None = None) -> Trait:
    """Something that is so for good, or as long as a circumstance holds."""
    return Trait(name, (Alter(what, FOR_GOOD, only=only or Only()),))


def kind_of(who: Who, feature: str, kinds: tuple[DamageType, ...]) -> DamageType | None:
    """The type of damage that the sheet tells of a feature: ``Red (fire)`` is fire."""
    said = key(", ".join(chosen_of(who.sheet, feature)))
    return next((each for each in kinds if each.value in said), None)


def chosen_kind(who: Who, name: str, kinds: tuple[DamageType, ...], tell: Callable[[DamageType], Lasting]) -> Gift:
    """What is about one type of damage: the one that the sheet tells, else the one that is said in a fight."""
    if (chosen := kind_of(who, name, kinds)) is not None:
        return always(name, tell(chosen))
    ways = tuple((each.value, (Alter((tell(each),), FOR_GOOD, called=name),)) for each in kinds)
    return power(name, Economy.NONE, Choose(ways))


def answer(name: str, trigger: Trigger, *effects: Effect, **costs: Unpack[Costs]) -> Power:
    """Something to do in answer that costs nothing of the turn, with its cost in `Power`'s own words."""
    told = Action(name, Economy.NONE, effects, trigger=trigger)
    return Power(told, **costs)


def better(roll: Roll, *, abilities: frozenset[Ability] = frozenset()) -> Lasting:
    """Advantage on a roll."""
    return Lasting(roll, advantage=Advantage.ADVANTAGE, abilities=abilities)
