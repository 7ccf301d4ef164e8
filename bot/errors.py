"""What ends the process with one sentence instead of a traceback: whoever runs the bot can mend it, and reads how."""

from __future__ import annotations


class CannotStartError(Exception):
    """The process cannot do, or go on doing, what was asked of it; `str()` of it says what is wrong and what to do."""
