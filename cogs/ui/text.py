"""The catalogue: every word that people read, by key, in their language.

Messages are Fluent (projectfluent.org), one folder a locale, one file a topic. A key that a locale lacks falls back to
English; a key that English lacks is a bug and raises. The pseudo-locale `PSEUDO` is English with every letter accented
and a third longer: what is still plain in it never went through the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

LOCALES = Path(__file__).parent / "locales"
DEFAULT = "en"
PSEUDO = "en-XA"
Value = str | int | float

ACCENTED = str.maketrans(
    "AEIOUYCNSaeiouycns",
    "ÅÉÎØÜÝÇÑŠåéîøüýçñš",
)


class MissingWordsError(LookupError):
    """The catalogue has no such key, or the message lacks a fact."""


class Words:
    """The catalogue in one language.

    Calling it gives a text: ``words("table-full", seats=8)``.
    """

    def __init__(self, locale: str, bundle: FluentBundle, fallback: Words | None) -> None:
        self.locale = locale
        self._bundle = bundle
        self._fallback = fallback

    def __call__(self, key: str, /, **facts: Value) -> str:
        """The text of a message.

        Args:
            key: The message's name.
            facts: What its placeables name.

        Raises:
            MissingWordsError: No locale has the key, or a placeable has no fact.
        """
        if not self._bundle.has_message(key):
            if self._fallback is None:
                raise MissingWordsError(f"no message {key!r} in {self.locale!r}")
            return self._fallback(key, **facts)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingWordsError(f"message {key!r} in {self.locale!r} has no value")
        text, errors = self._bundle.format_pattern(pattern, facts)
        if errors:
            raise MissingWordsError(f"message {key!r} in {self.locale!r}: {errors[0]}")
        return str(text)


class Catalogue:
    """All languages. Opened once, in the launcher."""

    def __init__(self, folder: Path = LOCALES) -> None:
        sources = {locale.name: _sources(locale) for locale in sorted(folder.iterdir()) if locale.is_dir()}
        self._plain = sources.pop(DEFAULT)
        self._english = Words(DEFAULT, _bundle(DEFAULT, self._plain), None)
        self._words = {
            locale: Words(locale, _bundle(locale, source), self._english) for locale, source in sources.items()
        }

    @property
    def locales(self) -> tuple[str, ...]:
        """The real locales, English first."""
        return (DEFAULT, *sorted(set(self._words) - {PSEUDO}))

    def speak(self, locale: str | None) -> Words:
        """The words for a locale as Discord names it (``en-GB``, ``de``): itself, its language, or English."""
        if locale is None:
            return self._english
        if locale == PSEUDO and PSEUDO not in self._words:
            self._words[PSEUDO] = Words(PSEUDO, _pseudo_bundle(self._plain), None)
        return self._words.get(locale) or self._words.get(locale.split("-")[0]) or self._english


def _sources(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))]


def _parsed(source: str) -> fluent.Resource:
    """A file's messages, without where each word of it stood, which is as much again."""
    return FluentParser(with_spans=False).parse(source)


def _bundle(locale: str, sources: list[str]) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    for source in sources:
        bundle.add_resource(_parsed(source))
    return bundle


def _pseudo_bundle(sources: list[str]) -> FluentBundle:
    bundle = FluentBundle([DEFAULT], use_isolating=False)
    for source in sources:
        resource = _parsed(source)
        for node in _texts(resource):
            node.value = pseudo(node.value)
        bundle.add_resource(resource)
    return bundle


def _texts(node: object) -> Iterator[fluent.TextElement]:
    """Every piece of plain text below a node of a parsed Fluent file."""
    if isinstance(node, fluent.TextElement):
        yield node
    elif isinstance(node, fluent.BaseNode):
        for child in vars(node).values():
            yield from _texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from _texts(child)


def pseudo(text: str) -> str:
    """English made foreign: accented, and a third longer. Markup in ``<…>`` and links stay whole.

    Example:
        >>> pseudo("Join the table")
        'Jøîñ thé tåblé····'
    """
    parts = re.split(r"(<[^>]*>|https?://\S+|`[^`]*`)", text)
    accented = "".join(part if index % 2 else part.translate(ACCENTED) for index, part in enumerate(parts))
    letters = sum(character.isalpha() for character in text)
    padding = "·" * (letters // 3)
    stripped = accented.rstrip()
    return stripped + padding + accented[len(stripped) :]


def messages(source: str) -> Mapping[str, fluent.Message]:
    """The messages of one Fluent file by key, for tests of the catalogue itself."""
    return {entry.id.name: entry for entry in _parsed(source).body if isinstance(entry, fluent.Message)}
