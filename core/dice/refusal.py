"""Why a notation is refused, and the valid notation that stands nearest to it.

Inside `core.dice` a refusal is a small exception; at the door it becomes a `NotationError` with an example. The
example is found, not written down: the likeliest corrections are tried in turn, and the first that parses is shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from core.dice.tokens import BLANKS
from core.errors import NotationError

_LONGEST_TO_MEND: Final = 80
"""Longer texts get the reason's own example: a correction would be as hard to read as the mistake."""
_LONGEST_FOUND: Final = 24
_LONGEST_SLIP: Final = 6
_LUCK: Final = ("adv", "advantage", "dis", "disadvantage")
_DEFAULT_EXAMPLE: Final = "2d6+3"
_EXAMPLES: Final = {
    "dice-empty": "1d20+5",
    "dice-too-long": "1d20+5",
    "dice-too-deep": "(2d6+3)*2",
    "dice-too-many-parts": "2d6+3",
    "dice-too-many-modifiers": "4d6kh3",
    "dice-too-many": "8d6",
    "dice-too-many-sides": "1d100",
    "dice-number-too-long": "1d100",
    "dice-total-too-large": "8d6*10",
    "dice-no-sides": "1d6",
    "dice-never-ends": "5d6e6",
    "dice-divide-by-zero": "8d6/2",
    "dice-whole-count": "2d6",
    "dice-needs-d20": "1d20+5",
    "dice-needs-dice": "4d6kh3",
    "dice-dc-missing": "1d20+5 dc15",
    "dice-dc-twice": "1d20+5 dc15",
    "dice-dc-out-of-range": "1d20+5 dc15",
    "dice-stray-option": "1d20+5 adv dc15 # dex save",
    "dice-late-arithmetic": "1d20+5 # stealth",
    "dice-option-here": "1d20+5",
    "dice-bad-label": "2d6[fire]",
    "dice-arguments": "max(1d20, 10)",
    "dice-too-many-rolls": "6x4d6kh3",
}


class Refusal(Exception):
    """The reason, the place (an index, from zero) and what stands there; it never leaves this package."""

    def __init__(self, reason: str, at: int, found: str = "", expected: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at
        self.found = found
        self.expected = expected


def explain(refusal: Refusal, asked: str, accepts: Callable[[str], bool]) -> NotationError:
    """Turn a refusal into the error that a player sees.

    Args:
        refusal: What the parser raised.
        asked: The whole text as typed.
        accepts: Whether the door that refused this text lets another in.

    Returns:
        The error, with the nearest valid notation as its example.
    """
    return NotationError(
        refusal.reason,
        text=asked,
        column=refusal.at + 1,
        found=_printable(refusal.found),
        expected=refusal.expected,
        example=_nearest(refusal, asked, accepts),
    )


def _nearest(refusal: Refusal, asked: str, accepts: Callable[[str], bool]) -> str:
    fixed = _EXAMPLES.get(refusal.reason)
    if fixed is not None and accepts(fixed):
        return fixed
    if len(asked) <= _LONGEST_TO_MEND:
        for candidate in _corrections(refusal, asked):
            if candidate.isprintable() and "`" not in candidate and accepts(candidate):
                return candidate
    return _DEFAULT_EXAMPLE


def _corrections(refusal: Refusal, asked: str) -> Iterator[str]:
    """Likely meant texts, the likeliest first."""
    text, at = asked.rstrip(BLANKS), refusal.at
    before, after = text[:at], text[at:]
    yield from _particular(refusal, before, after)
    if refusal.reason != "dice-not-known-here":
        yield before + after[1:]
        yield f"{before} {after}"
    yield before.rstrip(BLANKS + "+-*/%×÷−–(")
    yield after.lstrip(BLANKS + "+*/%×÷)")
    yield after[len(refusal.found) :].lstrip(BLANKS)
    yield text.strip("`*_'\"" + BLANKS)


def _particular(refusal: Refusal, before: str, after: str) -> Iterator[str]:
    """Corrections that fit one reason only."""
    text = before + after
    match refusal.reason:
        case "dice-foreign-digit":
            yield "".join([str(unicodedata.digit(sign, sign)) for sign in unicodedata.normalize("NFKC", text)])
        case "dice-unfinished":
            yield text + ("20" if text[-1:] in ("d", "D") else "3")
            yield text + "3)"
        case "dice-unclosed" | "dice-unopened":
            for sign in ")]}":
                yield text + sign
            yield "".join([sign for sign in text if sign not in "()[]{}"])
        case "dice-missing-operator":
            yield f"{before.rstrip(BLANKS)} + {after}"
            yield text.replace("(", "").replace(")", "")
            yield before + "# " * before.endswith(tuple(BLANKS)) + after
        case "dice-spaced":
            yield before.rstrip(BLANKS) + after
            yield "".join(text.split())
            yield f"{before}# {after}"
        case "dice-not-known-here":
            yield from _translated(refusal.found, before, after)
        case "dice-stray-option" | "dice-hidden-here":
            yield f"{before}# {after}"
        case "dice-unknown-modifier":
            for place in range(min(len(refusal.found), _LONGEST_SLIP)):
                yield before + after[:place] + after[place + 1 :]
        case "dice-unexpected" if not before.strip() and refusal.found.lower() in _LUCK:
            yield f"{after[len(refusal.found) :].lstrip(BLANKS)} {refusal.found}"
        case _:
            pass


def _translated(found: str, before: str, after: str) -> Iterator[str]:
    """What another bot's notation could be written as here."""
    rest = after[len(found) :]
    match found[0].lower():
        case "[":
            label = found.strip("[]" + BLANKS)
            yield f"{before.rstrip(BLANKS)} {rest.strip(BLANKS)}".rstrip() + f" # {label}"
            yield f"{before.rstrip(BLANKS)} # {label}"
        case "!" if found != "!=":
            yield f"{before}!{rest}"
        case "x":
            yield after[1:] if "d" in found.lower() else f"{before}*{after[1:]}"
        case "d":
            yield "3d6"
        case _:
            pass


def _printable(found: str) -> str:
    shown = found if len(found) <= _LONGEST_FOUND else found[: _LONGEST_FOUND - 1] + "…"
    shown = shown.replace("`", "ˋ")  # a backtick would end the code span that the words put around this
    return "".join([sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in shown])
