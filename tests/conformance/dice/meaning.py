"""What the s-expression of a case means: an evaluator of its own, which shares no line and no type with `core.dice`.

It is written the obvious way, die by die, where the engine works in generations, by ranks and with shortcuts. Within
one pool the order in which dice are rolled again cannot change what is left: whoever rolls until so many dice have
stopped has the same faces in hand, in whichever order their turns came. So both come to the same total from the same
faces, or one of them is wrong.

The vocabulary is the one that a file of cases tells of in its ``meta``, and ``(repeat n x)``. Anything else is a
`MeaningError`, found before a die is rolled.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from tests.conformance.dice.forms import (
    COMPARE,
    Form,
    MeaningError,
    Number,
    matches,
    operands,
    operator_of,
    read,
    whole,
)
from tests.conformance.dice.steps import OPERATORS, Hand

Faces = Callable[[int], int]
"""Rolls one die of so many sides; 3 for fate dice, whose faces are one less than none, none and one."""
Meaning = Callable[[Faces], tuple[Number, ...]]
"""Plays an s-expression with faces: the total of each repetition."""
_Value = Callable[[Faces], Number]
_Deal = Callable[[Faces], Hand]

_NUMBER: Final = re.compile(r"[-+]?(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})", re.ASCII)
_BINARY: Final[dict[str, Callable[[Number, Number], Number]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: Fraction(left) / right,
    "//": lambda left, right: left // right,
    "%": lambda left, right: left % right,
}
_UNARY: Final[dict[str, Callable[[Number], Number]]] = {
    "group": operator.pos, "pos": operator.pos, "neg": operator.neg, "abs": abs,
    "trunc": math.trunc, "floor": math.floor, "ceil": math.ceil,
}  # fmt: skip
_EXTREME: Final[dict[str, Callable[[list[Number]], Number]]] = {"max": max, "min": min}
_MOST_ROLLS: Final = 1_000
_SUCCESSES: Final = {"succ": 1, "succf": 2}
"""How many selectors stand before the dice."""


def meaning(text: str) -> Meaning:
    """Read an s-expression.

    Raises:
        MeaningError: It is none, or holds a word or a number of parts that it may not.
    """
    form, times = read(text), 1
    if isinstance(form, list) and form[:1] == ["repeat"]:
        number, form = operands(form, 2)
        times = whole(number)
        if times > _MOST_ROLLS:
            raise MeaningError(f"a roll repeated {times} times; the most is {_MOST_ROLLS}")
    value = _value(form)
    return lambda faces: tuple([value(faces) for _ in range(times)])


def _value(form: Form) -> _Value:
    """A form that comes to one number; a hand comes to its sum."""
    if isinstance(form, str):
        return _number(form)
    name = operator_of(form)
    if name == "label":
        return _value(operands(form, 2)[1])
    if name in _UNARY:
        change, inner = _UNARY[name], _value(operands(form, 1)[0])
        return lambda faces: change(inner(faces))
    if name in _BINARY or name in COMPARE:
        return _binary(name, form)
    if name in _EXTREME:
        return _extreme(name, form)
    if name in _SUCCESSES:
        return _successes(name, form)
    deal = _deal(form)
    return lambda faces: sum(deal(faces).values)


def _number(word: str) -> _Value:
    if not _NUMBER.fullmatch(word):
        raise MeaningError(f"'{word}' is no number")
    number = Fraction(word) if "." in word else int(word)
    return lambda faces: number


def _binary(name: str, form: list[Form]) -> _Value:
    left, right = map(_value, operands(form, 2))
    apply: Callable[[Number, Number], Number] = _BINARY[name] if name in _BINARY else COMPARE[name]
    # A number of its own, for a comparison gives True or False.
    return lambda faces: +apply(left(faces), right(faces))


def _extreme(name: str, form: list[Form]) -> _Value:
    choose, values = _EXTREME[name], list(map(_value, form[1:]))
    if not values:
        raise MeaningError(f"({name}) of nothing has no value")
    return lambda faces: choose([value(faces) for value in values])


def _successes(name: str, form: list[Form]) -> _Value:
    *selectors, dice = operands(form, _SUCCESSES[name] + 1)
    succeeds, *fails = map(matches, selectors)
    deal = _deal(dice)

    def counted(faces: Faces) -> Number:
        values = deal(faces).values
        return sum(map(succeeds, values)) - sum(fail(value) for fail in fails for value in values)

    return counted


def _deal(form: Form) -> _Deal:
    """A form that lays dice or values on the table."""
    if isinstance(form, str):
        raise MeaningError(f"dice or a set are due where '{form}' stands")
    name = operator_of(form)
    if name == "d":
        return _dice(*operands(form, 2))
    if name == "set":
        items = list(map(_value, form[1:]))
        return lambda faces: Hand([item(faces) for item in items], None)
    if name not in OPERATORS:
        if name in {*_UNARY, *_BINARY, *COMPARE, *_EXTREME, *_SUCCESSES, "label"}:
            raise MeaningError(f"dice or a set are due where ({name} …) stands")
        raise MeaningError(f"'{name}' is no operator of the cases' schema")
    return _stepped(name, form)


def _stepped(name: str, form: list[Form]) -> _Deal:
    known = OPERATORS[name]
    *words, inner = operands(form, known.words + 1)
    step, deal = known.make(*words), _deal(inner)
    if known.rolls and _is_set(inner):
        raise MeaningError(f"({name} …) rolls dice again, and the values of a set are none")

    def stepped(faces: Faces) -> Hand:
        hand = deal(faces)
        return Hand(step(hand), hand.again)

    return stepped


def _is_set(form: Form) -> bool:
    while isinstance(form, list) and form[0] in OPERATORS:
        form = form[-1]
    return isinstance(form, list) and form[0] == "set"


def _dice(number: Form, sides_form: Form) -> _Deal:
    count, fate = whole(number), sides_form == "F"
    sides = 3 if fate else whole(sides_form)
    if not sides:
        raise MeaningError("a die has at least one side")

    def dealt(faces: Faces) -> Hand:
        def one() -> Number:
            return faces(sides) - 2 if fate else faces(sides)

        return Hand([one() for _ in range(count)], one)

    return dealt
