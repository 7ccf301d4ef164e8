"""Guilds and their members.

Source: Discord developer docs, "Guild".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.clock import iso
from bot.sandbox.permissions import EVERYONE, Standing
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import AuditLog
from bot.sandbox.world.emojis import Emoji
from bot.sandbox.world.roles import OWNER, Rank, Role
from bot.sandbox.world.scheduled_events import ScheduledEvent
from bot.sandbox.world.users import User
from bot.sandbox.world.voice import VoiceState


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild; `deaf` and `mute` are what the guild imposes on them in voice."""

    user: User
    joined: datetime
    nick: str | None = None
    roles: list[str] = field(default_factory=list[str])
    timed_out_until: datetime | None = None
    deaf: bool = False
    mute: bool = False
    flags: int = 0

    def to_json(self, *, with_user: bool = True) -> Json:
        """Return Discord's member object; events that name the user elsewhere leave it out."""
        shown: Json = {"user": self.user.to_json()} if with_user else {}
        return shown | {
            "nick": self.nick,
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "collectibles": None,
            "roles": list(self.roles),
            "joined_at": iso(self.joined),
            "premium_since": None,
            "deaf": self.deaf,
            "mute": self.mute,
            "flags": self.flags,
            "pending": False,
            "communication_disabled_until": iso(self.timed_out_until) if self.timed_out_until else None,
        }


@dataclass(frozen=True, slots=True)
class Ban:
    """Somebody who may not come back, and why."""

    user: User
    reason: str | None

    def to_json(self) -> Json:
        """Return Discord's ban object."""
        return {"user": self.user.to_json(), "reason": self.reason}


@dataclass(slots=True, eq=False)
class Guild:
    """A guild with its roles and members; its channels stand in the world.

    `settings` holds what Modify Guild changes and nothing in the sandbox depends on; `command_permissions` who may use
    which command, by the id of the command or of the application.
    """

    id: str
    name: str
    owner_id: str
    created: datetime
    roles: dict[str, Role] = field(default_factory=dict[str, Role])
    members: dict[str, Member] = field(default_factory=dict[str, Member])
    preferred_locale: str = "en-US"
    features: list[str] = field(default_factory=list[str])
    unavailable: bool = False
    voice_states: list[VoiceState] = field(default_factory=list[VoiceState])
    scheduled_events: dict[str, ScheduledEvent] = field(default_factory=dict[str, ScheduledEvent])
    emojis: dict[str, Emoji] = field(default_factory=dict[str, Emoji])
    command_permissions: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])
    bans: dict[str, Ban] = field(default_factory=dict[str, Ban])
    audit_log: AuditLog = field(default_factory=AuditLog)
    settings: Json = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        if self.id not in self.roles:
            self.roles[self.id] = Role(self.id, "@everyone", EVERYONE)

    def standing(self, member: Member, now: datetime) -> Standing:
        """Return what the permission arithmetic needs to know of a member."""
        roles = [self.roles[self.id], *(self.roles[role_id] for role_id in member.roles)]
        return Standing(
            user_id=member.user.id,
            everyone_id=self.id,
            role_ids=frozenset(member.roles),
            granted=[role.permissions for role in roles],
            owner=member.user.id == self.owner_id,
            timed_out=member.timed_out_until is not None and member.timed_out_until > now,
        )

    def rank(self, member: Member) -> Rank:
        """Return how high a member's highest role stands; the owner's rank is above every role."""
        if member.user.id == self.owner_id:
            return OWNER
        return max(self.roles[role_id].rank for role_id in (self.id, *member.roles))

    def voice_state(self, user_id: str) -> VoiceState | None:
        """Return where a member is in voice; None when they are nowhere."""
        return next((state for state in self.voice_states if state.user_id == user_id), None)

    def voice_json(self, state: VoiceState) -> Json:
        """Return the voice state object of a member."""
        member = self.members.get(state.user_id)
        return state.to_json(deaf=bool(member and member.deaf), mute=bool(member and member.mute))

    def to_json(self) -> Json:
        """Return Discord's guild object, as REST sends it."""
        return {
            "id": self.id,
            "name": self.name,
            "owner_id": self.owner_id,
            "roles": [role.to_json() for role in self.roles.values()],
            "features": list(self.features),
            "preferred_locale": self.preferred_locale,
            **_UNUSED,
            **self.settings,
            "emojis": [emoji.to_json() for emoji in self.emojis.values()],
            "stickers": [],
        }

    def partial_json(self) -> Json:
        """Return the partial guild that an interaction carries."""
        return {"id": self.id, "locale": self.preferred_locale, "features": list(self.features)}


_UNUSED: Json = {
    "icon": None,
    "icon_hash": None,
    "splash": None,
    "discovery_splash": None,
    "home_header": None,
    "banner": None,
    "description": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 0,
    "default_message_notifications": 1,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "nsfw": False,
    "application_id": None,
    "max_presences": None,
    "max_members": 500_000,
    "max_video_channel_users": 25,
    "max_stage_video_channel_users": 50,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "incidents_data": None,
    "latest_onboarding_question_id": None,
}
