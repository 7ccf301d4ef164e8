"""What can have happened in a fight.

A step is told twice: as what happened, for those who look, and as what is otherwise since, for whoever folds it or
takes it back. What people typed in it (names, notes) stands apart, in the private part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, cast

from core.combat.record.happenings import Happening
from core.ids import ChannelId, GuildId, RollId, StreamId
from core.ledger.changes import Change, Plain
from core.ledger.kinds import PRIVATE, Kind
from core.rules.edition import Edition
from core.rules.house_rules import BY_THE_BOOK, HouseRules

Step = Literal[
    "joined",
    "left",
    "initiative",
    "turn",
    "turn-back",
    "attack",
    "action",
    "cast",
    "hit-points",
    "effect",
    "cure",
    "moved",
    "delayed",
    "readied",
    "noted",
    "death-save",
    "changed",
    "undone",
]
"""What was done."""


@dataclass(frozen=True, slots=True)
class FightBegan:
    """The actor began a fight at a table."""

    table: StreamId
    guild: GuildId
    channel: ChannelId
    edition: Edition
    house: HouseRules = BY_THE_BOOK


@dataclass(frozen=True, slots=True)
class Stepped:
    """Something was done.

    Attributes:
        step: What.
        by: Who did it, by number; None for nobody in the fight.
        name: What the book calls it, as an action or a spell; empty for none.
        targets: To whom, by number.
        log: What happened.
        changes: What is otherwise.
        roll: The roll that its dice are proven by; None if none fell.
        words: What is otherwise of what people typed; None once erased.
    """

    step: Step
    by: int | None
    name: str
    targets: tuple[int, ...]
    log: tuple[Happening, ...]
    changes: tuple[Change, ...]
    roll: RollId | None = None
    words: Annotated[tuple[Change, ...] | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class FightEnded:
    """It is over.

    Attributes:
        xp: What the foes that fell were worth.
    """

    xp: int


KINDS = (
    Kind("fight.began", 1, FightBegan),
    Kind("fight.stepped", 1, Stepped),
    Kind("fight.ended", 1, FightEnded),
)
_TYPED: Final[dict[tuple[str, ...], frozenset[str]]] = {
    ("combatants", "*"): frozenset({"name", "note"}),
    ("combatants", "*", "readied"): frozenset({"when", "action"}),
    ("combatants", "*", "ongoing", "*"): frozenset({"name"}),
}
"""Where in a fight's state people's own words stand: below which places, and under which keys."""


def parted(changes: tuple[Change, ...]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Changes without people's words, and those of the words.

    Somebody who comes is one change with all that they are: their name and note are parted from it.

    Example:
        >>> plain, words = parted((Change(("combatants", "1"), None, {"number": 1, "name": "Grix", "note": ""}),))
        >>> plain[0].after, words
        ({'number': 1, 'note': ''}, (Change(path=('combatants', '1', 'name'), before=None, after='Grix'),))
    """
    plain: list[Change] = []
    words: list[Change] = []
    for change in changes:
        if change.path[-1] in _typed_below(change.path[:-1]):
            words.append(change)
            continue
        before, old = _without_words(change.before, change.path)
        after, new = _without_words(change.after, change.path)
        plain.append(Change(change.path, before, after))
        words += [Change((*change.path, key), old.get(key), new.get(key)) for key in sorted({*old, *new})]
    return tuple(plain), tuple(words)


def whole(step: Stepped) -> tuple[Change, ...]:
    """The changes of a step with people's words put back in, as far as they are known."""
    words = {change.path: change for change in step.words or ()}
    joined: list[Change] = []
    for change in step.changes:
        inner = {path[-1]: word for path, word in words.items() if path[:-1] == change.path}
        before = _with_words(change.before, {key: word.before for key, word in inner.items()})
        after = _with_words(change.after, {key: word.after for key, word in inner.items()})
        joined.append(Change(change.path, before, after))
    taken = {change.path for change in step.changes}
    return (*joined, *(word for path, word in words.items() if path[:-1] not in taken))


def _with_words(value: Any, words: Plain) -> Any:
    if not isinstance(value, dict):
        return value
    return {**cast(Plain, value), **{key: word for key, word in words.items() if word is not None}}


def _typed_below(path: tuple[str, ...]) -> frozenset[str]:
    return _TYPED.get(tuple("*" if place % 2 else key for place, key in enumerate(path)), frozenset())


def _without_words(value: Any, path: tuple[str, ...]) -> tuple[Any, Plain]:
    if not isinstance(value, dict):
        return value, {}
    told = cast(Plain, value)
    typed = _typed_below(path)
    words = {key: each for key, each in told.items() if key in typed and each}
    return {key: each for key, each in told.items() if key not in words}, words
