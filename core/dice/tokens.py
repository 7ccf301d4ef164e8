"""The written forms of dice notation: one regular expression for each place of the grammar, and what a word means.

The notation cannot be cut into tokens ahead of its parser: ``d`` is a die in ``2d6``, a drop in ``2d6d1`` and the
start of a note in ``2d6 dagger``. So the parser asks for the form that fits the place where it stands. All patterns
are ASCII for letters and digits: a full-width ``６`` or a Kelvin sign is refused, never taken for its look-alike.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from core.dice.operations import Operation

_FLAGS: Final = re.ASCII | re.IGNORECASE
BLANKS: Final = " \t\r\n\u00a0\u2009\u202f\u3000"
"""What may stand between parts; the last four come from phones and copied pages."""
_GAP: Final = f"[{BLANKS}]*"

OPERAND: Final = re.compile(
    _GAP + r"(?:(\d*)d(\d+|%|f)|(\d+(?:\.\d+)?|\.\d+)|([-+−–])|([({])|(floor|ceil|round|abs|min|max)" + _GAP + r"\()",
    _FLAGS,
)
"""Where a value is due. Groups: count and sides of dice, a number, a sign, an opening bracket, a function's name."""
COUNTED_DICE: Final = re.compile(r"d(\d+|%|f)", _FLAGS)
"""Dice whose number was worked out in the parentheses before them."""
OPERATOR: Final = re.compile(_GAP + r"(//|[-+*/%×÷−–]|[=!]=|>=?|<(?!a?:\w|[@#/]|t:)=?|[≤≥])")
"""Where a value has ended and the expression may go on. A mention, an emoji or a time of Discord's compares nothing."""
CLOSE: Final = {"(": re.compile(_GAP + r"\)"), "{": re.compile(_GAP + r"\}")}
COMMA: Final = re.compile(_GAP + ",")
LABEL: Final = re.compile(_GAP + r"\[([^\[\]]*)\]")
REPEAT: Final = re.compile(
    _GAP + r"(\d+)" + _GAP + r"x(?=" + _GAP + r"(?:[\d.({+−–-]|d[\d%f]|(?:floor|ceil|round|abs|min|max)\())", _FLAGS
)
"""``6x4d6kh3``: the roll behind it, so many times. Behind a complete value an ``x`` means nothing."""
DICE_AHEAD: Final = re.compile(r"d[\d%f]", _FLAGS)
MODIFIER: Final = re.compile(
    r"(?:(kh|kl|k|dh|dl|d|ph|pl|p|rr|ro|rf|ra|r|mi|ma|tt|t|f|eo|ec|ep|e|!!|!o|!p(?![hl])|!(?!=))"
    r"(<=|>=|==|<|>|=|≤|≥)?(\d+)?|(sa|sd|s)(?![a-z]))",
    _FLAGS,
)
"""What follows dice without a gap. The guards leave ``!=`` to be an operator and ``!ph1`` to be two modifiers."""
MODIFIER_FIRST: Final = frozenset("kdprmtefs!KDPRMTEFS")
"""What every modifier starts with."""
EMPHASIS: Final = re.compile(r"\*{1,3}[^\W\d_][^*]*\*{1,3}\s*$")
"""A note in Discord's own emphasis (``*sneaky*``), which is no multiplication."""

COMPARING, ADDING, SCALING = 5, 10, 20
OPERATORS: Final = {
    "==": ("==", COMPARING), "!=": ("!=", COMPARING), "<": ("<", COMPARING), "<=": ("<=", COMPARING),
    "≤": ("<=", COMPARING), ">": (">", COMPARING), ">=": (">=", COMPARING), "≥": (">=", COMPARING),
    "+": ("+", ADDING), "-": ("-", ADDING), "−": ("-", ADDING), "–": ("-", ADDING),
    "*": ("*", SCALING), "×": ("*", SCALING), "/": ("/", SCALING), "÷": ("/", SCALING), "//": ("//", SCALING),
    "%": ("%", SCALING),
}  # fmt: skip
"""Each operator's canonical form, and how tightly it holds its operands; equal ones group from the left."""
UNARY_BINDING: Final = 30
CANONICAL_COMPARISON: Final = {"≤": "<=", "≥": ">=", "==": "="}


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
    "rf": Meaning(Operation.REROLL_ONE, "=", True),
    "ra": Meaning(Operation.ADD_ONE, "=", True),
    "e": Meaning(Operation.EXPLODE, "=", True),
    "eo": Meaning(Operation.EXPLODE_ONCE, "=", True),
    "ec": Meaning(Operation.COMPOUND, "=", True),
    "ep": Meaning(Operation.PENETRATE, "=", True),
    "!": Meaning(Operation.EXPLODE, "=", True),
    "!o": Meaning(Operation.EXPLODE_ONCE, "=", True),
    "!!": Meaning(Operation.COMPOUND, "=", True),
    "!p": Meaning(Operation.PENETRATE, "=", True),
    "mi": Meaning(Operation.RAISE, "=", False),
    "ma": Meaning(Operation.LOWER, "=", False),
    "t": Meaning(Operation.SUCCEED, ">=", True),
    "tt": Meaning(Operation.SUCCEED_TWICE, ">=", True),
    "f": Meaning(Operation.FAIL, "=", True),
}
"""What each word does, and how a bare number behind it is compared."""


def after_gap(text: str, at: int) -> int:
    """Where the next sign that is no blank stands, or the end of the text."""
    end = len(text)
    while at < end and text[at] in BLANKS:
        at += 1
    return at
