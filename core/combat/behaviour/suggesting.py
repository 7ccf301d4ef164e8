"""What somebody would do by a profile: every legal deed is tried, judged, and the best are told with why.

A deed is legal if the engine does it: it is tried on a copy of the fight with a d20 that shows 1, 20 and what lies
between. What it is worth is the mean over a low, two middling and a high d20, so that luck says nothing; all other dice
follow from the seed, the same for each target. The same fight, knowledge and seed have the same suggestions.

Whom a deed is done to is said first: by the profile, as far as it has a wish. Only of deeds to those whom it likes as
well is the better one taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.combat.behaviour.judging import Judge, Judged, Reason
from core.combat.behaviour.knowledge import Blow, Knowledge
from core.combat.behaviour.options import BASIC_ACTION, Option, Others, options
from core.combat.behaviour.profiles import TEMPERS, Profile, by_nature
from core.combat.behaviour.trials import Board, Came, Foretold, Remembered, tried
from core.combat.play.basics import STAND_UP
from core.combat.situation.scene import Scene
from core.rules.actions import Economy
from core.rules.conditions import Condition

MOST: Final = 3
FINALISTS: Final = 6
"""How many of the best are tried more often."""
FIRST, BETWEEN, EDGES = 13, (3, 8, 18), (1, 20)
"""What the d20 shows: when everything is tried; for the finalists besides; and where it is only asked what is legal."""
WORTH_IT: Final = 0.5
"""What a deed has to be worth that costs no action, to be done at all."""
_PLAIN: Final = frozenset({"dash", STAND_UP})


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom something is suggested, and how.

    Attributes:
        by: Who acts, by number.
        profile: How they behave.
        seed: What follows from chance does so from this.
        told: What was done lately (`knowledge.blows`).
        but: Names of what they are not to do, as what costs nothing and was done in this turn already.
    """

    by: int
    profile: Profile
    seed: int = 0
    told: Sequence[Blow] = ()
    but: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that somebody would do.

    Attributes:
        option: What.
        worth: What it is worth to them; the best has the most.
        reasons: Why, the weightiest first.
    """

    option: Option
    worth: float
    reasons: tuple[Reason, ...]


def profile_of(scene: Scene, number: int, said: Profile | None = None) -> Profile:
    """How somebody behaves: as it is said, as they are kept to, or by nature; who has no stat block goes for the near.

    Args:
        scene: The fight.
        number: Who.
        said: What is said now.
    """
    combatant = scene.combatant(number)
    if said is not None:
        return said
    if combatant.profile in set(Profile):
        return Profile(combatant.profile)
    block = scene.book.monster(combatant.monster, scene.fight.edition) if combatant.monster else None
    return by_nature(block) if block else Profile.NEAREST


def suggested(board: Board, asked: Asked, *, most: int = MOST) -> list[Suggestion]:
    """What somebody would do now, the best first; of what differs only in its target, the best one.

    Args:
        board: The fight.
        asked: For whom, and how.
        most: How many.
    """
    board = replace(board, book=Remembered(board.book))
    scene = board.stage(Foretold("")).scene
    temper = TEMPERS[asked.profile]
    judge = Judge(scene, asked.by, temper, Knowledge(scene, asked.told))
    there = sorted(_champions(_tried(board, asked, judge), judge), key=lambda each: -each.worth)
    basic = [each for each in there if each.option.how == BASIC_ACTION]  # no dice fall for them
    others = [each for each in there if each not in basic][:FINALISTS]
    finalists = [found for each in others if (found := _tried_again(board, asked, judge, each)) is not None]
    best: dict[tuple[str, str], Suggestion] = {}
    for each in sorted(
        (*finalists, *(Suggestion(each.option, each.worth, each.judged.reasons) for each in basic)),
        key=lambda found: -found.worth,
    ):
        best.setdefault((each.option.how, each.option.name), each)
    return list(best.values())[:most]


def next_of_turn(board: Board, asked: Asked) -> Suggestion | None:
    """What somebody does next in their turn; None where nothing is left that is worth doing.

    An action is always taken, if one is legal; what costs none, only where it is worth something.
    """
    for each in suggested(board, asked, most=FINALISTS):
        if each.option.economy is Economy.ACTION or each.option.economy is Economy.LAIR or each.worth > WORTH_IT:
            return each
    return None


@dataclass(frozen=True, slots=True)
class _Tried:
    """A deed that is legal with the first dice, and what came of it."""

    option: Option
    came: Came
    judged: Judged

    @property
    def worth(self) -> float:
        return self.judged.worth


def _tried(board: Board, asked: Asked, judge: Judge) -> list[_Tried]:
    """Everything that is legal with the first dice."""
    stage = board.stage(Foretold(""))
    plain, others = TEMPERS[asked.profile].plain, Others(judge.foes(), judge.friends())
    found: list[_Tried] = []
    for option in options(stage, asked.by, others):
        if option.name in asked.but or (plain and _is_clever(option)):
            continue
        came = tried(board, option, Foretold(_said(asked, option), FIRST))
        if came is not None and not _is_in_vain(option, came):
            found.append(_Tried(option, came, _with_chance(judge.judged(option, [came]), asked, option)))
    return found


def _champions(there: Sequence[_Tried], judge: Judge) -> list[_Tried]:
    """Of deeds that differ only in whom they are done to, the one to whom it is done rather than to others."""
    best: dict[tuple[str, str, frozenset[str], bool], tuple[tuple[float, float], _Tried]] = {}
    for each in there:
        option = each.option
        foe = next((target for target in option.aim.targets if judge.is_foe(target)), None)
        rank = (round(judge.wish(foe), 1) if foe is not None else 0.0, each.worth)
        key = (option.how, option.name, option.aim.ways, foe is not None)
        if key not in best or rank > best[key][0]:
            best[key] = (rank, each)
    return [each for _, each in best.values()]


def _tried_again(board: Board, asked: Asked, judge: Judge, found: _Tried) -> Suggestion | None:
    """The same by other faces of the d20; None where it is refused with one."""
    option, said = found.option, _said(asked, found.option)
    came = [tried(board, option, Foretold(said, d20)) for d20 in (*EDGES, *BETWEEN)]
    if any(each is None for each in came):
        return None
    counted = [found.came, *(each for each in came[len(EDGES) :] if each is not None)]
    judged = _with_chance(judge.judged(option, counted), asked, option)
    return Suggestion(option, judged.worth, judged.reasons)


def _said(asked: Asked, option: Option) -> str:
    """What the dice of a trial follow from: not from whom it is done to."""
    return f"{asked.seed}:{option.how}:{option.name}:{','.join(sorted(option.aim.ways))}"


def _with_chance(judged: Judged, asked: Asked, option: Option) -> Judged:
    """A deed's worth as chance would have it, and a hair more or less, so that hardly two are alike."""
    share = Foretold(f"chance:{_said(asked, option)}:{option.aim.targets}").die(1_000) / 1_000
    moved = judged.worth * (1 + TEMPERS[asked.profile].chance * (share - 0.5)) + share / 1_000
    return replace(judged, worth=moved)


def _is_clever(option: Option) -> bool:
    return option.how == "cast" or (option.how == BASIC_ACTION and option.name not in _PLAIN)


def _is_in_vain(option: Option, came: Came) -> bool:
    """Whether standing up does not help: what holds one down still does."""
    return option.name == STAND_UP and Condition.PRONE not in came.ended.get(option.by, frozenset())
