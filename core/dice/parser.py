"""The parser: one value of the notation after another, with every operator and modifier behind it.

Each operator binds with a strength; `Parser.value` reads an operand and goes on while the next operator binds more
tightly than the one before it. What could make a roll slow is refused here, at the place where it stands.
"""

from __future__ import annotations

from fractions import Fraction

from core.dice import bounds, tokens, trouble
from core.dice.modifiers import joined, read_modifiers, read_picks
from core.dice.operations import Modifier
from core.dice.refusal import Refusal
from core.dice.spans import span
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set

_SHORT = 4
"""Numbers with fewer digits are within every bound."""
_ONE_ARGUMENT = frozenset({"floor", "ceil", "round", "abs"})


class Parser:
    """One pass over one text.

    Attributes:
        at: Where the parser stands.
        end: Where the text ends for it.
        charged: How many dice may be needed so far.
        parts: How many numbers, dice and operators were read.
        scales: Whether there was a product or a quotient, with which sizes have to be checked.
    """

    __slots__ = ("at", "charged", "depth", "end", "options", "parts", "scales", "text")

    def __init__(self, text: str, *, options: bool) -> None:
        self.text = text
        self.end = len(text)
        self.options = options
        self.at = self.depth = self.parts = self.charged = 0
        self.scales = False

    def value(self, binding: int) -> Node:
        """Read an operand and every operator behind it that binds more tightly than `binding`."""
        left = self.operand()
        text, end = self.text, self.end
        while self.at < end and (found := tokens.OPERATOR.match(text, self.at)):
            operator, strength = tokens.OPERATORS[found[1]]
            if strength <= binding or (operator == "*" and self.is_emphasis(found.start(1))):
                break
            self.parts += 1
            self.at = found.end()
            if strength == tokens.SCALING:
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
        count, sides, digits, sign, opening, function = found.groups()
        self.at = found.end()
        self.parts += 1
        if self.parts > bounds.MAX_PARTS:
            raise Refusal("dice-too-many-parts", found.start(found.lastindex or 0), expected=(str(bounds.MAX_PARTS),))
        if sides:
            number = 1 if not count else int(count) if len(count) < _SHORT else whole(count, found.start(1))
            node: Node = self.pool(number, sides, found.start(1))
        elif digits:
            node = self.number(digits, found.start(3))
        elif sign:
            return self.signed(sign)
        elif opening:
            node = self.brackets(opening, found.start(5))
        else:
            node = self.call(function.lower(), found.start(6))
        if self.at < self.end and "[" in self.text:
            return self.labelled(node)
        return node

    def labelled(self, node: Node) -> Node:
        while found := tokens.LABEL.match(self.text, self.at):
            label = " ".join(found[1].split())
            if not label:
                at = found.start(1) - 1
                raise Refusal("dice-bad-label", at, self.text[at : found.end()], (str(bounds.MAX_LABEL),))
            if len(label) > bounds.MAX_LABEL or not label.isprintable():
                raise Refusal("dice-bad-label", found.start(1), found[1], (str(bounds.MAX_LABEL),))
            self.at = found.end()
            node = Labelled(node, label)
        return node

    def pool(self, number: int, sides: str, at: int) -> Dice:
        """Read what is behind the ``d``, which has been read itself."""
        fate = sides in "fF"
        faces = 3 if fate else 100 if sides == "%" else int(sides) if len(sides) < _SHORT else self.sides(sides)
        if not faces:
            raise Refusal("dice-no-sides", self.at - 1, sides, ("1",))
        text = self.text
        if self.at == self.end or text[self.at] not in tokens.MODIFIER_FIRST:
            node = Dice(number, faces, (), fate, at + 1)
            self.charged += number
        else:
            modifiers, self.at = read_modifiers(text, self.at, 1 if fate else faces)
            node = Dice(number, faces, modifiers, fate, at + 1)
            self.count_part(at, sum([len(step.selectors) for step in modifiers]))
            charge = bounds.charge(number, *node.faces, modifiers)
            if charge is None:
                raise Refusal("dice-never-ends", at, node.text)
            self.charged += charge
        if self.charged > bounds.MAX_DICE:
            self.check_charge(at)
        return node

    def check_charge(self, at: int) -> None:
        if self.charged > bounds.MAX_DICE:
            raise Refusal("dice-too-many", at, self.text[at : self.at].strip(), (str(bounds.MAX_DICE),))

    def sides(self, digits: str) -> int:
        at = self.at - len(digits)
        faces = whole(digits, at)
        if faces > bounds.MAX_SIDES:
            raise Refusal("dice-too-many-sides", at, digits, (str(bounds.MAX_SIDES),))
        return faces

    def number(self, digits: str, at: int) -> Number:
        if "." in digits:
            if len(digits) > bounds.MAX_DIGITS + 1:
                raise Refusal("dice-number-too-long", at, digits, (str(bounds.MAX_DIGITS),))
            value = Fraction(digits)
            return Number(value.numerator if value.denominator == 1 else value)
        return Number(whole(digits, at))

    def signed(self, sign: str) -> Node:
        self.deepen()
        operand = self.value(tokens.UNARY_BINDING)
        self.depth -= 1
        return operand if sign == "+" else Negative(operand)

    def brackets(self, opening: str, opened_at: int) -> Node:
        """Read what parentheses or braces hold: one value, or a set of values, of which some may be kept."""
        items, comma = self.items(opening, opened_at)
        if len(items) == 1 and not comma:
            group = Group(items[0])
            if found := tokens.COUNTED_DICE.match(self.text, self.at):
                self.at = found.end()
                return self.counted(group, found[1], opened_at)
            if self.at == self.end or self.text[self.at] not in "kKpPdD" or not self.picks_follow():
                return group
        picks_at = self.at
        modifiers, self.at = read_picks(self.text, self.at)
        if len(items) == 1 and not comma and (picked := self.picked(items[0], modifiers, picks_at)):
            return picked
        return Set(items, modifiers, opened_at + 1)

    def picked(self, only: Node, picks: tuple[Modifier, ...], at: int) -> Dice | Set | None:
        """The pool or set that brackets hold alone, picked from as if they were not there; None if they hold other."""
        while isinstance(only, Group):
            only = only.inner
        if not isinstance(only, Dice | Set) or (steps := joined(only.modifiers, picks)) is None:
            return None
        if sum([len(step.selectors) for step in steps]) > bounds.MAX_MODIFIERS:
            raise Refusal("dice-too-many-modifiers", at, self.text[at : self.at], (str(bounds.MAX_MODIFIERS),))
        if isinstance(only, Set):
            return Set(only.items, steps, only.column)
        return Dice(only.count, only.sides, steps, only.fate, only.column)

    def picks_follow(self) -> bool:
        return tokens.MODIFIER.match(self.text, self.at) is not None

    def items(self, opening: str, opened_at: int) -> tuple[tuple[Node, ...], bool]:
        """Values up to the closing bracket, and whether a comma stood among them."""
        self.deepen()
        close, items, comma = tokens.CLOSE[opening], list[Node](), False
        while (closed := close.match(self.text, self.at)) is None:
            items.append(self.value(0))
            if following := tokens.COMMA.match(self.text, self.at):
                comma = True
                self.at = following.end()
            elif not close.match(self.text, self.at):
                raise trouble.unclosed(self.text, self.at, opened_at, items[-1])
        self.at = closed.end()
        self.depth -= 1
        return tuple(items), comma

    def counted(self, count: Group, sides: str, at: int) -> Counted | Dice:
        """Read dice whose number is a value: the most that it can be is what they are charged with."""
        most = max(span(count)[1], 0)
        if most > bounds.MAX_DICE:
            raise Refusal("dice-too-many", at, self.text[at : self.at], (str(bounds.MAX_DICE),))
        return Counted(count, self.pool(int(most), sides, at))

    def call(self, function: str, at: int) -> Call:
        arguments, _ = self.items("(", self.at - 1)
        if not arguments or (function in _ONE_ARGUMENT and len(arguments) > 1):
            raise Refusal("dice-arguments", at, function, ("1",) if function in _ONE_ARGUMENT else ("1", "2", "3"))
        return Call(function, arguments)

    def deepen(self) -> None:
        self.depth += 1
        if self.depth > bounds.MAX_DEPTH:
            raise Refusal("dice-too-deep", self.at - 1, expected=(str(bounds.MAX_DEPTH),))

    def count_part(self, at: int, parts: int = 1) -> None:
        self.parts += parts
        if self.parts > bounds.MAX_PARTS:
            raise Refusal("dice-too-many-parts", at, expected=(str(bounds.MAX_PARTS),))


def whole(digits: str, at: int) -> int:
    """A whole number of bounded length.

    Raises:
        Refusal: ``dice-number-too-long``.
    """
    if len(digits) > bounds.MAX_DIGITS:
        raise Refusal("dice-number-too-long", at, digits, (str(bounds.MAX_DIGITS),))
    return int(digits)
