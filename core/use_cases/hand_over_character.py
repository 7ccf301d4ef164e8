"""Let others use a character, give it away, delete it and bring it back: what becomes of it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from core.characters import decide
from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.state import Character, Right
from core.ids import Cause, StreamId, UserId
from core.ledger.event import Draft
from core.ports.ledger import Ledger, decide_once


class HandOverCharacter:
    """Each once for a cause; every method answers with the character as it stands then."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def delegate(self, stream: StreamId, hand: Hand, to: UserId, right: Right, *, cause: Cause) -> Character:
        """Let somebody use it, or no longer. Refusals: `core.characters.decide.delegate`."""
        return await self._do(stream, hand, lambda it: decide.delegate(it, hand, to, right), cause)

    async def offer(self, stream: StreamId, hand: Hand, to: UserId, *, cause: Cause) -> Character:
        """Offer it to somebody. Refusals: `core.characters.decide.offer`."""
        return await self._do(stream, hand, lambda it: decide.offer(it, hand, to), cause)

    async def withdraw(self, stream: StreamId, hand: Hand, *, cause: Cause) -> Character:
        """Take the offer back. Refusals: `core.characters.decide.withdraw`."""
        return await self._do(stream, hand, lambda it: decide.withdraw(it, hand), cause)

    async def take(self, stream: StreamId, hand: Hand, *, cause: Cause) -> Character:
        """Take what was offered. Refusals: `core.characters.decide.take`."""
        return await self._do(stream, hand, lambda it: decide.take(it, hand), cause)

    async def delete(self, stream: StreamId, hand: Hand, *, cause: Cause) -> Character:
        """Delete it. Refusals: `core.characters.decide.delete`."""
        return await self._do(stream, hand, lambda it: decide.delete(it, hand), cause)

    async def bring_back(self, stream: StreamId, hand: Hand, *, cause: Cause) -> Character:
        """Bring it back. Refusals: `core.characters.decide.bring_back`."""
        return await self._do(stream, hand, lambda it: decide.bring_back(it, hand, self._now()), cause)

    async def _do(
        self, stream: StreamId, hand: Hand, deed: Callable[[Character], Sequence[Draft]], cause: Cause
    ) -> Character:
        return await decide_once(self._ledger, CHARACTERS, stream, deed, actor=hand.user, cause=cause, now=self._now)
