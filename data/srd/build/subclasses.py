"""Subclasses of both editions, out of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.rules.classes import Feature, Subclass
from core.rules.edition import Edition
from core.rules.growth import Grown
from core.rules.proficiencies import Proficiencies
from data.srd.build import counters_2014, counters_2024, subclass_spells
from data.srd.build.classes import features_in, subclass_levels
from data.srd.build.counting import Counters, Levels
from data.srd.build.growing import GROWN, TAUGHT, UNARMORED
from data.srd.build.sources import Json, Sources

_LAND = "Circle of the Land"


def subclasses_in_2014(sources: Sources) -> list[Subclass]:
    """All subclasses of SRD 5.1: one of each class."""
    tables = subclass_levels(sources.in_2014("levels"))
    return [_in_2014(each, tables[each["class"]["index"]]) for each in sources.in_2014("subclasses")]


def subclasses_in_2024(sources: Sources) -> list[Subclass]:
    """All subclasses of SRD 5.2.1: one of each class."""
    return [_in_2024(each) for each in sources.in_2024("classes")]


def _in_2014(each: Json, levels: Levels) -> Subclass:
    name, of = each["name"], each["class"]["index"]
    return _subclass(
        (Edition.SRD_51, name),
        Subclass(
            name=name,
            of=of,
            features=features_in(levels),
            spells=subclass_spells.in_2014(each),
            spell_choices=subclass_spells.lands_in_2014(each),
            spells_offered=of == "warlock",
        ),
        counters_2014.SUBCLASSES,
    )


def _in_2024(each: Json) -> Subclass:
    name = each["subclass"]
    return _subclass(
        (Edition.SRD_52, name),
        Subclass(
            name=name,
            of=each["name"].lower(),
            features=tuple(Feature(one["level"], one["name"]) for one in each["subclass_features"]),
            spells=subclass_spells.IN_2024.get(name, {}),
            spell_choices=subclass_spells.LANDS_IN_2024 if name == _LAND else {},
        ),
        counters_2024.SUBCLASSES,
    )


def _subclass(key: tuple[Edition, str], plain: Subclass, counted: Mapping[str, Counters]) -> Subclass:
    """With what stands in its features' texts alone."""
    counters = counted.get(plain.name, Counters())
    return replace(
        plain,
        proficiencies=TAUGHT.get(key, Proficiencies()),
        resources=tuple(each.resource({}) for each in counters.resources),
        scales=tuple(each.scale({}) for each in counters.scales),
        grown=GROWN.get(key, Grown()),
        unarmored=UNARMORED.get(key),
    )
