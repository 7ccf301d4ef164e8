"""Scheduled events as they are made and changed.

Source: Discord developer docs, "Guild Scheduled Event", Field Requirements By Entity Type, Create Guild Scheduled
Event, Modify Guild Scheduled Event.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.validate import recurrence
from bot.sandbox.validate.form import Form
from bot.sandbox.validate.values import moment, picture
from bot.sandbox.wire import Json, as_object
from bot.sandbox.world.scheduled_events import GUILD_ONLY, EntityType, EventStatus, ScheduledEvent

_IMAGE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """What an event will be once a body has been taken over."""

    name: str
    start: datetime
    entity_type: EntityType
    status: EventStatus
    end: datetime | None = None
    description: str | None = None
    channel_id: str | None = None
    location: str | None = None
    recurrence: Json | None = None


def create(body: Json, now: datetime) -> Plan:
    """Check a new event and return what it will be, or raise 50035."""
    form = Form(body)
    for name in ("name", "privacy_level", "scheduled_start_time", "entity_type"):
        form.required(name, body.get(name))
    return _plan(form, body, None, now)


def change(body: Json, event: ScheduledEvent, now: datetime) -> Plan:
    """Check a change of an event and return what it will be, or raise 50035."""
    form = Form(body)
    if body.get("status") is not None:
        form.choice("status", body["status"], [int(one) for one in EventStatus])
    return _plan(form, body, event, now)


def _plan(form: Form, body: Json, event: ScheduledEvent | None, now: datetime) -> Plan:
    if body.get("name") is not None:
        form.text("name", body["name"], 1, 100, trim=True, required=True)
    form.text("description", body.get("description"), 0, 1000)
    if body.get("privacy_level") is not None:
        form.choice("privacy_level", body["privacy_level"], (GUILD_ONLY,))
    picture(form, "image", body.get("image"), largest=_IMAGE_BYTES)
    start = _start(form, body, event, now)
    end = moment(form, "scheduled_end_time", body.get("scheduled_end_time"))
    if "scheduled_end_time" not in body and event is not None:
        end = event.end
    if start is not None and end is not None and end <= start:
        message = "Cannot schedule an event that ends before it starts"
        form.fault("scheduled_end_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START", message)
    rule = recurrence.rule(form, "recurrence_rule", body.get("recurrence_rule"))
    kind = _kind(form, body, event)
    channel_id, location = _place(form, body, event, kind)
    if kind is EntityType.EXTERNAL:
        form.required("scheduled_end_time", end)
    form.done()
    known = {"name": event.name, "description": event.description} if event else {}
    said = known | {key: body[key] for key in ("name", "description") if key in body and body[key] is not None}
    if body.get("description", "") is None:
        said["description"] = None
    return Plan(
        name=str(said["name"]).strip(),
        start=start or now,
        entity_type=kind,
        status=EventStatus(body.get("status") or (event.status if event else EventStatus.SCHEDULED)),
        end=end,
        description=said.get("description"),
        channel_id=channel_id,
        location=location,
        recurrence=rule if "recurrence_rule" in body or event is None else event.recurrence,
    )


def _start(form: Form, body: Json, event: ScheduledEvent | None, now: datetime) -> datetime | None:
    if body.get("scheduled_start_time") is None:
        return event.start if event else None
    start = moment(form, "scheduled_start_time", body["scheduled_start_time"])
    if start is not None and start <= now and (event is None or start != event.start):
        message = "Cannot schedule event in the past."
        form.fault("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    return start


def _kind(form: Form, body: Json, event: ScheduledEvent | None) -> EntityType:
    asked = body.get("entity_type")
    if asked is not None and form.choice("entity_type", asked, [int(one) for one in EntityType]):
        return EntityType(body["entity_type"])
    return event.entity_type if event else EntityType.EXTERNAL


def _place(form: Form, body: Json, event: ScheduledEvent | None, kind: EntityType) -> tuple[str | None, str | None]:
    """Check where an event takes place, by its kind; return its channel and its location."""
    channel_id: object = body.get("channel_id", event.channel_id if event else None)
    metadata = form.mapping("entity_metadata", body.get("entity_metadata"))
    location: object = as_object(metadata).get("location", event.location if event else None)
    if kind is not EntityType.EXTERNAL:
        if form.required("channel_id", channel_id):
            form.snowflake("channel_id", channel_id)
        return str(channel_id), None
    if channel_id is not None:
        message = "channel_id must be null for external events"
        form.fault("channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL_ID_NOT_NULL", message)
    if form.required("entity_metadata", metadata if location is None else location):
        form.text("entity_metadata.location", location, 1, 100, required=True)
    return None, str(location)
