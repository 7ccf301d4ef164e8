"""What the entries of the books are called, and how they are found by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.errors import NotFoundError
from core.matching.names import Found, Names, Way
from core.rules.edition import Edition

OTHERS_SHOWN: Final = 4
NEAREST_SHOWN: Final = 3


class EntryKind(StrEnum):
    """What an entry is about; of the same name, the first of these is meant first."""

    SPELL = "spell"
    MONSTER = "monster"
    CONDITION = "condition"
    ITEM = "item"
    MAGIC_ITEM = "magic-item"
    CLASS = "class"
    SUBCLASS = "subclass"
    SPECIES = "species"
    LINEAGE = "lineage"
    BACKGROUND = "background"
    FEAT = "feat"
    FEATURE = "feature"
    RULE = "rule"


def slug_of(name: str) -> str:
    """A name where only letters, digits and hyphens can stand.

    Example:
        >>> slug_of("Adult Red Dragon"), slug_of("Will-o'-Wisp")
        ('adult-red-dragon', 'will-o-wisp')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("’", "").replace("'", "")).strip("-")


@dataclass(frozen=True, slots=True)
class Title:
    """What an entry is called.

    Attributes:
        kind: What it is about.
        name: As the book has it.
        edition: Whose.
        of: What it is a part of: a feature's class, a rule's section; empty where the name says enough.
    """

    kind: EntryKind
    name: str
    edition: Edition
    of: str = ""

    @property
    def slug(self) -> str:
        """What tells it from all others of its kind."""
        return slug_of(f"{self.of} {self.name}" if self.of else self.name)


class Titles:
    """All titles of an edition, by name and by what tells them apart."""

    def __init__(self, titles: Iterable[Title]) -> None:
        """Take them, those of one name in the order in which they are meant."""
        order = {kind: place for place, kind in enumerate(EntryKind)}
        told = sorted(titles, key=lambda title: order[title.kind])
        self._by_slug = {(title.kind, title.slug): title for title in told}
        self._names = Names([(title.name, title) for title in self._by_slug.values()])

    def __len__(self) -> int:
        return len(self._names)

    def make_ready(self) -> None:
        """Work out beforehand what the first search would have to."""
        self._names.make_ready()

    def find(self, kind: EntryKind, slug: str) -> Title | None:
        """The title of a kind with a slug; None if there is none."""
        return self._by_slug.get((kind, slug))

    def at(self, kind: EntryKind, slug: str) -> Title:
        """The title of a kind with a slug.

        Raises:
            NotFoundError: ``entry-gone``.
        """
        title = self.find(kind, slug)
        if title is None:
            raise NotFoundError("entry-gone")
        return title

    def suggested(self, typed: str, most: int) -> list[Title]:
        """What may be meant by what somebody has typed so far."""
        return [found.thing for found in self._names.best(typed, most)]

    def meant(self, typed: str) -> list[Title]:
        """What is meant by what somebody has typed, the likeliest first; the others may be meant as well.

        Raises:
            NotFoundError: ``entry-not-found``, with the nearest names; ``entry-unlike-any`` where none is near.
        """
        if called := self._names.called(typed):
            return called[: OTHERS_SHOWN + 1]
        found: list[Found[Title]] = self._names.best(typed, OTHERS_SHOWN + 1) if typed.strip() else []
        if found and found[0].way is not Way.WITHIN:
            return [each.thing for each in found]
        nearest = [each.thing for each in found] or self._names.nearest(typed, NEAREST_SHOWN)
        if nearest:
            raise NotFoundError("entry-not-found", typed=typed, nearest=_told(nearest))
        raise NotFoundError("entry-unlike-any", typed=typed)


def _told(titles: Iterable[Title]) -> str:
    return ", ".join(dict.fromkeys(title.name for title in titles))
