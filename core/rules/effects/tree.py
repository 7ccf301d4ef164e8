"""What actions, spells and items do, told as a tree: the engine plays it, and nothing in it rolls or decides.

A tree is made of few words. `Attack` and `Save` are forks: what follows depends on a d20. `Each` says who the targets
are, and `Choose` leaves something to whoever acts. What happens to a target are the leaves (`outcomes`), and `Inflict`
and `Alter`, which last and may do something at every turn. `Adjudicate` is what no data can express: the card says so,
and the DM decides it.

Numbers that depend on who acts are left out (None) and filled in when the tree is played: a spell's attack bonus and
its DC are its caster's. What grows with a slot or a level is written into the tree for that slot or level beforehand.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from core.rules.abilities import Ability
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.effects.outcomes import (
    Act,
    Adjudicate,
    Become,
    Cast,
    Check,
    Cushion,
    Damage,
    Drain,
    End,
    Exhaust,
    Go,
    Heal,
    Kill,
    Shift,
    Use,
    Weaken,
)
from core.rules.effects.terms import ANYBODY, Area, Duration, Lasting, Moment, Only


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack roll at each target.

    Attributes:
        bonus: What is added to the d20; None for the actor's own.
        melee: Whether it can be made from within `reach_ft`.
        reach_ft: How far that is.
        ranged: How far it goes otherwise; None if it does not.
        spell: Whether it is a spell's.
        hit: What a hit does; a critical one doubles the dice of its damage.
        miss: What a miss does.
    """

    hit: tuple[Effect, ...]
    bonus: int | None = None
    melee: bool = True
    reach_ft: int = 5
    ranged: Reach | None = None
    spell: bool = False
    miss: tuple[Effect, ...] = ()
    op: Literal["attack"] = "attack"


@dataclass(frozen=True, slots=True)
class Save:
    """A saving throw of each target.

    Attributes:
        abilities: Of which the target chooses one.
        dc: What is to be reached; None for the actor's own.
        fail: What befalls whoever fails.
        success: What befalls whoever does not; damage in `fail` that is `halved` comes besides.
        only: Who has to save.
    """

    abilities: tuple[Ability, ...]
    dc: int | None
    fail: tuple[Effect, ...]
    success: tuple[Effect, ...] = ()
    only: Only = ANYBODY
    op: Literal["save"] = "save"


@dataclass(frozen=True, slots=True)
class Each:
    """To whom the rest is done.

    Attributes:
        effects: What is done.
        most: How many targets at most; None for as many as there are.
        area: Where they are.
        range_ft: How far away at most; 0 for oneself, None where nothing is said.
        whom: Which creatures count.
        times: How often a target may be chosen anew, as by several rays.
    """

    effects: tuple[Effect, ...]
    most: int | None = 1
    area: Area | None = None
    range_ft: int | None = None
    whom: Literal["any", "self", "others", "allies", "enemies", "chosen"] = "any"
    times: int = 1
    op: Literal["each"] = "each"


@dataclass(frozen=True, slots=True)
class Choose:
    """Whoever acts takes one of several ways.

    Attributes:
        ways: Each with its name.
    """

    ways: tuple[tuple[str, tuple[Effect, ...]], ...]
    op: Literal["choose"] = "choose"


@dataclass(frozen=True, slots=True)
class Inflict:
    """Conditions that come and go together.

    Attributes:
        conditions: Which.
        lasts: For how long.
        only: Whom it concerns.
        with_it: What lasts as long and goes with them.
        each_turn: What happens to whoever has them, at a moment of every turn.
        at: The moment.
    """

    conditions: tuple[Condition, ...]
    lasts: Duration
    only: Only = ANYBODY
    with_it: tuple[Lasting, ...] = ()
    each_turn: tuple[Effect, ...] = ()
    at: Moment = Moment.OWN_TURN_START
    op: Literal["inflict"] = "inflict"


@dataclass(frozen=True, slots=True)
class Alter:
    """Something that is otherwise for a while.

    Attributes:
        what: Each thing.
        lasts: For how long.
        only: Whom it concerns.
        each_turn: What happens to whoever bears it, at that moment of every turn.
        at: The moment.
    """

    what: tuple[Lasting, ...]
    lasts: Duration
    only: Only = ANYBODY
    each_turn: tuple[Effect, ...] = ()
    at: Moment = Moment.OWN_TURN_START
    op: Literal["alter"] = "alter"


Effect: TypeAlias = (
    Act
    | Adjudicate
    | Alter
    | Attack
    | Become
    | Cast
    | Check
    | Choose
    | Cushion
    | Damage
    | Drain
    | Each
    | End
    | Exhaust
    | Go
    | Heal
    | Inflict
    | Kill
    | Save
    | Shift
    | Use
    | Weaken
)
"""One node of a tree; `op` tells which."""
