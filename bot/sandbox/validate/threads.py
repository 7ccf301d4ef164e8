"""Threads as they are started and changed.

Source: Discord developer docs, "Channel", Start Thread from Message, Start Thread without Message, Start Thread in
Forum or Media Channel, Modify Channel (Thread).
"""

from __future__ import annotations

from bot.sandbox.errors import MISSING_PERMISSIONS, NO_TAG_FOR_EVERYBODY, TAG_REQUIRED, UNKNOWN_TAG, WRONG_CHANNEL_TYPE
from bot.sandbox.posting.threads import Start
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.forums import PINNED, REQUIRE_TAG
from bot.sandbox.world.threads import DURATIONS

_SLOWEST_S = 21_600
_MOST_TAGS = 5
_KINDS = {
    ChannelType.TEXT: (ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD),
    ChannelType.ANNOUNCEMENT: (ChannelType.ANNOUNCEMENT_THREAD,),
}


def from_message(body: Json, parent: Channel) -> Start:
    """Check a thread that starts from a message, and return how it is to be."""
    form = Form(body)
    _common(form, body)
    form.done()
    announced = parent.type is ChannelType.ANNOUNCEMENT
    return _start(body, ChannelType.ANNOUNCEMENT_THREAD if announced else ChannelType.PUBLIC_THREAD)


def without_message(body: Json, parent: Channel) -> Start:
    """Check a thread that starts from nothing; in a text channel one that names no type is private."""
    if parent.type not in _KINDS:
        raise WRONG_CHANNEL_TYPE()
    form, kinds = Form(body), _KINDS[parent.type]
    _common(form, body)
    kind = kinds[-1]
    if body.get("type") is not None and form.choice("type", body["type"], [int(one) for one in kinds]):
        kind = ChannelType(body["type"])
    form.boolean("invitable", body.get("invitable"))
    form.done()
    return _start(body, kind)


def in_forum(body: Json, forum: Channel, *, manages: bool) -> Start:
    """Check all of a forum's thread but its first message.

    Raises:
        ApiError: 50035 for what is wrong with it; 10087, 40066, 40067 or 50013 for its tags.
    """
    form = Form(body)
    _common(form, body)
    _tags(form, body)
    form.mapping("message", body.get("message"), required=True)
    form.done()
    check_tags(forum, [str(one) for one in as_list(body.get("applied_tags"))], manages=manages)
    return _start(body, ChannelType.PUBLIC_THREAD)


def change(body: Json, forum: Channel | None, *, manages: bool) -> None:
    """Check a change of a thread.

    Args:
        body: The request.
        forum: The forum that it stands in; None for a thread elsewhere.
        manages: Whether who asks manages threads there.
    """
    form = Form(body)
    if body.get("name") is not None:
        form.text("name", body["name"], 1, 100, required=True, trim=True)
    for name in ("archived", "locked", "invitable"):
        form.boolean(name, body.get(name))
    _times(form, body)
    form.flags("flags", body.get("flags"), 0 if forum is None else PINNED, "CHANNEL_FLAGS_INVALID")
    _tags(form, body)
    form.done()
    if forum is not None and body.get("applied_tags") is not None:
        check_tags(forum, [str(one) for one in as_list(body["applied_tags"])], manages=manages)


def check_tags(forum: Channel, tags: list[str], *, manages: bool) -> None:
    """Check that a forum has these tags, that it asks for no more, and that they may be set."""
    known = forum.forum.tags if forum.forum is not None else []
    chosen = [tag for tag in known if tag.id in tags]
    if len(chosen) != len(set(tags)):
        raise UNKNOWN_TAG()
    if not manages and any(tag.moderated for tag in chosen):
        raise MISSING_PERMISSIONS()
    if forum.flags & REQUIRE_TAG and not chosen:
        raise TAG_REQUIRED() if manages or any(not tag.moderated for tag in known) else NO_TAG_FOR_EVERYBODY()


def _common(form: Form, body: Json) -> None:
    form.text("name", body.get("name"), 1, 100, required=True, trim=True)
    _times(form, body)


def _times(form: Form, body: Json) -> None:
    if body.get("auto_archive_duration") is not None:
        form.choice("auto_archive_duration", body["auto_archive_duration"], DURATIONS)
    form.integer("rate_limit_per_user", body.get("rate_limit_per_user"), 0, _SLOWEST_S)


def _tags(form: Form, body: Json) -> None:
    given = body.get("applied_tags")
    form.count("applied_tags", given, 0, _MOST_TAGS)
    for index, one in enumerate(as_list(given)):
        form.snowflake(join("applied_tags", index), one)


def _start(body: Json, kind: ChannelType) -> Start:
    return Start(
        name=str(body["name"]).strip(),
        kind=kind,
        auto_archive_duration=body.get("auto_archive_duration"),
        rate_limit_per_user=body.get("rate_limit_per_user"),
        invitable=body.get("invitable") is not False,
        tags=tuple(dict.fromkeys(str(one) for one in as_list(body.get("applied_tags")))),
    )
