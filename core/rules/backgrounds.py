"""Backgrounds: what somebody was before adventures began.

Source: SRD 5.1, "Personality and Background"; SRD 5.2.1, "Character Origins", Character Backgrounds.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.rules.abilities import Ability
from core.rules.equipment import Kit
from core.rules.proficiencies import Proficiencies


@dataclass(frozen=True, slots=True)
class Background:
    """A background.

    Attributes:
        name: As the book has it.
        abilities: The three scores that it raises (2024): one by 2 and another by 1, or all by 1, none above 20.
        feat: The origin feat that it gives (2024); empty for none.
        feat_list: The class whose spells that feat is about; empty where it is about none.
        feature: The name of its feature (2014); empty for none.
        proficiencies: What it brings.
        language_picks: How many languages one chooses.
        kits: What one starts with: of each of these one is chosen.
    """

    name: str
    proficiencies: Proficiencies
    kits: tuple[tuple[Kit, ...], ...] = ()
    abilities: tuple[Ability, ...] = ()
    feat: str = ""
    feat_list: str = ""
    feature: str = ""
    language_picks: int = 0
