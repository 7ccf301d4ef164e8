"""Gaining a level: the first of a new character, a further one, or the first in another class.

Source: SRD 5.1, "Beyond 1st Level" and "Multiclassing"; SRD 5.2.1, "Character Creation", Level Advancement and
Multiclassing; both, "Classes".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.characters.asking import Asking, all_tools, best_skills, joined, open_skills, trained
from core.characters.class_features import with_class_features
from core.characters.growing import hit_points_each_level, raised, subclass_of, with_counters, with_more_hit_points
from core.characters.health import must_be_alive
from core.characters.numbers import ability_modifier
from core.characters.questions import NO_ANSWERS, Answers, Question
from core.characters.repertoire import with_spells
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.errors import LimitError, NotFoundError, RuleError
from core.rules.abilities import Ability
from core.rules.classes import HIGHEST_LEVEL, CharacterClass, Subclass
from core.rules.growth import Grown
from core.rules.proficiencies import Proficiencies


@dataclass(frozen=True, slots=True)
class Step:
    """One level to gain.

    Attributes:
        character_class: The name of the class.
        rolled: What the hit die showed; None for the fixed number. The first level of all gives the most.
        answers: To what is open.
    """

    character_class: str
    rolled: int | None = None
    answers: Answers = NO_ANSWERS


@dataclass(frozen=True, slots=True)
class Gained:
    """A sheet with one more level.

    Attributes:
        sheet: After it.
        asked: What was open.
        hit_points: By how much the maximum grew.
    """

    sheet: Sheet
    asked: tuple[Question, ...]
    hit_points: int


LEAST_GAINED: Final = 1
"""Hit points that a level gives at least."""


def class_named(name: str, book: Rulebook) -> CharacterClass:
    """A class of the book.

    Raises:
        NotFoundError: ``class-not-found``.
    """
    found = find(book.classes, name)
    if found is None:
        raise NotFoundError("class-not-found", named=name[:40], names=", ".join(e.name for e in book.classes.values()))
    return found


def gained(sheet: Sheet, step: Step, book: Rulebook) -> Gained:
    """A sheet with one more level.

    Raises:
        NotFoundError: ``class-not-found``.
        LimitError: ``highest-level``.
        RuleError: ``multiclass-scores`` or ``dead-already``.
    """
    must_be_alive(sheet)
    character_class = class_named(step.character_class, book)
    asking = Asking(book, step.answers)
    after = taken(sheet, character_class, asking, step.rolled)
    grown = after.vitals.hit_points.maximum - (sheet.vitals.hit_points.maximum if sheet.classes else 0)
    return Gained(after, tuple(asking.asked), grown)


def taken(sheet: Sheet, character_class: CharacterClass, asking: Asking, rolled: int | None = None) -> Sheet:
    """The same for whoever asks more than what a level opens.

    Raises:
        LimitError: ``highest-level``.
        RuleError: ``multiclass-scores``.
    """
    if sheet.classes and sheet.level >= HIGHEST_LEVEL:
        raise LimitError("highest-level", limit=HIGHEST_LEVEL)
    before = sheet.classes.get(character_class.name)
    if before is None and sheet.classes:
        _must_take(sheet, character_class, asking.book)
    first = not sheet.classes
    sheet = _with_hit_points(_with_level(sheet, character_class), character_class, asking, None if first else rolled)
    if before is None:
        sheet = _taught(sheet, character_class, asking, first=first)
    sheet = _with_subclass(sheet, character_class, asking)
    sheet = _grown(sheet, character_class, asking)
    sheet = with_class_features(sheet, character_class, asking)
    sheet = with_spells(_with_inborn_spells(sheet, asking.book), character_class, asking)
    return with_counters(sheet, asking.book)


def _must_take(sheet: Sheet, character_class: CharacterClass, book: Rulebook) -> None:
    """Every class that somebody has, and the new one, asks for scores. Source: both, Multiclassing, Prerequisites."""
    known = [record for name in sheet.classes if (record := find(book.classes, name))]
    for each in (*known, character_class):
        if not each.takes(sheet.scores):
            needs = " / ".join(
                " & ".join(f"{ability.upper()} {least}" for ability, least in way.items()) for way in each.prerequisites
            )
            raise RuleError("multiclass-scores", name=each.name, needs=needs, own=next(iter(sheet.classes)))


def _with_level(sheet: Sheet, character_class: CharacterClass) -> Sheet:
    name = character_class.name
    levels = sheet.classes.get(name, ClassLevels(name, 0, character_class.hit_die))
    classes = {**sheet.classes, name: replace(levels, level=levels.level + 1)}
    return replace(sheet, classes=classes, first_class=sheet.first_class or name)


def _with_hit_points(sheet: Sheet, character_class: CharacterClass, asking: Asking, rolled: int | None) -> Sheet:
    constitution = ability_modifier(sheet, Ability.CONSTITUTION)
    inborn = hit_points_each_level(sheet, asking.book)
    levels = sheet.classes[character_class.name]
    subclass = subclass_of(levels, asking.book)
    more = inborn + (subclass.grown.hit_points_per_level if subclass else 0)
    if sheet.level == 1:
        most = max(1, character_class.hit_points_at_first + constitution + more)
        points = replace(sheet.vitals.hit_points, current=most, maximum=most)
        return replace(sheet, vitals=replace(sheet.vitals, hit_points=points))
    die = rolled if rolled is not None else character_class.hit_points_fixed
    return with_more_hit_points(sheet, max(LEAST_GAINED, die + constitution) + more)


def _taught(sheet: Sheet, character_class: CharacterClass, asking: Asking, *, first: bool) -> Sheet:
    """With what a class teaches whoever takes it, less as a further one."""
    if first:
        sheet = replace(sheet, saves=tuple(each for each in Ability if each in character_class.saves))
    brings = character_class.proficiencies if first else character_class.later_proficiencies
    return with_proficiencies(sheet, brings, asking, "class", of=character_class.name)


def with_proficiencies(sheet: Sheet, brings: Proficiencies, asking: Asking, key: str, *, of: str) -> Sheet:
    """With what a class, a species or a background brings of training."""
    weapons = [*brings.weapons.named]
    weapons += ["simple"] if brings.weapons.simple else []
    kinds = [f"martial ({each})" for each in brings.weapons.martial_with] or ["martial"]
    weapons += kinds if brings.weapons.martial else []
    sheet = replace(
        sheet,
        armor=joined(sheet.armor, (each.value for each in brings.armor)),
        weapons=joined(sheet.weapons, weapons),
        tools=trained(sheet.tools, brings.tools),
        skills=trained(sheet.skills, brings.skills),
    )
    if pick := brings.skill_pick:
        sheet = with_picked_skills(sheet, asking, f"{key}-skills", (pick.count, pick.options), of=of)
    if tools := brings.tool_pick:
        options = tuple(each for each in all_tools(tools.options, asking.book) if each not in sheet.tools)
        chosen = asking(Question(f"{key}-tools", tools.count, options, options, "skills", of))
        sheet = replace(sheet, tools=trained(sheet.tools, chosen))
    return sheet


def with_picked_skills(sheet: Sheet, asking: Asking, key: str, pick: tuple[int, tuple[str, ...]], *, of: str) -> Sheet:
    """With skills of one's choice."""
    options = open_skills(sheet, pick[1])
    chosen = asking(Question(key, pick[0], options, best_skills(sheet, options), "skills", of))
    return replace(sheet, skills=trained(sheet.skills, chosen))


def _with_subclass(sheet: Sheet, character_class: CharacterClass, asking: Asking) -> Sheet:
    levels = sheet.classes[character_class.name]
    if levels.subclass or levels.level < character_class.subclass_level:
        return sheet
    names = tuple(asking.book.subclasses_of(character_class))
    if not (name := asking.one(Question("subclass", 1, names, names, of=character_class.subclass_title))):
        return sheet
    classes = {**sheet.classes, levels.name: replace(levels, subclass=name)}
    sheet = replace(sheet, classes=classes)
    subclass = find(asking.book.subclasses, name)
    if subclass is None:
        return sheet
    late = subclass.grown.hit_points_per_level * levels.level
    return with_more_hit_points(with_proficiencies(sheet, subclass.proficiencies, asking, "subclass", of=name), late)


def _grown(sheet: Sheet, character_class: CharacterClass, asking: Asking) -> Sheet:
    """With the numbers that a level raises: speed, saves, skills, scores."""
    levels = sheet.classes[character_class.name]
    subclass = subclass_of(levels, asking.book)
    for record in (character_class, subclass):
        if record is not None:
            sheet = _grown_by(sheet, record, asking, levels.level)
    return sheet


def _grown_by(sheet: Sheet, record: CharacterClass | Subclass, asking: Asking, level: int) -> Sheet:
    grown: Grown = record.grown
    if level in grown.speed_ft:
        before = max((ft for at, ft in grown.speed_ft.items() if at < level), default=0)
        walk = sheet.speeds.get("walk", 0) + grown.speed_ft[level] - before
        sheet = replace(sheet, speeds={**sheet.speeds, "walk": walk})
    if level in grown.saves:
        saves = {*sheet.saves, *grown.saves[level]}
        sheet = replace(sheet, saves=tuple(each for each in Ability if each in saves))
    if pick := grown.skill_picks.get(level):
        key = "subclass" if isinstance(record, Subclass) else "more"
        sheet = with_picked_skills(sheet, asking, f"{key}-skills", (pick.count, pick.options), of=record.name)
    return raised(sheet, grown.scores[level], highest=grown.highest_score) if level in grown.scores else sheet


def _with_inborn_spells(sheet: Sheet, book: Rulebook) -> Sheet:
    """With the spells that its species and its lineage bring by this level."""
    given: Mapping[str, KnownSpell] = {
        name: KnownSpell(origin.name, always=True)
        for origin in (find(book.species, sheet.species), find(book.lineages, sheet.lineage))
        if origin
        for level, names in origin.inborn.spells.items()
        if level <= sheet.level
        for name in names
    }
    return replace(sheet, spells={**given, **sheet.spells})
