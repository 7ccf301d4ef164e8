"""Texts that a package has as one line, parted again as the book has them.

Paragraphs were lost where the book was read, but headings within a line can be told: a few words with capitals and a
full stop, behind the end of a sentence. Where columns of the book ran into each other, it is said here what belongs
where.

Source: SRD 5.2.1, the pages of the spells and creatures that are named below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

_WORD: Final = r"(?:[A-Z][\w’'-]*|\d+)"
_SMALL: Final = r"(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with|without)"
_HEADING: Final = re.compile(
    rf"(?:(?<=[.!?)”])|(?<=\d\.)|^) ?({_WORD}(?: (?:{_WORD}|{_SMALL})){{0,5}}(?: \([^)]+\))?\.) (?=[A-Z“])"
)
_NEXT_GROUP: Final = re.compile(rf"(?<=[.!)”]) {_WORD}(?: {_WORD}){{0,2}}$")
"""The heading of what comes next in the book, at the end of the last creature before it."""
_NEXT_AFTER_SPELLS: Final = {"Rakshasa": " Red Dragons", "Guardian Naga": " Guards"}
"""The same behind a list of spells, which ends without a full stop."""


class _Tail(NamedTuple):
    """The end of a text that belongs to another one."""

    begins: str
    of: str


_TAILS: Final[Mapping[str, _Tail]] = {
    "Animate Objects": _Tail("or make attacks with Ranged", "Antilife Shell"),
    "Antilife Shell": _Tail("Wisdom saving throw to end", "Antipathy/Sympathy"),
    "Antipathy/Sympathy": _Tail("Animated Object Huge or", "Animate Objects"),
    "Find Steed": _Tail("face a choice of paths", "Find the Path"),
    "Fireball": _Tail("Otherworldly Steed Large", "Find Steed"),
}
"""Of spells: two columns of the book ran into each other."""


def parted(text: str) -> str:
    """A line, with paragraphs before the headings in it and before what is listed.

    Example:
        >>> print(parted("It burns. Using a Higher-Level Spell Slot. The damage increases. • One • Two"))
        It burns.
        <BLANKLINE>
        **Using a Higher-Level Spell Slot.** The damage increases.
        <BLANKLINE>
        - One
        - Two
    """
    headed = _HEADING.sub(r"\n\n**\1** ", text.strip())
    return re.sub(r"\n- ", "\n\n- ", re.sub(r"\s*•\s*", "\n- ", headed), count=1).strip()


def spell_text(name: str, read: Callable[[str], str]) -> str:
    """A spell's text, whole.

    Args:
        name: The spell's.
        read: The text of a spell as the package has it; empty for none.
    """
    own = _before(read(name), _TAILS.get(name))
    elsewhere = [_after(read(other), tail) for other, tail in _TAILS.items() if tail.of == name]
    return " ".join([own, *elsewhere]).strip()


def deed_text(creature: str, text: str) -> str:
    """What a creature does, without the heading of the next one."""
    return _NEXT_GROUP.sub("", text.strip().removesuffix(_NEXT_AFTER_SPELLS.get(creature, "\0")))


def _before(text: str, tail: _Tail | None) -> str:
    return text.partition(f" {tail.begins}")[0] if tail else text


def _after(text: str, tail: _Tail) -> str:
    _, begins, rest = text.partition(tail.begins)
    return f"{begins}{rest}"
