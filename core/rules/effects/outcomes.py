"""What befalls one target, or is done by whoever acts: the leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.effects.growth import Growth
from core.rules.effects.several import Several
from core.rules.effects.terms import ANYBODY, FOR_GOOD, Duration, Only


@dataclass(frozen=True, slots=True)
class Damage:
    """Damage.

    Attributes:
        dice: As they are written: ``2d6+3``, or a number.
        kinds: Of one of these types; whoever acts chooses among several. None, where hit points are merely lost.
        halved: Whether a save that succeeds leaves half of it.
        made_of: What is told of the weapon.
        only: Whom it concerns.
        plus_modifier: Whether the actor's spellcasting or attacking ability is added.
        grows: How `dice` do. Damage that has no dice before it has grown is not there until then.
        feeds: How much of what is taken whoever acts regains as hit points, in percent.
        bursts: Whether each die that shows its highest number brings another, of which there are at most as many as
            the actor's spellcasting modifier.
        leaves: How many hit points it cannot take.
    """

    dice: str
    kinds: tuple[DamageType, ...]
    halved: bool = False
    made_of: Several[Piercing] = frozenset()
    only: Only = ANYBODY
    plus_modifier: bool = False
    grows: Growth | None = None
    feeds: int = 0
    bursts: bool = False
    leaves: int = 0
    op: Literal["damage"] = "damage"


@dataclass(frozen=True, slots=True)
class Heal:
    """Hit points regained.

    Attributes:
        dice: As they are written; empty for all that is missing.
        plus_modifier: Whether the actor's spellcasting ability is added.
        only: Whom it concerns.
        grows: How `dice` do.
        divided: Whether whoever acts divides it among the targets; else each has it all.
        half: Whether it brings nobody above half of their hit points.
    """

    dice: str
    plus_modifier: bool = False
    only: Only = ANYBODY
    grows: Growth | None = None
    divided: bool = False
    half: bool = False
    op: Literal["heal"] = "heal"


@dataclass(frozen=True, slots=True)
class Cushion:
    """Temporary hit points.

    Attributes:
        dice: As they are written; empty for the modifier alone.
        plus_modifier: Whether the actor's spellcasting ability is added.
        lasts: For how long; they are lost when it ends.
        grows: How `dice` do.
    """

    dice: str
    plus_modifier: bool = False
    lasts: Duration = FOR_GOOD
    grows: Growth | None = None
    op: Literal["cushion"] = "cushion"


@dataclass(frozen=True, slots=True)
class Exhaust:
    """Levels of exhaustion; fewer than none are taken away."""

    levels: int = 1
    op: Literal["exhaust"] = "exhaust"


@dataclass(frozen=True, slots=True)
class Shift:
    """A target is moved.

    Attributes:
        feet: How far.
        how: Which way.
        only: Whom it concerns.
        more_ft: How many feet more for each point of the actor's spellcasting modifier.
    """

    feet: int
    how: Literal["away", "towards", "up", "down", "anywhere"]
    only: Only = ANYBODY
    more_ft: int = 0
    op: Literal["shift"] = "shift"


@dataclass(frozen=True, slots=True)
class End:
    """Conditions end, and other things that afflict a target.

    Attributes:
        conditions: Which; each effect that it has from them ends, too.
        also: "curse", "disease", "poison", "concentration", "possession", "attunement", "another form",
            "a lower ability", "a lower maximum", "under rage" for what is called so, and "dying": who has 0 hit points
            and is not dead is stable.
        only: Whom it concerns.
    """

    conditions: Several[Condition] = frozenset()
    also: Several[str] = frozenset()
    only: Only = ANYBODY
    op: Literal["end"] = "end"


@dataclass(frozen=True, slots=True)
class Drain:
    """The hit point maximum falls; at 0 the target dies.

    Attributes:
        kind: Of which type of damage; None for all of it.
        lasts: For how long.
        feeds: Whether the actor regains as many hit points.
        leaves: How much of the maximum it cannot take.
        dice: By how much; empty for the damage that it has just taken.
    """

    lasts: Duration
    kind: DamageType | None = None
    feeds: bool = False
    leaves: int = 0
    dice: str = ""
    op: Literal["drain"] = "drain"


@dataclass(frozen=True, slots=True)
class Weaken:
    """An ability score falls; at 0 the target dies.

    Attributes:
        ability: Which.
        dice: By how much.
        lasts: For how long.
    """

    ability: Ability
    dice: str
    lasts: Duration
    op: Literal["weaken"] = "weaken"


@dataclass(frozen=True, slots=True)
class Kill:
    """The target dies, or drops to 0 hit points.

    Attributes:
        at_most: Only who has so many hit points left or fewer; None for whoever it is.
        drops: Whether it drops to 0 hit points instead.
        only: Whom it concerns.
    """

    at_most: int | None = None
    drops: bool = False
    only: Only = ANYBODY
    op: Literal["kill"] = "kill"


@dataclass(frozen=True, slots=True)
class Go:
    """Whoever acts moves.

    Attributes:
        feet: How far; None for what `share` says.
        share: How much of its own speed, in percent.
        how: By which speed, or "teleport", "jump".
        safely: Whether nobody can strike at who leaves.
        along: How many willing others, who are within 5 feet, come along.
        takes_ft: How much of the turn's movement that takes.
    """

    feet: int | None = None
    share: int | None = None
    how: str = "walk"
    safely: bool = False
    along: int = 0
    takes_ft: int = 0
    op: Literal["go"] = "go"


@dataclass(frozen=True, slots=True)
class Act:
    """Whoever acts takes one of the actions that everybody has.

    Attributes:
        ways: Which: "attack" (one, with a weapon), "dash", "disengage", "dodge", "help", "hide".
        all_of_them: Whether every one of them, and not one.
    """

    ways: tuple[str, ...]
    all_of_them: bool = False
    op: Literal["act"] = "act"


@dataclass(frozen=True, slots=True)
class Refresh:
    """Whoever acts has the action of this turn again, which they have spent."""

    op: Literal["refresh"] = "refresh"


@dataclass(frozen=True, slots=True)
class Check:
    """An ability check of whoever acts, with nothing but its total.

    Attributes:
        ability: Which.
        skill: The skill that goes with it; empty for none.
    """

    ability: Ability
    skill: str = ""
    op: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class Use:
    """Other actions of the same creature, as by Multiattack.

    Attributes:
        actions: Their names, and how often each is used.
        times: Dice or a number: how often all of that.
        apart: Whether no two of them can have the same target.
    """

    actions: tuple[tuple[str, int], ...]
    times: str = "1"
    apart: bool = False
    op: Literal["use"] = "use"


@dataclass(frozen=True, slots=True)
class Cast:
    """A spell is cast, without a slot where a level is told or the spell is not among the creature's own.

    Attributes:
        spells: Of which one; empty for any of the creature's own.
        level: At which; None for the spell's own, or for the slot that is spent.
        dc: What targets have to reach; None for the caster's own.
        ability: What it is cast with; None for the caster's own.
        times: How often.
        rounds: How long it lasts, where that is not what the spell says.
    """

    spells: tuple[str, ...] = ()
    level: int | None = None
    dc: int | None = None
    ability: Ability | None = None
    times: int = 1
    rounds: int | None = None
    op: Literal["cast"] = "cast"


@dataclass(frozen=True, slots=True)
class Adjudicate:
    """What the DM decides, for no data can.

    Attributes:
        topic: A word for the card, as "summons" or "shape".
    """

    topic: str
    op: Literal["adjudicate"] = "adjudicate"
