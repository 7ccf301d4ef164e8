"""What ends next if the clock runs on: acknowledgements that are owed, tokens, sessions that wait to be resumed.

Source: Discord developer docs, "Receiving and Responding" (three seconds, fifteen minutes); "Gateway", Resuming.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.clock import iso
from bot.sandbox.interaction import Interaction
from bot.sandbox.interactions import ACK_S, TOKEN_S
from bot.sandbox.invocation import InteractionType
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json

_MOST = 6
_DEEDS = {
    InteractionType.COMPONENT: "a component",
    InteractionType.AUTOCOMPLETE: "an autocomplete",
    InteractionType.MODAL_SUBMIT: "a form",
}


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that ends, and when."""

    at: datetime
    what: str


def upcoming(realm: Realm) -> list[Json]:
    """Return what ends next, soonest first."""
    now = realm.clock.now()
    ends = (end for end in (*_of_interactions(realm), *_of_sessions(realm)) if end.at > now)
    soonest = sorted(ends, key=lambda end: end.at)[:_MOST]
    return [{"at": iso(end.at), "what": end.what} for end in soonest]


def _of_interactions(realm: Realm) -> Iterator[Expiry]:
    # They are dated by the monotonic clock, which a change of the machine's time does not touch.
    epoch = realm.clock.now() - timedelta(seconds=realm.clock.monotonic())
    for interaction in realm.interactions.remembered():
        name, born = _named(interaction), epoch + timedelta(seconds=interaction.born_s)
        if interaction.acked is None and not interaction.failed:
            yield Expiry(born + timedelta(seconds=ACK_S), f"{name} must be acknowledged")
        elif interaction.state == "deferred":
            yield Expiry(born + timedelta(seconds=TOKEN_S), f"{name} must be followed up")
        elif not interaction.failed and interaction.type is not InteractionType.AUTOCOMPLETE:
            yield Expiry(born + timedelta(seconds=TOKEN_S), f"the token of {name} ends")


def _named(interaction: Interaction) -> str:
    if interaction.type is InteractionType.COMMAND:
        return f"/{interaction.told.command_name()}"
    return _DEEDS[interaction.type]


def _of_sessions(realm: Realm) -> Iterator[Expiry]:
    wait = timedelta(seconds=realm.gateway.rules.resume_within_s)
    for session in realm.gateway.sessions.values():
        if session.wire is None and session.left_at is not None:
            yield Expiry(session.left_at + wait, f"the session of shard {session.shard.index} can no longer be resumed")
