"""Which of the two rulebooks a table plays by; every rule that differs takes it as an argument."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """A System Reference Document."""

    SRD_51 = "5.1"
    """The rules of 2014."""
    SRD_52 = "5.2"
    """The rules of 2024."""

    @property
    def year(self) -> str:
        """What people call it by."""
        return "2014" if self is Edition.SRD_51 else "2024"
