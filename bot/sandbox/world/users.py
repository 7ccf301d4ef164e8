"""People, the bot's own account, and the application that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.wire import Json

_PRESENCE_LIMITED = 1 << 13
_GUILD_MEMBERS_LIMITED = 1 << 15
_MESSAGE_CONTENT_LIMITED = 1 << 19
_COMMAND_BADGE = 1 << 23


@dataclass(slots=True, eq=False)
class User:
    """One account. Only bots still carry a discriminator that is not "0"."""

    id: str
    username: str
    global_name: str | None
    bot: bool = False
    discriminator: str = "0"
    locale: str = "en-US"
    avatar: str | None = None

    def to_json(self) -> Json:
        """Return Discord's user object."""
        return {
            "id": self.id,
            "username": self.username,
            "global_name": self.global_name,
            "discriminator": self.discriminator,
            "avatar": self.avatar,
            "avatar_decoration_data": None,
            "banner": None,
            "accent_color": None,
            "collectibles": None,
            "primary_guild": None,
            "public_flags": 0,
            **({"bot": True} if self.bot else {}),
        }

    def to_own_json(self) -> Json:
        """Return the user object as its own account gets it."""
        return {
            **self.to_json(),
            "flags": 0,
            "mfa_enabled": True,
            "locale": self.locale,
            "verified": True,
            "email": None,
        }


@dataclass(slots=True, eq=False)
class Application:
    """The application that owns the bot and its commands; its id is the bot's.

    Attributes:
        flags: Which privileged intents are switched on for it, as a bot in few guilds may have them, among others.
        install_types: For whom it can be installed: guilds (0), users (1).
        installed_by: The users who installed it for themselves.
    """

    id: str
    name: str
    owner: User
    bot: User
    description: str = ""
    flags: int = _PRESENCE_LIMITED | _GUILD_MEMBERS_LIMITED | _MESSAGE_CONTENT_LIMITED | _COMMAND_BADGE
    install_types: list[int] = field(default_factory=lambda: [0])
    installed_by: set[str] = field(default_factory=set[str])

    def to_json(self) -> Json:
        """Return Discord's application object."""
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "description": self.description,
            "summary": "",
            "type": None,
            "bot": self.bot.to_json(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "is_monetized": False,
            "verify_key": "0" * 64,
            "owner": self.owner.to_json(),
            "team": None,
            "flags": self.flags,
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "event_webhooks_url": None,
            "event_webhooks_status": 1,
            "approximate_guild_count": 0,
            "approximate_user_install_count": len(self.installed_by),
            "integration_types_config": {str(kind): {} for kind in self.install_types},
            "install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"},
        }
