"""The shared acceptance cases of dice notation, as far as the grammar goes today.

A case is judged by its meaning: where a roll can fall in few ways, all of them are rolled, and the exact mean, bounds
and odds compared as fractions; elsewhere a seeded sample must lie within the bounds and near the mean. What is not part
of the grammar must be refused, never misread: `BEYOND` and `BEYOND_FEATURES` list it.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import pytest

from core.dice.advantage import Advantage
from core.dice.notation import Expression, parse
from core.dice.request import parse_request
from core.dice.roller import Outcome, roll, with_advantage
from core.dice.source import ScriptedDice, SecureDice
from core.dice.syntax import Binary, Dice, Group, Node, Number, Operation, pools
from core.errors import NotationError

FILE = Path(__file__).parents[4] / "shared" / "dice" / "cases.json"
if not FILE.exists():
    pytest.skip(f"the shared dice cases are not here ({FILE})", allow_module_level=True)

Case = dict[str, Any]
Walk = Callable[[Expression, int], list[tuple[Outcome, Fraction]] | None]
Seeded = Callable[[int], SecureDice]

BEYOND_FEATURES = {"comparison", "success", "group", "label", "repeat", "function"}
BEYOND = {
    "dice-operators": r"1d20>=11|2d6==7|1d6>1d6",
    "advantage": r"1d20 ea",
    "explode": r"1d10!!|1d6!p|[15]d6!o",
    "set": r"\(\)|\(.*,.*\).*",
    "cache": r"1d20\[a b\]",
}
"""By feature, the expressions that the grammar refuses so far."""
READINGS = {
    "keep/4d6k3": "Roll20",
    "percentile/1d%": "rpg-dice-roller",
    "percentile/2d%": "rpg-dice-roller",
    "reroll/2d6r2": "Roll20",
    "explode/3d6e6k2": "DiceMaiden",
}
"""Which peer's reading of an ambiguous expression is ours; the others are in `BEYOND`."""
WAYS = 8000
SAMPLE = 3000
FIVE_SIGMA = 5.0
COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq,
}  # fmt: skip


def is_beyond(case: Case) -> bool:
    pattern = BEYOND.get(case["feature"])
    return case["feature"] in BEYOND_FEATURES or bool(pattern and re.fullmatch(pattern, case["expr"] or ""))


def text_of(case: Case) -> str:
    return case["expr"] if case["expr"] is not None else "".join(part * times for part, times in case["parts"])


def named(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in cases]


CASES: list[Case] = json.loads(FILE.read_text("utf-8"))["cases"]
WITHIN = [case for case in CASES if not is_beyond(case)]
ODDITIES = [case for case in WITHIN if "either" in case and case["profile"] == "robust"]
REFUSALS = [case for case in WITHIN if case["profile"] == "error"]
FLAGGED = [case for case in WITHIN if "flags" in case]
TWINS = [case for case in WITHIN if "then" in case]
JUDGED = [case for case in WITHIN if "mean" in case or "readings" in case]


def kind_of(error: NotationError) -> str:
    kinds = {"syntax": error.SYNTAX, "value": error.VALUE, "limit": error.LIMIT}
    return next(kind for kind, reasons in kinds.items() if error.reason in reasons)


def test_every_case_is_looked_at() -> None:
    seen = {case["id"] for group in (JUDGED, ODDITIES, REFUSALS, FLAGGED, TWINS) for case in group}
    assert seen == {case["id"] for case in WITHIN}


@pytest.mark.parametrize("case", named([case for case in CASES if is_beyond(case)]))
def test_what_is_beyond_the_grammar_is_refused_by_name(case: Case) -> None:
    with pytest.raises(NotationError) as caught:
        parse_request(text_of(case))
    assert caught.value.reason in ("dice-not-known-here", "dice-unexpected")


@pytest.mark.parametrize("case", named(JUDGED))
def test_a_roll_means_what_the_case_says(case: Case, every_way: Walk, seeded: Seeded) -> None:
    expected = case
    if "readings" in case:
        expected = next(reading for reading in case["readings"] if READINGS[case["id"]] in " ".join(reading["by"]))
    request = parse_request(case["expr"])
    expression = request.expression
    if request.advantage is not Advantage.NONE:
        expression = with_advantage(expression, request.advantage)
    if "dice" in expected:
        assert sum(pool.count for pool in pools(expression.root)) == expected["dice"]
    if "comment" in case:
        assert request.label == case["comment"].lstrip("# ")
    if "mean" not in expected:
        return
    ways = every_way(expression, WAYS)
    if ways is None:
        source = seeded(7)
        check_sample([roll(expression, source).total for _ in range(SAMPLE)], expected)
    else:
        check_exactly(ways, expected)


def check_exactly(ways: list[tuple[Outcome, Fraction]], expected: Case) -> None:
    assert sum(chance for _, chance in ways) == 1
    totals = [outcome.total for outcome, _ in ways]
    assert (min(totals), max(totals)) == (expected["min"], expected["max"])
    assert sum(outcome.total * chance for outcome, chance in ways) == Fraction(expected["mean"])
    for odds in expected.get("odds", ()):
        holds = COMPARE[odds["op"]]
        assert sum(chance for outcome, chance in ways if holds(outcome.total, odds["value"])) == Fraction(odds["p"])


def check_sample(totals: list[int], expected: Case) -> None:
    assert min(totals) >= expected["min"]
    assert expected["max"] is None or max(totals) <= expected["max"]
    near = FIVE_SIGMA * stdev(totals) / len(totals) ** 0.5
    assert fmean(totals) == pytest.approx(float(Fraction(expected["mean"])), abs=near)
    for odds in expected.get("odds", ()):
        chance = float(Fraction(odds["p"]))
        share = fmean(COMPARE[odds["op"]](total, odds["value"]) for total in totals)
        assert share == pytest.approx(chance, abs=FIVE_SIGMA * (chance * (1 - chance) / len(totals)) ** 0.5)


@pytest.mark.parametrize("case", named(ODDITIES))
def test_odd_input_is_read_as_shown_or_refused(case: Case) -> None:
    assert reading_of(case["expr"]) in case["either"]


def reading_of(asked: str) -> dict[str, str]:
    try:
        return {"sexpr": meaning(parse(asked).root)}
    except NotationError as error:
        return {"error": kind_of(error)}


def meaning(node: Node) -> str:
    """A tree as the cases write meanings; enough of it for odd spellings of simple rolls."""
    match node:
        case Number():
            return node.text
        case Group():
            return f"(group {meaning(node.inner)})"
        case Binary():
            return f"({node.operator} {meaning(node.left)} {meaning(node.right)})"
        case Dice():
            text = f"(d {node.count} {'F' if node.fate else node.sides})"
            for step in node.modifiers:
                assert step.operation is Operation.KEEP
                text = f"(k{step.selectors[0].comparison} {step.selectors[0].value} {text})"
            return text
        case _:
            return f"(neg {meaning(node.operand)})"


@pytest.mark.parametrize("case", named(REFUSALS))
def test_a_wrong_or_hostile_text_is_refused_as_its_kind(case: Case) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text_of(case))
    kinds = [way["error"] for way in case["either"] if "error" in way] if "either" in case else [case["error"]]
    assert kind_of(caught.value) in kinds
    parse(caught.value.example)


@pytest.mark.parametrize("case", named(FLAGGED))
def test_the_natural_face_flags_what_the_case_flags(case: Case) -> None:
    for flag in case["flags"]:
        faces = flag.get("rolled") or [flag["natural"]]
        outcome = roll(parse(case["expr"]), ScriptedDice(faces))
        assert {20: "critical", 1: "fumble"}.get(outcome.natural or 0, "none") == flag["flag"]


@pytest.mark.parametrize("case", named(TWINS))
def test_two_texts_that_differ_by_a_blank_share_no_reading(case: Case) -> None:
    parse(case["expr"])
    with pytest.raises(NotationError) as caught:
        parse(case["then"])
    assert case["expect"] == ["ok", kind_of(caught.value)]
