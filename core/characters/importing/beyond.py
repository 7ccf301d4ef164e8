"""Characters of D&D Beyond, as their service gives them in JSON. Nobody there documents or promises that form.

A character comes in both editions, and from many years: each field may be missing, null or of another kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, Final

from core.characters.importing import beyond_magic as magic
from core.characters.importing import beyond_numbers as numbers
from core.characters.importing import beyond_things as things
from core.characters.importing import limits
from core.characters.importing.beyond_armor import armor_class, worn
from core.characters.importing.beyond_character import Character, read_character
from core.characters.importing.beyond_ids import (
    ALIGNMENTS,
    CONDITIONS,
    EXHAUSTION,
    IGNORED,
    RESISTED,
    SIZES,
    SUFFERED,
)
from core.characters.importing.bounds import UNNAMED, bounded
from core.characters.importing.imported import Book, Imported, Source, Why
from core.characters.importing.likeness import Things
from core.characters.importing.spot import Spot
from core.characters.importing.writings import shared_out
from core.characters.numbers import armor_class_of
from core.characters.sheet import Sheet
from core.rules.coins import Coin
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.sizes import Size

TELLS: Final = frozenset(field.name for field in fields(Sheet)) - {"portrait", "concentration"}
_FIELDS: Final = {
    **{f"traits/{name}": name for name in ("ideals", "bonds", "flaws", "appearance")},
    "traits/personalityTraits": "personality traits",
    **{name: name for name in ("age", "gender", "hair", "eyes", "skin", "height", "weight", "faith")},
}
_NOTES: Final = (
    "backstory",
    "allies",
    "enemies",
    "organizations",
    "personalPossessions",
    "otherHoldings",
    "otherNotes",
)
_SIZES: Final = {each.value: each for each in Size}
_DAMAGE: Final = {each.value: each for each in DamageType}
_CONDITIONS: Final = {each.value: each for each in Condition}
_DEFENCES: Final = (("resistance", RESISTED), ("vulnerability", SUFFERED), ("immunity", IGNORED))


def of_beyond(root: Spot) -> Spot | None:
    """The character within a file of theirs; None if it is none."""
    for spot in (root.at("data"), root, root.at("ddb", "character"), root.at("character")):
        if isinstance(spot.at("stats").value, list) and isinstance(spot.at("classes").value, list):
            return spot
    return None


def read_beyond(spot: Spot, book: Book) -> Imported:
    """Read it."""
    character = read_character(spot, {edition: Things(book.things(edition)) for edition in Edition})
    sheet = bounded(Sheet(**_identity(character), **_learnt(character), **_carried(character)), spot.notes)
    trained, armed = numbers.skills(character), armor_class(character)
    follows = armed == armor_class_of(sheet, book.records(sheet))
    overrides = numbers.overrides(character, trained, None if follows else armed)
    for each in spot.at("creatures").each(50):
        each.at("definition", "name").miss(Why.NO_PLACE)
    return Imported(
        bounded(replace(sheet, overrides=overrides), spot.notes),
        Source.BEYOND,
        TELLS,
        spot.notes.missed,
        spot.notes.more,
    )


def _identity(character: Character) -> dict[str, Any]:
    spot, race = character.spot, character.spot.at("race")
    species = race.at("baseRaceName").text() or race.at("baseName").text() or race.at("fullName").text()
    own = spot.at("background", "hasCustomBackground").value is True
    background = spot.at("background", "customBackground" if own else "definition", "name").text()
    exhaustion, conditions = _conditions(spot)
    written, notes = shared_out(_writings(spot))
    return {
        "name": spot.at("name").text(limits.CHARACTER_NAME) or UNNAMED,
        "edition": character.edition,
        "species": species,
        "lineage": race.at("fullName").text() if race.at("isSubRace").value is True else "",
        "background": background,
        "alignment": spot.at("alignmentId").one_of(ALIGNMENTS) or "",
        "size": _size(character),
        "classes": {each.levels.name: each.levels for each in character.classes},
        "first_class": character.classes[0].levels.name if character.classes else "",
        "xp": spot.at("currentXp").whole(*limits.XP) or 0,
        "vitals": numbers.vitals(character, exhaustion),
        "conditions": dict.fromkeys(conditions, ""),
        "inspired": spot.at("inspiration").flag(),
        "fields": written,
        "notes": notes,
    }


def _learnt(character: Character) -> dict[str, Any]:
    resists, suffers, ignores, immune_to = _defences(character)
    return {
        "scores": character.scores,
        "saves": numbers.saves(character),
        "skills": numbers.skills(character),
        "tools": things.tools(character),
        "languages": things.languages(character),
        "armor": things.trained_armor(character),
        "weapons": things.trained_weapons(character),
        "masteries": things.masteries(character),
        "feats": tuple(sorted(set(_feats(character.spot)))),
        "choices": _choices(character),
        "speeds": numbers.speeds(character, armored=worn(character).body is not None),
        "senses": numbers.senses(character),
        "resists": resists,
        "suffers": suffers,
        "ignores": ignores,
        "immune_to": immune_to,
    }


def _carried(character: Character) -> dict[str, Any]:
    purse = {coin: character.spot.at("currencies", coin.value).whole(*limits.COINS) for coin in Coin}
    return {
        "slots_spent": magic.slots_spent(character),
        "pact_spent": magic.pact_spent(character),
        "hit_dice_spent": magic.hit_dice_spent(character),
        "counters": magic.counters(character),
        "items": things.items(character),
        "coins": {coin: count for coin, count in purse.items() if count},
        "spells": magic.spells(character),
        "attacks": things.attacks(character, things.trained_weapons(character)),
    }


def _size(character: Character) -> Size:
    changed = [_SIZES[each.to] for each in character.modifiers if each.does == "size" and each.to in _SIZES]
    race = character.spot.at("race")
    by_name = race.at("size").one_of(_SIZES) if race.at("size").given else None
    return (changed[-1] if changed else None) or by_name or race.at("sizeId").one_of(SIZES) or Size.MEDIUM


def _conditions(spot: Spot) -> tuple[int, list[Condition]]:
    """Levels of exhaustion, and the other conditions."""
    exhaustion, found = 0, list[Condition]()
    for each in spot.at("conditions").each(50):
        if each.at("id").value == EXHAUSTION:
            exhaustion = each.at("level").whole(*limits.EXHAUSTION) or 0
        elif condition := each.at("id").one_of(CONDITIONS):
            found.append(condition)
    return exhaustion, found


def _defences(character: Character) -> tuple[tuple[Any, ...], ...]:
    """What it resists, suffers and ignores, and the conditions that it cannot have."""
    immune_to = set[Condition]()
    found: dict[str, set[DamageType]] = {does: set() for does, _ in _DEFENCES}
    for each in character.modifiers:
        if each.does not in found:
            continue
        if each.to in _DAMAGE:
            found[each.does].add(_DAMAGE[each.to])
        elif each.does == "immunity" and each.to in _CONDITIONS:
            immune_to.add(_CONDITIONS[each.to])
        else:
            character.spot.notes.miss(f"modifiers.{each.group}", Why.NO_PLACE, f"{each.does} {each.name or each.to}")
    for each in character.spot.at("customDefenseAdjustments").each(limits.FEW):
        kind, number = each.at("type").value, each.at("adjustmentId")
        if kind == 1:
            condition = number.one_of(CONDITIONS)
            immune_to |= {condition} if condition else set()
        elif bears := next(((does, ids[given]) for does, ids in _DEFENCES if (given := number.id or 0) in ids), None):
            found[bears[0]].add(bears[1])
        else:
            number.miss(Why.NO_PLACE)
    return (*(tuple(sorted(types)) for types in found.values()), tuple(sorted(immune_to)))


def _feats(spot: Spot) -> Iterator[str]:
    """Its feats, without those that stand for something else, as for raised scores."""
    for each in spot.at("feats").each(limits.FEW):
        tags = [tag.at("tagName").text() for tag in each.at("definition", "categories").each(20)]
        name = each.at("definition", "name").text()
        if name and not any(tag.startswith("__") for tag in tags):
            yield name


def _choices(character: Character) -> dict[str, str]:
    """What was chosen of features: a fighting style, invocations, metamagic."""
    names: dict[int, str] = {}
    for taken in character.spot.at("classes").each(20):
        for feature in taken.at("classFeatures").each():
            number, name = feature.at("definition", "id").id, feature.at("definition", "name").text()
            if number and name:
                names[number] = name
    chosen: dict[str, list[str]] = {}
    for group in ("class", "race", "feat"):
        for each in character.spot.at("options", group).each():
            name = each.at("definition", "name").text()
            if name:
                of = names.get(each.at("componentId").id or 0, group)
                chosen.setdefault(of, []).append(name)
    return {feature: ", ".join(sorted(names))[: limits.CHOICE] for feature, names in chosen.items()}


def _writings(spot: Spot) -> Iterator[tuple[str, str]]:
    """What people wrote of it, by the names of the boxes that it stands in."""
    for path, name in _FIELDS.items():
        yield name, spot.at(*path.split("/")).prose(limits.NOTES)
    for box in _NOTES:
        yield _worded(box), spot.at("notes", box).prose(limits.NOTES)


def _worded(name: str) -> str:
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name)
