"""Working a sheet out and finding out what is open are one: whoever works it out asks, and what was asked is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from core.characters.questions import Answers, Question
from core.characters.rulebook import Rulebook
from core.characters.sheet import Sheet
from core.rules.proficiency import Training
from core.rules.skills import ABILITY_OF, SKILLS


class Asking:
    """Asks for one sheet.

    Attributes:
        book: Of the sheet's edition.
        asked: What was open, in the order in which it came up.
    """

    def __init__(self, book: Rulebook, answers: Answers) -> None:
        self.book = book
        self.asked: list[Question] = []
        self._answers = answers

    def __call__(self, question: Question) -> tuple[str, ...]:
        """The answer that counts; where there is no choice, all there is is the answer and nobody is asked."""
        if question.count <= 0 or not question.options:
            return ()
        if len(question.options) <= question.count:
            return question.options
        self.asked.append(question)
        return self._answers.to(question)

    def one(self, question: Question) -> str:
        """The same of a question with one answer; empty where there is nothing to choose from."""
        return next(iter(self(question)), "")


def all_tools(options: Iterable[str], book: Rulebook) -> tuple[str, ...]:
    """Tools with each kind of them written out: "musical instrument" is every one that the book has."""
    return tuple(dict.fromkeys(tool for each in options for tool in book.things_of(each) or (each,)))


def open_skills(sheet: Sheet, options: Collection[str] = ()) -> tuple[str, ...]:
    """The skills that one is not proficient in yet, of some or of all."""
    among = options or SKILLS
    return tuple(each for each in among if sheet.skills.get(each, Training.NONE) < Training.PROFICIENT)


def best_skills(sheet: Sheet, options: Sequence[str]) -> tuple[str, ...]:
    """Skills, those first whose abilities are the highest."""
    return tuple(sorted(options, key=lambda each: (-sheet.scores[ABILITY_OF[each]], each)))


def trained(
    known: Mapping[str, Training], names: Iterable[str], to: Training = Training.PROFICIENT
) -> dict[str, Training]:
    """Trainings with some more."""
    return {**known, **{each: max(to, known.get(each, Training.NONE)) for each in names}}


def joined(known: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    """A set of names with some more, sorted as a sheet has them.

    Example:
        >>> joined(("simple",), ["martial", "simple"])
        ('martial', 'simple')
    """
    return tuple(sorted({*known, *more}))
