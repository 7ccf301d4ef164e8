"""A new character out of what somebody chose: the first level, or more, by the rules of either edition.

Source: SRD 5.1, "Beyond 1st Level" and the chapters before it; SRD 5.2.1, "Character Creation".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from core.characters.asking import Asking
from core.characters.growing import with_counters
from core.characters.kits import dressed, with_kits
from core.characters.levelling import Step, class_named, gained, taken
from core.characters.origins import with_background, with_languages, with_species
from core.characters.priorities import order_of, spread
from core.characters.questions import NO_ANSWERS, Answers, Question
from core.characters.rulebook import Rulebook, find, key
from core.characters.sheet import Sheet
from core.errors import LimitError, RuleError
from core.rules.abilities import POINT_COSTS, POINTS_TO_BUY, STANDARD_ARRAY, Ability, points_spent
from core.rules.classes import CharacterClass
from core.rules.edition import Edition
from core.rules.experience import XP_FOR_LEVEL

LONGEST_NAME: Final = 60
ROLLED: Final = "Ability scores"
"""Under which name the sheet keeps how its scores were rolled."""
_USUAL_CLASS: Final = "Fighter"
_USUAL_SPECIES: Final = "Human"


class Method(StrEnum):
    """The ways to come by scores."""

    ARRAY = "array"
    POINTS = "points"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody has chosen of a new character. What they have not is chosen for them.

    Attributes:
        edition: By whose rules.
        name: Its name; without one it is called by what it is.
        classes: Its classes in the order in which they were taken, with their levels.
        species: Its species.
        lineage: Its lineage.
        background: Its background.
        method: How it comes by its scores.
        scores: The six before anything raises them; empty for the usual ones.
        rolled: What was rolled for them.
        roll: The roll's public name.
        answers: To all else that is open.
    """

    edition: Edition = Edition.SRD_52
    name: str = ""
    classes: tuple[tuple[str, int], ...] = ((_USUAL_CLASS, 1),)
    species: str = _USUAL_SPECIES
    lineage: str = ""
    background: str = ""
    method: Method = Method.ARRAY
    scores: Mapping[Ability, int] = field(default_factory=dict[Ability, int])
    rolled: tuple[int, ...] = ()
    roll: str = ""
    answers: Answers = NO_ANSWERS

    @property
    def first_class(self) -> str:
        """The name of the class that is taken first."""
        return self.classes[0][0] if self.classes else _USUAL_CLASS


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, and what was open while it was made.

    Attributes:
        sheet: Whole and legal.
        asked: What could be chosen at the first level.
        scores: The six before anything raised them.
        later: What was open at further levels, where the usual was taken of all but the subclass.
    """

    sheet: Sheet
    asked: tuple[Question, ...]
    scores: Mapping[Ability, int]
    later: tuple[Question, ...] = ()


def made(choices: Choices, book: Rulebook) -> Made:
    """The character that follows from choices, with the experience points that its level takes.

    Raises:
        NotFoundError: ``class-not-found``.
        RuleError: ``multiclass-scores`` or ``scores-not-bought``.
        LimitError: ``highest-level`` or ``name-too-long``.
    """
    if len(choices.name.strip()) > LONGEST_NAME:
        raise LimitError("name-too-long", length=len(choices.name.strip()), limit=LONGEST_NAME)
    asking = Asking(book, choices.answers)
    first = class_named(choices.first_class, book)
    scores = scores_of(choices)
    sheet = _born(choices, first, asking, scores)
    sheet = taken(sheet, first, asking)
    sheet = _equipped(sheet, first, asking)
    later: list[Question] = []
    wanted = Answers({"subclass": choices.answers.given.get("subclass", ())})
    for name, levels in choices.classes or ((first.name, 1),):
        for _ in range(levels - (1 if name == choices.first_class else 0)):
            after = gained(sheet, Step(class_named(name, book).name, answers=wanted), book)
            sheet = after.sheet
            later += after.asked
    sheet = replace(sheet, xp=XP_FOR_LEVEL[sheet.level - 1])
    return Made(with_counters(sheet, book), tuple(asking.asked), scores, tuple(later))


def _born(choices: Choices, first: CharacterClass, asking: Asking, scores: Mapping[Ability, int]) -> Sheet:
    book = asking.book
    species = find(book.species, choices.species) or book.species[key(_USUAL_SPECIES)]
    lineage = find(book.lineages, choices.lineage)
    lineage_name = lineage.name if lineage and lineage.of == species.name else next(iter(species.lineages), "")
    background = find(book.backgrounds, choices.background) or find(book.backgrounds, usual_background(first, book))
    name = " ".join(choices.name.split()) or f"{lineage_name or species.name} {first.name}"
    notes = {ROLLED: f"rolled {', '.join(map(str, choices.rolled))}: {choices.roll}"} if choices.roll else {}
    sheet = Sheet(
        name=name,
        edition=choices.edition,
        species=species.name,
        lineage=lineage_name,
        background=background.name if background else "",
        scores=scores,
        choices=notes,
    )
    return with_languages(with_species(with_background(sheet, asking, first.name), asking, first.name), asking)


def usual_background(first: CharacterClass, book: Rulebook) -> str:
    """The background that raises what a class needs most, and then what it needs besides; 2014 has but one."""
    primary, best = order_of(first.name)[0], spread(STANDARD_ARRAY, first.name)

    def worth(name: str) -> tuple[bool, int]:
        raised = book.backgrounds[name].abilities
        return primary in raised, sum(best[each] for each in raised)

    return max(book.backgrounds, key=worth, default="")


def _equipped(sheet: Sheet, first: CharacterClass, asking: Asking) -> Sheet:
    background = find(asking.book.backgrounds, sheet.background)
    sheet = with_kits(sheet, first.kits, asking, "class")
    sheet = with_kits(sheet, background.kits if background else (), asking, "background")
    return dressed(sheet, asking)


def scores_of(choices: Choices) -> dict[Ability, int]:
    """The six before anything raises them, as they are chosen or as a class usually has them.

    Raises:
        RuleError: ``scores-not-bought``: these cannot be bought with the points there are.
    """
    chosen = {each: choices.scores[each] for each in Ability if each in choices.scores}
    if choices.method is Method.POINTS:
        if len(chosen) < len(Ability):
            return spread(STANDARD_ARRAY, choices.first_class)
        if any(each not in POINT_COSTS for each in chosen.values()) or points_spent(chosen.values()) > POINTS_TO_BUY:
            spent = sum(POINT_COSTS.get(each, POINTS_TO_BUY) for each in chosen.values())
            raise RuleError("scores-not-bought", spent=spent, points=POINTS_TO_BUY)
        return chosen
    values = choices.rolled if choices.method is Method.ROLLED and choices.rolled else STANDARD_ARRAY
    if sorted(chosen.values()) == sorted(values):
        return chosen
    return spread(values, choices.first_class)


def swapped(choices: Choices, ability: Ability, value: int) -> dict[Ability, int]:
    """The six with one of them as it is wanted; of an array, whichever had that value takes the other's in exchange.

    Example:
        >>> swapped(Choices(), Ability.CHARISMA, 15)[Ability.STRENGTH]
        12
    """
    scores = scores_of(choices)
    if choices.method is not Method.POINTS:
        other = next((each for each, score in scores.items() if score == value), ability)
        scores[other] = scores[ability]
    scores[ability] = value
    return scores
