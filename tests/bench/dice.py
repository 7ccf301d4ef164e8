"""Rolls a second, from text to total and to rendered text, beside d20 1.1.2.

Four ways: ``parsed`` reads the text anew each time, ``cached`` finds it read already, ``text`` also writes every die
down, and ``proven`` is ``parsed`` with a table's provable stream, a new one each roll. Ours keep each face of a roll
and come from the operating system's randomness, d20's from Python's generator. d20 runs in an environment of its own,
in a process that waits while ours works; short rounds alternate between the two, and the ratio is the median of the
rounds' ratios. What is measured is processor time, which a busy machine takes less from.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from statistics import median

from core.dice import notation, show
from core.dice.roller import roll
from core.dice.source import DieSource, SecureDice
from core.proofs.keyring import public_dice
from core.proofs.stream import StreamKey
from tests.bench.figure import Figure

EXPRESSIONS = ("1d20+5", "4d6kh3", "8d6", "10d6e6", "1000d6")
WAYS = ("parsed", "cached", "text", "proven")
ROUNDS = 31
ROUND_S = 0.04
BATCH = 50
ROOT = Path(__file__).parents[2]
RIVAL = ROOT / ".venv" / "rivals" / "bin" / "python"


async def run() -> list[Figure]:
    """Measure."""
    source = SecureDice(os.urandom)
    figures: list[Figure] = []
    async with _rival() as rival:
        for expression in EXPRESSIONS:
            for way in WAYS:
                figures.append(await _measured(rival, expression, way, ours(way, source)))
    return figures


def ours(way: str, source: DieSource) -> Callable[[str], object]:
    """What is done once a roll."""
    read = notation.parse.__wrapped__
    match way:
        case "parsed":
            return lambda text: roll(read(text), source).total
        case "cached":
            return lambda text: roll(notation.parse(text), source).total
        case "text":
            return lambda text: show.text(roll(notation.parse(text), source))
        case _:
            key, entropy, numbers = StreamKey(bytes(32)), bytes(32), count(1)
            return lambda text: roll(read(text), public_dice(key, entropy, next(numbers))).total


async def _measured(rival: Process, expression: str, way: str, act: Callable[[str], object]) -> Figure:
    rates: list[float] = []
    against: list[float] = []
    for _ in range(ROUNDS):
        rates.append(_rate(expression, act))
        against.append(await _asked(rival, expression, way))
    ratio = median([mine / theirs for mine, theirs in zip(rates, against, strict=True)])
    return Figure(f"dice.{expression}.{way}", median(rates), "rolls/s", median(against), ratio)


def _rate(expression: str, act: Callable[[str], object]) -> float:
    """Rolls a second of processor time."""
    rolls, started = 0, time.process_time()
    while (spent := time.process_time() - started) < ROUND_S:
        for _ in range(BATCH):
            act(expression)
        rolls += BATCH
    return rolls / spent


async def _asked(rival: Process, expression: str, way: str) -> float:
    assert rival.stdin is not None
    assert rival.stdout is not None
    told = {"expression": expression, "way": "parsed" if way == "proven" else way, "seconds": ROUND_S, "batch": BATCH}
    rival.stdin.write(json.dumps(told).encode() + b"\n")
    await rival.stdin.drain()
    return float(await rival.stdout.readline())


@asynccontextmanager
async def _rival() -> AsyncGenerator[Process]:
    if not RIVAL.exists():
        sys.exit(f"d20 is not here: `make .venv/rivals/made` installs it ({RIVAL})")
    script = ROOT / "tests" / "rivals" / "d20_rolls.py"
    rival = await asyncio.create_subprocess_exec(str(RIVAL), str(script), stdin=PIPE, stdout=PIPE)
    try:
        yield rival
    finally:
        rival.terminate()
        await rival.wait()
