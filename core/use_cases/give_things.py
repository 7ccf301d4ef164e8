"""Give things or coins from one character to another: both sheets change together, or neither does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.characters import decide
from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.inventory import received, removed, with_coins, without_coins
from core.characters.sheet import Sheet
from core.characters.state import Character, Right
from core.errors import RuleError
from core.ids import Cause, StreamId
from core.ledger.changes import between
from core.ports.ledger import Ledger, Loaded, UnitOfWork
from core.rules.coins import Coin


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given.

    Attributes:
        name: The thing's; it is looked for where it is taken from.
        count: How many; None for all.
        coins: Coins instead.
    """

    name: str = ""
    count: int | None = 1
    coins: dict[Coin, int] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What came of it.

    Attributes:
        giver: As they stand now.
        receiver: Likewise.
        name: What was given, as it stood on the sheet; empty for coins.
        count: How many.
    """

    giver: Character
    receiver: Character
    name: str = ""
    count: int = 0


class GiveThings:
    """Once for a cause."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, giver: StreamId, hand: Hand, to: StreamId, gift: Gift, *, cause: Cause) -> Given:
        """Take it from the one and give it to the other.

        Raises:
            NotFoundError: ``character-not-found`` or ``item-not-carried``.
            NotAllowedError: ``not-your-character``: of the giver's; whoever is given something need not be asked.
            RuleError: ``given-to-itself``, ``not-so-many`` or ``coins-short``.
            LimitError: ``too-many-items``, ``too-many-of-one`` or ``too-many-coins``.
        """
        if giver == to:
            raise RuleError("given-to-itself")
        async with self._ledger.unit_of_work() as work:
            loaded = {stream: await work.load(CHARACTERS, stream, cause) for stream in sorted((giver, to))}
            states = {stream: each.state for stream, each in loaded.items()}
            if loaded[giver].recorded:
                return Given(states[giver], states[to], gift.name, gift.count or 0)
            states[giver].must_let(hand.user, Right.PLAY, leads=hand.leads)
            less, more, name, count = _given(states[giver].written(), states[to].written(), gift)
            after = {giver: less, to: more}
            for stream in sorted((giver, to)):
                states[stream] = await self._write(work, loaded[stream], hand, after[stream], cause=cause)
        return Given(states[giver], states[to], name, count)

    async def _write(
        self, work: UnitOfWork, loaded: Loaded[Character], hand: Hand, after: Sheet, *, cause: Cause
    ) -> Character:
        made = between(loaded.state.written(), after)
        drafts = decide.changes(loaded.state, hand, made, "given")
        return (await work.append(CHARACTERS, loaded, drafts, at=self._now(), actor=hand.user, cause=cause)).state


def _given(giver: Sheet, receiver: Sheet, gift: Gift) -> tuple[Sheet, Sheet, str, int]:
    if gift.coins is not None:
        return without_coins(giver, gift.coins), with_coins(receiver, gift.coins), "", 0
    less, name, item = removed(giver, gift.name, gift.count)
    return less, received(receiver, name, item), name, item.count
