"""Grips that are more than a condition: swallowing, clinging, and eating away what somebody wears.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from core.combat.duration import lasting
from core.combat.duration.moments import swallowed_by
from core.combat.play.playing import Playing
from core.combat.record.happenings import LeftToDm, Untouched
from core.combat.record.ongoing import Ongoing
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.effects.grips import Attach, Corrode, Swallow
from core.rules.effects.lasting import Lasting
from core.rules.effects.terms import Until

_GRAPPLED = frozenset({Condition.GRAPPLED})


def swallow(playing: Playing, node: Swallow, target: int) -> None:
    """Let somebody be inside whoever acts, if there is room."""
    scene, deed = playing.scene, playing.deed
    if node.most is not None and len(swallowed_by(scene, deed.actor)) >= node.most:
        scene.tell(Untouched(target, deed.name))
        return
    lasting.cured(scene, target, _GRAPPLED)
    conditions = tuple(sorted(node.conditions))
    begun = Ongoing(deed.name, deed.actor, conditions, node=node, dc=node.dc, power=deed.power)
    lasting.begin(scene, target, begun)


def attach(playing: Playing, node: Attach, target: int) -> None:
    """Let whoever acts cling to somebody."""
    scene, deed = playing.scene, playing.deed
    ends = (Until.ACTION, Until.ENDED) if node.dc is None else (Until.ESCAPE, Until.FREED, Until.ENDED)
    begun = Ongoing(
        deed.name,
        deed.actor,
        tuple(sorted(node.conditions)),
        alters=(Lasting(breathless=True),) if node.smothers else (),
        node=node,
        dc=node.dc,
        ends=ends,
        escape=(Ability.STRENGTH,),
        skill=node.skill,
    )
    lasting.begin(scene, target, begun)


def corrode(playing: Playing, node: Corrode, target: int) -> None:
    """Let what somebody wears or holds be eaten away: on a character's sheet; what a monster has, the DM knows."""
    scene = playing.scene
    if target not in scene.sheets:
        scene.tell(LeftToDm("corroded", target))
        return
    scene.corroded.append((target, node))
