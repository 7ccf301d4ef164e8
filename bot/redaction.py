"""Keeps what people say and what opens doors out of the logs.

Two nets, since either has holes: by *name*, a value whose key says that it is private (`content`, `token`, …) is masked
whatever it is; by *shape*, text that looks like a token or an address with a password is masked wherever it stands:
in a traceback, in another library's message, in an object's repr. Masking errs on the side of hiding.

Control characters are escaped too: a line break in a value cannot forge a second event, nor an escape code repaint a
terminal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from structlog.types import EventDict

HIDDEN = "[hidden]"

SECRET_WORDS = frozenset({"token", "secret", "password", "passwd", "authorization", "cookie", "credential"})
SPOKEN_WORDS = frozenset({"content", "prompt", "audio", "text", "notation", "label"})
PRIVATE_WORDS = SECRET_WORDS | SPOKEN_WORDS
DEPTH = 6
"""How deep a value is looked into; below, it is masked whole."""
MULTILINE = frozenset({"exception", "stack"})
"""The keys whose line breaks stay: tracebacks, which structlog makes."""

LARGEST_INT = 2**63
"""What JSON readers take as a number; beyond, a number is written as text."""

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_PLAIN = re.compile(r"[\w .+-]{0,24}")
"""Too short and too plain to hide anything: most values, so that they cost one match and not ten."""

_TOKEN = re.compile(r"(?<![\w-])(?:mfa\.[\w-]{20,}|[\w-]{18,}\.[\w-]{5,8}\.[\w-]{25,}|aW50ZXJhY3Rpb24[\w+/=-]*)")
"""A bot's token, a person's, an interaction's (base64 of ``interaction:…``)."""
_CREDENTIALS = re.compile(r"(?i)\b(bot|bearer|basic)\s+[\w.~+/=-]{24,}")
_CALLBACK = re.compile(r"(/(?:webhooks|interactions)/\d{1,20}/)[^\s/?\"']+")
_URL_PASSWORD = re.compile(r"(\b[A-Za-z][\w+.-]{0,30}://[^\s:/@]{0,256}):(?!\d{1,5}/)[^\s\"'<>]{0,1024}@")

_QUOTED = r"""b?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\\"[^"\n]*\\"|["'][^\n]*)"""
"""A quoted value, in a repr, in JSON, in JSON within a string, or cut off before its end."""
_BARE = r"""(?:(?:bot|bearer|basic)\s+)?[^\s,;&)}\]"']+"""
_ASSIGNED = r"""[\w-]{0,32}\\?["']?\s{0,3}[=:]\s{0,3}"""
_SECRET_ASSIGNED = re.compile(
    rf"(?i)((?:token|secret|password|passwd|authorization|api_?key|cookie){_ASSIGNED})(?:{_QUOTED}|{_BARE})"
)
_SPOKEN_ASSIGNED = re.compile(rf"(?i)((?:content|prompt|audio|text|notation|label|input_value){_ASSIGNED}){_QUOTED}")

_ROW_QUOTED = re.compile(r"(\bDETAIL:).*?(?=\nHINT:|\n\[SQL|\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)
"""PostgreSQL's errors repeat the row that they refuse."""
_VALUE_QUOTED = re.compile(
    r"(\[parameters: |invalid (?:input|literal) [^:\n]{1,80}: |could not convert string to float: )[^\n]*"
)
"""So do SQLAlchemy's, PostgreSQL's of a type, and Python's own."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\n]")

_NETS = (
    (_URL_PASSWORD, rf"\1:{HIDDEN}@"),
    (_CALLBACK, rf"\1{HIDDEN}"),
    (_CREDENTIALS, rf"\1 {HIDDEN}"),
    (_TOKEN, HIDDEN),
    (_SECRET_ASSIGNED, rf"\1{HIDDEN}"),
    (_SPOKEN_ASSIGNED, rf"\1{HIDDEN}"),
    (_ROW_QUOTED, rf"\1 {HIDDEN}"),
    (_VALUE_QUOTED, rf"\1{HIDDEN}"),
)


def mask(text: str, *, multiline: bool = False) -> str:
    """A text without what looks like a secret, on one line unless it is a traceback."""
    if _PLAIN.fullmatch(text):
        return text
    for net, instead in _NETS:
        text = net.sub(instead, text)
    text = _CONTROL.sub(_escape, text)
    return text if multiline else _BREAKS.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def is_private(key: str, value: object) -> bool:
    """Whether a key says that its value is private: ``discord_token``, ``messageContent``, ``labels``.

    A number under a plural is a count (``tokens=812``) and no secret.
    """
    for word in _WORD.findall(key):
        plain = word.lower()
        if plain in PRIVATE_WORDS:
            return True
        if plain.removesuffix("s") in PRIVATE_WORDS:
            return not isinstance(value, int | float)
    return False


def redact(value: object, depth: int = DEPTH) -> object:
    """A value as it may be logged: numbers stay, text is masked, containers are looked into, the rest is its repr."""
    if value is None or isinstance(value, bool | int | float):
        return value if not isinstance(value, int) or abs(value) < LARGEST_INT else str(value)
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _look_into(cast("object", value), depth - 1) if depth else HIDDEN
    return mask(repr(value))


def _look_into(value: object, depth: int) -> object:
    if isinstance(value, Mapping):
        pairs = ((str(key), each) for key, each in cast("Mapping[object, object]", value).items())
        return {mask(key): HIDDEN if is_private(key, each) else redact(each, depth) for key, each in pairs}
    return [redact(each, depth) for each in cast("list[object]", value)]


def redact_event(_logger: object, _method: str, event: EventDict) -> EventDict:
    """The last processor before an event is written: nothing private gets past it."""
    for key, value in cast("Mapping[str, object]", event).items():
        if key in MULTILINE and isinstance(value, str):
            event[key] = mask(value, multiline=True)
        else:
            event[key] = HIDDEN if is_private(key, value) else redact(value)
    return event
