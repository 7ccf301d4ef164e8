"""What a forum or media channel is told beside what every channel is: tags, default reaction, order, layout.

Source: Discord developer docs, "Channel", Modify Channel, Forum Tag Object, Default Reaction Object; "Guild", Create
Guild Channel.
"""

from __future__ import annotations

from bot.sandbox.errors import TAG_NAMES_NOT_UNIQUE, TOO_MANY_TAGS
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, objects
from bot.sandbox.world.channels import FORUMS, ChannelType
from bot.sandbox.world.forums import HIDE_DOWNLOADS, REQUIRE_TAG

_MOST_TAGS = 20
_LONGEST_TAG = 20


def settings(form: Form, body: Json, kind: ChannelType) -> None:
    """Note what is wrong with a forum's settings; other channels pass over them, but for the flags.

    Raises:
        ApiError: 30048 for more than twenty tags, 40061 for two of one name.
    """
    form.flags("flags", body.get("flags"), _allowed_flags(kind), "CHANNEL_FLAGS_INVALID")
    if kind not in FORUMS:
        return
    _tags(form, body.get("available_tags"))
    _reaction(form, body.get("default_reaction_emoji"))
    for name, allowed in (("default_sort_order", (0, 1)), ("default_forum_layout", (0, 1, 2))):
        if body.get(name) is not None:
            form.choice(name, body[name], allowed)


def _allowed_flags(kind: ChannelType) -> int:
    if kind is ChannelType.MEDIA:
        return REQUIRE_TAG | HIDE_DOWNLOADS
    return REQUIRE_TAG if kind is ChannelType.FORUM else 0


def _tags(form: Form, given: object) -> None:
    path = "available_tags"
    form.count(path, given, 0, 1000)
    for where, tag in form.mappings(path, given):
        form.text(join(where, "name"), tag.get("name"), 1, _LONGEST_TAG, required=True)
        form.boolean(join(where, "moderated"), tag.get("moderated"))
        _emoji(form, where, tag)
        if tag.get("id") is not None:
            form.snowflake(join(where, "id"), tag["id"])
    names = [tag.get("name") for tag in objects(given)]
    if len(names) > _MOST_TAGS:
        raise TOO_MANY_TAGS()
    if len(set(map(str, names))) != len(names):
        raise TAG_NAMES_NOT_UNIQUE()


def _reaction(form: Form, given: object) -> None:
    path = "default_reaction_emoji"
    reaction = form.mapping(path, given)
    if reaction is None:
        return
    _emoji(form, path, reaction)
    if reaction.get("emoji_id") is None and not reaction.get("emoji_name"):
        form.required(join(path, "emoji_name"), None)


def _emoji(form: Form, path: str, given: Json) -> None:
    """Check an emoji that is a custom one's id or a character, and not both."""
    if given.get("emoji_id") is not None:
        form.snowflake(join(path, "emoji_id"), given["emoji_id"])
    form.text(join(path, "emoji_name"), given.get("emoji_name"), 1, 100)
    if given.get("emoji_id") is not None and given.get("emoji_name"):
        form.fault(join(path, "emoji_name"), "EMOJI_EXCLUSIVE", "Only one of emoji_id and emoji_name may be set.")
