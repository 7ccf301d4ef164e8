"""Who may do what, where: Discord's permission arithmetic, and nothing else.

A member's power is worked out in three steps. The guild's roles are joined; the channel's overwrites then take and
give, first for everyone, then for the roles together, then for the member; at last comes what follows by itself (who
cannot see a channel can do nothing in it, who cannot write cannot attach). Owners and administrators stand outside.

Source: Discord developer docs, "Permissions", with the pseudocode under Permission Overwrites.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    """Discord's permission bits."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


_P = Permission
NONE = Permission(0)


def joined(parts: Iterable[Permission]) -> Permission:
    """Return the permissions that stand in any of the parts."""
    whole = NONE
    for part in parts:
        whole |= part
    return whole


ALL = joined(Permission)
EVERYONE = (
    _P.CREATE_INSTANT_INVITE
    | _P.ADD_REACTIONS
    | _P.STREAM
    | _P.VIEW_CHANNEL
    | _P.SEND_MESSAGES
    | _P.EMBED_LINKS
    | _P.ATTACH_FILES
    | _P.READ_MESSAGE_HISTORY
    | _P.MENTION_EVERYONE
    | _P.USE_EXTERNAL_EMOJIS
    | _P.CONNECT
    | _P.SPEAK
    | _P.USE_VAD
    | _P.CHANGE_NICKNAME
    | _P.USE_APPLICATION_COMMANDS
    | _P.REQUEST_TO_SPEAK
    | _P.CREATE_PUBLIC_THREADS
    | _P.CREATE_PRIVATE_THREADS
    | _P.USE_EXTERNAL_STICKERS
    | _P.SEND_MESSAGES_IN_THREADS
    | _P.USE_EMBEDDED_ACTIVITIES
    | _P.USE_SOUNDBOARD
    | _P.USE_EXTERNAL_SOUNDS
    | _P.SEND_VOICE_MESSAGES
    | _P.SEND_POLLS
    | _P.USE_EXTERNAL_APPS
)
"""What a new guild gives to everyone."""

DIRECT_MESSAGE = (
    _P.ADD_REACTIONS
    | _P.VIEW_CHANNEL
    | _P.SEND_MESSAGES
    | _P.EMBED_LINKS
    | _P.ATTACH_FILES
    | _P.READ_MESSAGE_HISTORY
    | _P.MENTION_EVERYONE
    | _P.USE_EXTERNAL_EMOJIS
    | _P.USE_EXTERNAL_STICKERS
    | _P.SEND_VOICE_MESSAGES
    | _P.SEND_POLLS
    | _P.USE_APPLICATION_COMMANDS
    | _P.PIN_MESSAGES
)
"""What both sides of a direct message may do there; there are no roles to ask."""

_TIMED_OUT = _P.VIEW_CHANNEL | _P.READ_MESSAGE_HISTORY
_NEEDS_SENDING = _P.MENTION_EVERYONE | _P.SEND_TTS_MESSAGES | _P.ATTACH_FILES | _P.EMBED_LINKS
_NEEDS_CONNECTING = (
    _P.MANAGE_CHANNELS
    | _P.SPEAK
    | _P.STREAM
    | _P.USE_VAD
    | _P.PRIORITY_SPEAKER
    | _P.MUTE_MEMBERS
    | _P.DEAFEN_MEMBERS
    | _P.MOVE_MEMBERS
    | _P.USE_SOUNDBOARD
    | _P.USE_EXTERNAL_SOUNDS
    | _P.USE_EMBEDDED_ACTIVITIES
    | _P.SET_VOICE_CHANNEL_STATUS
    | _P.REQUEST_TO_SPEAK
)

ROLE = 0
MEMBER = 1


@dataclass(slots=True)
class Overwrite:
    """What a channel gives to and takes from one role (`kind` 0) or one member (`kind` 1)."""

    id: str
    kind: int
    allow: Permission = NONE
    deny: Permission = NONE


@dataclass(frozen=True, slots=True)
class Standing:
    """What the arithmetic needs to know of a member.

    Attributes:
        user_id: Whose standing it is.
        everyone_id: The id of @everyone, which is the guild's.
        role_ids: The member's roles beside @everyone.
        granted: The permissions of @everyone and of each of the roles.
        owner: Whether the guild is theirs.
        timed_out: Whether they are in a timeout now.
    """

    user_id: str
    everyone_id: str
    role_ids: Collection[str]
    granted: Collection[Permission]
    owner: bool = False
    timed_out: bool = False


def base(standing: Standing) -> Permission:
    """Return what a member may do in the guild as a whole."""
    if standing.owner:
        return ALL
    granted = joined(standing.granted)
    if Permission.ADMINISTRATOR in granted:
        return ALL
    return granted & _TIMED_OUT if standing.timed_out else granted


def in_channel(
    standing: Standing, overwrites: Iterable[Overwrite], *, thread: bool = False, voice: bool = False
) -> Permission:
    """Return what a member may do in one channel.

    Args:
        standing: The member's.
        overwrites: The channel's own; a thread has its parent's.
        thread: Whether the channel is a thread, where writing is SEND_MESSAGES_IN_THREADS.
        voice: Whether it is a voice or stage channel, where much depends on CONNECT.
    """
    everywhere = base(standing)
    if everywhere == ALL:
        return ALL
    allowed = _overwritten(joined(standing.granted), standing, list(overwrites))
    if standing.timed_out:
        allowed &= _TIMED_OUT
    return implied(allowed, thread=thread, voice=voice)


def implied(allowed: Permission, *, thread: bool = False, voice: bool = False) -> Permission:
    """Take away what cannot be done because something it rests on cannot."""
    if Permission.VIEW_CHANNEL not in allowed:
        return NONE
    writing = Permission.SEND_MESSAGES_IN_THREADS if thread else Permission.SEND_MESSAGES
    if writing not in allowed:
        allowed &= ~_NEEDS_SENDING
    if voice and Permission.CONNECT not in allowed:
        allowed &= ~_NEEDS_CONNECTING
    return allowed


def _overwritten(start: Permission, standing: Standing, overwrites: list[Overwrite]) -> Permission:
    everyone = [o for o in overwrites if o.kind == ROLE and o.id == standing.everyone_id]
    roles = [o for o in overwrites if o.kind == ROLE and o.id in standing.role_ids and o.id != standing.everyone_id]
    member = [o for o in overwrites if o.kind == MEMBER and o.id == standing.user_id]
    for layer in (everyone, roles, member):
        start = (start & ~joined(o.deny for o in layer)) | joined(o.allow for o in layer)
    return start
