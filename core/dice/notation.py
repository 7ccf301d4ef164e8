"""Notation: text to expression, by a Pratt parser of our own (`core.dice.parser`), in one pass over the text.

    rolls      = line {";" line}
    line       = [number "x"] value [note]
    value      = sum {("==" | "!=" | "<" | "<=" | ">" | ">=") sum}
    sum        = product {("+" | "-") product}
    product    = signed {("*" | "/" | "//" | "%") signed}
    signed     = {"-" | "+"} part {"[" words "]"}
    part       = number | pool | "(" value ")" | set | function "(" value {"," value} ")"
    pool       = [count | "(" value ")"] "d" (sides | "%" | "F") {modifier}          in one piece
    set        = ("(" | "{") [value {"," value} [","]] (")" | "}") {keep or drop}
    modifier   = ("kh" | "kl" | "d" | "dh" | "dl" | "ph" | "pl" | "mi" | "ma") number | "s" | "sa" | "sd"
               | ("k" | "p" | "r" | "rr" | "ro" | "rf" | "ra" | "t" | "tt" | "f") [comparison] number
               | ("e" | "eo" | "ec" | "ep") [comparison] number | ("!" | "!o" | "!!" | "!p") [[comparison] number]
    comparison = "<" | "<=" | "=" | ">=" | ">"
    note       = blank words | "#" words                             see `core.dice.note`

What each operator does stands in OPERATORS.md, in a table that a test rolls line by line.
"""

from __future__ import annotations

from functools import lru_cache, partial

from core.dice import bounds, tokens, trouble
from core.dice.advantage import Advantage
from core.dice.expression import Expression, Line
from core.dice.note import NO_NOTE, Note, read_note, starts_note
from core.dice.parser import Parser, whole
from core.dice.plan import plan
from core.dice.refusal import Refusal, explain
from core.dice.rewriting import NothingToChangeError, single_d20, with_words
from core.dice.syntax import Node, canonical
from core.errors import NotationError

_CACHED = 512
_MOST_CUTS = 3
_LEADING_NOWHERE = "+-*/%×÷−–<>=!≤≥({,"


@lru_cache(maxsize=_CACHED)
def parse(text: str) -> Expression:
    """Read dice notation that may be followed by words, but not by options such as ``adv`` or ``dc15``.

    The last results are kept by their exact text: ``10`` and ``1 0`` are not the same.

    Args:
        text: What a player typed.

    Returns:
        The expression.

    Raises:
        NotationError: It is no notation, asks for too much, or options stand behind it.

    Example:
        >>> parse("4D6KH3+2 # stats").text
        '4d6kh3 + 2'
    """
    return _read(text, options=False)


@lru_cache(maxsize=_CACHED)
def read(text: str) -> Expression:
    """Read dice notation and whatever note stands behind it, options among it.

    Raises:
        NotationError: It is no notation, or asks for too much.
    """
    return _read(text, options=True)


def attempt(text: str) -> Expression | Refusal:
    """What `read` would give, or why it would refuse, without looking for a way to mend it, which takes far longer."""
    try:
        return _expression(text, options=True)
    except Refusal as refusal:
        return refusal


def beginning(text: str) -> str:
    """The longest beginning of a text that is one value; empty if the text begins with none, or with too much.

    Where what looks like an operator leads nowhere, as the dash of ``1d20+7 - ouch``, the value ends before it.

    Example:
        >>> beginning("1d20+7 to hit!"), beginning("2d6**, ouch"), beginning("goblins")
        ('1d20+7', '2d6', '')
    """
    for _ in range(_MOST_CUTS):
        reader = _Reader(text, options=False)
        try:
            reader.value(0)
        except Refusal as refusal:
            if refusal.reason in NotationError.LIMIT:
                break  # whoever asks for too much is not given a part of it
            text = text[: refusal.at].rstrip(tokens.BLANKS + _LEADING_NOWHERE)
        else:
            return text[: reader.at]
    return ""


def _read(text: str, *, options: bool) -> Expression:
    try:
        return _expression(text, options=options)
    except Refusal as refusal:
        raise explain(refusal, text, partial(_is_valid, options=options)) from None


def _is_valid(text: str, *, options: bool) -> bool:
    """Whether the very door that refused a text accepts this one."""
    try:
        _expression(text, options=options)
    except Refusal:
        return False
    return True


def _expression(text: str, *, options: bool) -> Expression:
    if len(text) > bounds.MAX_LENGTH:
        raise _too_long(bounds.MAX_LENGTH)
    reader = _Reader(text, options=options)
    if ";" not in text and "x" not in text and "X" not in text:
        return Expression(text, (reader.line(),))
    lines = reader.lines()
    if len(lines) == 1:
        return Expression(text, lines)
    # Of several rolls each has its own luck, so it becomes part of what is rolled.
    lucky = tuple([one.with_luck() for one in lines])
    if sum([bounds.charge_of(one.root) for one in lucky]) > bounds.MAX_DICE:
        raise Refusal("dice-too-many", 0, text.strip(), (str(bounds.MAX_DICE),))
    return Expression(text, lucky)


class _Reader(Parser):
    """Reads whole rolls: a value, and the note behind it."""

    __slots__ = ()

    def lines(self) -> tuple[Line, ...]:
        """Read several rolls, one after the other; all together stay within the bounds of one."""
        text, found = self.text, list[Line]()
        for end in (*_separators(text), len(text.rstrip(tokens.BLANKS + ";"))):
            self.text, self.end = text[:end], end
            start, before = self.at, self.charged
            times = self.times()
            one = self.line()
            self.charged += (times - 1) * (self.charged - before)
            self.check_charge(start)
            found += one.repeated(times)
            if len(found) > bounds.MAX_ROLLS:
                raise Refusal("dice-too-many-rolls", start, expected=(str(bounds.MAX_ROLLS),))
            self.at = end + 1
        return tuple(found)

    def times(self) -> int:
        """How often the roll that follows is made."""
        found = tokens.REPEAT.match(self.text, self.at)
        if found is None:
            return 1
        at, times = found.start(1), whole(found[1], found.start(1))
        if not 1 <= times <= bounds.MAX_ROLLS:
            raise Refusal("dice-too-many-rolls", at, expected=(str(bounds.MAX_ROLLS),))
        self.at = found.end()
        if not tokens.DICE_AHEAD.search(self.text, self.at):
            at = found.end() - 1
            raise Refusal("dice-not-known-here", at, self.text[at:].strip(), trouble.OPERATORS)
        return times

    def line(self) -> Line:
        """Read one roll, with its note."""
        start = self.at
        root = self.value(0)
        if self.scales:
            bounds.check_size(root)
        note = self.note(root) if self.at < self.end else NO_NOTE
        if note is not NO_NOTE:
            root = self.noted(root, note)
        found = Line(root, plan(root), note)
        if 3 * (self.end - start) > bounds.MAX_LENGTH and len(found.text) > bounds.MAX_LENGTH:
            raise _too_long(len(self.text.rstrip()))  # the ledger keeps the longer text, and Roll again reads it
        return found

    def noted(self, root: Node, note: Note) -> Node:
        """Let the game's words change the roll, and see that words of luck find a die that they are about."""
        at = note.words_at or 0
        try:
            if note.words:
                self.charged -= bounds.charge_of(root)
                root = with_words(root, note.words)
                self.charged += bounds.charge_of(root)
                if self.charged > bounds.MAX_DICE:
                    raise Refusal("dice-too-many", at, self.text[at:].split()[0], (str(bounds.MAX_DICE),))
            if note.advantage is not Advantage.NONE and single_d20(root) is None:
                raise NothingToChangeError("dice-needs-d20")
        except NothingToChangeError as error:
            raise Refusal(error.reason, at, canonical(root), ("1d20",)) from None
        return root

    def note(self, root: Node) -> Note:
        """Read what is left over: nothing, a note, or something that must be refused."""
        text, at = self.text, self.at
        start = tokens.after_gap(text, at)
        if start == self.end:
            return NO_NOTE
        named = start > at and (starts_note(text, start) or tokens.EMPHASIS.match(text, start))
        if named or text[start] == "#":
            return read_note(text, start, options=self.options)
        raise trouble.after_value(text, at, root)


def _separators(text: str) -> list[int]:
    """Where a ``;`` stands that another roll follows; any other is part of a label."""
    places: list[int] = []
    at = text.find(";")
    while at >= 0:
        inside = text.rfind("[", 0, at) > text.rfind("]", 0, at)
        if not inside and (tokens.REPEAT.match(text, at + 1) or tokens.OPERAND.match(text, at + 1)):
            places.append(at)
        at = text.find(";", at + 1)
    return places


def _too_long(at: int) -> Refusal:
    return Refusal("dice-too-long", at, expected=(str(bounds.MAX_LENGTH),))
