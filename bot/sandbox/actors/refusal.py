"""What a Discord client refuses by itself: nothing is sent, the person sees why."""

from __future__ import annotations


class ClientRefusal(Exception):
    """The client does not let this person do this.

    Attributes:
        sentence: Why, in words for whoever drives the virtual user.
        field: The option or field at fault, when it is one.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
