"""Voice states looked at and changed on a stage, the regions of voice servers, and a voice channel's status.

Source: Discord developer docs, "Voice"; "Channel", Set Voice Channel Status.
"""

from __future__ import annotations

from bot.sandbox.administration import voice
from bot.sandbox.errors import MISSING_ACCESS, NOT_IN_A_DM, UNKNOWN_VOICE_STATE
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate import voice_states as rules
from bot.sandbox.wire import Json

ROUTES = Routes()
_OWN = "/guilds/{guild}/voice-states/@me"
_ANYBODYS = "/guilds/{guild}/voice-states/{user}"


@ROUTES.add("GET", "/voice/regions")
def regions(call: Call) -> list[Json]:
    """Return the regions: there is this machine."""
    region = {"id": "sandbox", "name": "This machine", "optimal": True, "deprecated": False, "custom": False}
    return [region]


@ROUTES.add("GET", _OWN, _ANYBODYS)
def one(call: Call) -> Json:
    """Return where a member is in voice; the bot must be able to follow them there."""
    guild, world = call.own_guild(), call.realm.world
    state = guild.voice_state(call.args.get("user", world.bot.id))
    if state is None or state.channel_id is None:
        raise UNKNOWN_VOICE_STATE()
    if Permission.CONNECT not in world.permissions(world.bot.id, state.channel_id):
        raise MISSING_ACCESS()
    return {"guild_id": guild.id, "member": guild.members[state.user_id].to_json(), **guild.voice_json(state)}


@ROUTES.add("PATCH", _OWN)
def changed_own(call: Call) -> None:
    """Change the bot's own place on a stage."""
    guild, body = call.own_guild(), call.form()
    asked_at = rules.own(body, call.realm.clock.now())
    state = voice.on_stage(hand(call), guild, call.realm.world.bot.id, _channel_id(body))
    voice.speak_up(hand(call), guild, state, body, asked_at=asked_at)


@ROUTES.add("PATCH", _ANYBODYS)
def changed(call: Call) -> None:
    """Send somebody into the audience of a stage, or invite them out of it."""
    guild, body = call.own_guild(), call.form()
    rules.anybodys(body)
    state = voice.on_stage(hand(call), guild, call.args["user"], _channel_id(body))
    if body.get("suppress") is not None:
        voice.suppress(hand(call), guild, state, suppressed=body["suppress"])


@ROUTES.add("PUT", "/channels/{channel}/voice-status")
def status_set(call: Call) -> None:
    """Set a voice channel's status."""
    channel, body = call.channel(), call.form()
    if channel.guild_id is None:
        raise NOT_IN_A_DM()
    rules.status(body)
    voice.set_status(hand(call), call.realm.world.guild(channel.guild_id), channel, body.get("status"))


def _channel_id(body: Json) -> str | None:
    return None if body.get("channel_id") is None else str(body["channel_id"])
