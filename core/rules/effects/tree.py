"""What actions, spells and items do, told as a tree: the engine plays it, and nothing in it rolls or decides.

A tree is made of few words. `Attack` and `Save` are forks: what follows depends on a d20; so do `Contest` and `Chance`,
on two checks and on any die; at an `If` it depends on the target. `Each` says who the targets are, and `Choose` leaves
something to whoever acts. What happens to a target are the leaves (`outcomes`, `magic`, `grips` and `fates`), and
`Inflict` and `Alter`, which last and may do something at every turn. `Zone` is an area that stays, `Grant` what can be
done on later turns, `Later` what happens when something ends or comes to pass. `Adjudicate` is what no data can
express: the card says so, and the DM decides it.

Numbers that depend on who acts are left out (None) and filled in when the tree is played: a spell's attack bonus and
its DC are its caster's. What grows with a slot or a level is written into the tree for that slot or level beforehand,
and so are a spell's range and its duration (`core.rules.spells.cast_at`): a tree that is played has neither a `Growth`
nor an `Until.SPELL` in it.

Where no `Each` or `Zone` stands above a node that needs a target, there is one: whom the attack is aimed at, or who has
what this stands in.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.effects.fates import Afflict, Endure, Overrule, Regain, Retry, Rise
from core.rules.effects.grips import Attach, Corrode, Swallow
from core.rules.effects.growth import Growth
from core.rules.effects.hiding import Hide, Seek
from core.rules.effects.lasting import Lasting
from core.rules.effects.magic import Become, Compel, Dispel, Over, Renew, Revive, Summon, Turns, Vanish
from core.rules.effects.outcomes import (
    Act,
    Adjudicate,
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
    Refresh,
    Shift,
    Use,
    Weaken,
)
from core.rules.effects.several import Several
from core.rules.effects.terms import ANYBODY, WITH_THE_SPELL, Area, Barrier, Contact, Duration, Moment, Only

Whom: TypeAlias = Literal["any", "self", "others", "allies", "enemies", "chosen"]
"""Which creatures count: all, whoever acts, all but them, they and whoever is willing, their foes, whom they choose."""


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
        miss: What a miss does; damage in it that is `halved` is.
        better: Against whom it has advantage; None for nobody.
        leaps: How often it goes on, when two dice of its damage show the same number: the same attack and its damage
            anew at somebody within 30 feet of the last target who was none yet.
        grows: How `leaps` does.
        sure: Whom it hits without a roll; None for nobody.
        critical: How often a critical hit rolls the dice of its damage.
        critical_on: The lowest number on the d20 that is a critical hit.
        worse: Against whom it has disadvantage; None for nobody.
        follows: What a hit brings, once a turn, to the next of those at whom it is aimed, who stands within 5 feet of
            the first.
        follows_as: What that is called.
    """

    hit: tuple[Effect, ...]
    bonus: int | None = None
    melee: bool = True
    reach_ft: int = 5
    ranged: Reach | None = None
    spell: bool = False
    miss: tuple[Effect, ...] = ()
    better: Only | None = None
    leaps: int = 0
    grows: Growth | None = None
    sure: Only | None = None
    critical: int = 2
    critical_on: int = 20
    worse: Only | None = None
    follows: tuple[Effect, ...] = ()
    follows_as: str = ""
    op: Literal["attack"] = "attack"


@dataclass(frozen=True, slots=True)
class Save:
    """A saving throw of each target.

    Attributes:
        abilities: Of which the target chooses one.
        dc: What is to be reached; None for the actor's own.
        fail: What befalls whoever fails.
        success: What befalls whoever does not; damage in `fail` that is `halved` comes besides.
        only: Whom it concerns; nothing befalls anybody else.
        better: Who has advantage; None for nobody.
        worse: Who has disadvantage.
        willing: Whether who is willing need not save, and is as if it had failed.
        no_cover: Whether cover does not help.
        by_five: What befalls besides whoever misses the DC by 5 or more.
        safe_for: For how many rounds this action of this actor does nothing more to whoever succeeds, or is rid again
            of what failing brought; None for none.
        tally: How many failures it takes until `fail` happens, and how many successes until `success` does, counted
            within the effect in whose `each_turn` it stands, whatever their order.
    """

    abilities: tuple[Ability, ...]
    dc: int | None
    fail: tuple[Effect, ...]
    success: tuple[Effect, ...] = ()
    only: Only = ANYBODY
    better: Only | None = None
    worse: Only | None = None
    willing: bool = False
    no_cover: bool = False
    by_five: tuple[Effect, ...] = ()
    safe_for: int | None = None
    tally: int = 1
    op: Literal["save"] = "save"


@dataclass(frozen=True, slots=True)
class Each:
    """To whom the rest is done.

    Below another one, distances are counted from that one's target, whose place an area at 0 feet has as its middle.

    Attributes:
        effects: What is done.
        most: How many targets at most; None for as many as there are.
        area: Where they are.
        range_ft: How far away at most, of an area its point of origin; 0 for oneself, None where nothing is said: of a
            spell, as far as it goes.
        whom: Which creatures count.
        times: How often a target may be chosen anew, as by several rays: up to `most`, where it is more than that.
        apart_ft: Within how many feet of the first all others are.
        pool: Dice: so many hit points of creatures in the area, from the one that has the fewest on. Each whose hit
            points are not more than what is left counts, and takes as many away; who is unconscious is passed over.
        grows: How `most` does; `pool`, where there is one.
        only: Who can be a target at all.
    """

    effects: tuple[Effect, ...]
    most: int | None = 1
    area: Area | None = None
    range_ft: int | None = None
    whom: Whom = "any"
    times: int = 1
    apart_ft: int | None = None
    pool: str = ""
    grows: Growth | None = None
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

    Who is prone for as long as something lasts cannot stand up before it ends; `FOR_GOOD` is until one stands up.

    Attributes:
        conditions: Which.
        lasts: For how long.
        only: Whom it concerns.
        with_it: What lasts as long and goes with them.
        each_turn: What happens to whoever has them, at a moment of every turn.
        at: The moment.
        most: How many the actor can have so at a time; while it does, this action is good against no others. None for
            any number.
        called: Its own name; empty for that of the deed that brings it.
    """

    conditions: tuple[Condition, ...]
    lasts: Duration
    only: Only = ANYBODY
    with_it: tuple[Lasting, ...] = ()
    each_turn: tuple[Effect, ...] = ()
    at: Moment = Moment.OWN_TURN_START
    most: int | None = None
    called: str = ""
    op: Literal["inflict"] = "inflict"


@dataclass(frozen=True, slots=True)
class Alter:
    """Something that is otherwise for a while.

    Attributes:
        what: Each thing.
        lasts: For how long.
        only: Whom it concerns.
        each_turn: What happens to whoever bears it, at that moment of every turn; if it ends then, just before.
        at: The moment.
        struck: What befalls whoever hits the bearer with a melee attack from within 5 feet.
        passes: What it costs whoever made it to lay it on somebody else, once the bearer has dropped to 0 hit points;
            None where it cannot be passed on.
        after: What befalls whoever bore it when it ends.
        hurt: What befalls the bearer whenever it takes damage.
        adds_up: Whether it comes again, besides, each further time; else a target has it once.
        called: Its own name; empty for that of the deed that brings it.
    """

    what: tuple[Lasting, ...]
    lasts: Duration
    only: Only = ANYBODY
    each_turn: tuple[Effect, ...] = ()
    at: Moment = Moment.OWN_TURN_START
    struck: tuple[Effect, ...] = ()
    passes: Economy | None = None
    after: tuple[Effect, ...] = ()
    hurt: tuple[Effect, ...] = ()
    adds_up: bool = False
    called: str = ""
    op: Literal["alter"] = "alter"


@dataclass(frozen=True, slots=True)
class Contest:
    """A check of whoever acts against one of the target; who has more wins, and nothing changes if they have the same.

    Attributes:
        mine: The actor's ability; None for the one that spells are cast with.
        bonus: What is added instead of anything of the actor's; None for the actor's own.
        theirs: The abilities of which the target chooses one, each with the skill that goes with it, or an empty text.
        win: What befalls the target if the actor wins.
        lose: What befalls it otherwise.
        better: Against whom the actor has advantage.
    """

    theirs: tuple[tuple[Ability, str], ...]
    win: tuple[Effect, ...]
    mine: Ability | None = None
    bonus: int | None = None
    lose: tuple[Effect, ...] = ()
    better: Only | None = None
    op: Literal["contest"] = "contest"


@dataclass(frozen=True, slots=True)
class Chance:
    """Dice, rolled for each target, decide what happens.

    Attributes:
        dice: Which.
        ways: What happens from a first to a last number; nothing for numbers that none of them has.
        twice: Numbers for which two ways happen: the dice are rolled twice, and again while they show one of these.
    """

    dice: str
    ways: tuple[tuple[int, int, tuple[Effect, ...]], ...]
    twice: Several[int] = frozenset()
    op: Literal["chance"] = "chance"


@dataclass(frozen=True, slots=True)
class Grant:
    """Something that can be done on later turns by the target, or by whoever acts if there is none.

    Attributes:
        economy: What it costs. Whatever costs `Economy.NONE` comes by itself, at the start of each of the turns.
        effects: What happens then.
        lasts: How long it can be done.
        now: Whether it can be done at once, too, without a cost.
        thing: Whether it is done by something that stands within the spell's range, from which distances are counted.
        moves_ft: How far that can be moved before.
        anew: Whether what it did before ends when it is done again.
        uses: How often; None for as often as one likes. Being used up ends the spell.
        anybody: Whether anybody can do it who is beside the target.
        rounds: In which of its rounds, from one to another; the one it begins in is the first. None for any.
    """

    economy: Economy
    effects: tuple[Effect, ...]
    lasts: Duration = WITH_THE_SPELL
    now: bool = False
    thing: bool = False
    moves_ft: int = 0
    anew: bool = False
    uses: int | None = None
    anybody: bool = False
    rounds: tuple[int, int] | None = None
    op: Literal["grant"] = "grant"


@dataclass(frozen=True, slots=True)
class Later:
    """Something that happens when this ends, or when what it waits for comes to pass; then it is over.

    Attributes:
        effects: What happens, to whoever brought it about where it needs a target.
        lasts: How long it waits.
        trigger: What it waits for: "hit" for the next hit of whoever bears it with a weapon, to be done to who is hit;
            "attack" for the same, where it is over with a miss as well;
            "as told" for what whoever acts says when it begins; else a word for the card. If it does not come to pass,
            nothing happens. Empty for the end itself, or an earlier moment that whoever acts chooses.
        more: Dice that the first damage gains at the end of every turn of whoever made it.
    """

    effects: tuple[Effect, ...]
    lasts: Duration = WITH_THE_SPELL
    trigger: str = ""
    more: str = ""
    op: Literal["later"] = "later"


@dataclass(frozen=True, slots=True)
class Zone:
    """An area that stays.

    Attributes:
        area: Its form.
        effects: What happens to a creature there, whenever it feels it.
        when: At which moments.
        once: Whether a creature feels it once a turn at most; each 5 feet of TRAVELS count for themselves.
        whom: Which creatures feel it, and are hindered.
        only: Which of these.
        lasts: For how long it stays.
        range_ft: How far away its middle, or its nearest point, is at most; 0 for whoever acts, None for the spell's.
        follows: Whether it moves with whoever acts, or with the target where it is laid on one.
        moved_ft: How far it can be moved on a later turn.
        moved_by: What that costs; None if it comes with one's own movement.
        drifts_ft: How far it moves away from whoever made it, at the start of each of their turns.
        within: What is on whoever is in it, for as long as it is there: `Alter` and `Inflict`.
        cost: How many feet of movement each foot takes; 2 is difficult terrain.
        sight: How it is seen into: "lightly obscured", "heavily obscured", "darkness" (magical), "dim light",
            "bright light", "sunlight", "opaque" (seen out of, not into); empty for as it was before.
        barrier: What stands at its edge, or, of a wall, all along; None for nothing.
        bars: Who cannot come in of its own will.
        keeps_out: Spells up to this level that come from outside do nothing within; None for no such thing.
        grows: How `keeps_out` does.
        cover: Whether it gives three-quarters cover.
        wears_out: How much damage it deals before it is gone; None for no end of it.
    """

    area: Area
    effects: tuple[Effect, ...] = ()
    when: Several[Contact] = frozenset()
    once: bool = True
    whom: Whom = "any"
    only: Only = ANYBODY
    lasts: Duration = WITH_THE_SPELL
    range_ft: int | None = None
    follows: bool = False
    moved_ft: int = 0
    moved_by: Economy | None = None
    drifts_ft: int = 0
    within: tuple[Effect, ...] = ()
    cost: int = 1
    sight: str = ""
    barrier: Barrier | None = None
    bars: Only | None = None
    keeps_out: int | None = None
    grows: Growth | None = None
    cover: bool = False
    wears_out: int | None = None
    op: Literal["zone"] = "zone"


Effect: TypeAlias = Annotated[
    Act
    | Adjudicate
    | Afflict
    | Alter
    | Attach
    | Attack
    | Become
    | Cast
    | Chance
    | Check
    | Choose
    | Compel
    | Contest
    | Corrode
    | Cushion
    | Dispel
    | Damage
    | Drain
    | Each
    | End
    | Endure
    | Exhaust
    | Go
    | Grant
    | Heal
    | Hide
    | If
    | Inflict
    | Kill
    | Later
    | Over
    | Overrule
    | Refresh
    | Renew
    | Regain
    | Retry
    | Revive
    | Rise
    | Save
    | Seek
    | Shift
    | Summon
    | Swallow
    | Turns
    | Use
    | Vanish
    | Weaken
    | Zone,
    Discriminator("op"),
]
"""One node of a tree; `op` tells which, so that a reader need not try them all."""
