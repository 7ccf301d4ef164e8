"""Stored events as the bot reads them: one that it cannot read concerns its own stream, and nothing beside it.

A later version of the bot has written it, while this process is still to be replaced; or somebody has tampered with the
database. Whoever asks is told so, and goes on with everything else.
"""

from __future__ import annotations

import structlog

from core.errors import UnreadableError
from core.ledger import chain
from core.ledger.chain import Entry
from core.ledger.event import Event
from core.ledger.kinds import Kinds, UnreadableEventError

RETRY_AFTER_S = 60.0
"""An upgrade replaces a process within this."""

_log = structlog.get_logger(__name__)


def event_of(kinds: Kinds, entry: Entry) -> Event:
    """The event that an entry holds.

    Raises:
        UnreadableError: ``written-by-another-version``.
    """
    try:
        return chain.read(kinds, entry)
    except UnreadableEventError as error:
        _log.error("event_not_read", stream=entry.stream, sequence=entry.sequence, error=str(error))
        raise UnreadableError("written-by-another-version", retry_after_s=RETRY_AFTER_S) from error
