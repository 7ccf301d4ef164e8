"""Canonical JSON: one value, one text, in every process and for ever.

Keys sorted by code point, no spaces, no escapes beyond those JSON requires, numbers as Python writes them, no NaN or
infinity. The ledger stores and hashes these very bytes, so nobody ever has to write a value out again to check it.
"""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def dump(value: Any) -> str:
    """Write a value made of None, bool, int, finite float, str, list and dict with str keys.

    Raises:
        TypeError: The value holds something else.
        ValueError: A float is not finite.

    Example:
        >>> dump({"b": [1, None], "a": "é"})
        '{"a":"é","b":[1,null]}'
    """
    return _ENCODER.encode(value)


def load(text: str | bytes) -> Any:
    """Read a JSON text."""
    return json.loads(text)
