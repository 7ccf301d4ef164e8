"""Doors to what several processes share with each other: gates that one passes at a time, and a budget of requests.

Neither is about the game, and losing one must not stop it: an adapter whose server is away says so by `None`, and
whoever asked goes to the next, or counts for itself.
"""

from __future__ import annotations

from typing import Protocol


class Gates(Protocol):
    """Gates that close behind whoever passes, for all processes."""

    async def enter(self, gate: str, *, closed_for_s: float) -> float | None:
        """Pass a gate, which then is closed for a while.

        Returns:
            0.0 when we are through; the seconds until it opens; None if nobody can tell now.
        """
        ...


class Budget(Protocol):
    """A steady flow of turns that all processes take from."""

    async def take(self, budget: str, *, per_s: float, at_once: int) -> float | None:
        """Take the next turn.

        Returns:
            In how many seconds it is; None if nobody can tell now.
        """
        ...
