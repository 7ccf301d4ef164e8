"""The d20 Tests of a fight: what everything that lasts, every condition and all tiredness bring to each.

Source: SRD 5.2.1, "Playing the Game", D20 Tests, and "Rules Glossary", conditions; SRD 5.1, "Combat" and "Conditions".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.combat.record.state import Combatant
from core.combat.situation.bearing import (
    PLAINLY,
    Bearing,
    Rolling,
    bonuses,
    brought,
    effects_but,
    effects_on,
    has_proof,
    least_total,
    lowest,
    rescue,
    touching,
    used,
)
from core.combat.situation.scene import Scene
from core.combat.situation.sight import sees, sees_invisible
from core.combat.situation.throws import Thrown
from core.dice.advantage import Advantage, together
from core.rules.abilities import Ability
from core.rules.attacks import Hit, Sight, attack_result, by_sight
from core.rules.conditions import Condition, Effects
from core.rules.effects.lasting import Roll
from core.rules.exhaustion import exhaustion

NEAR_FT = 5
LUCKY = "a 1 on the d20"
"""What is rolled once more for those whom it does no harm."""
_INVISIBLE = frozenset({Condition.INVISIBLE})
_NOTHING: frozenset[Condition] = frozenset()


@dataclass(frozen=True, slots=True)
class Swing:
    """How an attack is made.

    Attributes:
        bonus: What is added to the d20.
        advantage: What whoever attacks claims for it, and what the attack itself brings.
        extra: Dice or a number more, as they say.
        near: Whether it is made from within 5 feet.
        tags: With what it is made.
        said: What is said or known to be so.
        magic: Whether it is magic.
        critical_on: The lowest number on the d20 that is a critical hit.
    """

    bonus: int
    advantage: Advantage = Advantage.NONE
    extra: str = ""
    near: bool = True
    tags: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    magic: bool = False
    critical_on: int = 20


@dataclass(frozen=True, slots=True)
class Struck:
    """What an attack roll came to.

    Attributes:
        hit: Whether it hits.
        thrown: The roll.
        advantage: What it was rolled with.
        armor_class: What it was held to.
    """

    hit: Hit
    thrown: Thrown
    advantage: Advantage
    armor_class: int


def strike(scene: Scene, actor: int, target: int, swing: Swing) -> Struck:
    """Roll an attack at somebody."""
    rolling = Rolling(target, swing.tags, magic=swing.magic, said=swing.said)
    own = touching(scene, actor, Roll.ATTACKS, rolling)
    theirs = touching(scene, target, Roll.ATTACKED, replace(rolling, other=actor))
    attacker, attacked = _effects_between(scene, actor, target)
    near = attacked.attacked_near if swing.near else attacked.attacked_far
    tired = exhaustion(scene.vitals(actor).exhaustion, scene.fight.edition)
    knows = has_proof(scene, actor, "attacking unseen")
    seen = by_sight(Sight(of_target=knows or sees(scene, actor, target), of_attacker=sees(scene, target, actor)))
    others = attacker.attacks_on_others if not _holds(scene, actor, target) else Advantage.NONE
    sources = (attacker.attacks, others, attacked.attacked, near, tired.attacks_and_saves, swing.advantage, *seen)
    brings = (*sources, *brought([*own, *theirs]))
    if any(each.what.no_advantage for each in theirs):
        brings = tuple(each for each in brings if each is not Advantage.ADVANTAGE)
    advantage = together(brings)
    thrown = _thrown(scene, swing.bonus + tired.d20_tests, [*own, *theirs], advantage, who=actor, extras=[swing.extra])
    used(scene, actor, own)
    used(scene, target, theirs)
    armor_class = armor_class_of(scene, target, replace(rolling, other=actor))
    if thrown.natural > 1 and thrown.total < armor_class:
        more = rescue(scene, actor, own, armor_class - thrown.total)
        thrown = replace(thrown, total=thrown.total + more)
    hit = attack_result(thrown.natural, thrown.total, armor_class, critical_on=swing.critical_on)
    if hit.lands and swing.near and attacked.critical_near:
        hit = Hit.CRITICAL
    return Struck(hit, thrown, advantage, armor_class)


def _effects_between(scene: Scene, actor: int, target: int) -> tuple[Effects, Effects]:
    """What the conditions of two do to an attack between them: being invisible does nothing against who sees it."""
    of_actor = _INVISIBLE if sees_invisible(scene, target, actor) else _NOTHING
    knows = sees_invisible(scene, actor, target) or has_proof(scene, actor, "attacking unseen")
    of_target = _INVISIBLE if knows else _NOTHING
    return effects_but(scene, actor, of_actor), effects_but(scene, target, of_target)


def _holds(scene: Scene, actor: int, target: int) -> bool:
    """Whether the target is who grapples the attacker."""
    borne = scene.combatant(actor).ongoing.values()
    return any(Condition.GRAPPLED in one.conditions and one.source == target for one in borne)


def armor_class_of(scene: Scene, target: int, rolling: Rolling = PLAINLY) -> int:
    """Somebody's Armor Class now, behind what they stand behind."""
    combatant = scene.combatant(target)
    creature = scene.creature(target)
    now = combatant.numbers.get("armor class", creature.armor_class)
    touched = touching(scene, target, Roll.ARMOR_CLASS, rolling)
    bare = [each.what.base + creature.modifier(Ability.DEXTERITY) for each in touched if each.what.base is not None]
    now = max([now, *bare])
    added = sum(int(each) for each in bonuses(touched) if each.lstrip("+-").isdigit())
    least = lowest(touched)
    return max(now + added, least if least is not None else 0) + combatant.cover.bonus


def armor_class_now(combatant: Combatant, own: int) -> int:
    """An Armor Class with what was said of it, what lasts and what is stood behind, where nobody acts.

    Args:
        combatant: Whose.
        own: By their stat block or what they wear.
    """
    now = combatant.numbers.get("armor class", own)
    ongoing = combatant.ongoing.values()
    lasting = [each for one in ongoing for each in one.alters if each.roll is Roll.ARMOR_CLASS]
    added = sum(int(each.bonus) for each in lasting if each.bonus.lstrip("+-").isdigit())
    return max([now + added, *(each.at_least for each in lasting if each.at_least is not None)]) + combatant.cover.bonus


def save(
    scene: Scene,
    number: int,
    ability: Ability,
    rolling: Rolling = PLAINLY,
    *,
    extra: Advantage = Advantage.NONE,
    dc: int = 0,
) -> Thrown | None:
    """Roll somebody's saving throw; None if it fails without a roll.

    Args:
        scene: The scene.
        number: Whose.
        ability: Of which ability.
        rolling: How it is made.
        extra: What the effect itself brings.
        dc: What it has to reach, where something might help it there at the last moment.
    """
    effects = effects_on(scene, number)
    if ability in effects.failed_saves:
        return None
    combatant = scene.combatant(number)
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    touched = touching(scene, number, Roll.SAVES, replace(rolling, ability=ability))
    sources = (effects.saves.get(ability, Advantage.NONE), tired.attacks_and_saves, extra, *brought(touched))
    cover = combatant.cover.bonus if ability is Ability.DEXTERITY and rolling.cover else 0
    bonus = combatant.numbers.get(f"save {ability}", scene.creature(number).save(ability)) + cover
    thrown = _thrown(scene, bonus + tired.d20_tests, touched, together(sources), who=number)
    used(scene, number, touched)
    if thrown.total < dc:
        thrown = replace(thrown, total=thrown.total + rescue(scene, number, touched, dc - thrown.total))
    return thrown


def check(
    scene: Scene,
    number: int,
    ability: Ability,
    rolling: Rolling = PLAINLY,
    *,
    bonus: int | None = None,
    extra: Advantage = Advantage.NONE,
) -> Thrown:
    """Roll somebody's ability check, with the skill that `rolling` tells or none.

    Args:
        scene: The scene.
        number: Whose.
        ability: Of which ability.
        rolling: How it is made.
        bonus: What is added instead of anything of their own; None for their own.
        extra: What the effect itself brings.
    """
    creature = scene.creature(number)
    own = creature.skill(rolling.skill) if rolling.skill else creature.check(ability)
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    touched = touching(scene, number, Roll.CHECKS, replace(rolling, ability=ability))
    now = effects_but(scene, number, _NOTHING)
    advantage = together((now.checks, tired.checks, extra, *brought(touched)))
    thrown = _thrown(scene, (own if bonus is None else bonus) + tired.d20_tests, touched, advantage, who=number)
    used(scene, number, touched)
    return thrown


def initiative(scene: Scene, number: int, extra: Advantage = Advantage.NONE) -> Thrown:
    """Roll somebody's initiative."""
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    touched = touching(scene, number, Roll.INITIATIVE)
    advantage = together((effects_on(scene, number).initiative, tired.checks, extra, *brought(touched)))
    return _thrown(scene, scene.creature(number).initiative + tired.d20_tests, touched, advantage, who=number)


def death_save(scene: Scene, number: int, extra: Advantage = Advantage.NONE) -> Thrown:
    """Roll somebody's death save; tiredness and blessings count as for any saving throw."""
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    touched = [*touching(scene, number, Roll.DEATH_SAVES), *touching(scene, number, Roll.SAVES)]
    sources = (tired.attacks_and_saves, extra, *brought(touched))
    return _thrown(scene, tired.d20_tests, touched, together(sources), who=number)


def _thrown(
    scene: Scene,
    bonus: int,
    touched: Iterable[Bearing],
    advantage: Advantage,
    *,
    who: int,
    extras: Iterable[str] = (),
) -> Thrown:
    touched = list(touched)
    notation = d20(bonus, [*bonuses(touched), *extras], lowest(touched), least_total(touched))
    if has_proof(scene, who, LUCKY):
        notation = notation.replace("1d20", "1d20ro<2", 1)
    return scene.throws.roll(notation, advantage=advantage)


def d20(bonus: int, extras: Iterable[str] = (), at_least: int | None = None, total: int | None = None) -> str:
    """The notation of a d20 Test.

    Args:
        bonus: What is added.
        extras: Dice and numbers that are added besides.
        at_least: What the d20 counts as, if it shows less.
        total: What all of it counts as, if it is less.

    Example:
        >>> d20(5), d20(-1, ["1d4"]), d20(0, ["-1d4", ""]), d20(2, at_least=15), d20(4, total=18)
        ('1d20+5', '1d20-1+1d4', '1d20-1d4', '1d20mi15+2', 'max(1d20+4,18)')
    """
    added = "".join(each if each[0] in "+-" else f"+{each}" for each in extras if each)
    least = f"mi{at_least}" if at_least else ""
    told = f"1d20{least}{f'{bonus:+d}' if bonus else ''}{added}"
    return f"max({told},{total})" if total is not None else told
