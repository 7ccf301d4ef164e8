"""The spells that a level of a class brings: cantrips, what is known or prepared, a wizard's book.

Source: SRD 5.1 and SRD 5.2.1, "Classes", Spellcasting and Pact Magic of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.characters.asking import Asking
from core.characters.growing import subclass_of
from core.characters.numbers import ability_modifier
from core.characters.questions import Question
from core.characters.rulebook import Rulebook, find, key
from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.characters.spell_lists import highest_spell, on_list, ranked
from core.rules.classes import SPELLBOOK_AT_FIRST, SPELLBOOK_PER_LEVEL, CharacterClass, Repertoire, Subclass
from core.rules.edition import Edition
from core.rules.growth import Steps, reached
from core.rules.spells import School

WIZARD: Final = "wizard"
_ORDER_OF: Final = {"cleric": "Divine Order", "druid": "Primal Order"}
_SCHOLARS: Final = frozenset({"Thaumaturge", "Magician"})
"""The orders of 2024 that bring one more cantrip."""
_SAVANT: Final = "Evocation Savant"
_SAVANT_AT_FIRST: Final = 2
_ALWAYS: Final[Mapping[str, Mapping[int, tuple[str, ...]]]] = {
    "bard": {20: ("Power Word Heal", "Power Word Kill")},
    "druid": {1: ("Speak with Animals",)},
    "paladin": {2: ("Divine Smite",), 5: ("Find Steed",)},
    "ranger": {1: ("Hunter’s Mark",)},
    "warlock": {9: ("Contact Other Plane",)},
}
"""What a class of 2024 always has ready, by the level that brings it: Words of Creation, Druidic, Paladin's Smite,
Faithful Steed, Favored Enemy and Contact Patron."""
ARCANUM: Final = "Mystic Arcanum (level "
"""What a warlock's resources for spells of one level each are called."""


@dataclass(frozen=True, slots=True)
class Ready:
    """How many spells of a class somebody has, and may have.

    Attributes:
        cantrips: Known.
        most_cantrips: At most.
        spells: Of the first level and above, ready to be cast; those that are always ready aside.
        most_spells: At most.
        highest: The highest level of spells that the class can have.
    """

    cantrips: int
    most_cantrips: int
    spells: int
    most_spells: int
    highest: int


def ready(sheet: Sheet, character_class: CharacterClass, book: Rulebook) -> Ready:
    """How it stands with the spells of a class that somebody has levels in."""
    levels = sheet.classes[character_class.name]
    subclass = subclass_of(levels, book)
    ability = character_class.casting_ability
    own = ability_modifier(sheet, ability) if ability else 0
    most = character_class.spells_at(levels.level, own)
    return Ready(
        cantrips=sum(1 for _ in _own(sheet, character_class, book, cantrips=True)),
        most_cantrips=character_class.cantrips_at(levels.level)
        + _more(character_class, subclass, levels.level)[0]
        + (1 if sheet.choices.get(_ORDER_OF.get(character_class.slug, "")) in _SCHOLARS else 0),
        spells=sum(sheet.spells[each].prepared for each in _own(sheet, character_class, book, cantrips=False)),
        most_spells=most + _more(character_class, subclass, levels.level)[1],
        highest=highest_spell(character_class, levels.level, book),
    )


def _more(character_class: CharacterClass, subclass: Subclass | None, level: int) -> tuple[int, int]:
    grown = [character_class.grown, *([subclass.grown] if subclass else [])]

    def all_told(steps: Iterable[Steps[int]]) -> int:
        return sum(reached(each, level, 0) for each in steps)

    return all_told(each.cantrips for each in grown), all_told(each.spells for each in grown)


def _own(sheet: Sheet, character_class: CharacterClass, book: Rulebook, *, cantrips: bool) -> list[str]:
    """The spells on a sheet that a class counts: those of its own that are not always ready."""
    return [
        name
        for name, known in sheet.spells.items()
        if known.by == character_class.name and not known.always and is_cantrip(name, book) == cantrips
    ]


def is_cantrip(name: str, book: Rulebook) -> bool:
    """Whether the book has a spell as one."""
    spell = find(book.spells, name)
    return spell is not None and spell.level == 0


def with_spells(sheet: Sheet, character_class: CharacterClass, asking: Asking) -> Sheet:
    """With the spells that the level of a class that was just gained brings."""
    levels = sheet.classes[character_class.name]
    subclass = subclass_of(levels, asking.book)
    sheet = _of_class(sheet, character_class, asking.book)
    if subclass:
        sheet = _granted(sheet, character_class, subclass, asking)
    stands = ready(sheet, character_class, asking.book)
    cantrips = [each for each in asking.book.spells_of(character_class.slug, 0) if each not in sheet.spells]
    sheet = _asked(sheet, character_class, asking, "cantrips", open_=(stands.most_cantrips - stands.cantrips, cantrips))
    sheet = _book_grown(sheet, character_class, levels, asking)
    offered = _offered(subclass, levels.level)
    options = [
        each
        for each in on_list(character_class, stands.highest, asking.book, offered)
        if character_class.slug == WIZARD or each not in sheet.spells
    ]
    if character_class.slug == WIZARD:
        options = [each for each in options if each in sheet.spells and not sheet.spells[each].prepared]
    if character_class.repertoire is not Repertoire.NONE:
        missing = stands.most_spells - stands.spells
        sheet = _asked(sheet, character_class, asking, "spells", open_=(missing, options))
    return _arcana(sheet, character_class, levels, asking)


def _asked(
    sheet: Sheet, character_class: CharacterClass, asking: Asking, key: str, *, open_: tuple[int, list[str]]
) -> Sheet:
    count, options = open_
    usual = ranked(options, asking.book)
    chosen = asking(Question(key, count, tuple(options), usual, "spells", character_class.name))
    return replace(sheet, spells={**sheet.spells, **dict.fromkeys(chosen, KnownSpell(character_class.name))})


def _book_grown(sheet: Sheet, character_class: CharacterClass, levels: ClassLevels, asking: Asking) -> Sheet:
    """What a wizard writes into the book; all but what is prepared lies there unprepared."""
    if character_class.slug != WIZARD:
        return sheet
    count = SPELLBOOK_AT_FIRST if levels.level == 1 else SPELLBOOK_PER_LEVEL
    highest = highest_spell(character_class, levels.level, asking.book)
    options = tuple(each for each in on_list(character_class, highest, asking.book) if each not in sheet.spells)
    usual = ranked(options, asking.book)
    chosen = asking(Question("spellbook", count, options, usual, "spells", character_class.name))
    sheet = replace(sheet, spells={**sheet.spells, **dict.fromkeys(chosen, KnownSpell(levels.name, prepared=False))})
    return _of_savant(sheet, character_class, levels, asking)


def _of_savant(sheet: Sheet, character_class: CharacterClass, levels: ClassLevels, asking: Asking) -> Sheet:
    """What an Evoker of 2024 writes into the book besides: two spells at first, one with each new level of slots.

    Source: SRD 5.2.1, "Classes", Wizard, Evocation Savant.
    """
    record = subclass_of(levels, asking.book)
    first = next((each.level for each in (record.features if record else ()) if each.name == _SAVANT), None)
    if sheet.edition is not Edition.SRD_52 or first is None or levels.level < first:
        return sheet
    highest = highest_spell(character_class, levels.level, asking.book)
    higher = highest > highest_spell(character_class, levels.level - 1, asking.book)
    count = _SAVANT_AT_FIRST if levels.level == first else int(higher)
    options = tuple(
        each
        for each in on_list(character_class, highest, asking.book)
        if each not in sheet.spells and asking.book.spells[key(each)].school is School.EVOCATION
    )
    chosen = asking(Question("savant", count, options, ranked(options, asking.book), "spells", _SAVANT))
    return replace(sheet, spells={**sheet.spells, **dict.fromkeys(chosen, KnownSpell(levels.name, prepared=False))})


def _of_class(sheet: Sheet, character_class: CharacterClass, book: Rulebook) -> Sheet:
    """With the spells that the class itself always has ready."""
    if sheet.edition is not Edition.SRD_52:
        return sheet
    level = sheet.classes[character_class.name].level
    brought = (names for at, names in _ALWAYS.get(character_class.slug, {}).items() if at <= level)
    named = (find(book.spells, name) for names in brought for name in names)
    always = {spell.name: KnownSpell(character_class.name, always=True) for spell in named if spell}
    return replace(sheet, spells={**sheet.spells, **always})


def _granted(sheet: Sheet, character_class: CharacterClass, subclass: Subclass, asking: Asking) -> Sheet:
    """With the spells of a subclass that are always ready."""
    level = sheet.classes[character_class.name].level
    lists = [] if subclass.spells_offered else [subclass.spells]
    if subclass.spell_choices and level >= min(min(each) for each in subclass.spell_choices.values()):
        names = tuple(subclass.spell_choices)
        before = sheet.choices.get(subclass.name, "")
        chosen = before if before in names else asking.one(Question("circle", 1, names, names, of=subclass.name))
        sheet = replace(sheet, choices={**sheet.choices, subclass.name: chosen})
        lists.append(subclass.spell_choices[chosen])
    given = [name for each in lists for at, names in each.items() if at <= level for name in names]
    always = {name: KnownSpell(character_class.name, always=True) for name in given}
    return replace(sheet, spells={**sheet.spells, **always})


def _offered(subclass: Subclass | None, level: int) -> list[str]:
    if subclass is None or not subclass.spells_offered:
        return []
    return [name for at, names in subclass.spells.items() if at <= level for name in names]


def _arcana(sheet: Sheet, character_class: CharacterClass, levels: ClassLevels, asking: Asking) -> Sheet:
    """With the spells that a warlock casts once a day without a slot."""
    for resource in character_class.resources:
        if resource.name.startswith(ARCANUM) and min(resource.steps) == levels.level:
            of = int(resource.name.removeprefix(ARCANUM).rstrip(")"))
            options = tuple(
                each for each in asking.book.spells_of(character_class.slug, of) if each not in sheet.spells
            )
            asked = Question(f"arcanum-{of}", 1, options, ranked(options, asking.book), "spells", resource.name)
            known = {each: KnownSpell(levels.name, always=True) for each in asking(asked)}
            sheet = replace(sheet, spells={**sheet.spells, **known})
    return sheet
