"""What is being worked out and is no character, or no level, yet: choices, kept until they are made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from core.characters.creation import Choices, Method
from core.characters.questions import NO_ANSWERS, Answers, Question
from core.errors import RuleError
from core.ids import Cause, UserId

NEW: Final = "new"
"""What a draft of a new character is about; one of a level is about the character's stream."""


@dataclass(frozen=True, slots=True)
class LevelChoices:
    """What somebody has chosen of the next level.

    Attributes:
        level: The character level that is to be gained.
        character_class: The class; empty for the first.
        rolled: What its hit die showed, by the ledger; None for the fixed number.
        answers: To all else that is open.
    """

    level: int = 1
    character_class: str = ""
    rolled: int | None = None
    answers: Answers = NO_ANSWERS


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft.

    Attributes:
        id: What began it.
        user: Whose.
        subject: What it is about: `NEW`, or a character's stream.
        new: Of a new character.
        level: Of a level.
    """

    id: Cause
    user: UserId
    subject: str = NEW
    new: Choices = field(default_factory=Choices)
    level: LevelChoices = field(default_factory=LevelChoices)

    @property
    def answers(self) -> Answers:
        """To what is open in it."""
        return self.new.answers if self.subject == NEW else self.level.answers

    def answered(self, question: Question, answer: tuple[str, ...]) -> Draft:
        """With one more answer."""
        answers = self.answers.with_(question, answer)
        if self.subject == NEW:
            return replace(self, new=replace(self.new, answers=answers))
        return replace(self, level=replace(self.level, answers=answers))


def with_rolled_scores(draft: Draft, totals: tuple[int, ...], roll: str) -> Draft:
    """With scores rolled; what was rolled stays.

    Raises:
        RuleError: ``abilities-rolled``.
    """
    if draft.new.rolled and draft.new.roll != roll:
        raise RuleError("abilities-rolled")
    return replace(draft, new=replace(draft.new, method=Method.ROLLED, rolled=totals, roll=roll, scores={}))
