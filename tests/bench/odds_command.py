"""How long one `/dice odds` can keep a thread, and so others waiting: the longest of many texts written to be slow.

`odds_command.longest` is all that the command does in its thread: the odds of every roll in it, by number or by sample,
the card and the picture. `odds_command.median` is the same for the middle one of these texts, of those that are rolls.
A time is processor time of the thread; the longest few are tried again, and the best of their tries counts, so that a
busy machine does not.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from contextlib import suppress
from statistics import median
from typing import Final

from cogs.dice.odds import told
from cogs.ui.odds_card import odds_reply
from cogs.ui.text import Catalogue, Words
from core.dice.expression import Line
from core.dice.request import parse_request
from core.dice.roller import with_advantage
from core.dice.source import SecureDice
from core.errors import NotationError
from tests.bench.figure import Figure
from tests.bench.nasty import TEXTS
from tests.core.dice import grammar

RANDOM_TEXTS: Final = 1_000
LONGEST: Final = 10
TRIES: Final = 5
SHOWN: Final = 48


async def run() -> list[Figure]:
    """Measure."""
    return await asyncio.to_thread(measured)


def measured() -> list[Figure]:
    """The longest command, and the middle one."""
    chance = random.Random(12)
    words = Catalogue().speak(None)
    asked = {
        text: lines for text in [*TEXTS, *(grammar.text(chance) for _ in range(RANDOM_TEXTS))] if (lines := rolls(text))
    }
    taken_s = {text: command_s(lines, words) for text, lines in asked.items()}
    slowest = sorted(taken_s, key=lambda text: taken_s[text])[-LONGEST:]
    best_s = {text: min(command_s(asked[text], words) for _ in range(TRIES)) for text in slowest}
    text, longest_s = max(best_s.items(), key=lambda found: found[1])
    shown = ascii(text if len(text) <= SHOWN else f"{text[:SHOWN]}... ({len(text)})")
    return [
        Figure(f"odds_command.longest {shown}", longest_s * 1000, "ms"),
        Figure("odds_command.median", median(taken_s.values()) * 1000, "ms"),
    ]


def rolls(text: str) -> tuple[Line, ...]:
    """What a text asks for; nothing if it is refused."""
    try:
        request = parse_request(text)
        return with_advantage(request.expression, request.advantage).lines
    except NotationError:
        return ()


def command_s(lines: tuple[Line, ...], words: Words) -> float:
    """The processor's time of one command in its thread."""
    started = time.thread_time()
    with suppress(NotationError):  # a divisor can come to zero: that is found out on the way
        odds_reply(told(lines, SecureDice(os.urandom)), None, words)
    return time.thread_time() - started
