"""Whom something concerns: sides, wills, and the circumstances that a tree asks for.

A fight has no map, so what only a map shows (who stands near, who has charged) is said by whoever acts. What is so as a
rule (`ASSUMED`) holds until it is denied: "not it wears no armor".

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from core.combat.situation.numbers import rank
from core.combat.situation.scene import Scene
from core.rules.conditions import Condition, with_implied
from core.rules.effects import hiding as unseen
from core.rules.effects.magic import Become
from core.rules.effects.terms import ANYBODY, Only, When
from core.rules.effects.tree import Whom

ASSUMED: Final = frozenset(
    {
        "it can sleep and be exhausted",
        "it is of a chosen kind and has not said the password",
        "it is of the named kind",
        "it is of those whom the effect is for",
        "it relies on sight",
        "it sees the target",
        "it understands the command",
        "it understands the language",
        "it wears no armor",
        "it holds or wears it",
        "the phantasm can hurt it",
    }
)
"""Circumstances that hold as a rule."""
CHARGED: Final = "charged"
UNDER: Final = "under "
WILLING, UNWILLING = "willing", "unwilling"
"""What may be said of targets; else those on the actor's side are willing, and nobody else is."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What surrounds the question.

    Attributes:
        actor: Who acts; None for nobody.
        said: What is said or known to be so, in small letters.
        magic: Whether it is magic.
    """

    actor: int | None = None
    said: frozenset[str] = frozenset()
    magic: bool = False


def are_friends(scene: Scene, one: int | None, other: int) -> bool:
    """Whether two fight for the same side."""
    if one is None or one not in scene.fight.combatants:
        return False
    return one == other or scene.combatant(one).side == scene.combatant(other).side


def is_willing(scene: Scene, number: int, by: Circumstances) -> bool:
    """Whether somebody lets it happen: friends do, unless something else is said."""
    if UNWILLING in by.said:
        return False
    return WILLING in by.said or are_friends(scene, by.actor, number)


def counts(scene: Scene, whom: Whom, number: int, by: Circumstances) -> bool:
    """Whether somebody is among those who are meant."""
    match whom:
        case "self":
            return number == by.actor
        case "others":
            return number != by.actor
        case "allies":
            return is_willing(scene, number, by)
        case "enemies":
            return not are_friends(scene, by.actor, number)
        case "any" | "chosen":
            return True


def concerns(scene: Scene, only: Only | None, number: int, by: Circumstances) -> bool:
    """Whether somebody is concerned, as it is by now."""
    if only is None or only is ANYBODY or only == ANYBODY:
        return True
    return _is_meant(scene, only, number, by) or (only.or_willing and is_willing(scene, number, by))


def _is_meant(scene: Scene, only: Only, number: int, by: Circumstances) -> bool:
    if only.when is not None and not holds(scene, only.when, number, by):
        return False
    if only.when is not None and only.by_actor and not _is_from(scene, only.when, number, by):
        return False
    if only.charged_ft is not None and CHARGED not in by.said:
        return False
    return _is_built(scene, only, number) and _is_in_state(scene, only, number, by)


def _is_from(scene: Scene, when: str, number: int, by: Circumstances) -> bool:
    """Whether what somebody bears by name is the actor's own."""
    word = when.casefold().removeprefix(UNDER)
    borne = scene.combatant(number).ongoing.values()
    return any(one.name.casefold() == word and one.source == by.actor for one in borne)


def _is_built(scene: Scene, only: Only, number: int) -> bool:
    creature = scene.creature(number)
    kinds = {creature.kind, *creature.kin.split()}
    if only.up_to is not None and rank(creature.size) > rank(only.up_to):
        return False
    if only.from_size is not None and rank(creature.size) < rank(only.from_size):
        return False
    if (only.types and not kinds & only.types) or kinds & only.but_not:
        return False
    if only.challenge is not None and not _is_as_easy(scene, number, only.challenge):
        return False
    if only.can_have is not None and only.can_have in creature.immune_to:
        return False
    return only.score is None or _is_between(creature.scores[only.score[0]], only.score[1], only.score[2])


def _is_as_easy(scene: Scene, number: int, challenge: str) -> bool:
    """Whether somebody has a stat block of at most this Challenge Rating."""
    block = scene.block(number)
    return block is not None and Fraction(block.challenge) <= Fraction(challenge)


def _is_in_state(scene: Scene, only: Only, number: int, by: Circumstances) -> bool:
    if only.hit_points is not None:
        least, most = only.hit_points
        if not _is_between(scene.vitals(number).hit_points.current, least, most):
            return False
    if only.without is None and not only.has:
        return True
    now = with_implied(scene.conditions(number), scene.fight.edition)
    if only.without is not None and only.without in now:
        return False
    if not only.has:
        return True
    if only.by_actor:
        borne = (one for one in scene.combatant(number).ongoing.values() if one.source == by.actor)
        now = with_implied((each for one in borne for each in one.conditions), scene.fight.edition)
    return bool(now & only.has)


def _is_between(value: int, least: int, most: int | None) -> bool:
    return least <= value and (most is None or value <= most)


def holds(scene: Scene, when: str, number: int, by: Circumstances) -> bool:
    """Whether a circumstance holds: because the fight shows it, because it is said, or as a rule."""
    word = when.casefold()
    if f"not {word}" in by.said:
        return False
    return word in by.said or _is_shown(scene, word, number, by) or word in ASSUMED


def _is_shown(scene: Scene, word: str, number: int, by: Circumstances) -> bool:
    match word:
        case When.BLOODIED:
            return _is_bloodied(scene, number)
        case When.ACTOR_BLOODIED:
            return by.actor is not None and _is_bloodied(scene, by.actor)
        case When.HURT:
            points = scene.vitals(number).hit_points
            return points.current < points.maximum
        case When.FIRST_ROUND:
            return scene.fight.round <= 1
        case When.SURPRISED:
            return scene.combatant(number).surprised or not has_had_turn(scene, number)
        case When.MAGIC:
            return by.magic
        case When.SNEAK:
            return "advantage" in by.said or (When.ALLY_NEAR in by.said and "disadvantage" not in by.said)
        case _:
            return _is_told(scene, word, number, by)


def _is_told(scene: Scene, word: str, number: int, by: Circumstances) -> bool:
    """What trees ask about in words of their own, and the fight shows."""
    borne = scene.combatant(number).ongoing.values()
    if word.startswith(UNDER):
        return {each.strip() for each in word.removeprefix(UNDER).split(" and ")} <= {
            one.name.casefold() for one in borne
        }
    match word:
        case "its side is being fought":
            return not are_friends(scene, by.actor, number)
        case "its side is not being fought":
            return are_friends(scene, by.actor, number)
        case "it is not the caster":
            return number != by.actor
        case unseen.UNNOTICED:
            return by.actor is not None and _is_unaware(scene, number, by.actor)
        case "the hand grapples it":
            return any(one.source == by.actor and Condition.GRAPPLED in one.conditions for one in borne)
        case "it has another form than its own":
            return any(isinstance(one.node, Become) for one in borne)
        case _:
            return False


def _is_unaware(scene: Scene, number: int, actor: int) -> bool:
    """Whether somebody who fights hides from somebody."""
    borne = scene.combatant(actor).ongoing.values()
    return any(one.name == unseen.HIDDEN and number in one.aimed for one in borne)


def _is_bloodied(scene: Scene, number: int) -> bool:
    points = scene.vitals(number).hit_points
    return 2 * points.current <= points.maximum


def has_had_turn(scene: Scene, number: int) -> bool:
    """Whether somebody's first turn has begun."""
    if scene.fight.round != 1:
        return scene.fight.round > 1
    order = [each.number for each in scene.fight.in_order()]
    if number not in order or scene.fight.current not in order:
        return False
    return order.index(number) <= order.index(scene.fight.current)
