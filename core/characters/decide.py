"""What may happen to a character: each function answers with the events that follow, or refuses and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.characters.events import (
    ChangedByOther,
    CharacterBroughtBack,
    CharacterCreated,
    CharacterDelegated,
    CharacterDeleted,
    CharacterOffered,
    CharacterTaken,
    OfferWithdrawn,
    SheetChanged,
    Why,
)
from core.characters.sheet import Sheet
from core.characters.state import KEPT_FOR, Character, Right
from core.errors import LimitError, NotAllowedError, NotFoundError, RuleError
from core.ids import UserId
from core.ledger.changes import Change, between
from core.ledger.event import OWN, Draft

MOST_DELEGATES: Final = 10
MOST_CHARACTERS: Final = 50
"""A person's, those deleted aside."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something to a character.

    Attributes:
        user: Who.
        name: As they are called here.
        leads: Whether they lead the table that it is played at.
    """

    user: UserId
    name: str
    leads: bool = False


def create(sheet: Sheet, by: str) -> tuple[Draft, ...]:
    """Make a character."""
    return (Draft(CharacterCreated(by, sheet), visibility=OWN),)


def change(
    character: Character, hand: Hand, after: Sheet, why: Why, *, right: Right = Right.PLAY, note: str | None = None
) -> tuple[Draft, ...]:
    """Write on the sheet; nothing follows where it stays as it is.

    Raises:
        NotFoundError: ``character-not-found``.
        NotAllowedError: ``not-your-character``.
    """
    before = character.written()
    character.must_let(hand.user, right, leads=hand.leads)
    return changes(character, hand, between(before, after), why, note=note)


def changes(
    character: Character, hand: Hand, made: Sequence[Change], why: Why, *, note: str | None = None
) -> tuple[Draft, ...]:
    """The events of changes that are allowed already."""
    if not made:
        return ()
    drafts = [Draft(SheetChanged(why, tuple(made), note), visibility=OWN, actor=character.owner)]
    if hand.user != character.owner:
        drafts.append(Draft(ChangedByOther(hand.leads, hand.name), visibility=OWN))
    return tuple(drafts)


def delegate(character: Character, hand: Hand, to: UserId, right: Right) -> tuple[Draft, ...]:
    """Let somebody use a character, or no longer.

    Raises:
        NotFoundError: ``character-not-found``.
        NotAllowedError: ``not-your-character``.
        RuleError: ``delegate-yourself``.
        LimitError: ``too-many-delegates``.
    """
    character.written()
    character.must_let(hand.user, Right.OWN)
    if to == character.owner:
        raise RuleError("delegate-yourself")
    if character.right_of(to) == right:
        return ()
    known = any(each.user == to for each in character.delegates)
    if not known and len(character.delegates) >= MOST_DELEGATES:
        raise LimitError("too-many-delegates", limit=MOST_DELEGATES)
    return (Draft(CharacterDelegated(right), visibility=OWN, actor=to),)


def offer(character: Character, hand: Hand, to: UserId) -> tuple[Draft, ...]:
    """Offer a character to somebody, who has it once they take it.

    Raises:
        NotFoundError: ``character-not-found``.
        NotAllowedError: ``not-your-character``.
        RuleError: ``offered-to-yourself``.
    """
    character.written()
    character.must_let(hand.user, Right.OWN)
    if to == character.owner:
        raise RuleError("offered-to-yourself")
    return () if character.offered_to == to else (Draft(CharacterOffered(), visibility=OWN, actor=to),)


def withdraw(character: Character, hand: Hand) -> tuple[Draft, ...]:
    """Take an offer back.

    Raises:
        NotAllowedError: ``not-your-character``.
    """
    character.must_let(hand.user, Right.OWN)
    return (Draft(OfferWithdrawn(), visibility=OWN),) if character.offered_to else ()


def take(character: Character, hand: Hand) -> tuple[Draft, ...]:
    """Take a character that was offered.

    Raises:
        NotFoundError: ``character-not-found``.
        NotAllowedError: ``not-offered-to-you``.
    """
    sheet = character.written()
    if character.offered_to != hand.user:
        raise NotAllowedError("not-offered-to-you")
    return (Draft(CharacterTaken(sheet), visibility=OWN),)


def delete(character: Character, hand: Hand) -> tuple[Draft, ...]:
    """Delete a character, for good after 30 days.

    Raises:
        NotFoundError: ``character-not-found``.
        NotAllowedError: ``not-your-character``.
    """
    character.written()
    character.must_let(hand.user, Right.OWN)
    return (Draft(CharacterDeleted(), visibility=OWN),)


def bring_back(character: Character, hand: Hand, now: datetime) -> tuple[Draft, ...]:
    """Bring a deleted character back.

    Raises:
        NotFoundError: ``character-not-found``: it was never there, or was deleted too long ago.
        NotAllowedError: ``not-your-character``.
    """
    character.must_let(hand.user, Right.OWN)
    if character.sheet is None or (character.deleted_at and now - character.deleted_at > KEPT_FOR):
        raise NotFoundError("character-not-found")
    return (Draft(CharacterBroughtBack(), visibility=OWN),) if character.deleted_at else ()
