"""Notation: text to tree, by a Pratt parser of our own, in one pass and without a table of tokens.

Each operator binds with a strength; `_Parser.value` reads an operand and goes on while the next operator binds more
tightly than the one before it. Everything that could make a roll slow is refused here, at the place where it stands.

    roll       = sum [note]
    sum        = product {("+" | "-") product}
    product    = signed {("*" | "/" | "//" | "%") signed}
    signed     = {"-" | "+"} (number | pool | "(" sum ")")
    pool       = [count] "d" (sides | "%" | "F") {modifier}          in one piece
    modifier   = ("k" | "kh" | "kl" | "d" | "dh" | "dl" | "ph" | "pl" | "mi" | "ma") number
               | ("k" | "p" | "r" | "rr" | "ro" | "ra" | "e" | "!") [comparison] number | "!"
    comparison = "<" | "<=" | "=" | ">=" | ">"
    note       = blank words | "#" words                             see `core.dice.note`
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial

from core.dice import bounds, tokens, trouble
from core.dice.advantage import Advantage, doubled
from core.dice.modifiers import read_modifiers
from core.dice.note import NO_NOTE, Note, read_note, starts_note
from core.dice.refusal import Refusal, explain
from core.dice.syntax import Binary, Dice, Group, Negative, Node, Number, canonical, dice

_CACHED = 512


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole expression, ready to be rolled any number of times.

    Attributes:
        root: The tree.
        text: Canonical notation: what a card and the ledger show.
        asked: The text as it was typed; columns refer to it.
        note: What stood behind the dice.
    """

    root: Node
    text: str
    asked: str
    note: Note = NO_NOTE

    @property
    def comment(self) -> str | None:
        """The player's words about the roll, if there were any."""
        return self.note.label


def parse(text: str) -> Expression:
    """Read dice notation that may be followed by words, but not by options such as ``adv`` or ``dc15``.

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
    return _read(text, False)


def read(text: str) -> Expression:
    """Read dice notation and whatever note stands behind it, options among it.

    Raises:
        NotationError: It is no notation, or asks for too much.
    """
    return _read(text, True)


@lru_cache(maxsize=_CACHED)
def _read(text: str, options: bool) -> Expression:
    """Read a text; the last results are kept by their exact text: ``10`` and ``1 0`` are not the same."""
    try:
        return _Parser(text, options=options).expression()
    except Refusal as refusal:
        raise explain(refusal, text, partial(_is_valid, options=options)) from None


def _is_valid(text: str, *, options: bool) -> bool:
    """Whether the very door that refused a text accepts this one."""
    try:
        _Parser(text, options=options).expression()
    except Refusal:
        return False
    return True


class _Parser:
    """One pass over one text."""

    __slots__ = ("at", "charged", "depth", "options", "parts", "scales", "text")

    def __init__(self, text: str, *, options: bool) -> None:
        if len(text) > bounds.MAX_LENGTH:
            raise _too_long(bounds.MAX_LENGTH)
        self.text = text
        self.options = options
        self.at = 0
        self.depth = 0
        self.parts = 0
        self.charged = 0
        self.scales = False

    def expression(self) -> Expression:
        root = self.value(0)
        if self.scales:
            bounds.check_size(root)
        note = self.note(root)
        text = canonical(root)
        if note.advantage is not Advantage.NONE and doubled(root) is None:
            raise Refusal("dice-needs-d20", note.luck_at or 0, text, ("1d20",))
        if len(text) > bounds.MAX_LENGTH:  # the ledger keeps this text, and Roll again reads it
            raise _too_long(len(self.text.rstrip()))
        return Expression(root, text, self.text, note)

    def note(self, root: Node) -> Note:
        """Read what is left over: nothing, a note, or something that must be refused."""
        text, at = self.text, self.at
        if at == len(text):
            return NO_NOTE
        start = tokens.after_gap(text, at)
        if start == len(text):
            return NO_NOTE
        named = start > at and (starts_note(text, start) or tokens.EMPHASIS.match(text, start))
        if named or text[start] == "#":
            return read_note(text, start, options=self.options)
        raise trouble.after_value(text, at, root)

    def value(self, binding: int) -> Node:
        """Read an operand and every operator behind it that binds more tightly than `binding`."""
        left = self.operand()
        text = self.text
        while found := tokens.OPERATOR.match(text, self.at):
            operator = tokens.CANONICAL_OPERATOR[found[1]]
            strength = tokens.BINDING[operator]
            if strength <= binding or (operator == "*" and self.is_emphasis(found.start(1))):
                break
            self.count_part(found.start(1))
            self.at = found.end()
            if strength == tokens.BINDING["*"]:
                self.scales = True
            left = Binary(operator, left, self.value(strength), found.start(1) + 1)
        return left

    def is_emphasis(self, at: int) -> bool:
        """Whether ``*sneaky*`` begins here, rather than a product."""
        return not self.depth and at > self.at and tokens.EMPHASIS.match(self.text, at) is not None

    def operand(self) -> Node:
        found = tokens.OPERAND.match(self.text, self.at)
        if found is None:
            raise trouble.instead_of_value(self.text, self.at)
        self.count_part(found.start(found.lastgroup or 0))
        self.at = found.end()
        match found.lastgroup:
            case "sides":
                return self.dice(found["count"], found["sides"], found.start("count"), found.start("sides"))
            case "number":
                return self.number(found["number"], found.start("number"))
            case "sign":
                return self.signed(found["sign"])
            case _:
                return self.group(found.start("open"))

    def dice(self, count: str, sides: str, at: int, sides_at: int) -> Dice:
        fate = sides in "fF"
        rolled = _whole(count, at) if count else 1
        faces = 3 if fate else 100 if sides == "%" else _whole(sides, sides_at)
        if not faces:
            raise Refusal("dice-no-sides", sides_at, sides, ("1",))
        if faces > bounds.MAX_SIDES:
            raise Refusal("dice-too-many-sides", sides_at, sides, (str(bounds.MAX_SIDES),))
        modifiers, self.at = read_modifiers(self.text, self.at, 1 if fate else faces)
        node = dice(rolled, faces, modifiers, fate=fate, column=at + 1)
        if modifiers:
            self.count_part(at, sum(len(step.selectors) for step in modifiers))
            charge = bounds.charge(rolled, *node.faces, modifiers)
            if charge is None:
                raise Refusal("dice-never-ends", at, node.text)
            self.charged += charge
        else:
            self.charged += rolled
        if self.charged > bounds.MAX_DICE:
            raise Refusal("dice-too-many", at, self.text[at : self.at], (str(bounds.MAX_DICE),))
        return node

    def number(self, digits: str, at: int) -> Number:
        if "." in digits:
            if len(digits) > bounds.MAX_DIGITS + 1:
                raise Refusal("dice-number-too-long", at, digits, (str(bounds.MAX_DIGITS),))
            return Number(Fraction(digits), digits)
        value = _whole(digits, at)
        return Number(value, str(value))

    def signed(self, sign: str) -> Node:
        self.deepen()
        operand = self.value(tokens.UNARY_BINDING)
        self.depth -= 1
        return operand if sign == "+" else Negative(operand)

    def group(self, opened_at: int) -> Group:
        self.deepen()
        inner = self.value(0)
        self.depth -= 1
        closed = tokens.CLOSE.match(self.text, self.at)
        if closed is None:
            raise trouble.unclosed(self.text, self.at, opened_at, inner)
        self.at = closed.end()
        return Group(inner)

    def deepen(self) -> None:
        self.depth += 1
        if self.depth > bounds.MAX_DEPTH:
            raise Refusal("dice-too-deep", self.at - 1, expected=(str(bounds.MAX_DEPTH),))

    def count_part(self, at: int, parts: int = 1) -> None:
        self.parts += parts
        if self.parts > bounds.MAX_PARTS:
            raise Refusal("dice-too-many-parts", at, expected=(str(bounds.MAX_PARTS),))


def _whole(digits: str, at: int) -> int:
    if len(digits) > bounds.MAX_DIGITS:
        raise Refusal("dice-number-too-long", at, digits, (str(bounds.MAX_DIGITS),))
    return int(digits)


def _too_long(at: int) -> Refusal:
    return Refusal("dice-too-long", at, expected=(str(bounds.MAX_LENGTH),))
