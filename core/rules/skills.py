"""The skills, as both editions name them.

Source: SRD 5.2.1, "Playing the Game", Skill Proficiencies; SRD 5.1, "Using Ability Scores", Skills. Letters that look
alike: Unicode Technical Standard 39, "Unicode Security Mechanisms", section 4, and its confusables.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability

SKILLS: Final = (
    *("acrobatics", "animal handling", "arcana", "athletics", "deception", "history", "insight", "intimidation"),
    *("investigation", "medicine", "nature", "perception", "performance", "persuasion", "religion"),
    *("sleight of hand", "stealth", "survival"),
)
ABILITIES: Final[Mapping[str, Ability]] = {
    "acrobatics": Ability.DEXTERITY,
    "animal handling": Ability.WISDOM,
    "arcana": Ability.INTELLIGENCE,
    "athletics": Ability.STRENGTH,
    "deception": Ability.CHARISMA,
    "history": Ability.INTELLIGENCE,
    "insight": Ability.WISDOM,
    "intimidation": Ability.CHARISMA,
    "investigation": Ability.INTELLIGENCE,
    "medicine": Ability.WISDOM,
    "nature": Ability.INTELLIGENCE,
    "perception": Ability.WISDOM,
    "performance": Ability.CHARISMA,
    "persuasion": Ability.CHARISMA,
    "religion": Ability.INTELLIGENCE,
    "sleight of hand": Ability.DEXTERITY,
    "stealth": Ability.DEXTERITY,
    "survival": Ability.WISDOM,
}
"""The ability that a skill goes with, unless the DM says otherwise."""

_PARTED: Final = re.compile(r"[\W_]+")
_ALIKE: Final = {
    **dict(zip("ΑΒΕϜΗΙΜΝΟΡΤΥ", "ABEFHIMNOPTY", strict=True)),  # Greek
    **dict(zip("αινορσυγ", "aivopouy", strict=True)),  # Greek
    **dict(zip("АВСЕԌНІӀМОРЅТѴУҮ", "ABCEGHIIMOPSTVYY", strict=True)),  # Cyrillic
    **dict(zip("асԁеһіӏоргѕѵуү", "acdehiioprsvyy", strict=True)),  # Cyrillic
    **dict(zip("ɑɡı", "agi", strict=True)),  # Latin
}
"""Letters that are drawn like those which the skills are written with."""
_SIGNS: Final = str.maketrans(_ALIKE)
_STROKES: Final = str.maketrans("l10", "iio")
"""What a sans-serif type draws alike, whatever its case; no two skills become one by it."""


def _as_seen(text: str) -> str:
    """A text as an eye reads it: without case and accents, each letter the simplest that looks like it."""
    plain = "".join([sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M"])
    return _PARTED.sub(" ", plain.translate(_SIGNS).casefold().translate(_STROKES))


_SEEN: Final = {_as_seen(skill): skill for skill in SKILLS}
_NAMED: Final = re.compile(rf"\b({'|'.join(_SEEN)})\b")


def skills_named(text: str) -> frozenset[str]:
    """The skills that a text names, in whatever case, and whatever parts their words.

    Read as an eye does: wide, circled and other styled letters (NFKD), accents, and letters drawn like those of
    the skills change nothing. Not caught are other scripts and small capitals, gaps within a word, misspellings,
    abbreviations and other languages: such a roll is open, and whoever leads sees by its label what was tried.

    Example:
        >>> sorted(skills_named("Stealth, and a sleight-of hand"))
        ['sleight of hand', 'stealth']
    """
    return frozenset(_SEEN[named] for named in _NAMED.findall(_as_seen(text)))
