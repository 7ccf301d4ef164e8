"""Potions of healing, and what it takes to drink one.

Source: SRD 5.1, "Magic Items", Potion of Healing; SRD 5.2.1, "Equipment" and "Magic Items", Potions of Healing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.actions import Economy
from core.rules.edition import Edition

HEALING: Final[Mapping[str, str]] = {
    "potion of healing": "2d4+2",
    "greater": "4d4+4",
    "superior": "8d4+8",
    "supreme": "10d4+20",
}
"""What each restores, by the word that tells it from the others."""


def drinking(edition: Edition) -> Economy:
    """What it takes to drink a potion, or to give one to somebody within reach.

    Example:
        >>> drinking(Edition.SRD_51).value, drinking(Edition.SRD_52).value
        ('action', 'bonus action')
    """
    return Economy.ACTION if edition is Edition.SRD_51 else Economy.BONUS
