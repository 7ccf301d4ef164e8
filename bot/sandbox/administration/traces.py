"""What the audit log says of each kind of thing: the members of its object that an entry shows when they change.

Source: Discord developer docs, "Audit Log", Audit Log Events, Audit Log Change Exceptions, Optional Audit Entry Info.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.administration.hand import Hand
from bot.sandbox.permissions import ROLE, Overwrite
from bot.sandbox.validate.guilds import SETTINGS
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action, Change, differences
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.invites import Invite
from bot.sandbox.world.messages import Message
from bot.sandbox.world.webhooks import Webhook

GUILD = ("name", "preferred_locale", *SETTINGS)
CHANNEL = (
    "name", "type", "topic", "nsfw", "rate_limit_per_user", "bitrate", "user_limit", "rtc_region", "flags",
    "video_quality_mode", "default_auto_archive_duration", "default_thread_rate_limit_per_user", "available_tags",
)  # fmt: skip
WHOLE_CHANNEL = (*CHANNEL, "permission_overwrites")
ROLE_KEYS = ("name", "permissions", "color", "hoist", "mentionable")
MEMBER = ("nick", "mute", "deaf", "communication_disabled_until")
EMOJI = ("name",)
EVENT = ("name", "description", "status", "entity_type", "privacy_level", "channel_id", "location")
_THREAD = (
    "name", "type", "archived", "locked", "auto_archive_duration", "rate_limit_per_user", "invitable", "flags",
    "applied_tags",
)  # fmt: skip
_WEBHOOK = ("name", "type", "channel_id", "avatar_hash", "application_id")
_INVITE = ("code", "channel_id", "inviter_id", "uses", "max_uses", "max_age", "temporary")
_OVERWRITE = ("id", "type", "allow", "deny")


def thread_state(thread: Channel) -> Json:
    """Return a thread as the audit log compares it: its metadata beside the rest."""
    state = thread.to_json()
    return state | state["thread_metadata"]


def thread(hand: Hand, action: Action, found: Channel, *, before: Json | None = None) -> None:
    """Record that a thread was started or deleted, or how it changed since `before`."""
    now = thread_state(found)
    old, new = _sides(now, before, gone=action is Action.THREAD_DELETE)
    hand.record_change(hand.world.guild(found.guild_id or ""), action, found.id, Change(old, new, _THREAD))


def message(hand: Hand, action: Action, found: Message) -> None:
    """Record that a message was pinned or no longer, or that somebody else's was deleted."""
    channel = hand.world.channel(found.channel_id)
    deleted = action is Action.MESSAGE_DELETE
    if channel.guild_id is None or (deleted and found.author.id == hand.user_id):
        return
    fact = {"count": "1"} if deleted else {"message_id": found.id}
    hand.record(hand.world.guild(channel.guild_id), action, found.author.id, options={"channel_id": channel.id, **fact})


def messages(hand: Hand, channel: Channel, count: int) -> None:
    """Record that several messages were deleted at once."""
    guild = hand.world.guild(channel.guild_id or "")
    hand.record(guild, Action.MESSAGE_BULK_DELETE, channel.id, options={"count": str(count)})


def webhook(hand: Hand, action: Action, found: Webhook, *, before: Json | None = None) -> None:
    """Record that a webhook was made or deleted, or how it changed since `before`."""
    now = webhook_state(found)
    old, new = _sides(now, before, gone=action is Action.WEBHOOK_DELETE)
    hand.record_change(hand.world.guild(found.guild_id), action, found.id, Change(old, new, _WEBHOOK))


def invite(hand: Hand, action: Action, found: Invite) -> None:
    """Record that an invite was made, or taken back."""
    now = found.metadata() | {"code": found.code, "channel_id": found.channel.id, "inviter_id": found.inviter.id}
    old, new = _sides(now, None, gone=action is Action.INVITE_DELETE)
    hand.record_change(found.guild, action, None, Change(old, new, _INVITE))


def webhook_state(found: Webhook) -> Json:
    """Return a webhook as the audit log compares it: its picture goes by another name here."""
    return found.to_json(base_url="") | {"avatar_hash": found.avatar}


def overwrites(hand: Hand, guild: Guild, channel: Channel, before: Sequence[Overwrite]) -> None:
    """Record what became of a channel's overwrites, an entry for each."""
    old, new = ({one.id: one for one in side} for side in (before, channel.overwrites))
    for target_id in dict.fromkeys((*old, *new)):
        was, became = old.get(target_id), new.get(target_id)
        if was is None:
            action = Action.CHANNEL_OVERWRITE_CREATE
        else:
            action = Action.CHANNEL_OVERWRITE_DELETE if became is None else Action.CHANNEL_OVERWRITE_UPDATE
        if changes := differences(_overwrite(was), _overwrite(became), _OVERWRITE):
            hand.record(guild, action, channel.id, changes, options=_whose(guild, was or became))


def command_permissions(hand: Hand, guild: Guild, target_id: str, before: Sequence[Json]) -> None:
    """Record what was said of a command, or of the application; the keys are those of whom it was said."""
    after = guild.command_permissions.get(target_id, ())
    old, new = ({one["id"]: one for one in side} for side in (before, after))
    if changes := differences(old, new, dict.fromkeys((*old, *new))):
        facts = {"application_id": hand.world.application.id}
        hand.record(guild, Action.COMMAND_PERMISSION_UPDATE, target_id, changes, options=facts)


def roles(hand: Hand, guild: Guild, member: Member, before: Sequence[str]) -> None:
    """Record which roles a member was given, and which were taken."""
    changes: list[Json] = []
    for key, ids in (("$remove", set(before) - set(member.roles)), ("$add", set(member.roles) - set(before))):
        named = [
            {"id": role_id, "name": guild.roles[role_id].name} for role_id in sorted(ids) if role_id in guild.roles
        ]
        if named:
            changes.append({"key": key, "new_value": named})
    if changes:
        hand.record(guild, Action.MEMBER_ROLE_UPDATE, member.user.id, changes)


def _sides(now: Json, before: Json | None, *, gone: bool) -> tuple[Json, Json]:
    """Return a thing's states before and after; what was made had none before, what is gone has none after."""
    return (now, {}) if gone else (before or {}, now)


def _overwrite(found: Overwrite | None) -> Json:
    if found is None:
        return {}
    return {
        "id": found.id,
        "type": str(int(found.kind)),
        "allow": str(int(found.allow)),
        "deny": str(int(found.deny)),
    }


def _whose(guild: Guild, found: Overwrite | None) -> dict[str, str]:
    if found is None:
        return {}
    named = {"role_name": guild.roles[found.id].name} if found.kind == ROLE and found.id in guild.roles else {}
    return {"id": found.id, "type": str(int(found.kind)), **named}
