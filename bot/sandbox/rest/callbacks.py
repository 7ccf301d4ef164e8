"""The first answer to an interaction.

Source: Discord developer docs, "Receiving and Responding", Create Interaction Response.
"""

from __future__ import annotations

from bot.sandbox.interactions import closed
from bot.sandbox.interactions.interaction import Answer, Interaction, wrong_answer
from bot.sandbox.rest.routing import Call, Door, Reply, Routes
from bot.sandbox.validate import choices, messages, modals
from bot.sandbox.validate.form import Form
from bot.sandbox.validate.messages import Setting
from bot.sandbox.wire import Json, objects
from bot.sandbox.world.messages import MessageFlag

ROUTES = Routes(door=Door.TOKEN_IN_PATH)
_SUBCOMMANDS = (1, 2)


@ROUTES.add("POST", "/interactions/{interaction}/{token}/callback", limit=None)
def callback(call: Call) -> Json | Reply | None:
    """Acknowledge an interaction: answer it, defer, update, offer choices or open a modal."""
    interactions = call.realm.interactions
    interaction = interactions.awaiting(call.args["interaction"], call.args["token"])
    body = call.form()
    form = Form(body)
    kind = form.integer("type", body.get("type"), required=True)
    data = form.mapping("data", body.get("data")) or {}
    form.done()
    if kind not in interaction.allowed_answers():
        raise wrong_answer(interaction)
    answer = Answer(kind or 0)
    _check(call, interaction, answer, data)
    interactions.acknowledge(interaction, answer, data, call.uploads)
    return _told(interaction, answer) if call.flag("with_response") else None


def _check(call: Call, interaction: Interaction, answer: Answer, data: Json) -> None:
    setting = Setting(call.uploads, "data", interaction=True, has_emoji=call.realm.world.has_emoji)
    world, told = call.realm.world, interaction.told
    match answer:
        case Answer.MESSAGE:
            messages.create(data, setting)
            closed.may_answer(world, told, ephemeral=_is_ephemeral(data))
        case Answer.UPDATE if interaction.message is not None:
            messages.edit(data, interaction.message, setting)
            closed.may_edit(world, told, interaction.message)
        case Answer.DEFER_MESSAGE:
            # Discord keeps EPHEMERAL of a deferral's flags and passes over the others.
            form = Form(data, at="data")
            form.integer("data.flags", data.get("flags"), 0, 2**31 - 1)
            form.done()
            closed.may_answer(world, told, ephemeral=_is_ephemeral(data))
        case Answer.CHOICES:
            choices.autocomplete(data, _focused_type(objects(interaction.data.get("options"))))
        case Answer.MODAL:
            modals.modal(data, setting.has_emoji)
        case _:
            pass


def _is_ephemeral(data: Json) -> bool:
    return bool((data.get("flags") or 0) & MessageFlag.EPHEMERAL)


def _focused_type(options: list[Json]) -> int:
    for option in options:
        if option.get("focused"):
            return option["type"]
        if option.get("type") in _SUBCOMMANDS:
            return _focused_type(objects(option.get("options")))
    return choices.STRING


def _told(interaction: Interaction, answer: Answer) -> Json:
    told: Json = {"id": interaction.id, "type": int(interaction.type)}
    resource: Json = {"type": int(answer)}
    if interaction.original is not None:
        message = interaction.original
        told |= {
            "response_message_id": message.id,
            "response_message_loading": message.is_loading,
            "response_message_ephemeral": message.is_ephemeral,
        }
        if answer is not Answer.DEFER_UPDATE:
            resource["message"] = message.to_json()
    return {"interaction": told, "resource": resource}
