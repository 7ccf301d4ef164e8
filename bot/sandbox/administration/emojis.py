"""Emojis of a guild: uploaded, renamed, deleted. Those of the application belong to no guild and nobody is told.

Source: Discord developer docs, "Emoji"; "Gateway Events", Guild Emojis Update.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.errors import MISSING_PERMISSIONS, TOO_MANY_EMOJIS, UNKNOWN_EMOJI, ApiError
from bot.sandbox.permissions import Permission
from bot.sandbox.validate import emojis as rules
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.audit_log import Action, Change
from bot.sandbox.world.emojis import Emoji
from bot.sandbox.world.guilds import Guild

MOST_OF_AN_APPLICATION = 2000
_MOST_OF_A_GUILD = 50
_CREATE, _MANAGE = Permission.CREATE_GUILD_EXPRESSIONS, Permission.MANAGE_GUILD_EXPRESSIONS


def find(shelf: dict[str, Emoji], emoji_id: str) -> Emoji:
    """Return an emoji; Discord says 404 here, and 400 where an emoji is used."""
    if (emoji := shelf.get(emoji_id)) is None:
        raise ApiError(404, UNKNOWN_EMOJI.code, UNKNOWN_EMOJI.message)
    return emoji


def upload(hand: Hand, shelf: dict[str, Emoji], body: Json, most: int) -> Emoji:
    """Put an emoji on a shelf, if there is room."""
    shown = rules.create(body)
    if len(shelf) >= most:
        raise TOO_MANY_EMOJIS()
    emoji = Emoji(
        hand.world.snowflakes.mint(), body["name"], hand.user, shown.content_type, shown.content, shown.animated
    )
    emoji.roles = [str(role_id) for role_id in as_list(body.get("roles"))]
    shelf[emoji.id] = emoji
    return emoji


def upload_to_application(hand: Hand, body: Json) -> Emoji:
    """Upload an emoji of the application, whose names are unique."""
    shelf = hand.world.emojis
    if any(emoji.name == body.get("name") for emoji in shelf.values()):
        raise invalid("name", "APPLICATION_EMOJI_NAME_ALREADY_TAKEN", "An emoji with this name already exists.")
    return upload(hand, shelf, body, MOST_OF_AN_APPLICATION)


def rename(emoji: Emoji, body: Json) -> Emoji:
    """Change what the body names of an emoji."""
    rules.change(body)
    emoji.name = body.get("name") or emoji.name
    if "roles" in body:
        emoji.roles = [str(role_id) for role_id in as_list(body["roles"])]
    return emoji


def upload_to_guild(hand: Hand, guild: Guild, body: Json) -> Emoji:
    """Upload an emoji of a guild."""
    hand.needs(guild, _CREATE)
    emoji = upload(hand, guild.emojis, body, _MOST_OF_A_GUILD)
    _tell(hand, guild)
    hand.record_change(guild, Action.EMOJI_CREATE, emoji.id, Change({}, emoji.to_json(), traces.EMOJI))
    return emoji


def change_in_guild(hand: Hand, guild: Guild, emoji: Emoji, body: Json) -> Emoji:
    """Change an emoji of a guild."""
    _may_change(hand, guild, emoji)
    before = emoji.to_json()
    rename(emoji, body)
    _tell(hand, guild)
    hand.record_change(guild, Action.EMOJI_UPDATE, emoji.id, Change(before, emoji.to_json(), traces.EMOJI))
    return emoji


def delete_from_guild(hand: Hand, guild: Guild, emoji: Emoji) -> None:
    """Delete an emoji of a guild."""
    _may_change(hand, guild, emoji)
    del guild.emojis[emoji.id]
    _tell(hand, guild)
    hand.record_change(guild, Action.EMOJI_DELETE, emoji.id, Change(emoji.to_json(), {}, traces.EMOJI))


def _may_change(hand: Hand, guild: Guild, emoji: Emoji) -> None:
    """One's own with either permission, others' with the one to manage."""
    enough = _MANAGE | (_CREATE if emoji.user.id == hand.user_id else Permission(0))
    if not hand.may(guild) & enough:
        raise MISSING_PERMISSIONS()


def _tell(hand: Hand, guild: Guild) -> None:
    hand.tell("GUILD_EMOJIS_UPDATE", {"emojis": [emoji.to_json() for emoji in guild.emojis.values()]}, guild)
