"""A ledger as a text file: one entry a line, JSON, in the order of the stream. It holds all that the chain needs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from core.ledger import canonical
from core.ledger.chain import Entry, from_microseconds, microseconds

_HEX = ("private_digest", "previous", "digest", "salt")
_JSON = ("public", "private")


def dump(entry: Entry) -> str:
    """An entry as one line, without its end."""
    fields: dict[str, Any] = asdict(entry)
    fields["at"] = microseconds(entry.at)
    for name in _HEX:
        fields[name] = None if fields[name] is None else fields[name].hex()
    for name in _JSON:
        fields[name] = None if fields[name] is None else canonical.load(fields[name])
    return canonical.dump(fields)


def load(line: str) -> Entry:
    """The entry on a line that `dump` wrote."""
    fields: dict[str, Any] = canonical.load(line)
    fields["at"] = from_microseconds(fields["at"])
    for name in _HEX:
        fields[name] = None if fields[name] is None else bytes.fromhex(fields[name])
    for name in _JSON:
        fields[name] = None if fields[name] is None else canonical.dump(fields[name])
    return Entry(**fields)
