"""Both books as they are looked up: our own records, and the packages' texts beside them.

Files are read in threads, and only when somebody asks; what is kept are the titles, from the first search on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from core.rulebook.entries import Entry, Passage
from core.rulebook.titles import EntryKind, Title, Titles
from core.rules.edition import Edition
from data.srd.packages import Packages

if TYPE_CHECKING:
    from core.rulebook.entries import Numbers
    from data.srd.library import Library, Shelf
    from data.srd.texts_2014 import Texts2014
    from data.srd.texts_2024 import Texts2024

_SHELVES: Final = {
    EntryKind.SPELL: ("spells",),
    EntryKind.MONSTER: ("monsters",),
    EntryKind.ITEM: ("items", "weapons", "armor"),
    EntryKind.MAGIC_ITEM: ("magic_items",),
    EntryKind.CLASS: ("classes",),
    EntryKind.SUBCLASS: ("subclasses",),
    EntryKind.SPECIES: ("species",),
    EntryKind.LINEAGE: ("lineages",),
    EntryKind.BACKGROUND: ("backgrounds",),
    EntryKind.FEAT: ("feats",),
}
_EXHAUSTION: Final = "Exhaustion"
_IN_EVERY_CLASS: Final = frozenset({"Ability Score Improvement", "Epic Boon"})


class SrdRulebook:
    """The books that are in `data/srd` and the packages beside it."""

    def __init__(self, packages: Packages | None = None) -> None:
        """Remember where the texts are; nothing is read.

        Args:
            packages: Where they are; those that are installed, if not given.
        """
        self._packages = packages or Packages()
        self._library: Library | None = None
        self._titles: dict[Edition, Titles] = {}
        self._reading = asyncio.Lock()

    async def titles(self, edition: Edition) -> Titles:
        """Everything that can be looked up in an edition, ready to be searched."""
        if found := self._titles.get(edition):
            return found
        async with self._reading:
            if edition not in self._titles:
                self._titles[edition] = await asyncio.to_thread(self._read_titles, edition)
        return self._titles[edition]

    async def entry(self, title: Title) -> Entry:
        """What is told of it; numbers alone where its text is not installed."""
        return await asyncio.to_thread(self._read_entry, title)

    def _read_titles(self, edition: Edition) -> Titles:
        titles = Titles(
            [*self._shelved(edition), *self._features(edition), *_conditions(edition), *self._rules(edition)]
        )
        titles.make_ready()
        return titles

    def _shelved(self, edition: Edition) -> Iterator[Title]:
        for kind, shelves in _SHELVES.items():
            for shelf in shelves:
                yield from (Title(kind, name, edition) for name in self._shelf(shelf, edition).names)

    def _features(self, edition: Edition) -> Iterator[Title]:
        """The features of classes and subclasses, each once."""
        for shelf in ("classes", "subclasses"):
            for each in self._shelf(shelf, edition):
                names = dict.fromkeys(feature.name for feature in each.features)
                wanted = [name for name in names if name not in _IN_EVERY_CLASS and not name.endswith(" Subclass")]
                yield from (Title(EntryKind.FEATURE, name, edition, each.name) for name in wanted)

    def _rules(self, edition: Edition) -> list[Title]:
        texts = self._texts(edition)
        return texts.rules() if texts else []

    def _read_entry(self, title: Title) -> Entry:
        texts = self._texts(title.edition)
        passages: tuple[Passage, ...] = texts.passages(title) if texts else ()
        return Entry(title, self._numbers(title), passages, text_installed=texts is not None)

    def _numbers(self, title: Title) -> Numbers | None:
        if title.kind is EntryKind.CONDITION:
            from core.rules.conditions import Condition  # what a quiet bot need not have in memory

            return Condition(title.name.lower()) if title.name != _EXHAUSTION else None
        for shelf in _SHELVES.get(title.kind, ()):
            if found := self._shelf(shelf, title.edition).find(title.name):
                return found
        return None

    def _texts(self, edition: Edition) -> Texts2014 | Texts2024 | None:
        database = self._packages.database(edition)
        if edition is Edition.SRD_51:
            from data.srd import texts_2014

            return texts_2014.Texts2014(database) if database else None
        from data.srd import texts_2024

        content = self._packages.content()
        return texts_2024.Texts2024(database, content) if database or content else None

    def _shelf(self, name: str, edition: Edition) -> Shelf[Any]:
        if self._library is None:
            from data.srd.library import Library  # it knows every kind of record

            self._library = Library()
        shelf: Shelf[Any] = getattr(self._library, name)[edition]
        return shelf


def _conditions(edition: Edition) -> Iterator[Title]:
    from core.rules.conditions import Condition

    names = [*(condition.value.capitalize() for condition in Condition), _EXHAUSTION]
    return (Title(EntryKind.CONDITION, name, edition) for name in names)
