"""What may become of a roll once it has fallen: a hidden one is shown, a DM rules on it. It is never rolled anew.

As in `core.tables.decide`, nothing here touches a clock, a network or a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.dice import notation, roller
from core.dice.advantage import Advantage
from core.errors import LimitError, NotAllowedError, RuleError
from core.ids import ChannelId, UserId
from core.ledger.event import OWN, Draft, Event
from core.proofs.record import Thrown
from core.tables.events import Rolled, RollRevealed, Ruled, Ruling
from core.tables.house import House
from core.tables.names import clean_name, one_line
from core.tables.permissions import called, may, must, sees_from, who_may
from core.tables.state import Person, Table

MAX_REASON = 200
"""Letters of a ruling's reason."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a DM says of a roll."""

    ruling: Ruling
    reason: str


def must_be_seen(table: Table | None, rolled: Event, here: ChannelId, *, to: Literal["reveal", "rule"]) -> None:
    """See to it that what becomes of a roll is told where the roll was made, to those who were there.

    Raises:
        RuleError: ``roll-made-elsewhere``.
    """
    made_in = table.channel if table else ChannelId(int(rolled.stream.partition(":")[2]))
    if made_in != here:
        raise RuleError("roll-made-elsewhere", channel=str(made_in), deed=to)


def must_see(table: Table | None, rolled: Event, user: UserId) -> None:
    """See to it that they may look at a hidden roll: whoever made it may, and at a DM-led table those who lead it now.

    Raises:
        NotAllowedError: ``not-yours-to-look-at``, or why as `_why_not` says.
    """
    if not (_is_master(rolled, user) or _leads(table, rolled, user, "look")):
        raise _why_not(table, rolled, user, "look")


def reveal(table: Table | None, rolled: Event, user: UserId, house: House) -> tuple[Draft, ...]:
    """Show a hidden roll to everybody: whoever made it may, and at a DM-led table its DM and co-DMs.

    Args:
        table: Where it was made; None beside any table.
        rolled: The roll's event.
        user: Who shows it.
        house: Whose dice it was made with.

    Raises:
        RuleError: ``roll-not-hidden``.
        NotAllowedError: ``not-yours-to-reveal``, or why as `_why_not` says.
    """
    fact: Rolled = rolled.fact
    if not fact.hidden:
        raise RuleError("roll-not-hidden")
    if not (_is_master(rolled, user) or _leads(table, rolled, user, "reveal")):
        raise _why_not(table, rolled, user, "reveal")
    return (
        Draft(
            RollRevealed(
                roll_id=fact.roll_id,
                sequence=rolled.sequence,
                rolled_at=rolled.at,
                guild=fact.guild,
                notation=fact.notation,
                advantage=fact.advantage,
                dice=fact.dice,
                total=fact.total,
                dc=fact.dc,
                passed=fact.passed,
                parts=fact.parts,
                opened=_opened(rolled, house),
            )
        ),
    )


def rule(table: Table, rolled: Rolled, person: Person, verdict: Verdict) -> tuple[Draft, ...]:
    """Say, for everybody to see, what a roll counts as. Its dice stay as they fell.

    Args:
        table: Where the roll was made.
        rolled: The roll, shown to everybody.
        person: Who rules.
        verdict: What they say.

    Raises:
        RuleError: ``nobody-rules`` at an open table, or ``reason-empty``.
        NotAllowedError: ``not-yours-to-rule``.
        LimitError: ``reason-too-long``.
    """
    must(table, person.user, "rule")
    reason = one_line(verdict.reason)
    if not reason:
        raise RuleError("reason-empty")
    if len(reason) > MAX_REASON:
        raise LimitError("reason-too-long", limit=MAX_REASON, length=len(reason))
    return (Draft(Ruled(rolled.roll_id, verdict.ruling, clean_name(person.name), reason)),)


def _is_master(rolled: Event, user: UserId) -> bool:
    fact: Rolled = rolled.fact
    return rolled.actor == user and not fact.blind


def _leads(table: Table | None, rolled: Event, user: UserId, act: Literal["look", "reveal"]) -> bool:
    """Whether they lead, and the roll is the leaders' to see.

    What was somebody's own before a DM came stays theirs, and what was hidden before somebody stood in stays so.
    """
    if table is None or rolled.sequence <= sees_from(table, user):
        return False
    return rolled.visibility.admits(is_dm=may(table, user, act))


def _why_not(table: Table | None, rolled: Event, user: UserId, act: Literal["look", "reveal"]) -> NotAllowedError:
    """Why a roll is not theirs, in words that are true of them.

    Who leads is told that it was its roller's own before there was a DM; a stand-in, that it fell before them; whoever
    made it and yet may not see it, who may. Nobody is told anything that its sealed card does not tell everybody.
    """
    if table and may(table, user, act):
        owns = rolled.visibility == OWN
        return NotAllowedError("hidden-for-its-roller" if owns else "hidden-before-stand-in", code=table.code)
    if table and rolled.actor == user:
        who, you = who_may(act, table.mode), called(table, user)
        return NotAllowedError("not-its-rollers-to-see", code=table.code, who=who, you=you)
    return NotAllowedError("not-yours-to-look-at" if act == "look" else "not-yours-to-reveal")


def _opened(rolled: Event, house: House) -> str | None:
    """What was sealed, made again from the roll's own key; None where there is no seal or the key is gone."""
    fact: Rolled = rolled.fact
    if fact.proof is None:
        return None
    dice = house.hidden_dice(fact.roll_id)
    outcome = roller.roll(notation.read(fact.notation), dice, advantage=Advantage(fact.advantage))
    thrown = Thrown(fact.roll_id, rolled.at, fact.notation, fact.advantage, dice.draws, outcome.totals, fact.dc)
    return house.opened(thrown, fact.proof)
