"""What magic alone does to one target, or for whoever casts: other forms, other creatures, other places, other spells.

Source: SRD 5.1, "Spellcasting"; SRD 5.2.1, "Spells".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Lasting
from core.rules.effects.several import Several
from core.rules.effects.terms import ANYBODY, FOR_GOOD, WITH_THE_SPELL, Duration, Only
from core.rules.sizes import Size


@dataclass(frozen=True, slots=True)
class Become:
    """Whoever acts takes another form, whose numbers are its own or those of another stat block.

    Below an `Each` it is the targets who do.

    Attributes:
        forms: As the book names them; empty where the DM knows, or where `kinds` tells.
        kinds: The creature types to choose a form from, as "beast"; empty for any.
        challenge: The highest rating of the form: ``4``, or "own" for the target's rating or level.
        up_to: The largest size.
        but_not: Creature types that the form cannot have.
        cushion: Whether one keeps one's hit points and has the form's as temporary ones, the form ending with them;
            else one has the form's hit points, what is too much goes on to one's own, and the form ends at 0.
        lasts: For how long.
        own_numbers: Whether whoever does keeps all its own numbers but its size and its speeds.
        speeds: Those of each form, in the order of `forms`, where they are not its own.
        body: Whether one has the form's hit points by nature, too, as a spell gives them.
    """

    forms: tuple[str, ...] = ()
    kinds: Several[str] = frozenset()
    challenge: str = ""
    up_to: Size | None = None
    but_not: Several[str] = frozenset()
    cushion: bool = False
    lasts: Duration = FOR_GOOD
    own_numbers: bool = False
    speeds: tuple[Mapping[str, int], ...] = ()
    body: bool = False
    op: Literal["become"] = "become"


@dataclass(frozen=True, slots=True)
class Summon:
    """Creatures appear within the range of the spell, and fight on the side of whoever acts.

    Attributes:
        forms: Stat blocks to choose from, as the book names them; empty where `kinds` and `challenge` tell.
        kinds: The creature types to choose from.
        challenge: The highest rating.
        count: How many: dice or a number; empty for none but what `plus_modifier` tells.
        plus_modifier: Whether as many more come as the actor's spellcasting modifier, and at least one.
        weights: What each of `forms` counts against `count`, where several may come together; empty for 1 each, and
            all of one form.
        economy: What it costs whoever acts to command them: an economy's value; empty for nothing.
        loose: Whether they stay, and are nobody's friends, when concentration is lost.
        stays: Whether they stay so when `lasts` is over, and are no magic that could be dispelled.
        lasts: For how long.
        leveled: Whether `forms` have a stat block for each level of the slot, and strike, and ask for saves, with the
            numbers of whoever calls them.
        in_step: Whether they share the initiative of whoever calls them, and act right after.
        what: What is otherwise with them.
        grows: How `count` does.
        harder: How `challenge` does.
    """

    forms: tuple[str, ...] = ()
    kinds: Several[str] = frozenset()
    challenge: str = ""
    count: str = "1"
    plus_modifier: bool = False
    weights: tuple[int, ...] = ()
    economy: str = ""
    loose: bool = False
    stays: bool = False
    lasts: Duration = WITH_THE_SPELL
    leveled: bool = False
    in_step: bool = False
    what: tuple[Lasting, ...] = ()
    grows: Growth | None = None
    harder: Growth | None = None
    op: Literal["summon"] = "summon"


@dataclass(frozen=True, slots=True)
class Renew:
    """Control over the target, which whoever acts has called by the same spell before, lasts anew."""

    op: Literal["renew"] = "renew"


@dataclass(frozen=True, slots=True)
class Vanish:
    """The target is gone from the scene: nothing there reaches it, and it reaches nothing.

    When it ends, it is back where it was, or in the nearest free space.

    Attributes:
        where: A word for the card: "ethereal plane", "demiplane", "another plane", "elsewhere".
        lasts: For how long.
        stays: Creature types that do not come back once the whole duration is over.
        only: Whom it concerns.
    """

    where: str
    lasts: Duration = WITH_THE_SPELL
    stays: Several[str] = frozenset()
    only: Only = ANYBODY
    op: Literal["vanish"] = "vanish"


@dataclass(frozen=True, slots=True)
class Revive:
    """Somebody dead lives again.

    Attributes:
        hit_points: With how many; None for all.
        within_rounds: How long ago it died at most; None for as long as the DM likes.
        ordeal: What is taken off attack rolls, saves and checks; it becomes 1 less with every long rest.
    """

    hit_points: int | None = 1
    within_rounds: int | None = None
    ordeal: int = 0
    op: Literal["revive"] = "revive"


@dataclass(frozen=True, slots=True)
class Dispel:
    """Spells come to nothing: those on the target, or the one that it is casting.

    Attributes:
        up_to: Up to which level without ado; None for every level. A higher one takes a check of whoever acts, with the
            spellcasting ability, against 10 and that level.
        casting: Whether it is the one being cast.
        slot_kept: Whether its slot is not used up.
        grows: How `up_to` does.
    """

    up_to: int | None
    casting: bool = False
    slot_kept: bool = False
    grows: Growth | None = None
    op: Literal["dispel"] = "dispel"


@dataclass(frozen=True, slots=True)
class Compel:
    """The target spends a turn so: its next one, or below `each_turn` the one that begins.

    Attributes:
        how: "flees" and "approaches" by the safest way with all its movement, dashing; "moves" where whoever acts
            points; "halts" without moving or acting; "idles" without acting; "drops" what it holds and halts; "falls"
            prone and halts; "wanders" a random way without acting; "strikes" somebody random within its reach and
            does not move; "dances" in place with all its movement; "dodges". At once, and with no turn spent, it
            "runs" away by its reaction, or "lets go" of what it holds.
    """

    how: Literal[
        "approaches",
        "dances",
        "dodges",
        "drops",
        "falls",
        "flees",
        "halts",
        "idles",
        "lets go",
        "moves",
        "runs",
        "strikes",
        "wanders",
    ]
    op: Literal["compel"] = "compel"


@dataclass(frozen=True, slots=True)
class Over:
    """For the target, the effect in whose `each_turn` this stands ends.

    Attributes:
        besides: Whether all else ends that is called so and is of the same source.
        tries: Whether nothing ends but its `each_turn`.
    """

    besides: bool = False
    tries: bool = False
    op: Literal["over"] = "over"


@dataclass(frozen=True, slots=True)
class Turns:
    """Whoever acts has so many turns in a row, until something that it does touches somebody else."""

    dice: str
    op: Literal["turns"] = "turns"
