"""What is wrong with the sources' texts, and put right before they are read.

SRD 5.2.1 was taken from a page's text: headings of the next section trail behind the last sentence of the one before,
names are broken, and some stat blocks run two actions into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from data.srd.build import words
from data.srd.build.sources import Json

_HEADING: Final = re.compile(r"(?<=[.)]) (?:[A-Z][\w'-]*)(?: (?:of|[A-Z][\w'-]*))*$")
_TURNED: Final = re.compile(r"Attack Roll: Hit: (?P<how>\+\d+, (?:reach|range) [\d/]+ (?:ft|feet))\.? (?P<hit>\d)")
_TWO_IN_ONE: Final = re.compile(r"\. (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*) \((?P<limits>[^)]*)\)\. (?=[A-Z])")
_DAILY: Final = re.compile(r"(\d)/Day")
WORDS_IN_2014: Final[Mapping[str, str]] = {
    "must make on a DC": "must make a DC",
}
"""Misprints."""
WORDS_IN_2024: Final[Mapping[str, str]] = {
    "True Seeing Guards": "True Seeing",
    "Plane Shift Red Dragons": "Plane Shift",
}
"""Headings that trail behind a list of spells."""


def in_2024(actions: Iterator[Json] | list[Json]) -> Iterator[Json]:
    """Actions of 2024 with their texts put right, two that were run together told apart."""
    for each in actions:
        text = mended(each["text"])
        found = _TWO_IN_ONE.search(text)
        if not found:
            yield {**each, "text": text}
            continue
        yield {**each, "text": text[: found.start() + 1]}
        daily = _DAILY.search(found["limits"])
        yield {"name": found["name"], "text": text[found.end() :], "uses": daily[0] if daily else None}


def mended(text: str) -> str:
    """A text of 2024 without what trails behind it.

    Example:
        >>> mended("Hit: 6 (1d8 + 2) Slashing damage. Azer")
        'Hit: 6 (1d8 + 2) Slashing damage.'
    """
    text = _HEADING.sub("", words.plain(text))
    for wrong, right in WORDS_IN_2024.items():
        text = text.replace(wrong, right)
    return _TURNED.sub(r"Attack Roll: \g<how> Hit: \g<hit>", text)


def in_2014(text: str) -> str:
    """A text of 2014 without its misprints."""
    text = words.plain(text)
    for wrong, right in WORDS_IN_2014.items():
        text = text.replace(wrong, right)
    return text
