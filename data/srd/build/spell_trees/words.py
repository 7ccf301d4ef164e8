"""Short words to tell spells in: each makes a node, or a part of one, with what goes without saying for a spell.

Damage is named by the text that people write ("8d6", "fire"), abilities by their three letters, conditions by their
names. What lasts, lasts as long as the spell where nothing else is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Vanish
from core.rules.effects.outcomes import Adjudicate, Cushion, Damage, End, Heal
from core.rules.effects.terms import (
    ANYBODY,
    WITH_THE_SPELL,
    Area,
    Contact,
    Duration,
    Moment,
    Only,
    Shape,
    Until,
)
from core.rules.effects.tree import Alter, Attack, Choose, Each, Effect, Inflict, Save, Whom, Zone

Tree = tuple[Effect, ...]
BETTER: Final = Advantage.ADVANTAGE
WORSE: Final = Advantage.DISADVANTAGE
SPELL: Final = WITH_THE_SPELL
TO_SOURCE_END: Final = Duration(until=Moment.SOURCE_TURN_END)
TO_SOURCE_START: Final = Duration(until=Moment.SOURCE_TURN_START)
TO_OWN_END: Final = Duration(until=Moment.OWN_TURN_END)
UNDEAD_OR_CONSTRUCT: Final = frozenset({"undead", "construct"})
LIVING: Final = Only(but_not=UNDEAD_OR_CONSTRUCT)
FIGHTING: Final = Only(when="its side is being fought")
HUMANOID: Final = Only(types=frozenset({"humanoid"}))
CHARMABLE: Final = Only(can_have=Condition.CHARMED)
OTHERWORLDLY: Final = frozenset({"celestial", "elemental", "fey", "fiend", "undead"})
ALL_DAMAGE: Final = frozenset(DamageType)
ALL_ABILITIES: Final = frozenset(Ability)


@dataclass(frozen=True, slots=True)
class Page:
    """What a spell does in each edition.

    Attributes:
        in_2014: Its tree there; None if it is not in that book, empty for what is only told.
        in_2024: Likewise.
        whole: Whether the trees say all that matters in a fight; an edition where that one's alone does.
    """

    in_2014: Tree | None
    in_2024: Tree | None
    whole: bool | Edition = True

    def is_whole_in(self, edition: Edition) -> bool:
        """Whether an edition's tree says all that matters in a fight.

        Example:
            >>> Page((), (), whole=Edition.SRD_51).is_whole_in(Edition.SRD_52), Page((), ()).is_whole_in(Edition.SRD_52)
            (False, True)
        """
        return self.whole is True or self.whole is edition


TOLD: Final = Page((), ())
"""Nothing that a fight's rules could carry out."""


def both(*tree: Effect, whole: bool = True) -> Page:
    """The same in both editions."""
    return Page(tree, tree, whole)


def new(*tree: Effect, whole: bool = True) -> Page:
    """In 2024 alone."""
    return Page(None, tree, whole)


def old(*tree: Effect, whole: bool = True) -> Page:
    """In 2014 alone, or in 2024 by another name."""
    return Page(tree, None, whole)


def kinds(*names: str) -> tuple[DamageType, ...]:
    """Damage types by name."""
    return tuple(DamageType(name) for name in names)


def harm(*names: str) -> frozenset[DamageType]:
    """Damage types by name, as a set."""
    return frozenset(kinds(*names))


def abilities(*names: str) -> frozenset[Ability]:
    """Abilities by their letters."""
    return frozenset(Ability(name) for name in names)


def conditions(*names: str) -> tuple[Condition, ...]:
    """Conditions by name."""
    return tuple(Condition(name) for name in names)


def types(*names: str) -> Only:
    """Creatures of these types alone."""
    return Only(types=frozenset(names))


def growth(more: str, every: int = 1) -> Growth | None:
    """How something grows; None if it does not."""
    return Growth(more, every) if more else None


def damage(dice: str, *names: str, more: str = "", every: int = 1, **rest: Any) -> Damage:
    """Damage of a type, or of one among several."""
    return Damage(dice, kinds(*names), grows=growth(more, every), **rest)


def half(dice: str, *names: str, more: str = "", every: int = 1, **rest: Any) -> Damage:
    """Damage that a save halves."""
    return damage(dice, *names, more=more, every=every, halved=True, **rest)


def cantrip(dice: str, *names: str, **rest: Any) -> Damage:
    """Damage of a cantrip, which grows by what it is."""
    return damage(dice, *names, more=dice, **rest)


def heal(dice: str, more: str = "", *, mod: bool = False, only: Only = ANYBODY, divided: bool = False) -> Heal:
    """Healing."""
    return Heal(dice, mod, only, growth(more), divided)


def cushion(dice: str, more: str = "", *, mod: bool = False, lasts: Duration = SPELL) -> Cushion:
    """Temporary hit points."""
    return Cushion(dice, mod, lasts, growth(more))


def save(names: str, *fail: Effect, success: Tree = (), **rest: Any) -> Save:
    """A save: of one ability, or of several between spaces."""
    return Save(tuple(Ability(name) for name in names.split()), rest.pop("dc", None), fail, success, **rest)


def bolt(*hit: Effect, miss: Tree = (), reach: int | None = None, **rest: Any) -> Attack:
    """A ranged spell attack, as far as the spell goes or as told."""
    return Attack(hit, melee=False, spell=True, ranged=Reach(reach, reach) if reach else None, miss=miss, **rest)


def touch(*hit: Effect, **rest: Any) -> Attack:
    """A melee spell attack."""
    return Attack(hit, spell=True, **rest)


def one(*effects: Effect, whom: Whom = "any", range_ft: int | None = None) -> Each:
    """One target."""
    return Each(effects, range_ft=range_ft, whom=whom)


def some(most: int, *effects: Effect, more: int = 0, **rest: Any) -> Each:
    """So many targets, and so many more with each slot."""
    return Each(effects, most=most, grows=growth(str(more or "")), **rest)


def willing(*effects: Effect, more: int = 0, most: int = 1, **rest: Any) -> Each:
    """Somebody on one's own side, oneself included."""
    return some(most, *effects, more=more, whom="allies", **rest)


def own(*effects: Effect) -> Each:
    """Oneself."""
    return Each(effects, range_ft=0, whom="self")


def whoever(*effects: Effect, whom: Whom = "chosen") -> Each:
    """All whom the caster chooses within range."""
    return Each(effects, most=None, whom=whom)


def inside(area: Area, *effects: Effect, whom: Whom = "any", range_ft: int | None = None) -> Each:
    """Whoever is in an area."""
    return Each(effects, most=None, area=area, range_ft=range_ft, whom=whom)


def ball(size: int, more: str = "") -> Area:
    """A sphere of this radius."""
    return Area(Shape.SPHERE, size, grows=growth(more))


def around(size: int) -> Area:
    """What is within so many feet of oneself."""
    return Area(Shape.EMANATION, size)


def cone(size: int) -> Area:
    """A cone."""
    return Area(Shape.CONE, size)


def cube(size: int, height: int | None = None, more: str = "") -> Area:
    """A cube, or a square piece of ground."""
    return Area(Shape.CUBE, size, height_ft=height, grows=growth(more))


def line(size: int, width: int) -> Area:
    """A line."""
    return Area(Shape.LINE, size, width_ft=width)


def column(size: int, height: int | None) -> Area:
    """A cylinder."""
    return Area(Shape.CYLINDER, size, height_ft=height)


def wall(length: int, height: int, width: int) -> Area:
    """A wall."""
    return Area(Shape.WALL, length, width_ft=width, height_ft=height)


def until(*ends: Until, save: str = "", **rest: Any) -> Duration:
    """As long as the spell, or until one of these; perhaps with a save that ends it."""
    return Duration(ends=(Until.SPELL, *ends), save=Ability(save) if save else None, **rest)


def inflict(names: str, lasts: Duration = SPELL, **rest: Any) -> Inflict:
    """Conditions, between spaces."""
    return Inflict(conditions(*names.split()), lasts, **rest)


def alter(*what: Lasting, lasts: Duration = SPELL, **rest: Any) -> Alter:
    """Something is otherwise."""
    return Alter(what, lasts, **rest)


def bonus(number: str, *rolls: Roll, **rest: Any) -> tuple[Lasting, ...]:
    """A number or dice added to rolls."""
    return tuple(Lasting(roll, number, **rest) for roll in rolls)


def better(*rolls: Roll, **rest: Any) -> tuple[Lasting, ...]:
    """Advantage on rolls."""
    return tuple(Lasting(roll, advantage=BETTER, **rest) for roll in rolls)


def worse(*rolls: Roll, **rest: Any) -> tuple[Lasting, ...]:
    """Disadvantage on rolls."""
    return tuple(Lasting(roll, advantage=WORSE, **rest) for roll in rolls)


def speed(number: str = "", **rest: Any) -> Lasting:
    """A speed that is otherwise."""
    return Lasting(Roll.SPEED, number, **rest)


STILL: Final = Lasting(Roll.SPEED, times=0)


def resists(*names: str, picks: int = 0, **rest: Any) -> Lasting:
    """Damage that is resisted."""
    return Lasting(resists=harm(*names), picks=picks, **rest)


def end(*names: str, also: Iterable[str] = (), only: Only = ANYBODY) -> End:
    """Conditions and other troubles that end."""
    return End(frozenset(conditions(*names)), frozenset(also), only)


def choose(**ways: Tree | Effect) -> Choose:
    """Ways, by their names; an underscore in one stands for a space."""
    told = ((name.replace("_", " "), way if isinstance(way, tuple) else (way,)) for name, way in ways.items())
    return Choose(tuple(told))


def zone(area: Area, *effects: Effect, when: str = "", **rest: Any) -> Zone:
    """An area that stays; `when` has the names of the moments, between spaces."""
    return Zone(area, effects, frozenset(Contact[name.upper()] for name in when.split()), **rest)


def gone(where: str, lasts: Duration = SPELL, **rest: Any) -> Vanish:
    """Away from the scene."""
    return Vanish(where, lasts, **rest)


def ask(topic: str) -> Adjudicate:
    """The DM decides."""
    return Adjudicate(topic)
