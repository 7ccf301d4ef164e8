"""Work that takes a thread's time, done one piece after the other, and one at a time for each person.

Python runs one thread's code at a time, so two long pieces of work take twice as long, and whoever else is to be
answered waits between them. Here they stand in line, in the order in which they came; and who stands in it already is
refused, so that nobody makes it longer by asking again and again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from core.errors import LimitError
from core.ids import UserId

Result = TypeVar("Result")


class OneByOne:
    """A line in front of one thread.

    It knows only those who stand in it: whoever has been answered, or has failed, is forgotten.
    """

    def __init__(self) -> None:
        self._free = asyncio.Lock()
        self._standing: set[UserId] = set()

    async def run(self, user: UserId, work: Callable[[], Result]) -> Result:
        """Do this in a thread, once everything before it is done.

        Raises:
            LimitError: Something of this person's is not done yet.
        """
        if user in self._standing:
            raise LimitError("odds-under-way")
        self._standing.add(user)
        try:
            async with self._free:
                return await asyncio.to_thread(work)
        finally:
            self._standing.discard(user)
