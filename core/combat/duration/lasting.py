"""What lasts: how it comes over somebody, and what ends it. What follows is in `endings`, what time does in `moments`.

Source: SRD 5.2.1, "Rules Glossary", Concentration and the conditions, and "Spells", Duration; SRD 5.1, "Spellcasting".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from core.combat.duration import endings
from core.combat.record.deed import Deed
from core.combat.record.happenings import Concentrates, Ended, Gained, Spared, WhyEnded
from core.combat.record.ongoing import LEFT, STIRRED, Ongoing
from core.combat.record.state import Concentration
from core.combat.situation.bearing import Rolling, effects_on, is_spared
from core.combat.situation.saving import Trial, tried
from core.combat.situation.scene import Scene
from core.combat.situation.whom import are_friends
from core.dice.advantage import Advantage
from core.rules.conditions import Condition, effects
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Roll
from core.rules.effects.terms import Duration, Moment, Until
from core.rules.effects.tree import Alter, Each, Grant, Zone

OWN: Final = frozenset({Moment.OWN_TURN_START, Moment.OWN_TURN_END})


def of(duration: Duration, deed: Deed, *, rounds: int | None = None) -> Ongoing:
    """What the data says of how long something lasts, as it begins.

    Args:
        duration: What it says.
        deed: What brings it.
        rounds: How many rounds that comes to, where dice had to be rolled for it.
    """
    return Ongoing(
        name=deed.name,
        source=deed.actor,
        rounds=rounds if rounds is not None else duration.rounds,
        until=duration.until,
        ends=tuple(each for each in duration.ends if each is not Until.CONCENTRATION),
        save=duration.save,
        dc=duration.dc if duration.dc is not None else deed.dc,
        tried=duration.tried,
        harmed=duration.harmed or "",
        held=deed.held or Until.CONCENTRATION in duration.ends,
        power=deed.power,
        escape=duration.escape,
        skill=duration.skill,
        bond=duration.bond,
        daunted=duration.daunted,
        stays=duration.stays,
        ways=tuple(sorted(deed.ways)),
    )


def begin(scene: Scene, number: int, ongoing: Ongoing, *, adds_up: bool = False) -> int | None:
    """Let something last on somebody, without the conditions that they are immune to.

    The same effect from the same source is not doubled: the new one takes the place of the old.

    Returns:
        The effect's number; None if nothing of it lasts.
    """
    kept = tuple(each for each in ongoing.conditions if not _is_spared(scene, number, each, ongoing.source))
    if ongoing.conditions and not kept and not ongoing.alters and ongoing.node is None:
        return None
    if not adds_up:
        for key, one in list(scene.combatant(number).ongoing.items()):
            if _is_the_same(one, ongoing):
                scene.remove(number, key)
                endings.undo_numbers(scene, number, one)
    counts = number if ongoing.until in OWN else ongoing.source or number
    key = scene.add(number, replace(ongoing, conditions=kept, fresh=scene.fight.current == counts))
    scene.tell(Gained(number, ongoing.name, kept))
    _raise_maximum(scene, number, key)
    _incapacitated(scene, number)
    return key


def _is_the_same(one: Ongoing, other: Ongoing) -> bool:
    if (one.name, one.source, one.safe) != (other.name, other.source, other.safe):
        return False
    return (one.conditions, one.alters, one.each_turn, one.node, one.of) == (
        other.conditions,
        other.alters,
        other.each_turn,
        other.node,
        other.of,
    )


def _is_spared(scene: Scene, number: int, condition: Condition, source: int | None) -> bool:
    spared = is_spared(scene, number, condition, source)
    if spared:
        scene.tell(Spared(number, condition.value))
    return spared


def _raise_maximum(scene: Scene, number: int, key: int) -> None:
    """A higher maximum raises the hit points that are left as well, by the same roll."""
    one = scene.combatant(number).ongoing[key]
    dice = [each.bonus for each in one.alters if each.roll is Roll.MAXIMUM and each.bonus]
    if dice and scene.knows(number):
        by = sum(scene.throws.roll(each).total for each in dice)
        endings.raise_maximum(scene, number, by)
        scene.put(number, key, one.counting("raised", by))


def concentrate(scene: Scene, number: int, concentration: Concentration) -> None:
    """Concentrate on a spell; what somebody concentrated on before ends."""
    stop_concentrating(scene, number, "replaced")
    scene.change(replace(scene.combatant(number), concentration=concentration))
    scene.tell(Concentrates(number, concentration.spell))


def stop_concentrating(scene: Scene, number: int, why: WhyEnded) -> None:
    """Let go of a spell, and with it everything that it holds on anybody; of the living, too, where its bearer died."""
    combatant = scene.combatant(number)
    if combatant.concentration is None:
        return
    scene.change(replace(combatant, concentration=None))
    scene.tell(Ended(number, combatant.concentration.spell, why))
    held_by: WhyEnded = "concentration" if why == "dead" else why
    end_all(scene, lambda one: one.held and one.source == number, held_by)


def unheld(scene: Scene) -> None:
    """End what is held by somebody who has let go already, or cannot hold it, as by a spell that overcame them."""
    for combatant in list(scene.fight.combatants.values()):
        if combatant.concentration is not None:
            _incapacitated(scene, combatant.number)
    end_all(scene, lambda one: one.held and not _is_held(scene, one), "concentration")


def _is_held(scene: Scene, one: Ongoing) -> bool:
    source = scene.fight.combatants.get(one.source or 0)
    return source is not None and source.concentration is not None and source.concentration.spell == one.name


def _incapacitated(scene: Scene, number: int) -> None:
    """Whoever is incapacitated concentrates no more, and lets go of whom they hold."""
    if not scene.knows(number) or not effects_on(scene, number).incapacitated:
        return
    stop_concentrating(scene, number, "concentration")
    let_go(scene, number)


def let_go(scene: Scene, number: int) -> None:
    """Whom somebody held by a grip, and not by magic, they hold no longer."""
    edition = scene.fight.edition
    ends = frozenset(each for each in Condition if effects(each, edition).ends_with_source)
    end_all(scene, lambda one: one.source == number and bool(ends.intersection(one.conditions)), "source")


def end(scene: Scene, number: int, key: int, why: WhyEnded) -> None:
    """Let one effect end, with all that follows."""
    endings.end(scene, number, key, why)


def end_all(scene: Scene, chosen: Callable[[Ongoing], bool], why: WhyEnded) -> None:
    """Let all effects of some sort end, whoever bears them."""
    for number, key in list(everything(scene)):
        one = scene.combatant(number).ongoing.get(key)
        if one is not None and chosen(one):
            endings.end(scene, number, key, why)


def everything(scene: Scene) -> Iterator[tuple[int, int]]:
    """All that lasts, by who bears it and its number."""
    for combatant in scene.fight.combatants.values():
        for key in combatant.ongoing:
            yield combatant.number, key


def of_dead(scene: Scene, number: int) -> None:
    """Nothing that is counted in turns lasts on the dead, but areas that stay where they are; and they hold nobody."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if not (isinstance(one.node, Zone) and not one.node.follows):
            endings.end(scene, number, key, "dead")
    _incapacitated(scene, number)
    without_source(scene, number)


def without_source(scene: Scene, number: int) -> None:
    """Somebody is dead or gone: what needs them there ends."""
    end_all(scene, lambda one: one.source == number and Until.SOURCE_GONE in one.ends, "source")
    end_all(scene, lambda one: one.source == number and isinstance(one.node, Swallow | Attach), "source")


def fallen(scene: Scene, number: int) -> None:
    """Somebody is at 0 hit points: what ends by that does, and what can be laid on somebody else then is offered."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if Until.DOWN in one.ends:
            end(scene, number, key, "over")
        elif one.passes is not None and one.source is not None and one.source in scene.fight.combatants:
            _passed_on(scene, number, key)
    end_all(scene, lambda one: one.source == number and Until.SOURCE_DOWN in one.ends, "source")


def _passed_on(scene: Scene, number: int, key: int) -> None:
    """Let whoever made an effect lay it on somebody else: it is kept with them until then."""
    one = scene.combatant(number).ongoing[key]
    assert one.passes is not None
    assert one.source is not None
    scene.remove(number, key)
    ends = (Until.CONCENTRATION,) if one.held else ()
    anew = Alter(one.alters, Duration(rounds=one.rounds, ends=ends), passes=one.passes)
    waiting = replace(
        one, alters=(), passes=None, counts={LEFT: 1}, node=Grant(one.passes, (Each((anew,)),), Duration(ends=ends))
    )
    scene.add(one.source, waiting)
    scene.offer(one.source, one.name, cost=one.passes)


def harmed(scene: Scene, number: int, by: int | None) -> None:
    """Damage ends some effects, keeps others going, and lets others be saved against at once."""
    _stirred(scene, number, Until.IDLE)
    for key, one in list(scene.combatant(number).ongoing.items()):
        if key not in scene.combatant(number).ongoing:
            continue
        betrayed = by is not None and one.source is not None and are_friends(scene, one.source, by)
        if one.harmed == "ends" or (betrayed and Until.BETRAYED in one.ends):
            end(scene, number, key, "harmed")
        elif one.harmed or one.tried is Moment.HARM or (betrayed and one.tried is Moment.BETRAYAL):
            better = one.harmed == "saves better"
            try_save(scene, number, key, Advantage.ADVANTAGE if better else Advantage.NONE)


def healed(scene: Scene, number: int) -> None:
    """Magic has given hit points back."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if Until.HEALING in one.ends:
            end(scene, number, key, "cured")


def acted(scene: Scene, number: int, what: Until) -> None:
    """Somebody has attacked, or cast: what they bear until then ends."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if what in one.ends:
            end(scene, number, key, "over")
    if what is Until.ATTACKS:
        _stirred(scene, number, Until.IDLE, Until.CALM)


def _stirred(scene: Scene, number: int, *ends: Until) -> None:
    """Somebody has done, or felt, what keeps something going."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if not one.counted(STIRRED) and any(each in one.ends for each in ends):
            scene.put(number, key, one.counting(STIRRED, 1))


def try_save(scene: Scene, number: int, key: int, extra: Advantage = Advantage.NONE) -> bool:
    """Let somebody try the save that ends an effect; whether it did."""
    one = scene.combatant(number).ongoing[key]
    if one.save is None or one.dc is None or not scene.knows(number):
        return False
    if one.daunted and one.source is not None and scene.is_there(one.source):
        extra = Advantage.DISADVANTAGE if extra is Advantage.NONE else extra
    magic = one.held or one.power.level is not None
    rolling = Rolling(one.source, avoids=frozenset(one.conditions), magic=magic)
    success = tried(scene, number, Trial(one.save, one.dc, extra), rolling).success
    if success:
        end(scene, number, key, "saved")
    return success


def remedied(scene: Scene, number: int, conditions: frozenset[Condition]) -> None:
    """End conditions by something that whatever clings to somebody withstands, unless they save."""
    cured(scene, number, conditions, but=frozenset(_clinging(scene, number, conditions)))


def _clinging(scene: Scene, number: int, conditions: frozenset[Condition]) -> Iterator[int]:
    for key, one in list(scene.combatant(number).ongoing.items()):
        ability = next((each.clings for each in one.alters if each.clings), None)
        if ability is None or not conditions & set(one.conditions):
            continue
        trial, rolling = Trial(ability, one.dc or 10), Rolling(one.source, frozenset(), magic=True)
        if not tried(scene, number, trial, rolling).success:
            yield key


def cured(scene: Scene, number: int, conditions: frozenset[Condition], *, but: frozenset[int] = frozenset()) -> None:
    """End conditions, and the effects that they come from; an effect that has others beside goes on with those."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        left = tuple(each for each in one.conditions if each not in conditions)
        if left == one.conditions or key in but:
            continue
        if left:
            scene.put(number, key, replace(one, conditions=left))
            for each in sorted({*one.conditions} - {*left}):
                scene.tell(Ended(number, each.value, "cured"))
        else:
            end(scene, number, key, "cured")
