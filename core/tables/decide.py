"""What may happen at a table: each function takes the table as it is and answers with the events that follow.

Nothing here touches a clock, a network or a database. Refusals are `GameError`s and change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from core.dice import roller
from core.dice.advantage import Advantage
from core.dice.bounds import HIGHEST_DC, LOWEST_DC, MAX_LENGTH
from core.dice.expression import Expression
from core.dice.rewriting import is_d20_test
from core.errors import LimitError, NotAllowedError, RuleError
from core.ids import ChannelId, GuildId
from core.ledger.event import DM, OWN, Draft
from core.proofs.derive import text_digest
from core.proofs.epoch import Running
from core.rules.skills import skills_named
from core.tables import epochs
from core.tables.dm_thread import is_there
from core.tables.events import (
    EntropyAdded,
)
from core.tables.house import House
from core.tables.names import clean_label, one_line
from core.tables.permissions import must
from core.tables.state import ChannelRolls, Person, Seat, Table
from core.tables.throwing import DiceInHand, Fallen, Throw, Where, put_down, taken

MAX_ENTROPY = 200
"""Letters of one entropy text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens: a guild's channel; no guild in a direct message.

    Attributes:
        parent: The channel that it hangs under, if it is a thread.
    """

    guild: GuildId | None
    channel: ChannelId
    parent: ChannelId | None = None

    @property
    def whole(self) -> ChannelId:
        """The channel with all its threads."""
        return self.parent or self.channel


@dataclass(frozen=True, slots=True)
class AskedRoll:
    """A roll as somebody asked for it."""

    expression: Expression
    advantage: Advantage = Advantage.NONE
    dc: int | None = None
    label: str | None = None
    hidden: bool = False


def seal(running: Running | None, house: House, at: datetime) -> tuple[Draft, ...]:
    """See to it that there is an epoch, known before anybody rolls or adds to it; nothing, if there is one."""
    return () if epochs.stands(running, house, at) else epochs.anew(running, house)


def add_entropy(running: Running | None, text: str, house: House, at: datetime) -> tuple[Draft, ...]:
    """Add a text to the epoch: the rolls after it depend on it.

    Where no epoch stands that could take it, one begins, and the text is not in it: whoever made the seed would have
    known the text. It has to be added again, now that the seal is known.

    Raises:
        LimitError: ``entropy-too-long``.
        RuleError: ``entropy-empty`` or ``entropy-unreadable``.
    """
    if not one_line(text):
        raise RuleError("entropy-empty")
    if len(text) > MAX_ENTROPY:
        raise LimitError("entropy-too-long", limit=MAX_ENTROPY, length=len(text))
    if "\0" in text or not _is_unicode(text):
        raise RuleError("entropy-unreadable")
    if running is None or not epochs.takes_texts(running, house, at):
        return epochs.anew(running, house)
    return (Draft(EntropyAdded(running.epoch.epoch_id, text_digest(text).hex(), text)),)


def roll(
    table: Table, person: Person, asked: AskedRoll, throw: Throw, *, here: ChannelId | None = None
) -> tuple[Draft, ...]:
    """Roll at the table; in the private thread of those who lead, which `here` may be, every roll is a hidden one.

    A hidden roll is the DM's at a DM-led table and anybody's own at an open one. Where the table has a DC, it counts
    for the players' d20s that name none; what the DM rolls is held to something else, and damage to nothing.

    Raises:
        RuleError: ``table-closed`` or ``dc-out-of-range``.
        NotAllowedError: ``not-seated``, ``spectators-watch`` or ``not-the-dm``.
        LimitError: ``label-too-long``.
    """
    table.must_be_open()
    seat = table.seat_for(person.user)
    if seat.role == "spectator":
        raise NotAllowedError("spectators-watch", code=table.code)
    aside = is_there(table, here)
    asked = replace(asked, hidden=asked.hidden or aside)
    if asked.hidden:
        must(table, person.user, "roll-hidden")
    if asked.dc is None and table.dc is not None and seat.role == "player" and _is_check(asked.expression):
        asked = replace(asked, dc=table.dc)
    blind = not asked.hidden and _is_secret(table, seat, asked)
    audience = DM if table.mode == "dm-led" else OWN
    where = Where(table.guild, table.running, audience, table.code, table.mode, seat.number, blind, aside)
    return _rolled(person, replace(asked, hidden=asked.hidden or blind), throw, where)


def _is_secret(table: Table, seat: Seat, asked: AskedRoll) -> bool:
    """Whether a player's roll is for those who lead alone: how well one sneaks or sees through a lie, nobody knows."""
    if not table.secret_skills or table.mode != "dm-led" or seat.role != "player":
        return False
    said = one_line(f"{asked.label or ''} {asked.expression.asked}")  # as people will see it
    return not skills_named(said).isdisjoint(table.secret_skills)


def _is_check(expression: Expression) -> bool:
    """Whether every roll of it is a d20 test, as far as notation tells."""
    return all(is_d20_test(line.root) for line in expression.lines)


def roll_beside(
    channel: ChannelRolls, person: Person, asked: AskedRoll, throw: Throw, *, guild: GuildId | None
) -> tuple[Draft, ...]:
    """Roll in a channel without a seat at a table; a hidden roll is the roller's own.

    Raises:
        RuleError: ``dc-out-of-range``.
        LimitError: ``label-too-long``.
    """
    return _rolled(person, asked, throw, Where(guild, channel.running, OWN))


def take_dice(table: Table, person: Person, throw: Throw, *, hidden: bool = False) -> DiceInHand:
    """Take the table's dice for several rolls that are one.

    Raises:
        RuleError: ``table-closed``.
        NotAllowedError: ``not-seated``, ``spectators-watch`` or ``not-the-dm``.
    """
    table.must_be_open()
    seat = table.seat_for(person.user)
    if seat.role == "spectator":
        raise NotAllowedError("spectators-watch", code=table.code)
    if hidden:
        must(table, person.user, "roll-hidden")
    audience = DM if table.mode == "dm-led" else OWN
    return taken(throw, Where(table.guild, table.running, audience, table.code, table.mode, seat.number), hidden=hidden)


def take_dice_beside(channel: ChannelRolls, throw: Throw, *, guild: GuildId | None, hidden: bool = False) -> DiceInHand:
    """Take dice in a channel without a seat at a table; what falls hidden is the roller's own."""
    return taken(throw, Where(guild, channel.running, OWN), hidden=hidden)


def _rolled(person: Person, asked: AskedRoll, throw: Throw, where: Where) -> tuple[Draft, ...]:
    several = len(asked.expression.lines) > 1
    if asked.dc is not None and not LOWEST_DC <= asked.dc <= HIGHEST_DC:
        raise RuleError("dc-out-of-range", dc=asked.dc, lowest=LOWEST_DC, highest=HIGHEST_DC)
    expression = asked.expression.against(asked.dc) if several and asked.dc is not None else asked.expression
    if len(expression.text) > MAX_LENGTH:
        raise LimitError("dcs-too-long", limit=MAX_LENGTH)
    clean_label(asked.label)  # before a die falls
    dice = taken(throw, where, hidden=asked.hidden)
    outcome = roller.roll(expression, dice.source, advantage=asked.advantage)
    fallen = Fallen(outcome, asked.advantage, None if several else asked.dc, asked.label, expression.text)
    return put_down(dice, person, fallen, throw)


def _is_unicode(text: str) -> bool:
    """Whether a text can be written down: half a character, as JSON can carry one, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
