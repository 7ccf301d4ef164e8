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
_ENTRY = re.compile(r"^(?=[a-zA-Z][\w-]* *=)", re.MULTILINE)
"""Where a message begins; what stands before the first of a file are comments."""

ACCENTED = str.maketrans(
    "AEIOUYCNSaeiouycns",
    "ÅÉÎØÜÝÇÑŠåéîøüýçñš",
)


class MissingWordsError(LookupError):
    """The catalogue has no such key, or the message lacks a fact."""


class Words:
    """The catalogue in one language.

    Calling it gives a text: ``words("table-full", seats=8)``. A message is parsed when it is first wanted: a process
    says a few hundred of some thousands, and to parse them all is a third of a second of every start.

    Args:
        locale: As Discord names it.
        sources: The text of each message, by its key.
        fallback: What has the messages that are missing here.
        accented: Whether plain text is made foreign.
    """

    def __init__(
        self, locale: str, sources: Mapping[str, str], fallback: Words | None, *, accented: bool = False
    ) -> None:
        self.locale = locale
        self._unread = dict(sources)
        self._bundle = FluentBundle([DEFAULT if accented else locale], use_isolating=False)
        self._fallback = fallback
        self._accented = accented

    def __call__(self, key: str, /, **facts: Value) -> str:
        """The text of a message.

        Args:
            key: The message's name.
            facts: What its placeables name.

        Raises:
            MissingWordsError: No locale has the key, or a placeable has no fact.
        """
        self._read(key)
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

    def _read(self, key: str) -> None:
        """Parse a message, and those that it refers to."""
        source = self._unread.pop(key, None)
        if source is None:
            return
        resource = _parsed(source)
        for node in list(_nodes(resource)):
            if isinstance(node, fluent.MessageReference):
                self._read(node.id.name)
            elif isinstance(node, fluent.TextElement) and self._accented:
                node.value = pseudo(node.value)
        self._bundle.add_resource(resource)


class Catalogue:
    """All languages. Opened once, in the launcher."""

    def __init__(self, folder: Path = LOCALES) -> None:
        sources = {locale.name: sources_of(locale) for locale in sorted(folder.iterdir()) if locale.is_dir()}
        self._plain = sources.pop(DEFAULT)
        self._english = Words(DEFAULT, self._plain, None)
        self._words = {locale: Words(locale, source, self._english) for locale, source in sources.items()}

    @property
    def locales(self) -> tuple[str, ...]:
        """The real locales, English first."""
        return (DEFAULT, *sorted(set(self._words) - {PSEUDO}))

    def speak(self, locale: str | None) -> Words:
        """The words for a locale as Discord names it (``en-GB``, ``de``): itself, its language, or English."""
        if locale is None:
            return self._english
        if locale == PSEUDO and PSEUDO not in self._words:
            self._words[PSEUDO] = Words(PSEUDO, self._plain, None, accented=True)
        return self._words.get(locale) or self._words.get(locale.split("-")[0]) or self._english


def sources_of(folder: Path) -> dict[str, str]:
    """The text of each message of a locale, by its key; of two with one key, the first."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in _ENTRY.split(path.read_text("utf-8"))[1:]:
            found.setdefault(entry.partition("=")[0].strip(), entry)
    return found


def _parsed(source: str) -> fluent.Resource:
    """Messages, without where each word of them stood, which is as much again."""
    return FluentParser(with_spans=False).parse(source)


def _nodes(node: object) -> Iterator[fluent.BaseNode]:
    """A node of a parsed Fluent file, and all below it."""
    if isinstance(node, fluent.BaseNode):
        yield node
        for child in vars(node).values():
            yield from _nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from _nodes(child)


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
