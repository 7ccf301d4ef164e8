"""What the lines of a plain sheet can begin with, and how what follows is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.edition import Edition
from core.rules.skills import SKILLS

ABILITIES: Final = {
    **{each.value: each for each in Ability},
    "strength": Ability.STRENGTH,
    "dexterity": Ability.DEXTERITY,
    "constitution": Ability.CONSTITUTION,
    "intelligence": Ability.INTELLIGENCE,
    "wisdom": Ability.WISDOM,
    "charisma": Ability.CHARISMA,
}
KEYS: Final = {
    **dict.fromkeys(("name", "character", "character name"), "name"),
    **dict.fromkeys(("class", "classes", "class & level", "class and level", "level", "levels"), "classes"),
    **dict.fromkeys(("species", "race", "ancestry"), "species"),
    **dict.fromkeys(("subrace", "lineage"), "lineage"),
    "background": "background",
    "alignment": "alignment",
    "size": "size",
    **dict.fromkeys(("rules", "edition", "ruleset"), "edition"),
    **dict.fromkeys(("xp", "experience", "experience points"), "xp"),
    **dict.fromkeys(("hp", "hit points", "max hp", "maximum hit points", "hit point maximum"), "hit points"),
    **dict.fromkeys(("temp hp", "temporary hit points", "temporary hp"), "temporary"),
    **dict.fromkeys(("ac", "armor class", "armour class"), "armor class"),
    "initiative": "initiative",
    **dict.fromkeys(("speed", "speeds", "walking speed"), "speeds"),
    **dict.fromkeys(("senses", "vision"), "senses"),
    **dict.fromkeys(("passive perception", "passive wisdom (perception)"), "passive perception"),
    **dict.fromkeys(("proficiency", "proficiency bonus"), "proficiency bonus"),
    **dict.fromkeys(("saves", "saving throws", "save proficiencies", "saving throw proficiencies"), "saves"),
    **dict.fromkeys(("skills", "skill proficiencies"), "skills"),
    "expertise": "expertise",
    **dict.fromkeys(("tools", "tool proficiencies"), "tools"),
    **dict.fromkeys(("languages", "language"), "languages"),
    **dict.fromkeys(("armor", "armour", "armor training", "armor proficiencies"), "armor"),
    **dict.fromkeys(("weapons", "weapon proficiencies"), "weapons"),
    **dict.fromkeys(("masteries", "weapon masteries", "weapon mastery"), "masteries"),
    **dict.fromkeys(("feats", "feat"), "feats"),
    **dict.fromkeys(("items", "equipment", "inventory", "gear"), "items"),
    **dict.fromkeys(("coins", "money", "gold", "purse", "currency"), "coins"),
    **dict.fromkeys(("spells", "spells known", "spells prepared", "prepared spells"), "spells"),
    "cantrips": "spells",
    **dict.fromkeys(("attack", "attacks"), "attacks"),
    **dict.fromkeys(("counter", "counters", "resources", "uses"), "counters"),
    **dict.fromkeys(("resistances", "resistance", "resists", "damage resistances"), "resists"),
    **dict.fromkeys(("immunities", "immunity", "damage immunities", "condition immunities"), "ignores"),
    **dict.fromkeys(("vulnerabilities", "vulnerability", "damage vulnerabilities"), "suffers"),
    **dict.fromkeys(("notes", "backstory", "description"), "notes"),
    **dict.fromkeys(("abilities", "ability scores", "scores", "stats"), "scores"),
}
"""What a line may begin with, in small letters, and what it is about."""
EDITIONS: Final = {
    **dict.fromkeys(("2014", "5.1", "5e", "srd 5.1", "legacy"), Edition.SRD_51),
    **dict.fromkeys(("2024", "5.2", "5.5", "5.5e", "5e 2024", "srd 5.2", "srd 5.2.1"), Edition.SRD_52),
}
COINS: Final = {
    **{coin.value: coin for coin in Coin},
    "copper": Coin.COPPER,
    "silver": Coin.SILVER,
    "electrum": Coin.ELECTRUM,
    "gold": Coin.GOLD,
    "platinum": Coin.PLATINUM,
}
_HEAD: Final = re.compile(r"\s*[-*•#>]*\s*\**([A-Za-z][A-Za-z0-9 &()'’_-]{0,40}?)\**\s*(?::|=|\t|,)\**\s*(.*)")
_SCORE: Final = re.compile(r"(?i)\b(str|dex|con|int|wis|cha)[a-z]*\b\W{0,3}(\d{1,4})(?!\d)")
_SPACES: Final = re.compile(r"[^\S\n]{3,}")
_INLINE: Final = re.compile(
    r"(?i)(?:[;|]\s?\s?|\s\s)(?=(?:"
    + "|".join(sorted((re.escape(key) for key in (*KEYS, *ABILITIES, *SKILLS)), key=len, reverse=True))
    + r")\s*[:=]|(?:str|dex|con|int|wis|cha)\b\W{0,3}\d)"
)
"""Where a new line would begin, in a text that was pasted on one."""


def lines_of(text: str, most: int) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number; of a text on one line, its parts."""
    for number, raw in enumerate(text.splitlines()[:most], start=1):
        for part in _INLINE.split(_SPACES.sub("  ", raw)):
            if part.strip():
                yield number, part.strip()


def headed(line: str) -> tuple[str, str] | None:
    """What a line is about, in small letters, and what it says; None if it does not begin with such a word.

    Example:
        >>> headed("**Hit Points:** 27/31"), headed("Just some words")
        (('hit points', '27/31'), None)
    """
    found = _HEAD.fullmatch(line)
    return (" ".join(found[1].casefold().replace("_", " ").split()), found[2].strip()) if found else None


def scores_in(line: str) -> dict[Ability, int]:
    """The ability scores that a line tells: ``STR 16 (+3), DEX 14``."""
    return {ABILITIES[name.casefold()]: int(score) for name, score in _SCORE.findall(line)}


def listed(text: str) -> list[str]:
    """The parts of a list, by commas or semicolons outside brackets.

    Example:
        >>> listed("Longsword, 2 daggers (thrown, sharp); Rope")
        ['Longsword', '2 daggers (thrown, sharp)', 'Rope']
    """
    parts, depth, current = list[str](), 0, list[str]()
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign in ",;|•\n" and depth <= 0:
            parts.append("".join(current))
            current = []
        else:
            current.append(sign)
    return [part.strip() for part in (*parts, "".join(current)) if part.strip()]
