"""Channels of a guild as they are made, changed and sorted, and the overwrites on them.

Source: Discord developer docs, "Guild", Create Guild Channel, Modify Guild Channel Positions; "Channel", Modify
Channel, Edit Channel Permissions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.permissions import MEMBER, NONE, ROLE, Overwrite
from bot.sandbox.validate import forums
from bot.sandbox.validate.form import Form, join
from bot.sandbox.validate.values import bits
from bot.sandbox.wire import Json, as_whole
from bot.sandbox.world.channels import Channel, ChannelType

_MADE = (
    ChannelType.TEXT,
    ChannelType.VOICE,
    ChannelType.CATEGORY,
    ChannelType.ANNOUNCEMENT,
    ChannelType.STAGE,
    ChannelType.FORUM,
    ChannelType.MEDIA,
)
_POSTED_IN = (ChannelType.FORUM, ChannelType.MEDIA)
_ARCHIVED_AFTER = (60, 1440, 4320, 10080)
_SLOWEST_S = 21_600
_MOST_OVERWRITES = 100
_MOST_CHILDREN = 50
_LOWEST_BITRATE, _HIGHEST_BITRATE, _STAGE_BITRATE = 8_000, 96_000, 64_000
_VOICE_PEOPLE, _STAGE_PEOPLE = 99, 10_000
_KINDS = {"role": ROLE, "member": MEMBER}


@dataclass(frozen=True, slots=True)
class Moved:
    """What one entry of a list of positions asks; `reparented` tells whether it names a parent at all."""

    channel_id: str
    position: int | None
    reparented: bool
    parent_id: str | None
    lock_permissions: bool


def create(body: Json, siblings: Iterable[Channel]) -> ChannelType:
    """Check a new channel and return its type.

    Raises:
        ApiError: 50035 for what is wrong with it, 30052 for a bitrate that is too high.
    """
    form = Form(body)
    kind = ChannelType.TEXT
    if body.get("type") is not None and form.choice("type", body["type"], [int(one) for one in _MADE]):
        kind = ChannelType(body["type"])
    form.text("name", body.get("name"), 1, 100, required=True)
    _settings(form, body, kind, list(siblings), own=None)
    return kind


def change(body: Json, channel: Channel, siblings: Iterable[Channel]) -> ChannelType:
    """Check a change of a channel and return the type that it will have.

    Raises:
        ApiError: 50035 for what is wrong with it, 30052 for a bitrate that is too high.
    """
    form = Form(body)
    kind = channel.type
    if body.get("type") is not None:
        convertible = (ChannelType.TEXT, ChannelType.ANNOUNCEMENT)
        allowed = convertible if kind in convertible else (kind,)
        if form.choice("type", body["type"], [int(one) for one in allowed]):
            kind = ChannelType(body["type"])
    if "name" in body:
        form.text("name", body["name"], 1, 100, required=True)
    _settings(form, body, kind, list(siblings), own=channel)
    return kind


def positions(value: object) -> list[Moved]:
    """Check a list of positions and return it, or raise 50035."""
    form = Form(value)
    form.count("", [] if value is None else value, 0, 500)
    found: list[Moved] = []
    for path, entry in form.mappings("", value):
        where, parent = join(path, "id"), entry.get("parent_id")
        known = form.required(where, entry.get("id")) and form.snowflake(where, entry.get("id"))
        position = form.integer(join(path, "position"), entry.get("position"), 0)
        form.boolean(join(path, "lock_permissions"), entry.get("lock_permissions"))
        if parent is not None:
            form.snowflake(join(path, "parent_id"), parent)
        if known:
            parent_id = None if parent is None else str(parent)
            locked = entry.get("lock_permissions") is True
            found.append(Moved(str(entry["id"]), position, "parent_id" in entry, parent_id, locked))
    form.done()
    return found


def overwrite(body: Json, target_id: str) -> Overwrite:
    """Check one overwrite and return it, or raise 50035."""
    entry = body | {"id": target_id}
    form = Form(entry)
    read = _overwrite(form, "", entry)
    form.done()
    return read


def overwrites(value: object) -> list[Overwrite]:
    """Return the overwrites of a body that was checked."""
    form = Form(value)
    return [_overwrite(form, path, entry) for path, entry in form.mappings("", value)]


def _settings(form: Form, body: Json, kind: ChannelType, siblings: list[Channel], *, own: Channel | None) -> None:
    form.text("topic", body.get("topic"), 0, 4096 if kind in _POSTED_IN else 1024)
    form.integer("position", body.get("position"), 0)
    form.boolean("nsfw", body.get("nsfw"))
    for name in ("rate_limit_per_user", "default_thread_rate_limit_per_user"):
        form.integer(name, body.get(name), 0, _SLOWEST_S)
    if body.get("default_auto_archive_duration") is not None:
        form.choice("default_auto_archive_duration", body["default_auto_archive_duration"], _ARCHIVED_AFTER)
    forums.settings(form, body, kind)
    form.integer("bitrate", body.get("bitrate"), _LOWEST_BITRATE)
    crowd = _STAGE_PEOPLE if kind is ChannelType.STAGE else _VOICE_PEOPLE
    form.integer("user_limit", body.get("user_limit"), 0, crowd)
    form.text("rtc_region", body.get("rtc_region"), 1, 100)
    if body.get("video_quality_mode") is not None:
        form.choice("video_quality_mode", body["video_quality_mode"], (1, 2))
    _parent(form, body.get("parent_id"), kind, siblings, own=own)
    if form.count("permission_overwrites", body.get("permission_overwrites"), 0, _MOST_OVERWRITES):
        for path, entry in form.mappings("permission_overwrites", body["permission_overwrites"]):
            _overwrite(form, path, entry)
    form.done()
    highest = _STAGE_BITRATE if kind is ChannelType.STAGE else _HIGHEST_BITRATE
    if (body.get("bitrate") or 0) > highest and kind in (ChannelType.VOICE, ChannelType.STAGE):
        raise ApiError(400, 30052, "Bitrate is too high for channel of this type")


def _parent(form: Form, parent_id: object, kind: ChannelType, siblings: list[Channel], *, own: Channel | None) -> None:
    """Check that a channel may stand in a category."""
    if parent_id is None or not form.snowflake("parent_id", parent_id):
        return
    parent = next((channel for channel in siblings if channel.id == str(parent_id)), None)
    inside = [channel for channel in siblings if channel.parent_id == str(parent_id) and channel is not own]
    if parent is None:
        form.fault("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    elif parent.type is not ChannelType.CATEGORY:
        form.fault("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
    elif kind is ChannelType.CATEGORY:
        form.fault("parent_id", "CHANNEL_PARENT_INVALID_PARENT", "Categories cannot have subcategories")
    elif len(inside) >= _MOST_CHILDREN:
        message = f"Maximum number of channels in category reached ({_MOST_CHILDREN})"
        form.fault("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", message)


def _overwrite(form: Form, path: str, entry: Json) -> Overwrite:
    where, kind = join(path, "id"), entry.get("type")
    if form.required(where, entry.get("id")):
        form.snowflake(where, entry.get("id"))
    # Libraries of older days spell the kind out, and Discord still takes it.
    kind = _KINDS.get(kind, as_whole(kind)) if isinstance(kind, str) else kind
    if form.required(join(path, "type"), kind):
        form.choice(join(path, "type"), kind, (ROLE, MEMBER))
    allow = bits(form, join(path, "allow"), entry.get("allow")) or NONE
    deny = bits(form, join(path, "deny"), entry.get("deny")) or NONE
    return Overwrite(str(entry.get("id")), kind if isinstance(kind, int) else ROLE, allow, deny & ~allow)
