"""Keep a character's picture, clean and small, and show it again."""

from __future__ import annotations

from core.characters.sheet import Sheet
from core.ids import Cause, ObjectKey, UserId
from core.ports.objects import Objects
from core.ports.pictures import Pictures
from core.ports.quota import Allowance


class KeepPortrait:
    """Keeps pictures among the files of whoever gave them.

    Args:
        objects: Where they are kept.
        pictures: Makes them clean and small.
        allowance: How often a person may.
    """

    def __init__(self, objects: Objects, pictures: Pictures, allowance: Allowance) -> None:
        self._objects = objects
        self._pictures = pictures
        self._allowance = allowance

    async def __call__(self, content: bytes, user: UserId, *, cause: Cause) -> ObjectKey:
        """What the picture is kept under, which a sheet's `portrait` names.

        Raises:
            LimitError: ``too-fast`` or ``picture-too-large``.
            RuleError: ``picture-unreadable``.
            UnavailableError: ``objects-away``.
        """
        await self._allowance.take(user, cause)
        return await self._objects.put(user, await self._pictures.portrait(content))

    async def shown(self, sheet: Sheet) -> bytes | None:
        """A sheet's picture, a WebP; None if it has none, or none that is kept any more.

        Raises:
            UnavailableError: ``objects-away``.
        """
        return await self._objects.get(ObjectKey(sheet.portrait)) if sheet.portrait else None
