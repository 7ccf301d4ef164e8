"""The stream that a character is kept in, and how it folds."""

from __future__ import annotations

from dataclasses import replace

from core.characters.events import (
    CharacterBroughtBack,
    CharacterCreated,
    CharacterDelegated,
    CharacterDeleted,
    CharacterOffered,
    CharacterTaken,
    OfferWithdrawn,
    SheetChanged,
)
from core.characters.state import Character, Delegate, Right
from core.ids import Cause, StreamId, UserId
from core.ledger.book import Book
from core.ledger.changes import changed
from core.ledger.event import Event


def evolve(character: Character, event: Event) -> Character:
    """The character after one more event."""
    return replace(_changed(character, event), sequence=event.sequence)


def _changed(character: Character, event: Event) -> Character:
    match event.fact:
        case CharacterCreated(sheet=sheet):
            return replace(character, owner=event.actor, sheet=sheet)
        case SheetChanged(changes=changes):
            if changes is None or character.sheet is None:
                return character
            return replace(character, sheet=changed(character.sheet, changes))
        case CharacterDelegated(right=right):
            return _delegated(character, event.actor, right)
        case CharacterOffered():
            return replace(character, offered_to=event.actor)
        case OfferWithdrawn():
            return replace(character, offered_to=None)
        case CharacterTaken(sheet=sheet):
            return replace(character, owner=event.actor, sheet=sheet, offered_to=None, delegates=())
        case CharacterDeleted():
            return replace(character, deleted_at=event.at)
        case CharacterBroughtBack():
            return replace(character, deleted_at=None)
        case _:
            return character


def _delegated(character: Character, user: UserId | None, right: Right) -> Character:
    others = tuple(each for each in character.delegates if each.user != user)
    if user is None or right is Right.NOTHING:
        return replace(character, delegates=others)
    return replace(character, delegates=(*others, Delegate(user, right)))


def _new_character(stream: StreamId) -> Character:
    return Character(stream)


CHARACTERS = Book(prefix="character", start=_new_character, evolve=evolve, state=Character, version=1)


def character_stream(cause: Cause) -> StreamId:
    """The stream of the character that an interaction makes."""
    return StreamId(f"character:{cause}")
