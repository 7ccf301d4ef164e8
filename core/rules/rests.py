"""Rests: how long they last, and what they give back.

Source: SRD 5.1, "Adventuring", Resting; SRD 5.2.1, "Rules Glossary", Short Rest, Long Rest.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from core.rules.edition import Edition


class Rest(StrEnum):
    """The two kinds."""

    SHORT = "short"
    LONG = "long"


LASTS: Final = {Rest.SHORT: timedelta(hours=1), Rest.LONG: timedelta(hours=8)}
"""At the least."""
LONG_REST_EVERY: Final = {Edition.SRD_51: timedelta(hours=24), Edition.SRD_52: timedelta(hours=16)}
"""In 2014 one may profit from one a day, in 2024 sixteen hours have to pass after one before the next begins."""
LOWEST_TO_REST: Final = 1
"""Hit points that one needs at the start, to profit from a long rest."""
MOST_ATTUNED: Final = 3
"""Magic items at a time."""
ATTUNED_IN: Final = Rest.SHORT
"""What it takes to attune to one."""


def hit_dice_back(total: int, edition: Edition) -> int:
    """How many spent hit dice a long rest gives back at most.

    Args:
        total: All hit dice that one has, which is one's level.
        edition: In 2014 half of them, though at least one; in 2024 all.

    Example:
        >>> [hit_dice_back(total, Edition.SRD_51) for total in (1, 3, 20)], hit_dice_back(5, Edition.SRD_52)
        ([1, 1, 10], 5)
    """
    return max(1, total // 2) if edition is Edition.SRD_51 else total


def healed_by(face: int, constitution: int, edition: Edition) -> int:
    """What one hit die heals in a short rest, rolled and with the Constitution modifier.

    Example:
        >>> healed_by(1, -3, Edition.SRD_51), healed_by(1, -3, Edition.SRD_52)
        (0, 1)
    """
    return max(0 if edition is Edition.SRD_51 else 1, face + constitution)
