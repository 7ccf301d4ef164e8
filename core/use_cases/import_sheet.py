"""Read somebody's character out of a file of theirs, and keep the file as it came."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from core.characters.importing.detect import imported
from core.characters.importing.imported import Book, Imported
from core.errors import NotFoundError
from core.ids import Cause, ObjectKey, UserId
from core.ports.objects import Objects
from core.ports.quota import Allowance


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A file that was read.

    Attributes:
        key: What it is kept under.
        imported: What it holds.
    """

    key: ObjectKey
    imported: Imported


class ImportSheet:
    """Reads sheets: a file is kept once it could be read, and is read again from there.

    Args:
        objects: Where files are kept.
        book: What the rulebooks know.
        allowance: How often a person may.
    """

    def __init__(self, objects: Objects, book: Book, allowance: Allowance) -> None:
        self._objects = objects
        self._book = book
        self._allowance = allowance

    async def __call__(self, content: bytes, user: UserId, *, cause: Cause) -> SheetRead:
        """What a file holds; in a thread, for it may be as long as is accepted.

        Raises:
            LimitError: ``too-fast`` or ``sheet-too-large``.
            RuleError: It is no sheet; see `core.characters.importing.detect.imported`.
            UnavailableError: ``objects-away``.
        """
        await self._allowance.take(user, cause)
        found = await asyncio.to_thread(imported, content, self._book)
        return SheetRead(await self._objects.put(user, content), found)

    async def again(self, key: ObjectKey) -> Imported:
        """What a file holds that was read before.

        Raises:
            NotFoundError: ``import-gone``: it is not kept any more.
            UnavailableError: ``objects-away``.
        """
        content = await self._objects.get(key)
        if content is None:
            raise NotFoundError("import-gone")
        return await asyncio.to_thread(imported, content, self._book)
