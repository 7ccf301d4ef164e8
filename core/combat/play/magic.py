"""What magic alone does: other forms, other places, life again, spells that come to nothing.

Source: SRD 5.1, "Spellcasting"; SRD 5.2.1, "Spells".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from core.combat.duration import lasting
from core.combat.duration.keeping import remembered
from core.combat.health import healing
from core.combat.play.playing import Playing
from core.combat.record.happenings import Departed, Dispelled, Formed, Gained, LeftToDm, Spared
from core.combat.record.ongoing import CUSHION, LEFT, Ongoing
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, denied
from core.combat.situation.book import Form
from core.combat.situation.numbers import rank
from core.combat.situation.reverting import revert, revert_vitals
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.effects.lasting import Deed as Kept
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Become, Dispel, Revive, Summon, Turns, Vanish
from core.rules.effects.terms import Until
from core.rules.experience import challenge
from core.rules.hit_points import HitPoints

OWN_RATING: Final = "own"


def become(playing: Playing, node: Become, target: int) -> None:
    """Let somebody take another form; the one it has ends. Magic cannot change who has no hit points left."""
    scene = playing.scene
    if playing.deed.level is not None and scene.vitals(target).is_down:
        scene.tell(Spared(target, playing.deed.name))
        return
    form = _form(playing, node, target)
    if form is None:
        return
    for key, one in list(scene.combatant(target).ongoing.items()):
        if isinstance(one.node, Become):
            lasting.end(scene, target, key, "replaced")
    one = replace(remembered(scene, node, node.lasts, playing.deed), form=form)
    block = None if node.own_numbers else scene.book.monster(form, scene.fight.edition)
    vitals = scene.vitals(target)
    if block is not None and node.cushion:
        one = one.counting(CUSHION, block.hit_points)
        healing.cushion(scene, target, block.hit_points)
    elif block is not None and (playing.deed.level is not None or node.body):  # whoever changes by nature keeps its own
        one = replace(one, own=vitals.hit_points)
        points = HitPoints(block.hit_points, block.hit_points, vitals.hit_points.temporary)
        scene.set_vitals(target, replace(vitals, hit_points=points))
    scene.add(target, one)
    scene.tell(Formed(target, form))


def _form(playing: Playing, node: Become, target: int) -> str | None:
    """Which form: the one that was said. What nobody could say is left to the DM."""
    said = playing.deed.ways
    named = next((form for form in node.forms if form.casefold() in said), None)
    if named is not None:
        return named
    scene = playing.scene
    most = _rating(playing, node.challenge, target)
    there = [] if node.forms else [each for each in suited(playing, node.kinds, most) if _fits(each, node)]
    found = next((each.name for each in there if each.name.casefold() in said), None)
    if found is not None:
        return found
    if playing.deed.quiet:
        scene.tell(LeftToDm("form", target))
        return None
    names = list(node.forms) or [each.name for each in there[:6]]
    raise RuleError("form-not-chosen", names=", ".join(names))


def _fits(form: Form, node: Become) -> bool:
    return form.kind not in node.but_not and (node.up_to is None or rank(form.size) <= rank(node.up_to))


def _rating(playing: Playing, limit: str, target: int) -> Fraction | None:
    if limit != OWN_RATING:
        return Fraction(limit) if limit else None
    creature = playing.scene.creature(target)
    block = playing.scene.book.monster(playing.scene.combatant(target).monster, playing.scene.fight.edition)
    return Fraction(creature.level) if block is None else challenge(block.challenge)


def suited(playing: Playing, kinds: Iterable[str], most: Fraction | None) -> list[Form]:
    """The creatures of the book that are of one of these types, and of no higher rating."""
    kinds = frozenset(kinds)
    return [
        each
        for each in playing.scene.book.forms(playing.scene.fight.edition)
        if (not kinds or each.kind in kinds) and (most is None or challenge(each.challenge) <= most)
    ]


def vanish(playing: Playing, node: Vanish, target: int) -> None:
    """Let somebody be gone from the scene for a while; the dead stay where they lie."""
    scene = playing.scene
    if scene.vitals(target).is_dead:
        return
    if Kept.TELEPORT in denied(scene, target):
        scene.tell(Spared(target, "teleport"))
        return
    lasting.begin(scene, target, remembered(scene, node, node.lasts, playing.deed))
    lasting.let_go(scene, target)
    lasting.without_source(scene, target)
    scene.tell(Departed(target, node.where))


def revive(playing: Playing, node: Revive, target: int) -> None:
    """Let somebody dead live again, if they have not been dead for too long."""
    scene = playing.scene
    vitals, fell = scene.vitals(target), scene.combatant(target).fell_in
    if not vitals.is_dead:
        scene.tell(Spared(target, playing.deed.name))
        return
    if node.within_rounds is not None and fell is not None and scene.fight.round - fell > node.within_rounds:
        scene.tell(Spared(target, playing.deed.name))
        return
    healing.revive(scene, target, vitals.hit_points.maximum if node.hit_points is None else node.hit_points)
    if node.ordeal:
        less = f"-{node.ordeal}"
        alters = tuple(Lasting(roll, bonus=less) for roll in (Roll.ATTACKS, Roll.SAVES, Roll.CHECKS))
        scene.add(target, Ongoing(playing.deed.name, playing.deed.actor, alters=alters, ends=(Until.LONG_REST,)))


def dispel(playing: Playing, node: Dispel, target: int) -> None:
    """Let spells on somebody come to nothing, or the one that they have just cast."""
    if node.casting:
        _counter(playing, node, target)
        return
    scene = playing.scene
    for key, one in list(scene.combatant(target).ongoing.items()):
        if (
            one.power.level is not None
            and not one.safe
            and not _is_done(one)
            and _overcomes(playing, node, target, name=one.name, level=one.power.level)
        ):
            lasting.end(scene, target, key, "dispelled")


def _is_done(one: Ongoing) -> bool:
    """Whether a spell has done its work, and what it called is there without it."""
    if not isinstance(one.node, Summon):
        return False
    lasts = one.node.lasts
    return one.node.stays or (lasts.rounds is None and Until.CONCENTRATION not in lasts.ends)


def _overcomes(playing: Playing, node: Dispel, target: int, *, name: str, level: int) -> bool:
    if node.up_to is None or level <= node.up_to:
        playing.scene.tell(Dispelled(target, name, success=True))
        return True
    ability = playing.deed.ability or playing.scene.creature(playing.deed.actor).spell_ability or Ability.INTELLIGENCE
    bonus = playing.deed.modifier or None
    total = d20s.check(playing.scene, playing.deed.actor, ability, Rolling(target, magic=True), bonus=bonus).total
    dc = 10 + level
    playing.scene.tell(Dispelled(target, name, total >= dc, total, dc))
    return total >= dc


def _counter(playing: Playing, node: Dispel, target: int) -> None:
    """Let the spell that was cast last come to nothing: what came of it is taken back, its price is paid."""
    scene, last = playing.scene, playing.scene.fight.last
    if last is None or last.by != target or last.level is None:
        scene.tell(LeftToDm(playing.deed.name, target))
        return
    if not _overcomes(playing, node, target, name=last.deed, level=last.level):
        return
    undone = revert(scene, last.fight)
    for number, changes in last.vitals.items():
        undone = scene.knows(number) and revert_vitals(scene, number, changes) and undone
    if not undone:
        scene.tell(LeftToDm(last.deed, target))
    if node.slot_kept and last.slot is not None:
        scene.kept_slots.append((target, last.slot))


def turns(playing: Playing, node: Turns) -> None:
    """Let whoever acts have several turns in a row."""
    one = Ongoing(playing.deed.name, playing.deed.actor, node=node, power=playing.deed.power)
    more = playing.scene.throws.roll(node.dice).total
    playing.scene.add(playing.deed.actor, one.counting(LEFT, more))
    playing.scene.tell(Gained(playing.deed.actor, playing.deed.name))
