"""What was asked of an earlier roll, so that it can be asked again."""

from __future__ import annotations

from dataclasses import replace

from core.dice import notation
from core.dice.advantage import Advantage
from core.dice.expression import Expression
from core.errors import NotFoundError
from core.ids import StreamId, UserId
from core.ports.ledger import Ledger
from core.ports.rolls import event_at
from core.tables.decide import AskedRoll
from core.tables.events import Rolled, RollRevealed


class RecallRoll:
    """Read an earlier roll's question from the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def __call__(self, stream: StreamId, sequence: int, who: UserId) -> AskedRoll:
        """The question of the roll at this place in the ledger.

        Args:
            stream: The ledger's stream.
            sequence: The place in it.
            who: Who wants to know: of a hidden roll nobody but its roller may, for what was asked is a secret too.

        Raises:
            NotFoundError: ``roll-not-found``; of somebody else's hidden roll not even that there is one is told.
        """
        event = await event_at(self._ledger, stream, sequence, Rolled, RollRevealed)
        rolled: Rolled | RollRevealed = event.fact
        if isinstance(rolled, Rolled) and rolled.hidden and event.actor != who:
            raise NotFoundError("roll-not-found")
        asked = notation.read(rolled.notation)
        again = AskedRoll(asked, Advantage(rolled.advantage), _dc(rolled, asked))
        if isinstance(rolled, Rolled):
            return replace(again, label=rolled.label, hidden=rolled.hidden and not rolled.blind)
        made = await event_at(self._ledger, stream, rolled.sequence)  # its label says whether it is rolled in secret
        return replace(again, label=made.fact.label)


def _dc(rolled: Rolled | RollRevealed, asked: Expression) -> int | None:
    """What the roll was made against; of several what those were that name no DC of their own."""
    of_all = (part.dc for part, line in zip(rolled.parts, asked.lines, strict=False) if line.note.dc is None)
    return next(of_all, rolled.dc)
