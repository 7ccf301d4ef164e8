"""That it is a player's turn, as it is told to them: once a turn, while it is theirs, and to nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from core.characters.state import Character, Right
from core.combat.record.events import Stepped
from core.combat.record.happenings import TurnBegan
from core.combat.record.state import Fight
from core.combat.views.seen_turn import turn_mark
from core.ids import StreamId, UserId
from core.tables.state import Table


@dataclass(frozen=True, slots=True)
class TurnCall:
    """A call to whoever plays the character whose turn it is.

    Attributes:
        stream: The fight.
        user: Whom it is for.
        name: The character's.
        round: Of which turn.
        turn: The same as a button knows it (`turn_mark`).
    """

    stream: StreamId
    user: UserId
    name: str
    round: int
    turn: str


def begun_turn(step: Stepped) -> TurnBegan | None:
    """The turn that a step has begun."""
    return next((each for each in reversed(step.log) if isinstance(each, TurnBegan)), None)


def is_called(fight: Fight, began: TurnBegan) -> bool:
    """Whether a turn is one that a player is told of: their character's, and not while nobody is to know of it."""
    combatant = fight.combatants.get(began.who)
    return combatant is not None and combatant.character is not None and not combatant.hidden and not combatant.gone


def turn_call(fight: Fight, began: TurnBegan, table: Table, character: Character) -> TurnCall | None:
    """The call; None if the turn is over, taken back or not to be told of any more, or nobody is there to be called.

    Args:
        fight: As it is now.
        began: The turn.
        table: Where it is fought.
        character: Whose turn it is.
    """
    is_now = fight.is_on and (fight.round, fight.current) == (began.round, began.who) and is_called(fight, began)
    user = player_of(character, table)
    if not is_now or user is None or character.sheet is None or character.deleted_at is not None:
        return None
    return TurnCall(fight.stream, user, character.sheet.name, began.round, turn_mark(fight, for_leader=False))


def player_of(character: Character, table: Table) -> UserId | None:
    """Who plays a character at a table: its owner, unless only somebody is there who may play it for them."""
    if character.owner is not None and table.seat_of(character.owner):
        return character.owner
    there = (each.user for each in character.delegates if each.right >= Right.PLAY and table.seat_of(each.user))
    return next(there, character.owner)


def said_of(began: TurnBegan) -> str:
    """What is remembered of a call that has been made, so that it is made once."""
    return f"turn {began.round} {began.who}"
