"""Invites: made, listed by channel and by guild, looked at by anybody, taken back.

Source: Discord developer docs, "Channel", Get Channel Invites, Create Channel Invite; "Guild", Get Guild Invites;
"Invite", Get Invite, Delete Invite.
"""

from __future__ import annotations

from bot.sandbox.administration import invites
from bot.sandbox.errors import MISSING_ACCESS
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json
from bot.sandbox.world.invites import Invite

ROUTES = Routes()
_OF_CHANNEL = "/channels/{channel}/invites"
_ONE = "/invites/{code}"


@ROUTES.add("POST", _OF_CHANNEL)
def created(call: Call) -> Json:
    """Make an invite to a channel."""
    channel = call.guild_channel()
    made = invites.create(hand(call), call.realm.world.guild(channel.guild_id or ""), channel, call.form())
    return made.to_json() | made.metadata()


@ROUTES.add("GET", _OF_CHANNEL)
def of_channel(call: Call) -> list[Json]:
    """Return a channel's invites."""
    channel = call.guild_channel()
    return invites.listed(hand(call), call.realm.world.guild(channel.guild_id or ""), channel)


@ROUTES.add("GET", "/guilds/{guild}/invites")
def of_guild(call: Call) -> list[Json]:
    """Return a guild's invites."""
    return invites.listed(hand(call), call.own_guild())


@ROUTES.add("GET", _ONE)
def one(call: Call) -> Json:
    """Return an invite, which needs no membership; with counts, and with an event of the guild, where asked for."""
    invite = _found(call)
    shown = invite.to_json()
    if call.flag("with_counts"):
        count = len(invite.guild.members)
        shown |= {"approximate_member_count": count, "approximate_presence_count": count}
    event = invite.guild.scheduled_events.get(str(call.snowflake("guild_scheduled_event_id")))
    return shown | ({"guild_scheduled_event": event.to_json()} if event is not None else {})


@ROUTES.add("DELETE", _ONE)
def deleted(call: Call) -> Json:
    """Take an invite back, and return what it was."""
    invite, by = _found(call), hand(call)
    if call.realm.world.bot.id not in invite.guild.members:
        raise MISSING_ACCESS()
    invites.delete(by, invite)
    return invite.to_json()


def _found(call: Call) -> Invite:
    return call.realm.world.invites.get(call.args["code"], call.realm.clock.now())
