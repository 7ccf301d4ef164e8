"""What hangs over somebody, and what is done about an end that was near or has come: leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.damage import DamageType
from core.rules.effects.several import Several
from core.rules.effects.terms import ANYBODY, Duration, Only


@dataclass(frozen=True, slots=True)
class Afflict:
    """The target carries a curse or a disease, whose numbers stand in the tree beside it.

    Attributes:
        name: As the book has it.
        lasts: For how long.
    """

    name: str
    lasts: Duration
    op: Literal["afflict"] = "afflict"


@dataclass(frozen=True, slots=True)
class Overrule:
    """A save that whoever acts has failed counts as a success."""

    op: Literal["overrule"] = "overrule"


@dataclass(frozen=True, slots=True)
class Endure:
    """Whoever acts has 1 hit point where damage would leave 0.

    Attributes:
        dc: It takes a Constitution save; the DC is this and the damage. None if it takes none.
        but_not: Damage of these types ends it nevertheless.
        critical: Whether a critical hit does not.
        at_most: Only against so much damage; None for any.
    """

    dc: int | None = None
    but_not: Several[DamageType] = frozenset()
    critical: bool = True
    at_most: int | None = None
    op: Literal["endure"] = "endure"


@dataclass(frozen=True, slots=True)
class Rise:
    """Whoever dies of this rises again, in the actor's power.

    Attributes:
        form: As which creature of the same book.
        after: When, as the book has it.
        only: Who does.
        comes: Whether that is played, and not told alone: "soon" as the actor's next turn starts, "now" at once.
    """

    form: str
    after: str
    only: Only = ANYBODY
    comes: Literal["", "soon", "now"] = ""
    op: Literal["rise"] = "rise"
