"""What people did, what they were told, and what nobody else may know."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.client.results import Message, Result

SILENCE = "The application did not respond"
"""What Discord's client shows when nobody has answered within three seconds."""


@dataclass(frozen=True, slots=True)
class Canary:
    """What a hidden roll must not let out.

    Attributes:
        owner: Who rolled it.
        total: What it came to.
        label: What it was for.
    """

    owner: str
    total: str
    label: str

    def sings(self, text: str) -> bool:
        """Whether it is out."""
        return self.total in text or self.label in text


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, and what came of it.

    Attributes:
        kind: One of `DEEDS`, or ``open``.
        pressed: For a seat's button: ``Join`` or ``Leave``.
        seconds: Until the first answer.
        told_s: Until what there was to say.
    """

    who: str
    kind: str
    result: Result
    seconds: float
    pressed: str = ""
    told_s: float = 0.0

    @property
    def message(self) -> Message | None:
        """What the person reads as the answer."""
        told = [each for each in (*self.result.followups, self.result.message) if each and not each.thinking]
        return told[0] if told else None

    @property
    def text(self) -> str:
        """The answer's words."""
        return self.message.text if self.message else ""

    @property
    def try_again(self) -> bool:
        """Whether the person was asked to try again."""
        return "try again" in self.text.casefold()

    @property
    def away(self) -> bool:
        """Whether the person was told that the ledger cannot be reached."""
        return self.try_again and "my records" in self.text

    @property
    def silent(self) -> bool:
        """Whether nobody answered."""
        return self.result.state == "failed"

    @property
    def roll(self) -> str | None:
        """The id of the roll that was shown."""
        return roll_of(self.message) if self.message else None

    @property
    def honest(self) -> bool:
        """Whether the person got what was asked for, was asked to try again, or was refused what the game forbids."""
        return self.done or self.try_again or (self.kind in {"sit", "press"} and not self.silent)

    @property
    def done(self) -> bool:
        """Whether the person was told that it is done."""
        if self.kind in {"roll", "r", "hidden", "again", "press"}:
            return self.roll is not None
        if self.kind == "sit":
            return self.result.state == "updated" and not self.result.followups
        return not (self.silent or self.try_again)


def roll_of(message: Message) -> str | None:
    """The id of the roll on a card."""
    try:
        return message.link("Permalink").rpartition("/")[2]
    except LookupError:
        return None
