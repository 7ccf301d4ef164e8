"""What the sandbox looks like through one person's eyes, as JSON."""

from __future__ import annotations

from bot.sandbox.clock import iso
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.interactions.invocation import InteractionType
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User


def state_json(realm: Realm, me: User) -> Json:
    """Return everything that a client shows before it shows messages."""
    world = realm.world
    guilds = [guild for guild in world.guilds.values() if me.id in guild.members]
    commands = world.commands.of(None)
    for guild in guilds:
        commands += world.commands.of(guild.id)
    return {
        "bot": world.bot.to_json(),
        "me": me.to_json(),
        "users": [user.to_json() for user in _people(realm, me)],
        "guilds": [guild_json(realm, guild, me.id) for guild in guilds],
        "dms": [channel.to_json() for channel in world.direct_messages_of(me.id)],
        "commands": commands,
        "gaps": list(realm.gaps),
        "sessions": realm.gateway.sessions_json(),
        "faults": realm.faults.armed(),
        "now": iso(realm.clock.now()),
    }


def _people(realm: Realm, me: User) -> list[User]:
    """Return those whom one can be: the application's owner, for one, is in no guild and has nothing to do here."""
    inside = {user_id for guild in realm.world.guilds.values() for user_id in guild.members}
    return [user for user in realm.world.users.values() if not user.bot and (user.id in inside or user is me)]


def guild_json(realm: Realm, guild: Guild, user_id: str) -> Json:
    """Return a guild with the channels and threads that a member may view."""
    world = realm.world
    channels = [*world.channels_of(guild.id), *world.channels_of(guild.id, threads=True)]
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner_id,
        "roles": [role.to_json() for role in guild.roles.values()],
        "members": [
            {"user": member.user.to_json(), "nick": member.nick, "roles": list(member.roles)}
            for member in guild.members.values()
        ],
        "channels": [channel.to_json(viewer=user_id) for channel in channels if world.can_see(user_id, channel.id)],
        "voice_states": [guild.voice_json(state) for state in guild.voice_states],
        "events": [
            event.to_json(counted=True) | {"interested": user_id in event.interested}
            for event in guild.scheduled_events.values()
            if not event.is_finished and (event.channel_id is None or world.can_see(user_id, event.channel_id))
        ],
    }


def result_json(realm: Realm, interaction: Interaction) -> Json:
    """Return what became of an interaction, for the user whose it is."""
    result: Json = {"interaction": interaction.id, "state": interaction.state}
    if interaction.original is not None:
        result["message"] = message_json(realm, interaction.original, interaction.user_id)
    if interaction.followups:
        result["followups"] = [message_json(realm, message, interaction.user_id) for message in interaction.followups]
    if interaction.type is InteractionType.AUTOCOMPLETE:
        result["choices"] = interaction.choices or []
    if interaction.modal is not None:
        result["modal"] = interaction.modal
    if interaction.error is not None:
        result["error"] = interaction.error
    return result


def message_json(realm: Realm, message: Message, viewer: str) -> Json:
    """Return a message as one person sees it, with its guild."""
    guild_id = realm.world.channel(message.channel_id).guild_id
    place = {} if guild_id is None else {"guild_id": guild_id}
    return message.to_json(viewer=viewer) | place
