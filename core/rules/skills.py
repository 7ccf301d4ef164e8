"""The skills, as both editions name them.

Source: SRD 5.2.1, "Playing the Game", Skill Proficiencies; SRD 5.1, "Using Ability Scores", Skills.
"""

from __future__ import annotations

import re
from typing import Final

SKILLS: Final = (
    *("acrobatics", "animal handling", "arcana", "athletics", "deception", "history", "insight", "intimidation"),
    *("investigation", "medicine", "nature", "perception", "performance", "persuasion", "religion"),
    *("sleight of hand", "stealth", "survival"),
)

_PARTED: Final = re.compile(r"[\W_]+")
_NAMED: Final = re.compile(rf"\b({'|'.join(SKILLS)})\b")


def skills_named(text: str) -> frozenset[str]:
    """The skills that a text names, in whatever case, and whatever parts their words.

    Example:
        >>> sorted(skills_named("Stealth, and a sleight-of hand"))
        ['sleight of hand', 'stealth']
    """
    return frozenset(_NAMED.findall(_PARTED.sub(" ", text.casefold())))
