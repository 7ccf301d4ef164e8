"""The choices that a class level's features bring: feats, fighting styles, expertise, weapon masteries, orders, others.

Source: SRD 5.1 and SRD 5.2.1, "Classes".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.characters.asking import Asking, best_skills, joined, trained
from core.characters.attacks import is_proficient
from core.characters.class_choices import with_choices
from core.characters.feats import open_feats, with_feat
from core.characters.features import names_of_features
from core.characters.growing import subclass_of
from core.characters.questions import Question
from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.characters.spell_lists import ranked
from core.rules.abilities import Ability
from core.rules.classes import BOON, IMPROVEMENT, CharacterClass
from core.rules.edition import Edition
from core.rules.feats import FeatCategory
from core.rules.growth import reached
from core.rules.proficiency import Training
from core.rules.skills import SKILLS

STYLE: Final = "Fighting Style"
MASTERY: Final = "Weapon Mastery"
_STYLES_OF_2014: Final[Mapping[str, tuple[str, ...]]] = {
    "fighter": ("Archery", "Defense", "Dueling", "Great Weapon Fighting", "Protection", "Two-Weapon Fighting"),
    "paladin": ("Defense", "Dueling", "Great Weapon Fighting", "Protection"),
    "ranger": ("Archery", "Defense", "Dueling", "Two-Weapon Fighting"),
}
_CANTRIPS_INSTEAD: Final[Mapping[str, tuple[str, str]]] = {
    "paladin": ("Blessed Warrior", "cleric"),
    "ranger": ("Druidic Warrior", "druid"),
}
"""What 2024 offers beside the fighting styles: two cantrips of another class's list."""
_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Divine Order": ("Protector", "Thaumaturge"),
    "Primal Order": ("Warden", "Magician"),
}
"""Of 2024, at the first level of clerics and druids: the first teaches weapons and armour, the second a cantrip."""
_THIEVES_TOOLS: Final = "thieves' tools"
_LEARNED: Final[Mapping[str, tuple[str, ...]]] = {
    "wizard": ("arcana", "history", "investigation", "medicine", "nature", "religion")
}
"""The skills that a class can be an expert in, where it is not any: Scholar, of 2024."""


def with_class_features(sheet: Sheet, character_class: CharacterClass, asking: Asking) -> Sheet:
    """With what the features of the level that was just gained bring."""
    levels = sheet.classes[character_class.name]
    subclass = subclass_of(levels, asking.book)
    gained = [*character_class.features_at(levels.level), *(subclass.features_at(levels.level) if subclass else ())]
    if any(each.endswith(STYLE) for each in gained):
        sheet = _styled(sheet, character_class, asking)
    for name in (each for each in gained if each in _ORDERS):
        sheet = _ordered(sheet, name, asking)
    sheet = with_choices(sheet, character_class, asking)
    if IMPROVEMENT in gained:
        sheet = _improved(sheet, asking, FeatCategory.GENERAL)
    if BOON in gained:
        sheet = _improved(sheet, asking, FeatCategory.EPIC_BOON)
    return _mastered(_expert(sheet, character_class, levels, asking), character_class, levels, asking)


def _styled(sheet: Sheet, character_class: CharacterClass, asking: Asking) -> Sheet:
    title = STYLE if STYLE not in sheet.choices else f"{STYLE} ({character_class.name} {sheet.level})"
    if asking.book.edition is Edition.SRD_51:
        known = {each for name, each in sheet.choices.items() if name.startswith(STYLE)}
        options = tuple(each for each in _STYLES_OF_2014.get(character_class.slug, ()) if each not in known)
        chosen = asking.one(Question("style", 1, options, _usual_styles(sheet, options), of=STYLE))
        return replace(sheet, choices={**sheet.choices, title: chosen}) if chosen else sheet
    features = {**names_of_features(sheet, asking.book), STYLE: None}
    options = open_feats(sheet, asking.book, FeatCategory.FIGHTING_STYLE, features)
    instead, slug = _CANTRIPS_INSTEAD.get(character_class.slug, ("", ""))
    offered = (*options, instead) if instead else options
    chosen = asking.one(Question("style", 1, offered, _usual_styles(sheet, options), of=STYLE))
    if not chosen or chosen != instead:
        return replace(sheet, feats=(*sheet.feats, chosen)) if chosen else sheet
    cantrips = tuple(each for each in asking.book.spells_of(slug, 0) if each not in sheet.spells)
    asked = Question("style-spells-0", 2, cantrips, ranked(cantrips, asking.book), "spells", instead)
    known = {each: KnownSpell(character_class.name, always=True) for each in asking(asked)}
    return replace(sheet, choices={**sheet.choices, title: chosen}, spells={**sheet.spells, **known})


def _usual_styles(sheet: Sheet, options: tuple[str, ...]) -> tuple[str, ...]:
    """Archers shoot well, all others stand well."""
    shoots = sheet.scores[Ability.DEXTERITY] > sheet.scores[Ability.STRENGTH]
    first = ("Archery", "Defense") if shoots else ("Defense",)
    return tuple(sorted(options, key=lambda each: (first.index(each) if each in first else len(first), each)))


def _ordered(sheet: Sheet, name: str, asking: Asking) -> Sheet:
    options = _ORDERS[name]
    chosen = asking.one(Question("order", 1, options, options, of=name))
    sheet = replace(sheet, choices={**sheet.choices, name: chosen})
    if chosen != options[0]:
        return sheet
    armor = "heavy" if name == "Divine Order" else "medium"
    return replace(sheet, armor=joined(sheet.armor, [armor]), weapons=joined(sheet.weapons, ["martial"]))


def _improved(sheet: Sheet, asking: Asking, category: FeatCategory) -> Sheet:
    features = names_of_features(sheet, asking.book)
    options = open_feats(sheet, asking.book, category, features)
    if category is FeatCategory.EPIC_BOON:  # or any other feat for which one qualifies
        options = (*options, *open_feats(sheet, asking.book, FeatCategory.GENERAL, features))
    usual = (IMPROVEMENT,) if category is FeatCategory.GENERAL else options
    chosen = asking.one(Question("feat", 1, options, usual, "abilities", category.value))
    return with_feat(sheet, chosen, asking, "feat") if chosen else sheet


def _expert(sheet: Sheet, character_class: CharacterClass, levels: ClassLevels, asking: Asking) -> Sheet:
    steps = character_class.grown.expertise
    count = reached(steps, levels.level, 0) - reached(steps, levels.level - 1, 0)
    among = _LEARNED.get(character_class.slug, SKILLS)
    skills = tuple(each for each, how in sheet.skills.items() if how is Training.PROFICIENT and each in among)
    tools = tuple(
        each
        for each, how in sheet.tools.items()
        if how is Training.PROFICIENT and each.casefold().replace("’", "'") == _THIEVES_TOOLS
    )
    of_tools = character_class.slug == "rogue" and asking.book.edition is Edition.SRD_51
    options = (*skills, *(tools if of_tools else ()))
    chosen = asking(Question("expertise", count, options, best_skills(sheet, skills), "skills", "Expertise"))
    return replace(
        sheet,
        skills=trained(sheet.skills, (each for each in chosen if each in skills), Training.EXPERT),
        tools=trained(sheet.tools, (each for each in chosen if each in tools), Training.EXPERT),
    )


def _mastered(sheet: Sheet, character_class: CharacterClass, levels: ClassLevels, asking: Asking) -> Sheet:
    scale = next((each for each in character_class.scales if each.name == MASTERY), None)
    if scale is None:
        return sheet
    count = int(scale.at(levels.level) or 0) - int(scale.at(levels.level - 1) or 0)
    able = (each for each in asking.book.weapons.values() if each.mastery and is_proficient(sheet, each))
    options = tuple(each.name for each in able if each.name not in sheet.masteries)
    offered = {thing for kits in character_class.kits for kit in kits for _, thing in kit.things}
    usual = tuple(sorted(options, key=lambda each: (each not in sheet.items and each not in offered, each)))
    chosen = asking(Question("masteries", count, options, usual, "features", MASTERY))
    return replace(sheet, masteries=joined(sheet.masteries, chosen))
