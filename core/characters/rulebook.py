"""One edition's book as a value: what characters are made from, by name. It is read once, for pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from core.rules.backgrounds import Background
from core.rules.classes import CharacterClass, Subclass
from core.rules.edition import Edition
from core.rules.equipment import Armor, Weapon
from core.rules.feats import Feat
from core.rules.items import Item, MagicItem
from core.rules.species import Lineage, Species
from core.rules.spells import Spell


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """As the book has it."""
        ...


Record = TypeVar("Record")
AnyNamed = TypeVar("AnyNamed", bound=Named)


def key(name: str) -> str:
    """A name whatever its case and its apostrophes.

    Example:
        >>> key("Hunter’s Mark") == key("hunter's mark")
        True
    """
    return name.strip().casefold().replace("’", "'")


def by_name(records: Iterable[AnyNamed]) -> dict[str, AnyNamed]:
    """Records by the keys of their names."""
    return {key(each.name): each for each in records}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What one edition has, each by the key of its name.

    Attributes:
        edition: Which.
        classes: Character classes.
        subclasses: Subclasses.
        species: Species; races in 2014.
        lineages: Lineages; subraces in 2014.
        backgrounds: Backgrounds.
        feats: Feats.
        spells: Spells.
        weapons: Weapons.
        armor: Armour and shields.
        items: What else money buys.
        magic_items: Magic items.
    """

    edition: Edition
    classes: Mapping[str, CharacterClass] = field(default_factory=dict[str, CharacterClass])
    subclasses: Mapping[str, Subclass] = field(default_factory=dict[str, Subclass])
    species: Mapping[str, Species] = field(default_factory=dict[str, Species])
    lineages: Mapping[str, Lineage] = field(default_factory=dict[str, Lineage])
    backgrounds: Mapping[str, Background] = field(default_factory=dict[str, Background])
    feats: Mapping[str, Feat] = field(default_factory=dict[str, Feat])
    spells: Mapping[str, Spell] = field(default_factory=dict[str, Spell])
    weapons: Mapping[str, Weapon] = field(default_factory=dict[str, Weapon])
    armor: Mapping[str, Armor] = field(default_factory=dict[str, Armor])
    items: Mapping[str, Item] = field(default_factory=dict[str, Item])
    magic_items: Mapping[str, MagicItem] = field(default_factory=dict[str, MagicItem])
    _useful: dict[str, bool] = field(default_factory=dict[str, bool], init=False, repr=False, compare=False)

    def subclasses_of(self, character_class: CharacterClass) -> list[str]:
        """The names of a class's subclasses."""
        return [each.name for each in self.subclasses.values() if each.of == character_class.slug]

    def things_of(self, kind: str) -> tuple[str, ...]:
        """The names of all things that are sold as a kind: "musical instrument"."""
        return tuple(each.name for each in self.items.values() if each.kind == kind)

    def spells_of(self, slug: str, level: int) -> list[str]:
        """The names of the spells of one level on a class's list."""
        return [each.name for each in self.spells.values() if each.level == level and slug in each.classes]

    def hurts_or_heals(self, spell: Spell) -> bool:
        """Whether a spell does either; whoever makes a character asks it of whole lists again and again."""
        if spell.name not in self._useful:
            self._useful[spell.name] = bool(spell.damage_types or spell.healing_at(slot=spell.level))
        return self._useful[spell.name]


def find(records: Mapping[str, Record], name: str) -> Record | None:
    """The record of a name, whatever its case."""
    return records.get(key(name))


EMPTY: Final = {edition: Rulebook(edition) for edition in Edition}
"""Books with nothing in them, for sheets whose things no book has."""
