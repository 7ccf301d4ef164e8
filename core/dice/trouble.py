"""What went wrong: looks at the place where the parser stopped and names the reason.

Nothing here runs for valid notation, so it may be thorough: a dialect that other bots know is told apart from a slip.
"""

from __future__ import annotations

import re
from typing import Final

from core.dice import tokens
from core.dice.note import starts_note
from core.dice.refusal import Refusal
from core.dice.syntax import Binary, Counted, Dice, Negative, Node, Number, Set, canonical

_VALUES: Final = ("5", "2d6", "(")
OPERATORS: Final = ("+", "-", "*", "/", "//", "%")
_MODIFIERS: Final = ("kh1", "kl1", "dh1", "dl1", "rr1", "ro1", "rf1", "ra1", "e6", "!", "mi2", "ma5", "t5", "s")
_SIDES: Final = ("20", "%", "F")
_NUMBER: Final = ("3",)
_NUMBER_OR_COMPARISON: Final = ("3", ">3", "<3", "=3")

_POOLS: Final = (Dice, Counted)
_FLAGS: Final = re.ASCII | re.IGNORECASE
_ELSEWHERE_BEHIND: Final = re.compile(
    r"[}|;,=]|x\d*d\d+|xo?\d*(?![a-z])|[tfu]\d*(?![a-z])|(?:cs|cf|min|max)[<>=]*\d*(?![a-z])",
    _FLAGS,
)
"""What other dice bots understand behind a value; here it is not part of the notation."""
_ELSEWHERE_BEFORE: Final = re.compile(r"(?:sqrt|sign|pow|sin|cos|tan|exp|log)\s*\(|\[", _FLAGS)
_WORD: Final = re.compile(r"[^\W\d_]+[<>=≤≥]*\d*|\d+|\s|.", re.DOTALL)


def instead_of_value(text: str, at: int) -> Refusal:
    """Name what stands where a number, dice or a parenthesis was due."""
    start = tokens.after_gap(text, at)
    if start == len(text):
        if text.strip(tokens.BLANKS):
            return Refusal("dice-unfinished", len(text.rstrip(tokens.BLANKS)), expected=_VALUES)
        return Refusal("dice-empty", 0, expected=_VALUES)
    if elsewhere := _ELSEWHERE_BEFORE.match(text, start):
        return Refusal("dice-not-known-here", start, elsewhere[0], _VALUES)
    if text[start] in "dD" and not text[start + 1 : start + 2].isalpha():
        return _without_sides(text, start + 1)
    return _foreign_digit(text, start) or Refusal("dice-unexpected", start, _word(text, start), _VALUES)


def after_value(text: str, at: int, node: Node) -> Refusal:
    """Name what stands behind a complete value and is neither an operator nor a note.

    Args:
        text: The whole text as typed.
        at: Where the value ends.
        node: The value, or the tree that it completes.
    """
    start = tokens.after_gap(text, at)
    last = _last(node)
    if refusal := _foreign_digit(text, start) or _after_number(text, start, last, gap=start > at):
        return refusal
    sign = text[start]
    word = _word(text, start)
    if sign in ")}]":
        return Refusal("dice-unopened", start, sign)
    if sign == "[":
        return Refusal("dice-unclosed", start, sign, ("]",))
    # A blank before d20 in "1 d20" is a slip; behind complete dice it is a second roll without an operator.
    second = isinstance(last, _POOLS) and tokens.OPERAND.match(text, start) is not None
    if sign in "(.0123456789" or (start > at and second):
        return Refusal("dice-missing-operator", start, word, OPERATORS)
    if start > at and sign.isalpha() and not starts_note(text, start):
        return Refusal("dice-spaced", start, word)
    if elsewhere := _ELSEWHERE_BEHIND.match(text, start):
        accepted = (*OPERATORS, "#") if start > at else _MODIFIERS if isinstance(last, _POOLS) else OPERATORS
        return Refusal("dice-not-known-here", start, elsewhere[0], accepted)
    if isinstance(last, _POOLS) and sign.isalpha():
        return Refusal("dice-unknown-modifier", start, word, _MODIFIERS)
    return Refusal("dice-unexpected", start, word, OPERATORS)


def unclosed(text: str, at: int, opened_at: int, inner: Node) -> Refusal:
    """Name why a parenthesis did not close where its content ended."""
    start = tokens.after_gap(text, at)
    if start == len(text) or text[start] == "#":
        return _unclosed(text, opened_at)
    if start > at and starts_note(text, start):
        return _unclosed(text, opened_at)
    return after_value(text, at, inner)


def _unclosed(text: str, opened_at: int) -> Refusal:
    opening = text[opened_at]
    return Refusal("dice-unclosed", opened_at, opening, ({"(": ")", "{": "}"}[opening],))


def without_number(text: str, at: int, end: int, may_compare: bool) -> Refusal:
    """Name why a modifier at `at`, whose written form ends at `end`, has no number."""
    expected = _NUMBER_OR_COMPARISON if may_compare else _NUMBER
    if refusal := _missing_or_apart(text, end, expected):
        return refusal
    if elsewhere := _ELSEWHERE_BEHIND.match(text, at):
        return Refusal("dice-not-known-here", at, elsewhere[0], _MODIFIERS)
    start = tokens.after_gap(text, end)
    if text[end].isalpha():
        return Refusal("dice-unknown-modifier", at, _word(text, at), _MODIFIERS)
    return Refusal("dice-unexpected", start, _word(text, start), expected)


def _after_number(text: str, start: int, last: Node, *, gap: bool) -> Refusal | None:
    """What only goes wrong behind a plain number or a parenthesis: ``1.5d6``, ``1d``, ``(2)d``, ``5kh1``."""
    if isinstance(last, (*_POOLS, Set)) or gap:
        return None
    if text[start] in "dD" and not text[start + 1 : start + 2].isalpha():
        if not isinstance(last, Number):
            return _without_sides(text, start + 1)
        if not isinstance(last.value, int):
            return Refusal("dice-whole-count", start, canonical(last), ("1", "2"))
        return _without_sides(text, start + 1)
    modifier = tokens.MODIFIER.match(text, start)
    if modifier and (modifier[3] or modifier[0][0] == "!"):
        return Refusal("dice-needs-dice", start, modifier[0], OPERATORS)
    return None


def _without_sides(text: str, at: int) -> Refusal:
    start = tokens.after_gap(text, at)
    return _missing_or_apart(text, at, _SIDES) or Refusal("dice-unexpected", start, _word(text, start), _SIDES)


def _missing_or_apart(text: str, at: int, expected: tuple[str, ...]) -> Refusal | None:
    """Whether what is due right at `at` is not there at all, in foreign digits, or behind a blank."""
    start = tokens.after_gap(text, at)
    if start == len(text):
        return Refusal("dice-unfinished", at, expected=expected)
    if start > at and text[start].isascii() and text[start].isdigit():
        return Refusal("dice-spaced", start, _word(text, start))
    return _foreign_digit(text, start)


def _foreign_digit(text: str, at: int) -> Refusal | None:
    sign = text[at : at + 1]
    if sign.isdigit() and not sign.isascii():
        return Refusal("dice-foreign-digit", at, sign, tuple("0123456789"))
    return None


def _last(node: Node) -> Node:
    """The value that was read last: the right end of the tree."""
    while True:
        match node:
            case Binary():
                node = node.right
            case Negative():
                node = node.operand
            case _:
                return node


def _word(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return found[0] if found else ""
