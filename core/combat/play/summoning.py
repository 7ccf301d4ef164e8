"""Creatures that come because somebody calls them, or because somebody has died.

Source: SRD 5.1, "Spellcasting"; SRD 5.2.1, "Spells".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from core.combat.duration import endings
from core.combat.duration.keeping import remembered
from core.combat.play.magic import suited
from core.combat.play.playing import Playing, around
from core.combat.play.targets import times_said
from core.combat.record.happenings import Arrived, Doomed, LeftToDm, Spared
from core.combat.record.ongoing import Ongoing
from core.combat.situation import order
from core.combat.situation.creatures import MOST_COMBATANTS, Coming, combatant_of
from core.combat.situation.whom import concerns
from core.errors import LimitError, RuleError
from core.monsters.stat_block import StatBlock
from core.rules.effects.fates import Rise
from core.rules.effects.magic import Summon
from core.rules.effects.terms import FOR_GOOD, Moment


def summon(playing: Playing, node: Summon) -> None:
    """Let creatures appear, on the side of whoever acts."""
    scene, actor = playing.scene, playing.deed.actor
    forms = _called(playing, node)
    blocks = [block for form in forms if (block := _block(playing, node, form))]
    if len(blocks) < len(forms):
        scene.tell(LeftToDm(forms[0]))
        return
    if sum(not each.gone for each in scene.fight.combatants.values()) + len(blocks) > MOST_COMBATANTS:
        raise LimitError("too-many-combatants", limit=MOST_COMBATANTS)
    group = f"{playing.deed.name} {scene.fight.next_ongoing}"
    own = scene.combatant(actor)
    came: list[int] = []
    for form, block in zip(forms, blocks, strict=True):
        coming = Coming(own.side, group=group, name=form if node.leveled else "")
        came.append(_arrived(playing, node, block, coming))
    if not node.in_step or own.initiative is None:
        order.roll_initiative(scene, came)
        return
    for number in came:
        scene.change(replace(scene.combatant(number), initiative=own.initiative, tie=own.tie))


def _block(playing: Playing, node: Summon, form: str) -> StatBlock | None:
    name = f"{form}, level {playing.deed.level}" if node.leveled else form
    return playing.scene.book.monster(name, playing.scene.fight.edition)


def _arrived(playing: Playing, node: Summon, block: StatBlock, coming: Coming) -> int:
    """Let one of them come; its number."""
    scene = playing.scene
    number = scene.fight.next_number
    scene.fight = replace(scene.fight.with_(combatant_of(block, number, coming)), next_number=number + 1)
    one = remembered(scene, node, node.lasts, replace(playing.deed, targets=()))
    scene.add(number, replace(one, alters=node.what))
    scene.tell(Arrived(number, coming.name or block.name, playing.deed.actor))
    return number


def _called(playing: Playing, node: Summon) -> list[str]:
    """The form of each that comes; nobody, where nobody is there to say which."""
    said = playing.deed.ways
    most = Fraction(node.challenge) if node.challenge else None
    names = list(node.forms)
    if not names or node.kinds:
        names += [each.name for each in suited(playing, node.kinds, most)]
    chosen = [name for name in names if times_said(_word(name), said) or times_said(name, said)]
    if not chosen and len(names) > 1:
        if playing.deed.quiet:
            playing.scene.tell(LeftToDm("summons"))
            return []
        raise RuleError("form-not-chosen", names=", ".join(names[:6]))
    count = _count(playing, node)
    return _mixed(node, chosen, said, count) if node.weights else (chosen or names)[:1] * count


def _word(form: str) -> str:
    """What tells a form from others: what stands in brackets, or its name.

    Example:
        >>> _word("Animated Object (Huge)"), _word("Zombie")
        ('Huge', 'Zombie')
    """
    return form.partition("(")[2].rstrip(")") or form


def _count(playing: Playing, node: Summon) -> int:
    rolled = playing.scene.throws.roll(node.count).total if node.count else 0
    return max(1, rolled + (playing.deed.modifier if node.plus_modifier else 0))


def _mixed(node: Summon, chosen: Sequence[str], said: frozenset[str], left: int) -> list[str]:
    """Several forms together, as often as each was said and there is room; the last as often as there is room then."""
    weights = dict(zip(node.forms, node.weights, strict=True))
    taken: list[str] = []
    for form in chosen:
        times = times_said(_word(form), said) or times_said(form, said)
        room = left // weights[form]
        times = room if form == chosen[-1] and {form.casefold(), _word(form).casefold()} & said else min(times, room)
        taken += [form] * times
        left -= times * weights[form]
    return taken


def renew(playing: Playing, target: int) -> None:
    """Let control over somebody whom the same spell called last anew."""
    scene, deed = playing.scene, playing.deed
    held = False
    for key, one in list(scene.combatant(target).ongoing.items()):
        if isinstance(one.node, Summon) and (one.name, one.source) == (deed.name, deed.actor):
            scene.put(target, key, replace(one, rounds=one.node.lasts.rounds))
            held = True
    if not held:
        scene.tell(Spared(target, deed.name))


def rise(playing: Playing, node: Rise, target: int) -> None:
    """Tell that whoever has died of this rises again; or let it, on the side of whoever acts."""
    scene, deed = playing.scene, playing.deed
    if not scene.vitals(target).is_dead or not concerns(scene, node.only, target, around(playing)):
        return
    if node.comes == "now":
        endings.depart(scene, target, "")
        summon(playing, Summon((node.form,), lasts=FOR_GOOD))
        return
    scene.tell(Doomed(target, node.form, node.after))
    if node.comes == "soon":
        due, at = (replace(node, comes="now"),), Moment.SOURCE_TURN_START
        scene.add(target, Ongoing(deed.name, deed.actor, each_turn=due, at=at, until=at, power=deed.power))
