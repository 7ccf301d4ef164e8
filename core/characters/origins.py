"""What a new character is born with and was before: species, lineage, background.

Source: SRD 5.1, "Races" and "Beyond 1st Level"; SRD 5.2.1, "Character Origins" and "Character Creation", Step 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

from core.characters.asking import Asking, joined
from core.characters.feats import open_feats, with_feat
from core.characters.growing import raised
from core.characters.levelling import with_proficiencies
from core.characters.numbers import chosen_casting
from core.characters.priorities import order_of
from core.characters.questions import Question
from core.characters.rulebook import find
from core.characters.sheet import KnownSpell, Sheet
from core.characters.spell_lists import ranked
from core.rules.abilities import Ability
from core.rules.backgrounds import Background
from core.rules.edition import Edition
from core.rules.feats import FeatCategory
from core.rules.languages import COMMON, LEARNT_AT_FIRST, RARE, STANDARD
from core.rules.sizes import Size
from core.rules.species import Inborn, Lineage, Species


def with_species(sheet: Sheet, asking: Asking, character_class: str) -> Sheet:
    """With what its species and its lineage bring at birth.

    Args:
        sheet: Names both.
        asking: Asks what is open.
        character_class: What it will be, by which it is chosen where nobody says.
    """
    species, lineage = find(asking.book.species, sheet.species), find(asking.book.lineages, sheet.lineage)
    if species is None:
        return sheet
    size = asking.one(Question("size", 1, tuple(each.value for each in species.sizes), topic="origin", of=species.name))
    speed = species.speed_ft + species.inborn.speed_ft + (lineage.inborn.speed_ft if lineage else 0)
    sheet = replace(sheet, size=Size(size), speeds={**sheet.speeds, "walk": speed})
    for origin, key in ((species, "species"), (lineage, "lineage")):
        if origin is not None:
            sheet = _inborn(sheet, origin, asking, key, character_class=character_class)
    return sheet


def _inborn(sheet: Sheet, origin: Species | Lineage, asking: Asking, key: str, *, character_class: str) -> Sheet:
    inborn = origin.inborn
    sheet = _raised(raised(sheet, inborn.increases), inborn, asking, key, character_class=character_class)
    sight = max(sheet.senses.get("darkvision", 0), inborn.darkvision_ft)
    sheet = replace(
        sheet,
        senses={**sheet.senses, "darkvision": sight} if sight else sheet.senses,
        resists=tuple(sorted({*sheet.resists, *inborn.resists})),
        languages=joined(sheet.languages, inborn.languages),
    )
    sheet = with_proficiencies(sheet, inborn.proficiencies, asking, key, of=origin.name)
    casting = chosen_casting(sheet.species)
    if inborn.casting and casting not in sheet.choices:
        ability = _casting(inborn.casting, origin, asking, character_class)
        sheet = replace(sheet, choices={**sheet.choices, casting: ability})
    if inborn.cantrip_pick:
        options = tuple(asking.book.spells_of(inborn.cantrip_pick, 0))
        chosen = asking.one(Question(f"{key}-cantrip", 1, options, ranked(options, asking.book), "spells", origin.name))
        sheet = replace(sheet, spells={**sheet.spells, chosen: KnownSpell(origin.name, always=True)})
    if inborn.feat_pick:
        options = open_feats(sheet, asking.book, FeatCategory(inborn.feat_pick), {})
        chosen = asking.one(Question(f"{key}-feat", 1, options, _USUAL_FEATS, "origin", origin.name))
        sheet = with_feat(sheet, chosen, asking, f"{key}-feat")
    return sheet


_USUAL_FEATS = ("Skilled", "Alert")


def _raised(sheet: Sheet, inborn: Inborn, asking: Asking, key: str, *, character_class: str) -> Sheet:
    """With scores of one's own choice raised by one each, as half-elves have."""
    if not (pick := inborn.increase_pick):
        return sheet
    options = pick.options or tuple(each.value for each in Ability)
    usual = tuple(each.value for each in order_of(character_class) if each.value in options)
    chosen = asking(Question(f"{key}-scores", pick.count, options, usual, "abilities"))
    return raised(sheet, {Ability(each): 1 for each in chosen})


def _casting(abilities: tuple[Ability, ...], origin: Species | Lineage, asking: Asking, character_class: str) -> str:
    options = tuple(each.value for each in abilities)
    usual = tuple(each.value for each in order_of(character_class) if each in abilities)
    return asking.one(Question("inborn-casting", 1, options, usual, "origin", origin.name))


def with_background(sheet: Sheet, asking: Asking, character_class: str) -> Sheet:
    """With what its background brings."""
    background = find(asking.book.backgrounds, sheet.background)
    if background is None:
        return sheet
    sheet = _improved(sheet, background, asking, character_class)
    sheet = with_proficiencies(sheet, background.proficiencies, asking, "background", of=background.name)
    if background.feat:
        sheet = with_feat(sheet, background.feat, asking, "background-feat", about=background.feat_list)
    return sheet


def _improved(sheet: Sheet, background: Background, asking: Asking, character_class: str) -> Sheet:
    """With the scores raised that a background of 2024 raises: one by 2 and another by 1, or all three by 1."""
    if not background.abilities:
        return sheet
    ways: dict[str, Mapping[Ability, int]] = {
        f"{two} +2, {one} +1": {two: 2, one: 1} for two, one in permutations(background.abilities, 2)
    }
    ways[", ".join(f"{each} +1" for each in background.abilities)] = dict.fromkeys(background.abilities, 1)
    order = [each for each in order_of(character_class) if each in background.abilities]
    usual = (f"{order[0]} +2, {order[1]} +1",)
    asked = Question("background-scores", 1, tuple(ways), usual, "abilities", background.name)
    return raised(sheet, ways[asking.one(asked)])


def with_languages(sheet: Sheet, asking: Asking) -> Sheet:
    """With Common and as many more as species, background and edition let one choose."""
    book = asking.book
    origins = (find(book.species, sheet.species), find(book.lineages, sheet.lineage))
    background = find(book.backgrounds, sheet.background)
    count = (background.language_picks if background else 0) + sum(
        each.inborn.language_picks for each in origins if each
    )
    if book.edition is Edition.SRD_52:
        count += LEARNT_AT_FIRST
    known = joined(sheet.languages, [COMMON])
    rare = RARE[book.edition] if book.edition is Edition.SRD_51 else ()
    options = tuple(each for each in (*STANDARD[book.edition], *rare) if each not in known)
    chosen = asking(Question("languages", count, options, options, "origin"))
    return replace(sheet, languages=joined(known, chosen))
