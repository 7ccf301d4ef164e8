"""Showing: an outcome in one line of text, with every die that was rolled in sight.

    4d6kh3 (6, 4, 3, ~~1~~) + 2 = **15**

What the marks mean stands in `core.dice.style`. Like a plan, a drawing is made once for each line and style; it takes
the faces in the order of rolling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from core.dice.expression import Line
from core.dice.layout import group_of
from core.dice.operations import Modifier, Operation, texts
from core.dice.plan import plan, resolved
from core.dice.pool import Pool, picked
from core.dice.roller import Outcome
from core.dice.style import MARKDOWN, SHOWN_DICE, UNMARKED, Style, faces
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set, canonical

_CACHED: Final = 1024
_D20: Final = 20

Faces = Iterator[int]
Drawing = Callable[[Faces], str]


def text(outcome: Outcome, style: Style = MARKDOWN) -> str:
    """A roll in words of dice; of several rolls a line each.

    Example:
        >>> from core.dice.notation import parse
        >>> from core.dice.roller import roll
        >>> from core.dice.source import ScriptedDice
        >>> text(roll(parse("4d6kh3+2"), ScriptedDice([6, 4, 1, 3])))
        '4d6kh3 (6, 4, ~~1~~, 3) + 2 = **15**'
    """
    faces = iter(outcome.drawn)
    before, behind = style.total
    lines = outcome.expression.lines
    if len(lines) == 1:
        return f"{_drawing(lines[0], style)(faces)} = {before}{outcome.total}{behind}"
    rows = [
        f"{_drawing(line, style)(faces)} = {before}{total}{behind}"
        for line, total in zip(lines, outcome.totals, strict=True)
    ]
    return "\n".join(rows)


@lru_cache(maxsize=_CACHED)
def _drawing(line: Line, style: Style) -> Drawing:
    return _draw(line.root, style)


def _draw(node: Node, style: Style) -> Drawing:
    return _DRAWERS[type(node)](node, style)


def _draw_number(node: Number, style: Style) -> Drawing:
    shown = canonical(node)
    return lambda faces: shown


def _draw_dice(node: Dice, style: Style) -> Drawing:
    if not node.fate and node.sides != _D20:
        if not node.modifiers:
            return _draw_bare(node)
        only = node.modifiers[0]
        if node.count <= SHOWN_DICE and len(node.modifiers) == 1 and len(only.selectors) == 1:
            if only.operation is Operation.KEEP and only.selectors[0].comparison in "hl":
                return _draw_ranked(node, only, style)
            if only.operation is Operation.EXPLODE and only.selectors[0].comparison == "=":
                return _draw_exploding(node, only.selectors[0].value)
    if node.count == 1 and node.sides == _D20 and not node.modifiers:
        return _draw_d20(style)
    return lambda faces: _played_out(node, faces, style)


def _draw_d20(style: Style) -> Drawing:
    shown = [f"1d20 ({face})" for face in range(_D20 + 1)]
    for face, (before, behind) in ((1, style.worst), (_D20, style.best)):
        shown[face] = f"1d20 ({before}{face}{behind})"
    return lambda faces: shown[next(faces)]


def _draw_bare(node: Dice) -> Drawing:
    head, count = f"{node.text} (", node.count
    if count <= SHOWN_DICE:
        return lambda faces: f"{head}{', '.join(map(str, islice(faces, count)))})"

    def folded(faces: Faces) -> str:
        shown = tuple(islice(faces, count))[:SHOWN_DICE]
        return f"{head}{', '.join(map(str, shown))}{_folded(count)})"

    return folded


def _folded(count: int) -> str:
    return f", … +{count - SHOWN_DICE}" if count > SHOWN_DICE else ""


def _draw_ranked(node: Dice, modifier: Modifier, style: Style) -> Drawing:
    head, count = f"{node.text} (", node.count
    before, behind = style.dropped
    places, number = range(count), modifier.selectors[0].value
    high = modifier.selectors[0].comparison == "h"
    dropped = slice(number, None) if high else slice(max(count - number, 0))

    def ranked(faces: Faces) -> str:
        shown = tuple(islice(faces, count))
        dice = list(map(str, shown))
        for place in sorted(places, key=shown.__getitem__, reverse=True)[dropped]:
            dice[place] = f"{before}{dice[place]}{behind}"
        return f"{head}{', '.join(dice)})"

    return ranked


def _draw_exploding(node: Dice, on: int) -> Drawing:
    """Each die with the chain that it set off, though the chains were rolled side by side."""
    head, count = f"{node.text} (", node.count

    def exploding(faces: Faces) -> str:
        chains = [str(face) for face in islice(faces, count)]
        mark = str(on)
        waiting = [place for place, face in enumerate(chains) if face == mark]
        while waiting:
            fresh = [next(faces) for _ in waiting]
            for place, face in zip(waiting, fresh, strict=True):
                chains[place] += f"!, {face}"
            waiting = [place for place, face in zip(waiting, fresh, strict=True) if face == on]
        return f"{head}{', '.join(chains)})"

    return exploding


class _Told:
    """A source that tells the faces of a roll once more."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces

    def die(self, sides: int) -> int:
        """The next face."""
        return next(self._faces)

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """The next faces."""
        return tuple(islice(self._faces, count))


def _played_out(node: Dice, told: Faces, style: Style) -> str:
    group = group_of(node, Pool(node, _Told(told), []))
    return f"{group.text} ({faces(group, style)}{_folded(len(group.faces))})"


def _draw_counted(node: Counted, style: Style) -> Drawing:
    number, count = plan(node.count), _draw(node.count, style)

    def counted(faces: Faces) -> str:
        dice = resolved(node.dice, number(_Told(copy(faces)), []))
        return f"{count(faces)} → {_played_out(dice, faces, style)}"

    return counted


def _draw_negative(node: Negative, style: Style) -> Drawing:
    operand = _draw(node.operand, style)
    return lambda faces: f"-{operand(faces)}"


def _draw_group(node: Group, style: Style) -> Drawing:
    inner = _draw(node.inner, style)
    return lambda faces: f"({inner(faces)})"


def _draw_labelled(node: Labelled, style: Style) -> Drawing:
    inner, label = _draw(node.inner, style), node.label
    return lambda faces: f"{inner(faces)} [{label}]"


def _draw_call(node: Call, style: Style) -> Drawing:
    arguments = [_draw(each, style) for each in node.arguments]
    return lambda faces: f"{node.function}({', '.join([each(faces) for each in arguments])})"


def _draw_set(node: Set, style: Style) -> Drawing:
    plans = [plan(item) for item in node.items]
    drawings = [_draw(item, style) for item in node.items]
    struck = drawings if style is UNMARKED else [_when_due(item, UNMARKED) for item in node.items]
    before, behind = style.dropped
    steps = texts(node.modifiers)

    def values(faces: Faces) -> str:
        again = _Told(copy(faces))
        kept = _survivors([each(again, []) for each in plans], node.modifiers)
        items = [
            draw(faces) if place in kept else f"{before}{strike(faces)}{behind}"
            for place, (draw, strike) in enumerate(zip(drawings, struck, strict=True))
        ]
        return f"({', '.join(items)}){steps}"

    return values


def _when_due(node: Node, style: Style) -> Drawing:
    """A drawing made at its first use: were all made at once, sets within sets would be drawn 2^40 times."""
    made: list[Drawing] = []

    def draw(faces: Faces) -> str:
        if not made:
            made.append(_draw(node, style))
        return made[0](faces)

    return draw


def _survivors(values: Sequence[Any], modifiers: Iterable[Modifier]) -> list[int]:
    """The places of the values that all steps leave."""
    places = list(range(len(values)))
    for modifier in modifiers:
        kept = picked([values[place] for place in places], modifier)
        places = [place for place, stays in zip(places, kept, strict=True) if stays]
    return places


def _draw_binary(node: Binary, style: Style) -> Drawing:
    left, sign = _draw(node.left, style), f" {node.operator} "
    if isinstance(node.right, Number):
        tail = sign + canonical(node.right)
        return lambda faces: left(faces) + tail
    right = _draw(node.right, style)
    return lambda faces: left(faces) + sign + right(faces)


_DRAWERS: Final[dict[type[Node], Callable[[Any, Style], Drawing]]] = {
    Number: _draw_number,
    Dice: _draw_dice,
    Counted: _draw_counted,
    Negative: _draw_negative,
    Group: _draw_group,
    Labelled: _draw_labelled,
    Set: _draw_set,
    Call: _draw_call,
    Binary: _draw_binary,
}
