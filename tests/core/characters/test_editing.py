"""A sheet as lines in a form, and back."""

from __future__ import annotations

import pytest

from core.characters.creation import Choices, made
from core.characters.editing import Part, read, written
from core.characters.rulebook import EMPTY
from core.characters.sheet import ClassLevels
from core.errors import LimitError, RuleError
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.proficiency import Training
from tests.core.characters.books import BOOKS, CLASSES, NEW
from tests.core.characters.sheets import THORN


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("part", Part)
def test_a_form_that_nobody_changed_changes_nothing(edition: Edition, name: str, part: Part) -> None:
    book = BOOKS[edition]
    sheet = made(Choices(edition, "Thorn", ((name, 5),)), book).sheet
    assert read(sheet, part, written(sheet, part), book) == read(sheet, part, {}, book) == sheet


def test_identity_is_read_with_classes_of_the_book_and_of_none() -> None:
    told = {"name": " Thorn  II ", "classes": "fighter 4 (Champion) / Witch 2", "species": "Elf / High Elf"}
    after = read(THORN, Part.IDENTITY, told, NEW)
    assert (after.name, after.title, after.species, after.lineage) == (
        "Thorn II", "Fighter 4 / Witch 2", "Elf", "High Elf",
    )  # fmt: skip
    assert after.classes["Fighter"] == ClassLevels("Fighter", 4, 10, "Champion")
    assert after.classes["Witch"].hit_die == 8
    assert after.counters["Second Wind"].maximum == 3


def test_scores_carry_hit_points_with_them() -> None:
    after = read(THORN, Part.ABILITIES, {"scores": "con 18; Strength: 20"}, NEW)
    assert (after.scores[Ability.CONSTITUTION], after.scores[Ability.STRENGTH]) == (18, 20)
    assert after.vitals.hit_points.maximum == 28 + 6


def test_numbers_stand_as_they_are_said() -> None:
    told = {"hit-points": "40", "xp": "900", "overrides": "AC: 19\ninitiative +5\nStealth: -1\nsave dex = 4"}
    after = read(THORN, Part.NUMBERS, told, NEW)
    assert (after.vitals.hit_points.maximum, after.vitals.hit_points.current, after.xp) == (40, 40, 900)
    assert after.overrides == {"armor class": 19, "initiative": 5, "skill stealth": -1, "save dex": 4}


def test_proficiencies_are_sorted_into_what_they_are() -> None:
    told = {
        "skills": "Athletics, stealth (expert), Arcana (half)",
        "saves": "wis, Strength",
        "tools": "Lute (expertise)",
        "languages": "Elvish, Common, Elvish",
        "gear": "Light armor, shields, Medium Armour, simple weapons, martial, Longsword",
    }
    after = read(THORN, Part.PROFICIENCIES, told, NEW)
    assert after.skills == {"arcana": Training.HALF, "athletics": Training.PROFICIENT, "stealth": Training.EXPERT}
    assert after.saves == (Ability.STRENGTH, Ability.WISDOM)
    assert after.tools == {"Lute": Training.EXPERT}
    assert after.languages == ("Common", "Elvish")
    assert after.armor == ("light", "medium", "shield")
    assert set(after.weapons) == {"simple", "martial", "Longsword"}


@pytest.mark.parametrize(
    ("part", "told", "field"),
    [
        (Part.IDENTITY, {"name": "  "}, "name"),
        (Part.IDENTITY, {"classes": "Fighter"}, "classes"),
        (Part.IDENTITY, {"classes": "Fighter 0"}, "classes"),
        (Part.ABILITIES, {"scores": "STR 31"}, "scores"),
        (Part.ABILITIES, {"scores": "LUK 10"}, "scores"),
        (Part.ABILITIES, {"scores": "STR"}, "scores"),
        (Part.NUMBERS, {"hit-points": "0"}, "hit-points"),
        (Part.NUMBERS, {"hit-points": "many"}, "hit-points"),
        (Part.NUMBERS, {"xp": "-1"}, "xp"),
        (Part.NUMBERS, {"overrides": "luck: 7"}, "overrides"),
        (Part.PROFICIENCIES, {"skills": "Swimming"}, "skills"),
        (Part.PROFICIENCIES, {"saves": "luck"}, "saves"),
        (Part.FIELDS, {"fields": "no colon"}, "fields"),
        (Part.FEATURES, {"choices": ": nothing"}, "choices"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(part: Part, told: dict[str, str], field: str) -> None:
    with pytest.raises(RuleError, match="edit-unreadable") as refused:
        read(THORN, part, told, NEW)
    assert refused.value.facts["field"] == field


def test_there_is_an_end_to_what_fits() -> None:
    with pytest.raises(LimitError, match="highest-level"):
        read(THORN, Part.IDENTITY, {"classes": "Fighter 15 / Wizard 6"}, NEW)
    with pytest.raises(LimitError, match="name-too-long"):
        read(THORN, Part.IDENTITY, {"name": "T" * 61}, NEW)
    with pytest.raises(LimitError, match="text-too-long"):
        read(THORN, Part.NOTES, {"notes": "x" * 4_001}, NEW)
    with pytest.raises(LimitError, match="text-too-long"):
        read(THORN, Part.FIELDS, {"fields": "\n".join(f"f{each}: 1" for each in range(41))}, NEW)


def test_a_sheet_of_no_book_can_be_edited_too() -> None:
    after = read(THORN, Part.IDENTITY, {"classes": "Fighter 4"}, EMPTY[Edition.SRD_52])
    assert after.classes["Fighter"].hit_die == 10
