"""What hangs over somebody, and what is done about an end that was near or has come: leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.conditions import Condition
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
        grows: By how much the DC, which the damage is then no part of, rises with each success until a rest; 0 where
            it is as `dc` says.
        leaves: How many hit points it has then.
        under: What it must bear, by name; empty for nothing.
    """

    dc: int | None = None
    but_not: Several[DamageType] = frozenset()
    critical: bool = True
    at_most: int | None = None
    grows: int = 0
    leaves: int = 1
    under: str = ""
    op: Literal["endure"] = "endure"


@dataclass(frozen=True, slots=True)
class Regain:
    """Whoever acts has back what they have used up of their sheet.

    Attributes:
        counter: The counter's name; empty for none.
        amount: How much of it; None for all.
        up_to: Only until so much is left; None for no such bound.
        below: Only where less than this is left; None for however much.
        slot: The level of a spell slot; 0 for none.
    """

    counter: str = ""
    amount: int | None = None
    up_to: int | None = None
    below: int | None = None
    slot: int = 0
    op: Literal["regain"] = "regain"


@dataclass(frozen=True, slots=True)
class Retry:
    """The save that the target has just failed is made again, or raised; what came of it is taken back by a success.

    Attributes:
        bonus: Dice or a number added; empty for none.
        again: Whether the d20 is rolled anew; else the roll stands.
        better: Whether that is with advantage.
        conditions: Only of a save that was made to avoid or end one of these; any, where none is named.
    """

    bonus: str = ""
    again: bool = True
    better: bool = False
    conditions: Several[Condition] = frozenset()
    op: Literal["retry"] = "retry"


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
