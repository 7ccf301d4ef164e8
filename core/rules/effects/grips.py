"""What holds on to somebody by more than a condition, or eats away what they wear: leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.conditions import Condition
from core.rules.effects.outcomes import Damage
from core.rules.effects.several import Several
from core.rules.effects.terms import Moment

_IN_A_MAW = frozenset({Condition.BLINDED, Condition.RESTRAINED})


@dataclass(frozen=True, slots=True)
class Swallow:
    """The target is inside whoever acts, grappled no more; nothing outside reaches it, for it has total cover.

    When whoever swallowed it dies, it can leave what is left of it, and is prone then.

    Attributes:
        damage: What it takes at every turn of whoever swallowed it.
        conditions: What it has meanwhile.
        at: When the damage comes.
        most: How many can be inside at a time; None for as many as there are.
        gives_up_at: Damage from inside in a single turn that makes whoever swallowed it save with its Constitution at
            that turn's end, or disgorge all that it has inside, who are prone beside it; None if none does.
        dc: Of that save.
        leaves_ft: The movement that leaving it dead takes.
        turns: After how many turns whoever swallowed it disgorges it anyhow, prone; None for as many as it likes.
    """

    damage: tuple[Damage, ...]
    leaves_ft: int
    conditions: Several[Condition] = _IN_A_MAW
    at: Literal[Moment.SOURCE_TURN_START, Moment.SOURCE_TURN_END, Moment.OWN_TURN_START] = Moment.SOURCE_TURN_START
    most: int | None = None
    gives_up_at: int | None = None
    dc: int | None = None
    turns: int | None = None
    op: Literal["swallow"] = "swallow"


@dataclass(frozen=True, slots=True)
class Attach:
    """Whoever acts clings to the target and goes where it goes, until it lets go by 5 feet of movement.

    Attributes:
        dc: Of the Strength check by which, with an action, the target or somebody within 5 feet tears it off; None
            where the action is enough.
        skill: The skill that goes with the check; empty for none.
        conditions: What the target has meanwhile.
        smothers: Whether the target cannot breathe meanwhile.
        damage: What the target takes at the start of every turn of whoever clings to it.
        until_drained: How many hit points that may cost, before whoever clings has had enough; None for any number.
        attacks: Whom whoever clings can attack by this action meanwhile: "it alone" (and with advantage), or nobody.
        others: Whether it can attack others by other actions.
        shares: Whether the target takes half of the damage that whoever clings to it would take.
    """

    dc: int | None = None
    skill: str = ""
    conditions: Several[Condition] = frozenset()
    smothers: bool = False
    damage: tuple[Damage, ...] = ()
    until_drained: int | None = None
    attacks: Literal["it alone", "nobody"] = "it alone"
    others: bool = False
    shares: bool = False
    op: Literal["attach"] = "attach"


@dataclass(frozen=True, slots=True)
class Corrode:
    """What the target wears or holds is eaten away for good: its Armor Class falls, or what a weapon adds.

    A weapon loses at damage in 2014, at attack rolls in 2024.

    Attributes:
        what: What of it; nothing happens to who has none, or to what is magical.
        metal: Whether only metal suffers.
        by: How much is lost each time.
        ruins_at: Armor is ruined when it gives so little; a weapon, when it has lost 5.
    """

    what: Literal["armor", "object"] = "armor"
    metal: bool = False
    by: int = 1
    ruins_at: int = 10
    op: Literal["corrode"] = "corrode"
