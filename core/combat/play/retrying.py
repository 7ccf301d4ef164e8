"""A save that has just failed is made good: rolled anew or raised, and what came of it is taken back by a success.

Source: SRD 5.2.1 and SRD 5.1, "Classes", as each feature's own description says.
"""

from __future__ import annotations

from dataclasses import replace

from core.combat.health import harm
from core.combat.play.playing import Playing
from core.combat.record.happenings import LeftToDm, SaveMade, TakenBack
from core.combat.record.last import Failure, Last
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling
from core.combat.situation.reverting import revert, revert_vitals
from core.dice.advantage import Advantage
from core.rules.effects.fates import Retry


def retry(playing: Playing, node: Retry, target: int) -> None:
    """Let somebody make the last save good that they have failed."""
    scene, last = playing.scene, playing.scene.fight.last
    failed = next((each for each in reversed(last.failures) if each.who == target), None) if last else None
    if last is None or failed is None or (node.conditions and not node.conditions & set(failed.conditions)):
        return
    total, natural = _rolled(playing, node, failed, last)
    success = total is not None and total >= failed.dc
    scene.tell(SaveMade(target, failed.ability, failed.dc, success, total, natural))
    if success:
        _taken_back(playing, failed, last)
    left = tuple(each for each in last.failures if each is not failed)
    scene.fight = replace(scene.fight, last=replace(last, failures=left))


def _rolled(playing: Playing, node: Retry, failed: Failure, last: Last) -> tuple[int | None, int | None]:
    """What the roll comes to now, and its d20."""
    scene = playing.scene
    bonus = scene.throws.roll(node.bonus.lstrip("+")).total if node.bonus else 0
    if not node.again:
        return (None if failed.total is None else failed.total + bonus), failed.natural
    rolling = Rolling(last.by, avoids=frozenset(failed.conditions), magic=failed.magic)
    extra = Advantage.ADVANTAGE if node.better else Advantage.NONE
    thrown = d20s.save(scene, failed.who, failed.ability, rolling, extra=extra, dc=failed.dc - bonus)
    return (thrown.total + bonus, thrown.natural) if thrown else (None, None)


def _taken_back(playing: Playing, failed: Failure, last: Last) -> None:
    """What came of it is as if the save had been made; if something has changed it since, the DM decides."""
    scene, name = playing.scene, playing.deed.name
    done = revert(scene, failed.fight)
    if failed.vitals and scene.knows(failed.who):
        done = revert_vitals(scene, failed.who, failed.vitals) and done
    if not done or failed.more:
        scene.tell(LeftToDm(name, failed.who))
        return
    scene.tell(TakenBack(failed.who, name))
    half = sum(part.taken // 2 for part in failed.parts) if failed.halved else 0
    if half:
        harm.lose(scene, failed.who, half, by=last.by)
