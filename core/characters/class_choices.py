"""What features of classes and subclasses let one choose that is neither a feat nor a spell: by name, and kept by name.

A sheet keeps what was chosen under the feature's own name, several with commas between them. A feature that was gained
without anybody asking, as on a sheet from elsewhere, is asked for with the next level.

Source: SRD 5.1 and SRD 5.2.1, "Classes".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.characters import invocations
from core.characters.asking import Asking
from core.characters.growing import subclass_of
from core.characters.invocations import DAMAGING, Option
from core.characters.questions import Question
from core.characters.rulebook import Rulebook, find, key
from core.characters.sheet import Sheet
from core.rules.classes import CharacterClass
from core.rules.edition import Edition
from core.rules.growth import Scale, reached


@dataclass(frozen=True, slots=True)
class Choice:
    """What a feature lets one choose.

    Attributes:
        feature: As the book has it, without what stands in brackets behind it.
        options: The most usual first.
        scale: Which row of the class table says how many; empty for one.
    """

    feature: str
    options: tuple[Option, ...]
    scale: str = ""


def _one(feature: str, *names: str) -> Choice:
    return Choice(feature, tuple(map(Option, names)))


def _several(feature: str, scale: str, *names: str) -> Choice:
    return Choice(feature, tuple(map(Option, names)), scale)


_SHAPES: Final = (
    *("Quickened Spell", "Twinned Spell", "Subtle Spell", "Empowered Spell", "Heightened Spell", "Careful Spell"),
    *("Distant Spell", "Extended Spell"),
)
_INVOCATIONS: Final = "Eldritch Invocations"
_DRAGONS: Final = (
    *("Red (fire)", "Gold (fire)", "Brass (fire)", "Blue (lightning)", "Bronze (lightning)"),
    *("White (cold)", "Silver (cold)", "Black (acid)", "Copper (acid)", "Green (poison)"),
)
_ENEMIES: Final = (
    *("Undead", "Fiends", "Two races of humanoids", "Monstrosities", "Beasts", "Dragons", "Giants", "Aberrations"),
    *("Elementals", "Fey", "Constructs", "Plants", "Oozes", "Celestials"),
)
_TERRAINS: Final = ("Forest", "Mountain", "Grassland", "Swamp", "Coast", "Desert", "Arctic")
_OF_NO_FEATURE: Final = "class"
"""Where D&D Beyond does not say of which feature something was chosen."""
CHOICES: Final[Mapping[Edition, Mapping[str, Choice]]] = {
    edition: {key(each.feature): each for each in choices}
    for edition, choices in (
        (
            Edition.SRD_51,
            (
                _one("Dragon Ancestor", *_DRAGONS),
                _one("Pact Boon", "Pact of the Tome", "Pact of the Chain", "Pact of the Blade"),
                Choice(_INVOCATIONS, invocations.OF_2014, _INVOCATIONS),
                _several("Metamagic", "Metamagic", *_SHAPES),
                _several("Favored Enemy", "Favored Enemies", *_ENEMIES),
                _several("Natural Explorer", "Favored Terrains", *_TERRAINS),
                _one("Hunter's Prey", "Colossus Slayer", "Horde Breaker", "Giant Killer"),
                _one("Defensive Tactics", "Multiattack Defense", "Escape the Horde", "Steel Will"),
                _one("Multiattack", "Volley", "Whirlwind Attack"),
                _one("Superior Hunter's Defense", "Uncanny Dodge", "Evasion", "Stand Against the Tide"),
            ),
        ),
        (
            Edition.SRD_52,
            (
                Choice(_INVOCATIONS, invocations.OF_2024, _INVOCATIONS),
                _several("Metamagic", "Metamagic", *_SHAPES, "Seeking Spell", "Transmuted Spell"),
                _one("Elemental Affinity", "Fire", "Cold", "Lightning", "Acid", "Poison"),
                _one("Blessed Strikes", "Divine Strike", "Potent Spellcasting"),
                _one("Elemental Fury", "Primal Strike", "Potent Spellcasting"),
                _one("Hunter’s Prey", "Colossus Slayer", "Horde Breaker"),
                _one("Defensive Tactics", "Multiattack Defense", "Escape the Horde"),
            ),
        ),
    )
}
"""By edition and the key of the feature; one that another asks for stands behind it."""


def chosen_of(sheet: Sheet, feature: str) -> tuple[str, ...]:
    """What a sheet has chosen of a feature, whatever its apostrophes; nothing where nobody was asked.

    Example:
        >>> sheet = Sheet("Zed", Edition.SRD_52, choices={"Metamagic": "Subtle Spell, Twinned Spell"})
        >>> chosen_of(sheet, "Metamagic"), chosen_of(sheet, "Hunter’s Prey")
        (('Subtle Spell', 'Twinned Spell'), ())
    """
    told = next((chosen for name, chosen in sheet.choices.items() if key(name) == key(feature)), "")
    return tuple(each.strip() for each in told.split(",") if each.strip())


def unchosen(sheet: Sheet, book: Rulebook) -> list[str]:
    """The features of which something is to be chosen, and nothing on a sheet is."""
    found: list[str] = []
    for character_class in (find(book.classes, name) for name in sheet.classes):
        gained = {key(each) for each in _features(sheet, character_class, book)} if character_class else set[str]()
        found += [
            each.feature
            for feature, each in CHOICES[sheet.edition].items()
            if feature in gained and not _known(sheet, each)
        ]
    return found


def with_choices(sheet: Sheet, character_class: CharacterClass, asking: Asking) -> Sheet:
    """With whatever the features of a class's levels so far let one choose, and nobody has chosen yet."""
    gained = {key(each) for each in _features(sheet, character_class, asking.book)}
    for feature, choice in CHOICES[asking.book.edition].items():
        if feature in gained:
            sheet = _chosen(sheet, choice, character_class, asking)
    return sheet


def _features(sheet: Sheet, character_class: CharacterClass, book: Rulebook) -> Iterator[str]:
    levels = sheet.classes[character_class.name]
    for record in (character_class, subclass_of(levels, book)):
        for each in record.features if record else ():
            if each.level <= levels.level:
                yield each.name.partition(" (")[0]


def _chosen(sheet: Sheet, choice: Choice, character_class: CharacterClass, asking: Asking) -> Sheet:
    level = sheet.classes[character_class.name].level
    known = _known(sheet, choice)
    count = _count(choice, character_class, level) - len(known)
    options = tuple(
        each.name
        for each in choice.options
        if key(each.name) not in map(key, known) and _open(sheet, each, character_class, asking.book)
    )
    slug = "-".join(key(choice.feature).replace("'", "").split())
    picked = asking(Question(f"{slug}-choice", count, options, options, of=choice.feature))
    if not picked:
        return sheet
    title = next((name for name in sheet.choices if key(name) == key(choice.feature)), choice.feature)
    return replace(sheet, choices={**sheet.choices, title: ", ".join((*chosen_of(sheet, title), *picked))})


def _known(sheet: Sheet, choice: Choice) -> tuple[str, ...]:
    """What is chosen of a feature already: under its name, or where an import puts what it knows no feature of."""
    elsewhere = {key(each) for each in sheet.choices.get(_OF_NO_FEATURE, "").split(",")}
    told = (each.name for each in choice.options if key(each.name) in elsewhere)
    return tuple(dict.fromkeys((*chosen_of(sheet, choice.feature), *told)))


def _count(choice: Choice, character_class: CharacterClass, level: int) -> int:
    scale: Scale | None = next((each for each in character_class.scales if each.name == choice.scale), None)
    return int(reached(scale.steps, level, "0")) if scale else 1


def _open(sheet: Sheet, option: Option, character_class: CharacterClass, book: Rulebook) -> bool:
    """Whether somebody has what an option asks for."""
    if sheet.classes[character_class.name].level < option.level:
        return False
    told = (each for names in sheet.choices.values() for each in names.split(","))
    if option.needs and key(option.needs) not in {key(each) for each in told}:
        return False
    if option.cantrip == DAMAGING:
        return any(_hurts(name, character_class, book) for name in sheet.spells)
    return not option.cantrip or key(option.cantrip) in map(key, sheet.spells)


def _hurts(name: str, character_class: CharacterClass, book: Rulebook) -> bool:
    spell = find(book.spells, name)
    return bool(spell and spell.level == 0 and character_class.slug in spell.classes and spell.damage_types)
