"""Dice taken in hand, and what is told of them when they lie: the roll's event with its proof.

A roll takes the dice and puts them down at once. A deed in a fight rolls with them as it goes on, for what is rolled
next follows from what fell, and puts all of it down as one roll of several lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.dice import layout
from core.dice.advantage import Advantage
from core.dice.bounds import MAX_LENGTH
from core.dice.roller import Outcome
from core.dice.syntax import pools
from core.errors import LimitError
from core.ids import GuildId, RollId, TableCode
from core.ledger.event import PUBLIC, Draft, Visibility
from core.proofs.epoch import Epoch, Running
from core.proofs.record import Thrown
from core.proofs.stream import ProvenSource
from core.tables import epochs
from core.tables.events import Part, Rolled
from core.tables.house import House
from core.tables.names import clean_label, clean_name
from core.tables.state import Mode, Person


@dataclass(frozen=True, slots=True)
class Throw:
    """What a roll needs from outside the game: its name, whose dice, when it falls and how long its permalink lives."""

    roll_id: RollId
    house: House
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Where:
    """Where a roll falls: the guild, its stream's epoch, who sees it if it is hidden, the seat it is rolled from.

    Attributes:
        blind: Whether whoever rolls does not see it either.
        aside: Whether it is the private thread of those who lead.
    """

    guild: GuildId | None
    running: Running | None
    audience: Visibility
    code: TableCode | None = None
    mode: Mode | None = None
    seat: int | None = None
    blind: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class DiceInHand:
    """Dice that somebody has taken and not put down yet.

    Attributes:
        source: The dice.
        hidden: Whether what they show is for the audience alone.
        epoch: Whose they are; None for hidden ones.
        announced: What has to be told before they fall.
        where: Where they fall.
    """

    source: ProvenSource
    hidden: bool
    epoch: Epoch | None
    announced: tuple[Draft, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Fallen:
    """What was rolled with dice in hand.

    Attributes:
        advantage: What the roll was asked with.
        dc: What a single roll is held to; several have theirs in their lines.
        label: What it is for.
        asked: As it was asked, before advantage was worked into it; empty for what is as it was rolled.
    """

    outcome: Outcome
    advantage: Advantage = Advantage.NONE
    dc: int | None = None
    label: str | None = None
    asked: str = ""


def taken(throw: Throw, where: Where, *, hidden: bool) -> DiceInHand:
    """Take dice."""
    if hidden:
        return DiceInHand(throw.house.hidden_dice(throw.roll_id), hidden, None, (), where)
    epoch, announced = epochs.current(where.running, throw.house, throw.at)
    return DiceInHand(throw.house.dice(epoch), hidden, epoch, announced, where)


def put_down(dice: DiceInHand, person: Person, fallen: Fallen, throw: Throw) -> tuple[Draft, ...]:
    """What follows from all that was rolled.

    Raises:
        LimitError: ``dcs-too-long``: it is more than one roll can be of; or ``label-too-long``.
    """
    outcome, where, dc = fallen.outcome, dice.where, fallen.dc
    notation, advantage = fallen.asked or outcome.expression.text, fallen.advantage.value
    if len(notation) > MAX_LENGTH:
        raise LimitError("dcs-too-long", limit=MAX_LENGTH)
    thrown = Thrown(throw.roll_id, throw.at, notation, advantage, dice.source.draws, outcome.totals, dc)
    fact = Rolled(
        roll_id=throw.roll_id,
        code=where.code,
        mode=where.mode,
        seat=where.seat,
        notation=notation,
        advantage=advantage,
        dice=layout.groups(outcome),
        total=outcome.total,
        dc=dc,
        passed=None if dc is None else outcome.total >= dc,
        hidden=dice.hidden,
        expires_at=throw.expires_at,
        parts=_parts(outcome) if len(outcome.expression.lines) > 1 else (),
        proof=throw.house.proof(thrown, dice.epoch),
        guild=where.guild,
        blind=where.blind,
        aside=where.aside,
        name=clean_name(person.name),
        label=clean_label(fallen.label),
    )
    return (*dice.announced, Draft(fact, visibility=where.audience if dice.hidden else PUBLIC))


def _parts(outcome: Outcome) -> tuple[Part, ...]:
    """Each of several rolls."""
    parts: list[Part] = []
    for line, total in zip(outcome.expression.lines, outcome.totals, strict=True):
        passed = None if line.note.dc is None else total >= line.note.dc
        parts.append(Part(line.text, sum(1 for _ in pools(line.root)), total, line.note.dc, passed))
    return tuple(parts)
