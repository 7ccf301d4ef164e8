"""Seed epochs at a table, or beside one: when they begin and end, and what is made public then.

An epoch begins when a table is opened, or with the first roll in a channel; it ends with its table, or when it has
lasted its time. Its commitment stands in the ledger from its first moment, its seed from its last.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.ledger.event import Draft, Event
from core.proofs.epoch import Epoch, Running, Unsealed, has_ended
from core.tables.events import EntropyAdded, EpochBegan, EpochEnded, Rolled
from core.tables.house import House

MOST_TEXTS = 100
"""Texts that one epoch takes."""


def evolve_epoch(running: Running | None, event: Event) -> Running | None:
    """The epoch after one more event of its stream."""
    fact = event.fact
    if isinstance(fact, EpochBegan):
        return Running(Epoch.announced(fact.epoch_id, fact.commitment), event.at)
    if running is None:
        return None
    match fact:
        case EpochEnded():
            return None
        case EntropyAdded(digest=digest):
            return replace(running, epoch=running.epoch.stirred(digest))
        case Rolled(hidden=False, proof=proof) if proof is not None:
            return replace(running, epoch=running.epoch.rolled())
        case _:
            return running


def unsealed(running: Running | None, event: Event) -> Unsealed | None:
    """What an event makes public of the epoch that was running until then."""
    fact = event.fact
    return Unsealed(running.epoch.commitment, fact.seed) if running and isinstance(fact, EpochEnded) else None


def begun(house: House) -> tuple[Epoch, tuple[Draft, ...]]:
    """A new epoch, and how it is announced."""
    epoch = house.begin()
    return epoch, (Draft(EpochBegan(epoch.epoch_id, epoch.commitment)),)


def ended(running: Running | None, house: House) -> tuple[Draft, ...]:
    """How the end of an epoch is made known, if there is one."""
    return (Draft(EpochEnded(running.epoch.epoch_id, house.seed(running.epoch))),) if running else ()


def stands(running: Running | None, house: House, now: datetime) -> bool:
    """Whether there is an epoch to roll in: neither over, nor begun under a key that is gone."""
    return running is not None and house.holds(running.epoch) and not has_ended(running.began, now)


def takes_texts(running: Running, house: House, now: datetime) -> bool:
    """Whether the epoch takes one more text: every roll after it tells them all, so there is an end to them."""
    return stands(running, house, now) and running.epoch.texts < MOST_TEXTS


def anew(running: Running | None, house: House) -> tuple[Draft, ...]:
    """The end of the epoch there may be, and the beginning of the next."""
    return (*ended(running, house), *begun(house)[1])


def current(running: Running | None, house: House, now: datetime) -> tuple[Epoch, tuple[Draft, ...]]:
    """The epoch for a roll at this moment: the one there is, or a new one where none stands."""
    if running and stands(running, house, now):
        return running.epoch, ()
    epoch, drafts = begun(house)
    return epoch, (*ended(running, house), *drafts)


def turned(running: Running | None, house: House, now: datetime, *, at_once: bool) -> tuple[Draft, ...]:
    """What time alone brings: the end of an epoch that has lasted, and the next one where one should be known.

    Args:
        running: The epoch there is.
        house: Who holds its seed.
        now: The time.
        at_once: Whether the next is announced already now, before its first roll.
    """
    if running is None or not has_ended(running.began, now):
        return ()
    return anew(running, house) if at_once else ended(running, house)
