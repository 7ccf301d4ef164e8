"""What lasts on somebody: conditions, what is otherwise meanwhile, and what happens as long as it does.

A node of a tree that has to be remembered (something that can be done later, an area, another form) is kept as it
stands; what is counted while it lasts is in `counts`.

Source: SRD 5.2.1, "Rules Glossary" and "Spells", Duration; SRD 5.1, "Conditions" and "Spellcasting".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Final, TypeAlias

from pydantic import Discriminator

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Lasting
from core.rules.effects.magic import Become, Compel, Summon, Turns, Vanish
from core.rules.effects.terms import Barrier, Moment, Until
from core.rules.effects.tree import Effect, Grant, Later, Zone
from core.rules.hit_points import HitPoints

Kept: TypeAlias = Annotated[
    Attach | Become | Compel | Grant | Later | Summon | Swallow | Turns | Vanish | Zone, Discriminator("op")
]
"""A node that is remembered as long as it lasts."""


@dataclass(frozen=True, slots=True)
class Power:
    """By what power something was brought about, as far as later turns need it.

    Attributes:
        level: The level that a spell was cast at; None for what is no spell.
        attack: What its attacks add to the d20.
        modifier: Of the ability that is added to damage, healing and checks.
    """

    level: int | None = None
    attack: int = 0
    modifier: int = 0


NO_POWER: Final = Power()
AGE, LEFT, WON, LOST = "age", "left", "won", "lost"
"""Counted: rounds that are over, uses that are left, successes and failures of a tally."""
STIRRED: Final = "stirred"
"""Counted: whether its bearer has done since the end of their last turn what keeps it going."""
WORN, CUSHION, RAISED, DRAINED, DEALT = "worn", "cushion", "raised", "drained", "dealt"
"""Counted: damage that what holds has taken; temporary hit points that came with it; by how much the maximum is higher,
or lower; what it has dealt so far."""


@dataclass(frozen=True, slots=True)
class Ongoing:
    """Something that lasts on somebody.

    Attributes:
        name: What it is called, as the spell or the action is.
        source: Who brought it, by number; None for nobody.
        conditions: That it consists of.
        alters: What is otherwise while it lasts.
        each_turn: What happens at `at` of every turn of whoever bears it.
        at: The moment for that.
        rounds: How many more rounds it lasts; None for no number of them.
        until: The moment that ends it; None for none.
        fresh: Whether the turn in which it came is not over yet: the end of that one does not count.
        ends: What else ends it.
        save: A save that ends it.
        dc: The save's, or that of an escape.
        tried: When the save is tried.
        harmed: Whether damage ends it ("ends"), or lets the save be tried at once ("saves", "saves better").
        held: Whether it lasts by its source's concentration.
        power: By what it was brought about.
        node: What is remembered of the tree; None where what stands here says all.
        of: The number of what it goes with, and ends with; None for nothing.
        escape: With which abilities the check to escape is made; empty for what gets out of a grapple.
        skill: The skill that goes with that check.
        bond: What holds, and ends it when it is broken.
        daunted: Whether the save is tried with disadvantage, for whoever made it is in sight.
        stays: Whether it stays for good once its whole time is over.
        struck: What befalls whoever hits the bearer in melee.
        hurt: What befalls the bearer whenever it takes damage.
        after: What befalls the bearer when it ends.
        passes: What it costs its source to lay it on somebody else, once the bearer is down.
        inside: Who is in the area, by number.
        felt: Who has felt the area in this turn.
        aimed: Whom it was aimed at when it began, by number.
        ways: What was chosen then, in small letters.
        lowers: Ability scores that are lower, and by how much.
        form: The stat block whose numbers the bearer has; empty for its own.
        own: The hit points that it has besides those of that form; None where it has its own.
        counts: What is counted.
        safe_for: For how many rounds its source's action can do nothing more to the bearer once it is over.
        safe: Whether it is such a safety: from what it is named after, and its source.
    """

    name: str = ""
    source: int | None = None
    conditions: tuple[Condition, ...] = ()
    alters: tuple[Lasting, ...] = ()
    each_turn: tuple[Effect, ...] = ()
    at: Moment = Moment.OWN_TURN_START
    rounds: int | None = None
    until: Moment | None = None
    fresh: bool = False
    ends: tuple[Until, ...] = ()
    save: Ability | None = None
    dc: int | None = None
    tried: Moment = Moment.OWN_TURN_END
    harmed: str = ""
    held: bool = False
    power: Power = NO_POWER
    node: Kept | None = None
    of: int | None = None
    escape: tuple[Ability, ...] = ()
    skill: str = ""
    bond: Barrier | None = None
    daunted: bool = False
    stays: bool = False
    struck: tuple[Effect, ...] = ()
    hurt: tuple[Effect, ...] = ()
    after: tuple[Effect, ...] = ()
    passes: Economy | None = None
    inside: tuple[int, ...] = ()
    felt: tuple[int, ...] = ()
    aimed: tuple[int, ...] = ()
    ways: tuple[str, ...] = ()
    lowers: tuple[tuple[Ability, int], ...] = ()
    form: str = ""
    own: HitPoints | None = None
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    safe_for: int | None = None
    safe: bool = False

    def counted(self, what: str) -> int:
        """How much of something was counted so far."""
        return self.counts.get(what, 0)

    def counting(self, what: str, number: int) -> Ongoing:
        """With another count of something."""
        return replace(self, counts={**self.counts, what: number})
