"""The list of features that are left to the table is true: each is in a book, and the engine has none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.characters.class_choices import CHOICES
from core.characters.rulebook import key
from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.features.book import powers_of
from core.features.left import LEFT, is_left_choice
from core.rules.abilities import Ability
from core.rules.edition import Edition
from tests.core.characters.books import BOOKS, LIBRARY


def of_books() -> Iterator[tuple[Edition, str, str, str]]:
    """The features of all classes and subclasses: the edition, the class, the subclass and the name."""
    for edition, book in BOOKS.items():
        for record in book.classes.values():
            yield from ((edition, record.name, "", each.name) for each in record.features)
            for name in book.subclasses_of(record):
                subclass = book.subclasses[key(name)]
                yield from ((edition, record.name, name, each.name) for each in subclass.features)


def test_what_is_left_is_in_a_book() -> None:
    names = {key(re.sub(r" \(.*\)$", "", name)) for *_, name in of_books()}
    assert not LEFT - names


def test_nothing_that_is_left_is_counted() -> None:
    counted: set[str] = set()
    for edition, name, subclass, _ in of_books():
        sheet = Sheet("Ysolde", edition, classes={name: ClassLevels(name, 20, 8, subclass)})
        powers = powers_of(sheet, LIBRARY.records(sheet))
        counted |= {key(each.name) for each in (*powers.actions, *powers.traits)}
    assert not LEFT & counted


def counted(edition: Edition, name: str, subclass: str, choices: dict[str, str]) -> list[str]:
    """What the engine has of a character of the highest level."""
    spells = {"Eldritch Blast": KnownSpell(name)}
    scores = dict.fromkeys(Ability, 16)
    levels = {name: ClassLevels(name, 20, 8, subclass)}
    sheet = Sheet("Ysolde", edition, classes=levels, choices=choices, spells=spells, scores=scores)
    powers = powers_of(sheet, LIBRARY.records(sheet))
    return sorted(map(repr, (*powers.actions, *powers.traits)))


def test_a_choice_is_left_if_and_only_if_it_changes_nothing_that_is_counted() -> None:
    for edition, name, subclass, feature in of_books():
        title = re.sub(r" \(.*\)$", "", feature)
        choice = CHOICES[edition].get(key(title))
        plain = counted(edition, name, subclass, {}) if choice else []
        for option in choice.options if choice else ():
            changes = counted(edition, name, subclass, {title: option.name}) != plain
            assert is_left_choice(edition, title, option.name) is not changes, (title, option.name)


def test_every_feature_with_a_choice_is_in_its_book_and_has_as_many_as_the_class_table_says() -> None:
    for edition, choices in CHOICES.items():
        names = {key(re.sub(r" \(.*\)$", "", name)) for of, *_, name in of_books() if of is edition}
        scales = {each.name for record in BOOKS[edition].classes.values() for each in record.scales}
        assert set(choices) <= names
        assert {each.scale for each in choices.values() if each.scale} <= scales
