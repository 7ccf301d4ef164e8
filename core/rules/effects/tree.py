"""What actions, spells and items do, told as a tree: the engine plays it, and nothing in it rolls or decides.

A tree is made of few words. `Attack` and `Save` are forks: what follows depends on a d20; at an `If` it depends on the
target. `Each` says who the targets are, for all that stands in it but what another `Each` in it turns to others, and
`Choose` leaves something to whoever acts. What happens to a target are the leaves (`outcomes`, `grips`, `fates`), and
`Inflict` and `Alter`, which last and may do something at every turn; what whoever acts does (`Go`, `Act`, `Use`,
`Cast`, `Check`, `Become`) needs no target. `Adjudicate` is what no data can express: the card says so, and the DM
decides it.

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
from core.rules.effects.fates import Endure, Overrule, Rise, Stabilize
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.outcomes import (
    Act,
    Adjudicate,
    Become,
    Cast,
    Check,
    Corrode,
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
        worse: What befalls besides whoever misses the DC by 5 or more.
        safe_for: For how many rounds this action of this actor does nothing more to whoever succeeds, or is rid again
            of what failing brought.
    """

    abilities: tuple[Ability, ...]
    dc: int | None
    fail: tuple[Effect, ...]
    success: tuple[Effect, ...] = ()
    only: Only = ANYBODY
    worse: tuple[Effect, ...] = ()
    safe_for: int | None = None
    op: Literal["save"] = "save"


@dataclass(frozen=True, slots=True)
class Each:
    """To whom the rest is done.

    Attributes:
        effects: What is done.
        most: How many targets at most; None for as many as there are.
        area: Where they are.
        range_ft: How far away at most; 0 for whoever is in the actor's own space, None where nothing is said.
        whom: Which creatures count.
        times: How often a target may be chosen anew, as by several rays.
        only: Who can be a target at all.
    """

    effects: tuple[Effect, ...]
    most: int | None = 1
    area: Area | None = None
    range_ft: int | None = None
    whom: Literal["any", "self", "others", "allies", "enemies", "chosen"] = "any"
    times: int = 1
    only: Only = ANYBODY
    op: Literal["each"] = "each"


@dataclass(frozen=True, slots=True)
class If:
    """What depends on the target as it is by now.

    Attributes:
        only: Who is meant.
        then: What happens to it.
        otherwise: What happens to anybody else.
    """

    only: Only
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...] = ()
    op: Literal["if"] = "if"


@dataclass(frozen=True, slots=True)
class Choose:
    """Whoever acts takes one of several ways.

    Attributes:
        ways: Each with its name.
        times: How often, each time anew.
    """

    ways: tuple[tuple[str, tuple[Effect, ...]], ...]
    times: int = 1
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
        most: How many the actor can have so at a time; while it does, this action is good against no others. None for
            any number.
        failing: What befalls whoever fails the save that would have ended it; then all this ends, and no save is tried
            again. Empty where it is.
    """

    conditions: tuple[Condition, ...]
    lasts: Duration
    only: Only = ANYBODY
    with_it: tuple[Lasting, ...] = ()
    each_turn: tuple[Effect, ...] = ()
    at: Moment = Moment.OWN_TURN_START
    most: int | None = None
    failing: tuple[Effect, ...] = ()
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
    | Attach
    | Attack
    | Become
    | Cast
    | Check
    | Choose
    | Corrode
    | Cushion
    | Damage
    | Drain
    | Each
    | End
    | Endure
    | Exhaust
    | Go
    | Heal
    | If
    | Inflict
    | Kill
    | Overrule
    | Rise
    | Save
    | Shift
    | Stabilize
    | Swallow
    | Use
    | Weaken
)
"""One node of a tree; `op` tells which."""
