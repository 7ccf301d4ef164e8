"""Look something up in the books."""

from __future__ import annotations

from dataclasses import dataclass

from core.ports.rulebook import Rulebook
from core.rulebook.entries import Entry
from core.rulebook.titles import EntryKind, Title
from core.rules.edition import Edition


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found.

    Attributes:
        entry: What is meant most likely.
        others: What else may be meant.
    """

    entry: Entry
    others: tuple[Title, ...] = ()


class LookUp:
    """An entry by its name, as somebody has typed it, or by what a button says."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    async def __call__(self, typed: str, edition: Edition) -> LookedUp:
        """By a name, or by what was chosen among `SuggestEntries`: a kind, a colon and a slug.

        Raises:
            NotFoundError: ``entry-not-found``, ``entry-unlike-any``.
        """
        titles = await self._rulebook.titles(edition)
        kind, colon, slug = typed.partition(":")
        if colon and kind in set(EntryKind) and (chosen := titles.find(EntryKind(kind), slug)):
            return LookedUp(await self._rulebook.entry(chosen))
        first, *others = titles.meant(typed)
        return LookedUp(await self._rulebook.entry(first), tuple(others))

    async def at(self, kind: EntryKind, slug: str, edition: Edition) -> Entry:
        """The entry that a button names.

        Raises:
            NotFoundError: ``entry-gone``.
        """
        titles = await self._rulebook.titles(edition)
        return await self._rulebook.entry(titles.at(kind, slug))
