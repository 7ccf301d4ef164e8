"""The modifiers of a character of D&D Beyond: everything that species, class, feats and things do to it, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.characters.importing.beyond_ids import ABILITIES
from core.characters.importing.imported import Why
from core.characters.importing.spot import Spot
from core.rules.abilities import Ability

GROUPS: Final = ("race", "class", "background", "feat", "item", "condition")
MOST: Final = 1_000
_NUMERIC: Final = frozenset({"bonus", "set"})


@dataclass(frozen=True, slots=True)
class Modifier:
    """One of them.

    Attributes:
        does: "bonus", "set", "proficiency", "resistance" and the like.
        to: What: "strength-score", "stealth", "light-armor".
        name: That in words.
        value: By how much; None if it is not that kind, or is an ability's modifier.
        ability: The ability whose modifier it adds.
        limited: The circumstances under which alone it counts.
        by: The id of the feature or thing that it comes from.
        group: What kind of thing that is.
    """

    does: str
    to: str
    name: str
    value: int | None
    ability: Ability | None
    limited: str
    by: int | None
    group: str


class Modifiers:
    """All that count now."""

    def __init__(self, modifiers: list[Modifier]) -> None:
        self._all = modifiers

    def __iter__(self) -> Iterator[Modifier]:
        return iter(self._all)

    def about(self, does: str, *to: str) -> list[Modifier]:
        """Those that do something to something."""
        return [each for each in self._all if each.does == does and each.to in to]

    def values(self, does: str, *to: str) -> list[int]:
        """What those come to that have a number."""
        return [each.value for each in self.about(does, *to) if each.value is not None]

    def total(self, does: str, *to: str) -> int:
        """Their sum."""
        return sum(self.values(does, *to))


def read_modifiers(character: Spot, active_things: frozenset[int]) -> Modifiers:
    """The modifiers that count.

    Args:
        character: The character.
        active_things: The ids of things that are worn or held, and attuned to where that is needed; those of others
            do nothing.
    """
    found: list[Modifier] = []
    for group in GROUPS:
        for spot in character.at("modifiers", group).each(MOST):
            modifier = _read(spot, group)
            if not modifier.does or (group == "item" and modifier.by not in active_things):
                continue
            if modifier.limited and modifier.does in _NUMERIC:
                said = f"{modifier.does} {modifier.to}: {modifier.limited}"
                spot.notes.miss(spot.where, Why.NO_PLACE, said)
            elif not (modifier.limited and modifier.does in _DEFENCES):
                found.append(modifier)
    return Modifiers(found)


_DEFENCES: Final = frozenset({"resistance", "immunity", "vulnerability", "advantage"})


def _read(spot: Spot, group: str) -> Modifier:
    value = spot.at("value") if spot.at("value").given else spot.at("fixedValue")
    return Modifier(
        does=spot.at("type").text().casefold(),
        to=spot.at("subType").text().casefold(),
        name=spot.at("friendlySubtypeName").text(),
        value=value.whole(-10_000, 10_000) if isinstance(value.value, int | float) else None,
        ability=spot.at("statId").one_of(ABILITIES) if spot.at("statId").value else None,
        limited=spot.at("restriction").text(200),
        by=spot.at("componentId").id,
        group=group,
    )
