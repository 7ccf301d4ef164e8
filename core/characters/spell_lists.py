"""Which spells a class may choose among, and which are chosen where nobody says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.characters.rulebook import Rulebook, find, key
from core.characters.staples import STAPLES
from core.rules.classes import CharacterClass
from core.rules.slots import Casting, class_slots, pact_slots

_PLACES: Final = {key(name): place for place, name in enumerate(STAPLES)}


def ranked(names: Iterable[str], book: Rulebook) -> tuple[str, ...]:
    """Spells, the most useful to whoever has none first: of the highest level, staples, then what hurts or heals."""

    def worth(name: str) -> tuple[int, int, bool, str]:
        spell = find(book.spells, name)
        assert spell is not None, "who chooses, chooses from the book"
        return (-spell.level, _PLACES.get(key(name), len(STAPLES)), not book.hurts_or_heals(spell), name)

    return tuple(sorted(names, key=worth))


def highest_spell(character_class: CharacterClass, level: int, book: Rulebook) -> int:
    """The highest level of the spells that a class's level can have ready; 0 for none but cantrips."""
    if character_class.casting is Casting.PACT:
        return pact_slots(level).level
    slots = class_slots(character_class.casting, level, book.edition)
    return max((number for number, count in enumerate(slots, start=1) if count), default=0)


def on_list(character_class: CharacterClass, highest: int, book: Rulebook, more: Iterable[str] = ()) -> list[str]:
    """The class's spells up to a level, the highest first, with some more that a subclass adds to its list."""
    found = [name for level in range(highest, 0, -1) for name in book.spells_of(character_class.slug, level)]
    return list(dict.fromkeys([*found, *more]))
