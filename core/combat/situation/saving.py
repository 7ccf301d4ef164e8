"""A saving throw against a DC, with what turns a failure round.

Source: SRD 5.2.1, "Playing the Game", Saving Throws, and "Monsters", Legendary Resistance; SRD 5.1, "Monsters".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.combat.record.happenings import SaveMade, Spent
from core.combat.situation import d20s
from core.combat.situation.bearing import PLAINLY, Rolling, traits
from core.combat.situation.counters import counter_named, write
from core.combat.situation.scene import Scene
from core.dice.advantage import Advantage
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.effects.fates import Overrule


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to.

    Attributes:
        success: Whether it did.
        short: By how much it missed the DC; 0 for a success, and where nothing was rolled.
        total: The roll, with everything added; None where none was made.
        natural: Its d20; None likewise.
    """

    success: bool
    short: int = 0
    total: int | None = None
    natural: int | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be reached, and by what.

    Attributes:
        ability: With which ability.
        dc: How much.
        extra: What the effect itself brings.
    """

    ability: Ability
    dc: int
    extra: Advantage = Advantage.NONE


def tried(scene: Scene, number: int, trial: Trial, rolling: Rolling = PLAINLY) -> Saved:
    """Let somebody save, and tell it."""
    thrown = d20s.save(scene, number, trial.ability, rolling, extra=trial.extra, dc=trial.dc)
    success = thrown is not None and thrown.total >= trial.dc
    resisted = not success and _overrules(scene, number)
    total, natural = (thrown.total, thrown.natural) if thrown else (None, None)
    scene.tell(SaveMade(number, trial.ability, trial.dc, success or resisted, total, natural, resisted))
    short = 0 if success or resisted or total is None else trial.dc - total
    return Saved(success or resisted, short, total, natural)


def _overrules(scene: Scene, number: int) -> bool:
    """Whether a trait as Legendary Resistance makes a failure a success; it is used up by that."""
    for trait in traits(scene, number, Trigger.FAILS):
        if any(isinstance(each, Overrule) for each in trait.effects) and use_up(scene, number, trait):
            return True
    return False


def use_up(scene: Scene, number: int, trait: Trait) -> bool:
    """Use a trait once; False if nothing is left of it."""
    combatant = scene.combatant(number)
    if trait.once_a_turn and combatant.turn.get(trait.name):
        return False
    if trait.once_a_turn:
        scene.change(replace(combatant, turn={**combatant.turn, trait.name: 1}))
        combatant = scene.combatant(number)
    if trait.usage is None:
        return True
    if (counter := counter_named(scene, number, trait.name)) is not None:
        name, before = counter
        if before.left:
            write(scene, number, name, replace(before, spent=before.spent + 1))
        return before.left > 0
    most = trait.usage.times
    if trait.usage.in_lair is not None and has_lair(scene, number):
        most = trait.usage.in_lair
    times = combatant.used.get(trait.name, 0)
    if times >= most:
        return False
    scene.change(replace(combatant, used={**combatant.used, trait.name: times + 1}))
    scene.tell(Spent(number, trait.name, most - times - 1))
    return True


def has_lair(scene: Scene, number: int) -> bool:
    """Whether somebody's own lair is in the fight."""
    return any(each.lair_of == number and not each.gone for each in scene.fight.combatants.values())
