"""Totals held to a case: to its meaning, face for face, and to its bounds, its mean and its chances.

Where a roll can fall in few ways, all of them are walked, and everything is exact. Elsewhere the meaning is held
against the engine on scripts of faces, and the numbers against `core.dice.odds`, which works them out exactly. A
seeded sample is the last resort: for what has no s-expression, so that nothing else ties the roller to the numbers, and
for odds beyond any budget. `How` says which it was.
"""

from __future__ import annotations

import random
from enum import StrEnum
from fractions import Fraction
from statistics import fmean, stdev
from typing import Final

from core.dice.expression import Expression
from core.dice.odds.answer import distribution
from core.dice.odds.distribution import Distribution
from core.dice.odds.work import BeyondBudgetError
from core.dice.roller import Outcome
from core.dice.source import DieSource, SecureDice
from core.dice.syntax import pools
from core.errors import NotationError
from tests.conformance.dice.cases import NUMBERS, Case
from tests.conformance.dice.faces import Again, Fallen, Noted, OtherDiceError, Script
from tests.conformance.dice.forms import COMPARE, Number
from tests.conformance.dice.meaning import Meaning, meaning
from tests.core.dice.ways import Throw, Ways, every_way

WAYS: Final = 8000
NUMBER_OF_SCRIPTS: Final = 210
SAMPLE: Final = 3000
_FIVE_SIGMA: Final = 5.0
_BUDGET: Final = 1e7
_SHOWN: Final = 20
"""Faces that a sentence lists."""


class How(StrEnum):
    """What totals were judged by."""

    WAYS = "every way in which the dice can fall"
    SCRIPTS = f"{NUMBER_OF_SCRIPTS} scripts of faces"
    SCRIPTS_AND_ODDS = f"{NUMBER_OF_SCRIPTS} scripts of faces, and exact odds"
    SCRIPTS_AND_SAMPLE = f"{NUMBER_OF_SCRIPTS} scripts of faces, and a seeded sample of {SAMPLE} rolls"
    ODDS_AND_SAMPLE = f"exact odds, and a seeded sample of {SAMPLE} rolls"
    SAMPLE = f"a seeded sample of {SAMPLE} rolls"
    NOTHING = "its words alone"


class WrongError(Exception):
    """The engine does not do what the case says."""


def same(what: str, found: object, expected: object) -> None:
    """Say what differs.

    Raises:
        WrongError: Something does.
    """
    if found != expected:
        raise WrongError(f"{what}: {found}, expected {expected}")


def hold_totals(expression: Expression, expected: Case, throw: Throw) -> How:
    """Hold what an expression comes to against what is expected of it."""
    play = meaning(expected["sexpr"]) if "sexpr" in expected else None
    told = bool(NUMBERS & expected.keys())
    if play is None and not told:
        return How.NOTHING
    if ways := _hold_every_way(expression, play, throw):
        _hold_exactly(ways, expected)
        return How.WAYS
    if play is None:
        _hold_sample(expression, expected, throw)
        return How.ODDS_AND_SAMPLE if _hold_odds(expression, expected) else How.SAMPLE
    _hold_scripts(expression, play, throw)
    if not told:
        return How.SCRIPTS
    if _hold_odds(expression, expected):
        return How.SCRIPTS_AND_ODDS
    _hold_sample(expression, expected, throw)
    return How.SCRIPTS_AND_SAMPLE


def _hold_every_way(expression: Expression, play: Meaning | None, throw: Throw) -> Ways | None:
    """Walk every way, each held against the meaning; None if there are too many."""

    def held(expression: Expression, source: DieSource) -> Outcome:
        fallen: Fallen = []
        outcome = throw(expression, Noted(source, fallen))
        if play is not None:
            _hold_meaning(outcome, fallen, play)
        return outcome

    return every_way(expression, WAYS, held)


def _hold_scripts(expression: Expression, play: Meaning, throw: Throw) -> None:
    dice = sum([pool.count for line in expression.lines for pool in pools(line.root)])
    held = 0
    for number in range(NUMBER_OF_SCRIPTS):
        fallen: Fallen = []
        try:
            outcome = throw(expression, Noted(Script(number, dice), fallen))
        except NotationError as error:
            if error.reason not in NotationError.LIMIT:
                raise
            continue  # more dice than any roll may need: extremes that no table will see
        _hold_meaning(outcome, fallen, play)
        held += 1
    if held <= NUMBER_OF_SCRIPTS // 2:
        raise WrongError(
            f"refused {NUMBER_OF_SCRIPTS - held} of {NUMBER_OF_SCRIPTS} scripts of faces for asking too many dice"
        )


def _hold_meaning(outcome: Outcome, fallen: Fallen, play: Meaning) -> None:
    faces = Again(fallen)
    try:
        meant = play(faces.die)
        faces.check_all_shown()
    except OtherDiceError as other:
        raise WrongError(f"{_rolled(fallen)}: what it means differs, for {other}") from None
    except ZeroDivisionError:
        raise WrongError(f"{_rolled(fallen)}: {outcome.total}, but it means a division by zero") from None
    if outcome.totals != meant:
        raise WrongError(f"{_rolled(fallen)}: {_sums(outcome.totals)}, expected {_sums(meant)}")


def _rolled(fallen: Fallen) -> str:
    shown = " ".join([str(face) for _, face in fallen[:_SHOWN]])
    return f"with the faces {shown or 'of no dice'}{' …' if len(fallen) > _SHOWN else ''}"


def _sums(totals: tuple[Number, ...]) -> str:
    return ", ".join(map(str, totals))


def _hold_exactly(ways: Ways, expected: Case) -> None:
    totals = [outcome.total for outcome, _ in ways]
    if "min" in expected:
        same("least", min(totals), expected["min"])
    if "max" in expected:
        same("most", max(totals), expected["max"])
    if "mean" in expected:
        same("mean", sum(outcome.total * chance for outcome, chance in ways), Fraction(expected["mean"]))
    for odds in expected.get("odds", ()):
        chance = sum(chance for outcome, chance in ways if COMPARE[odds["op"]](outcome.total, odds["value"]))
        same(f"chance of {odds['op']} {odds['value']}", chance, Fraction(odds["p"]))


def _hold_odds(expression: Expression, expected: Case) -> bool:
    """Hold the exact odds against the numbers; False where they are beyond the budget, or the rolls are several."""
    if len(expression.lines) > 1:
        return False
    try:
        odds = distribution(expression, budget=_BUDGET)
    except BeyondBudgetError:
        return False
    if "min" in expected:
        same("least", odds.low, expected["min"])
    if "max" in expected:
        same("most", None if odds.cut else odds.high, expected["max"])
    if "mean" in expected:
        same("mean", odds.mean, Fraction(expected["mean"]))
    for stated in expected.get("odds", ()):
        chance, due = _chance(odds, stated), Fraction(stated["p"])
        if not 0 <= due - chance <= odds.cut:
            raise WrongError(f"chance of {stated['op']} {stated['value']}: {chance}, expected {due}")
    return True


def _chance(odds: Distribution, stated: Case) -> Fraction:
    holds = COMPARE[stated["op"]]
    return sum([chance for total, chance in odds.chances if holds(total, stated["value"])], Fraction(0))


def _hold_sample(expression: Expression, expected: Case, throw: Throw) -> None:
    source = SecureDice(random.Random(7).randbytes)
    totals = [throw(expression, source).total for _ in range(SAMPLE)]
    low, high = expected.get("min"), expected.get("max")
    if (low is not None and min(totals) < low) or (high is not None and max(totals) > high):
        raise WrongError(f"rolled {min(totals)} to {max(totals)}, not {low} to {high}")
    if "mean" in expected:
        _near("mean", fmean(totals), Fraction(expected["mean"]), stdev(totals))
    for odds in expected.get("odds", ()):
        chance = Fraction(odds["p"])
        share = fmean([COMPARE[odds["op"]](total, odds["value"]) for total in totals])
        _near(f"chance of {odds['op']} {odds['value']}", share, chance, max(float(chance * (1 - chance)), 0.0) ** 0.5)


def _near(what: str, found: float, expected: Fraction, deviation: float) -> None:
    if abs(found - float(expected)) > _FIVE_SIGMA * deviation / SAMPLE**0.5:
        raise WrongError(f"{what} of a sample: {found}, expected {float(expected)}")
