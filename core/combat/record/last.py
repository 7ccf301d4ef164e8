"""What was done last in a fight, as far as somebody can still answer it with a reaction.

A spell like Shield changes what has just happened. What came of a hit, or of a casting, is remembered as changes until
the next deed, so that it can be taken back without taking back the deed itself: the dice fell, the slot is spent.

Source: SRD 5.2.1, "Playing the Game", Reactions, and "Spells", Reaction and Bonus Action Triggers; SRD 5.1, "Combat".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.combat.record.happenings import Part
from core.ledger.changes import Change
from core.rules.abilities import Ability
from core.rules.conditions import Condition


@dataclass(frozen=True, slots=True)
class Strike:
    """An attack roll at somebody that hit.

    Attributes:
        who: At whom.
        total: With everything added.
        natural: The d20 that counts.
        critical: Whether it was a critical hit.
        melee: Whether it was made from near.
        parts: The damage that came of it.
        fight: What else came of it, in the fight; empty where nobody could answer it.
        vitals: What came of it for the target, if that is a character.
        advantage: What it was rolled with.
    """

    who: int
    total: int
    natural: int
    critical: bool = False
    melee: bool = True
    parts: tuple[Part, ...] = ()
    fight: tuple[Change, ...] = ()
    vitals: tuple[Change, ...] = ()
    advantage: str = "none"


@dataclass(frozen=True, slots=True)
class Failure:
    """A save that failed, and that can still be made again.

    Attributes:
        who: Who made it.
        ability: With which ability.
        dc: What it had to reach.
        total: With everything added; None where it failed without a roll.
        natural: The d20 that counts; None likewise.
        conditions: What it was made to avoid or end.
        magic: Whether it was made against magic.
        parts: The damage that came of it.
        halved: Whether a success halves that; else nothing of it is left.
        more: Whether a success has something else to it.
        fight: What else came of it, in the fight.
        vitals: What came of it for who made it, if that is a character.
    """

    who: int
    ability: Ability
    dc: int
    total: int | None
    natural: int | None
    conditions: tuple[Condition, ...] = ()
    magic: bool = False
    parts: tuple[Part, ...] = ()
    halved: bool = False
    more: bool = False
    fight: tuple[Change, ...] = ()
    vitals: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """What was done last.

    Attributes:
        by: Who did it.
        deed: What it is called.
        level: Of the spell that it is; None for none.
        weapon: Whether it was an attack with a weapon, or a bare hand.
        targets: At whom it was aimed.
        hurt: Who was damaged by it.
        strikes: The attacks that hit.
        slot: The slot that was spent on it; None for none.
        fight: What came of a spell, in the fight; empty where nobody could answer it.
        vitals: What came of it for characters, by their numbers.
        failures: The saves that failed, where they can be made again.
        felled: Who could have reacted as it began, and cannot now.
    """

    by: int
    deed: str = ""
    level: int | None = None
    weapon: bool = False
    targets: tuple[int, ...] = ()
    hurt: tuple[int, ...] = ()
    strikes: tuple[Strike, ...] = ()
    slot: int | None = None
    fight: tuple[Change, ...] = ()
    vitals: Mapping[int, tuple[Change, ...]] = field(default_factory=dict[int, tuple[Change, ...]])
    failures: tuple[Failure, ...] = ()
    felled: tuple[int, ...] = ()
