"""The door to what keeps tokens unreadable where they are stored."""

from __future__ import annotations

from typing import Protocol


class TokenSeal(Protocol):
    """Closes tokens, each for one purpose, and opens what it has closed."""

    def closed(self, token: str, purpose: str) -> bytes:
        """The token, unreadable without this house's key."""
        ...

    def opened(self, closed: bytes, purpose: str) -> str:
        """The token; empty if it was closed with another key or for another purpose."""
        ...
