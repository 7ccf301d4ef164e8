"""Whom a part of a deed is done to, of those at whom it is aimed; and how many it can be aimed at.

A fight has no map: whoever acts names who is in an area, and each of them is.

Source: SRD 5.2.1, "Spells", Targets, and "Rules Glossary", Area of Effect; SRD 5.1, "Spellcasting", Targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.combat.duration.zones import keeps_out
from core.combat.play.playing import Playing, around
from core.combat.record.happenings import Averted, Spared, Untouched
from core.combat.situation.bearing import Rolling, bearings, conditions_of
from core.combat.situation.saving import Trial, tried
from core.combat.situation.scene import Scene
from core.combat.situation.whom import are_friends, concerns, counts
from core.rules.conditions import Condition
from core.rules.effects.outcomes import Cast, Damage, Go, Use
from core.rules.effects.search import found
from core.rules.effects.terms import Only, When
from core.rules.effects.tree import Attack, Choose, Each, Effect, Grant, If, Inflict, Save, Zone

MOST_TIMES: Final = 20
"""How often one can be named where as many attacks go at them: more than anybody has."""
_KNOWN: Final = frozenset(When)
"""Circumstances that need not be said."""


def chosen(playing: Playing, each: Each, targets: Sequence[int]) -> list[int]:
    """To whom the rest of an `Each` is done, one after the other."""
    scene, by = playing.scene, around(playing)
    if each.whom == "self":
        meant = [playing.deed.actor]
    elif not targets and each.only.by_actor:
        meant = [number for number in scene.fight.combatants if scene.is_there(number)]
        return [number for number in meant if concerns(scene, each.only, number, by)]
    else:
        meant = [number for number in targets if counts(scene, each.whom, number, by)]
    reached = [number for number in meant if concerns(scene, each.only, number, by)]
    for number in dict.fromkeys(number for number in targets if number not in reached and each.whom != "self"):
        scene.tell(Untouched(number, playing.deed.name))
    if playing.deed.level is not None:
        reached = [number for number in reached if not _is_kept_out(playing, number)]
    if each.area is None:
        reached = [number for number in reached if not is_averted(playing, each.effects, number)]
    if each.pool:
        return _in_pool(playing, each.pool, reached)
    if each.most is None:
        return list(dict.fromkeys(reached))
    if each.times > 1:
        return _in_turn(reached, each.most, each.times)
    return list(dict.fromkeys(reached))[: each.most]


def _is_kept_out(playing: Playing, number: int) -> bool:
    """Whether somebody is in an area into which no such spell goes."""
    by = keeps_out(playing.scene, playing.deed.actor, number, playing.deed.level or 0)
    if by:
        playing.scene.tell(Spared(number, by))
    return bool(by)


def _in_pool(playing: Playing, dice: str, numbers: Sequence[int]) -> list[int]:
    """Those whom a pool of hit points reaches, from the one that has the fewest on."""
    scene = playing.scene
    left = scene.throws.roll(dice).total
    taken: list[int] = []
    for number in sorted(dict.fromkeys(numbers), key=lambda each: scene.vitals(each).hit_points.current):
        points = scene.vitals(number).hit_points.current
        if Condition.UNCONSCIOUS in conditions_of(scene, number):
            continue
        if points > left:
            break
        left -= points
        taken.append(number)
    return taken


def _in_turn(numbers: Sequence[int], most: int, times: int) -> list[int]:
    """Several rays: as they were aimed, if as many were; else at each in turn."""
    if not numbers or len(numbers) >= most:
        return list(numbers[:most])
    different = list(dict.fromkeys(numbers))
    rays = [different[place % len(different)] for place in range(most)]
    return [number for place, number in enumerate(rays) if rays[:place].count(number) < times]


def is_averted(playing: Playing, effects: Sequence[Effect], number: int) -> bool:
    """Whether something guards somebody whom harm is aimed at, and whoever aims it does not overcome that."""
    scene, actor = playing.scene, playing.deed.actor
    if number == actor or are_friends(scene, actor, number) or not harms(effects):
        return False
    if number not in playing.came.averted:
        playing.came.averted[number] = _guards(scene, actor, number)
    return playing.came.averted[number]


def _guards(scene: Scene, actor: int, number: int) -> bool:
    for each in bearings(scene, number):
        if each.what.guard is None or each.key is None:
            continue
        one = scene.combatant(number).ongoing[each.key]
        trial = Trial(each.what.guard, one.dc or 10)
        if not tried(scene, actor, trial, Rolling(number, magic=True)).success:
            scene.tell(Averted(number, one.name))
            return True
    return False


def is_past(playing: Playing, effects: Sequence[Effect], number: int) -> bool:
    """Whether somebody is dead, and beyond what harms in an area; told once, where somebody aimed at them.

    An attack at the dead is refused before it is made; what revives harms nobody. Whoever is dying is concerned.

    Source: SRD 5.2.1, "Rules Glossary", Dead.
    """
    scene, deed = playing.scene, playing.deed
    if not scene.vitals(number).is_dead or not harms(effects) or any(isinstance(each, Attack) for each in effects):
        return False
    told = Untouched(number, deed.name)
    if number in deed.targets and deed.of is None and told not in scene.log:
        scene.tell(told)
    return True


def harms(effects: Iterable[Effect]) -> bool:
    """Whether effects harm: they attack, ask for a save, damage, or bring a condition."""
    harmful = (Attack, Save, Damage, Inflict)
    return any(any(True for _ in found(tuple(effects), kind)) for kind in harmful)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many can be aimed at.

    Attributes:
        least: At least so many.
        most: At most so many; None for any number.
        times: How often one of them.
    """

    least: int = 0
    most: int | None = 0
    times: int = 1


def wanted(effects: Iterable[Effect], ways: frozenset[str], *, actor_alone: bool = True) -> Wanted:
    """How many a tree can be aimed at.

    Args:
        effects: The tree.
        ways: What is chosen.
        actor_alone: Whether what stands below no `Each` is done to whoever acts; else it is aimed at somebody.

    Example:
        >>> wanted((Each((Save((), 10, ()),), most=3),), frozenset())
        Wanted(least=1, most=3, times=1)
    """
    several = list(_wanted(effects, ways))
    if not several and not actor_alone and any(True for _ in found(tuple(effects), Attack)):
        several = [Wanted(1, 1)]
    least = max((each.least for each in several), default=0)
    bounds = [each.most for each in several if each.most is not None]
    most = None if any(each.most is None for each in several) else max(bounds, default=0)
    return Wanted(least, most, max((each.times for each in several), default=1))


def _wanted(effects: Iterable[Effect], ways: frozenset[str]) -> Iterator[Wanted]:
    for effect in effects:
        match effect:
            case Each(whom="self", effects=inner):
                yield from _wanted(inner, ways)
            case Each(most=None):
                yield Wanted(0, None)
            case Each():
                yield _of_each(effect, ways)
            case Choose():
                for way in ways_chosen(effect, ways):
                    yield from _wanted(way, ways)
            case Grant(now=True, effects=inner):
                yield from _wanted(inner, ways)
            case Zone() | Use() | Cast():
                yield Wanted(0, None, times=1 if isinstance(effect, Zone) else MOST_TIMES)
            case Go(along=along) if along:
                yield Wanted(0, along)
            case If(only=Only(when=str(when)) as only) if only == Only(when=when) and when not in _KNOWN:
                yield from _wanted(effect.then if when in ways else effect.otherwise, ways)
            case _ if effect.op in {"attack", "save", "if", "chance"}:
                yield from _wanted(_below(effect), ways)
            case _:
                continue


def _of_each(each: Each, ways: frozenset[str]) -> Wanted:
    least = 0 if each.area else 1
    more = max((one.leaps + bool(one.follows) for one in found(each.effects, Attack)), default=0)
    if each.most is None or any(below.most is None for below in _wanted(each.effects, ways)):
        return Wanted(least, None)
    return Wanted(least, each.most + more, each.times)


def _below(effect: Effect) -> tuple[Effect, ...]:
    names = ("hit", "miss", "fail", "success", "then", "otherwise")
    direct = [each for name in names for each in getattr(effect, name, ())]
    return (*direct, *(each for _, _, way in getattr(effect, "ways", ()) for each in way if effect.op == "chance"))


def ways_chosen(choose: Choose, said: frozenset[str]) -> list[tuple[Effect, ...]]:
    """The ways that are taken: what was said, in the tree's order; the first, where nothing was.

    A way that is said with a number, as "bite 2", is taken so often; the last is repeated until there are enough.
    """
    taken: list[tuple[Effect, ...]] = []
    for name, effects in choose.ways:
        taken += [effects] * times_said(name, said)
    taken = taken[: choose.times] or [choose.ways[0][1]]
    return [*taken, *([taken[-1]] * (choose.times - len(taken)))]


def times_said(name: str, said: frozenset[str]) -> int:
    """How often something was named: so often as the number behind it says.

    Example:
        >>> times_said("Bite", frozenset({"bite 2"})), times_said("Bite", frozenset({"bite"}))
        (2, 1)
    """
    word = name.casefold()
    numbered = [each.removeprefix(f"{word} ") for each in said if each.startswith(f"{word} ")]
    return next((int(each) for each in numbered if each.isdigit()), int(word in said))
