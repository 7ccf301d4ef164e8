"""Webhooks: made, listed, changed, deleted, by the bot or by whoever knows the token.

Source: Discord developer docs, "Webhook".
"""

from __future__ import annotations

from secrets import compare_digest

from bot.sandbox.administration import traces
from bot.sandbox.errors import INVALID_WEBHOOK_TOKEN, MISSING_ACCESS, MISSING_PERMISSIONS, WRONG_CHANNEL_TYPE
from bot.sandbox.permissions import Permission
from bot.sandbox.posting.hooks import check_room, tell
from bot.sandbox.rest.acting import hand, holder
from bot.sandbox.rest.routing import Call, Door, Routes
from bot.sandbox.validate import webhooks as rules
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.webhooks import Webhook, picture

ROUTES = Routes(door=Door.BOT_BY_ANY_CLIENT)
BY_TOKEN = Routes(door=Door.TOKEN_IN_PATH)
_OF_CHANNEL = "/channels/{channel}/webhooks"
_ONE = "/webhooks/{webhook}"
_WITH_TOKEN = _ONE + "/{token}"


@ROUTES.add("POST", _OF_CHANNEL)
def created(call: Call) -> Json:
    """Make a webhook; it is the application's."""
    world, channel = call.realm.world, _home(call)
    body = call.form()
    rules.create(body)
    check_room(world.webhooks, channel)
    avatar = None if body.get("avatar") is None else picture(body["avatar"])
    made = Webhook(
        id=world.snowflakes.mint(),
        guild_id=channel.guild_id or "",
        channel_id=channel.id,
        name=str(body["name"]).strip(),
        creator=world.bot,
        application_id=world.application.id,
        avatar=avatar,
    )
    by = hand(call)
    world.webhooks.add(made)
    tell(call.realm.bus, made.guild_id, made.channel_id)
    traces.webhook(by, Action.WEBHOOK_CREATE, made)
    return _shown(call, made)


@ROUTES.add("GET", _OF_CHANNEL)
def of_channel(call: Call) -> list[Json]:
    """Return a channel's webhooks."""
    return [_shown(call, webhook) for webhook in call.realm.world.webhooks.of_channel(_home(call).id)]


@ROUTES.add("GET", "/guilds/{guild}/webhooks")
def of_guild(call: Call) -> list[Json]:
    """Return a guild's webhooks."""
    world, guild = call.realm.world, call.own_guild()
    if Permission.MANAGE_WEBHOOKS not in world.guild_permissions(world.bot.id, guild.id):
        raise MISSING_PERMISSIONS()
    return [_shown(call, webhook) for webhook in world.webhooks.of_guild(guild.id)]


@ROUTES.add("GET", _ONE)
def one(call: Call) -> Json:
    """Return a webhook; one's own without further permission."""
    webhook = call.realm.world.webhooks.get(call.args["webhook"])
    if webhook.application_id != call.realm.world.application.id:
        _manage(call, webhook)
    return _shown(call, webhook)


@ROUTES.add("PATCH", _ONE)
def changed(call: Call) -> Json:
    """Change a webhook, or move it to another channel of its guild."""
    world, webhook = call.realm.world, call.realm.world.webhooks.get(call.args["webhook"])
    _manage(call, webhook)
    body = call.form()
    rules.change(body)
    by, before = hand(call), traces.webhook_state(webhook)
    if body.get("channel_id") is not None:
        _move(call, webhook, world.channel(str(body["channel_id"])))
    _change(call, webhook, body)
    traces.webhook(by, Action.WEBHOOK_UPDATE, webhook, before=before)
    return _shown(call, webhook)


@ROUTES.add("DELETE", _ONE)
def deleted(call: Call) -> None:
    """Delete a webhook."""
    webhook = call.realm.world.webhooks.get(call.args["webhook"])
    _manage(call, webhook)
    by = hand(call)
    _delete(call, webhook)
    traces.webhook(by, Action.WEBHOOK_DELETE, webhook)


@BY_TOKEN.add("GET", _WITH_TOKEN)
def one_by_token(call: Call) -> Json:
    """Return a webhook without who made it."""
    return _shown(call, known(call, call.args["webhook"]), with_user=False)


@BY_TOKEN.add("PATCH", _WITH_TOKEN)
def changed_by_token(call: Call) -> Json:
    """Change a webhook where it is."""
    webhook, body = known(call, call.args["webhook"]), call.form()
    rules.change({key: value for key, value in body.items() if key != "channel_id"})
    by, before = holder(call), traces.webhook_state(webhook)
    _change(call, webhook, body)
    traces.webhook(by, Action.WEBHOOK_UPDATE, webhook, before=before)
    return _shown(call, webhook, with_user=False)


@BY_TOKEN.add("DELETE", _WITH_TOKEN)
def deleted_by_token(call: Call) -> None:
    """Delete a webhook."""
    webhook, by = known(call, call.args["webhook"]), holder(call)
    _delete(call, webhook)
    traces.webhook(by, Action.WEBHOOK_DELETE, webhook)


def known(call: Call, webhook_id: str) -> Webhook:
    """Return the webhook whose id and token stand in the path."""
    webhook = call.realm.world.webhooks.get(webhook_id)
    if not compare_digest(call.args["token"].encode(), webhook.token.encode()):
        raise INVALID_WEBHOOK_TOKEN()
    return webhook


def _home(call: Call) -> Channel:
    channel = call.channel(Permission.MANAGE_WEBHOOKS)
    if channel.guild_id is None or channel.is_thread or channel.type is ChannelType.CATEGORY:
        raise WRONG_CHANNEL_TYPE()
    return channel


def _manage(call: Call, webhook: Webhook) -> None:
    world = call.realm.world
    granted = world.permissions(world.bot.id, webhook.channel_id)
    if Permission.VIEW_CHANNEL not in granted:
        raise MISSING_ACCESS()
    if Permission.MANAGE_WEBHOOKS not in granted:
        raise MISSING_PERMISSIONS()


def _move(call: Call, webhook: Webhook, channel: Channel) -> None:
    if channel.guild_id != webhook.guild_id or channel.is_thread or channel.type is ChannelType.CATEGORY:
        raise WRONG_CHANNEL_TYPE()
    before, webhook.channel_id = webhook.channel_id, channel.id
    try:
        _manage(call, webhook)
    finally:
        webhook.channel_id = before
    tell(call.realm.bus, webhook.guild_id, before)
    webhook.channel_id = channel.id


def _change(call: Call, webhook: Webhook, body: Json) -> None:
    if body.get("name") is not None:
        webhook.name = str(body["name"]).strip()
    if "avatar" in body:
        webhook.avatar = None if body["avatar"] is None else picture(body["avatar"])
    tell(call.realm.bus, webhook.guild_id, webhook.channel_id)


def _delete(call: Call, webhook: Webhook) -> None:
    call.realm.world.webhooks.remove(webhook)
    tell(call.realm.bus, webhook.guild_id, webhook.channel_id)


def _shown(call: Call, webhook: Webhook, *, with_user: bool = True) -> Json:
    return webhook.to_json(base_url=call.realm.base_url, with_user=with_user)
