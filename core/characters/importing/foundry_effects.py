"""Active effects of a Foundry actor: what its things and features do to its numbers, applied as Foundry would.

Source: Foundry VTT, CONST.ACTIVE_EFFECT_MODES: 1 multiplies, 2 adds, 3 lowers to, 4 raises to, 5 puts in place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from core.characters.importing.imported import Why
from core.characters.importing.spot import Spot

MOST: Final = 300
"""Changes that are applied."""
_WHOLE: Final = re.compile(r"\s*[+-]?\d{1,6}\s*")
_ADD: Final = 2
_PUT: Final = 5
_NUMBERS: Final[Mapping[int, Callable[[int, int], int]]] = {
    1: lambda there, value: there * value,
    2: lambda there, value: there + value,
    3: min,
    4: max,
    5: lambda _, value: value,
}
_MODES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, "multiply": 1, "add": 2, "downgrade": 3, "upgrade": 4, "override": 5}


def apply_effects(actor: Spot, system: str) -> None:
    """Change the actor's numbers as its effects do; what cannot be worked out is noted.

    Args:
        actor: The actor; it is changed.
        system: What the part of it is called that holds its numbers.
    """
    for count, change in enumerate(_changes(actor, system)):
        if count == MOST:
            change.miss(Why.TOO_MANY)
            return
        key = change.at("key").text(200)
        mode = change.at("mode").one_of(_MODES) or change.at("type").one_of(_MODES) or _ADD
        steps = key.split(".")
        if steps[0] in (system, "system", "data") and len(steps) > 1:
            _apply(actor.at(system), steps[1:], change.at("value"), mode)


def _changes(actor: Spot, system: str) -> Iterator[Spot]:
    for effect in actor.at("effects").each():
        yield from _of(effect)
    for item in actor.at("items").each():
        about = item.at(system)
        idle = about.at("equipped").value is False
        needs = about.at("attunement").value in ("required", 1)
        if not idle and not (needs and about.at("attuned").value is not True):
            for effect in item.at("effects").each(50):
                if effect.at("transfer").value is not False:
                    yield from _of(effect)


def _of(effect: Spot) -> Iterator[Spot]:
    if effect.at("disabled").value is not True:
        yield from effect.at("changes").each(50)


def _apply(system: Spot, steps: list[str], change: Spot, mode: int) -> None:
    place = system.at(*steps[:-1]).value
    if not isinstance(place, dict) or len(steps) > 6:
        return
    numbers, last = cast("dict[str, Any]", place), steps[-1]
    there = numbers.get(last)
    said = change.value.strip() if isinstance(change.value, str) else change.value
    if isinstance(there, list):
        numbers[last] = [*cast("list[Any]", there), said]
    elif isinstance(said, int) or (isinstance(said, str) and _WHOLE.fullmatch(said)):
        before = _whole(there)
        numbers[last] = max(-(10**6), min(10**6, _NUMBERS[mode](before, int(said))))
    elif mode == _PUT and isinstance(said, str):
        numbers[last] = said
    elif said not in (None, "") and (there is None or isinstance(there, int | float | str)):
        change.miss(Why.NO_PLACE)


def _whole(value: object) -> int:
    """A number that stands there already; 0 where none does."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return value if isinstance(value, int) and abs(value) <= 10**6 else 0
