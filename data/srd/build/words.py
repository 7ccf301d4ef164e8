"""The words that stat blocks and spells are written with, as patterns and what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import Duration, Until
from core.rules.sizes import Size

ABILITY: Final = "(?:strength|dexterity|constitution|intelligence|wisdom|charisma)"
ABILITIES: Final = rf"(?:{ABILITY}(?:(?:,|,? or|,? and) {ABILITY})*)"
CONDITION: Final = "(?:" + "|".join(Condition) + ")"
TYPE: Final = "(?:" + "|".join(DamageType) + ")"
SIZE: Final = "(?:" + "|".join(Size) + ")"
DICE: Final = r"\d+d\d+(?: ?[+-] ?\d+)?"
AMOUNT: Final = rf"(?:\d+ \((?:{DICE})\)|{DICE}|\d+)"
DAMAGE: Final = rf"{AMOUNT} (?:{TYPE}(?:,? (?:or )?{TYPE})* damage|damage of the type chosen for the [a-z ]+ trait)"
TIME: Final = r"(?:\d+|one) (?:round|minute|hour|day)s?"
TARGET: Final = (
    r"(?:the (?:[a-z-]+ )?(?:target|creature)|that (?:creature|target)|(?:a|each|any) (?:[a-z-]+ )?(?:target|creature)"
    r"|target|it|they)"
)
"""Whoever something befalls. "It" may be whoever acts as well; what is said of it tells."""
SELF: Final = r"(?:the (?!target\b|creature\b)[a-z][a-z'-]*(?: [a-z'-]+){0,2}?|it|she|he)"
"""Whoever acts."""

COUNTS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
}
COUNT: Final = "(?:" + "|".join(COUNTS) + ")"
DAY: Final = 14_400
"""In rounds."""
DRACONIC: Final = (DamageType.ACID, DamageType.COLD, DamageType.FIRE, DamageType.LIGHTNING, DamageType.POISON)
"""What a dragon's blood may hold, where the book lets the DM choose."""

_ROUNDS: Final = {"round": 1, "minute": 10, "hour": 600, "day": DAY}
_DICE: Final = re.compile(DICE)
_NUMBER: Final = re.compile(r"\d+")
_TYPES: Final = re.compile(TYPE, re.IGNORECASE)
_KINDS: Final = (
    *("aberration", "beast", "celestial", "construct", "demon", "dragon", "elemental", "elf", "elves", "fey", "fiend"),
    *("giant", "humanoid", "monstrosity", "monstrosities", "ooze", "plant", "undead"),
)
_SINGULAR: Final[Mapping[str, str]] = {"elves": "elf", "monstrosities": "monstrosity"}
_KIND: Final = re.compile(rf"\b({'|'.join(_KINDS)})s?\b", re.IGNORECASE)
_SIGNS: Final = (
    *(("’", "'"), ("‘", "'"), ("−", "-"), ("–", "-"), ("—", " - "), ("“", '"'), ("”", '"'), ("\xad", "")),
    *(("footwide", "foot-wide"), ("--", " - ")),
)
_FEET: Final = re.compile(r"\bft\.?(?= [a-z(-]|[,;)]|$|\.)")


def plain(text: str) -> str:
    """A text with plain signs, single spaces, and feet that are spelt out, so that no point is but a sentence's end.

    Example:
        >>> plain("within 60 ft. of it")
        'within 60 feet of it'
    """
    for sign, instead in _SIGNS:
        text = text.replace(sign, instead)
    return _FEET.sub("feet", re.sub(r"\s+", " ", text).strip())


def ability(word: str) -> Ability:
    """An ability by its whole name, in whatever case."""
    return Ability[word.upper()]


def abilities(text: str) -> tuple[Ability, ...]:
    """All that a phrase names, in its order."""
    return tuple(ability(each) for each in re.findall(ABILITY, text, re.IGNORECASE))


def conditions(text: str) -> tuple[Condition, ...]:
    """All that a phrase names, in its order."""
    return tuple(dict.fromkeys(Condition(each.lower()) for each in re.findall(CONDITION, text, re.IGNORECASE)))


def size(word: str) -> Size:
    """A size by its name, in whatever case."""
    return Size(word.lower())


def count(word: str) -> int:
    """A number in words or digits."""
    return int(word) if word.isdigit() else COUNTS[word.lower()]


def dice(amount: str) -> str:
    """The dice of an amount, or its number where there are none.

    Example:
        >>> dice("7 (1d8 + 3)"), dice("1")
        ('1d8+3', '1')
    """
    found = _DICE.search(amount) or _NUMBER.search(amount)
    if found is None:
        raise ValueError(f"there are no dice in {amount!r}")
    return found[0].replace(" ", "")


def damage(text: str, *, halved: bool = False) -> Damage:
    """One phrase of damage.

    Example:
        >>> damage("7 (1d8 + 3) piercing damage").dice
        '1d8+3'
    """
    kinds = tuple(dict.fromkeys(DamageType(each.lower()) for each in _TYPES.findall(text)))
    return Damage(dice(text), kinds or DRACONIC, halved=halved)


def rounds(text: str) -> int:
    """A time in rounds.

    Example:
        >>> rounds("1 minute"), rounds("24 hours")
        (10, 14400)
    """
    number, unit = text.split()
    return count(number) * _ROUNDS[unit.rstrip("s").lower()]


def kinds(text: str) -> frozenset[str]:
    """The kinds of creatures that a phrase names.

    Example:
        >>> sorted(kinds("an elf or undead"))
        ['elf', 'undead']
    """
    found: list[str] = [each.lower() for each in _KIND.findall(text)]
    return frozenset([_SINGULAR.get(each, each) for each in found])


def ending(*ends: Until) -> Duration:
    """A duration that has no time."""
    return Duration(ends=ends)
