"""The one free-text field of ``/r``: dice, then options and words in whatever order a player types them."""

from __future__ import annotations

from dataclasses import dataclass

from core.dice.advantage import Advantage
from core.dice.expression import Expression
from core.dice.notation import read


@dataclass(frozen=True, slots=True)
class Request:
    """What a player asked for in one line.

    Attributes:
        expression: What to roll.
        advantage: All words of luck added up: ``adv`` and ``dis`` together are none.
        dc: The Difficulty Class, within its range, if one was named; None for several rolls, of which each has its own.
        label: The player's words, if there were any; of several rolls all of them.
    """

    expression: Expression
    advantage: Advantage
    dc: int | None
    label: str | None


def parse_request(text: str) -> Request:
    """Read one line: notation, options (``adv``, ``dis``, ``dc15``) and a label.

    Options stand behind the dice or at the very end; everything behind ``#`` is label.

    Args:
        text: What a player typed.

    Returns:
        The request. Whether its label is short enough is for the caller to judge.

    Raises:
        NotationError: The dice are wrong, or an option is, or it cannot be told from a label.

    Example:
        >>> request = parse_request("1d20+5 stealth adv dc 15")
        >>> request.expression.text, request.advantage.value, request.dc, request.label
        ('1d20 + 5', 'advantage', 15, 'stealth')
    """
    expression = read(text)
    note = expression.note
    dc = note.dc if len(expression.lines) == 1 else None
    return Request(expression, note.advantage, dc, expression.comment)
