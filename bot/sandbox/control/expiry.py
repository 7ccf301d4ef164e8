"""What ends next if the clock runs on: acknowledgements that are owed, tokens, sessions that wait to be resumed, polls.

Threads that fall asleep and scheduled events that begin, end or are called off are among it.

Source: Discord developer docs, "Receiving and Responding" (three seconds, fifteen minutes); "Gateway", Resuming;
"Poll"; "Threads", Active & Archived Threads; "Guild Scheduled Event", Status Update Automation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.administration.scheduled_events import FORGOTTEN
from bot.sandbox.clock import iso
from bot.sandbox.interactions.interaction import Answer, Interaction
from bot.sandbox.interactions.interactions import ACK_S, TOKEN_S
from bot.sandbox.interactions.invocation import InteractionType
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world.scheduled_events import EntityType, EventStatus, ScheduledEvent

_MOST = 8
_MOST_IN_GUILDS = 5
_MOST_TOKENS = 3
"""Every answered interaction has one, so they would hide what somebody waits for."""
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
    owed = _soonest(realm, (*_owed(realm), *_of_sessions(realm)))
    lived = _soonest(realm, (*_polls(realm), *_threads(realm), *_events(realm)))[:_MOST_IN_GUILDS]
    tokens = _soonest(realm, _tokens(realm))[:_MOST_TOKENS]
    return [{"at": iso(end.at), "what": end.what} for end in _soonest(realm, (*owed[:_MOST], *lived, *tokens))]


def _soonest(realm: Realm, ends: Iterable[Expiry]) -> list[Expiry]:
    now = realm.clock.now()
    return sorted((end for end in ends if end.at > now), key=lambda end: end.at)


def _owed(realm: Realm) -> Iterator[Expiry]:
    for interaction in realm.interactions.remembered():
        if interaction.acked is None and not interaction.failed:
            yield Expiry(_after(realm, interaction, ACK_S), f"{_named(interaction)} must be acknowledged")
        elif interaction.state == "deferred":
            yield Expiry(_after(realm, interaction, TOKEN_S), f"{_named(interaction)} must be followed up")


def _tokens(realm: Realm) -> Iterator[Expiry]:
    for interaction in realm.interactions.remembered():
        if interaction.acked in (None, Answer.CHOICES) or interaction.state in ("deferred", "failed"):
            continue
        yield Expiry(_after(realm, interaction, TOKEN_S), f"the token of {_named(interaction)} ends")


def _after(realm: Realm, interaction: Interaction, seconds: float) -> datetime:
    # Interactions are dated by the monotonic clock, which a change of the machine's time does not touch.
    age_s = realm.clock.monotonic() - interaction.born_s
    return realm.clock.now() + timedelta(seconds=seconds - age_s)


def _named(interaction: Interaction) -> str:
    if interaction.type is InteractionType.COMMAND:
        return f"/{interaction.told.command_name()}"
    return _DEEDS[interaction.type]


def _of_sessions(realm: Realm) -> Iterator[Expiry]:
    wait = timedelta(seconds=realm.gateway.rules.resume_within_s)
    for session in realm.gateway.sessions.values():
        if session.wire is None and session.left_at is not None:
            yield Expiry(session.left_at + wait, f"the session of shard {session.shard.index} can no longer be resumed")


def _polls(realm: Realm) -> Iterator[Expiry]:
    for message in realm.polls.under_way():
        if message.poll is not None:
            yield Expiry(message.poll.expiry, f"the poll “{message.poll.question.get('text', '')}” closes")


def _threads(realm: Realm) -> Iterator[Expiry]:
    for channel in realm.world.channels.values():
        if channel.thread is not None and not channel.thread.archived:
            yield Expiry(channel.thread.archives_at, f"the thread {channel.name} is archived")


def _events(realm: Realm) -> Iterator[Expiry]:
    for guild in realm.world.guilds.values():
        for event in guild.scheduled_events.values():
            if (move := _next_of(event)) is not None:
                yield move


def _next_of(event: ScheduledEvent) -> Expiry | None:
    """Return what the clock does to an event next; what takes place in a channel is started by hand."""
    outside = event.entity_type is EntityType.EXTERNAL
    if event.status is EventStatus.SCHEDULED:
        if outside:
            return Expiry(event.start, f"the event {event.name} begins")
        return Expiry(event.start + FORGOTTEN, f"the event {event.name} is called off, unless it is started")
    if event.status is EventStatus.ACTIVE and outside and event.end is not None:
        return Expiry(event.end, f"the event {event.name} ends")
    return None
