"""What somebody bears: everything that is otherwise with them, by effects and by nature, and which rolls it touches.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from core.combat.record.happenings import Ended
from core.combat.record.occurrences import Helped
from core.combat.situation.scene import Scene
from core.combat.situation.throws import most_of
from core.combat.situation.whom import Circumstances, concerns
from core.dice.advantage import Advantage
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.conditions import Condition, Effects, effects, effects_of, with_implied
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.terms import ANYBODY, Only
from core.rules.effects.tree import Alter, Inflict


@dataclass(frozen=True, slots=True)
class Bearing:
    """One thing that is otherwise with somebody.

    Attributes:
        what: What.
        source: Who brought it; whoever bears it, where it is so by nature.
        key: The number of the effect that it is of; None by nature.
        place: Which of the effect's things it is.
        name: What the effect, or the trait, is called.
        only: When it is so, by nature.
    """

    what: Lasting
    source: int | None
    key: int | None = None
    place: int = 0
    name: str = ""
    only: Only = ANYBODY


@dataclass(frozen=True, slots=True)
class Rolling:
    """How a roll is made.

    Attributes:
        other: Who is on its other side; None for nobody.
        tags: With what, as "melee weapon".
        ability: Of which ability.
        skill: With which skill.
        avoids: Conditions that a save avoids or ends.
        focus: Whether it keeps concentration.
        held: Whether it gets out of something.
        magic: Whether it is about magic.
        said: What is said or known to be so.
        cover: Whether cover helps.
    """

    other: int | None = None
    tags: frozenset[str] = frozenset()
    ability: Ability | None = None
    skill: str = ""
    avoids: frozenset[Condition] = frozenset()
    focus: bool = False
    held: bool = False
    magic: bool = False
    said: frozenset[str] = field(default_factory=frozenset[str])
    cover: bool = True


PLAINLY = Rolling()


def traits(scene: Scene, number: int, trigger: Trigger) -> Iterator[Trait]:
    """What somebody is like by its stat block, or by its classes."""
    block = scene.block(number)
    for each in (*(block.traits if block else ()), *scene.powers(number).traits):
        if each.trigger is trigger:
            yield each


def bearings(scene: Scene, number: int) -> Iterator[Bearing]:
    """Everything that is otherwise with somebody."""
    for key, one in scene.combatant(number).ongoing.items():
        for place, what in enumerate(one.alters):
            yield Bearing(what, one.source, key, place, one.name)
    for trait in traits(scene, number, Trigger.ALWAYS):
        for effect in trait.effects:
            if isinstance(effect, Alter):
                for what in effect.what:
                    yield Bearing(what, number, name=trait.name, only=effect.only)


def touching(scene: Scene, number: int, roll: Roll, rolling: Rolling = PLAINLY) -> list[Bearing]:
    """What somebody bears that touches one of their rolls, or one against them."""
    found = [
        each for each in bearings(scene, number) if each.what.roll is roll and _touches(scene, number, each, rolling)
    ]
    return found if len(found) < 2 else list(once_each(found))


def once_each(several: Iterable[Bearing]) -> Iterator[Bearing]:
    """Of what comes by one name from several sides, the first alone: they do not add up.

    Source: SRD 5.2.1, "Spells", Combining Spell Effects; SRD 5.1, "Spellcasting", Combining Magical Effects.
    """
    sources: dict[tuple[str, Lasting], int | None] = {}
    for each in several:
        if sources.setdefault((each.name, each.what), each.source) == each.source:
            yield each


def _touches(scene: Scene, number: int, bearing: Bearing, rolling: Rolling) -> bool:
    what, other = bearing.what, rolling.other
    if (what.abilities and rolling.ability not in what.abilities) or (what.skills and rolling.skill not in what.skills):
        return False
    if (what.by and not what.by & rolling.tags) or (what.conditions and not what.conditions & rolling.avoids):
        return False
    if (what.focus and not rolling.focus) or (what.held and not rolling.held):
        return False
    if what.source_only and (other is None or other != bearing.source):
        return False
    if what.once_a_turn and scene.combatant(number).turn.get(bearing.name):
        return False
    own = Circumstances(number, rolling.said, rolling.magic)
    if not concerns(scene, bearing.only, number, own):
        return False
    if what.against == ANYBODY:
        return True
    return other is not None and scene.is_there(other) and concerns(scene, what.against, other, own)


def used(scene: Scene, number: int, touched: Iterable[Bearing]) -> None:
    """A roll has been touched: what counts but once is used up, what counts once a turn is so until the next."""
    for each in touched:
        combatant = scene.combatant(number)
        if each.what.once_a_turn:
            scene.change(replace(combatant, turn={**combatant.turn, each.name: 1}))
        if each.what.once and each.key is not None and each.key in combatant.ongoing:
            _without(scene, number, each.key, each.what)


def rescue(scene: Scene, number: int, touched: Iterable[Bearing], short: int) -> int:
    """What is rolled at the last moment for a roll that falls short: 0 for nothing. It is used up by that.

    Args:
        scene: The scene.
        number: Whose roll it is.
        touched: What they bear that touches it.
        short: By how much it falls short.
    """
    for each in touched:
        if each.what.rescues and each.key is not None and short <= most_of(each.what.bonus):
            scene.remove(number, each.key)
            more = scene.throws.roll(each.what.bonus).total
            scene.tell(Helped(number, each.name, more))
            return more
    return 0


def _without(scene: Scene, number: int, key: int, what: Lasting) -> None:
    """An effect without one of its things; if nothing is left of it, it is over."""
    one = scene.combatant(number).ongoing[key]
    left = list(one.alters)
    if what in left:
        left.remove(what)
    after = replace(one, alters=tuple(left))
    if left or one.conditions or one.each_turn or one.node:
        scene.put(number, key, after)
    else:
        scene.remove(number, key)
        scene.tell(Ended(number, one.name, "over"))


def brought(touched: Iterable[Bearing]) -> tuple[Advantage, ...]:
    """The advantage and disadvantage that these bring."""
    return tuple(each.what.advantage for each in touched)


def bonuses(touched: Iterable[Bearing]) -> list[str]:
    """The dice and numbers that these add."""
    return [each.what.bonus for each in touched if each.what.bonus and not each.what.rescues]


def lowest(touched: Iterable[Bearing]) -> int | None:
    """What these raise a value to; None for nothing."""
    return max((each.what.at_least for each in touched if each.what.at_least is not None), default=None)


def least_total(touched: Iterable[Bearing]) -> int | None:
    """What these raise the total of a roll to; None for nothing."""
    return max((each.what.total_at_least for each in touched if each.what.total_at_least is not None), default=None)


def conditions_of(scene: Scene, number: int) -> frozenset[Condition]:
    """What somebody has, with what comes with it; who is down is unconscious, and what is spared does nothing."""
    found: set[Condition] = set()
    sparing = [each for each in bearings(scene, number) if each.what.spared]
    for one in scene.combatant(number).ongoing.values():
        found.update(each for each in one.conditions if not _spares(scene, sparing, each, one.source))
    for trait in traits(scene, number, Trigger.ALWAYS):
        found.update(each for effect in trait.effects if isinstance(effect, Inflict) for each in effect.conditions)
    if scene.vitals(number).is_down:
        found.add(Condition.UNCONSCIOUS)
    return with_implied(found, scene.fight.edition)


def is_spared(scene: Scene, number: int, condition: Condition, source: int | None) -> bool:
    """Whether somebody cannot have a condition from somebody: by nature, by another condition, or for a while."""
    if condition in scene.creature(number).immune_to or condition in effects_on(scene, number).immune_to:
        return True
    sparing = [each for each in bearings(scene, number) if each.what.spared]
    return _spares(scene, sparing, condition, source)


def _spares(scene: Scene, sparing: Iterable[Bearing], condition: Condition, source: int | None) -> bool:
    for each in sparing:
        if condition not in each.what.spared:
            continue
        if each.what.against == ANYBODY:
            return True
        known = source is not None and source in scene.fight.combatants
        if known and source is not None and concerns(scene, each.what.against, source, Circumstances(source)):
            return True
    return False


def effects_on(scene: Scene, number: int) -> Effects:
    """What somebody's conditions do."""
    return effects_of(conditions_of(scene, number), scene.fight.edition)


def effects_but(scene: Scene, number: int, without: frozenset[Condition]) -> Effects:
    """What somebody's conditions do, some left aside: those that count only while their source is in sight, too."""
    now = conditions_of(scene, number) - without
    unseen = frozenset(each for each in now if _is_out_of_sight(scene, number, each))
    return effects_of(now - unseen, scene.fight.edition)


def _is_out_of_sight(scene: Scene, number: int, condition: Condition) -> bool:
    if not effects(condition, scene.fight.edition).only_in_sight:
        return False
    sources = [one.source for one in scene.combatant(number).ongoing.values() if condition in one.conditions]
    return bool(sources) and all(each is not None and not scene.is_there(each) for each in sources)


def denied(scene: Scene, number: int) -> frozenset[Deed]:
    """What somebody is kept from."""
    return frozenset(deed for each in bearings(scene, number) for deed in each.what.denies)


def has_proof(scene: Scene, number: int, against: str) -> bool:
    """Whether something does somebody no harm, as "magic missile"."""
    return any(against in each.what.proof for each in bearings(scene, number))
