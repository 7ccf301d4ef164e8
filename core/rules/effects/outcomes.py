"""What befalls one target, or is done by whoever acts: the leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
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
    """

    dice: str
    kinds: tuple[DamageType, ...]
    halved: bool = False
    made_of: frozenset[Piercing] = frozenset()
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

    conditions: frozenset[Condition]
    op: Literal["end"] = "end"


@dataclass(frozen=True, slots=True)
class Drain:
    """The hit point maximum falls; at 0 the target dies.

    Attributes:
        lasts: For how long.
        dice: By how much; empty for the damage that it has just taken.
        kind: Of which type of that damage; None for all of it.
        feeds: Whether the actor regains as many hit points.
    """

    lasts: Duration
    dice: str = ""
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
class Corrode:
    """What the target wears or holds is eaten away, for good: its Armor Class or, of a weapon, its attack rolls fall.

    Attributes:
        what: What of it; nothing happens to who has none, or to what is magical.
        metal: Whether only metal suffers.
        by: How much is lost each time.
        ruins_at: Armour is ruined when it gives so little, a weapon when it has lost 5.
    """

    what: Literal["armor", "object"] = "armor"
    metal: bool = False
    by: int = 1
    ruins_at: int = 10
    op: Literal["corrode"] = "corrode"


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
    """Whoever acts takes one of the actions that everybody has: "dash", "disengage", "dodge", "help", "hide".

    Attributes:
        ways: Which, of several one.
        all_of_them: Whether every one instead.
    """

    ways: tuple[str, ...]
    all_of_them: bool = False
    op: Literal["act"] = "act"


@dataclass(frozen=True, slots=True)
class Become:
    """Whoever acts takes another form or its own again, and what it wears goes with it.

    Attributes:
        forms: As the book names them; of several one.
        kinds: Or any creature of one of these types.
        own_numbers: Whether its numbers stay, size and speed aside; else they are those of the other's stat block,
            but for alignment, hit points, Intelligence, Wisdom, Charisma and this action.
    """

    forms: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    own_numbers: bool = True
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
        times: Dice or a number: how often all of that.
    """

    actions: tuple[tuple[str, int], ...]
    times: str = "1"
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
    """

    spells: tuple[str, ...] = ()
    level: int | None = None
    dc: int | None = None
    ability: Ability | None = None
    times: int = 1
    op: Literal["cast"] = "cast"


@dataclass(frozen=True, slots=True)
class Adjudicate:
    """What the DM decides, for no data can.

    Attributes:
        topic: A word for the card, as "summons" or "shape".
    """

    topic: str
    op: Literal["adjudicate"] = "adjudicate"
