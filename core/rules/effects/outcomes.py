"""What befalls one target, or is done by whoever acts: the leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.effects.several import Several
from core.rules.effects.terms import ANYBODY, FOR_GOOD, Duration, Only


@dataclass(frozen=True, slots=True)
class Damage:
    """Damage.

    Attributes:
        dice: As they are written: ``2d6+3``, or a number.
        kinds: Of one of these types; whoever acts chooses among several.
        halved: Whether a save that succeeds leaves half of it.
        made_of: What is told of the weapon.
        only: Whom it concerns.
        plus_modifier: Whether the actor's spellcasting or attacking ability is added.
    """

    dice: str
    kinds: tuple[DamageType, ...]
    halved: bool = False
    made_of: Several[Piercing] = frozenset()
    only: Only = ANYBODY
    plus_modifier: bool = False
    op: Literal["damage"] = "damage"


@dataclass(frozen=True, slots=True)
class Heal:
    """Hit points regained.

    Attributes:
        dice: As they are written.
        plus_modifier: Whether the actor's spellcasting ability is added.
        only: Whom it concerns.
    """

    dice: str
    plus_modifier: bool = False
    only: Only = ANYBODY
    op: Literal["heal"] = "heal"


@dataclass(frozen=True, slots=True)
class Cushion:
    """Temporary hit points."""

    dice: str
    plus_modifier: bool = False
    lasts: Duration = FOR_GOOD
    op: Literal["cushion"] = "cushion"


@dataclass(frozen=True, slots=True)
class Exhaust:
    """Levels of exhaustion."""

    levels: int = 1
    op: Literal["exhaust"] = "exhaust"


@dataclass(frozen=True, slots=True)
class Shift:
    """A target is moved.

    Attributes:
        feet: How far.
        how: Which way.
    """

    feet: int
    how: Literal["away", "towards", "up", "anywhere"]
    only: Only = ANYBODY
    op: Literal["shift"] = "shift"


@dataclass(frozen=True, slots=True)
class End:
    """Conditions end."""

    conditions: Several[Condition]
    op: Literal["end"] = "end"


@dataclass(frozen=True, slots=True)
class Drain:
    """The hit point maximum falls by the damage that was just taken; at 0 the target dies.

    Attributes:
        kind: Of which type of damage; None for all of it.
        lasts: For how long.
        feeds: Whether the actor regains as many hit points.
    """

    lasts: Duration
    kind: DamageType | None = None
    feeds: bool = False
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
    """

    at_most: int | None = None
    drops: bool = False
    op: Literal["kill"] = "kill"


@dataclass(frozen=True, slots=True)
class Go:
    """Whoever acts moves.

    Attributes:
        feet: How far; None for what `share` says.
        share: How much of its own speed, in percent.
        how: By which speed, or "teleport", "jump".
        safely: Whether nobody can strike at who leaves.
    """

    feet: int | None = None
    share: int | None = None
    how: str = "walk"
    safely: bool = False
    op: Literal["go"] = "go"


@dataclass(frozen=True, slots=True)
class Act:
    """Whoever acts takes one of the actions that everybody has: "dash", "disengage", "dodge", "help", "hide"."""

    ways: tuple[str, ...]
    op: Literal["act"] = "act"


@dataclass(frozen=True, slots=True)
class Become:
    """Whoever acts takes another form, whose numbers are its own or those of another stat block.

    Attributes:
        forms: As the book names them; empty where the DM knows.
    """

    forms: tuple[str, ...] = ()
    op: Literal["become"] = "become"


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
    """

    actions: tuple[tuple[str, int], ...]
    op: Literal["use"] = "use"


@dataclass(frozen=True, slots=True)
class Cast:
    """One of the creature's own spells.

    Attributes:
        spells: Their names; empty for any that it has.
    """

    spells: tuple[str, ...] = ()
    op: Literal["cast"] = "cast"


@dataclass(frozen=True, slots=True)
class Adjudicate:
    """What the DM decides, for no data can.

    Attributes:
        topic: A word for the card, as "summons" or "shape".
    """

    topic: str
    op: Literal["adjudicate"] = "adjudicate"
