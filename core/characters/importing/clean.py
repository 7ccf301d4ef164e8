"""Texts of strangers made fit for a sheet: nothing invisible, turned around or endless, and no markup of web pages."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_HIDDEN: Final = {"Cc", "Cf", "Co", "Cs", "Cn"}
"""Control, format (zero-width, bidirectional), private use, surrogate, unassigned."""
_MOST_MARKS: Final = 2
"""Combining marks kept on one letter; more is decoration that spills over the lines around it."""
_BREAKS: Final = re.compile(r"(?i)<\s*(?:br|/p|/li|/div|/h\d|/tr)\b[^>]{0,200}>")
_TAGS: Final = re.compile(r"<[/!a-zA-Z][^<>]{0,500}>")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def line(text: str) -> str:
    r"""A text on one line.

    Example:
        >>> line("  Mara\u202e \n the   Bold\u200b ")
        'Mara the Bold'
    """
    return " ".join(_visible(text).split())


def prose(text: str) -> str:
    r"""A text of several lines; what was a web page's loses its tags.

    Example:
        >>> prose("<p>Born &amp; raised<br>in a &lt;swamp&gt;.</p>\r\n\n\n\nLeft it.\0")
        'Born & raised\nin a <swamp>.\n\nLeft it.'
    """
    without = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", text))) if "<" in text else text
    lines = [" ".join(_visible(each).split()) for each in without.replace("\r\n", "\n").splitlines()]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        marks = marks + 1 if category == "Mn" else 0
        if sign.isspace():
            kept.append(" ")
        elif category not in _HIDDEN and marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
