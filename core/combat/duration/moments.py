"""What time does to what lasts: things happen at the moments of a turn, saves are tried, rounds are counted.

Source: SRD 5.2.1, "Rules Glossary" and "Spells", Duration; SRD 5.1, "Combat", The Order of Combat, and "Spellcasting".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.combat.duration import lasting
from core.combat.duration.endings import deed_of
from core.combat.duration.lasting import OWN, everything
from core.combat.record.ongoing import AGE, STIRRED, Ongoing
from core.combat.situation.saving import Trial, tried
from core.combat.situation.scene import Scene
from core.rules.abilities import Ability
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.terms import Moment, Until
from core.rules.effects.tree import Effect, Grant, Later

_OF_SOURCE: Final = {
    Moment.OWN_TURN_START: Moment.SOURCE_TURN_START,
    Moment.OWN_TURN_END: Moment.SOURCE_TURN_END,
}


def happen(scene: Scene, number: int, moment: Moment) -> None:
    """Owe what effects do at this moment of somebody's turn: to them, or by them to those who bear it."""
    for who, key in list(everything(scene)):
        one = scene.combatant(who).ongoing.get(key)
        if one is None or not scene.is_there(who):
            continue
        if moment is Moment.OWN_TURN_START and _ages(one) and number == (one.source or who):
            scene.put(who, key, one.counting(AGE, one.counted(AGE) + 1))
        at, effects = _each_turn(one)
        if effects and ((who == number and at is moment) or (one.source == number and at is _OF_SOURCE[moment])):
            scene.owe(deed_of(scene, one, (who, key), effects))


def _ages(one: Ongoing) -> bool:
    """Whether it matters how many rounds of it are over."""
    match one.node:
        case Grant(rounds=rounds):
            return rounds is not None
        case Swallow(turns=turns):
            return turns is not None
        case _:
            return False


def _each_turn(one: Ongoing) -> tuple[Moment, tuple[Effect, ...]]:
    match one.node:
        case Swallow(at=at, damage=damage):
            return at, damage
        case Attach(damage=damage):
            return Moment.SOURCE_TURN_START, damage
        case _:
            return one.at, one.each_turn


def at(scene: Scene, number: int, moment: Moment) -> None:
    """Somebody's turn begins or ends: what was to last until then ends, saves are tried, rounds are counted."""
    assert moment in OWN, "a moment is told by whose turn it is"
    theirs = _OF_SOURCE[moment]
    for who, key in list(everything(scene)):
        one = scene.combatant(who).ongoing.get(key)
        if one is None:
            continue
        if (who == number and one.until is moment) or (one.source == number and one.until is theirs):
            _over_or_fresh(scene, who, key, moment)
            continue
        if one.until is Moment.THIS_TURN_END and moment is Moment.OWN_TURN_END:
            lasting.end(scene, who, key, "over")
            continue
        if who == number and one.save is not None and one.tried is moment:
            lasting.try_save(scene, who, key)
        if who == number and moment is Moment.OWN_TURN_END and {Until.IDLE, Until.CALM} & set(one.ends):
            _kept_going(scene, who, key)
        _counted(scene, who, key, (number, moment))
    if moment is Moment.OWN_TURN_END:
        _disgorged(scene)
    else:
        _hold(scene, number)


def _kept_going(scene: Scene, who: int, key: int) -> None:
    """What lasts only as long as its bearer stirs, ends where they did not."""
    one = scene.combatant(who).ongoing[key]
    if one.counted(STIRRED) or one.fresh:
        scene.put(who, key, one.counting(STIRRED, 0))
    else:
        lasting.end(scene, who, key, "over")


def _over_or_fresh(scene: Scene, who: int, key: int, moment: Moment) -> None:
    one = scene.combatant(who).ongoing[key]
    if one.fresh and moment is Moment.OWN_TURN_END:
        scene.put(who, key, replace(one, fresh=False))
    else:
        lasting.end(scene, who, key, "over")


def _counted(scene: Scene, who: int, key: int, now: tuple[int, Moment]) -> None:
    """A round of it is over.

    Rounds are counted as whoever made it begins a turn: what lasts a minute ends as its source begins the tenth turn
    after the one in which it came. What nobody made, or nobody who still has turns, is counted as its bearer ends one.

    Source: SRD 5.2.1, "Spells", Duration; SRD 5.1, "Spellcasting", Duration, and "Combat", The Order of Combat.
    """
    one = scene.combatant(who).ongoing.get(key)
    if one is None:
        return
    number, moment = now
    if moment is Moment.OWN_TURN_END and number == (one.source or who):
        if isinstance(one.node, Later):
            one = one.counting("grown", one.counted("grown") + 1)
            scene.put(who, key, one)
        if isinstance(one.node, Swallow) and one.node.turns is not None and one.counted(AGE) >= one.node.turns:
            lasting.end(scene, who, key, "source")
            return
    source = one.source
    if source is None or not scene.is_there(source) or scene.vitals(source).is_dead:
        counts = now == (who, Moment.OWN_TURN_END)
    else:
        counts = now == (source, Moment.OWN_TURN_START)
    if counts and one.rounds is not None and not one.fresh:
        if one.rounds <= 1:
            if one.stays:
                _settle(scene, who, key)
            else:
                lasting.end(scene, who, key, "over")
            return
        scene.put(who, key, replace(one, rounds=one.rounds - 1))
    elif one.fresh and moment is Moment.OWN_TURN_END and number == (source or who):
        scene.put(who, key, replace(one, fresh=False))


def _settle(scene: Scene, who: int, key: int) -> None:
    """Its whole time is over, and it stays for good: nobody holds it any longer."""
    scene.put(who, key, replace(scene.combatant(who).ongoing[key], rounds=None, held=False, stays=False))


def _disgorged(scene: Scene) -> None:
    """Whoever was hurt enough from inside in this turn saves, or gives up all that it has swallowed."""
    for number in list(scene.fight.combatants):
        hurt = scene.combatant(number).turn.get("inside", 0)
        if not hurt or not scene.is_there(number):
            continue
        held = [node for node in swallowed_by(scene, number) if node.gives_up_at is not None]
        least = min((node.gives_up_at or 0 for node in held), default=None)
        if least is None or hurt < least:
            continue
        trial = Trial(Ability.CONSTITUTION, held[0].dc or 10)
        if not tried(scene, number, trial).success:
            _give_up(scene, number)


def _give_up(scene: Scene, number: int) -> None:
    lasting.end_all(scene, lambda one: one.source == number and isinstance(one.node, Swallow), "source")


def swallowed_by(scene: Scene, number: int) -> list[Swallow]:
    """What somebody has swallowed, as the nodes by which it did."""
    borne = (one for each in scene.fight.combatants.values() for one in each.ongoing.values() if one.source == number)
    return [one.node for one in borne if isinstance(one.node, Swallow)]


def _hold(scene: Scene, number: int) -> None:
    """A turn begins: a spell that is concentrated on is counted as what it holds, and over when its time is."""
    combatant = scene.combatant(number)
    concentration = combatant.concentration
    if concentration is None or concentration.rounds is None:
        return
    if concentration.rounds <= 1:
        for who, key in list(everything(scene)):
            one = scene.combatant(who).ongoing[key]
            if one.stays and one.held and one.source == number:
                _settle(scene, who, key)
        lasting.stop_concentrating(scene, number, "over")
    else:
        left = replace(concentration, rounds=concentration.rounds - 1)
        scene.change(replace(combatant, concentration=left))
