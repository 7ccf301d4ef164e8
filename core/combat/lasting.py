"""What lasts: how it comes over somebody, what it does at its moments, and what ends it.

Source: SRD 5.2.1, "Rules Glossary", Concentration and the conditions, and "Spells", Duration; SRD 5.1, "Spellcasting".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from core.combat import d20s
from core.combat.happenings import Concentrates, Ended, Gained, SaveMade, Spared, WhyEnded
from core.combat.scene import Scene
from core.combat.state import Concentration, Ongoing
from core.rules.conditions import Condition, effects
from core.rules.effects.terms import Duration, Moment, Until

_OWN: Final = frozenset({Moment.OWN_TURN_START, Moment.OWN_TURN_END})


def begin(scene: Scene, number: int, ongoing: Ongoing) -> bool:
    """Let something last on somebody, without the conditions that they are immune to.

    The same effect from the same source is not doubled: the new one takes the place of the old.

    Returns:
        Whether anything of it lasts.
    """
    kept = tuple(each for each in ongoing.conditions if not _is_spared(scene, number, each))
    if ongoing.conditions and not kept:
        return False
    same = (ongoing.name, ongoing.source, ongoing.conditions)
    for key, one in list(scene.combatant(number).ongoing.items()):
        if (one.name, one.source, one.conditions) == same:
            scene.remove(number, key)
    counts = number if ongoing.until in _OWN else ongoing.source or number
    scene.add(number, replace(ongoing, conditions=kept, fresh=scene.fight.current == counts))
    scene.tell(Gained(number, ongoing.name, kept))
    _incapacitated(scene, number)
    return True


def _is_spared(scene: Scene, number: int, condition: Condition) -> bool:
    immune = condition in scene.creature(number).immune_to or condition in scene.effects(number).immune_to
    if immune:
        scene.tell(Spared(number, condition.value))
    return immune


def of(duration: Duration, *, name: str, source: int | None, dc: int | None, held: bool) -> Ongoing:
    """What the data says of how long something lasts, as it begins."""
    return Ongoing(
        name=name,
        source=source,
        rounds=duration.rounds,
        until=duration.until,
        ends=tuple(each for each in duration.ends if each is not Until.CONCENTRATION),
        save=duration.save,
        dc=duration.dc if duration.dc is not None else dc,
        tried=duration.tried,
        harmed=duration.harmed or "",
        held=held or Until.CONCENTRATION in duration.ends,
    )


def concentrate(scene: Scene, number: int, concentration: Concentration) -> None:
    """Concentrate on a spell; what somebody concentrated on before ends."""
    stop_concentrating(scene, number, "replaced")
    scene.change(replace(scene.combatant(number), concentration=concentration))
    scene.tell(Concentrates(number, concentration.spell))


def stop_concentrating(scene: Scene, number: int, why: WhyEnded) -> None:
    """Let go of a spell, and with it everything that it holds on anybody."""
    combatant = scene.combatant(number)
    if combatant.concentration is None:
        return
    scene.change(replace(combatant, concentration=None))
    scene.tell(Ended(number, combatant.concentration.spell, why))
    _end_all(scene, lambda one: one.held and one.source == number, why)


def _incapacitated(scene: Scene, number: int) -> None:
    """Whoever is incapacitated concentrates no more, and lets go of whom they hold."""
    if not scene.effects(number).incapacitated:
        return
    stop_concentrating(scene, number, "concentration")
    edition = scene.fight.edition
    ends = frozenset(each for each in Condition if effects(each, edition).ends_with_source)
    _end_all(scene, lambda one: one.source == number and bool(ends.intersection(one.conditions)), "source")


def of_dead(scene: Scene, number: int) -> None:
    """Nothing lasts on the dead that is counted in turns; and they hold nobody."""
    for key in list(scene.combatant(number).ongoing):
        scene.remove(number, key)
    _incapacitated(scene, number)


def harmed(scene: Scene, number: int) -> None:
    """Damage ends some effects, and lets others be saved against at once."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if one.harmed == "ends":
            end(scene, number, key, "harmed")
        elif one.harmed == "saves":
            _tried(scene, number, key)


def end(scene: Scene, number: int, key: int, why: WhyEnded) -> None:
    """Let one effect end."""
    if gone := scene.remove(number, key):
        scene.tell(Ended(number, gone.name, why))


def cured(scene: Scene, number: int, conditions: frozenset[Condition]) -> None:
    """End conditions; an effect that has others beside goes on with those."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        left = tuple(each for each in one.conditions if each not in conditions)
        if left == one.conditions:
            continue
        if left:
            scene.put(number, key, replace(one, conditions=left))
        else:
            end(scene, number, key, "cured")


def _end_all(scene: Scene, chosen: Callable[[Ongoing], bool], why: WhyEnded) -> None:
    for combatant in list(scene.fight.combatants.values()):
        for key, one in list(combatant.ongoing.items()):
            if chosen(one):
                end(scene, combatant.number, key, why)


def at(scene: Scene, number: int, moment: Moment) -> None:
    """Somebody's turn begins or ends: what was to last until then ends, saves are tried, rounds are counted."""
    assert moment in _OWN, "a moment is told by whose turn it is"
    theirs = Moment.SOURCE_TURN_START if moment is Moment.OWN_TURN_START else Moment.SOURCE_TURN_END
    for who, key in list(_everything(scene)):
        one = scene.combatant(who).ongoing.get(key)
        if one is None or not scene.knows(who):
            continue
        if (who == number and one.until is moment) or (one.source == number and one.until is theirs):
            _over_or_fresh(scene, who, key, moment)
            continue
        if who == number and one.save is not None and one.tried is moment:
            _tried(scene, who, key)
        if moment is Moment.OWN_TURN_END and number == (one.source or who):
            _counted(scene, who, key)
    _hold(scene, number, moment)


def _over_or_fresh(scene: Scene, who: int, key: int, moment: Moment) -> None:
    one = scene.combatant(who).ongoing[key]
    if one.fresh and moment is Moment.OWN_TURN_END:
        scene.put(who, key, replace(one, fresh=False))
    else:
        end(scene, who, key, "over")


def _counted(scene: Scene, who: int, key: int) -> None:
    one = scene.combatant(who).ongoing.get(key)
    if one is None or one.rounds is None:
        return
    if one.fresh:
        scene.put(who, key, replace(one, fresh=False))
    elif one.rounds <= 1:
        end(scene, who, key, "over")
    else:
        scene.put(who, key, replace(one, rounds=one.rounds - 1))


def _hold(scene: Scene, number: int, moment: Moment) -> None:
    """A spell that is concentrated on for its whole time is over."""
    combatant = scene.combatant(number)
    concentration = combatant.concentration
    if moment is not Moment.OWN_TURN_END or concentration is None or concentration.rounds is None:
        return
    if concentration.rounds <= 0:
        stop_concentrating(scene, number, "over")
    else:
        left = replace(concentration, rounds=concentration.rounds - 1)
        scene.change(replace(combatant, concentration=left))


def _tried(scene: Scene, who: int, key: int) -> None:
    one = scene.combatant(who).ongoing[key]
    if one.save is None or one.dc is None:
        return
    thrown = d20s.save(scene, who, one.save, magic=one.held)
    success = thrown is not None and thrown.total >= one.dc
    total, natural = (thrown.total, thrown.natural) if thrown else (None, None)
    scene.tell(SaveMade(who, one.save, one.dc, success, total, natural))
    if success:
        end(scene, who, key, "saved")


def _everything(scene: Scene) -> Iterator[tuple[int, int]]:
    for combatant in scene.fight.combatants.values():
        for key in combatant.ongoing:
            yield combatant.number, key


def let_go(scene: Scene, number: int) -> None:
    """Whom somebody held by a grip, and not by magic, they hold no longer: they have left."""
    edition = scene.fight.edition
    ends = frozenset(each for each in Condition if effects(each, edition).ends_with_source)
    _end_all(scene, lambda one: one.source == number and bool(ends.intersection(one.conditions)), "source")
