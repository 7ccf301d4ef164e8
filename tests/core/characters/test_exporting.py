"""What a sheet looks like as a file, and that SCHEMA.md says so: every field, every word, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from enum import Enum
from pathlib import Path

import pytest

from core.characters.exporting import SCHEMA, VERSION, exported
from core.characters.importing.detect import imported
from core.characters.importing.imported import Book, Source
from core.characters.sheet import ClassLevels, Counter, Item, KnownSpell, OwnAttack, Resets, Sheet
from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.sizes import Size
from core.rules.vitals import Vitals
from tests.core.characters.sheets import THORN

PAGE = (Path(__file__).resolve().parents[3] / "core/characters/SCHEMA.md").read_text("utf-8")
PARTS = (Sheet, ClassLevels, Counter, Item, KnownSpell, OwnAttack, Vitals, HitPoints, DeathSaves)
WORDS = (Edition, Ability, Size, Training, Resets, Coin, Fate, DamageType, Condition)


def section(name: str) -> str:
    return re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:][[part.__name__ for part in PARTS].index(name)]


@pytest.mark.parametrize("part", PARTS)
def test_every_field_is_explained_and_no_other(part: type) -> None:
    assert section(part.__name__).startswith(f"{part.__name__}\n")
    explained = re.findall(r"^\| `(\w+)` \|", section(part.__name__), re.MULTILINE)
    assert explained == [field.name for field in fields(part) if field.name != "portrait"]


@pytest.mark.parametrize("words", WORDS)
def test_every_word_is_listed_and_no_other(words: type[Enum]) -> None:
    (line,) = re.findall(rf"^- {words.__name__}: (.+)$", PAGE, re.MULTILINE)
    assert re.findall(r"`([^`]+)`", line) == [str(word.value) for word in words]


def test_the_example_is_read_as_it_is() -> None:
    (example,) = re.findall(r"^```json\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)
    found = imported(example.encode(), Book())
    assert (found.source, found.missed) == (Source.OWN, ())
    assert found.sheet.items["Moonblade"] == Item(equipped=True, is_like="Longsword", bonus=1)


def test_a_file_says_what_it_is_and_is_the_same_each_time() -> None:
    told = json.loads(exported(THORN))
    assert (told["schema"], told["version"], told["sheet"]["name"]) == (SCHEMA, VERSION, "Thorn")
    assert f'"schema": "{SCHEMA}"' in PAGE
    assert f"`version` is {VERSION}." in PAGE
    assert exported(THORN) == exported(THORN)
