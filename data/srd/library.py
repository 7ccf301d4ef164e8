"""What both SRDs hold, found by name and read from the files when it is wanted.

What is kept is where each record stands, and the few of each kind that were asked for last: a bot that is asked for a
goblin now and then need not hold all monsters, and a fight asks for the same ones at every step.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter

from core.characters.records import Records
from core.characters.rulebook import Rulebook, by_name
from core.characters.sheet import Sheet
from core.combat.situation.book import Form
from core.monsters.stat_block import StatBlock
from core.rules.backgrounds import Background
from core.rules.classes import CharacterClass, Subclass
from core.rules.edition import Edition
from core.rules.equipment import Armor, Weapon
from core.rules.feats import Feat
from core.rules.items import Item, MagicItem
from core.rules.sizes import Size
from core.rules.species import Lineage, Species
from core.rules.spells import Spell

FOLDER: Final = Path(__file__).parent
KEPT: Final = 64
"""Records of a shelf: more than the spells of a whole party."""
Record = TypeVar("Record")


class Shelf(Generic[Record]):
    """The records of one kind in one edition.

    Args:
        file: One record a line.
        kind: What a record is.
    """

    def __init__(self, file: Path, kind: type[Record]) -> None:
        self._file = file
        self._kind = kind
        self._places: dict[str, int] = {}
        self._names: list[str] = []
        self._at = lru_cache(maxsize=KEPT)(self._read_at)

    @property
    def names(self) -> list[str]:
        """All names, as the book has them, in the order of the file."""
        self._look_through()
        return self._names

    def find(self, name: str) -> Record | None:
        """The record of a name, whatever its case; None if there is none."""
        self._look_through()
        place = self._places.get(_key(name))
        return None if place is None else self._at(place)

    def __iter__(self) -> Iterator[Record]:
        """All records, one after the other."""
        with self._file.open("rb") as opened:
            for line in opened:
                yield self._read(line)

    def _read_at(self, place: int) -> Record:
        with self._file.open("rb") as opened:
            opened.seek(place)
            return self._read(opened.readline())

    def _read(self, line: bytes) -> Record:
        return _reader(self._kind).validate_json(line)

    def _look_through(self) -> None:
        if self._names:
            return
        place = 0
        with self._file.open("rb") as opened:
            for line in opened:
                name: str = json.loads(line)["name"]
                self._names.append(name)
                self._places[_key(name)] = place
                place += len(line)


@cache
def _forms(file: Path) -> tuple[Form, ...]:
    with file.open("rb") as opened:
        told = map(json.loads, opened)
        return tuple(
            Form(each["name"], each["kind"], each["challenge"], Size(each["size"]), each["xp"]) for each in told
        )


def _key(name: str) -> str:
    """A name whatever its case and its apostrophes."""
    return name.casefold().replace("’", "'")


@cache
def _reader(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class Library:
    """Both books.

    Attributes:
        armor: Armour and shields.
        backgrounds: Backgrounds.
        called: Stat blocks that spells bring with them.
        classes: Character classes.
        feats: Feats.
        items: What money buys, but weapons and armour.
        lineages: Lineages and subraces.
        magic_items: Magic items.
        monsters: Stat blocks.
        species: Species and races.
        spells: Spells.
        subclasses: Subclasses.
        weapons: Weapons.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        """Remember where the files are; nothing is read."""
        self._folder = folder

        def shelves(topic: str, kind: type[Record]) -> dict[Edition, Shelf[Record]]:
            return {edition: Shelf(file_of(folder, topic, edition), kind) for edition in Edition}

        self.armor = shelves("armor", Armor)
        self.backgrounds = shelves("backgrounds", Background)
        self.called = shelves("called", StatBlock)
        self.classes = shelves("classes", CharacterClass)
        self.feats = shelves("feats", Feat)
        self.items = shelves("items", Item)
        self.lineages = shelves("lineages", Lineage)
        self.magic_items = shelves("magic_items", MagicItem)
        self.monsters = shelves("monsters", StatBlock)
        self.species = shelves("species", Species)
        self.spells = shelves("spells", Spell)
        self.subclasses = shelves("subclasses", Subclass)
        self.weapons = shelves("weapons", Weapon)
        self._rulebooks: dict[Edition, Rulebook] = {}

    def rulebook(self, edition: Edition) -> Rulebook:
        """What characters are made from in one edition; read whole the first time, and kept."""
        if edition not in self._rulebooks:
            self._rulebooks[edition] = Rulebook(
                edition,
                by_name(self.classes[edition]),
                by_name(self.subclasses[edition]),
                by_name(self.species[edition]),
                by_name(self.lineages[edition]),
                by_name(self.backgrounds[edition]),
                by_name(self.feats[edition]),
                by_name(self.spells[edition]),
                by_name(self.weapons[edition]),
                by_name(self.armor[edition]),
                by_name(self.items[edition]),
                by_name(self.magic_items[edition]),
            )
        return self._rulebooks[edition]

    def monster_names(self, edition: Edition) -> list[str]:
        """All monsters of a book."""
        return self.monsters[edition].names

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        """A stat block by its name, of those that spells bring with them as well."""
        return self.monsters[edition].find(name) or self.called[edition].find(name)

    def things(self, edition: Edition) -> list[str]:
        """The names of an edition's weapons and armour."""
        return [*self.weapons[edition].names, *self.armor[edition].names]

    def spell(self, name: str, edition: Edition) -> Spell | None:
        """A spell by its name."""
        return self.spells[edition].find(name)

    def forms(self, edition: Edition) -> tuple[Form, ...]:
        """All creatures of a book, in its order, as far as shapes and summons ask for them."""
        return _forms(file_of(self._folder, "monsters", edition))

    def records(self, sheet: Sheet) -> Records:
        """What the sheet's own book says of the things on it."""
        edition = sheet.edition
        things = {(item.is_like or name).casefold() for name, item in sheet.items.items()}
        return Records(
            classes=_found(self.classes[edition], sheet.classes),
            weapons=_found(self.weapons[edition], things),
            armor=_found(self.armor[edition], things),
            spells=_found(self.spells[edition], sheet.spells),
            subclasses=_found(self.subclasses[edition], [each.subclass for each in sheet.classes.values()]),
            species=self.species[edition].find(sheet.species),
            lineage=self.lineages[edition].find(sheet.lineage),
        )


def _found(shelf: Shelf[Record], names: Iterable[str]) -> dict[str, Record]:
    return {name.casefold(): record for name in names if (record := shelf.find(name))}


def file_of(folder: Path, topic: str, edition: Edition) -> Path:
    """Where the records of a topic stand."""
    return folder / f"srd-{edition}" / f"{topic}.jsonl"
