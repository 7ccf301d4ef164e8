"""The checker of dice: a right roller passes, every wrong one is found out, and no file brings it to a traceback."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.dice.expression import Expression
from core.dice.layout import groups
from core.dice.notation import parse
from core.dice.roller import Outcome, roll
from core.dice.source import DieSource, ScriptedDice
from tests.conformance import __main__ as command_line
from tests.conformance.dice.judge import check
from tests.core.dice.ways import Throw

LONG = "9" * 5000


def meant(expr: str, sexpr: str, **told: Any) -> dict[str, Any]:
    """A case that says what its expression means, and only what else is told."""
    return {"id": expr, "expr": expr, "sexpr": sexpr, **told}


def instead(**written: str) -> Throw:
    """A roller that takes some parts of the notation for others."""

    def throw(expression: Expression, source: DieSource) -> Outcome:
        text = expression.text
        for one, other in written.items():
            text = text.replace(one.strip("_"), other)
        return roll(parse(text), source)

    return throw


def changed(change: Callable[[int], int]) -> Throw:
    """A roller that comes to another total."""

    def throw(expression: Expression, source: DieSource) -> Outcome:
        outcome = roll(expression, source)
        return replace(outcome, total=change(outcome.total))

    return throw


def mirrored(expression: Expression, source: DieSource) -> Outcome:
    """A fair roller, with bounds, mean and odds that are all right, that reads each face from the other end."""
    outcome = roll(expression, source)
    sides = [group.sides for group in groups(outcome) for _ in group.faces]
    return roll(expression, ScriptedDice([s + 1 - face for s, face in zip(sides, outcome.drawn, strict=True)]))


def one_explosion_too_many(expression: Expression, source: DieSource) -> Outcome:
    """A roller that rolls on once more behind the last explosion."""
    outcome = roll(expression, source)
    if len(outcome.drawn) == 1:
        return outcome
    return replace(outcome, total=outcome.total + source.die(6), drawn=outcome.drawn)


RIGHT = [
    meant("4d6kh3", "(kh 3 (d 4 6))"),
    meant("4d6kh3", "(kh 3 (d 4 6))", dice=4, min=3, max=18, mean="15869/1296"),
    meant("40d20kl7", "(kl 7 (d 40 20))"),
    meant("30d6ro<3", "(ro <3 (d 30 6))", min=30, max=180, mean="125"),
    meant("9d6e6", "(e =6 (d 9 6))", min=9, max=None, mean="189/5"),
    meant("100d6", "(d 100 6)", odds=[{"op": ">=", "value": 100, "p": "1"}]),
    meant("1d20 adv", "(kh 1 (d 2 20))", odds=[{"op": ">=", "value": 11, "p": "3/4"}]),
    meant("3x1d20+5", "(repeat 3 (+ (d 1 20) 5))", repeat=3, each={"dice": 1, "min": 6, "max": 25, "mean": "31/2"}),
    meant("1d6-7/2", "(trunc (- (d 1 6) (/ 7 2)))"),
    {"id": "no s-expression", "expr": "50d6", "min": 50, "max": 300, "mean": "175"},
    {"id": "spelling", "expr": "{{1d6}}dl1y", "sexpr": "(dl 1 (d 4 6))", "spellings": ["4d6 (x", "4d6dl1"]},
]


@pytest.mark.parametrize("case", RIGHT, ids=[str(case["id"]) for case in RIGHT])
def test_a_right_roller_passes(case: dict[str, Any]) -> None:
    verdict = check(case)
    assert verdict.passed, verdict.said


WRONG: list[tuple[str, dict[str, Any], Throw]] = [
    ("keeps the lowest", meant("4d6kh3", "(kh 3 (d 4 6))"), instead(kh="kl")),
    ("keeps one less", meant("40d20kh7", "(kh 7 (d 40 20))"), instead(kh7="kh6")),
    ("keeps by the wrong end of a comparison", meant("9d8k>3", "(k >3 (d 9 8))"), instead(k_="k>=3 #")),
    ("drops nothing", meant("4d6dl1", "(dl 1 (d 4 6))"), instead(dl1="")),
    ("rerolls once instead of until none is left", meant("8d6rr<3", "(rr <3 (d 8 6))"), instead(rr="ro")),
    ("rerolls until none is left instead of once", meant("8d6ro<3", "(ro <3 (d 8 6))"), instead(ro="rr")),
    ("rerolls what must stay", meant("8d6rr<3", "(rr <3 (d 8 6))"), instead(_rr="rr<4 #")),
    ("explodes once instead of without end", meant("2d6e6", "(e =6 (d 2 6))"), instead(e6="eo6")),
    ("explodes without end instead of once", meant("2d6eo6", "(e1 =6 (d 2 6))"), instead(eo6="e6")),
    ("explodes once too often", meant("1d6e6", "(e =6 (d 1 6))"), one_explosion_too_many),
    ("takes nothing off what penetrates", meant("1d6ep6", "(epen =6 (d 1 6))"), instead(ep="e")),
    ("clamps from the wrong side", meant("2d6mi3", "(mi 3 (d 2 6))"), instead(mi="ma")),
    ("counts what is just too low", meant("9d10t8", "(succ >=8 (d 9 10))"), instead(t8="t7")),
    ("forgets failures", meant("9d10t8f1", "(succf >=8 =1 (d 9 10))"), instead(f1="")),
    ("rolls other dice", meant("9d6", "(d 9 6)"), instead(d6="d8")),
    ("rolls a die too many", meant("9d6", "(d 9 6)"), instead(_9d="10d")),
    ("rolls a die too few", meant("9d6", "(d 9 6)"), instead(_9d="8d")),
    ("is off by one", meant("30d6", "(d 30 6)"), changed(lambda total: total + 1)),
    ("never shows the most", meant("30d6", "(d 30 6)"), changed(lambda total: min(total, 179))),
    ("reads dice from the other end", meant("30d6", "(d 30 6)", min=30, max=180, mean="105"), mirrored),
    ("has a repetition too few", meant("3x1d20", "(repeat 3 (d 1 20))"), instead(_3x="2x")),
    ("has other odds", {"id": "odds", "expr": "50d6", "mean": "175"}, changed(lambda total: total * 102 // 100)),
]


@pytest.mark.parametrize(("case", "throw"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_roller_is_found_out(case: dict[str, Any], throw: Throw) -> None:
    assert check(case).passed
    verdict = check(case, throw)
    assert not verdict.passed
    assert not re.search("refused|crashed|judged", verdict.said), "found out for what it rolled, and nothing else"


def test_a_wrong_rounding_is_found_out() -> None:
    def rounded_down(expression: Expression, source: DieSource) -> Outcome:
        drawn: list[int] = []
        return Outcome(expression, math.floor(expression.lines[0].plan(source, drawn)), tuple(drawn))

    case = meant("1d6/2-2", "(trunc (- (/ (d 1 6) 2) 2))")
    assert check(case).passed
    assert "expected -1" in check(case, rounded_down).said


@pytest.mark.parametrize(
    "wrong",
    [
        {"sexpr": "(kl 3 (d 4 6))"},
        {"dice": 5},
        {"min": 4},
        {"max": 17},
        {"max": None},
        {"mean": "15868/1296"},
        {"odds": [{"op": ">", "value": 17, "p": "1/1296"}]},
        {"labels": ["fire"]},
        {"repeat": 2},
        {"error": "syntax"},
        {"flags": [{"rolled": [1, 1, 1, 1], "flag": "critical"}]},
        {"flags": [{"rolled": [1], "flag": "none"}]},
        {"either": [{"sexpr": "(kl 3 (d 4 6))"}, {"error": "syntax"}]},
        {"readings": [{"by": ["nobody"], "min": 4}]},
        {"within_ms": 0.000001},
        {"then": "1 0", "expect": ["ok", "ok"]},
        {"then": "4d6[a]kh3", "expect_labels": [[], ["a"]]},
    ],
)
def test_a_right_roller_fails_a_case_that_says_otherwise(wrong: dict[str, Any]) -> None:
    assert not check(meant("4d6kh3", "(kh 3 (d 4 6))") | wrong).passed


@pytest.mark.parametrize("expr", ["10", "9d6e6"])
def test_exact_odds_and_walks_both_hold_each_number(expr: str) -> None:
    sexpr, low, mean = {"10": ("10", 10, "10"), "9d6e6": ("(e =6 (d 9 6))", 9, "189/5")}[expr]
    right = meant(expr, sexpr, min=low, mean=mean, odds=[{"op": ">=", "value": low, "p": "1"}])
    assert check(right).passed
    for wrong in ({"min": low + 1}, {"max": 99}, {"mean": "7"}, {"odds": [{"op": ">", "value": low, "p": "1/2"}]}):
        assert not check(right | wrong).passed


def test_the_reading_says_what_totals_were_judged_by() -> None:
    assert check(meant("2d6", "(d 2 6)")).by == "every way in which the dice can fall"
    assert check(meant("30d6", "(d 30 6)")).by == "210 scripts of faces"
    assert check(meant("30d6", "(d 30 6)", mean="105")).by == "210 scripts of faces, and exact odds"
    assert check({"id": "x", "expr": "30d6", "mean": "105"}).by == "exact odds, and a seeded sample of 3000 rolls"
    beyond = meant("40d1000kh20", "(kh 20 (d 40 1000))", min=20, max=20_000)
    assert check(beyond).by == "210 scripts of faces, and a seeded sample of 3000 rolls"


def test_a_roller_that_crashes_fails_its_case() -> None:
    def crash(expression: Expression, source: DieSource) -> Outcome:
        raise RecursionError("too deep")

    assert check({"id": "x", "expr": "1d6", "either": [{"result": "any"}]}, crash).said.startswith(
        "crashed with Recurs"
    )


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (5, "a case is an object, not 5"),
        (None, "a case is an object, not None"),
        ({"id": "x"}, "it has neither an expr nor parts"),
        ({"id": "x", "expr": None, "error": "syntax"}, "it has neither an expr nor parts"),
        ({"id": "x", "expr": "1d6"}, "it says nothing that could be judged"),
        ({"id": "x", "expr": "1d6", "then": "1d8"}, "it has a then, but neither expect nor expect_labels"),
        ({"id": "x", "expr": 5, "error": "syntax"}, "its expr is not a text, but 5"),
        ({"id": "x", "expr": "1d6", "sexpr": ["d", 1, 6]}, "its sexpr is not a text, but ['d', 1, 6]"),
        ({"id": "x", "expr": "1d6", "sexpr": "(roll 1 6)"}, "'roll' is no operator of the cases' schema"),
        ({"id": "x", "expr": "1d6", "mean": 3.5}, "its mean is not a number written p/q, but 3.5"),
        ({"id": "x", "expr": "1d6", "mean": "1/0"}, "its mean is not a number written p/q, but '1/0'"),
        ({"id": "x", "expr": "1d6", "mean": "1e999999999"}, "its mean is not a number written p/q, but '1e999999999'"),
        ({"id": "x", "expr": "1d6", "min": True}, "its min is not a whole number, but True"),
        ({"id": "x", "expr": "1d6", "odds": [{"op": "=>"}]}, "its odds is not a list of op, value and p, but [{'op'"),
        ({"id": "x", "expr": "1d6", "error": "shape"}, "its error is not one of syntax, value, limit, but 'shape'"),
        ({"id": "x", "expr": "1d6", "either": []}, "its either is not a list of what is acceptable, but []"),
        ({"id": "x", "expr": "1d6", "readings": [3]}, "its readings is not a list of readings, but [3]"),
        ({"id": "x", "expr": "1d6", "readings": [{"max": "6"}]}, "its max is not a whole number or null, but '6'"),
        ({"id": "x", "expr": "1d6", "flags": [{"natural": 1}]}, "its flags is not a list of faces"),
        ({"id": "x", "parts": [["9", 10**12]], "error": "limit"}, "its parts is not a list of texts, each with how"),
        ({"id": "x", "expr": "1d6", "then": "1", "expect": ["ok"]}, "its expect is not two of ok, syntax"),
    ],
)
def test_a_case_of_another_shape_fails_with_a_sentence(case: object, sentence: str) -> None:
    verdict = check(case)
    assert not verdict.passed
    assert verdict.said.startswith(f"the case cannot be judged: {sentence}")


def test_an_unknown_field_is_told_of_and_not_judged() -> None:
    assert check(meant("1d6", "(d 1 6)", colour="red")).said == "not judged by colour"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not JSON: Expecting value"),
        ("[1,", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (f'{{"cases": [{LONG}]}}', "is not JSON: Exceeds the limit"),
        ("[]", 'has no list under "cases".'),
        ('{"cases": {"id": 1}}', 'has no list under "cases".'),
    ],
)
def test_a_file_without_cases_ends_with_a_sentence_and_an_exit_code(
    text: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cases.json"
    file.write_text(text)
    assert command_line.main(["dice", str(file)]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("checker", ["dice", "discord"])
def test_a_file_that_cannot_be_opened_ends_with_a_sentence(
    checker: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main([checker, str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'none.json'} cannot be opened: No such file or directory.\n"
    (tmp_path / "bytes.json").write_bytes(b"\xff{}")
    assert command_line.main([checker, str(tmp_path / "bytes.json")]) == 2
    assert "is not UTF-8: byte 0" in capsys.readouterr().err


def test_the_command_judges_what_it_can_and_names_what_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cases.json"
    cases = [
        meant("2d6", "(d 2 6)"),
        meant("2d6", "(wild 2 6)") | {"id": "y"},
        7,
        meant("30d6", "(d 30 6)", mean="105"),
    ]
    file.write_text(json.dumps({"cases": cases}))
    assert command_line.main(["dice", str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "FAILED y: the case cannot be judged: 'wild' is no operator of the cases' schema",
        "FAILED case 3, which has no id: the case cannot be judged: a case is an object, not 7",
        "1 judged by every way in which the dice can fall",
        "1 judged by 210 scripts of faces, and exact odds",
        "2 passed, 2 failed",
    ]
