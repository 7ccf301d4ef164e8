"""Dice notation held to a file of cases: what each expression means, or what is wrong with it.

A case's expression is read and rolled by the project's own engine. Meaning is judged by numbers, not by the shape of
the tree: the dice it asks for, the least and the most that it can come to, its exact mean and odds; where a roll can
fall in few ways all of them are walked, elsewhere a seeded sample must lie within the bounds and near the mean. An
ambiguous case passes when one of its readings is ours, and says which one.

The form of a file is told in its own ``meta``; see also `tests/core/dice/test_cases.py`.
"""

from __future__ import annotations

import json
import operator
import random
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from core.dice.advantage import Advantage
from core.dice.expression import Expression, Line
from core.dice.layout import groups, natural
from core.dice.request import parse_request
from core.dice.roller import roll, with_advantage
from core.dice.source import ScriptedDice, SecureDice
from core.dice.syntax import Labelled, Node, children, pools
from core.errors import NotationError
from tests.conformance.verdict import Verdict
from tests.core.dice.ways import Ways, every_way

Case = dict[str, Any]

WAYS = 8000
SAMPLE = 3000
FIVE_SIGMA = 5.0
KINDS = {"syntax": NotationError.SYNTAX, "value": NotationError.VALUE, "limit": NotationError.LIMIT}
FLAGS = {20: "critical", 1: "fumble"}
COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class WrongError(Exception):
    """The engine does not do what the case says."""


def read(file: Path) -> list[Case]:
    """Read the cases of a file."""
    return json.loads(file.read_text("utf-8"))["cases"]


async def check_file(file: Path) -> list[Verdict]:
    """Judge every case of a file."""
    return [check(case) for case in read(file)]


def check(case: Case) -> Verdict:
    """Judge one case."""
    started = time.process_time()
    try:
        said = _judge(case)
    except WrongError as wrong:
        return Verdict(case["id"], passed=False, said=str(wrong))
    spent_ms = (time.process_time() - started) * 1000
    if spent_ms > case.get("within_ms", spent_ms):
        return Verdict(case["id"], passed=False, said=f"took {spent_ms:.0f} ms, {case['within_ms']} are allowed")
    return Verdict(case["id"], passed=True, said=said)


def text_of(case: Case) -> str:
    """The case's expression, put together where it is given in parts."""
    return case["expr"] if case["expr"] is not None else "".join(part * times for part, times in case["parts"])


def _judge(case: Case) -> str:
    """Hold the engine to one case; what is worth saying of a case that passes."""
    asked = text_of(case)
    ways = case.get("either") or case.get("readings")
    if "then" in case:
        _hold_twins(case)
        return ""
    if ways is None:
        _hold(asked, case)
        return ""
    told = [way for way in ways if way.keys() - {"by", "note"}]
    taken = [way for way in told if _holds(asked, {**_shared(case), **way})]
    if told and not taken:
        raise WrongError(f"none of its readings: {_found(asked)}")
    if "readings" not in case:
        return ""
    chosen = f"as {', '.join(taken[0]['by'])} do" if taken else "a reading that the case gives no numbers for"
    return f"read as {parse_request(asked).expression.text}, {chosen}"


def _shared(case: Case) -> Case:
    return {key: value for key, value in case.items() if key in ("labels", "comment", "repeat")}


def _holds(asked: str, expected: Case) -> bool:
    try:
        _hold(asked, expected)
    except WrongError:
        return False
    return True


def _hold(asked: str, expected: Case) -> None:
    if "result" in expected:
        _found(asked)
        return
    if "error" in expected:
        # Several rolls at once are a feature here; the cases refuse them only where they are none.
        found = _found(asked)
        if found != expected["error"] and "several rolls" not in found:
            raise WrongError(f"expected a refusal as {expected['error']}, found {found}")
        return
    try:
        request = parse_request(asked)
        expression = request.expression
        if request.advantage is not Advantage.NONE:
            expression = with_advantage(expression, request.advantage)
        _hold_words(expression, expected)
        _hold_rolls(expression, expected)
    except NotationError as error:
        raise WrongError(f"refused as {_kind(error)}: {error.reason} at column {error.column}") from None


def _found(asked: str) -> str:
    """What a text turns out to be: the kind of its refusal, or that it is a roll."""
    try:
        lines = parse_request(asked).expression.lines
    except NotationError as error:
        return _kind(error)
    return "several rolls" if len(lines) > 1 else "a roll"


def _kind(error: NotationError) -> str:
    return next(kind for kind, reasons in KINDS.items() if error.reason in reasons)


def _hold_words(expression: Expression, expected: Case) -> None:
    if "labels" in expected:
        _same("labels", _labels(expression), expected["labels"])
    if "comment" in expected:
        _same("comment", expression.comment, expected["comment"].lstrip("# "))


def _labels(expression: Expression) -> list[str]:
    return [label for line in expression.lines for label in _labels_of(line.root)]


def _labels_of(node: Node) -> Iterator[str]:
    for child in children(node):
        yield from _labels_of(child)
    if isinstance(node, Labelled):
        yield node.label


def _hold_rolls(expression: Expression, expected: Case) -> None:
    if "dice" in expected:
        _same("dice", sum(pool.count for line in expression.lines for pool in pools(line.root)), expected["dice"])
    if "repeat" in expected:
        _same("rolls", len(expression.lines), expected["repeat"])
        _hold_rolls(_alone(expression.lines[0]), expected["each"])
        return
    for flag in expected.get("flags", ()):
        faces = flag.get("rolled") or [flag["natural"]]
        shown = natural(groups(roll(expression, ScriptedDice(faces))))
        _same(f"flag of {faces}", FLAGS.get(shown or 0, "none"), flag["flag"])
    if "mean" in expected:
        ways = every_way(expression, WAYS)
        _hold_sample(expression, expected) if ways is None else _hold_exactly(ways, expected)


def _alone(line: Line) -> Expression:
    return Expression(line.text, (line,))


def _hold_exactly(ways: Ways, expected: Case) -> None:
    totals = [outcome.total for outcome, _ in ways]
    _same("least", min(totals), expected["min"])
    _same("most", max(totals), expected["max"])
    _same("mean", sum(outcome.total * chance for outcome, chance in ways), Fraction(expected["mean"]))
    for odds in expected.get("odds", ()):
        holds = COMPARE[odds["op"]]
        chance = sum(chance for outcome, chance in ways if holds(outcome.total, odds["value"]))
        _same(f"chance of {odds['op']} {odds['value']}", chance, Fraction(odds["p"]))


def _hold_sample(expression: Expression, expected: Case) -> None:
    source = SecureDice(random.Random(7).randbytes)
    totals = [roll(expression, source).total for _ in range(SAMPLE)]
    if min(totals) < expected["min"] or (expected["max"] is not None and max(totals) > expected["max"]):
        raise WrongError(f"rolled {min(totals)} to {max(totals)}, not {expected['min']} to {expected['max']}")
    _near("mean", fmean(totals), Fraction(expected["mean"]), stdev(totals))
    for odds in expected.get("odds", ()):
        chance = Fraction(odds["p"])
        share = fmean(COMPARE[odds["op"]](total, odds["value"]) for total in totals)
        _near(f"chance of {odds['op']} {odds['value']}", share, chance, float(chance * (1 - chance)) ** 0.5)


def _near(what: str, found: float, expected: Fraction, deviation: float) -> None:
    if abs(found - float(expected)) > FIVE_SIGMA * deviation / SAMPLE**0.5:
        raise WrongError(f"{what} of a sample: {found}, expected {float(expected)}")


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise WrongError(f"{what}: {found}, expected {expected}")


def _hold_twins(case: Case) -> None:
    """Two texts that a careless cache takes for one."""
    twins = (case["expr"], case["then"])
    if "expect" in case:
        found = ["ok" if kind in ("a roll", "several rolls") else kind for kind in map(_found, twins)]
        _same("readings", found, case["expect"])
    if "expect_labels" in case:
        labels = [_labels(parse_request(twin).expression) for twin in twins]
        _same("labels", labels, case["expect_labels"])
