"""The d20 Tests of a fight: what everything that lasts, every condition and all tiredness bring to each.

Source: SRD 5.2.1, "Playing the Game", D20 Tests, and "Rules Glossary", conditions; SRD 5.1, "Combat" and "Conditions".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.combat.scene import Scene
from core.combat.state import Combatant
from core.combat.throws import Thrown
from core.dice.advantage import Advantage, together
from core.rules.abilities import Ability
from core.rules.attacks import Hit, attack_result
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.tree import Attack
from core.rules.exhaustion import exhaustion

NEAR_FT = 5


@dataclass(frozen=True, slots=True)
class Bonus:
    """What is brought to one roll beside its own bonus."""

    dice: str = ""
    advantage: Advantage = Advantage.NONE


@dataclass(frozen=True, slots=True)
class Swing:
    """How an attack is made.

    Attributes:
        bonus: What is added to the d20.
        advantage: What whoever attacks claims for it.
        extra: Dice or a number more, as they say.
        melee: Whether it is made from near.
    """

    bonus: int
    advantage: Advantage = Advantage.NONE
    extra: str = ""
    melee: bool = True


def strike(scene: Scene, actor: int, target: int, swing: Swing) -> tuple[Hit, Thrown, Advantage, int]:
    """Roll an attack at somebody.

    Returns:
        What it came to, the roll, what it was rolled with, and the Armor Class that it was held to.
    """
    attacker, attacked = scene.effects(actor), scene.effects(target)
    near = attacked.attacked_near if swing.melee else attacked.attacked_far
    tired = exhaustion(scene.vitals(actor).exhaustion, scene.fight.edition)
    own, theirs = scene.lasting(actor, Roll.ATTACKS), scene.lasting(target, Roll.ATTACKED)
    sources = [attacker.attacks, attacked.attacked, near, tired.attacks_and_saves, swing.advantage]
    advantage = together((*sources, *_brought([*own, *theirs])))
    notation = d20(swing.bonus + tired.d20_tests, [*_bonuses(own), *_bonuses(theirs), swing.extra])
    thrown = scene.throws.roll(notation, advantage=advantage)
    armor_class = armor_class_of(scene, target)
    hit = attack_result(thrown.natural, thrown.total, armor_class)
    if hit.lands and swing.melee and attacked.critical_near:
        hit = Hit.CRITICAL
    return hit, thrown, advantage, armor_class


def armor_class_of(scene: Scene, target: int) -> int:
    """Somebody's Armor Class now, behind what they stand behind."""
    return armor_class_now(scene.combatant(target), scene.creature(target).armor_class)


def armor_class_now(combatant: Combatant, own: int) -> int:
    """An Armor Class with what was said of it, what lasts and what is stood behind.

    Args:
        combatant: Whose.
        own: By their stat block or what they wear.
    """
    base = combatant.numbers.get("armor class", own)
    ongoing = combatant.ongoing.values()
    lasting = [each for one in ongoing for each in one.alters if each.roll is Roll.ARMOR_CLASS]
    base = max([base, *(each.at_least for each in lasting if each.at_least is not None)])
    added = sum(int(each.bonus) for each in lasting if each.bonus.lstrip("+-").isdigit())
    return base + added + combatant.cover.bonus


def save(
    scene: Scene, number: int, ability: Ability, *, magic: bool = False, extra: Advantage = Advantage.NONE
) -> Thrown | None:
    """Roll somebody's saving throw; None if it fails without a roll."""
    effects = scene.effects(number)
    if ability in effects.failed_saves:
        return None
    creature, combatant = scene.creature(number), scene.combatant(number)
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    lasting = [each for each in scene.lasting(number, Roll.SAVES) if not each.abilities or ability in each.abilities]
    sources = [effects.saves.get(ability, Advantage.NONE), tired.attacks_and_saves, extra, *_brought(lasting)]
    if magic and creature.resists_magic:
        sources.append(Advantage.ADVANTAGE)
    cover = combatant.cover.bonus if ability is Ability.DEXTERITY else 0
    bonus = combatant.numbers.get(f"save {ability}", creature.save(ability)) + cover + tired.d20_tests
    return scene.throws.roll(d20(bonus, _bonuses(lasting)), advantage=together(tuple(sources)))


def check(scene: Scene, number: int, ability: Ability, skill: str = "") -> Thrown:
    """Roll somebody's ability check."""
    creature = scene.creature(number)
    bonus = creature.skill(skill) if skill else creature.modifier(ability)
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    lasting = [each for each in scene.lasting(number, Roll.CHECKS) if not each.abilities or ability in each.abilities]
    sources = (scene.effects(number).checks, tired.checks, *_brought(lasting))
    return scene.throws.roll(d20(bonus + tired.d20_tests, _bonuses(lasting)), advantage=together(sources))


def initiative(scene: Scene, number: int, extra: Advantage = Advantage.NONE) -> Thrown:
    """Roll somebody's initiative."""
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    lasting = scene.lasting(number, Roll.INITIATIVE)
    sources = (scene.effects(number).initiative, tired.checks, extra, *_brought(lasting))
    bonus = scene.creature(number).initiative + tired.d20_tests
    return scene.throws.roll(d20(bonus, _bonuses(lasting)), advantage=together(sources))


def death_save(scene: Scene, number: int, extra: Advantage = Advantage.NONE) -> Thrown:
    """Roll somebody's death save; tiredness and blessings count as for any saving throw."""
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    lasting = [each for each in scene.lasting(number, Roll.SAVES) if not each.abilities]
    advantage = together((tired.attacks_and_saves, extra, *_brought(lasting)))
    return scene.throws.roll(d20(tired.d20_tests, _bonuses(lasting)), advantage=advantage)


def d20(bonus: int, extras: Iterable[str] = ()) -> str:
    """The notation of a d20 Test.

    Example:
        >>> d20(5), d20(-1, ["1d4"]), d20(0, ["-1d4", ""])
        ('1d20+5', '1d20-1+1d4', '1d20-1d4')
    """
    added = "".join(each if each[0] in "+-" else f"+{each}" for each in extras if each)
    return f"1d20{f'{bonus:+d}' if bonus else ''}{added}"


def swing_of(attack: Attack, own: int | None, *, advantage: Advantage, extra: str) -> Swing:
    """How an attack of the data is made by somebody whose own bonus is this."""
    bonus = attack.bonus if attack.bonus is not None else own or 0
    return Swing(bonus, advantage, extra, melee=attack.melee)


def _brought(lasting: Iterable[Lasting]) -> tuple[Advantage, ...]:
    return tuple(each.advantage for each in lasting)


def _bonuses(lasting: Iterable[Lasting]) -> list[str]:
    return [each.bonus for each in lasting]
