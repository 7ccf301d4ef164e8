"""The dice in what people write to each other: what *Roll this* rolls of a message.

Tried in this order, and the first that is dice counts; a bare number never does:

1. inline rolls, ``[[1d20+5]]``: all of them, as the rolls of one line, each labelled with the words before it;
2. a piece between backticks that is a whole line of dice;
3. a line of the text that is one, as `/r` reads it: ``1d20+5 adv # stealth``;
4. the first value with dice in it anywhere: ``1d20+7`` in "I attack with 1d20+7 to hit!".

A text may be hostile. Each pattern here passes over it once, and the parser, whose work grows with what it is given, is
given no more than `MOST_READ` letters of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from core.dice import bounds, notation, tokens
from core.dice.expression import Expression
from core.dice.refusal import Refusal
from core.dice.syntax import pools

LONGEST: Final = 4_000
MOST_READ: Final = 1_000
"""Letters for the parser, once for whole lines and once for prose: some milliseconds' work at worst."""
EACH_TRY: Final = 20
"""What beginning to read costs, in letters."""
LONGEST_IN_PROSE: Final = 200
_MARGIN: Final = 50
"""Read beyond that, so that a value which ends within its length has ended, and was not cut."""
LONGEST_LABEL: Final = 50

_INLINE: Final = re.compile(r"\[\[((?:[^\[\]]|\[[^\[\]]*\])++)\]\]")
"""Possessive, so that what is never closed is given up at once. Inside may stand a label in brackets of its own."""
_MARKUP: Final = re.compile(r"<[^<>\s]{1,100}>|https?://\S+")
"""Mentions, emoji, times and addresses: letters in them are nobody's dice."""
_ITEM_OR_COMMAND: Final = re.compile(r"\s*(?:[-*>]\s+)?(?:[!/.](?:r|roll)\s+)?", re.IGNORECASE)
_DICE: Final = re.compile(r"(?<![^\W_])(?:[0-9]*d(?:[0-9]+|%)|[0-9]+df(?!\w))", re.IGNORECASE)
_LEADING_UP: Final = re.compile(
    r"(?<![\w.])(?:(?:(?:floor|ceil|round|abs|min|max)\s*)?\(\s*|[0-9]+(?:\s*[+*×,]\s*|-))+$", re.IGNORECASE
)
"""What belongs to a value before its first dice. A dash with a blank beside it is a dash, and no minus."""
_REACH: Final = 40
_EXCLAMATION: Final = re.compile(r"!+(?=\W|$)")
"""In prose it is one; where dice stand by themselves, ``1d6!`` explodes."""


def find_dice(text: str, *, most_label: int) -> str | None:
    """The dice in a text, as a line that `core.dice.request.parse_request` reads.

    Args:
        text: What somebody wrote.
        most_label: How long a label may be; a line with a longer one is passed over.

    Returns:
        The line; None if there are no dice. One that asks to be hidden is returned as it is, for that is refused with
        words where it is read, and its dice are not to be rolled in the open instead.

    Example:
        >>> find_dice("I attack with 1d20+7 to hit!", most_label=100)
        '1d20+7'
        >>> find_dice("Bite [[1d20+5]], then [[2d6+3]] damage.", most_label=100)
        '1d20+5 # Bite; 2d6+3 # then'
    """
    text, read = text[:LONGEST], _Reading()
    for line in (*_inline(text, read), *_quoted(text), *_whole_lines(text)):
        rolled = read.dice(line)
        if read.was_to_hide or (rolled is not None and len(rolled.comment or "") <= most_label):
            return line
    return _in_prose(_EXCLAMATION.sub(" ", _MARKUP.sub("\0", text)), _Reading())


class _Reading:
    """The parser, as long as its letters last."""

    def __init__(self) -> None:
        self._left = MOST_READ
        self.was_to_hide = False
        """Whether the last line was refused for that."""

    def dice(self, line: str) -> Expression | None:
        """What a line is that has dice in each of its rolls."""
        likely = len(line) <= bounds.MAX_LENGTH and tokens.OPERAND.match(line) and tokens.DICE_AHEAD.search(line)
        rolled = notation.attempt(line) if likely and self._afford(line) else None
        self.was_to_hide = isinstance(rolled, Refusal) and rolled.reason == "dice-hidden-here"
        return rolled if isinstance(rolled, Expression) and all(any(pools(one.root)) for one in rolled.lines) else None

    def beginning(self, text: str) -> str:
        """The value that a text begins with."""
        return notation.beginning(text) if self._afford(text) else ""

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to read with."""
        return self._left <= 0

    def _afford(self, text: str) -> bool:
        self._left -= len(text) + EACH_TRY
        return self._left >= 0


def _inline(text: str, read: _Reading) -> Iterator[str]:
    """All inline rolls in one line: with the words before each, then without."""
    plain, labelled, end = list[str](), list[str](), 0
    for found in _INLINE.finditer(text):
        line, before = found[1].strip(), text[end : found.start()]
        end = found.end()
        rolled = read.dice(line)
        if read.was_to_hide:
            yield line
        if rolled is None:
            continue
        label = None if rolled.comment or len(rolled.lines) > 1 else _label(before)
        plain.append(line)
        labelled.append(f"{line} # {label}" if label else line)
    yield "; ".join(labelled)
    yield "; ".join(plain)


def _label(before: str) -> str | None:
    """The words right before an inline roll, if they make a label; signs that mean more in a line are left out."""
    last = before.strip().rpartition("\n")[2][-LONGEST_LABEL - 1 :]
    words = " ".join(re.sub(r"[;#\[\]`*_~|]", " ", last).split()).strip(" :,.!?–—-(")
    return words if 0 < len(words) <= LONGEST_LABEL else None


def _quoted(text: str) -> Iterator[str]:
    return (piece.strip() for piece in re.split("`+", text)[1:-1:2])


def _whole_lines(text: str) -> Iterator[str]:
    return (_ITEM_OR_COMMAND.sub("", line, count=1).strip() for line in text.splitlines())


def _in_prose(prose: str, read: _Reading) -> str | None:
    dice = (found.start() for found in _DICE.finditer(prose))
    for at in takewhile(lambda _: not read.is_over, dice):
        before = _LEADING_UP.search(prose, max(0, at - _REACH), at)
        for start in {before.start() if before else at: None, at: None}:
            value = read.beginning(prose[start : start + LONGEST_IN_PROSE + _MARGIN])
            if len(value) > LONGEST_IN_PROSE:
                return None  # rather than half of it
            following = prose[start + len(value) : start + len(value) + 1]
            if not following.isalnum() and read.dice(value):
                return value
    return None
