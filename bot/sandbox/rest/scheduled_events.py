"""Scheduled events of a guild, and who is interested in one.

Source: Discord developer docs, "Guild Scheduled Event".
"""

from __future__ import annotations

from bot.sandbox.administration.scheduled_events import visible
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.scheduled_events import ScheduledEvent

ROUTES = Routes()
_ALL = "/guilds/{guild}/scheduled-events"
_ONE = _ALL + "/{event}"


@ROUTES.add("GET", _ALL)
def listed(call: Call) -> list[Json]:
    """Return the events of a guild that are still to come or going on."""
    guild, counted = call.own_guild(), call.flag("with_user_count")
    shown = [event for event in guild.scheduled_events.values() if not event.is_finished and visible(hand(call), event)]
    return [event.to_json(counted=counted) for event in shown]


@ROUTES.add("POST", _ALL)
def planned(call: Call) -> Json:
    """Plan an event."""
    return call.realm.agenda.plan(hand(call), call.own_guild(), call.form()).to_json()


@ROUTES.add("GET", _ONE)
def one(call: Call) -> Json:
    """Return one event."""
    return _found(call)[1].to_json(counted=call.flag("with_user_count"))


@ROUTES.add("PATCH", _ONE)
def changed(call: Call) -> Json:
    """Change an event, or start it, or end it."""
    guild, event = _found(call)
    return call.realm.agenda.change(hand(call), guild, event, call.form()).to_json()


@ROUTES.add("DELETE", _ONE)
def deleted(call: Call) -> None:
    """Delete an event."""
    guild, event = _found(call)
    call.realm.agenda.delete(hand(call), guild, event)


@ROUTES.add("GET", _ONE + "/users")
def interested(call: Call) -> list[Json]:
    """Return who is interested, by id; `before` goes before `after` where both are given."""
    guild, event = _found(call)
    limit, before, after = call.number("limit", 100, 1, 100), call.snowflake("before"), call.snowflake("after")
    ids = sorted(event.interested, key=int)
    page = [one for one in ids if int(one) < before][-limit:] if before else [o for o in ids if int(o) > after][:limit]
    return [_user_json(call, guild, event, user_id) for user_id in page]


def _found(call: Call) -> tuple[Guild, ScheduledEvent]:
    guild = call.own_guild()
    return guild, call.realm.agenda.find(hand(call), guild, call.args["event"])


def _user_json(call: Call, guild: Guild, event: ScheduledEvent, user_id: str) -> Json:
    shown: Json = {"guild_scheduled_event_id": event.id, "user": call.realm.world.user(user_id).to_json()}
    member = guild.members.get(user_id)
    if call.flag("with_member") and member is not None:
        shown["member"] = member.to_json(with_user=False)
    return shown
