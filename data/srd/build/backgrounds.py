"""Backgrounds and feats of both editions, out of the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.rules.abilities import HIGHEST_SCORE, Ability
from core.rules.backgrounds import Background
from core.rules.equipment import Kit
from core.rules.feats import Feat, FeatCategory, Increase
from core.rules.proficiencies import Proficiencies
from data.srd.build import kits, proficiencies
from data.srd.build.classes import NAMED
from data.srd.build.sources import Json, Sources

_ABOUT: Final = re.compile(r"(.+) \((.+)\)")
_LEVEL: Final = re.compile(r"Level (\d+)")
_LEAST: Final = re.compile(r"(\w+) or (\w+) (\d+)\+")
_FEATURE: Final = re.compile(r"(\w[\w ]*) Feature$")
_RAISES: Final = re.compile(r"Increase (?:your )?(.+?) (?:score|by)")
_TWO_WEAPONS: Final = "Two-Weapon Fighting"
"""A feat that one source has inside another's text."""
MISSING_IN_2014: Final = {"Acolyte": ((1, "Prayer book or prayer wheel"), (5, "Stick of incense"), (1, "Vestments"))}
"""Equipment that the book has and the source has not."""


def backgrounds_in_2014(sources: Sources) -> list[Background]:
    """The one background of SRD 5.1."""
    return [
        Background(
            name=each["name"],
            proficiencies=proficiencies.by_reference(
                each["starting_proficiencies"], {one["index"]: one for one in sources.in_2014("proficiencies")}
            ),
            kits=(*kits.in_2014(each), (Kit(MISSING_IN_2014[each["name"]]),)),
            feature=each["feature"]["name"],
            language_picks=each["language_options"]["choose"],
        )
        for each in sources.in_2014("backgrounds")
    ]


def backgrounds_in_2024(sources: Sources) -> list[Background]:
    """All backgrounds of SRD 5.2.1."""
    return [_background_in_2024(each) for each in sources.in_2024("backgrounds")]


def _background_in_2024(each: Json) -> Background:
    about = _ABOUT.fullmatch(each["feat"])
    tool: str = each["tool_proficiency"]
    pick = proficiencies.tools_of_choice(tool)
    return Background(
        name=each["name"],
        proficiencies=Proficiencies(
            tools=() if pick else (tool,),
            tool_pick=pick,
            skills=tuple(skill.lower() for skill in each["skill_proficiencies"]),
        ),
        kits=kits.in_2024(each["equipment"]),
        abilities=tuple(NAMED[name] for name in each["ability_scores"]),
        feat=about[1] if about else each["feat"],
        feat_list=about[2].lower() if about else "",
    )


def feats_in_2014(sources: Sources) -> list[Feat]:
    """The one feat of SRD 5.1."""
    return [
        Feat(
            name=each["name"],
            category=FeatCategory.GENERAL,
            scores={Ability(one["ability_score"]["index"]): one["minimum_score"] for one in each["prerequisites"]},
        )
        for each in sources.in_2014("feats")
    ]


def feats_in_2024(sources: Sources) -> list[Feat]:
    """All feats of SRD 5.2.1, and the one that is told in another's text."""
    found = [_feat_in_2024(each) for each in sources.in_2024("feats")]
    return [*found, Feat(_TWO_WEAPONS, FeatCategory.FIGHTING_STYLE, feature="Fighting Style")]


def _feat_in_2024(each: Json) -> Feat:
    category = FeatCategory(each["category"].lower())
    takes: str = each["prerequisite"] or ""
    level, feature = _LEVEL.search(takes), _FEATURE.search(takes)
    return Feat(
        name=each["name"],
        category=category,
        level=int(level[1]) if level else 1,
        scores=_scores(takes),
        feature=feature[1] if feature else "",
        increase=_increase(each, category),
        repeatable=each["repeatable"],
    )


def _scores(takes: str) -> Mapping[Ability, int] | None:
    found = _LEAST.search(takes)
    return {NAMED[name]: int(found[3]) for name in (found[1], found[2])} if found else None


def _increase(each: Json, category: FeatCategory) -> Increase | None:
    found = _RAISES.search(each["description"])
    if not found:
        return None
    among = tuple(NAMED[name] for name in re.findall("|".join(NAMED), found[1])) or tuple(Ability)
    points = 2 if "by 2" in each["description"] else 1
    if category is FeatCategory.EPIC_BOON:
        return Increase(points, among, HIGHEST_SCORE)
    return Increase(points, among)
