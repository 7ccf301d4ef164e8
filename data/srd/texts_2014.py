"""The text of SRD 5.1's entries, out of its database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from core.rulebook.entries import Passage
from core.rulebook.titles import EntryKind, Title, slug_of
from core.rules.edition import Edition
from data.srd.packages import Database, Json
from data.srd.prose import markdown

_PARTS: Final = (
    ("", "special_abilities"),
    ("Actions", "actions"),
    ("Reactions", "reactions"),
    ("Legendary Actions", "legendary_actions"),
)
_SECTION: Final = re.compile(r"(?m)^(#{2,5}) (.+?)\s*$")
_OTHERS: Final = {
    "Damage type": "damage_types",
    "School of magic": "magic_schools",
    "Skill": "skills",
    "Weapon property": "weapon_properties",
}
"""Short rules that have tables of their own."""


class Texts2014:
    """What the book says.

    Args:
        database: The edition's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
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
            EntryKind.SPECIES: self._race,
            EntryKind.LINEAGE: self._lineage,
            EntryKind.BACKGROUND: self._background,
            EntryKind.RULE: self._rule,
        }

    def passages(self, title: Title) -> tuple[Passage, ...]:
        """The text of an entry; none where the book has none."""
        return tuple(each for each in self._told[title.kind](title) if each.text)

    def rules(self) -> list[Title]:
        """The rules that have a heading of their own."""
        found = [
            self._title(name, of="" if name == section["name"] else section["name"])
            for section in self._database.rows("rule_sections")
            for name, _ in _sections(section["desc"])
        ]
        tables = [(of, self._database.rows(table)) for of, table in _OTHERS.items()]
        return [*found, *(self._title(each["name"], of=of) for of, rows in tables for each in rows)]

    def _title(self, name: str, *, of: str) -> Title:
        return Title(EntryKind.RULE, name, Edition.SRD_51, of)

    def _find(self, table: str, title: Title) -> Json | None:
        return self._database.called(table, title.name) or self._database.row(table, title.slug)

    def _of(self, table: str) -> Callable[[Title], Iterable[Passage]]:
        """Whatever has nothing but a description."""

        def told(title: Title) -> Iterable[Passage]:
            if row := self._find(table, title):
                yield Passage("", markdown(row.get("desc", ())))

        return told

    def _monster(self, title: Title) -> Iterable[Passage]:
        row = self._find("monsters", title) or {}
        if row.get("desc"):
            yield Passage("", markdown(row["desc"]))
        for heading, part in _PARTS:
            yield Passage(heading, markdown([_deed(each) for each in row.get(part, ())]))

    def _spell(self, title: Title) -> Iterable[Passage]:
        row = self._find("spells", title) or {}
        if row.get("material"):
            yield Passage("", f"*{row['material']}*")
        yield Passage("", markdown(row.get("desc", ())))
        yield Passage("At Higher Levels", markdown(row.get("higher_level", ())))

    def _magic_item(self, title: Title) -> Iterable[Passage]:
        row = self._find("magic_items", title)
        if row:
            yield Passage("", markdown(row["desc"][1:]))

    def _class(self, title: Title) -> Iterable[Passage]:
        yield from self._features(title, lambda each: not each.get("subclass"))

    def _subclass(self, title: Title) -> Iterable[Passage]:
        if row := self._find("subclasses", title):
            yield Passage("", markdown(row["desc"]))
            yield from self._features(title, lambda each: each.get("subclass", {}).get("name") == title.name)

    def _features(self, title: Title, wanted: Callable[[Json], bool]) -> Iterable[Passage]:
        """A class's features by level, each once, without options that may be chosen."""
        known: set[str] = set()
        rows = [each for each in self._database.rows("features") if wanted(each) and not each.get("parent")]
        for each in sorted(rows, key=lambda each: each["level"]):
            of = each["class"]["name"] == title.name or title.kind is EntryKind.SUBCLASS
            if of and each["name"] not in known and not each["name"].endswith(" feature"):
                known.add(each["name"])
                yield Passage(f"{each['name']} · level {each['level']}", markdown(each["desc"]))

    def _feature(self, title: Title) -> Iterable[Passage]:
        for each in self._database.rows("features"):
            of: Json = each.get("subclass", each["class"])
            if title.of in {each["class"]["name"], of["name"]} and _plain(each["name"]) == _plain(title.name):
                yield Passage(f"Level {each['level']}", markdown(each["desc"]))
                return

    def _race(self, title: Title) -> Iterable[Passage]:
        row = self._find("races", title) or {}
        for name in ("age", "alignment", "size_description", "language_desc"):
            yield Passage("", row.get(name, ""))
        yield from self._traits(row.get("traits", ()))

    def _lineage(self, title: Title) -> Iterable[Passage]:
        if row := self._find("subraces", title):
            yield Passage("", markdown(row["desc"]))
            yield from self._traits(row["racial_traits"])
        elif trait := self._find("traits", title):
            yield Passage("", markdown(trait["desc"]))
            breath: Json = trait.get("trait_specific", {}).get("breath_weapon", {})
            yield Passage(breath.get("name", ""), breath.get("desc", ""))

    def _traits(self, listed: Iterable[Json]) -> Iterable[Passage]:
        for each in listed:
            row = self._database.row("traits", each["index"]) or {}
            yield Passage(each["name"], markdown(row.get("desc", ())))

    def _background(self, title: Title) -> Iterable[Passage]:
        if row := self._find("backgrounds", title):
            yield Passage(row["feature"]["name"], markdown(row["feature"]["desc"]))

    def _rule(self, title: Title) -> Iterable[Passage]:
        if title.of in _OTHERS:
            row = self._find(_OTHERS[title.of], Title(title.kind, title.name, title.edition)) or {}
            yield Passage("", markdown(row.get("desc", ())))
            return
        section = self._database.called("rule_sections", title.of or title.name)
        for name, text in _sections(section["desc"]) if section else ():
            if name == title.name:
                yield Passage("", markdown(text, wrapped=True))
                return


def _deed(each: Mapping[str, Any]) -> str:
    return f"***{each['name']}{_usage(each.get('usage'))}.*** {each['desc']}"


def _usage(usage: Json | None) -> str:
    match usage:
        case {"type": "recharge on roll", "min_value": int(least)}:
            return f" (Recharge {least}–6)" if least < 6 else " (Recharge 6)"
        case {"type": "per day", "times": int(times)}:
            return f" ({times}/Day)"
        case {"type": "recharge after rest"}:
            return " (Recharges after a Short or Long Rest)"
        case _:
            return ""


def _plain(name: str) -> str:
    return slug_of(name.partition(": ")[0] if name.startswith("Spellcasting: ") else name)


def _sections(text: str) -> list[tuple[str, str]]:
    """The parts of a section by their headings, each with all that stands below it."""
    heads = list(_SECTION.finditer(text))
    found: list[tuple[str, str]] = []
    for place, head in enumerate(heads):
        later = (other.start() for other in heads[place + 1 :] if len(other[1]) <= len(head[1]))
        body = text[head.end() : next(later, len(text))]
        if head[2] not in {name for name, _ in found}:
            found.append((head[2], body.strip()))
    return found
