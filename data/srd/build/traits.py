"""Traits: what creatures are like, where it changes the numbers of a fight; of all others the name alone.

Each of these is told in the same words wherever it stands, so that a pattern says what it means (`trait_words`). What
sets a trait off and then happens to somebody is read as actions are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.monsters.stat_block import Trait, Trigger, Usage
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.outcomes import Use
from core.rules.effects.terms import Duration, Moment, Only
from core.rules.effects.tree import Each, Effect, Grant, If
from data.srd.build import actions, mending
from data.srd.build.curated.traits import TRAITS
from data.srd.build.reader import READER
from data.srd.build.reading import together
from data.srd.build.sources import Json
from data.srd.build.trait_words import PATTERNS

_LIMITS: Final = re.compile(r" \(1/Turn\)$")
_CHARGE: Final = re.compile(
    r"if the [\w' -]+? moves at least (?P<feet>\d+) feet straight toward a (?:target|creature) and then hits it with"
    r" (?:an?|its) (?P<attack>[\w ]+?)(?: attacks?)? on the same turn, (?P<rest>(?:the|that) target .*)",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"\s*if the target is prone, the [\w -]+ can make (?:one|another) (?:(?P<name>\w+) attack|attack with its"
    r" (?P<its>\w+)) against"
    r" it as a bonus action\.?",
    re.IGNORECASE,
)
_DIES: Final = re.compile(
    r"(?:when the [\w ]+ dies, it explodes[^.,]*(?:\.|, and)|the [\w ]+ explodes when it dies\.) (?P<rest>.*)",
    re.IGNORECASE,
)
_NEAR: Final = re.compile(
    r"starts its turn (?:within (?P<feet>\d+) feet|in a (?P<emanation>\d+)-foot emanation|in the aura)", re.IGNORECASE
)
_ASIDE: Final = re.compile(r", unless the [\w ]+ is incapacitated|^the [\w ]+ emanates an aura[^.]*\. ", re.IGNORECASE)
_AURA: Final = re.compile(r"an aura in a (\d+)-foot emanation", re.IGNORECASE)
_MANY: Final = ("Kraken", "Lich")
"""Besides ancient dragons."""


def in_2014(monster: Json) -> Iterator[Trait]:
    """The traits of a creature of SRD 5.1."""
    for each in monster.get("special_abilities") or ():
        usage = actions.usage_2014(each.get("usage"))
        yield _trait((Edition.SRD_51, monster["name"], each["name"]), mending.in_2014(each["desc"]), usage)


def in_2024(monster: Json) -> Iterator[Trait]:
    """The traits of a creature of SRD 5.2.1."""
    for each in monster.get("traits") or ():
        usage = actions.usage_2024(each)
        if each["name"] == "Legendary Resistance" and usage is None:
            usage = legendary_resistance(monster["name"])
        yield _trait((Edition.SRD_52, monster["name"], each["name"]), mending.mended(each["text"]), usage)


def legendary_resistance(monster: str) -> Usage:
    """How often a creature of 2024 that has a lair can resist: the source has lost it.

    Source: SRD 5.2.1, "Monsters A-Z", the stat blocks' own headings.
    """
    many = monster.startswith("Ancient ") or monster in _MANY
    return Usage(4, "day", in_lair=5) if many else Usage(3, "day", in_lair=4)


def _trait(place: tuple[Edition, str, str], text: str, usage: Usage | None) -> Trait:
    """A trait: as it was written by hand, or by what its words say; else the name alone."""
    trait = TRAITS.get(place) or _charges(text) or _bursts(text, place[0]) or _near(text, place[0]) or _by_words(text)
    name = _LIMITS.sub("", place[2])
    once = trait.once_a_turn or name != place[2]
    return replace(trait, name=name, usage=usage, once_a_turn=once)


def _by_words(text: str) -> Trait:
    for pattern, meaning in PATTERNS:
        if found := pattern.match(text):
            return meaning(found)
    return Trait("")


def _befalls(text: str, edition: Edition) -> tuple[Effect, ...] | None:
    """What a text says of its target; None if it is not understood."""
    done = READER.read(text, edition)
    return together(done.effects) if done.effects and not done.left else None


def _charges(text: str) -> Trait | None:
    """What a hit does besides after a run; where no type is told, it is a ram's."""
    found = _CHARGE.match(text)
    told = _AGAIN.sub("", found["rest"]).replace(") damage", ") bludgeoning damage") if found else ""
    tree = _befalls(told, Edition.SRD_51) if found else None
    if not found or tree is None:
        return None
    if again := _AGAIN.search(found["rest"]):
        use = Use((((again["name"] or again["its"]).title(), 1),))
        grant = Grant(Economy.BONUS, (use,), Duration(until=Moment.THIS_TURN_END))
        prone = Only(has=frozenset({Condition.PRONE}))
        tree = (*tree, If(prone, (Each((grant,), whom="self"),)))
    charged = If(Only(charged_ft=int(found["feet"])), tree)
    return Trait("", (charged,), Trigger.HITS, frozenset({found["attack"].title()}))


def _bursts(text: str, edition: Edition) -> Trait | None:
    """What dying does to those around."""
    found = _DIES.match(text)
    if not found:
        return None
    rest = found["rest"].replace("must then", "must")
    effects = actions.read(rest[0].upper() + rest[1:], edition)
    return None if _asks(effects) else Trait("", effects, Trigger.DIES)


def _near(text: str, edition: Edition) -> Trait | None:
    """What befalls whoever starts a turn nearby."""
    near, aura = _NEAR.search(text), _AURA.search(text)
    feet = (near["feet"] or near["emanation"] or (aura and aura[1])) if near else None
    if not feet or "saving throw" not in text.lower():
        return None
    effects = actions.read(_ASIDE.sub("", text), edition)
    if _asks(effects):
        return None
    bare = tuple(inner for each in effects if isinstance(each, Each) for inner in each.effects)
    return Trait("", bare, Trigger.TURN_BEGINS_NEAR, within_ft=int(feet))


def _asks(effects: tuple[Effect, ...]) -> bool:
    return any(each.op == "adjudicate" for each in effects)
