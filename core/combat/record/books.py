"""The stream that a fight is kept in, and how it folds."""

from __future__ import annotations

from dataclasses import replace

from core.combat.record.events import FightBegan, FightEnded, Stepped
from core.combat.record.state import Fight
from core.ids import Cause, StreamId, UserId
from core.ledger.book import Book
from core.ledger.changes import changed
from core.ledger.event import Event


def evolve(fight: Fight, event: Event) -> Fight:
    """The fight after one more event."""
    return replace(_changed(fight, event), sequence=event.sequence)


def _changed(fight: Fight, event: Event) -> Fight:
    match event.fact:
        case FightBegan() as began:
            return replace(begun(fight, began, event.actor), began_at=event.at)
        case Stepped(changes=changes, words=words):
            return changed(fight, (*changes, *(words or ())))
        case FightEnded():
            return replace(fight, ended_at=event.at)
        case _:
            return fight


def begun(fight: Fight, began: FightBegan, leader: UserId | None) -> Fight:
    """A fight as it begins."""
    return replace(
        fight,
        table=began.table,
        guild=began.guild,
        channel=began.channel,
        edition=began.edition,
        house=began.house,
        leader=leader,
    )


def _new_fight(stream: StreamId) -> Fight:
    return Fight(stream)


FIGHTS = Book(prefix="fight", start=_new_fight, evolve=evolve, state=Fight, version=1)


def fight_stream(cause: Cause) -> StreamId:
    """The stream of the fight that an interaction begins."""
    return StreamId(f"fight:{cause}")
