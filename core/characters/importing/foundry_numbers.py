"""Numbers of a Foundry actor: hit points, what it has learnt, and what comes out otherwise than by our rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.characters.importing import limits
from core.characters.importing.bounds import training_of
from core.characters.importing.foundry_actor import Actor, Taken
from core.characters.importing.foundry_ids import SENSES, SKILLS, TOOLS, WAYS
from core.characters.importing.imported import Why
from core.characters.importing.spot import Spot
from core.characters.importing.worked_out import of_levels, toughness
from core.characters.numbers import pact, slots
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.rules.abilities import Ability
from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training, training_bonus
from core.rules.skills import ABILITY_OF
from core.rules.vitals import Vitals

_ABILITIES: Final = {each.value: each for each in Ability}
_FEET_IN_METRES: Final = 5 / 1.5
"""As the game converts them."""
_MAGE_ARMOR: Final = 13


def vitals(actor: Actor, sheet: Sheet, records: Records) -> Vitals:
    """How it is.

    Args:
        actor: The actor.
        sheet: What was read of it so far.
        records: What the book says of that.
    """
    spot = actor.system.at("attributes", "hp")
    said = spot.at("max").whole(*limits.HIT_POINTS) if spot.at("max").value else None
    maximum = (said or _maximum(actor, sheet, records)) + (spot.at("tempmax").whole(-9_999, 9_999) or 0)
    maximum = max(1, min(limits.HIT_POINTS[1], maximum))
    value = spot.at("value").whole(*limits.POINTS)
    current = maximum if value is None else min(value, maximum)
    temporary = spot.at("temp").whole(*limits.POINTS) or 0
    exhaustion = actor.system.at("attributes", "exhaustion").whole(*limits.EXHAUSTION) or 0
    return Vitals(HitPoints(current, maximum, temporary), _death(actor) if current == 0 else None, exhaustion)


def _maximum(actor: Actor, sheet: Sheet, records: Records) -> int:
    """The maximum by what each level gave; where the file does not say that, by the rules, and it is noted.

    Whatever makes it tougher at every level is in the actor's bonuses, if its effects came with it.
    """
    said = {taken.levels.name: dict(_gained(actor, taken)) for taken in actor.classes}
    bonuses = actor.system.at("attributes", "hp", "bonuses")
    each_level, overall = actor.worked_out(bonuses.at("level")), actor.worked_out(bonuses.at("overall"))
    if not sheet.classes:
        return overall + actor.level * (each_level + actor.bonus(Ability.CONSTITUTION))
    tougher = actor.level * each_level or toughness(sheet, records)
    total = max(1, of_levels(sheet, said) + tougher + overall)
    if any(len(said[name]) < taken.level for name, taken in sheet.classes.items()):
        actor.system.at("attributes", "hp", "max").work_out(total)
    return total


def _gained(actor: Actor, taken: Taken) -> Iterator[tuple[int, int]]:
    """What each level of a class gave: the most, the average, or what was rolled."""
    die = taken.levels.hit_die
    for advancement in taken.spot.at(actor.inner, "advancement").each(100):
        if advancement.at("type").value != "HitPoints":
            continue
        for level, gained in advancement.at("value").entries(20):
            word = gained.value
            known = {"max": die, "avg": die // 2 + 1}.get(word) if isinstance(word, str) else gained.whole(1, 20)
            if known and level.isdecimal() and 1 <= int(level) <= taken.levels.level:
                yield int(level), known


def _death(actor: Actor) -> DeathSaves:
    saves = actor.system.at("attributes", "death")
    failures = saves.at("failure").whole(*limits.DEATH_SAVES) or 0
    successes = saves.at("success").whole(*limits.DEATH_SAVES) or 0
    fate = Fate.DEAD if failures == 3 else Fate.STABLE if successes == 3 else Fate.DYING
    return DeathSaves(successes, failures, fate)


def saves(actor: Actor) -> tuple[Ability, ...]:
    """The saving throws that it is proficient in."""
    abilities = actor.system.at("abilities")
    return tuple(each for each in Ability if (abilities.at(each.value, "proficient").number(0, 2) or 0) >= 1)


def skills(actor: Actor) -> dict[str, Training]:
    """How well it has learnt each skill that it has learnt."""
    found: dict[str, Training] = {}
    knows_all = actor.spot.at("flags", "dnd5e", "jackOfAllTrades").value is True
    for code, skill in SKILLS.items():
        trained = _training(actor.system.at("skills", code, "value")) or Training.NONE
        if trained is Training.NONE and knows_all:
            trained = Training.HALF
        if trained is not Training.NONE:
            found[skill] = trained
    for code, spot in actor.system.at("skills").entries(60):
        if code not in SKILLS and spot.at("value").value:
            spot.at("value").miss(Why.NO_PLACE)
    return found


def tools(actor: Actor) -> dict[str, Training]:
    """How well it has learnt each tool that it has learnt."""
    found: dict[str, Training] = {}
    for code, spot in actor.system.at("tools").entries(limits.FEW):
        trained = _training(spot.at("value"))
        if trained:
            found[TOOLS.get(code) or _worded(code)] = trained
    for code in actor.system.at("traits", "toolProf", "value").each(limits.FEW):
        if word := code.text():
            found.setdefault(TOOLS.get(word) or _worded(word), Training.PROFICIENT)
    for name in actor.system.at("traits", "toolProf", "custom").text(500).split(";"):
        if name.strip():
            found[name.strip()] = Training.PROFICIENT
    return found


def _training(spot: Spot) -> Training | None:
    value = spot.number(0, 2)
    if value is None:
        return None
    trained = training_of(value)
    if trained is None:
        spot.miss(Why.OUT_OF_RANGE)
    return trained


def _worded(code: str) -> str:
    return "".join(f" {sign}" if sign.isupper() else sign for sign in code).replace("-", " ").strip().title()


def overrides(actor: Actor, trained: dict[str, Training]) -> dict[str, int]:
    """The numbers that are not what follows from the sheet, but for the Armor Class."""
    found = {**dict(_saves_otherwise(actor)), **dict(_skills_otherwise(actor, trained))}
    started = _initiative(actor)
    if started != actor.bonus(Ability.DEXTERITY):
        found["initiative"] = started
    noticing = actor.system.at("skills", "prc", "bonuses", "passive")
    if more := actor.worked_out(noticing):
        learnt = training_bonus(actor.proficiency, [trained.get("perception", Training.NONE)])
        usual = actor.bonus(Ability.WISDOM) + learnt
        found["passive perception"] = 10 + found.get("skill perception", usual) + more
    return found


def _saves_otherwise(actor: Actor) -> Iterator[tuple[str, int]]:
    everywhere = actor.worked_out(actor.system.at("bonuses", "abilities", "save"))
    proficient = saves(actor)
    for ability in Ability:
        more = everywhere + actor.worked_out(actor.system.at("abilities", ability.value, "bonuses", "save"))
        if more:
            own = actor.bonus(ability) + (actor.proficiency if ability in proficient else 0)
            yield f"save {ability}", own + more


def _skills_otherwise(actor: Actor, trained: dict[str, Training]) -> Iterator[tuple[str, int]]:
    general = actor.system.at("bonuses", "abilities")
    everywhere = actor.worked_out(general.at("check")) + actor.worked_out(general.at("skill"))
    for code, skill in SKILLS.items():
        spot = actor.system.at("skills", code)
        ability = spot.at("ability").one_of(_ABILITIES) or ABILITY_OF[skill]
        learnt = training_bonus(actor.proficiency, [trained.get(skill, Training.NONE)])
        own = actor.bonus(ability) + learnt + everywhere + actor.worked_out(spot.at("bonuses", "check"))
        if own != actor.bonus(ABILITY_OF[skill]) + learnt:
            yield f"skill {skill}", own


def _initiative(actor: Actor) -> int:
    spot, flags = actor.system.at("attributes", "init"), actor.spot.at("flags", "dnd5e")
    ability = spot.at("ability").one_of(_ABILITIES) or Ability.DEXTERITY
    more = actor.worked_out(spot.at("bonus"))
    old = actor.edition is Edition.SRD_51
    if flags.at("initiativeAlert").value is True:
        more += 5 if old else actor.proficiency
    if flags.at("jackOfAllTrades").value is True and old:
        more += actor.proficiency // 2
    return actor.bonus(ability) + more


def armor_class(actor: Actor, follows: int) -> int:
    """The Armor Class by the way that was chosen for it.

    Args:
        actor: The actor.
        follows: What follows from the sheet.
    """
    spot = actor.system.at("attributes", "ac")
    way, flat = spot.at("calc").value, spot.at("flat").whole(*limits.OVERRIDE) if spot.at("flat").given else None
    dexterity, more = actor.bonus(Ability.DEXTERITY), actor.worked_out(spot.at("bonus"))
    if way in ("flat", "natural") and flat is not None:
        return flat + (more if way == "natural" else 0)
    if way == "mage":
        return max(follows, _MAGE_ARMOR + dexterity) + more
    if way == "draconic":
        charisma = actor.bonus(Ability.CHARISMA)
        by_edition = 10 + dexterity + charisma if actor.edition is Edition.SRD_52 else _MAGE_ARMOR + dexterity
        return max(follows, by_edition) + more
    if way == "custom":
        spot.at("formula").miss(Why.NO_PLACE)
    if way is None and not spot.at("flat").given and spot.at("value").given:  # before they worked it out themselves
        return spot.at("value").whole(*limits.OVERRIDE) or follows
    return follows + more


def speeds(actor: Actor) -> dict[str, int]:
    """How fast it is in each way it moves, in feet; where the actor does not say it, as its species is."""
    places = [actor.system.at("attributes", "movement"), *_of_species(actor, "movement")]
    found = {way: feet for way in WAYS if (feet := _first_feet(places, way))}
    return found or {"walk": 30}


def senses(actor: Actor) -> dict[str, int]:
    """How far it senses, in feet; where the actor does not say it, as its species does."""
    places = [actor.system.at("attributes", "senses"), *_of_species(actor, "senses")]
    return {sense: feet for sense in SENSES if (feet := _first_feet(places, sense))}


def _of_species(actor: Actor, what: str) -> list[Spot]:
    return [about.at(what) for _, about in actor.items("race", "species")]


def _first_feet(places: list[Spot], what: str) -> int:
    for place in places:
        spot = place.at("ranges", what) if isinstance(place.at("ranges").value, dict) else place.at(what)
        value = spot.number(*limits.FEET) if spot.given else None
        if value is not None:
            return round(value * _FEET_IN_METRES) if place.at("units").value == "m" else round(value)
    return 0


def spent(actor: Actor, sheet: Sheet, records: Records) -> tuple[dict[int, int], int]:
    """The spell slots that are used up, by their level, and those of pact magic: the file says how many are left."""
    found: dict[int, int] = {}
    for level, whole in enumerate(slots(sheet, records), start=1):
        left = actor.system.at("spells", f"spell{level}", "value")
        there = left.whole(*limits.POINTS) if left.given else None
        if there is not None and there < whole:
            found[level] = whole - there
    pacts = pact(sheet, records).slots
    left = actor.system.at("spells", "pact", "value")
    there = left.whole(*limits.POINTS) if left.given else None
    return found, max(0, pacts - there) if there is not None else 0
