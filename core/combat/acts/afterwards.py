"""What is remembered of a deed until the next one, for those who can answer it.

Source: SRD 5.2.1, "Playing the Game", Reactions; SRD 5.1, "Combat", Reactions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.combat.health.reacting import MAGIC_MISSILE
from core.combat.means import answering
from core.combat.play.playing import Came
from core.combat.record.deed import Deed
from core.combat.record.happenings import Ended
from core.combat.record.last import Last
from core.combat.record.state import Fight
from core.combat.situation.reverting import differences, of_vitals
from core.combat.situation.scene import Scene
from core.rules.effects.magic import Turns
from core.rules.spells import Trigger as Before
from core.rules.vitals import Vitals


@dataclass(frozen=True, slots=True)
class Start:
    """How it was before a deed was played, and after it was paid for.

    Attributes:
        fight: The fight.
        vitals: How the characters were.
    """

    fight: Fight
    vitals: Mapping[int, Vitals]


def start(scene: Scene) -> Start:
    """Remember how it is."""
    scene.able = frozenset(each for each in scene.fight.combatants if answering.can_react(scene, each))
    return Start(scene.fight, dict(scene.characters))


def remember(scene: Scene, before: Start, deed: Deed, came: Came, *, slot: int | None = None) -> None:
    """Remember a deed, and offer what can answer it."""
    counters = answering.can_counter(scene, deed.actor) if deed.level is not None else []
    missiles = deed.name.casefold() == MAGIC_MISSILE
    last = Last(
        deed.actor,
        deed.name,
        deed.level,
        came.weapon,
        deed.targets,
        tuple(dict.fromkeys(came.hurt)),
        tuple(came.strikes),
        slot,
        failures=tuple(came.failures),
        felled=tuple(sorted(each for each in scene.able if not answering.can_react(scene, each))),
    )
    if counters or missiles:
        now = scene.characters
        told = {number: of_vitals(vitals, now[number]) for number, vitals in before.vitals.items()}
        vitals = {number: changes for number, changes in told.items() if changes}
        last = replace(last, fight=differences(before.fight, scene.fight), vitals=vitals)
    scene.fight = replace(scene.fight, last=last)
    for each in counters:
        answering.offer_spells(scene, each, deed.actor, Before.CASTING)
    for each in dict.fromkeys(deed.targets) if missiles else ():
        answering.offer_spells(scene, each, deed.actor, Before.TARGETED)


def no_longer_alone(scene: Scene, deed: Deed) -> None:
    """Turns that somebody has in a row end when something that they do touches somebody else."""
    if all(target == deed.actor for target in deed.targets):
        return
    for key, one in list(scene.combatant(deed.actor).ongoing.items()):
        if isinstance(one.node, Turns) and one.name != deed.name:
            scene.remove(deed.actor, key)
            scene.tell(Ended(deed.actor, one.name, "over"))
