"""The written forms of dice notation: one regular expression for each place of the grammar, and what a word means.

The notation cannot be cut into tokens ahead of its parser: ``d`` is a die in ``2d6``, a drop in ``2d6d1`` and the
start of a note in ``2d6 dagger``. So the parser asks for the form that fits the place where it stands. All patterns
are ASCII for letters and digits: a full-width ``６`` or a Kelvin sign is refused, never taken for its look-alike.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from core.dice.syntax import Operation

_FLAGS: Final = re.ASCII | re.IGNORECASE
BLANKS: Final = " \t\r\n\u00a0\u2009\u202f\u3000"
"""What may stand between parts; the last four come from phones and copied pages."""
_GAP: Final = f"[{BLANKS}]*"

OPERAND: Final = re.compile(
    _GAP + r"(?:(?P<count>\d*)d(?P<sides>\d+|%|f)|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<sign>[-+−–])|(?P<open>\())",
    _FLAGS,
)
"""Where a value is due: dice, a number, a sign before a value, or an opening parenthesis."""
OPERATOR: Final = re.compile(_GAP + r"(//|[-+*/%×÷−–])")
"""Where a value has ended and the expression may go on."""
CLOSE: Final = re.compile(_GAP + r"\)")
MODIFIER: Final = re.compile(
    r"(kh|kl|k|dh|dl|d|ph|pl|p|rr|ro|ra|r|mi|ma|e|!(?![!=o]|p(?![hl<>=≤≥\d])))(<=|>=|<|>|=|≤|≥)?(\d+)?", _FLAGS
)
"""What follows dice without a gap. The guard after ``!`` leaves ``!!``, ``!p``, ``!o`` and ``!=`` to be refused."""
EMPHASIS: Final = re.compile(r"\*{1,3}[^\W\d_][^*]*\*{1,3}\s*$")
"""A note in Discord's own emphasis (``*sneaky*``), which is no multiplication."""

CANONICAL_OPERATOR: Final = {
    "+": "+", "-": "-", "−": "-", "–": "-", "*": "*", "×": "*", "/": "/", "÷": "/", "//": "//", "%": "%",
}  # fmt: skip
BINDING: Final = {"+": 10, "-": 10, "*": 20, "/": 20, "//": 20, "%": 20}
"""How tightly an operator holds its operands; equal ones group from the left."""
UNARY_BINDING: Final = 30
CANONICAL_COMPARISON: Final = {"≤": "<=", "≥": ">="}


class Meaning(NamedTuple):
    """What a modifier's word stands for.

    Attributes:
        operation: What is done.
        comparison: Which dice are meant when only a number follows.
        compares: Whether ``<``, ``>=`` and the like may stand before the number.
    """

    operation: Operation
    comparison: str
    compares: bool


MEANINGS: Final = {
    "k": Meaning(Operation.KEEP, "h", True),
    "kh": Meaning(Operation.KEEP, "h", False),
    "kl": Meaning(Operation.KEEP, "l", False),
    "d": Meaning(Operation.DROP, "l", False),
    "dh": Meaning(Operation.DROP, "h", False),
    "dl": Meaning(Operation.DROP, "l", False),
    "p": Meaning(Operation.DROP, "=", True),
    "ph": Meaning(Operation.DROP, "h", False),
    "pl": Meaning(Operation.DROP, "l", False),
    "r": Meaning(Operation.REROLL, "=", True),
    "rr": Meaning(Operation.REROLL, "=", True),
    "ro": Meaning(Operation.REROLL_ONCE, "=", True),
    "ra": Meaning(Operation.ADD_ONE, "=", True),
    "e": Meaning(Operation.EXPLODE, "=", True),
    "!": Meaning(Operation.EXPLODE, "=", True),
    "mi": Meaning(Operation.RAISE, "=", False),
    "ma": Meaning(Operation.LOWER, "=", False),
}


def after_gap(text: str, at: int) -> int:
    """Where the next sign that is no blank stands, or the end of the text."""
    end = len(text)
    while at < end and text[at] in BLANKS:
        at += 1
    return at
