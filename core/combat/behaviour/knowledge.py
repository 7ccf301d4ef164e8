"""What a fight knows of who is near whom, though it has no map: who strikes at whom, and who holds whom.

"Near" is therefore not a distance. Nearest to somebody is, in this order: whoever holds them or is held by them;
whoever they last fought hand to hand with, in this round or the one before; whoever else has struck at them since; and
whoever fights hand to hand with others of their side. Of those who are as near, the one that comes first by the other
numbers of a profile is taken. All of it follows from the fight's own events, so the same fight says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.combat.record.events import Stepped
from core.combat.record.happenings import Hurt, SaveMade, Struck, TurnBegan
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Side
from core.combat.situation.scene import Scene
from core.ledger.event import Event
from core.monsters.stat_block import StatBlock
from core.rules.conditions import Condition
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.outcomes import Use
from core.rules.effects.search import found
from core.rules.effects.tree import Attack

ROUNDS: Final = 1
"""How many rounds before this one are remembered."""
_DONE: Final = frozenset({"attack", "action", "cast"})


@dataclass(frozen=True, slots=True)
class Blow:
    """Somebody did something to somebody.

    Attributes:
        by: Who.
        whom: To whom.
        name: What it is called.
        struck: Whether it was an attack, and no spell that is none.
    """

    by: int
    whom: int
    name: str
    struck: bool


def blows(events: Sequence[Event]) -> tuple[Blow, ...]:
    """What was done to whom in this round and the one before, the last at the end; what was taken back is not."""
    undone = {event.undoes for event in events if event.undoes is not None}
    rounds = [
        each.round
        for event in events
        if isinstance(event.fact, Stepped) and event.sequence not in undone
        for each in event.fact.log
        if isinstance(each, TurnBegan)
    ]
    now = max(rounds, default=0)
    told: list[Blow] = []
    current = 0
    for event in events:
        fact = event.fact
        if not isinstance(fact, Stepped) or event.sequence in undone or event.undoes is not None:
            continue
        current = max([current, *(each.round for each in fact.log if isinstance(each, TurnBegan))])
        if current >= now - ROUNDS and fact.step in _DONE and fact.by is not None:
            told += _told(fact, fact.by)
    return tuple(told)


def _told(step: Stepped, by: int) -> list[Blow]:
    struck = {each.who for each in step.log if isinstance(each, Struck)}
    harmed = {each.who for each in step.log if isinstance(each, Hurt | SaveMade)}
    return [Blow(by, each, step.name, each in struck) for each in sorted(struck | harmed) if each != by]


class Knowledge:
    """Who is near whom, and after whom.

    Args:
        scene: The fight as it stands.
        told: What was done lately.
    """

    def __init__(self, scene: Scene, told: Sequence[Blow]) -> None:
        self._scene = scene
        self._told = [each for each in told if scene.is_there(each.by) and scene.is_there(each.whom)]

    def foes(self, number: int) -> list[int]:
        """Those whom somebody fights, by number: of the foes the party, and of all others the foes."""
        scene = self._scene
        side = scene.combatant(number).side
        there = (each for each in scene.fight.combatants.values() if scene.is_there(each.number))
        against = Side.PARTY if side is Side.FOES else Side.FOES
        return [each.number for each in there if each.side is against and not scene.vitals(each.number).is_dead]

    def friends(self, number: int) -> list[int]:
        """Those of somebody's side who live, they themselves among them, by number."""
        scene = self._scene
        side = scene.combatant(number).side
        there = (each for each in scene.fight.combatants.values() if scene.is_there(each.number))
        return [each.number for each in there if each.side is side and not scene.vitals(each.number).is_dead]

    def near(self, number: int, other: int) -> float:
        """How near somebody is, from 0 to 1; see above."""
        if self._holds(number, other) or self._holds(other, number):
            return 1.0
        between = [each for each in self._told if {each.by, each.whom} == {number, other}]
        at_hand = [each for each in self._told if self._is_close(each) and number in (each.by, each.whom)]
        if at_hand and {at_hand[-1].by, at_hand[-1].whom} == {number, other}:
            return 0.9
        if any(self._is_close(each) for each in between):
            return 0.7
        if any(each.by == other for each in between):
            return 0.5
        return 0.3 if self.is_engaged(other) else 0.0

    def is_engaged(self, number: int) -> bool:
        """Whether somebody fights hand to hand with anybody, or holds or is held."""
        there = [each for each in self._told if number in (each.by, each.whom) and self._is_close(each)]
        others = (each for each in self._scene.fight.combatants if each != number)
        return bool(there) or any(self._holds(number, each) or self._holds(each, number) for each in others)

    def last_struck_by(self, number: int) -> int | None:
        """Who was the last to do somebody harm; None for nobody lately."""
        return next((each.by for each in reversed(self._told) if each.whom == number), None)

    def hunted(self, number: int) -> dict[int, float]:
        """Whom others of somebody's side are after, each from 0 to 1: whom most of them struck at lately."""
        friends = set(self.friends(number)) - {number}
        hunters: dict[int, set[int]] = {}
        for each in self._told:
            if each.by in friends and each.whom not in friends:
                hunters.setdefault(each.whom, set()).add(each.by)
        most = max((len(each) for each in hunters.values()), default=1)
        return {whom: len(by) / most for whom, by in hunters.items()}

    def avenged(self, number: int) -> int | None:
        """Who was the last to harm others of somebody's side; None for nobody lately."""
        friends = set(self.friends(number)) - {number}
        return next((each.by for each in reversed(self._told) if each.whom in friends and each.by not in friends), None)

    def _holds(self, one: int, other: int) -> bool:
        if not self._scene.is_there(one) or not self._scene.is_there(other):
            return False
        return any(_grips(each) for each in self._scene.combatant(other).ongoing.values() if each.source == one)

    def _is_close(self, blow: Blow) -> bool:
        return blow.struck and is_close(self._scene, blow.by, blow.name)


def _grips(one: Ongoing) -> bool:
    return isinstance(one.node, Attach | Swallow) or Condition.GRAPPLED in one.conditions


def is_close(scene: Scene, number: int, name: str) -> bool:
    """Whether something that somebody does is an attack that can be made hand to hand."""
    block = scene.block(number)
    if block is not None:
        return any(each.melee for each in _attacks(block, name, 0))
    return number in scene.sheets and not _is_shot(name, scene, number)


def _is_shot(name: str, scene: Scene, number: int) -> bool:
    """Whether a character's weapon is one that shoots."""
    _, records = scene.sheets[number]
    weapon = records.weapons.get(name.partition(" (")[0].casefold())
    return weapon is not None and not weapon.melee


def _attacks(block: StatBlock, name: str, depth: int) -> list[Attack]:
    there: list[Attack] = []
    for action in block.actions:
        if action.name != name:
            continue
        there += found(action.effects, Attack)
        names = [used for node in found(action.effects, Use) for used, _ in node.actions]
        there += [each for used in names if depth < 2 for each in _attacks(block, used, depth + 1)]
    return there
