"""Scheduled events: planned, changed, started, ended, called off, by somebody or by the clock.

Who changes one needs a permission for events and those of its place. External events begin and end by themselves; one
in a channel ends a few minutes after the last has left; one that nobody starts is called off after some hours.

Source: Discord developer docs, "Guild Scheduled Event", Status Update Automation, Permissions Requirements.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.bus import Bus, Event
from bot.sandbox.errors import (
    FINISHED_EVENT,
    MISSING_PERMISSIONS,
    TOO_MANY_SCHEDULED_EVENTS,
    UNKNOWN_CHANNEL,
    UNKNOWN_SCHEDULED_EVENT,
    WRONG_EVENT_ENTITY,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.validate import scheduled_events as rules
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action, Change
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.scheduled_events import FOLLOWS, EntityType, EventStatus, ScheduledEvent
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

DESERTED_S = 5 * 60.0
"""How long an event in an empty channel lasts; Discord says "a few minutes"."""
FORGOTTEN = timedelta(hours=3)
"""After how long an event that nobody starts is called off; Discord says "a few hours"."""
_MOST = 100
_P = Permission
_IN_PLACE = {
    EntityType.STAGE: (_P.MANAGE_CHANNELS, _P.MUTE_MEMBERS, _P.MOVE_MEMBERS),
    EntityType.VOICE: (_P.VIEW_CHANNEL, _P.CONNECT),
}
_CHANNELS = {EntityType.STAGE: ChannelType.STAGE, EntityType.VOICE: ChannelType.VOICE}


class Agenda:
    """The events of all guilds, and the clock that moves them on."""

    def __init__(self, world: World, bus: Bus) -> None:
        self._world = world
        self._bus = bus
        bus.subscribe(self._on_event)

    def find(self, hand: Hand, guild: Guild, event_id: str) -> ScheduledEvent:
        """Return an event that somebody may know of: those in a channel are for who sees it."""
        event = guild.scheduled_events.get(event_id)
        if event is None or not visible(hand, event):
            raise UNKNOWN_SCHEDULED_EVENT()
        return event

    def plan(self, hand: Hand, guild: Guild, body: Json) -> ScheduledEvent:
        """Plan an event."""
        # Who may not at all is told so before the body is read; the place is known only after.
        if _P.CREATE_EVENTS not in hand.may(guild) and body.get("channel_id") is None:
            raise MISSING_PERMISSIONS()
        wanted = rules.create(body, self._world.clock.now())
        _may_here(hand, guild, wanted, _P.CREATE_EVENTS)
        if sum(not event.is_finished for event in guild.scheduled_events.values()) >= _MOST:
            raise TOO_MANY_SCHEDULED_EVENTS()
        event_id = self._world.snowflakes.mint()
        event = ScheduledEvent(event_id, guild.id, hand.user, wanted.name, wanted.start, wanted.entity_type)
        _take_over(event, wanted, body)
        guild.scheduled_events[event.id] = event
        self._tell("CREATE", event)
        self._watch(event)
        hand.record_change(guild, Action.EVENT_CREATE, event.id, Change({}, _state(event), traces.EVENT))
        return event

    def change(self, hand: Hand, guild: Guild, event: ScheduledEvent, body: Json) -> ScheduledEvent:
        """Change what the body names of an event."""
        _may_change(hand, guild, event)
        wanted = rules.change(body, event, self._world.clock.now())
        if event.is_finished:
            raise FINISHED_EVENT()
        if wanted.status is not event.status and wanted.status not in FOLLOWS[event.status]:
            message = f"Invalid status transition: {event.status.name} to {wanted.status.name}"
            raise invalid("status", "GUILD_SCHEDULED_EVENT_STATUS_TRANSITION_INVALID", message)
        if (wanted.entity_type, wanted.channel_id) != (event.entity_type, event.channel_id):
            _may_here(hand, guild, wanted, _P.CREATE_EVENTS | _P.MANAGE_EVENTS)
        before = _state(event)
        _take_over(event, wanted, body)
        self._tell("UPDATE", event)
        self._watch(event)
        hand.record_change(guild, Action.EVENT_UPDATE, event.id, Change(before, _state(event), traces.EVENT))
        return event

    def delete(self, hand: Hand, guild: Guild, event: ScheduledEvent) -> None:
        """Strike an event from the list."""
        _may_change(hand, guild, event)
        del guild.scheduled_events[event.id]
        self._tell("DELETE", event)
        hand.record_change(guild, Action.EVENT_DELETE, event.id, Change(_state(event), {}, traces.EVENT))

    def care(self, event: ScheduledEvent, user: User, *, interested: bool) -> None:
        """Note that somebody is interested in an event, or no longer."""
        if (user.id in event.interested) == interested:
            return
        if interested:
            event.interested.append(user.id)
        else:
            event.interested.remove(user.id)
        interest: Json = {"guild_scheduled_event_id": event.id, "user_id": user.id, "guild_id": event.guild_id}
        name = "GUILD_SCHEDULED_EVENT_USER_ADD" if interested else "GUILD_SCHEDULED_EVENT_USER_REMOVE"
        self._bus.emit(name, interest, guild=event.guild_id, channel=event.channel_id)

    def _watch(self, event: ScheduledEvent) -> None:
        """See to it that the clock moves an event on when its time comes."""
        if event.status is EventStatus.SCHEDULED and event.entity_type is EntityType.EXTERNAL:
            self._at(event.start, event, EventStatus.ACTIVE, lambda: True)
        elif event.status is EventStatus.SCHEDULED:
            self._at(event.start + FORGOTTEN, event, EventStatus.CANCELED, lambda: True)
        elif event.status is EventStatus.ACTIVE and event.entity_type is EntityType.EXTERNAL and event.end is not None:
            self._at(event.end, event, EventStatus.COMPLETED, lambda: True)

    def _at(self, due: datetime, event: ScheduledEvent, becomes: EventStatus, still: Callable[[], bool]) -> None:
        """Move an event on when its time has come, unless it has changed by then."""
        before = (event.status, event.start, event.end, event.channel_id)

        def ring() -> None:
            there = self._world.guilds[event.guild_id].scheduled_events.get(event.id) is event
            if there and before == (event.status, event.start, event.end, event.channel_id) and still():
                event.status = becomes
                self._tell("UPDATE", event)
                self._watch(event)

        self._world.clock.call_later((due - self._world.clock.now()).total_seconds(), ring)

    def _on_event(self, told: Event) -> None:
        """End an event whose channel is left by all, and call off one whose channel is deleted."""
        if told.guild is None or told.only_user is not None:
            return
        if told.name == "CHANNEL_DELETE":
            self._call_off(told)
        elif told.name == "VOICE_STATE_UPDATE":
            for event in self._world.guild(told.guild).scheduled_events.values():
                if event.status is EventStatus.ACTIVE and self._is_empty(event):
                    due = self._world.clock.now() + timedelta(seconds=DESERTED_S)
                    self._at(due, event, EventStatus.COMPLETED, lambda event=event: self._is_empty(event))

    def _call_off(self, told: Event) -> None:
        for event in tuple(self._world.guild(told.guild or "").scheduled_events.values()):
            if event.channel_id == told.channel and not event.is_finished:
                active = event.status is EventStatus.ACTIVE
                event.status = EventStatus.COMPLETED if active else EventStatus.CANCELED
                self._tell("UPDATE", event)

    def _is_empty(self, event: ScheduledEvent) -> bool:
        if event.channel_id is None:
            return False
        states = self._world.guilds[event.guild_id].voice_states
        return all(state.channel_id != event.channel_id for state in states)

    def _tell(self, what: str, event: ScheduledEvent) -> None:
        told = event.to_json(counted=True)
        self._bus.emit(f"GUILD_SCHEDULED_EVENT_{what}", told, guild=event.guild_id, channel=event.channel_id)


def visible(hand: Hand, event: ScheduledEvent) -> bool:
    """Tell whether somebody may know of an event."""
    channel = hand.world.channels.get(event.channel_id or "")
    return channel is None or _P.VIEW_CHANNEL in hand.may_in(channel)


def _may_here(hand: Hand, guild: Guild, wanted: rules.Plan, any_of: Permission) -> None:
    """Refuse an event in a place where one may not hold it."""
    if wanted.entity_type is EntityType.EXTERNAL:
        if not hand.may(guild) & any_of:
            raise MISSING_PERMISSIONS()
        return
    channel = hand.world.channel(wanted.channel_id or "")
    if channel.guild_id != guild.id:
        raise UNKNOWN_CHANNEL()
    if channel.type is not _CHANNELS[wanted.entity_type]:
        raise WRONG_EVENT_ENTITY()
    hand.needs_in(channel, *_IN_PLACE[wanted.entity_type])
    if not hand.may_in(channel) & any_of:
        raise MISSING_PERMISSIONS()


def _may_change(hand: Hand, guild: Guild, event: ScheduledEvent) -> None:
    own = _P.CREATE_EVENTS if event.creator.id == hand.user_id else Permission(0)
    channel = hand.world.channels.get(event.channel_id or "")
    if channel is None:
        may = hand.may(guild)
    else:
        hand.needs_in(channel, *_IN_PLACE[event.entity_type])
        may = hand.may_in(channel)
    if not may & (_P.MANAGE_EVENTS | own):
        raise MISSING_PERMISSIONS()


def _state(event: ScheduledEvent) -> Json:
    return event.to_json() | {"location": event.location}


def _take_over(event: ScheduledEvent, wanted: rules.Plan, body: Json) -> None:
    event.name, event.description = wanted.name, wanted.description
    event.start, event.end = wanted.start, wanted.end
    event.entity_type, event.channel_id, event.location = wanted.entity_type, wanted.channel_id, wanted.location
    event.status, event.recurrence = wanted.status, wanted.recurrence
    if "image" in body:
        event.image = None if body["image"] is None else f"{int(event.id):x}".rjust(32, "0")
