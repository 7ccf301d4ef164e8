"""What is open while a character is made or gains a level: a question, what may be answered, what is usual.

Whoever makes a character answers what they care about; the rest is chosen for them, and they are told what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import RuleError


@dataclass(frozen=True, slots=True)
class Question:
    """Something to choose.

    Attributes:
        key: What it is known by, in small letters and hyphens.
        count: How many are chosen.
        options: Among which.
        usual: What is chosen for whoever does not say; as many as there have to be, if there are so many.
        topic: On which page of a wizard it stands.
        of: What it is about, as the book has it: a feature or a class.
    """

    key: str
    count: int
    options: tuple[str, ...]
    usual: tuple[str, ...] = ()
    topic: str = "features"
    of: str = ""

    def settled(self, given: Sequence[str] | None) -> tuple[str, ...]:
        """The answer that counts: what was given of the options, and of what is usual as much as is missing.

        Example:
            >>> asked = Question("skills", 2, ("arcana", "history", "nature"), ("arcana", "history"))
            >>> asked.settled(None), asked.settled(["nature", "swimming"])
            (('arcana', 'history'), ('nature', 'arcana'))
        """
        known = [each for each in dict.fromkeys(given or ()) if each in self.options][: self.count]
        more = [each for each in (*self.usual, *self.options) if each not in known]
        return (*known, *more[: self.count - len(known)])

    def chosen(self, before: Sequence[str] | None, part: Sequence[str], picked: Sequence[str]) -> tuple[str, ...]:
        """The answer after some of the options were chosen anew.

        Args:
            before: What was answered before; None for nothing yet.
            part: The options that were to choose from, of which the others were not shown.
            picked: What was chosen of these; it goes first if there is not room for all.

        Raises:
            RuleError: ``not-a-choice``.

        Example:
            >>> asked = Question("spells", 2, ("Aid", "Bane", "Sleep"), ("Aid", "Bane"))
            >>> asked.chosen(None, ("Sleep",), ("Sleep",)), asked.chosen(("Aid", "Sleep"), ("Sleep",), ())
            (('Sleep', 'Aid'), ('Aid',))
        """
        if wrong := [each for each in picked if each not in self.options]:
            raise RuleError("not-a-choice", named=wrong[0])
        kept = [each for each in (self.usual if before is None else before) if each not in part]
        return tuple([*picked, *(each for each in kept if each in self.options and each not in picked)][: self.count])


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far, by the questions' keys."""

    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def to(self, question: Question) -> tuple[str, ...]:
        """The answer that counts."""
        return question.settled(self.given.get(question.key))

    def one(self, question: Question) -> str:
        """The same of a question with one answer; empty where there is nothing to choose."""
        return next(iter(self.to(question)), "")

    def with_(self, question: Question, answer: Iterable[str]) -> Answers:
        """With one more."""
        return Answers({**self.given, question.key: tuple(answer)})


NO_ANSWERS = Answers()
