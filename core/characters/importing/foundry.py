"""Actors of Foundry's dnd5e system, as *Export Data* writes them: from the system's early versions to its latest.

A file holds an actor's own numbers without what its effects do; these are applied first (`foundry_effects`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from core.characters.importing import foundry_numbers as numbers
from core.characters.importing import foundry_things as things
from core.characters.importing import limits
from core.characters.importing.bounds import UNNAMED, bounded
from core.characters.importing.foundry_actor import Actor, read_actor
from core.characters.importing.foundry_ids import (
    ARMOR,
    CONDITIONS,
    DAMAGE,
    LANGUAGES,
    PHYSICAL_WORDS,
    SIZES,
    WEAPONS,
)
from core.characters.importing.imported import Book, Imported, Source, Why
from core.characters.importing.spot import Spot
from core.characters.importing.writings import shared_out
from core.characters.numbers import armor_class_of
from core.characters.sheet import Sheet
from core.rules.coins import Coin
from core.rules.damage import DamageType
from core.rules.sizes import Size

TELLS: Final = frozenset(field.name for field in fields(Sheet)) - {"portrait", "concentration", "choices"}
_FIELDS: Final = {
    "trait": "personality traits",
    "ideal": "ideals",
    "bond": "bonds",
    "flaw": "flaws",
    **{name: name for name in ("appearance", "age", "gender", "hair", "eyes", "skin", "height", "weight", "faith")},
}


def of_foundry(root: Spot) -> Spot | None:
    """The actor within a file; None if it is none."""
    for spot in (root, root.at("actor")):
        inner = "system" if isinstance(spot.at("system").value, dict) else "data"
        if isinstance(spot.at(inner, "abilities").value, dict) and isinstance(spot.at("items").value, list):
            return spot
    return None


def read_foundry(spot: Spot, book: Book) -> Imported:
    """Read it."""
    actor = read_actor(spot, book)
    sheet = bounded(Sheet(**_identity(actor), **_learnt(actor), **_carried(actor)), spot.notes)
    records = book.records(sheet)
    sheet = replace(sheet, vitals=numbers.vitals(actor, sheet, records))
    slots, pact = numbers.spent(actor, sheet, records)
    follows = armor_class_of(sheet, records)
    armed = numbers.armor_class(actor, follows)
    overrides = numbers.overrides(actor, numbers.skills(actor))
    if armed != follows:
        overrides["armor class"] = armed
    sheet = bounded(replace(sheet, slots_spent=slots, pact_spent=pact, overrides=overrides), spot.notes)
    return Imported(sheet, Source.FOUNDRY, TELLS, spot.notes.missed, spot.notes.more)


def _identity(actor: Actor) -> dict[str, Any]:
    details = actor.system.at("details")
    written, notes = shared_out(_writings(details))
    return {
        "name": actor.spot.at("name").text(limits.CHARACTER_NAME) or UNNAMED,
        "edition": actor.edition,
        "species": _named(actor, details.at("race"), "race", "species"),
        "lineage": "",
        "background": _named(actor, details.at("background"), "background"),
        "alignment": details.at("alignment").text(),
        "size": actor.system.at("traits", "size").one_of(SIZES) or Size.MEDIUM,
        "classes": {each.levels.name: each.levels for each in actor.classes},
        "first_class": actor.classes[0].levels.name if actor.classes else "",
        "xp": details.at("xp", "value").whole(*limits.XP) or 0,
        "conditions": dict.fromkeys(_conditions(actor), ""),
        "inspired": actor.system.at("attributes", "inspiration").flag(),
        "fields": written,
        "notes": notes,
    }


def _learnt(actor: Actor) -> dict[str, Any]:
    traits = actor.system.at("traits")
    kinds = {
        *(kind for code, kind in ARMOR.items() if code in _words(traits.at("armorProf", "value"))),
    }
    return {
        "scores": actor.scores,
        "saves": numbers.saves(actor),
        "skills": numbers.skills(actor),
        "tools": numbers.tools(actor),
        "languages": tuple(sorted(set(_languages(traits.at("languages"))))),
        "armor": tuple(kind for kind in ARMOR.values() if kind in kinds),
        "weapons": _weapons(actor),
        "masteries": tuple(sorted(set(_masteries(actor)))),
        "feats": tuple(sorted(set(_feats(actor)))),
        "speeds": numbers.speeds(actor),
        "senses": numbers.senses(actor),
        "resists": _damage(traits.at("dr")),
        "suffers": _damage(traits.at("dv")),
        "ignores": _damage(traits.at("di")),
        "immune_to": tuple(sorted({c for each in _flat(traits.at("ci", "value")) if (c := each.one_of(CONDITIONS))})),
    }


def _carried(actor: Actor) -> dict[str, Any]:
    purse = {coin: actor.system.at("currency", coin.value).whole(*limits.COINS) for coin in Coin}
    spent: dict[int, int] = {}
    for each in actor.classes:
        if each.spent:
            spent[each.levels.hit_die] = min(limits.SPENT[1], spent.get(each.levels.hit_die, 0) + each.spent)
    return {
        "hit_dice_spent": spent,
        "counters": things.counters(actor),
        "items": things.items(actor),
        "coins": {coin: count for coin, count in purse.items() if count},
        "spells": things.spells(actor),
        "attacks": things.attacks(actor, _weapons(actor)),
    }


def _named(actor: Actor, spot: Spot, *kinds: str) -> str:
    """What an item is called that the actor has one of; in old files, what stands in its place."""
    names = [name for item, _ in actor.items(*kinds) if (name := item.at("name").text())]
    return names[0] if names else spot.text()


def _conditions(actor: Actor) -> Iterator[Any]:
    for effect in actor.spot.at("effects").each():
        if effect.at("disabled").value is True:
            continue
        for status in effect.at("statuses").each(20):
            word = status.value
            if isinstance(word, str) and word in CONDITIONS:
                yield CONDITIONS[word]


def _words(spot: Spot) -> set[str]:
    return {word for each in spot.each(limits.FEW) if (word := each.text())}


def _flat(spot: Spot) -> Iterator[Spot]:
    return spot.each(limits.FEW)


def _languages(spot: Spot) -> Iterator[str]:
    for word in sorted(_words(spot.at("value"))):
        yield LANGUAGES.get(word) or word.replace("-", " ").title()
    yield from (name.strip() for name in spot.at("custom").text(500).split(";") if name.strip())


def _weapons(actor: Actor) -> tuple[str, ...]:
    found: set[str] = set()
    spot = actor.system.at("traits", "weaponProf")
    for each in spot.at("value").each(limits.FEW):
        word = each.text()
        name = WEAPONS.get(word) or actor.things.like(word).casefold()
        if name:
            found.add(name)
        elif word:
            each.miss(Why.UNKNOWN)
    found |= {name.strip().casefold() for name in spot.at("custom").text(500).split(";") if name.strip()}
    return tuple(sorted(found))


def _masteries(actor: Actor) -> Iterator[str]:
    for each in actor.system.at("traits", "weaponProf", "mastery", "value").each(limits.FEW):
        if like := actor.things.like(each.text()):
            yield like


def _feats(actor: Actor) -> Iterator[str]:
    """Feats, not the features of classes and species; files that do not tell them apart have none."""
    for item, about in actor.items("feat"):
        if about.at("type", "value").value == "feat" and (name := item.at("name").text()):
            yield name


def _damage(spot: Spot) -> tuple[DamageType, ...]:
    found: set[DamageType] = set()
    meanings: Mapping[str, frozenset[DamageType]] = {
        **{word: frozenset({kind}) for word, kind in DAMAGE.items()},
        **PHYSICAL_WORDS,
    }
    only_some = any(spot.at("bypasses").each(10))
    for each in spot.at("value").each(50):
        kinds = each.one_of(meanings) or frozenset()
        if only_some and kinds & PHYSICAL_WORDS["physical"]:
            each.miss(Why.NO_PLACE)  # it holds against weapons that are not magical, which a sheet cannot say
        else:
            found |= kinds
    if spot.at("custom").given:
        spot.at("custom").miss(Why.NO_PLACE)
    return tuple(sorted(found))


def _writings(details: Spot) -> Iterator[tuple[str, str]]:
    for place, name in _FIELDS.items():
        yield name, details.at(place).prose(limits.NOTES)
    yield "biography", details.at("biography", "value").prose(limits.NOTES)
