"""What the book says of the things that stand on a sheet: looked up once, and handed to whoever works out numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.rules.classes import CharacterClass, Subclass
from core.rules.equipment import Armor, Weapon
from core.rules.species import Lineage, Species
from core.rules.spells import Spell


@dataclass(frozen=True, slots=True)
class Records:
    """The book's records by the names on the sheet, in small letters; what the book does not know is not there.

    Attributes:
        classes: Its classes.
        weapons: The weapons among its items.
        armor: The armour and shields among its items.
        spells: Its spells.
        subclasses: Its subclasses.
        species: Its species; None for one that no book has.
        lineage: Its lineage; likewise.
    """

    classes: Mapping[str, CharacterClass] = field(default_factory=dict[str, CharacterClass])
    weapons: Mapping[str, Weapon] = field(default_factory=dict[str, Weapon])
    armor: Mapping[str, Armor] = field(default_factory=dict[str, Armor])
    spells: Mapping[str, Spell] = field(default_factory=dict[str, Spell])
    subclasses: Mapping[str, Subclass] = field(default_factory=dict[str, Subclass])
    species: Species | None = None
    lineage: Lineage | None = None


UNKNOWN = Records()
"""Of a sheet whose things no book has."""
