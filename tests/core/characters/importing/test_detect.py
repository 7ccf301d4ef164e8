"""Files of every kind: known by what they hold, and never more than some milliseconds or a refusal in words."""

from __future__ import annotations

import copy
import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.characters.exporting import exported
from core.characters.importing.decoding import MOST_BYTES
from core.characters.importing.detect import imported
from core.characters.importing.imported import MOST_NOTED, Imported
from core.characters.numbers import creature, hit_dice, pact, slots
from core.errors import GameError, LimitError, RuleError
from tests.core.characters.importing.files import BOOK, JSON_FILES, LIBRARY, content
from tests.core.characters.importing.strategies import JSON
from tests.core.characters.sheets import THORN

MOST_S = 0.5
"""Of processor time on a busy machine; what is measured is in `test_the_largest_files_cost_little`."""
MIB = 1024 * 1024
BEYOND: dict[str, Any] = json.loads(content("beyond_2024.json"))
FOUNDRY: dict[str, Any] = json.loads(content("foundry_2024.json"))


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is built once in a process, such as the readers of the books, is no file's cost."""
    for made in (*(content(name) for name in JSON_FILES), exported(THORN)):
        imported(made, BOOK)


def is_sound(found: Imported) -> bool:
    """Whether dice can be rolled for it, and it is what its own export says."""
    records = LIBRARY.records(found.sheet)
    creature(found.sheet, records)
    assert all((slots(found.sheet, records), pact(found.sheet, records) is not None))
    assert sum(hit_dice(found.sheet).values()) <= 20
    again = imported(exported(found.sheet), BOOK)
    assert again.sheet == found.sheet
    assert again.missed == ()
    return True


def zipped(inner: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.json", inner)
    return packed.getvalue()


def beyond_with(**fields: Any) -> bytes:
    return json.dumps({**BEYOND, "data": {**BEYOND["data"], **fields}}).encode()


def own_with(**fields: Any) -> bytes:
    document = json.loads(exported(THORN))
    return json.dumps({**document, "sheet": {**document["sheet"], **fields}}).encode()


REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blank": lambda: b" \n\t ",
    "mark-alone": lambda: b"\xef\xbb\xbf",
    "zip-bomb": lambda: zipped(b"\0" * 20 * MIB),
    "gzip-bomb": lambda: gzip.compress(b"\0" * 20 * MIB),
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 1000,
    "document": lambda: b"%PDF-1.7\n" + b"x" * 1000,
    "program": lambda: b"\x7fELF" + b"\0" * 1000,
    "zeros": lambda: b"\0" * MIB,
    "deep-lists": lambda: b"[" * (MOST_BYTES - 1),
    "deep-objects": lambda: b'{"a":' * (MOST_BYTES // 6),
    "deep-and-closed": lambda: b"[" * 100_000 + b"]" * 100_000,
    "too-many-parts": lambda: b"[" + b"1," * 1_500_000 + b"1]",
    "too-large": lambda: b"{" + b" " * MOST_BYTES,
    "unfinished": lambda: content("beyond_2024.json")[:-100],
    "list": lambda: b'["stats", "classes"]',
    "empty-object": lambda: b"{}",
    "somebody-elses": lambda: b'{"name": "Thorn", "hp": 12}',
    "half-utf-16": lambda: "{}".encode("utf-16")[:-1],
    "xml": lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    "one-endless-line": lambda: b"a" * (MOST_BYTES - 1),
    "endless-spaces": lambda: b"Name:" + b" " * (MOST_BYTES - 10) + b"x",
    "colons": lambda: b":" * 100_000,
    "many-commas": lambda: b"Name: Thorn\nItems: " + b"a," * 60_000,
}
READ: dict[str, Callable[[], bytes]] = {
    "nan": lambda: own_with(xp=float("nan"), scores={"str": float("inf")}, items={"Rope": {"pounds": float("-inf")}}),
    "huge-integer": lambda: beyond_with(currentXp=10**4000),
    "digits-without-end": lambda: beyond_with().replace(b'"currentXp": 24500', b'"currentXp": ' + b"9" * 200_000),
    "1e999": lambda: beyond_with().replace(b'"currentXp": 24500', b'"currentXp": 1e999'),
    "same-key-again": lambda: b"{" + b'"schema":1,' * 30_000 + exported(THORN).lstrip(b"{"),
    "half-a-surrogate": lambda: beyond_with(name="Th\ud83dorn"),
    "zero-byte-in-a-name": lambda: beyond_with(name="Th\0orn"),
    "turned-around": lambda: beyond_with(name="Th\u202eorn\u2066"),
    "utf-16": lambda: content("foundry_2024.json").decode().encode("utf-16"),
    "byte-order-mark": lambda: b"\xef\xbb\xbf" + content("foundry_2014.json"),
    "many-things": lambda: beyond_with(inventory=[{"definition": {"name": f"Thing {n}"}} for n in range(9_000)]),
    "many-strange-things": lambda: beyond_with(inventory=[{"quantity": "x", "definition": {"name": {}}}] * 9_000),
    "long-texts": lambda: beyond_with(name="x" * MIB, notes={"backstory": "<p>x</p>" * 100_000}),
    "many-marks": lambda: beyond_with(name="Z" + "\u0300" * 100_000),
    "open-tags": lambda: beyond_with(notes={"backstory": "<" * 500_000}),
    "many-levels": lambda: own_with(
        classes={f"Wizard {n}": {"name": "Wizard", "level": 20, "hit_die": 6} for n in range(400)}
    ),
    "negative": lambda: own_with(
        xp=-5, vitals={"hit_points": {"current": -7, "maximum": -3, "temporary": -1}, "exhaustion": 99}
    ),
    "many-wrong-fields": lambda: own_with(**{f"field {n}": n for n in range(9_000)}),
    "many-effects": lambda: json.dumps(
        {
            **FOUNDRY,
            "effects": [{"changes": [{"key": "system.abilities.str.value", "mode": 1, "value": "999999"}] * 50}] * 400,
        }
    ).encode(),
    "path-of-an-effect": lambda: json.dumps(
        {**FOUNDRY, "effects": [{"changes": [{"key": "system" + ".a" * 5_000, "mode": 2, "value": "1"}]}]}
    ).encode(),
    "many-lines": lambda: b"Name: Thorn\nClass: Fighter 3\n" + b"Notes: x\n" * 15_000,
    "many-parts": lambda: b"Name: Thorn\n" + b"Items: " + b"a b +1 (worn)," * 2_900,
    "formulas": lambda: b"Name: =1+1\nClass: Fighter 1\nItems: " + b"(" * 10_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sheet_is_refused_in_words_at_once(name: str) -> None:
    made = REFUSED[name]()
    began = time.process_time()
    with pytest.raises((RuleError, LimitError), match="sheet-"):
        imported(made, BOOK)
    assert time.process_time() - began < MOST_S


@pytest.mark.parametrize("name", READ)
def test_what_is_strange_within_a_sheet_costs_itself_alone(name: str) -> None:
    made = READ[name]()
    began = time.process_time()
    found = imported(made, BOOK)
    assert time.process_time() - began < MOST_S
    assert is_sound(found)
    assert len(found.missed) <= MOST_NOTED
    assert all(len(each.path) <= 400 and len(each.value) <= 60 for each in found.missed)


def test_names_are_what_an_eye_sees() -> None:
    for name in ("half-a-surrogate", "zero-byte-in-a-name", "turned-around"):
        assert imported(READ[name](), BOOK).sheet.name == "Thorn"


def test_of_a_great_deal_that_is_missed_the_rest_is_counted() -> None:
    found = imported(READ["many-strange-things"](), BOOK)
    assert (len(found.missed), found.more_missed > 0) == (MOST_NOTED, True)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, below in inner for place in places(below, (*path, key)))]


DOCUMENTS = {name: json.loads(content(name)) for name in JSON_FILES}
PLACES = {name: places(document)[1:] for name, document in DOCUMENTS.items()}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_anything_anywhere_in_a_file_is_read_or_refused_in_words(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(JSON_FILES))
    document = copy.deepcopy(DOCUMENTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(PLACES[name]))
        inner: Any = document
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = data.draw(JSON)
        except (KeyError, IndexError, TypeError):  # what was put in before has no such place
            continue
    try:
        found = imported(json.dumps(document).encode(), BOOK)
    except GameError:
        return
    assert is_sound(found)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(made: bytes) -> None:
    with suppress(GameError):
        assert is_sound(imported(made, BOOK))


LINES = st.sampled_from([*content("plain.txt").decode().splitlines(), *content("plain.csv").decode().splitlines()])
NOISE = st.text(max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(LINES, NOISE, st.tuples(LINES, NOISE).map("".join)), max_size=20))
def test_any_lines_are_read_or_refused_in_words(lines: list[str]) -> None:
    with suppress(GameError):
        assert is_sound(imported("\n".join(lines).encode("utf-8", "surrogatepass"), BOOK))


@pytest.mark.parametrize("name", [*JSON_FILES, "plain.txt", "plain.csv"])
def test_every_fixture_makes_a_sound_sheet(name: str) -> None:
    assert is_sound(imported(content(name), BOOK))
