"""Dice notation held to a file of cases: what each expression means, or what is wrong with it.

A case's expression is read and rolled by the project's own engine. Meaning is judged by totals, not by the shape of the
tree: the s-expression is played by an evaluator of its own (`meaning`) with the very faces that the engine rolled, and
bounds, mean and odds are held exactly (`numbers`). An ambiguous case passes when one of its readings is ours, and says
which one. A case that nothing can be judged by fails, and says why.

The form of a file is told in its own ``meta``; `cases` checks it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.dice import notation, show
from core.dice.advantage import Advantage
from core.dice.expression import Expression, Line
from core.dice.layout import groups, natural
from core.dice.request import parse_request
from core.dice.roller import roll, with_advantage
from core.dice.source import ScriptedDice, SecureDice
from core.dice.syntax import Labelled, Node, children, pools
from core.errors import NotationError
from tests.conformance import files
from tests.conformance.dice.cases import FLAGS, KINDS, NUMBERS, Case, CaseError, checked, text_of, unknown
from tests.conformance.dice.forms import MeaningError
from tests.conformance.dice.numbers import How, WrongError, hold_totals, same
from tests.conformance.verdict import Verdict
from tests.core.dice.ways import Throw

REFUSAL = "the kind of its refusal"
ANYTHING = "a result or a typed refusal"
TWINS = "two texts told apart"
CRASHES = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a bug in the engine may raise instead of a refusal; RecursionError is a RuntimeError."""
_TRIES = 3


async def check_file(file: Path) -> list[Verdict]:
    """Judge every case of a file.

    Raises:
        files.UnreadableError: No case can be taken from it.
    """
    return [_named(check(case), place) for place, case in enumerate(files.listed(file), start=1)]


def check(case: object, throw: Throw = roll) -> Verdict:
    """Judge one case.

    Args:
        case: The case, as it stands in its file.
        throw: What rolls; tests put a wrong roller in, to see that it is found out.
    """
    name = case["id"] if isinstance(case, dict) and isinstance(case.get("id"), str) else ""
    try:
        known = checked(case)
        said, by = _judge(known, throw)
        _hold_time(known, throw)
    except (CaseError, MeaningError) as unclear:
        return Verdict(name, passed=False, said=f"the case cannot be judged: {unclear}")
    except WrongError as wrong:
        return Verdict(name, passed=False, said=str(wrong))
    except CRASHES as crash:
        return Verdict(name, passed=False, said=f"crashed with {type(crash).__name__}: {crash!s:.200}")
    if strange := unknown(known):
        said = "; ".join([*([said] if said else []), f"not judged by {', '.join(strange)}"])
    return Verdict(name, passed=True, said=said, by=by)


def _named(verdict: Verdict, place: int) -> Verdict:
    return verdict if verdict.case else replace(verdict, case=f"case {place}, which has no id")


def _judge(case: Case, throw: Throw) -> tuple[str, str]:
    """Hold the engine to one case: what is worth saying if it passes, and what it was judged by."""
    asked = text_of(case)
    if "then" in case:
        _hold_twins(case, throw)
        return "", TWINS
    if "either" in case:
        return "", _hold_any(asked, case, case["either"], throw)[1]
    if "readings" not in case:
        return _hold_spelt(asked, case, throw)
    told = [way for way in case["readings"] if way.keys() - {"by", "note"}]
    read = f"read as {parse_request(asked).expression.text}" if _found(asked, throw) not in KINDS else "refused"
    if not told:
        return f"{read}, a reading that the case gives no numbers for", How.NOTHING
    taken, by = _hold_any(asked, case, told, throw)
    return f"{read}, as {', '.join(taken.get('by', ('one reading',)))} do", by


def _hold_any(asked: str, case: Case, ways: list[Case], throw: Throw) -> tuple[Case, str]:
    """Hold the engine to the first of several readings that it takes."""
    shared = {key: value for key, value in case.items() if key in ("labels", "comment", "repeat", "each")}
    wrong: list[str] = []
    for way in ways:
        try:
            return way, _hold(asked, shared | way, throw)
        except WrongError as error:
            wrong.append(str(error))
    raise WrongError(f"none of its readings: {'; '.join(wrong)}")


def _hold_spelt(asked: str, case: Case, throw: Throw) -> tuple[str, str]:
    """Hold the engine to a case, or to another of its spellings where the first is refused."""
    try:
        return "", _hold(asked, case, throw)
    except WrongError:
        if "error" in case or _found(asked, throw) not in KINDS:
            raise
        for spelling in case.get("spellings", ()):
            if _found(spelling, throw) not in KINDS:
                return f"spelt {spelling} here", _hold(spelling, case, throw)
        raise


def _hold(asked: str, expected: Case, throw: Throw) -> str:
    if "result" in expected:
        _found(asked, throw)
        return ANYTHING
    if "error" in expected:
        # Several rolls at once are a feature here; the cases refuse them only where they are none.
        found = _found(asked, throw)
        if found != expected["error"] and "several rolls" not in found:
            raise WrongError(f"expected a refusal as {expected['error']}, found {found}")
        return REFUSAL
    try:
        request = parse_request(asked)
        expression = request.expression
        if request.advantage is not Advantage.NONE:
            expression = with_advantage(expression, request.advantage)
        _hold_words(expression, expected)
        _hold_flags(expression, expected, throw)
        return _hold_rolls(expression, expected, throw)
    except NotationError as error:
        raise WrongError(f"refused as {_kind(error)}: {error.reason} at column {error.column}") from None


def _hold_rolls(expression: Expression, expected: Case, throw: Throw) -> How:
    if "dice" in expected:
        same("dice", sum(pool.count for line in expression.lines for pool in pools(line.root)), expected["dice"])
    if "repeat" not in expected:
        return hold_totals(expression, expected, throw)
    same("rolls", len(expression.lines), expected["repeat"])
    hows = [hold_totals(expression, {key: value for key, value in expected.items() if key not in NUMBERS}, throw)]
    if "each" in expected:
        hows += [_hold_rolls(_alone(line), expected["each"], throw) for line in expression.lines]
    return next((how for how in hows if how is not How.NOTHING), How.NOTHING)


def _alone(line: Line) -> Expression:
    return Expression(line.text, (line,))


def _hold_words(expression: Expression, expected: Case) -> None:
    if "labels" in expected:
        same("labels", _labels(expression), expected["labels"])
    if "comment" in expected:
        same("comment", expression.comment, expected["comment"].lstrip("# "))


def _labels(expression: Expression) -> list[str]:
    return [label for line in expression.lines for label in _labels_of(line.root)]


def _labels_of(node: Node) -> Iterator[str]:
    for child in children(node):
        yield from _labels_of(child)
    if isinstance(node, Labelled):
        yield node.label


def _hold_flags(expression: Expression, expected: Case, throw: Throw) -> None:
    for flag in expected.get("flags", ()):
        faces = flag["rolled"] if "rolled" in flag else [flag["natural"]]
        try:
            shown = natural(groups(throw(expression, ScriptedDice(faces))))
        except (LookupError, ValueError) as error:
            raise WrongError(f"the flag of {faces} cannot be seen: {error}") from None
        same(f"flag of {faces}", FLAGS.get(shown or 0, "none"), flag["flag"])


def _found(asked: str, throw: Throw) -> str:
    """What a text turns out to be when it is rolled and shown: the kind of its refusal, or that it is a roll."""
    try:
        expression = parse_request(asked).expression
        show.text(throw(expression, SecureDice(random.Random(1).randbytes)))
    except NotationError as error:
        return _kind(error)
    return "several rolls" if len(expression.lines) > 1 else "a roll"


def _kind(error: NotationError) -> str:
    return next(kind for kind, reasons in KINDS.items() if error.reason in reasons)


def _hold_twins(case: Case, throw: Throw) -> None:
    """Two texts that a careless cache takes for one."""
    twins = (text_of(case), case["then"])
    found = ["ok" if kind not in KINDS else kind for kind in (_found(twin, throw) for twin in twins)]
    if "expect" in case:
        same("readings", found, case["expect"])
    if "expect_labels" in case:
        same("readings", found, ["ok", "ok"])
        same("labels", [_labels(parse_request(twin).expression) for twin in twins], case["expect_labels"])


def _hold_time(case: Case, throw: Throw) -> None:
    """See that reading, rolling and showing take no longer than they may; the best of a few tries."""
    if "within_ms" not in case:
        return
    asked, best_ms = text_of(case), float("inf")
    for _ in range(_TRIES):
        notation.read.cache_clear()
        started = time.thread_time()
        _found(asked, throw)
        best_ms = min(best_ms, (time.thread_time() - started) * 1000)
    if best_ms > case["within_ms"]:
        raise WrongError(f"took {best_ms:.0f} ms, {case['within_ms']} are allowed")
