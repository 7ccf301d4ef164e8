"""How long one text can hold the event loop: the slowest of thousands that were written, or made at random, to be slow.

Three ways: ``card`` is what a command does, from the text to the roll's card; ``text`` writes the roll out in a line
instead; ``odds`` asks for the exact odds with the budget that a loop allows. A refusal counts too, with the search for
its example. A time is processor time of the thread, the best of some tries, so that a busy machine does not count; each
figure names the text that took longest. What is aimed at is 10 ms.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Final

from cogs.ui.cards import roll_card
from cogs.ui.text import Catalogue
from core.dice import notation, show
from core.dice.layout import groups
from core.dice.odds.answer import distribution
from core.dice.odds.work import BeyondBudgetError
from core.dice.request import parse_request
from core.dice.roller import Outcome, roll
from core.errors import NotationError
from core.ids import RollId, StreamId
from core.proofs.keyring import public_dice
from core.proofs.stream import StreamKey
from core.tables.events import Rolled
from core.use_cases.roll_dice import RollMade
from tests.bench.figure import Figure
from tests.bench.nasty import TEXTS
from tests.core.dice import grammar

RANDOM_TEXTS: Final = 3_000
TRIES: Final = 9
PROMPT_S: Final = 0.002
"""What took less on the first try is tried no more."""
SHOWN: Final = 48
_AT: Final = datetime(2026, 11, 21, tzinfo=UTC)
_KEY: Final = StreamKey(bytes(32))
_NUMBERS: Final = count(1)


async def run() -> list[Figure]:
    """Measure."""
    return await asyncio.to_thread(measured)


def measured() -> list[Figure]:
    """The slowest text of each way."""
    chance = random.Random(11)
    texts = [*TEXTS, *(grammar.text(chance) for _ in range(RANDOM_TEXTS))]
    words = Catalogue().speak(None)

    def card(text: str) -> None:
        roll_card(_made(_rolled(text)), words, url="https://dice.example/roll/a")

    def line(text: str) -> None:
        show.text(_rolled(text))

    return [slowest("card", card, texts), slowest("text", line, texts), slowest("odds", _odds, texts)]


def slowest(way: str, act: Callable[[str], None], texts: Iterable[str]) -> Figure:
    """The text that a way takes longest for."""
    taken_s, text = max((_best_s(act, text), text) for text in texts)
    shown = ascii(text if len(text) <= SHOWN else f"{text[:SHOWN]}... ({len(text)})")
    return Figure(f"stalls.{way} {shown}", taken_s * 1000, "ms")


def _best_s(act: Callable[[str], None], text: str) -> float:
    best = float("inf")
    for _ in range(TRIES):
        notation.read.cache_clear()
        started = time.thread_time()
        with suppress(NotationError):
            act(text)
        best = min(best, time.thread_time() - started)
        if best < PROMPT_S:
            break
    return best


def _rolled(text: str) -> Outcome:
    asked = parse_request(text)
    return roll(asked.expression, public_dice(_KEY, bytes(32), next(_NUMBERS)), advantage=asked.advantage)


def _made(outcome: Outcome) -> RollMade:
    rolled = Rolled(
        roll_id=RollId("a"),
        code=None,
        mode=None,
        seat=None,
        notation=outcome.expression.text,
        advantage="none",
        dice=groups(outcome),
        total=outcome.total,
        dc=None,
        passed=None,
        hidden=False,
        expires_at=_AT,
        name="Mara",
        label=outcome.expression.comment,
    )
    return RollMade(rolled, _AT, StreamId("table:118"), 7)


def _odds(text: str) -> None:
    with suppress(BeyondBudgetError):
        distribution(parse_request(text).expression.lines[0].with_luck())
