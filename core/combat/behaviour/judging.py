"""What a deed is worth to somebody by their profile, and why: by what came of it when it was tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.combat.behaviour.knowledge import Knowledge, is_close
from core.combat.behaviour.options import BASIC_ACTION, CAST, Option
from core.combat.behaviour.profiles import Temper
from core.combat.behaviour.trials import Came
from core.combat.play.basics import STAND_UP
from core.combat.situation.scene import Scene
from core.rules.conditions import Condition

_HINDERS: Final[Mapping[Condition, float]] = {
    **dict.fromkeys((Condition.PARALYZED, Condition.UNCONSCIOUS, Condition.PETRIFIED, Condition.STUNNED), 14.0),
    **dict.fromkeys((Condition.INCAPACITATED, Condition.RESTRAINED, Condition.BLINDED), 8.0),
    **dict.fromkeys((Condition.FRIGHTENED, Condition.CHARMED, Condition.POISONED, Condition.GRAPPLED), 5.0),
    **dict.fromkeys((Condition.PRONE, Condition.DEAFENED), 3.0),
}
"""What a condition that a foe has counts; one of one's own side counts as much against it."""
_HELPS: Final = 5.0
"""That somebody of one's own side is invisible, or up again on their feet."""
_RAISED: Final = 12.0
_LASTS: Final = 2.0
"""That something lasts on somebody that is no condition."""
_GUARDS: Final[Mapping[str, float]] = {
    "dodge": 0.4,
    "help": 0.3,
    "hide": 0.25,
    "disengage": 0.2,
    "dash": 0.15,
    "search": 0.02,
    "use an object": 0.01,
    STAND_UP: 20.0,
}
"""What the actions count that everybody has and that harm nobody."""
_FLIGHT: Final[Mapping[str, float]] = {"disengage": 60.0, "dash": 50.0, "dodge": 45.0, "hide": 40.0}
_PANIC: Final = 0.2
"""What harm still counts for whoever wants nothing but to get away."""


class Why(StrEnum):
    """Why something is suggested."""

    FELLS = "fells"
    HARMS = "harms"
    HARMS_SEVERAL = "harms-several"
    HINDERS = "hinders"
    MENDS = "mends"
    RAISES = "raises"
    LASTS = "lasts"
    RISES = "rises"
    GUARDS = "guards"
    FLEES = "flees"
    NEAR = "near"
    STRUCK = "struck"
    WEAK = "weak"
    HUNTED = "hunted"
    AVENGED = "avenged"
    MAGIC = "magic"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        why: Which.
        who: Whom it is about, by number; None for nobody.
        amount: How many hit points, or how many foes.
        what: A condition.
    """

    why: Why
    who: int | None = None
    amount: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a deed is worth, and why, the weightiest reason first."""

    worth: float
    reasons: tuple[Reason, ...]


class Judge:
    """Judges the deeds of one combatant.

    Args:
        scene: The fight as it stands.
        number: Who acts.
        temper: What matters to them.
        knowledge: Who is near whom.
    """

    def __init__(self, scene: Scene, number: int, temper: Temper, knowledge: Knowledge) -> None:
        self._scene = scene
        self._number = number
        self._temper = temper
        self._knowledge = knowledge
        self._foes = frozenset(knowledge.foes(number))
        self._friends = frozenset(knowledge.friends(number))
        self._hunted = knowledge.hunted(number)
        self._avenged = knowledge.avenged(number)
        points = {each: scene.vitals(each).hit_points.current for each in self._foes}
        standing = sorted(each for each in points.values() if each)
        self._least, self._most = (standing[0], standing[-1]) if standing else (0, 0)
        self.afraid = _is_afraid(scene, number, temper)

    def foes(self) -> list[int]:
        """Whom they would rather take first; the fallen only where they go on at those."""
        up = [each for each in self._foes if not self._scene.vitals(each).is_down]
        there = up if up and not self._temper.fallen else [*self._foes] if self._temper.fallen else []
        return sorted(there, key=lambda each: (-self.wish(each), each))

    def is_foe(self, number: int) -> bool:
        """Whether they fight somebody."""
        return number in self._foes

    def friends(self) -> list[int]:
        """Whom they would rather help first: who has lost most, the fallen before all; of equals themselves."""
        vitals = {each: self._scene.vitals(each) for each in self._friends}

        def need(each: int) -> tuple[bool, float, bool, int]:
            points = vitals[each].hit_points
            return not vitals[each].is_down, points.current / points.maximum, each != self._number, each

        return sorted(vitals, key=need)

    def wish(self, foe: int) -> float:
        """How much they would rather take this foe than another, as a share of a deed's worth."""
        return sum(share for _, share in self._wishes(foe))

    def judged(self, option: Option, tries: Sequence[Came]) -> Judged:
        """What a deed is worth by what came of it, tried once or more often."""
        if option.how == BASIC_ACTION:
            return self._guarding(option.name)
        parts = [part for came in tries for part in self._parts(came)]
        found = _together(parts, len(tries))
        worth = sum(each.worth for each in found)
        aimed = [each for each in option.aim.targets if each in self._foes]
        if aimed and worth > 0:
            worth *= 1 + sum(map(self.wish, aimed)) / len(aimed)
        reasons = [each.reason for each in sorted(found, key=lambda each: -each.worth) if each.worth > 0][:2]
        if aimed and reasons and (chosen := self._chosen(aimed[0])):
            reasons.append(chosen)
        if (option.limited or option.how == CAST) and worth > 0:
            worth += self._temper.magic
            reasons += [Reason(Why.MAGIC)] if self._temper.magic else []
        return Judged(worth * self._manner(option), tuple(reasons))

    def _manner(self, option: Option) -> float:
        """How they like the way in which it is done."""
        close = is_close(self._scene, self._number, option.name)
        return (self._temper.close if close else self._temper.afar) * (_PANIC if self.afraid else 1.0)

    def _guarding(self, name: str) -> Judged:
        if name == STAND_UP:
            return Judged(_GUARDS[name], (Reason(Why.RISES),))
        if self.afraid and name in _FLIGHT:
            needed = name != "disengage" or self._knowledge.is_engaged(self._number)
            return Judged(_FLIGHT[name] * (1.0 if needed else 0.5), (Reason(Why.FLEES, what=name),))
        return Judged(_GUARDS.get(name, 0.0) * self._temper.guard, (Reason(Why.GUARDS, what=name),))

    def _wishes(self, foe: int) -> list[tuple[Why, float]]:
        temper, points = self._temper, self._scene.vitals(foe).hit_points.current
        span = self._most - self._least
        weak = (self._most - points) / span if span else 0.0
        return [
            (Why.NEAR, temper.near * self._knowledge.near(self._number, foe)),
            (Why.WEAK, temper.weak * max(0.0, weak)),
            (Why.HUNTED, temper.hunted * self._hunted.get(foe, 0.0)),
            (Why.AVENGED, temper.avenged * (foe == self._avenged)),
        ]

    def _chosen(self, foe: int) -> Reason | None:
        """Why this foe and no other."""
        why, share = max(self._wishes(foe), key=lambda each: each[1])
        if share <= 0.1:
            return None
        struck = why is Why.NEAR and self._knowledge.last_struck_by(self._number) == foe
        return Reason(Why.STRUCK if struck else why, foe)

    def _parts(self, came: Came) -> Iterable[_Part]:
        temper = self._temper
        for who, points in came.lost.items():
            if who in self._foes:
                yield _Part(Reason(Why.HARMS, who), points, points)
            elif who in self._friends:
                yield _Part(Reason(Why.MENDS, who), -points, -points * (temper.mend if points < 0 else -temper.own))
        for who in came.fell:
            yield _Part(Reason(Why.FELLS, who), 1, temper.fell if who in self._foes else 2 * temper.own)
        for who in came.rose & self._friends:
            yield _Part(Reason(Why.RAISES, who), 1, _RAISED * temper.mend)
        for who, conditions in came.gained.items():
            yield from (self._condition(who, each) for each in conditions - {Condition.UNCONSCIOUS})
        for who, conditions in came.ended.items():
            if who in self._friends:
                yield from (_Part(Reason(Why.LASTS, who), 1, _HINDERS.get(each, 0.0)) for each in conditions)
        for who, more in came.laid.items():
            if who not in came.gained:
                yield _Part(Reason(Why.LASTS, who), more, _LASTS)

    def _condition(self, who: int, condition: Condition) -> _Part:
        reason = Reason(Why.HINDERS, who, what=condition.value)
        if condition is Condition.INVISIBLE:
            return _Part(Reason(Why.LASTS, who), 1, _HELPS if who in self._friends else -_HELPS)
        counts = _HINDERS.get(condition, 0.0)
        return _Part(reason, 1, counts * self._temper.hinder if who in self._foes else counts * self._temper.own)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of what came of a deed: what it is, how much of it, and what that is worth."""

    reason: Reason
    amount: float
    worth: float


def _together(parts: Iterable[_Part], tries: int) -> list[_Part]:
    """The same reasons as one, on average; harm to several foes as one."""
    sums: dict[Reason, tuple[float, float]] = {}
    for each in parts:
        amount, worth = sums.get(each.reason, (0.0, 0.0))
        sums[each.reason] = (amount + each.amount, worth + each.worth)
    found = [
        _Part(Reason(why.why, why.who, _about(amount / tries), why.what), amount / tries, worth / tries)
        for why, (amount, worth) in sums.items()
    ]
    harms = [each for each in found if each.reason.why is Why.HARMS]
    if len(harms) < 2:
        return found
    rest = [each for each in found if each.reason.why is not Why.HARMS]
    amount = sum(each.amount for each in harms)
    told = Reason(Why.HARMS_SEVERAL, amount=_about(amount), what=str(len(harms)))
    return [*rest, _Part(told, amount, sum(each.worth for each in harms))]


def _about(amount: float) -> int:
    return max(1, round(amount))


def _is_afraid(scene: Scene, number: int, temper: Temper) -> bool:
    if not temper.afraid_at or scene.combatant(number).lair_of is not None:
        return False
    points = scene.vitals(number).hit_points
    return points.current <= temper.afraid_at * points.maximum
