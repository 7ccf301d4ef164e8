"""What a character can do by name: the features of its classes, the traits of its species, its feats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.characters.growing import subclass_of
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that a character has.

    Attributes:
        of: What it comes from: a class, a subclass, a species.
        name: As the book has it.
        level: Of what it comes from; 0 for what has none.
    """

    of: str
    name: str
    level: int = 0


def features(sheet: Sheet, book: Rulebook) -> list[Trait]:
    """All of them in the order in which they came, feats aside."""
    return [*_of_species(sheet, book), *_of_background(sheet, book), *_of_classes(sheet, book)]


def names_of_features(sheet: Sheet, book: Rulebook) -> dict[str, Trait]:
    """The same by their names."""
    return {each.name: each for each in features(sheet, book)}


def _of_classes(sheet: Sheet, book: Rulebook) -> Iterator[Trait]:
    for levels in sheet.classes.values():
        for record in (find(book.classes, levels.name), subclass_of(levels, book)):
            if record:
                gained = sorted(record.features, key=lambda each: each.level)
                yield from (Trait(record.name, each.name, each.level) for each in gained if each.level <= levels.level)


def _of_species(sheet: Sheet, book: Rulebook) -> Iterator[Trait]:
    for origin in (find(book.species, sheet.species), find(book.lineages, sheet.lineage)):
        if origin:
            gained = ((level, names) for level, names in sorted(origin.traits.items()) if level <= sheet.level)
            yield from (Trait(origin.name, name, level) for level, names in gained for name in names)


def _of_background(sheet: Sheet, book: Rulebook) -> Iterator[Trait]:
    background = find(book.backgrounds, sheet.background)
    if background and background.feature:
        yield Trait(background.name, background.feature)
