"""From a file's bytes to its text, and from that to JSON, at a bounded cost and with words for whatever it is not.

Source: RFC 8259 (JSON), section 8.1 and 9: a parser may limit size, depth and numbers; RFC 3629 and Unicode 16.0,
section 2.6 (byte order marks).
"""

from __future__ import annotations

import codecs
import json
import math
from typing import Any, Final

from core.errors import LimitError, RuleError

MOST_BYTES: Final = 4 * 1024 * 1024
"""A character of the highest level with every description takes about half of that."""
MOST_VALUES: Final = 150_000
"""In one file; a character of the highest level has about a third of that."""
MOST_DIGITS: Final = 15
"""Of a whole number; what is longer is no number on any sheet."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_THINGS: Final = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x7fELF",
    b"MZ",
)
"""How archives, pictures, documents and programs begin."""


def text_of(content: bytes) -> str:
    """A file's text.

    UTF-8, or what a byte order mark says; a file that is neither is taken for what Windows writes.

    Raises:
        LimitError: ``sheet-too-large``.
        RuleError: ``sheet-empty``, or ``sheet-no-text`` for a picture, an archive, a program.
    """
    if len(content) > MOST_BYTES:
        raise LimitError("sheet-too-large", size=len(content), limit=MOST_BYTES)
    if content.startswith(_OTHER_THINGS):
        raise RuleError("sheet-no-text")
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    text = _decoded(content, encoding).removeprefix("\ufeff")
    if not text.strip():
        raise RuleError("sheet-empty")
    if "\0" in text:
        raise RuleError("sheet-no-text")
    return text


def _decoded(content: bytes, encoding: str | None) -> str:
    if encoding:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            raise RuleError("sheet-no-text") from None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def json_of(text: str) -> Any:
    """The JSON that a text is.

    Numbers that no sheet has become NaN, so that they cost their own field alone.

    Raises:
        LimitError: ``sheet-too-large``: it has too many parts, or they stand too deep in each other.
        RuleError: ``sheet-bad-json``, with the line and column where it goes wrong.
    """
    if text.count(",") > MOST_VALUES:
        raise LimitError("sheet-too-large", size=len(text), limit=MOST_BYTES)
    try:
        return json.loads(text, parse_int=_whole, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise RuleError("sheet-bad-json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise LimitError("sheet-too-large", size=len(text), limit=MOST_BYTES) from None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS + 1 else math.nan


def _no_number(_: str) -> float:
    return math.nan
