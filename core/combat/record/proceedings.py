"""How a fight goes on, one value each: turns, what is used up, what is offered, and what is left to the DM.

They are told together with those of `happenings`, which has the union of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """Somebody's turn began."""

    who: int
    round: int
    op: Literal["turn"] = "turn"


@dataclass(frozen=True, slots=True)
class InitiativeRolled:
    """Somebody's place was rolled."""

    who: int
    total: int
    op: Literal["initiative"] = "initiative"


@dataclass(frozen=True, slots=True)
class Spent:
    """Something was used up: a slot of a level, a use of an action, a counter."""

    who: int
    what: str
    left: int
    op: Literal["spent"] = "spent"


@dataclass(frozen=True, slots=True)
class Recharged:
    """The roll that may bring an action back."""

    who: int
    action: str
    face: int
    back: bool
    op: Literal["recharged"] = "recharged"


@dataclass(frozen=True, slots=True)
class LeftToDm:
    """What no data can express: the DM decides it."""

    topic: str
    who: int | None = None
    op: Literal["left-to-dm"] = "left-to-dm"


@dataclass(frozen=True, slots=True)
class Told:
    """One of the ways that everybody has, as dodge or hide; or a new form."""

    who: int
    what: str
    op: Literal["told"] = "told"


@dataclass(frozen=True, slots=True)
class Overruled:
    """Whoever leads let a rule be broken."""

    rule: str
    op: Literal["overruled"] = "overruled"


@dataclass(frozen=True, slots=True)
class Offered:
    """Something can be done now, by a reaction or without a cost; nobody has to.

    Attributes:
        who: By whom.
        name: What the book calls it.
        against: Whom it answers, or whom it would befall; None where that is open.
        cost: What it costs.
        hidden: Whether only those who lead may know of it, for it is a foe's.
    """

    who: int
    name: str
    against: int | None = None
    cost: str = "reaction"
    hidden: bool = False
    op: Literal["offered"] = "offered"


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody has several turns in a row.

    Attributes:
        left: How many follow.
    """

    who: int
    left: int
    op: Literal["again"] = "again"


@dataclass(frozen=True, slots=True)
class Compelled:
    """Somebody has to spend a turn so.

    Attributes:
        how: As `core.rules.effects.magic.Compel` has it.
    """

    who: int
    how: str
    op: Literal["compelled"] = "compelled"
