"""All pages together, by the names of the spells, and what is told of a casting besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, cast

from core.rules.edition import Edition
from core.rules.effects.growth import Growth
from core.rules.effects.terms import Shape
from core.rules.spells import Trigger
from data.srd.build.spell_trees import (
    cantrips,
    eighth,
    fifth_a_to_f,
    fifth_g_to_z,
    first_a_to_f,
    first_g_to_z,
    fourth,
    ninth,
    second_a_to_g,
    second_h_to_z,
    seventh,
    sixth,
    third_a_to_g,
    third_h_to_z,
)
from data.srd.build.spell_trees.words import Page, Tree

_PARTS: Final = (
    *(cantrips, first_a_to_f, first_g_to_z, second_a_to_g, second_h_to_z, third_a_to_g, third_h_to_z, fourth),
    *(fifth_a_to_f, fifth_g_to_z, sixth, seventh, eighth, ninth),
)
_HOUR: Final = 600
_DAY: Final = 24 * _HOUR
TRIGGERS: Final[Mapping[str, Trigger]] = {
    "counterspell": Trigger.CASTING,
    "divine smite": Trigger.STRIKING,
    "ensnaring strike": Trigger.HITTING,
    "feather fall": Trigger.FALLING,
    "hellish rebuke": Trigger.DAMAGED,
    "searing smite": Trigger.STRIKING,
    "shield": Trigger.TARGETED,
    "shining smite": Trigger.STRIKING,
}
FARTHER: Final[Mapping[tuple[str, Edition], Growth]] = {
    ("spare the dying", Edition.SRD_52): Growth(become=((5, "30"), (11, "60"), (17, "120"))),
}


def _rounds(*steps: tuple[int, int | None]) -> Growth:
    """From which slot on a spell lasts for how many rounds; None for without end."""
    return Growth(become=tuple((slot, "" if rounds is None else str(rounds)) for slot, rounds in steps))


def _both(name: str, grows: Growth) -> dict[tuple[str, Edition], Growth]:
    return {(name, edition): grows for edition in Edition}


LONGER: Final[Mapping[tuple[str, Edition], Growth]] = {
    **_both("animal messenger", Growth(str(2 * _DAY))),
    **_both("bestow curse", _rounds((4, 100), (5, 8 * _HOUR), (7, _DAY), (9, None))),
    ("dominate beast", Edition.SRD_51): _rounds((9, 8 * _HOUR)),
    ("dominate beast", Edition.SRD_52): _rounds((5, 100), (6, _HOUR), (7, 8 * _HOUR)),
    **_both("dominate monster", _rounds((9, 8 * _HOUR))),
    **_both("dominate person", _rounds((6, 100), (7, _HOUR), (8, 8 * _HOUR))),
    **_both("geas", _rounds((7, 365 * _DAY), (9, None))),
    ("hex", Edition.SRD_52): _rounds((2, 4 * _HOUR), (3, 8 * _HOUR), (5, _DAY)),
    **_both("hunter's mark", _rounds((3, 8 * _HOUR), (5, _DAY))),
    **_both("magic circle", Growth(str(_HOUR))),
    ("major image", Edition.SRD_51): _rounds((6, None)),
    ("major image", Edition.SRD_52): _rounds((4, None)),
    **_both("mass suggestion", _rounds((7, 10 * _DAY), (8, 30 * _DAY), (9, 366 * _DAY))),
    **_both("planar binding", _rounds((6, 10 * _DAY), (7, 30 * _DAY), (8, 180 * _DAY), (9, 366 * _DAY))),
}
"""How durations grow; a year is 365 days."""
FREED_FROM: Final[Mapping[tuple[str, Edition], int]] = {
    ("bestow curse", Edition.SRD_51): 5,
    ("bestow curse", Edition.SRD_52): 5,
    ("major image", Edition.SRD_51): 6,
    ("major image", Edition.SRD_52): 4,
}


def key(name: str) -> str:
    """A name whatever its case and its apostrophes."""
    return name.casefold().replace("’", "'")


PAGES: Final[Mapping[str, Page]] = {key(name): page for part in _PARTS for name, page in part.SPELLS.items()}


def page_of(name: str) -> Page:
    """What is told of a spell.

    Raises:
        KeyError: Nothing is.
    """
    return PAGES[key(name)]


def tree_of(name: str, edition: Edition) -> Tree:
    """What a spell does in an edition; empty for what is only told.

    Raises:
        KeyError: Nothing is told of it.
    """
    page = page_of(name)
    tree = page.in_2014 if edition is Edition.SRD_51 else page.in_2024
    if tree is None:
        raise KeyError(f"{name} is not told for {edition}")
    return _in_words_of_2014(tree) if edition is Edition.SRD_51 else tree


def _in_words_of_2014(value: Any) -> Any:
    """A tree without emanations, which that book calls spheres around oneself."""
    if value is Shape.EMANATION:
        return Shape.SPHERE
    if isinstance(value, tuple):
        return tuple([_in_words_of_2014(each) for each in cast("tuple[Any, ...]", value)])
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _in_words_of_2014(getattr(value, each.name)) for each in fields(value)})
    return value
