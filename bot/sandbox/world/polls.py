"""Polls: the question, the answers, who chose which, and when it ends.

Source: Discord developer docs, "Poll".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.clock import iso
from bot.sandbox.wire import Json, as_object, objects

_HOURS = 24


@dataclass(slots=True, eq=False)
class Poll:
    """The poll of a message.

    Attributes:
        answers: Discord's poll media objects by answer id.
        votes: Who chose an answer, by its id, in the order of arrival.
        finalized: Whether it has ended and been counted.
    """

    question: Json
    answers: dict[int, Json]
    expiry: datetime
    multiselect: bool = False
    layout: int = 1
    votes: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    finalized: bool = False

    @classmethod
    def read(cls, request: Json, now: datetime) -> Poll:
        """Read a poll create request that was checked."""
        answers = [as_object(answer.get("poll_media")) for answer in objects(request.get("answers"))]
        return cls(
            question=as_object(request.get("question")),
            answers=dict(enumerate(answers, start=1)),
            expiry=now + timedelta(hours=request.get("duration") or _HOURS),
            multiselect=bool(request.get("allow_multiselect", False)),
            layout=request.get("layout_type") or 1,
        )

    def chosen_by(self, user_id: str) -> set[int]:
        """Return the answers that a user chose."""
        return {answer_id for answer_id, voters in self.votes.items() if user_id in voters}

    def counts(self) -> dict[int, int]:
        """Return how many votes each answer has; one without any is left out."""
        return {answer_id: len(voters) for answer_id, voters in sorted(self.votes.items()) if voters}

    def to_json(self, *, viewer: str | None = None) -> Json:
        """Return Discord's poll object, as one user sees it."""
        return {
            "question": self.question,
            "answers": [{"answer_id": number, "poll_media": shown} for number, shown in self.answers.items()],
            "expiry": iso(self.expiry),
            "allow_multiselect": self.multiselect,
            "layout_type": self.layout,
            "results": {
                "is_finalized": self.finalized,
                "answer_counts": [
                    {"id": number, "count": count, "me_voted": viewer in self.votes[number]}
                    for number, count in self.counts().items()
                ],
            },
        }

    def result_fields(self) -> list[Json]:
        """Return the fields of the embed that tells the result; a tie has no winner."""
        counts = self.counts()
        most = max(counts.values(), default=0)
        winners = [number for number, count in counts.items() if count == most]
        told = {
            "poll_question_text": self.question.get("text", ""),
            "victor_answer_votes": str(most),
            "total_votes": str(sum(counts.values())),
        }
        if len(winners) == 1:
            told |= _winner(winners[0], self.answers[winners[0]])
        return [{"name": name, "value": value, "inline": False} for name, value in told.items()]


def _winner(answer_id: int, shown: Json) -> dict[str, str]:
    emoji = as_object(shown.get("emoji"))
    told = {"victor_answer_id": str(answer_id), "victor_answer_text": str(shown.get("text", ""))}
    if emoji.get("id") is not None:
        told["victor_answer_emoji_id"] = str(emoji["id"])
    if emoji.get("name") is not None:
        told["victor_answer_emoji_name"] = str(emoji["name"])
    if emoji.get("animated") is not None:
        told["victor_answer_emoji_animated"] = str(bool(emoji["animated"])).lower()
    return told
