"""A character in one line: ``Thorn, human fighter 3, soldier``. Names may be misspelt a little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Final, Literal

from core.characters.creation import Choices
from core.characters.questions import Answers
from core.characters.rulebook import Rulebook, find, key
from core.errors import RuleError
from core.rules.classes import HIGHEST_LEVEL
from core.rules.edition import Edition

LONGEST_LINE: Final = 300
_ALIKE: Final = 0.8
_SHORTEST_MISSPELT: Final = 4
_MOST_WORDS: Final = 5
_EDITIONS: Final = {
    **dict.fromkeys(("2014", "5.1", "5e"), Edition.SRD_51),
    **dict.fromkeys(("2024", "5.2", "5.5", "5.5e"), Edition.SRD_52),
}
_PASSED_OVER: Final = frozenset(
    ["a", "an", "the", "and", "of", "level", "lvl", "lv", "with", "background", "race", "species", "class"]
)
_LEVEL: Final = re.compile(r"(?:level|lvl|lv)?\s*(\d{1,2})(?:st|nd|rd|th)?")
_ASIDE: Final = re.compile(r".*\((?P<of>[^)]+)\)")
Topic = Literal["class", "subclass", "species", "lineage", "background"]


@dataclass(slots=True)
class _Read:
    """What was read so far."""

    classes: dict[str, int] = field(default_factory=dict[str, int])
    subclasses: list[str] = field(default_factory=list[str])
    found: dict[Topic, str] = field(default_factory=dict[Topic, str])
    unknown: list[str] = field(default_factory=list[str])
    level: int = 0


def read_any(line: str, books: Mapping[Edition, Rulebook]) -> Choices:
    """What a line says of a new character: by the edition that it names, else by the newer one that understands it.

    Raises:
        RuleError: ``quick-unreadable`` or ``quick-nameless``.
    """
    named = next((_EDITIONS[word] for word in _words(line) if word in _EDITIONS), None)
    try:
        return read_line(line, books[named or Edition.SRD_52])
    except RuleError as error:
        if named or error.reason != "quick-unreadable":
            raise
        try:
            return read_line(line, books[Edition.SRD_51])
        except RuleError:
            raise error from None


def read_line(line: str, book: Rulebook, *, name: str = "") -> Choices:
    """What a line says of a new character.

    Args:
        line: The name, then what it is, in any order; a comma behind the name.
        book: Of the edition that the line names, or of the usual one.
        name: The name, if it is given apart.

    Raises:
        RuleError: ``quick-unreadable`` or ``quick-nameless``.
    """
    vocabulary = _vocabulary(book)
    segments = [each.strip() for each in line[:LONGEST_LINE].split(",")]
    if not name:
        name, segments = _named(segments, vocabulary)
    if not name:
        raise RuleError("quick-nameless")
    read = _Read()
    for segment in segments:
        _read_segment(segment, vocabulary, read)
    if read.unknown or not read.classes:
        species, backgrounds = (", ".join(each.name for each in of.values()) for of in (book.species, book.backgrounds))
        given = " ".join(read.unknown)[:60] or "…"
        raise RuleError("quick-unreadable", given=given, species=species, backgrounds=backgrounds)
    return _chosen(read, name, book)


def _chosen(read: _Read, name: str, book: Rulebook) -> Choices:
    choices = Choices(
        edition=book.edition,
        name=name,
        classes=tuple((each, level or read.level or 1) for each, level in read.classes.items()),
        background=read.found.get("background", ""),
        lineage=read.found.get("lineage", ""),
        answers=Answers({"subclass": tuple(read.subclasses)} if read.subclasses else {}),
    )
    lineage = find(book.lineages, choices.lineage)
    species = read.found.get("species") or (lineage.of if lineage else "")
    return replace(choices, species=species) if species else choices


def _named(segments: list[str], vocabulary: Mapping[str, tuple[Topic, str]]) -> tuple[str, list[str]]:
    """The name that a line begins with, and the rest: what is before a comma, or before the first known word."""
    first, *rest = segments
    if rest:
        return first, rest
    words = first.split()
    for at, word in enumerate(words):
        if key(word) in vocabulary or _LEVEL.fullmatch(word.casefold()):
            return " ".join(words[:at]), [" ".join(words[at:])]
    return "", segments


def _read_segment(segment: str, vocabulary: Mapping[str, tuple[Topic, str]], read: _Read) -> None:
    words = _words(segment)
    at, last = 0, ""
    while at < len(words):
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            if found := _known(" ".join(words[at : at + length]), vocabulary):
                last = _noted(found, read) or last
                at += length
                break
        else:
            if (level := _LEVEL.fullmatch(words[at])) and last and 1 <= int(level[1]) <= HIGHEST_LEVEL:
                read.classes[last] = int(level[1])
            elif level and 1 <= int(level[1]) <= HIGHEST_LEVEL:
                read.level = int(level[1])
            elif words[at] not in _PASSED_OVER and words[at] not in _EDITIONS:
                read.unknown.append(words[at])
            at += 1


def _noted(found: tuple[Topic, str], read: _Read) -> str:
    """Keep a name that was found; the class that a number after it would be the level of."""
    topic, name = found
    if topic == "class":
        read.classes.setdefault(name, 0)
        return name
    if topic == "subclass":
        read.subclasses.append(name)
    else:
        read.found[topic] = name
    return ""


def _words(text: str) -> list[str]:
    return [word.strip('.;:()[]“”"') for word in re.split(r"[\s/&+]+", key(text)) if word.strip('.;:()[]“”"')]


def _known(text: str, vocabulary: Mapping[str, tuple[Topic, str]]) -> tuple[Topic, str] | None:
    if text in vocabulary:
        return vocabulary[text]
    if len(text) < _SHORTEST_MISSPELT or any(sign.isdigit() for sign in text) or text in _PASSED_OVER:
        return None
    as_long = [each for each in vocabulary if each.count(" ") == text.count(" ")]
    close = get_close_matches(text, as_long, n=1, cutoff=_ALIKE)
    return vocabulary[close[0]] if close else None


def _vocabulary(book: Rulebook) -> dict[str, tuple[Topic, str]]:
    """Every name that can stand in a line, by its key; where two names are alike, the wider counts."""
    shelves: tuple[tuple[Topic, list[str]], ...] = (
        ("subclass", [each.name for each in book.subclasses.values()]),
        ("lineage", [each.name for each in book.lineages.values()]),
        ("background", [each.name for each in book.backgrounds.values()]),
        ("species", [each.name for each in book.species.values()]),
        ("class", [each.name for each in book.classes.values()]),
    )
    short = {
        key(each.name.removesuffix(f" {each.of}")): each.name
        for each in book.lineages.values()
        if each.name.endswith(f" {each.of}")
    }
    known: dict[str, tuple[Topic, str]] = {each: ("lineage", name) for each, name in short.items()}
    for topic, names in shelves:
        known.update({alias: (topic, name) for name in names for alias in _aliases(name)})
    return known


def _aliases(name: str) -> Iterator[str]:
    """What people call it: ``Draconic Ancestry (Red)`` is red, ``Stone’s Endurance`` is stone."""
    yield key(name)
    if aside := _ASIDE.fullmatch(name):
        yield key(aside["of"])
    if "’s " in name:
        yield key(name.partition("’s ")[0])
