"""The door to Discord's threads, as far as a use case needs it: one that is made when all else is decided."""

from __future__ import annotations

from typing import Protocol

from core.ids import ChannelId


class NewThread(Protocol):
    """A thread that is wanted below a channel, and can be made."""

    async def make(self) -> ChannelId:
        """Make it. Discord knows no name for it beforehand, so that a second call makes a second one.

        Raises:
            NotAllowedError: ``threads-not-allowed``, or ``dm-thread-not-allowed`` of a private one.
            RuleError: ``too-many-threads`` or ``no-room-for-dm-thread``.
            UnavailableError: ``thread-not-made`` or ``dm-thread-not-made``.
        """
        ...

    async def unmake(self, thread: ChannelId) -> None:
        """Take one away that is not needed after all, as far as Discord lets us; that it stays is no failure."""
        ...
