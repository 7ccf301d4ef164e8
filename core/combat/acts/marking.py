"""What is said of somebody in a fight, by those who lead or by themselves: hit points, effects, how they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from core.combat.acts.stage import Stage
from core.combat.duration import lasting
from core.combat.health import harm, healing
from core.combat.health.wounds import Wound
from core.combat.record.happenings import Overruled
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Readied
from core.combat.record.steps import Done
from core.combat.situation.scene import Scene
from core.combat.views.known import become_known
from core.errors import RuleError
from core.rules.conditions import Condition
from core.rules.cover import Cover
from core.rules.damage import Blow, DamageType


@dataclass(frozen=True, slots=True)
class HitPointChange:
    """What becomes of somebody's hit points.

    Attributes:
        how: Damaged, healed, set to a number, or given temporary ones.
        dice: As they are written, or a number.
        kind: The damage's type; None where nothing resists it.
    """

    how: Literal["damage", "heal", "set", "temporary"]
    dice: str
    kind: DamageType | None = None


def hit_points(stage: Stage, number: int, change: HitPointChange) -> Done:
    """Change somebody's hit points, with all that follows.

    Raises:
        NotFoundError: ``combatant-not-found``.
    """
    scene = stage.scene
    scene.fight.creature(number)
    amount = max(0, scene.throws.roll(change.dice).total)
    match change.how:
        case "damage" if change.kind is None:
            harm.lose(scene, number, amount)
        case "damage":
            harm.hurt(scene, number, Wound((Blow(amount, change.kind or DamageType.FORCE),)))
        case "heal":
            healing.heal(scene, number, amount)
        case "temporary":
            healing.cushion(scene, number, amount)
        case "set":
            healing.set_to(scene, number, amount)
    return stage.done("hit-points", by=number, name=change.how, targets=(number,))


@dataclass(frozen=True, slots=True)
class Mark:
    """An effect that somebody gives by hand.

    Attributes:
        name: What it is called.
        conditions: That it consists of.
        rounds: How long it lasts; None until it is taken away.
        source: Whose it is, by number.
    """

    name: str
    conditions: tuple[Condition, ...] = ()
    rounds: int | None = None
    source: int | None = None


def mark(stage: Stage, number: int, given: Mark) -> Done:
    """Let something last on somebody.

    Raises:
        NotFoundError: ``combatant-not-found``.
    """
    stage.scene.fight.creature(number)
    ongoing = Ongoing(given.name, given.source, given.conditions, rounds=given.rounds)
    lasting.begin(stage.scene, number, ongoing)
    return stage.done("effect", by=given.source or number, name=given.name, targets=(number,))


def cure(stage: Stage, number: int, name: str) -> Done:
    """End what somebody has: by its name, or all that holds a condition.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``no-such-effect``.
    """
    scene = stage.scene
    combatant = scene.fight.creature(number)
    wanted = name.strip().casefold()
    named = [key for key, one in combatant.ongoing.items() if one.name.casefold() == wanted]
    if named:
        for key in named:
            lasting.end(scene, number, key, "cured")
    elif combatant.concentration and wanted in {"concentration", combatant.concentration.spell.casefold()}:
        lasting.stop_concentrating(scene, number, "early")
    else:
        found = frozenset(each for each in combatant.conditions if each.value == wanted)
        if not found:
            raise RuleError("no-such-effect", effect=name[:60])
        lasting.cured(scene, number, found)
    return stage.done("cure", by=number, name=name, targets=(number,))


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands otherwise; what is None stays as it is."""

    hidden: bool | None = None
    cover: Cover | None = None
    surprised: bool | None = None
    delayed: bool | None = None
    readied: Readied | None = None
    note: str | None = None
    name: str | None = None
    armor_class: int | None = None
    profile: str | None = None


def stand(stage: Stage, number: int, standing: Standing) -> Done:
    """Change how somebody stands.

    Raises:
        NotFoundError: ``combatant-not-found``.
    """
    combatant = stage.scene.fight.combatant(number)
    said = {
        name: value
        for name in ("hidden", "cover", "surprised", "delayed", "readied", "note", "name", "profile")
        if (value := getattr(standing, name)) is not None
    }
    changed = replace(combatant, **said)
    if standing.armor_class is not None:
        changed = replace(changed, numbers={**changed.numbers, "armor class": standing.armor_class})
    stage.scene.change(become_known(changed, stage.scene.fight, anew=standing.name is not None))
    return stage.done("changed", by=number, name=" ".join(sorted(said)), targets=(number,))


def death_save(stage: Stage, number: int, *, overrule: bool = False) -> Done:
    """Roll somebody's death save in their own turn, once; whoever does not roll it has it rolled as the turn ends.

    Args:
        stage: The stage.
        number: Whose.
        overrule: Whether whoever leads lets it be rolled in another turn than theirs.

    Source: SRD 5.2.1, "Playing the Game", Death Saving Throws; SRD 5.1, "Combat", Death Saving Throws.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``not-dying``, ``fight-not-begun``, ``not-your-turn`` or ``death-save-made``.
    """
    scene = _with_dying(stage, number)
    if scene.fight.round == 0:
        raise RuleError("fight-not-begun")
    if scene.fight.current != number:
        if not overrule:
            raise RuleError("not-your-turn", round=scene.fight.round)
        scene.tell(Overruled("not-your-turn"))
    if healing.DEATH_SAVE in scene.combatant(number).done:
        raise RuleError("death-save-made")
    healing.death_save(scene, number)
    return stage.done("death-save", by=number, targets=(number,))


def stabilise(stage: Stage, number: int) -> Done:
    """Let somebody be no longer dying, as first aid does.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``not-dying``.
    """
    scene = _with_dying(stage, number)
    healing.stabilise(scene, number)
    return stage.done("hit-points", by=number, name="stabilise", targets=(number,))


def _with_dying(stage: Stage, number: int) -> Scene:
    """The scene, if somebody is dying in it."""
    stage.scene.fight.creature(number)
    if not stage.scene.vitals(number).is_dying:
        raise RuleError("not-dying")
    return stage.scene
