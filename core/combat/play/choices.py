"""What whoever acts does besides: other actions of their own, and spells.

Source: SRD 5.2.1, "Monsters", Multiattack, Spellcasting; SRD 5.1, "Monsters", Actions, Special Traits.
"""

from __future__ import annotations

from dataclasses import replace

from core.combat.means.doing import pay, price_of, use_left
from core.combat.means.powers import Way, begin_action, begin_spell, spell_deed, way_by_nature, ways_of_monster
from core.combat.play.playing import Playing
from core.combat.play.targets import wanted
from core.combat.record.happenings import LeftToDm, Spent
from core.combat.situation.scene import Scene
from core.errors import RuleError
from core.monsters.stat_block import Action
from core.rules.actions import Economy
from core.rules.effects.outcomes import Cast, Use
from core.rules.spells import HIGHEST_SLOT, Spell


def spare(scene: Scene, number: int, name: str, times: int) -> None:
    """Let somebody do something more in this turn, without a cost."""
    combatant = scene.combatant(number)
    scene.change(replace(combatant, spare={**combatant.spare, name: combatant.spare.get(name, 0) + times}))


def use(playing: Playing, node: Use) -> None:
    """Use other actions of the same creature: at whom this one is aimed, or later in the turn at whoever is chosen."""
    scene, deed = playing.scene, playing.deed
    rounds = max(0, scene.throws.roll(node.times).total)
    for _ in range(rounds):
        for name, times in node.actions:
            action = action_of(scene, deed.actor, name)
            if action is None or node in action.effects:  # what would use itself, it does not have
                scene.tell(LeftToDm(name, deed.actor))
                continue
            for _ in range(times):
                _used(playing, action, apart=node.apart)


def _aimed(playing: Playing, *, apart: bool) -> int | None:
    """At whom the next attack goes: the last target takes the rest, unless all have to be different."""
    targets, place = playing.deed.targets, playing.came.aimed
    playing.came.aimed += 1
    if place < len(targets):
        return targets[place]
    return None if apart or not targets else targets[-1]


def _used(playing: Playing, action: Action, *, apart: bool) -> None:
    scene, deed = playing.scene, playing.deed
    asks = wanted(action.effects, deed.ways)
    if asks.least and not deed.targets:
        spare(scene, deed.actor, action.name, 1)
        scene.tell(Spent(deed.actor, action.name, 1))
        return
    targets = deed.targets
    if asks.least and asks.most == 1:
        target = _aimed(playing, apart=apart)
        if target is None or not scene.is_there(target):
            return
        targets = (target,)
    if not use_left(scene, deed.actor, action):
        raise RuleError("used-up", action=action.name)
    pay(scene, deed.actor, replace(price_of(scene, deed.actor, action), economy=Economy.NONE, name=""))
    begin_action(scene, deed.actor, action.name, action.effects)
    playing.also(replace(deed, name=action.name, effects=action.effects, targets=targets))


def action_of(scene: Scene, number: int, name: str) -> Action | None:
    """One of somebody's actions by its name."""
    block = scene.block(number)
    named = (each for each in (block.actions if block else ()) if each.name.casefold() == name.casefold())
    return next(named, None)


def cast(playing: Playing, node: Cast) -> None:
    """Cast a spell: one that the tree names, or one of one's own that is said."""
    scene, deed = playing.scene, playing.deed
    found = _spell(playing, node)
    if found is None:
        return
    spell, way = found
    way = replace(
        way,
        dc=node.dc if node.dc is not None else way.dc,
        known=replace(way.known, rounds=node.rounds) if way.known and node.rounds else way.known,
    )
    level = node.level if node.level is not None else _level(playing, spell, way)
    if node.rounds is not None and way.known is None:
        spell = replace(spell, rounds=node.rounds)
    for _ in range(node.times):
        begin_spell(scene, deed.actor, spell, level)
        playing.also(spell_deed(spell, level, way, deed))


def _spell(playing: Playing, node: Cast) -> tuple[Spell, Way] | None:
    scene, actor, said = playing.scene, playing.deed.actor, playing.deed.ways
    own = {known.name.casefold(): way for known, way in ways_of_monster(scene, actor)}
    names = list(node.spells) or [way.known.name for way in own.values() if way.known]
    if actor in scene.sheets and not node.spells:
        names = list(scene.sheets[actor][0].spells)
    chosen = [name for name in names if name.casefold() in said] or (names if len(names) == 1 else [])
    if not chosen:
        if playing.deed.quiet or not names:
            scene.tell(LeftToDm("cast", actor))
            return None
        raise RuleError("spell-not-chosen", names=", ".join(names[:8]))
    spell = scene.spell(chosen[0])
    if spell is None:
        scene.tell(LeftToDm(chosen[0], actor))
        return None
    way = own.get(chosen[0].casefold()) if node.ability is None else None
    return spell, way or way_by_nature(scene, actor, node.ability)


def _level(playing: Playing, spell: Spell, way: Way) -> int:
    """At which level one's own spell is cast, and what that uses up."""
    scene, actor, known = playing.scene, playing.deed.actor, way.known
    if known is None:
        return spell.level
    if known.times is not None:
        use_daily(scene, actor, known.name, known.times)
        return known.level or spell.level
    if not known.by_slot or not spell.level:
        return known.level if known.level is not None else spell.level
    said = next(
        (level for level in range(spell.level, HIGHEST_SLOT + 1) if f"level {level}" in playing.deed.ways), None
    )
    return use_slot(scene, actor, way, spell.level, said=said)


def use_daily(scene: Scene, number: int, name: str, times: int) -> None:
    """Use up a spell that somebody has so often a day.

    Raises:
        RuleError: ``used-up``.
    """
    combatant = scene.combatant(number)
    spent = combatant.used.get(name, 0)
    if spent >= times:
        raise RuleError("used-up", action=name)
    scene.change(replace(combatant, used={**combatant.used, name: spent + 1}))
    scene.tell(Spent(number, name, times - spent - 1))


def use_slot(scene: Scene, number: int, way: Way, least: int, *, said: int | None = None) -> int:
    """Use up a slot of a stat block: of a level, or the lowest that is left.

    Raises:
        RuleError: ``no-slot``.
    """
    combatant = scene.combatant(number)
    left = {place: count - combatant.slots_spent.get(place, 0) for place, count in enumerate(way.slots, start=1)}
    wanted_levels = [said] if said is not None else range(least, HIGHEST_SLOT + 1)
    found = next((each for each in wanted_levels if left.get(each, 0) > 0), None)
    if found is None:
        raise RuleError("no-slot", level=said or least)
    spent = combatant.slots_spent.get(found, 0)
    scene.change(replace(combatant, slots_spent={**combatant.slots_spent, found: spent + 1}))
    scene.tell(Spent(number, f"level {found}", left[found] - 1))
    return found
