"""Hiding in a fight, and looking for those who hide: leaves of a tree.

Source: SRD 5.2.1, "Rules Glossary", Hide and Search; SRD 5.1, "Using Ability Scores", Hiding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

HIDDEN: Final = "Hidden"
"""What is called so lasts on whoever hides; the DC to find them is its own."""
UNNOTICED: Final = "it has not noticed whoever hides"
"""The circumstance under which somebody who fights hides from somebody (2014)."""
HIDES_AT: Final = 15
"""The DC of hiding, in 2024."""


@dataclass(frozen=True, slots=True)
class Hide:
    """Whoever acts hides by a Dexterity (Stealth) check, until they attack, cast a spell or are found."""

    op: Literal["hide"] = "hide"


@dataclass(frozen=True, slots=True)
class Seek:
    """Whoever acts looks for foes who hide, by a Wisdom (Perception) check."""

    op: Literal["seek"] = "seek"
