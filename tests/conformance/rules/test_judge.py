"""The judge of rules fails what is otherwise with us, and what it knows nothing of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.files import UnreadableError
from tests.conformance.rules.judge import check, check_file

FACT: dict[str, Any] = {
    "id": "falling/30ft",
    "kind": "falling",
    "edition": "5.1",
    "facts": {"feet": 30, "damage": "3d6", "max": 18},
    "srd52": {"same": True, "checked": False},
}


def said(**changes: Any) -> list[tuple[bool, str]]:
    return [(verdict.passed, verdict.said) for verdict in check({**FACT, **changes})]


def test_a_fact_is_judged_in_every_edition_that_it_speaks_of() -> None:
    assert [verdict.case for verdict in check(FACT)] == ["falling/30ft (5.1)", "falling/30ft (5.2)"]
    assert said() == [(True, ""), (True, "")]
    assert len(said(srd52=None)) == 1
    assert len(said(srd52={"same": None, "note": "nothing to compare"})) == 1


def test_what_differs_in_the_other_edition_is_judged_there() -> None:
    verdicts = said(srd52={"same": False, "differs": {"damage": "2d6"}})

    assert [passed for passed, _ in verdicts] == [True, False]
    assert "damage is '2d6', and ours '3d6'" in verdicts[1][1]


def test_what_was_not_compared_is_not_judged_there() -> None:
    verdicts = said(facts={**FACT["facts"], "max": 18}, srd52={"same": True, "compared": ["feet", "damage"]})

    assert [passed for passed, _ in verdicts] == [True, True]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"facts": {"feet": 30, "damage": "4d6", "max": 18}}, "damage is '4d6', and ours '3d6'"),
        ({"facts": {"feet": 30, "colour": "blue"}}, "nothing here judges colour"),
        ({"facts": {"damage": "3d6"}}, "crashed with KeyError"),
        ({"kind": "weather"}, "nothing is known of facts of the kind 'weather'"),
        ({"kind": "proficiency", "facts": {"rule": "it counts thrice"}}, "no rule is known by the sentence"),
        ({"kind": "monster", "facts": {"name": "Beholder", "ac": 18}}, "there is no Beholder in 5.1"),
        ({"kind": "concentration", "facts": {"damage": 80, "dc": 30}}, "dc is 30, and ours 40"),
        ({"kind": "attack", "id": "attack/tickling", "facts": {"d20": 20}}, "no rule of attacks"),
    ],
)
def test_what_is_otherwise_with_us_fails_and_says_how(changes: dict[str, Any], why: str) -> None:
    passed, told = said(**changes, srd52=None)[0]

    assert not passed
    assert why in told


def test_a_value_that_the_book_contradicts_is_told_and_only_just_that_value_passes() -> None:
    def monk(saves: list[str]) -> dict[str, Any]:
        facts = {"class": "monk", "hit_die": 8, "saving_throws": ["dex", "str"], "hp_per_level_fixed": 5}
        differs = {"hit_dice": "D8", "saves": saves}
        other = {"same": False, "differs": differs, "checked": True}
        return {"id": "class/monk", "kind": "class", "edition": "5.1", "facts": facts, "srd52": other}

    _, disputed = check(monk(["dex", "wis"]))
    _, wrong = check(monk(["con", "wis"]))

    assert disputed.passed
    assert disputed.said.startswith("DISPUTED: saves is ['dex', 'wis'], and ours ['dex', 'str']")
    assert not wrong.passed


@pytest.mark.parametrize("broken", [{}, {"id": "x", "kind": "falling"}, {**FACT, "edition": "3.5"}, "a text", None])
def test_what_is_no_fact_fails(broken: Any) -> None:
    (verdict,) = check(broken)

    assert not verdict.passed
    assert "cannot be judged" in verdict.said


async def test_a_file_is_judged_as_a_whole_or_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"facts": [FACT]}))
    assert [verdict.passed for verdict in await check_file(file)] == [True, True]
    for text in ("{", "[]", '{"facts": 3}'):
        file.write_text(text)
        with pytest.raises(UnreadableError):
            await check_file(file)
    with pytest.raises(UnreadableError, match="cannot be opened"):
        await check_file(tmp_path / "nowhere.json")
