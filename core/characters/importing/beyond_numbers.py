"""Numbers of a character of D&D Beyond: hit points, what it has learnt, and what comes out otherwise than by our rules.

The file holds no totals: D&D Beyond works them out from modifiers each time. So does this, and where its total is not
what follows from the sheet alone, the total is written on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from core.characters.importing import limits
from core.characters.importing.beyond_character import Character
from core.characters.importing.beyond_ids import ABILITIES, INNATE, LONG, MOVEMENTS, SENSES, SKILL_IDS, Said
from core.rules.abilities import Ability
from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training, training_bonus
from core.rules.skills import ABILITY_OF
from core.rules.vitals import Vitals

_LEARNT: Final = {
    "half-proficiency": Training.HALF,
    "half-proficiency-round-up": Training.HALF,
    "proficiency": Training.PROFICIENT,
    "expertise": Training.EXPERT,
}


def vitals(character: Character, exhaustion: int) -> Vitals:
    """How it is: what it can bear, what it has lost, and how its death saves stand."""
    spot = character.spot
    override = spot.at("overrideHitPoints").whole(*limits.HIT_POINTS) if spot.at("overrideHitPoints").value else None
    maximum = override or _maximum(character)
    maximum = max(1, min(limits.HIT_POINTS[1], maximum + (spot.at("bonusHitPoints").whole(-999, 999) or 0)))
    current = max(0, maximum - (spot.at("removedHitPoints").whole(*limits.POINTS) or 0))
    temporary = spot.at("temporaryHitPoints").whole(*limits.POINTS) or 0
    death = _death(character) if current == 0 else None
    return Vitals(HitPoints(current, maximum, temporary), death, exhaustion)


def _maximum(character: Character) -> int:
    base = character.spot.at("baseHitPoints").whole(*limits.POINTS) or 0
    each_level = 0
    for modifier in character.modifiers.about("bonus", "hit-points-per-level"):
        own = next((each.levels.level for each in character.classes if modifier.by in each.features), character.level)
        each_level += own * (modifier.value or 0)
    fixed = character.modifiers.total("bonus", "hit-points")
    return base + character.level * character.bonus(Ability.CONSTITUTION) + each_level + fixed


def _death(character: Character) -> DeathSaves:
    saves = character.spot.at("deathSaves")
    failures = saves.at("failCount").whole(*limits.DEATH_SAVES) or 0
    successes = saves.at("successCount").whole(*limits.DEATH_SAVES) or 0
    fate = Fate.DEAD if failures == 3 else Fate.STABLE if saves.at("isStabilized").flag() else Fate.DYING
    return DeathSaves(successes, failures, fate)


def saves(character: Character) -> tuple[Ability, ...]:
    """The saving throws that it is proficient in."""
    return tuple(ability for long, ability in LONG.items() if _saves_with(character, long, ability))


def _saves_with(character: Character, long: str, ability: Ability) -> bool:
    by_hand = character.training(Said.SAVE_TRAINING, _id_of(ability))
    if by_hand is not None:
        return by_hand >= Training.PROFICIENT
    return bool(character.modifiers.about("proficiency", f"{long}-saving-throws", "saving-throws"))


def skills(character: Character) -> dict[str, Training]:
    """How well it has learnt each skill that it has learnt."""
    found: dict[str, Training] = {}
    for number, skill in SKILL_IDS.items():
        by_hand = character.training(Said.SKILL_TRAINING, number)
        to = (skill.replace(" ", "-"), "ability-checks", f"{_long(ABILITY_OF[skill])}-ability-checks")
        trained = by_hand if by_hand is not None else _best(character, to)
        if trained is not Training.NONE:
            found[skill] = trained
    return found


def _best(character: Character, to: Iterable[str]) -> Training:
    learnt = [training for does, training in _LEARNT.items() if character.modifiers.about(does, *to)]
    return max(learnt, default=Training.NONE)


def learnt_by(character: Character, name: str) -> Training:
    """How well it has learnt what a modifier names, a tool for example."""
    return _best(character, (name,))


def overrides(character: Character, trained: dict[str, Training], armor_class: int | None) -> dict[str, int]:
    """The numbers that are not what follows from the sheet.

    Args:
        character: The character.
        trained: How well it has learnt its skills.
        armor_class: Its Armor Class, if that is not what follows from what it wears.
    """
    found = dict(_saves_otherwise(character))
    found.update(_skills_otherwise(character, trained))
    started = _initiative(character)
    if started != character.bonus(Ability.DEXTERITY):
        found["initiative"] = started
    noticing = character.added("passive-perception")
    if noticing:
        found["passive perception"] = 10 + _skill(character, "perception", trained, 14)[1] + noticing
    for what, name in (("spell-save-dc", "spell dc"), ("spell-attacks", "spell attack")):
        if extra := character.modifiers.total("bonus", what):
            base = 8 if name == "spell dc" else 0
            found[name] = base + character.proficiency + _casting(character) + extra
    if armor_class is not None:
        found["armor class"] = armor_class
    return found


def _saves_otherwise(character: Character) -> Iterator[tuple[str, int]]:
    for long, ability in LONG.items():
        number = _id_of(ability)
        by_hand = character.number(Said.SAVE, number)
        more = sum(character.number(kind, number) or 0 for kind in Said.MORE_SAVE)
        more += character.added("saving-throws", f"{long}-saving-throws")
        own = character.bonus(ability) + (character.proficiency if _saves_with(character, long, ability) else 0)
        if by_hand is not None or more:
            yield f"save {ability}", own + more if by_hand is None else by_hand


def _skills_otherwise(character: Character, trained: dict[str, Training]) -> Iterator[tuple[str, int]]:
    for number, skill in SKILL_IDS.items():
        usual, own = _skill(character, skill, trained, number)
        if own != usual:
            yield f"skill {skill}", own


def _skill(character: Character, skill: str, trained: dict[str, Training], number: int) -> tuple[int, int]:
    """What follows for a skill, and what it is."""
    learnt = training_bonus(character.proficiency, [trained.get(skill, Training.NONE)])
    usual = character.bonus(ABILITY_OF[skill]) + learnt
    by_hand = character.number(Said.SKILL, number)
    if by_hand is not None:
        return usual, by_hand
    spot = character.said.get((Said.SKILL_ABILITY, str(number)))
    ability = (spot.one_of(ABILITIES) if spot else None) or ABILITY_OF[skill]
    more = sum(character.number(kind, number) or 0 for kind in Said.MORE_SKILL)
    to = (skill.replace(" ", "-"), "ability-checks", f"{_long(ABILITY_OF[skill])}-ability-checks")
    return usual, character.bonus(ability) + learnt + more + character.added(*to)


def _initiative(character: Character) -> int:
    """Dexterity, whatever is added, and half the Proficiency Bonus for those who know a little of everything.

    Source:
        SRD 5.1, "Classes", Bard, Jack of All Trades: an ability check, which initiative was; not so in SRD 5.2.1.
    """
    learnt = _best(character, ("initiative", "ability-checks", "dexterity-ability-checks"))
    if learnt is Training.HALF and character.edition is not Edition.SRD_51:
        learnt = _best(character, ("initiative",))
    trained = training_bonus(character.proficiency, [learnt])
    return character.bonus(Ability.DEXTERITY) + character.added("initiative") + trained


def _casting(character: Character) -> int:
    """The best modifier that any class of it casts with."""
    abilities = (each.at("definition", "spellCastingAbilityId") for each in character.spot.at("classes").each(20))
    found = [character.bonus(each.one_of(ABILITIES)) for each in abilities if each.given]
    return max(found, default=0)


def speeds(character: Character, *, armored: bool) -> dict[str, int]:
    """How fast it is in each way it moves, in feet."""
    normal, modifiers = character.spot.at("race", "weightSpeeds", "normal"), character.modifiers
    found: dict[str, int] = {}
    for way, innate in INNATE.items():
        base = normal.at(way).whole(*limits.FEET) or 0
        sets = modifiers.about("set", f"innate-speed-{innate}")
        found[way] = max([base, *(each.value if each.value is not None else found.get("walk", 0) for each in sets)])
        if found[way]:
            found[way] += modifiers.total("bonus", "speed", f"speed-{innate}")
            found[way] += 0 if armored else modifiers.total("bonus", "unarmored-movement")
    for each in character.spot.at("customSpeeds").each(20):
        way, distance = each.at("movementId").one_of(MOVEMENTS), each.at("distance").whole(*limits.FEET)
        if way and distance is not None:
            found[way] = distance
    return {way: feet for way, feet in found.items() if feet} or {"walk": 30}


def senses(character: Character) -> dict[str, int]:
    """How far it senses, in feet."""
    found: dict[str, int] = {}
    for sense in SENSES.values():
        values = [value for does in ("set-base", "set", "sense") for value in character.modifiers.values(does, sense)]
        if values:
            found[sense] = max(values) + character.modifiers.total("bonus", sense)
    for each in character.spot.at("customSenses").each(20):
        sense, distance = each.at("senseId").one_of(SENSES), each.at("distance").whole(*limits.FEET)
        if sense and distance is not None:
            found[sense] = distance
    return found


def _id_of(ability: Ability) -> int:
    return next(number for number, each in ABILITIES.items() if each is ability)


def _long(ability: Ability) -> str:
    return next(long for long, each in LONG.items() if each is ability)
