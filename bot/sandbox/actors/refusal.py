"""What a Discord client refuses by itself: nothing is sent, the person sees why."""

from __future__ import annotations

from bot.sandbox.errors import ApiError
from bot.sandbox.wire import Json, as_object, objects


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


def refusal_of(error: ApiError) -> ClientRefusal:
    """Return how a client shows what Discord refused: of a bad form, the first field with what is wrong there."""
    path, said = _first(error.errors or {}, "")
    return ClientRefusal(f"{path}: {said}" if path and said else said or error.message, path or None)


def _first(tree: Json, path: str) -> tuple[str, str | None]:
    for fault in objects(tree.get("_errors")):
        return path, str(fault.get("message"))
    for step, child in tree.items():
        found = _first(as_object(child), f"{path}.{step}" if path else step)
        if found[1] is not None:
            return found
    return path, None
