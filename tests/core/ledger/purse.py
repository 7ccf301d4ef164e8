"""A game small enough to test a ledger with: a purse that people fill and spend from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from core.errors import RuleError
from core.ids import StreamId, UserId
from core.ledger.book import Book
from core.ledger.event import Draft, Event
from core.ledger.kinds import PRIVATE, Kind, Kinds


@dataclass(frozen=True, slots=True)
class Filled:
    """Coins went in. Version 1 counted gold and called the person `who`."""

    coins: int
    name: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class Spent:
    """Coins went out."""

    coins: int
    on: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class Move:
    """What a purse remembers of its last event."""

    by: UserId | None
    name: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Purse:
    """The coins in it, and who was there last."""

    stream: StreamId
    coins: int = 0
    moves: int = 0
    last: Move | None = None


def evolve(purse: Purse, event: Event) -> Purse:
    match event.fact:
        case Filled(coins=coins, name=name):
            move = Move(event.actor, name, None)
            return replace(purse, coins=purse.coins + coins, moves=purse.moves + 1, last=move)
        case Spent(coins=coins, on=on):
            move = Move(event.actor, None, on)
            return replace(purse, coins=purse.coins - coins, moves=purse.moves + 1, last=move)
        case _:
            raise AssertionError(event)


def fill(coins: int, name: str) -> tuple[Draft, ...]:
    return (Draft(Filled(coins, name)),)


def spend(purse: Purse, coins: int, on: str) -> tuple[Draft, ...]:
    """Spend coins one by one, so that one command makes several events."""
    if coins > purse.coins:
        raise RuleError("already-seated", coins=coins)
    return tuple(Draft(Spent(1, on)) for _ in range(coins))


def compensate(before: Purse, now: Purse, event: Event) -> tuple[Draft, ...]:
    """Put the purse right: the change that the event made, the other way."""
    change = evolve(before, event).coins - before.coins
    return (Draft(Spent(change)),) if change > 0 else (Draft(Filled(-change)),)


def _gold_to_coins(payload: dict[str, Any]) -> dict[str, Any]:
    return {"coins": payload["gold"], "who": payload.get("who")}


def _who_to_name(payload: dict[str, Any]) -> dict[str, Any]:
    return {"coins": payload["coins"], "name": payload.get("who")}


KINDS = Kinds(
    (
        Kind("purse.filled", 3, Filled, {1: _gold_to_coins, 2: _who_to_name}),
        Kind("purse.spent", 1, Spent),
    )
)
PURSES = Book(prefix="purse", start=Purse, evolve=evolve, state=Purse, version=2)
