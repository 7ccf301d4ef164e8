"""Spells that subclasses always have ready, by class level.

Of SRD 5.1 they are in the source; of SRD 5.2.1 in its prose alone, where some are missing or misspelt, so the book's
tables stand here.

Source: SRD 5.1, "Classes" (Domain Spells, Oath Spells, Circle Spells, Expanded Spells); SRD 5.2.1, "Classes" (Life
Domain Spells, Circle of the Land Spells, Oath of Devotion Spells, Draconic Spells, Fiend Spells).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from data.srd.build.sources import Json

Spells = Mapping[int, tuple[str, ...]]

IN_2024: Final[Mapping[str, Spells]] = {
    "Life Domain": {
        3: ("Aid", "Bless", "Cure Wounds", "Lesser Restoration"),
        5: ("Mass Healing Word", "Revivify"),
        7: ("Aura of Life", "Death Ward"),
        9: ("Greater Restoration", "Mass Cure Wounds"),
    },
    "Oath of Devotion": {
        3: ("Protection from Evil and Good", "Shield of Faith"),
        5: ("Aid", "Zone of Truth"),
        9: ("Beacon of Hope", "Dispel Magic"),
        13: ("Freedom of Movement", "Guardian of Faith"),
        17: ("Commune", "Flame Strike"),
    },
    "Draconic Sorcery": {
        3: ("Alter Self", "Chromatic Orb", "Command", "Dragon’s Breath"),
        5: ("Fear", "Fly"),
        7: ("Arcane Eye", "Charm Monster"),
        9: ("Legend Lore", "Summon Dragon"),
    },
    "Fiend Patron": {
        3: ("Burning Hands", "Command", "Scorching Ray", "Suggestion"),
        5: ("Fireball", "Stinking Cloud"),
        7: ("Fire Shield", "Wall of Fire"),
        9: ("Geas", "Insect Plague"),
    },
}
LANDS_IN_2024: Final[Mapping[str, Spells]] = {
    "Arid": {3: ("Blur", "Burning Hands", "Fire Bolt"), 5: ("Fireball",), 7: ("Blight",), 9: ("Wall of Stone",)},
    "Polar": {
        3: ("Fog Cloud", "Hold Person", "Ray of Frost"),
        5: ("Sleet Storm",),
        7: ("Ice Storm",),
        9: ("Cone of Cold",),
    },
    "Temperate": {
        3: ("Misty Step", "Shocking Grasp", "Sleep"),
        5: ("Lightning Bolt",),
        7: ("Freedom of Movement",),
        9: ("Tree Stride",),
    },
    "Tropical": {
        3: ("Acid Splash", "Ray of Sickness", "Web"),
        5: ("Stinking Cloud",),
        7: ("Polymorph",),
        9: ("Insect Plague",),
    },
}
MISSING_IN_2014: Final[Mapping[str, Spells]] = {"Life": {7: ("Guardian of Faith",)}}
"""What the book has and the source has not."""


def in_2014(each: Json) -> Spells:
    """Those of a subclass of SRD 5.1 that depend on its level alone."""
    return _by_level(each, "")


def lands_in_2014(each: Json) -> Mapping[str, Spells]:
    """Those that depend on a circle's land."""
    lands = {_land(spell) for spell in each.get("spells", ())} - {""}
    return {land: _by_level(each, land) for land in sorted(lands)}


def _by_level(each: Json, land: str) -> Spells:
    found: dict[int, list[str]] = {}
    for spell in each.get("spells", ()):
        if _land(spell) == land:
            found.setdefault(int(spell["prerequisites"][0]["name"].split()[-1]), []).append(_named(spell))
    for level, names in MISSING_IN_2014.get(each["name"], {}).items():
        found.setdefault(level, []).extend(names)
    return {level: tuple(sorted(names)) for level, names in sorted(found.items())}


def _land(spell: Json) -> str:
    return next((one["name"].partition(": ")[2] for one in spell["prerequisites"] if "Circle" in one["name"]), "")


def _named(spell: Json) -> str:
    """A spell as the book has it, whose small words are small: "Commune With Nature"."""
    name: str = spell["spell"]["name"]
    for word in ("With", "From", "Into", "Without"):
        name = name.replace(f" {word} ", f" {word.lower()} ")
    return name
