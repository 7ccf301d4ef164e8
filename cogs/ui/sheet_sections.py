"""A sheet in words, section by section: each a list of paragraphs that fits on one card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cogs.ui.markdown import cut, plain
from cogs.ui.sheet_magic import spells
from cogs.ui.sheet_things import counter_line, fitted, items, signed
from cogs.ui.text import Words
from core.characters.attacks import AttackLine, attacks
from core.characters.class_choices import chosen_of, unchosen
from core.characters.features import features
from core.characters.numbers import (
    ability_modifier,
    armor_class_of,
    hit_dice,
    initiative,
    passive_perception,
    proficiency,
    save_bonus,
    skill_bonus,
    walking_speed,
)
from core.characters.records import UNKNOWN, Records
from core.characters.rulebook import Rulebook
from core.characters.sheet import Sheet
from core.features.left import is_left_choice, is_left_on
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import ANYBODY
from core.rules.proficiency import Training
from core.rules.skills import SKILLS
from core.rules.vitals import Vitals

LONGEST_CHOICE: Final = 300
"""As many letters of what was chosen of one feature: the eight or ten invocations of a warlock."""
LISTED: Final = 900
"""As many letters of a list: the catalogue takes no fact that is longer than a thousand."""


class Section(StrEnum):
    """The parts of a sheet that are shown at a time."""

    SUMMARY = "summary"
    SKILLS = "skills"
    COMBAT = "combat"
    SPELLS = "spells"
    ITEMS = "items"
    FEATURES = "features"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet with what its books say of it.

    Attributes:
        of: What its buttons call it.
        sheet: What stands on it.
        book: Of its edition.
        records: Of the things on it.
    """

    of: str
    sheet: Sheet
    book: Rulebook
    records: Records = field(default=UNKNOWN)


def summary(view: SheetView, words: Words) -> Iterator[str]:
    """What one wants to know first."""
    sheet = view.sheet
    yield "\n".join([who(sheet, words), *_state(sheet, words)])
    yield numbers(view, words)
    scores = [
        words("sheet-score", ability=words(f"ability-{each}"), score=sheet.scores[each],
              modifier=signed(ability_modifier(sheet, each)))
        for each in Ability
    ]  # fmt: skip
    yield "\n".join([" · ".join(scores[:3]), " · ".join(scores[3:])])
    dice = [
        words("sheet-hit-die", left=max(0, count - sheet.hit_dice_spent.get(sides, 0)), all=count, sides=sides)
        for sides, count in sorted(hit_dice(sheet).items())
    ]
    foot = [words("sheet-hit-dice", dice=", ".join(dice))] if dice else []
    foot += [words("sheet-xp", xp=sheet.xp)] if sheet.xp else []
    yield "\n".join(foot)


def who(sheet: Sheet, words: Words) -> str:
    """What a character is, on two lines."""
    born = sheet.lineage if sheet.species in sheet.lineage else " / ".join(filter(None, (sheet.species, sheet.lineage)))
    what = words("sheet-is", what=plain(sheet.title or "—"), rules=sheet.edition.year)
    told = words(
        "sheet-born",
        species=plain(born or "—"),
        background=plain(sheet.background) or "none",
        alignment=plain(sheet.alignment) or "none",
    )
    return f"{what}\n{told}"


def numbers(view: SheetView, words: Words) -> str:
    """Armor Class, initiative, speed, and the Proficiency Bonus."""
    sheet = view.sheet
    return words(
        "sheet-numbers",
        ac=armor_class_of(sheet, view.records),
        initiative=signed(initiative(sheet)),
        speed=walking_speed(sheet, view.records),
        proficiency=signed(proficiency(sheet)),
    )


def _state(sheet: Sheet, words: Words) -> list[str]:
    """How it is: hit points, and whatever else troubles it."""
    vitals = sheet.vitals
    points = vitals.hit_points
    lines = [
        words(
            "sheet-hit-points",
            current=points.current,
            maximum=points.maximum,
            temporary=points.temporary,
            state=_how_it_is(vitals),
        )
    ]
    if vitals.death and vitals.is_dying:
        saves = vitals.death
        lines.append(words("sheet-death", successes=saves.successes, failures=saves.failures))
    if sheet.conditions:
        lines.append(words("sheet-conditions", names=", ".join(each.value for each in sheet.conditions)))
    lines += [words("sheet-exhaustion", level=vitals.exhaustion)] if vitals.exhaustion else []
    lines += [words("sheet-concentration", spell=plain(sheet.concentration))] if sheet.concentration else []
    return [*lines, *([words("sheet-inspired")] if sheet.inspired else [])]


def _how_it_is(vitals: Vitals) -> str:
    if vitals.death:
        return vitals.death.fate.value
    return "bloodied" if vitals.hit_points.is_bloodied else "well"


def skills(view: SheetView, words: Words) -> Iterator[str]:
    """Saving throws, skills, and what else it has learnt."""
    sheet = view.sheet
    saves = [
        words("sheet-save", ability=words(f"ability-{each}"), bonus=signed(save_bonus(sheet, each)),
              trained="yes" if each in sheet.saves else "no")
        for each in Ability
    ]  # fmt: skip
    yield f"**{words('sheet-saves-title')}**\n{' · '.join(saves)}"
    lines = [
        words("sheet-skill", skill=each.capitalize(), bonus=signed(skill_bonus(sheet, each)),
              training=int(sheet.skills.get(each, Training.NONE)))
        for each in SKILLS
    ]  # fmt: skip
    yield "\n".join([f"**{words('sheet-skills-title')}**", *lines])
    senses = [words("sheet-sense", name=each.capitalize(), feet=feet) for each, feet in sheet.senses.items()]
    gear = [*(f"{each} armor" if each != "shield" else "shields" for each in sheet.armor), *sheet.weapons]
    listed = {
        "sheet-senses": senses,
        "sheet-languages": [plain(each) for each in sheet.languages],
        "sheet-tools": [plain(each) for each in sheet.tools],
        "sheet-trained-with": [plain(each) for each in gear],
        "sheet-masteries": [plain(each) for each in sheet.masteries],
    }
    foot = [words("sheet-passive", number=passive_perception(sheet))]
    foot += [words(key, names=cut(", ".join(names), 300)) for key, names in listed.items() if names]
    yield "\n".join(foot)


def combat(view: SheetView, words: Words) -> Iterator[str]:
    """What counts in a fight."""
    sheet = view.sheet
    yield "\n".join([*_state(sheet, words), numbers(view, words)])
    lines = [_attack(line, words) for line in attacks(sheet, view.records)]
    yield fitted([f"**{words('sheet-attacks-title')}**", *lines], words)
    kinds: Mapping[str, Iterable[str]] = {
        "resists": [each.value for each in sheet.resists],
        "suffers": [each.value for each in sheet.suffers],
        "ignores": [each.value for each in sheet.ignores],
        "cannot-be": [each.value for each in sheet.immune_to],
    }
    yield "\n".join(
        words("sheet-defences", kind=kind, names=", ".join(names)) for kind, names in kinds.items() if list(names)
    )
    counters = (counter_line(name, counter, words) for name, counter in sheet.counters.items())
    told = fitted(counters, words, most=1_200, of=len(sheet.counters))
    yield f"**{words('sheet-counters-title')}**\n{told}" if told else ""


def _attack(line: AttackLine, words: Words) -> str:
    damage = " + ".join(
        f"{each.dice} {each.kinds[0].value}"
        for each in line.attack.hit
        if isinstance(each, Damage) and each.only == ANYBODY
    )
    bonus = line.attack.bonus
    told = words(
        "sheet-attack",
        name=plain(line.name),
        bonus=signed(bonus) if isinstance(bonus, int) else str(bonus),
        damage=damage or "—",
    )
    return told + (words("sheet-attack-bonus-action") if line.economy is Economy.BONUS else "")


def of_features(view: SheetView, words: Words) -> Iterator[str]:
    """What it can do."""
    sheet = view.sheet
    by_source: dict[str, list[str]] = {}
    for trait in features(sheet, view.book):
        name = plain(trait.name)
        left = is_left_on(sheet, trait.name)
        by_source.setdefault(trait.of, []).append(words("sheet-feature-left", name=name) if left else name)
    lines = [
        words("sheet-features-of", of=plain(of), names=cut(", ".join(dict.fromkeys(names)), LISTED))
        for of, names in by_source.items()
    ]
    chosen = [_choice(sheet, name, words) for name in sheet.choices]
    left = any(is_left_on(sheet, each.name) for each in features(sheet, view.book))
    if left or any(is_left_choice(sheet.edition, of, each) for of in sheet.choices for each in chosen_of(sheet, of)):
        lines.append(words("sheet-features-left"))
    feats = cut(", ".join(map(plain, sheet.feats)), LISTED)
    lines += [words("sheet-feats", names=feats)] if feats else []
    yield fitted(lines, words, most=2_600) or words("sheet-no-features")
    chosen += [words("sheet-unchosen", name=plain(each)) for each in unchosen(sheet, view.book)]
    yield fitted(chosen, words, most=900)


def _choice(sheet: Sheet, name: str, words: Words) -> str:
    """What was chosen of a feature, with a mark at what the table applies."""
    told = sheet.choices[name]
    parts = chosen_of(sheet, name)
    if len(told) > LONGEST_CHOICE or not any(is_left_choice(sheet.edition, name, each) for each in parts):
        return words("sheet-choice", name=plain(name), chosen=plain(cut(told, LONGEST_CHOICE)))
    marked = (
        words("sheet-feature-left", name=plain(each)) if is_left_choice(sheet.edition, name, each) else plain(each)
        for each in parts
    )
    return words("sheet-choice", name=plain(name), chosen=", ".join(marked))


def notes(view: SheetView, words: Words) -> Iterator[str]:
    """What people wrote."""
    sheet = view.sheet
    told = (words("sheet-field", name=plain(name), value=plain(value)) for name, value in sheet.fields.items())
    yield fitted(told, words, most=1_500, of=len(sheet.fields))
    lines = "\n".join(plain(line) for line in sheet.notes.splitlines())
    yield cut(lines, 1_900) or words("sheet-no-notes")


SECTIONS: Final[Mapping[Section, Callable[[SheetView, Words], Iterator[str]]]] = {
    Section.SUMMARY: summary,
    Section.SKILLS: skills,
    Section.COMBAT: combat,
    Section.SPELLS: lambda view, words: spells(view.sheet, view.book, view.records, words),
    Section.ITEMS: lambda view, words: items(view.sheet, words),
    Section.FEATURES: of_features,
    Section.NOTES: notes,
}
