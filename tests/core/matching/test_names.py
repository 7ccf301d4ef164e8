"""Names are found by what people type, and nothing is found where nothing is meant."""

from __future__ import annotations

import doctest

import pytest

from core.matching import names, phonetic
from core.matching.names import Names, Way, folded
from core.matching.phonetic import respelt, sound
from core.rules.edition import Edition
from data.srd.library import Library

LIBRARY = Library()
SHELVES = (LIBRARY.monsters, LIBRARY.spells, LIBRARY.items, LIBRARY.weapons, LIBRARY.magic_items, LIBRARY.species)
BOOK = Names([(name, name) for shelf in SHELVES for name in shelf[Edition.SRD_52].names])


def first(typed: str) -> str | None:
    found = BOOK.best(typed, 1)
    return found[0].thing if found else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("firbal", "Fireball"),
        ("FIRE BAL", "Fireball"),
        ("fireb", "Fireball"),
        ("terrask", "Tarrasque"),
        ("magik misile", "Magic Missile"),
        ("misile", "Magic Missile"),
        ("cure wonds", "Cure Wounds"),
        ("shilelagh", "Shillelagh"),
        ("hunters mark", "Hunter’s Mark"),
        ("hunter's mark", "Hunter’s Mark"),
        ("bag hold", "Bag of Holding"),
        ("red dragon adult", "Adult Red Dragon"),
        ("sfinks", "Sphinx of Lore"),
        ("kouatl", "Couatl"),
        ("kimera", "Chimera"),
        ("longsward", "Longsword"),
        ("wish", "Wish"),
    ],
)
def test_what_is_meant_comes_first(typed: str, meant: str) -> None:
    assert first(typed) == meant


@pytest.mark.parametrize("typed", ["beholdr", "mind flayer", "githyanki", "displacer beast", "qqqq", "zz"])
def test_nothing_is_offered_for_what_is_not_there(typed: str) -> None:
    assert BOOK.best(typed, 5) == []


def test_the_whole_name_comes_before_its_beginning_and_that_before_the_middle() -> None:
    found = Names([(name, name) for name in ("Hobgoblin", "Goblin Boss", "Goblin", "Boss of a Goblin")]).best(
        "goblin", 9
    )

    assert [each.thing for each in found] == ["Goblin", "Goblin Boss", "Boss of a Goblin", "Hobgoblin"]
    assert [each.way for each in found] == [Way.WHOLE, Way.BEGUN, Way.WORDS_BEGUN, Way.WITHIN]


def test_nothing_typed_offers_the_first_names_and_two_letters_only_beginnings() -> None:
    some = Names([("Ape", 1), ("Bat", 2), ("Drape", 3)])

    assert [each.thing for each in some.best("", 2)] == [each.thing for each in some.best("?!", 2)] == [1, 2]
    assert [each.thing for each in some.best("ap", 9)] == [1]


def test_things_of_the_same_name_keep_their_order() -> None:
    shields = Names([("Shield", "armor"), ("Shield", "spell")])

    assert shields.called("SHIELD") == ["armor", "spell"]
    assert [each.thing for each in shields.best("shield", 2)] == ["armor", "spell"]


def test_whoever_is_told_that_there_is_none_is_told_what_is_near() -> None:
    assert "Behir" in BOOK.nearest("beholdr", 5)
    assert BOOK.nearest("zzzzzz", 3) == []
    assert BOOK.nearest("", 3) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("phase", "fase"), ("knight", "nite"), ("wraith", "rayth"), ("quasit", "kwasit"), ("cyclops", "syclops")],
)
def test_what_is_said_alike_has_one_key(one: str, other: str) -> None:
    assert sound(respelt(one)) == sound(respelt(other))


def test_what_is_said_otherwise_has_another() -> None:
    assert len({sound(respelt(word)) for word in ("goblin", "kobold", "dragon", "giant", "lich")}) == 5


def test_signs_do_not_matter() -> None:
    assert folded("Melf’s Acid-Arrow") == folded("melfs  ACID arrow") == "melfs acid arrow"


def test_the_examples_hold() -> None:
    for module in (names, phonetic):
        assert doctest.testmod(module).failed == 0
