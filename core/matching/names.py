"""Names found by what somebody has typed so far: begun, taken from the middle, misspelt, or written as they sound.

What is surely meant comes first: the whole name, its beginning, the beginnings of its words, some of its letters in a
row. Only where nothing of that is found are names offered that merely look or sound alike; and of these none that
looks too different, for a wrong name is worse than none.

Source: the normalized Indel similarity, as in the documentation of RapidFuzz, `fuzz.ratio`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import import_module
from typing import Any, Final, Generic, TypeVar

from core.matching.phonetic import respelt, sound

Thing = TypeVar("Thing")

LEAST_TYPED: Final = 3
"""Letters before names are offered that only look alike."""
LOOKS_ALIKE: Final = 76.0
"""From how many parts of a hundred on."""
SOUNDS_ALIKE: Final = 70.0
"""Likewise for what sounds the same, of both as they would be written by their sound."""
NO_WORSE_BY: Final = 12.0
"""How much less alike than the best others may look that are offered beside it."""
LEAST_SOUNDS: Final = 3
"""Consonants that have to sound the same."""
SOMEWHAT_ALIKE: Final = 45.0
_PART: Final = 0.95
"""How much less it counts that a part of a name looks alike."""
_APOSTROPHES: Final = frozenset("'’‘`ʼ")


class Way(IntEnum):
    """How a name was found, the surest first."""

    WHOLE = 0
    BEGUN = 1
    WORDS_BEGUN = 2
    WITHIN = 3
    ALIKE = 4


@dataclass(frozen=True, slots=True)
class Found(Generic[Thing]):
    """A name that may be meant.

    Attributes:
        thing: What has it.
        way: How it was found.
        score: How much it looks like what was typed, of a hundred.
    """

    thing: Thing
    way: Way
    score: float


def folded(text: str) -> str:
    """A text without case, accents and signs, its words apart by one blank.

    Example:
        >>> folded("Melf’s  Minute-Meteors!"), folded("Ærchē +1")
        ('melfs minute meteors', 'ærche +1')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = [
        sign if sign.isalnum() or sign == "+" else "" if sign in _APOSTROPHES or unicodedata.combining(sign) else " "
        for sign in plain
    ]
    return " ".join("".join(kept).split())


def named(things: Iterable[Thing], typed: str, name: Callable[[Thing], str]) -> Thing | None:
    """What is called just so, in whatever case; else the first whose name begins so; None for nothing.

    Example:
        >>> named(("Javelin", "Shortsword", "Short Bow"), "short", str), named(("Javelin",), "spear", str)
        ('Shortsword', None)
    """
    there, wanted = list(things), typed.strip().casefold()
    exact = (each for each in there if name(each).casefold() == wanted)
    begun = (each for each in there if name(each).casefold().startswith(wanted))
    return next(exact, None) or next(begun, None)


class Names(Generic[Thing]):
    """Things by their names.

    Args:
        named: Each name with what has it; several may have the same one, and come in their order here.
    """

    def __init__(self, named: Iterable[tuple[str, Thing]]) -> None:
        told = list(named)
        self._things = [thing for _, thing in told]
        self._folded = [folded(name) for name, _ in told]
        self._by_word: dict[str, list[int]] = {}
        for place, name in enumerate(self._folded):
            for word in name.split():
                self._by_word.setdefault(word, []).append(place)
        self._words = list(self._by_word)
        self._by_sound: dict[str, list[tuple[str, int]]] = {}

    def __len__(self) -> int:
        return len(self._things)

    def make_ready(self) -> None:
        """Work out beforehand what the first search would have to; it takes a tenth of a second."""
        self._sounding()
        _comparison()

    def called(self, name: str) -> list[Thing]:
        """All that have exactly this name, whatever its case and signs."""
        wanted = folded(name)
        return [self._things[place] for place, each in enumerate(self._folded) if each == wanted]

    def best(self, typed: str, most: int) -> list[Found[Thing]]:
        """What may be meant, the likeliest first.

        Args:
            typed: What somebody has typed so far; without it, the first names are as likely as any.
            most: How many at the most.

        Example:
            >>> names = Names([(name, name) for name in ("Fireball", "Fire Bolt", "Tarrasque", "Behir")])
            >>> [[found.thing for found in names.best(typed, 3)] for typed in ("fir", "firbal", "terrask", "beholdr")]
            [['Fireball', 'Fire Bolt'], ['Fireball'], ['Tarrasque'], []]
        """
        wanted = folded(typed)
        if not wanted:
            return [Found(thing, Way.BEGUN, 100.0) for thing in self._things[:most]]
        surely = self._surely(wanted)
        if surely or len(wanted) < LEAST_TYPED:
            return [Found(self._things[place], way, 100.0) for way, place in self._ordered(surely)[:most]]
        alike = self._alike(wanted, LOOKS_ALIKE)
        for place, score in self._heard(wanted).items():
            alike[place] = max(alike.get(place, 0.0), score)
        best = max(alike.values(), default=0.0)
        ordered = sorted(alike.items(), key=lambda each: (-each[1], len(self._folded[each[0]]), each[0]))
        near = [(place, score) for place, score in ordered if score >= best - NO_WORSE_BY]
        return [Found(self._things[place], Way.ALIKE, score) for place, score in near[:most]]

    def nearest(self, typed: str, most: int) -> list[Thing]:
        """What looks most like something that is not there, however little, for whoever is told so."""
        wanted = folded(typed)
        alike = self._alike(wanted, SOMEWHAT_ALIKE) if wanted else {}
        ordered = sorted(alike, key=lambda place: (-alike[place], len(self._folded[place]), place))
        return [self._things[place] for place in ordered[:most]]

    def _surely(self, wanted: str) -> list[tuple[Way, int]]:
        words = wanted.split()
        return [
            (way, place) for place, name in enumerate(self._folded) if (way := _way(wanted, words, name)) is not None
        ]

    def _ordered(self, found: Sequence[tuple[Way, int]]) -> list[tuple[Way, int]]:
        return sorted(found, key=lambda each: (each[0], len(self._folded[each[1]]), self._folded[each[1]], each[1]))

    def _alike(self, wanted: str, least: float) -> dict[int, float]:
        """The names that look like it: as a whole, or by their beginning, or by one of their words."""
        compare = _comparison()
        found = dict(compare(wanted, self._folded, least))
        begun = compare(wanted, [name[: len(wanted)] for name in self._folded], least / _PART)
        named = [
            (place, score)
            for word, score in (compare(wanted, self._words, least / _PART) if " " not in wanted else ())
            for place in self._by_word[self._words[word]]
        ]
        for place, score in (*begun, *named):
            found[place] = max(found.get(place, 0.0), score * _PART)
        return found

    def _heard(self, wanted: str) -> dict[int, float]:
        """The names that sound like it, in one of their words or as a whole, and do not look too different."""
        spelt = respelt(wanted)
        said = sound(spelt)
        if len(said) < LEAST_SOUNDS:
            return {}
        heard = self._sounding().get(said, [])
        return {heard[at][1]: score for at, score in _comparison()(spelt, [each for each, _ in heard], SOUNDS_ALIKE)}

    def _sounding(self) -> dict[str, list[tuple[str, int]]]:
        """The names by how they and their words sound; worked out when it is first wanted."""
        if not self._by_sound:
            for place, name in enumerate(self._folded):
                for part in dict.fromkeys([name, *name.split()]):
                    spelt = respelt(part)
                    self._by_sound.setdefault(sound(spelt), []).append((spelt, place))
        return self._by_sound


def _way(wanted: str, words: Sequence[str], name: str) -> Way | None:
    if name == wanted:
        return Way.WHOLE
    if name.startswith(wanted):
        return Way.BEGUN
    if _begins_words(words, name.split()):
        return Way.WORDS_BEGUN
    return Way.WITHIN if len(wanted) >= LEAST_TYPED and wanted in name else None


def _begins_words(begun: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each begins a word of its own, in whatever order."""
    left = list(words)
    for each in begun:
        word = next((one for one in left if one.startswith(each)), None)
        if word is None:
            return False
        left.remove(word)
    return True


Comparison = Callable[[str, Sequence[str], float], list[tuple[int, float]]]
"""What is compared with what, and from which likeness on; the places of those alike, and how much they are."""


@cache
def _comparison() -> Comparison:
    """RapidFuzz's, which is loaded when names are first compared: it takes memory that a quiet bot need not have."""
    fuzz: Any = import_module("rapidfuzz.fuzz")
    process: Any = import_module("rapidfuzz.process")

    def compare(wanted: str, names: Sequence[str], least: float) -> list[tuple[int, float]]:
        found = process.extract(wanted, names, scorer=fuzz.ratio, limit=None, score_cutoff=least)
        return [(place, score) for _, score, place in found]

    return compare
