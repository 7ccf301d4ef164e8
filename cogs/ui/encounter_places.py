"""A wish for an encounter as the id of a button, so that *Another*, *Save* and *Add* work after any restart.

A button's id has room for 64 letters, digits, ``-`` and ``_``. What a wish names of a book (a creature type, a rating,
a monster) stands in it by its place there; the encounter itself follows from the wish.
"""

from __future__ import annotations

import re
from typing import Final

from core.combat.planning.bestiary import Bestiary
from core.combat.planning.groups import Group
from core.combat.planning.wishes import ANY, WISHED, Span, Wish
from core.errors import NotFoundError, RuleError
from core.rules.edition import Edition

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
SEED_LETTERS: Final = 5
SEEDS: Final = len(DIGITS) ** SEED_LETTERS
"""How many seeds there are: five letters or digits, which somebody can type."""
_NONE: Final = "_"
_WRITTEN: Final = re.compile(r"([12])([012])([0-9a-z_])([0-9a-z]{2}|__)-([0-9a-k]{1,12})-([0-9a-z]{1,5})-([0-9a-z]*)")
_EDITIONS: Final = {"1": Edition.SRD_51, "2": Edition.SRD_52}
_DIGITS_OF: Final = {edition: digit for digit, edition in _EDITIONS.items()}
_GROUP: Final = 3


def written_seed(seed: int) -> str:
    """A seed as people read it.

    Example:
        >>> written_seed(0), written_seed(46_655)
        ('0', 'zzz')
    """
    text = ""
    while seed:
        seed, digit = divmod(seed, len(DIGITS))
        text = DIGITS[digit] + text
    return text or "0"


def read_seed(text: str) -> int:
    """A seed that somebody typed.

    Raises:
        RuleError: ``seed-unreadable``.

    Example:
        >>> read_seed(" ZZZ ")
        46655
    """
    typed = text.strip().casefold()
    if not 1 <= len(typed) <= SEED_LETTERS or set(typed) - set(DIGITS):
        raise RuleError("seed-unreadable", named=text[:60])
    return int(typed, len(DIGITS))


def edition_of(text: str) -> Edition:
    """Whose monsters a wish is about.

    Raises:
        NotFoundError: ``entry-gone``: no button of ours names it so.
    """
    if text[:1] not in _EDITIONS:
        raise NotFoundError("entry-gone")
    return _EDITIONS[text[:1]]


def written_wish(wish: Wish, bestiary: Bestiary) -> str:
    """A wish as text.

    Args:
        wish: The wish.
        bestiary: The book's that it is about.
    """
    kind = DIGITS[bestiary.types.index(wish.type)] if wish.type else _NONE
    ratings = bestiary.ratings
    low = next((place for place, each in enumerate(ratings) if each >= wish.span.least), len(ratings) - 1)
    high = max((place for place, each in enumerate(ratings) if each <= wish.span.most), default=0)
    span = _NONE * 2 if wish.span == ANY else DIGITS[low] + DIGITS[high]
    levels = "".join(DIGITS[level] for level in wish.levels)
    having = "".join(_written_group(each, bestiary) for each in wish.having)
    head = f"{_DIGITS_OF[wish.edition]}{WISHED.index(wish.difficulty)}{kind}{span}"
    return f"{head}-{levels}-{written_seed(wish.seed)}-{having}"


def read_wish(text: str, bestiary: Bestiary) -> Wish:
    """The wish that a button names.

    Raises:
        NotFoundError: ``entry-gone``: no button of ours names it so.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None or len(found[7]) % _GROUP:
        raise NotFoundError("entry-gone")
    try:
        ratings = bestiary.ratings
        span = ANY if found[4] == _NONE * 2 else Span(ratings[_place(found[4][0])], ratings[_place(found[4][1])])
        parts = [found[7][start : start + _GROUP] for start in range(0, len(found[7]), _GROUP)]
        return Wish(
            _EDITIONS[found[1]],
            tuple(map(_place, found[5])),
            WISHED[int(found[2])],
            int(found[6], len(DIGITS)),
            "" if found[3] == _NONE else bestiary.types[_place(found[3])],
            span,
            tuple(Group(bestiary.kinds[int(part[:2], len(DIGITS))].name, _place(part[2])) for part in parts),
        )
    except IndexError:
        raise NotFoundError("entry-gone") from None


def _written_group(group: Group, bestiary: Bestiary) -> str:
    place = bestiary.exactly(group.monster).place
    return f"{DIGITS[place // len(DIGITS)]}{DIGITS[place % len(DIGITS)]}{DIGITS[group.count]}"


def _place(digit: str) -> int:
    return DIGITS.index(digit)
