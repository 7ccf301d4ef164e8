"""How an interaction is told: the payload of INTERACTION_CREATE, and the trace it leaves on the messages it makes.

Source: Discord developer docs, "Receiving and Responding", Interaction Object; "Message", Interaction Metadata.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum

from bot.sandbox.interactions import contexts
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json, as_object, objects
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Message
from bot.sandbox.world.world import World

ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024
_SUBCOMMANDS = (1, 2)


class InteractionType(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


@dataclass(frozen=True, slots=True)
class Invocation:
    """What a person did, where, and with what.

    Attributes:
        data: Discord's `data` member for the type.
        message: The message whose component was used, or from whose component the modal came.
        opened_by: For a submitted modal, the metadata of the interaction that opened it.
        owners: The authorizing integration owners.
        whispered: Whether its answers are seen by its user alone, whatever the application asks for.
    """

    id: str
    token: str
    type: InteractionType
    user_id: str
    channel: Channel
    data: Json
    message: Message | None = None
    opened_by: Json | None = None
    owners: Json = field(default_factory=dict[str, str])
    whispered: bool = False

    @property
    def guild_id(self) -> str | None:
        """The guild it happened in; None in a direct message."""
        return self.channel.guild_id

    def command_name(self) -> str | None:
        """Return the full name of the invoked command, subcommands included."""
        if self.type is not InteractionType.COMMAND:
            return None
        names = [str(self.data["name"])]
        options = objects(self.data.get("options"))
        while options and options[0].get("type") in _SUBCOMMANDS:
            names.append(str(options[0]["name"]))
            options = objects(options[0].get("options"))
        return " ".join(names)


def authorized(world: World, told: Invocation) -> Invocation:
    """Return an invocation with its owners.

    A command's depend on where it is offered; a component's, and a modal's, are those of what it came from, so that an
    application can tell who installed it from who pressed the button.
    """
    at = contexts.Standing(world, world.user(told.user_id), told.channel)
    if told.opened_by is not None:
        found = as_object(told.opened_by.get("authorizing_integration_owners"))
    elif told.message is not None and told.message.interaction is not None:
        found = as_object(told.message.interaction.get("authorizing_integration_owners"))
    elif told.type in (InteractionType.COMMAND, InteractionType.AUTOCOMPLETE):
        found = contexts.owners_of(at, told.data)
    else:
        found = {"0": told.guild_id or "0"}
    whispered = contexts.must_whisper(at, found)
    return replace(told, owners=found, whispered=whispered)


def payload(world: World, invocation: Invocation) -> Json:
    """Return the data of INTERACTION_CREATE."""
    channel, user = invocation.channel, world.user(invocation.user_id)
    told: Json = {
        "id": invocation.id,
        "application_id": world.application.id,
        "type": int(invocation.type),
        "data": invocation.data,
        "token": invocation.token,
        "version": 1,
        "channel_id": channel.id,
        "channel": channel.to_json() | {"permissions": _bits(world.permissions(user.id, channel.id))},
        "app_permissions": _bits(contexts.app_permissions(contexts.Standing(world, user, channel))),
        "locale": user.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": invocation.owners,
        "context": int(contexts.context(channel)),
        "attachment_size_limit": ATTACHMENT_LIMIT_BYTES,
    }
    if channel.guild_id is None:
        told["user"] = user.to_json()
    else:
        guild = world.guild(channel.guild_id)
        member = guild.members[user.id].to_json() | {"permissions": told["channel"]["permissions"]}
        told |= {"guild_id": guild.id, "guild": guild.partial_json(), "guild_locale": guild.preferred_locale}
        told["member"] = member
    if invocation.message is not None:
        told["message"] = invocation.message.to_json(viewer=world.bot.id)
    return told


def metadata(world: World, invocation: Invocation) -> Json:
    """Return the interaction metadata that a message carries when it answers this interaction."""
    found: Json = {
        "id": invocation.id,
        "type": int(invocation.type),
        "user": world.user(invocation.user_id).to_json(),
        "authorizing_integration_owners": invocation.owners,
    }
    if invocation.type is InteractionType.COMMAND:
        found["name"] = invocation.command_name()
        found["command_type"] = invocation.data.get("type", 1)
        if invocation.data.get("type") == 2:
            found["target_user"] = world.user(str(invocation.data["target_id"])).to_json()
        if invocation.data.get("type") == 3:
            found["target_message_id"] = invocation.data["target_id"]
    if invocation.type is InteractionType.COMPONENT and invocation.message is not None:
        found["interacted_message_id"] = invocation.message.id
    if invocation.opened_by is not None:
        found["triggering_interaction_metadata"] = invocation.opened_by
    return found


def _bits(granted: Permission) -> str:
    return str(int(granted))
