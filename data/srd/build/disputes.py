"""Where two sources of one action differ, or a text has what its tree has not; and who was believed, and why.

What a source has as data is held to the tree, and so are the numbers of the text. A difference that has not been
settled stops the builder; those that have are written beside the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.combat.play.left import left
from core.monsters.stat_block import Action, StatBlock
from core.rules.edition import Edition
from core.rules.effects.outcomes import Damage, Use
from core.rules.effects.search import found
from core.rules.effects.tree import Attack, Save
from data.srd.build import actions, mending, multiattack
from data.srd.build.auditing import doubts
from data.srd.build.settled import SETTLED
from data.srd.build.sources import Json


class UnsettledError(Exception):
    """Sources differ, and nobody has said who is right; the text says where."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A difference.

    Attributes:
        name: The creature.
        action: What it does.
        told: What differs.
        taken: What was taken, and why.
    """

    name: str
    action: str
    told: str
    taken: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An action of which the DM is asked something.

    Attributes:
        name: The creature.
        action: What it does.
        topics: What about.
    """

    name: str
    action: str
    topics: tuple[str, ...]


def asked(blocks: Iterable[StatBlock]) -> Iterator[Asked]:
    """Every action that the DM has a say in."""
    for block in blocks:
        for action in block.actions:
            if topics := tuple(left(action.effects)):
                yield Asked(block.name, action.name, topics)


def settled(pairs: Iterable[tuple[Json, StatBlock]], edition: Edition) -> list[Dispute]:
    """Every difference of an edition's creatures, each with what was taken.

    Raises:
        UnsettledError: One has not been settled, or was and is there no more.
    """
    told = {(block.name, action, why) for source, block in pairs for action, why in _differences(source, block)}
    known = {place[1:]: taken for place, taken in SETTLED.items() if place[0] is edition}
    if new := sorted(told - known.keys()):
        raise UnsettledError("not settled:\n" + "\n".join(f"{edition}: {' / '.join(each)}" for each in new))
    if gone := sorted(known.keys() - told):
        raise UnsettledError("settled, and there no more:\n" + "\n".join(" / ".join(each) for each in gone))
    return [Dispute(*place, taken) for place, taken in sorted(known.items())]


def _differences(source: Json, block: StatBlock) -> Iterator[tuple[str, str]]:
    """Every difference of one creature: the action, and what differs."""
    told = {(place, name): said for place, name, said in _told(source, block.edition)}
    for action in block.actions:
        said = told.get((actions.PLACES[action.economy], action.name))
        if said is not None:
            spells = block.spellcasting if action.name == "Spellcasting" else ()
            for why in (*doubts(said["text"], action, *spells), *_held(said, action)):
                yield action.name, why


def _told(source: Json, edition: Edition) -> Iterator[tuple[str, str, Json]]:
    """What a source says of each action, by where it stands and its name."""
    for place in actions.PLACES.values():
        if edition is Edition.SRD_52:
            yield from ((place, each["name"], each) for each in mending.in_2024(source.get(place) or []))
        else:
            for each in source.get(place) or ():
                name = actions.without_cost(each["name"])
                yield place, name, {**each, "text": mending.in_2014(each["desc"])}


def _held(said: Json, action: Action) -> Iterator[str]:
    """What a source has as data, held to the tree."""
    ours = {(each.dice, str(kind)) for each in found(action.effects, Damage) for kind in each.kinds}
    for dice, kind in _damage(said):
        if (dice, kind) not in ours:
            yield f"the data has {dice} {kind}, and the tree has not"
    attack, bonus = next(found(action.effects, Attack), None), said.get("attack_bonus")
    if attack and bonus is not None and attack.bonus != bonus:
        yield f"the data has +{bonus} to hit, and the tree {attack.bonus}"
    dc: int | None = said["dc"]["dc_value"] if "dc" in said else said.get("save_dc")
    if dc and dc not in {each.dc for each in found(action.effects, Save)}:
        yield f"the data has DC {dc}, and the tree has not"
    several = multiattack.in_2014(said)
    if several and set(_used(several)) != set(_used(action.effects)):
        yield f"the data has {_list(_used(several))}, and the tree {_list(_used(action.effects))}"


def _damage(said: Json) -> Iterator[tuple[str, str]]:
    for each in said.get("damage") or ():
        if "dice" in each:
            yield re.sub(r"\s", "", each["dice"]).translate({0x2212: "-", 0x2013: "-"}), each["type"]
        for one in each["from"]["options"] if "from" in each else (each,):
            if "damage_dice" in one:
                yield one["damage_dice"].replace(" ", ""), one["damage_type"]["index"]


def _used(effects: Any) -> Iterator[tuple[str, int]]:
    """What is used and how often, names as plain as can be."""
    for use in found(effects, Use):
        for name, count in use.actions:
            yield re.sub(r" \([^)]*\)", "", name).removesuffix("s"), count


def _list(used: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {name}" for name, count in used)
