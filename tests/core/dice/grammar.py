"""Texts by the grammar of OPERATORS.md, for fuzzing: every word and sign of it, in every place where it may stand.

Most texts are read; a few ask for too much, for dice that never end, or for what only dice can do. One generator
serves Hypothesis, which shrinks what it finds, and the long run, which counts in millions.
"""

from __future__ import annotations

import random

from core.dice.plan import FUNCTIONS
from core.dice.tokens import MEANINGS

COUNTS = ("", "0", "1", "2", "4", "8", "30")
SIDES = ("%", "F", "f", "1", "2", "4", "6", "6", "8", "10", "12", "20", "20", "100", "257", "1000000")
NUMBERS = ("0", "1", "2", "3", "7", "10", "100", "007", "1.5", ".25", "0.5", "999999999")
COMPARISONS = ("<", ">", "<=", ">=", "=", "==", "≤", "≥")
SORTS = ("s", "sa", "sd")
PICKS = ("k", "kh", "kl", "d", "dh", "dl", "p", "ph", "pl")
OPERATORS = ("+", "+", "+", "-", "−", "–", "*", "×", "/", "÷", "//", "%", "==", "!=", "<", "<=", "≤", ">", ">=", "≥")
SIGNS = ("-", "−", "–", "+")
GAPS = ("", "", " ", "  ", "\u00a0", "\n")
BRACKETS = ("()", "{}")
LABELS = ("fire", "fire", "cold iron", "Zorn Gottes", "雷", "<@1>", "")
WORDS = (
    "crit", "dc15", "dc 15", "dc:30", "DC 1", "stealth", "dex save", "keep the dragon down", "fire bolt",
    "# 2nd attack", "# bite, claw", "#",
)  # fmt: skip
LUCK = ("adv", "dis", "ea", "advantage", "disadvantage", "lucky", "reliable")
"""Words that are about a d20."""
WEAPON = ("gwf", "gwf14", "gwf24")


def text(chance: random.Random) -> str:
    """Whatever a player may type into one line: one roll or a few, each repeated or not, each with its note."""
    return ";".join([line(chance) for _ in range(chance.choice((1, 1, 1, 1, 2, 3)))])


def line(chance: random.Random) -> str:
    """One roll with what may stand around it."""
    times = f"{chance.choice((0, 1, 2, 3, 6, 20, 21))}x" if chance.random() < 0.15 else ""
    kind = chance.random()
    if kind < 0.15:
        dice, words = f"{chance.choice(('', '1'))}d20+{expression(chance, 1)}", (*LUCK, *WORDS)
    else:
        dice, words = expression(chance), (*WORDS, *WEAPON) if kind < 0.9 else (*WORDS, *LUCK)
    note = "".join([f" {chance.choice(words)}" for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))])
    whole = f"{times}{dice}{note}"
    return whole.upper() if chance.random() < 0.05 else whole


def expression(chance: random.Random, depth: int = 4) -> str:
    """A value without a note."""
    kind = chance.random() if depth else 1.0
    less = depth - 1
    if kind < 0.35:
        left, right = expression(chance, less), expression(chance, less)
        return f"{left}{chance.choice(GAPS)}{chance.choice(OPERATORS)}{chance.choice(GAPS)}{right}"
    if kind < 0.42:
        return chance.choice(SIGNS) + expression(chance, less)
    if kind < 0.49:
        return f"({expression(chance, less)})"
    if kind < 0.56:
        return _set(chance, less)
    if kind < 0.62:
        function = chance.choice(sorted(FUNCTIONS))
        usual = chance.choice((1, 2, 3)) if function in ("min", "max") else 1
        return f"{function}({_values(chance, less, usual if chance.random() < 0.95 else 2)})"
    if kind < 0.67:
        return f"{expression(chance, less)}[{chance.choice(LABELS)}]"
    if kind < 0.71:
        return f"({expression(chance, less)}){_dice(chance)}"
    return chance.choice(COUNTS) + _dice(chance) if kind < 0.95 or chance.random() < 0.7 else chance.choice(NUMBERS)


def modifier(chance: random.Random) -> str:
    """One thing that can be done to dice."""
    name = chance.choice(tuple(MEANINGS))
    if name[0] == "!" and chance.random() < 0.5:
        return name
    comparison = chance.choice(COMPARISONS) if MEANINGS[name].compares and chance.random() < 0.4 else ""
    return f"{name}{comparison}{chance.randint(0, 20) if chance.random() < 0.2 else chance.randint(1, 6)}"


def _dice(chance: random.Random) -> str:
    """Dice but for their number."""
    steps = [modifier(chance) for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 5)))]
    if chance.random() < 0.1:
        steps.insert(-1 if chance.random() < 0.1 else len(steps), chance.choice(SORTS))
    return f"{'D' if chance.random() < 0.05 else 'd'}{chance.choice(SIDES)}{''.join(steps)}"


def _set(chance: random.Random, depth: int) -> str:
    opening, closing = chance.choice(BRACKETS)
    values = _values(chance, depth, chance.choice((0, 1, 2, 2, 3)))
    picks = [f"{chance.choice(PICKS)}{chance.randint(0, 3)}" for _ in range(chance.choice((0, 1, 1, 2)))]
    return f"{opening}{values}{chance.choice(('', '', ','))}{closing}{''.join(picks)}"


def _values(chance: random.Random, depth: int, count: int) -> str:
    return f",{chance.choice(GAPS)}".join([expression(chance, depth) for _ in range(count)])
