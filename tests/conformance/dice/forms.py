"""S-expressions: text to nested lists, and the small words in them that every operator is made of."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

Form = str | list["Form"]
Number = int | Fraction

_TOKEN: Final = re.compile(r"[()]|[^\s()]+")
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_SELECTOR: Final = re.compile(r"(=|<=|<|>=|>)(-?\d{1,9})", re.ASCII)
_DEEPEST: Final = 100
COMPARE: Final[dict[str, Callable[[Number, Number], bool]]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class MeaningError(Exception):
    """An s-expression says something that nobody has told the meaning of; the text is a whole sentence."""


def read(text: str) -> Form:
    """Read the one form of a text."""
    open_forms: list[list[Form]] = [[]]
    for token in _TOKEN.findall(text):
        if token == "(":
            open_forms.append([])
            if len(open_forms) > _DEEPEST:
                raise MeaningError(f"the s-expression is nested deeper than {_DEEPEST}")
        elif token == ")":
            closed = open_forms.pop()
            if not open_forms:
                raise MeaningError("the s-expression closes more parentheses than it opens")
            open_forms[-1].append(closed)
        else:
            open_forms[-1].append(token)
    if len(open_forms) > 1:
        raise MeaningError("the s-expression leaves a parenthesis open")
    if len(open_forms[0]) != 1:
        raise MeaningError(f"an s-expression is one form; here are {len(open_forms[0])}")
    return open_forms[0][0]


def matches(selector: Form) -> Callable[[Number], bool]:
    """Whether a selector such as ``=3`` means a value."""
    found = _SELECTOR.fullmatch(selector) if isinstance(selector, str) else None
    if found is None:
        raise MeaningError(f"'{shown(selector)}' is no selector such as =3, <3 or >=5")
    compare, number = COMPARE["==" if found[1] == "=" else found[1]], int(found[2])
    return lambda value: compare(value, number)


def operator_of(form: list[Form]) -> str:
    """The operator that a form begins with."""
    if not form or not isinstance(form[0], str):
        raise MeaningError(f"{shown(form)} does not begin with an operator")
    return form[0]


def operands(form: list[Form], count: int) -> list[Form]:
    """What stands behind the operator, which must be so many parts."""
    if len(form) != count + 1:
        raise MeaningError(f"{shown(form)} has {len(form) - 1} parts behind {form[0]}, not {count}")
    return form[1:]


def whole(form: Form) -> int:
    """A whole number that is not negative."""
    if not isinstance(form, str) or not _WHOLE.fullmatch(form):
        raise MeaningError(f"{shown(form)} stands where a whole number is due")
    return int(form)


def shown(form: Form) -> str:
    """A form in a sentence."""
    return form if isinstance(form, str) else f"({' '.join([shown(part) for part in form])})"
