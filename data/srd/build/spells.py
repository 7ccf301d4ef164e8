"""The records of spells of both editions: names and castings out of the sources, and the trees that were told by hand.

Whatever numbers a source has are held to the trees: where the two differ, and it has not been settled who is right, no
file is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from core.combat.play.left import left
from core.rules.actions import Economy
from core.rules.edition import Edition
from core.rules.effects.terms import Area
from core.rules.spells import School, Spell
from data.srd.build.gear import cost_of
from data.srd.build.sources import Json, Sources
from data.srd.build.spell_numbers import Numbers, disputes, numbers_in_2014, numbers_in_2024
from data.srd.build.spell_trees.settled import SETTLED
from data.srd.build.spell_trees.shelf import FARTHER, FREED_FROM, LONGER, TRIGGERS, key, page_of, tree_of

_ROUNDS: Final = {"round": 1, "minute": 10, "hour": 600, "day": 14400}
_TIME: Final = re.compile(r"(\d+) (round|minute|hour|day)")
_FEET: Final = re.compile(r"(\d+) (feet|foot|miles?)")
_MILE_FT: Final = 5280
_TOUCH_FT: Final = 5
_NEAR: Final = {"self": 0, "touch": _TOUCH_FT}
_TURN: Final = (("bonus action", Economy.BONUS), ("reaction", Economy.REACTION), ("action", Economy.ACTION))


class DisputeError(Exception):
    """Trees and sources differ; the text says where."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A spell of which the DM is asked something.

    Attributes:
        name: The spell.
        topics: What about.
    """

    name: str
    topics: tuple[str, ...]


def spells_in_2014(sources: Sources) -> list[Spell]:
    """All spells of SRD 5.1.

    Raises:
        DisputeError: Trees and sources differ.
    """
    return _all(sources.in_2014("spells"), Edition.SRD_51, _in_2014, numbers_in_2014)


def spells_in_2024(sources: Sources) -> list[Spell]:
    """All spells of SRD 5.2.1.

    Raises:
        DisputeError: Trees and sources differ.
    """
    return _all(sources.in_2024("spells"), Edition.SRD_52, _in_2024, numbers_in_2024)


def asked_in_2014(sources: Sources) -> list[Asked]:
    """The spells of SRD 5.1 that data cannot express."""
    return _asked(spells_in_2014(sources))


def asked_in_2024(sources: Sources) -> list[Asked]:
    """The spells of SRD 5.2.1 that data cannot express."""
    return _asked(spells_in_2024(sources))


def _asked(spells: Iterable[Spell]) -> list[Asked]:
    topics = {spell.name: tuple(left(spell.effects)) for spell in spells}
    return [Asked(name, about) for name, about in topics.items() if about]


def _all(
    records: Iterable[Json], edition: Edition, told: Callable[[Json], dict[str, Any]], says: Callable[[Json], Numbers]
) -> list[Spell]:
    spells: list[Spell] = []
    wrong: list[str] = []
    for record in records:
        numbers = says(record)
        spell = _spell(told(record), edition, numbers)
        settled = SETTLED.get((key(spell.name), edition), frozenset())
        disputed = dict(disputes(spell, numbers))
        wrong += [f"{spell.name}: {what} {said}" for what, said in disputed.items() if what not in settled]
        wrong += [f"{spell.name}: {what} is settled, and not disputed" for what in settled - disputed.keys()]
        spells.append(spell)
    if wrong:
        raise DisputeError("\n".join(wrong))
    return spells


def _spell(told: dict[str, Any], edition: Edition, numbers: Numbers) -> Spell:
    """A spell with its tree, and with what its casting time, range and duration come to."""
    name: str = told["name"]
    at = (key(name), edition)
    effects = tree_of(name, edition)
    economy = _economy(told["casting_time"])
    spell = Spell(
        **told,
        economy=economy,
        casting_rounds=0 if economy else _rounds(told["casting_time"]) or 0,
        trigger=TRIGGERS.get(key(name)),
        range_ft=_feet(told["range"]),
        farther=FARTHER.get(at),
        rounds=_rounds(told["duration"]),
        longer=LONGER.get(at),
        freed_from=FREED_FROM.get(at),
        effects=effects,
        told=not effects,
        whole=page_of(name).is_whole_in(edition),
    )
    if spell.area or not numbers.area:
        return spell
    return replace(spell, space=Area(*numbers.area))


def _economy(text: str) -> Economy | None:
    """What casting costs, or None for what takes minutes.

    Example:
        >>> _economy("Action or Ritual"), _economy("1 bonus action").value, _economy("10 minutes")
        (<Economy.ACTION: 'action'>, 'bonus action', None)
    """
    if re.match(r"\d+ (?:minute|hour)", text):
        return None
    return next(economy for word, economy in _TURN if word in text.lower())


def _rounds(text: str) -> int | None:
    """So much time in rounds; 0 for none, None for what has no end in numbers.

    Example:
        >>> _rounds("Up to 1 minute"), _rounds("8 hours"), _rounds("Instantaneous"), _rounds("Until dispelled")
        (10, 4800, 0, None)
    """
    if text == "Instantaneous":
        return 0
    found = _TIME.search(text)
    return int(found[1]) * _ROUNDS[found[2]] if found else None


def _feet(text: str) -> int | None:
    """A range in feet.

    Example:
        >>> _feet("Touch"), _feet("120 feet"), _feet("1 mile"), _feet("Sight")
        (5, 120, 5280, None)
    """
    if text.lower() in _NEAR:
        return _NEAR[text.lower()]
    found = _FEET.search(text)
    return int(found[1]) * (_MILE_FT if "mile" in found[2] else 1) if found else None


def _in_2014(each: Json) -> dict[str, Any]:
    return {
        "name": each["name"],
        "level": each["level"],
        "school": School(each["school"]["index"]),
        "casting_time": each["casting_time"],
        "range": each["range"],
        "components": tuple(each["components"]),
        "duration": each["duration"],
        "classes": tuple(one["index"] for one in each["classes"]),
        "concentration": each["concentration"],
        "ritual": each["ritual"],
        "costs": _costs(each.get("material", "")),
        "consumed": "consume" in each.get("material", ""),
    }


def _in_2024(each: Json) -> dict[str, Any]:
    letters, _, material = each["components"].partition(" (")
    lasts = re.sub(r"^Concentration,? ", "", each["duration"])
    return {
        "name": each["name"],
        "level": each["level"],
        "school": School(each["school"].lower()),
        "casting_time": each["casting_time"],
        "range": each["range"],
        "components": tuple(part for part in ("V", "S", "M") if part in letters.split(", ")),
        "duration": lasts[:1].upper() + lasts[1:],
        "classes": tuple(name.lower() for name in each["classes"]),
        "concentration": each["duration"].startswith("Concentration"),
        "ritual": "Ritual" in each["casting_time"],
        "costs": _costs(material),
        "consumed": "consume" in material,
    }


def _costs(material: str) -> int:
    """What the material component costs at least: the one that is priced."""
    found = re.search(r"([\d,]+) ?(cp|sp|ep|gp|pp)|([\d,]+)\+? (CP|SP|GP|PP)", material)
    if not found:
        return 0
    return cost_of(f"{found[1] or found[3]} {(found[2] or found[4]).upper()}")
