"""Guilds, their roles and their members."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.clock import iso
from bot.sandbox.permissions import EVERYONE, NONE, Permission, Standing
from bot.sandbox.wire import Json
from bot.sandbox.world.users import User


@dataclass(slots=True, eq=False)
class Role:
    """A role; @everyone is the one whose id is the guild's."""

    id: str
    name: str
    permissions: Permission = NONE
    position: int = 0
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed: bool = False
    bot_id: str | None = None

    def to_json(self) -> Json:
        """Return Discord's role object."""
        return {
            "id": self.id,
            "name": self.name,
            "color": self.color,
            "colors": {"primary_color": self.color, "secondary_color": None, "tertiary_color": None},
            "hoist": self.hoist,
            "icon": None,
            "unicode_emoji": None,
            "position": self.position,
            "permissions": str(int(self.permissions)),
            "managed": self.managed,
            "mentionable": self.mentionable,
            "flags": 0,
            **({"tags": {"bot_id": self.bot_id}} if self.bot_id else {}),
        }


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined: datetime
    nick: str | None = None
    roles: list[str] = field(default_factory=list[str])
    timed_out_until: datetime | None = None

    def to_json(self, *, with_user: bool = True) -> Json:
        """Return Discord's member object; events that name the user elsewhere leave it out."""
        data: Json = {"user": self.user.to_json()} if with_user else {}
        return data | {
            "nick": self.nick,
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "collectibles": None,
            "roles": list(self.roles),
            "joined_at": iso(self.joined),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "communication_disabled_until": iso(self.timed_out_until) if self.timed_out_until else None,
        }


@dataclass(slots=True, eq=False)
class Guild:
    """A guild with its roles and members; its channels stand in the world."""

    id: str
    name: str
    owner_id: str
    created: datetime
    roles: dict[str, Role] = field(default_factory=dict[str, Role])
    members: dict[str, Member] = field(default_factory=dict[str, Member])
    preferred_locale: str = "en-US"
    features: list[str] = field(default_factory=list[str])
    unavailable: bool = False
    voice_states: list[Json] = field(default_factory=list[Json])

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
            "emojis": [],
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
