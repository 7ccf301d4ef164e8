"""The text of SRD 5.2.1's entries, out of two packages, each entry from the one that has it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from core.rulebook.entries import Passage
from core.rulebook.titles import EntryKind, Title, slug_of
from core.rules.edition import Edition
from data.srd.flowing import deed_text, parted, spell_text
from data.srd.packages import Content, Database, Json
from data.srd.prose import markdown

_PARTS: Final = (
    ("", "traits"),
    ("Actions", "actions"),
    ("Bonus Actions", "bonus_actions"),
    ("Reactions", "reactions"),
    ("Legendary Actions", "legendary_actions"),
)
_OTHERS: Final = {
    "Damage type": "damage_types",
    "Poison": "poisons",
    "School of magic": "magic_schools",
    "Skill": "skills",
    "Weapon mastery": "weapon_mastery_properties",
    "Weapon property": "weapon_properties",
}
"""Short rules that have tables of their own."""
_WHOLE_IN_CONTENT: Final = frozenset(
    {
        *("Bag of Beans", "Deck of Illusions", "Efreeti Bottle", "Necklace of Prayer Beads", "Potion of Flying"),
        *("Potion of Heroism", "Ring of Resistance", "Robe of Useful Items", "Sphere of Annihilation"),
        *("Staff of Fire", "Staff of Frost", "Staff of Healing", "Staff of Power", "Staff of the Magi"),
        *("Wand of Fear", "Wand of Wonder", "Amulet of the Planes"),
    }
)
"""Magic items whose text the database has with gaps. Held against the book's, the two are alike otherwise."""
_GROUPS: Final = {"Ammunition, +1, +2, or +3": "Ammunition", "Armor, +1, +2, or +3": "Armor"} | {
    "Shield, +1, +2, or +3": "Shield",
    "Wand of the War Mage, +1, +2, or +3": "Wand of the War Mage",
    "Weapon, +1, +2, or +3": "Weapon",
}


class Texts2024:
    """What the book says.

    Args:
        database: The edition's; None if it is not installed.
        content: What the other package has; None if it is not installed.
    """

    def __init__(self, database: Database | None, content: Content | None) -> None:
        self._database = database
        self._content = content
        self._told: Mapping[EntryKind, Callable[[Title], Iterable[Passage]]] = {
            EntryKind.MONSTER: self._monster,
            EntryKind.SPELL: self._spell,
            EntryKind.ITEM: self._of("equipment"),
            EntryKind.MAGIC_ITEM: self._magic_item,
            EntryKind.CONDITION: self._of("conditions"),
            EntryKind.FEAT: self._of("feats"),
            EntryKind.CLASS: self._class,
            EntryKind.SUBCLASS: self._subclass,
            EntryKind.FEATURE: self._feature,
            EntryKind.SPECIES: self._species,
            EntryKind.LINEAGE: self._lineage,
            EntryKind.BACKGROUND: lambda title: (),
            EntryKind.RULE: self._rule,
        }

    def passages(self, title: Title) -> tuple[Passage, ...]:
        """The text of an entry; none where the book has none, or what has it is not installed."""
        return tuple(each for each in self._told[title.kind](title) if each.text)

    def rules(self) -> list[Title]:
        """The rules that have an entry of their own; how to play is in no package."""
        found = self._database
        if found is None:
            return []
        tables = [(of, found.rows(table)) for of, table in _OTHERS.items()]
        return [Title(EntryKind.RULE, each["name"], Edition.SRD_52, of) for of, rows in tables for each in rows]

    def _row(self, table: str, name: str) -> Json:
        database = self._database
        return (database and (database.called(table, name) or database.row(table, slug_of(name)))) or {}

    def _record(self, topic: str, name: str) -> Json:
        return (self._content and self._content.record(topic, name)) or {}

    def _of(self, table: str) -> Callable[[Title], Iterable[Passage]]:
        """Whatever has nothing but a description."""

        def told(title: Title) -> Iterable[Passage]:
            row = self._row(table, title.name)
            yield Passage("", markdown(row.get("description", "")))
            yield Passage("", markdown(str(row.get("repeatable", ""))))

        return told

    def _monster(self, title: Title) -> Iterable[Passage]:
        record = self._record("creatures", title.name)
        for heading, part in _PARTS:
            intro = [record.get(f"{part}_intro", "")]
            yield Passage(heading, markdown([*intro, *(_deed(title.name, each) for each in record.get(part, ()))]))

    def _spell(self, title: Title) -> Iterable[Passage]:
        record = self._record("spells", title.name)
        _, _, material = record.get("components", "").partition("(")
        if material:
            yield Passage("", f"*{material.rstrip(')')}*")
        whole = spell_text(title.name, lambda name: self._record("spells", name).get("description", ""))
        yield Passage("", markdown(parted(whole)))

    def _magic_item(self, title: Title) -> Iterable[Passage]:
        if title.name in _WHOLE_IN_CONTENT:
            yield Passage("", markdown(parted(self._record("magic_items", title.name).get("description", ""))))
            return
        name = _GROUPS.get(title.name, title.name)
        row = self._row("magic_items", name) or self._row("magic_items", name.replace(", +", " +"))
        _, _, text = row.get("desc", "").partition("\n")
        yield Passage("", markdown(text))

    def _class(self, title: Title) -> Iterable[Passage]:
        record = self._record("classes", title.name)
        yield Passage("", record.get("description", ""))
        yield from _features(record.get("features", ()))

    def _subclass(self, title: Title) -> Iterable[Passage]:
        row = self._row("subclasses", title.name)
        yield Passage("", markdown(row.get("description", "")))
        yield from _features(row.get("features", ()))

    def _feature(self, title: Title) -> Iterable[Passage]:
        record = self._record("classes", title.of)
        told = record.get("features", ()) if record else self._row("subclasses", title.of).get("features", ())
        wanted = title.name.replace("’", "'")
        for each in told:
            if _named(each).replace("’", "'") == wanted:
                yield Passage(f"Level {each['level']}", markdown(parted(each["description"])))

    def _species(self, title: Title) -> Iterable[Passage]:
        yield from self._traits(self._row("species", title.name).get("traits", ()))

    def _lineage(self, title: Title) -> Iterable[Passage]:
        for row in self._database.rows("subspecies") if self._database else ():
            _, _, name = row["name"].replace("'", "’").partition(": ")
            of = title.of in {row["species"]["name"], ""}
            if of and (name == title.name or title.name.endswith(f"({name})")):
                yield from self._traits(row["traits"])
                return

    def _traits(self, listed: Iterable[Json]) -> Iterable[Passage]:
        for each in listed:
            row = (self._database and self._database.row("traits", each["index"])) or {}
            yield Passage(each["name"], markdown(row.get("description", "")))

    def _rule(self, title: Title) -> Iterable[Passage]:
        row = self._row(_OTHERS[title.of], title.name)
        yield Passage("", markdown(row.get("description", "")))


def _features(listed: Iterable[Json]) -> Iterable[Passage]:
    for each in listed:
        yield Passage(f"{_named(each)} · level {each['level']}", markdown(parted(each["description"])))


def _named(feature: Json) -> str:
    """A feature's name, into which its text's first sentence has run once."""
    name: str = feature["name"]
    return name.partition(" Whenever ")[0]


def _deed(creature: str, each: Mapping[str, Any]) -> str:
    often = each.get("uses") or (f"Recharge {each['recharge'].replace('-', '–')}" if "recharge" in each else "")
    return f"***{each['name']}{f' ({often})' if often else ''}.*** {deed_text(creature, each['text'])}"
