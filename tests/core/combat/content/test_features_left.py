"""The list of features that are left to the table is true: each is in a book, and the engine has none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.characters.rulebook import key
from core.characters.sheet import ClassLevels, Sheet
from core.features.book import powers_of
from core.features.left import LEFT
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
