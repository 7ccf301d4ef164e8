"""What comes after the first answer: the original read, edited and deleted, and further messages.

Webhooks that are no interaction's have the same paths under ids of their own, and are handed on.

Source: Discord developer docs, "Receiving and Responding", Followup Messages.
"""

from __future__ import annotations

from bot.sandbox.interactions import closed
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.limits import Limit
from bot.sandbox.rest import hook_messages
from bot.sandbox.rest.routing import Call, Door, Routes
from bot.sandbox.validate import messages
from bot.sandbox.validate.messages import Setting
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message, MessageFlag

ROUTES = Routes(door=Door.TOKEN_IN_PATH)
_HOOK = "/webhooks/{application}/{token}"
_ONE = (_HOOK + "/messages/@original", _HOOK + "/messages/{message}")
_LIMIT = Limit(5, 2.0)


@ROUTES.add("POST", _HOOK, limit=_LIMIT)
def followed_up(call: Call) -> Json | None:
    """Write one more message, or the deferred answer itself."""
    if hook_messages.is_for_webhook(call):
        return hook_messages.executed(call)
    interaction, body = _interaction(call), call.form()
    messages.create(body, _setting(call))
    if interaction.original is not None and interaction.original.is_loading:
        closed.may_edit(call.realm.world, interaction.told, interaction.original)
    else:
        ephemeral = bool((body.get("flags") or 0) & MessageFlag.EPHEMERAL)
        closed.may_follow_up(call.realm.world, interaction.told, ephemeral=ephemeral)
    return call.realm.interactions.follow_up(interaction, body, call.uploads).to_json()


@ROUTES.add("GET", *_ONE, limit=_LIMIT)
def read(call: Call) -> Json:
    """Return the original answer or a follow-up."""
    if hook_messages.is_for_webhook(call):
        return hook_messages.read(call)
    return _message(call)[1].to_json()


@ROUTES.add("PATCH", *_ONE, limit=_LIMIT)
def edited(call: Call) -> Json:
    """Change the original answer or a follow-up."""
    if hook_messages.is_for_webhook(call):
        return hook_messages.edited(call)
    interaction, message = _message(call)
    body = call.form()
    messages.edit(body, message, _setting(call))
    closed.may_edit(call.realm.world, interaction.told, message)
    return call.realm.interactions.edit(interaction, message, body, call.uploads).to_json()


@ROUTES.add("DELETE", *_ONE, limit=_LIMIT)
def deleted(call: Call) -> None:
    """Delete the original answer or a follow-up."""
    if hook_messages.is_for_webhook(call):
        hook_messages.deleted(call)
    else:
        call.realm.interactions.delete(*_message(call))


def _interaction(call: Call) -> Interaction:
    return call.realm.interactions.by_token(call.args["application"], call.args["token"])


def _message(call: Call) -> tuple[Interaction, Message]:
    interaction = _interaction(call)
    return interaction, call.realm.interactions.message(interaction, call.args.get("message", "@original"))


def _setting(call: Call) -> Setting:
    return Setting(call.uploads, interaction=True, has_emoji=call.realm.world.has_emoji)
