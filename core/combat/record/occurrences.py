"""More of what happens in a fight, one value each: what magic, grips and areas bring about, and what is offered.

They are told together with those of `happenings`, which has the union of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.abilities import Ability


@dataclass(frozen=True, slots=True)
class Untouched:
    """Somebody was aimed at, and it does not concern them."""

    who: int
    what: str
    op: Literal["untouched"] = "untouched"


@dataclass(frozen=True, slots=True)
class Laid:
    """An area stays, or something that takes actions of its own stands there.

    Attributes:
        who: Whose it is.
        name: Of what.
        shape: Its form; empty for none.
        feet: Its size.
        sight: How it is seen into; empty for as before.
        cost: How many feet each foot of movement takes there.
        cover: Whether it gives three-quarters cover.
        closed: Whether something stands at its edge.
    """

    who: int
    name: str
    shape: str = ""
    feet: int = 0
    sight: str = ""
    cost: int = 1
    cover: bool = False
    closed: bool = False
    op: Literal["laid"] = "laid"


@dataclass(frozen=True, slots=True)
class Contained:
    """Somebody is in an area now, or out of it."""

    who: int
    name: str
    inside: bool
    op: Literal["contained"] = "contained"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody was called, and is there.

    Attributes:
        who: The newcomer.
        form: What the book calls it.
        by: Who called it.
    """

    who: int
    form: str
    by: int
    op: Literal["arrived"] = "arrived"


@dataclass(frozen=True, slots=True)
class Departed:
    """Somebody is gone from the scene.

    Attributes:
        where: To where, as the book says; empty for what was called and vanishes.
    """

    who: int
    where: str
    op: Literal["departed"] = "departed"


@dataclass(frozen=True, slots=True)
class Returned:
    """Somebody who was gone from the scene is back."""

    who: int
    op: Literal["returned"] = "returned"


@dataclass(frozen=True, slots=True)
class Formed:
    """Somebody has another form; an empty one is its own."""

    who: int
    form: str
    op: Literal["formed"] = "formed"


@dataclass(frozen=True, slots=True)
class Weakened:
    """An ability score fell."""

    who: int
    ability: Ability
    by: int
    score: int
    op: Literal["weakened"] = "weakened"


@dataclass(frozen=True, slots=True)
class Drained:
    """The hit point maximum fell, or rose."""

    who: int
    by: int
    maximum: int
    op: Literal["drained"] = "drained"


@dataclass(frozen=True, slots=True)
class Corroded:
    """What somebody wears or holds is eaten away.

    Attributes:
        what: Which thing.
        bonus: What its magic or its wear adds now.
    """

    who: int
    what: str
    bonus: int
    op: Literal["corroded"] = "corroded"


@dataclass(frozen=True, slots=True)
class Doomed:
    """Whoever died rises again as something else.

    Attributes:
        form: As what.
        after: When, as the book has it.
    """

    who: int
    form: str
    after: str
    op: Literal["doomed"] = "doomed"


@dataclass(frozen=True, slots=True)
class Endured:
    """Somebody has 1 hit point where there would be none."""

    who: int
    by: str
    op: Literal["endured"] = "endured"


@dataclass(frozen=True, slots=True)
class Deceived:
    """An attack struck a duplicate instead.

    Attributes:
        left: How many duplicates are left.
    """

    who: int
    left: int
    op: Literal["deceived"] = "deceived"


@dataclass(frozen=True, slots=True)
class Helped:
    """Something was added to a roll that fell short.

    Attributes:
        by: What it is called.
        amount: How much.
    """

    who: int
    by: str
    amount: int
    op: Literal["helped"] = "helped"


@dataclass(frozen=True, slots=True)
class Averted:
    """Somebody could not be aimed at, for whoever wanted to did not overcome what guards them."""

    who: int
    by: str
    op: Literal["averted"] = "averted"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of a hit, or of a spell, is as if it had not been.

    Attributes:
        who: Whom it had befallen; for a spell, who cast it.
        by: What turned it away.
    """

    who: int
    by: str
    op: Literal["taken-back"] = "taken-back"


@dataclass(frozen=True, slots=True)
class Dispelled:
    """A spell came to nothing, or did not.

    Attributes:
        total: The check that it took; None where it took none.
    """

    who: int
    name: str
    success: bool
    total: int | None = None
    dc: int | None = None
    op: Literal["dispelled"] = "dispelled"


@dataclass(frozen=True, slots=True)
class Contested:
    """Two checks against each other."""

    who: int
    total: int
    against: int
    theirs: int
    op: Literal["contested"] = "contested"


@dataclass(frozen=True, slots=True)
class Chanced:
    """Dice decided what happens to somebody."""

    who: int
    dice: str
    shown: int
    op: Literal["chanced"] = "chanced"


@dataclass(frozen=True, slots=True)
class Faltered:
    """A spell came to nothing, or takes effect later, for something hinders whoever casts it."""

    who: int
    spell: str
    later: bool = False
    op: Literal["faltered"] = "faltered"


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody was moved, or moves; and how much of the turn's movement that takes."""

    who: int
    feet: int
    how: str
    takes_ft: int = 0
    op: Literal["moved"] = "moved"
