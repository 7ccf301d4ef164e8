"""What happens in a fight, one value each: cards, replays and narrators tell it in their own words.

More of it stands in `occurrences` and `proceedings`; the union of all is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator

from core.combat.record.occurrences import (
    Arrived,
    Averted,
    Chanced,
    Contained,
    Contested,
    Corroded,
    Deceived,
    Departed,
    Dispelled,
    Doomed,
    Drained,
    Endured,
    Faltered,
    Formed,
    Helped,
    Laid,
    Moved,
    Returned,
    TakenBack,
    Untouched,
    Weakened,
)
from core.combat.record.proceedings import (
    Again,
    Compelled,
    InitiativeRolled,
    LeftToDm,
    Offered,
    Overruled,
    Recharged,
    Spent,
    Told,
    TurnBegan,
)
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType

WhyEnded = Literal[
    "cured", "concentration", "dead", "dispelled", "early", "escaped", "harmed", "over", "replaced", "saved", "source"
]
"""Why something ended: ``over`` as its time was, and ``early`` because whoever held it wanted so, or left."""


@dataclass(frozen=True, slots=True)
class Struck:
    """An attack roll was made at somebody.

    Attributes:
        who: At whom.
        result: What it came to.
        total: With everything added.
        natural: The d20 that counts.
        advantage: What it was rolled with.
        armor_class: What it was held to; the DM's to know.
    """

    who: int
    result: Literal["miss", "hit", "critical"]
    total: int
    natural: int
    advantage: str
    armor_class: int
    op: Literal["struck"] = "struck"


@dataclass(frozen=True, slots=True)
class SaveMade:
    """A saving throw was made, or failed without one.

    Attributes:
        total: None where nothing was rolled.
        resisted: Whether a legendary resistance made it a success.
    """

    who: int
    ability: Ability
    dc: int
    success: bool
    total: int | None = None
    natural: int | None = None
    resisted: bool = False
    op: Literal["save"] = "save"


@dataclass(frozen=True, slots=True)
class CheckMade:
    """An ability check was made."""

    who: int
    name: str
    total: int
    dc: int | None = None
    success: bool | None = None
    op: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class Part:
    """Damage of one type.

    Attributes:
        kind: Which type.
        rolled: What the roll came to.
        taken: What it cost.
        dice: How it was rolled, as people read it; empty for what was not.
    """

    kind: DamageType
    rolled: int
    taken: int
    dice: str = ""


@dataclass(frozen=True, slots=True)
class Hurt:
    """Somebody took damage."""

    who: int
    amount: int
    parts: tuple[Part, ...]
    op: Literal["hurt"] = "hurt"


@dataclass(frozen=True, slots=True)
class Mended:
    """Somebody regained hit points."""

    who: int
    amount: int
    op: Literal["mended"] = "mended"


@dataclass(frozen=True, slots=True)
class Cushioned:
    """Somebody has temporary hit points."""

    who: int
    amount: int
    op: Literal["cushioned"] = "cushioned"


@dataclass(frozen=True, slots=True)
class Fell:
    """Somebody is at 0 hit points."""

    who: int
    dead: bool
    op: Literal["fell"] = "fell"


@dataclass(frozen=True, slots=True)
class Revived:
    """Somebody is up again."""

    who: int
    op: Literal["revived"] = "revived"


@dataclass(frozen=True, slots=True)
class DeathSaved:
    """A death save was made."""

    who: int
    total: int
    natural: int
    successes: int
    failures: int
    fate: str
    op: Literal["death-save"] = "death-save"


@dataclass(frozen=True, slots=True)
class Gained:
    """Something lasts on somebody from now on."""

    who: int
    name: str
    conditions: tuple[Condition, ...] = ()
    op: Literal["gained"] = "gained"


@dataclass(frozen=True, slots=True)
class Spared:
    """A condition that somebody is immune to, or damage that does nothing."""

    who: int
    what: str
    op: Literal["spared"] = "spared"


@dataclass(frozen=True, slots=True)
class Ended:
    """Something lasts no longer."""

    who: int
    name: str
    why: WhyEnded
    op: Literal["ended"] = "ended"


@dataclass(frozen=True, slots=True)
class ConcentrationTested:
    """Damage tried somebody's concentration."""

    who: int
    spell: str
    total: int
    dc: int
    held: bool
    op: Literal["concentration"] = "concentration"


@dataclass(frozen=True, slots=True)
class Concentrates:
    """Somebody concentrates on a spell from now on."""

    who: int
    spell: str
    op: Literal["concentrates"] = "concentrates"


@dataclass(frozen=True, slots=True)
class Tired:
    """Somebody's exhaustion is otherwise."""

    who: int
    level: int
    op: Literal["tired"] = "tired"


Happening: TypeAlias = Annotated[
    Again
    | Arrived
    | Averted
    | Chanced
    | CheckMade
    | Compelled
    | Concentrates
    | ConcentrationTested
    | Contained
    | Contested
    | Corroded
    | Cushioned
    | DeathSaved
    | Deceived
    | Departed
    | Dispelled
    | Doomed
    | Drained
    | Ended
    | Endured
    | Faltered
    | Fell
    | Formed
    | Helped
    | Gained
    | Hurt
    | InitiativeRolled
    | Laid
    | LeftToDm
    | Mended
    | Moved
    | Offered
    | Overruled
    | Recharged
    | Returned
    | Revived
    | SaveMade
    | Spared
    | Spent
    | Struck
    | TakenBack
    | Tired
    | Told
    | TurnBegan
    | Untouched
    | Weakened,
    Discriminator("op"),
]
"""One thing that happened; `op` tells which."""
