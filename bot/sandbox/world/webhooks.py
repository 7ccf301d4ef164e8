"""Webhooks: addresses that write into one channel, under a name of their own.

Source: Discord developer docs, "Webhook".
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from bot.sandbox.errors import UNKNOWN_WEBHOOK
from bot.sandbox.wire import Json
from bot.sandbox.world.users import User

MOST_IN_A_CHANNEL = 15
MOST_IN_A_GUILD = 1000
_INCOMING, _FOLLOWER = 1, 2


@dataclass(frozen=True, slots=True)
class Source:
    """An announcement channel that is followed."""

    guild_id: str
    guild_name: str
    channel_id: str
    channel_name: str

    @property
    def title(self) -> str:
        """What its messages are signed with elsewhere."""
        return f"{self.guild_name} #{self.channel_name}"

    def to_json(self) -> Json:
        """Return what it adds to Discord's webhook object."""
        return {
            "source_guild": {"id": self.guild_id, "name": self.guild_name, "icon": None},
            "source_channel": {"id": self.channel_id, "name": self.channel_name},
        }


@dataclass(slots=True, eq=False)
class Webhook:
    """One webhook: an incoming one, or one that follows an announcement channel.

    Attributes:
        creator: Who made it; only who asks with a bot's token is told.
        application_id: The application that made it, when one did; its components may then be interactive.
        source: What it follows; nobody writes through it but what is published there.
    """

    id: str
    guild_id: str
    channel_id: str
    name: str
    creator: User
    application_id: str | None = None
    avatar: str | None = None
    source: Source | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(51))

    def author(self, name: str | None, avatar_url: str | None) -> User:
        """Return whom its messages name as their author: itself, or somebody else for this once."""
        avatar = self.avatar if avatar_url is None else picture(avatar_url)
        return User(self.id, name or self.name, None, bot=True, discriminator="0000", avatar=avatar)

    def to_json(self, *, base_url: str, with_user: bool = True) -> Json:
        """Return Discord's webhook object."""
        shown: Json = {
            "id": self.id,
            "type": _INCOMING if self.source is None else _FOLLOWER,
            "guild_id": self.guild_id,
            "channel_id": self.channel_id,
            "name": self.name,
            "avatar": self.avatar,
            "application_id": self.application_id,
        }
        if self.source is None:
            shown |= {"token": self.token, "url": f"{base_url}/api/webhooks/{self.id}/{self.token}"}
        else:
            shown |= self.source.to_json()
        return shown | ({"user": self.creator.to_json()} if with_user else {})


class Webhooks:
    """All webhooks, by id."""

    def __init__(self) -> None:
        self._all: dict[str, Webhook] = {}

    def __contains__(self, webhook_id: object) -> bool:
        return webhook_id in self._all

    def get(self, webhook_id: str) -> Webhook:
        """Return a webhook, or raise Discord's 404."""
        if (webhook := self._all.get(webhook_id)) is None:
            raise UNKNOWN_WEBHOOK()
        return webhook

    def add(self, webhook: Webhook) -> None:
        """Keep one more."""
        self._all[webhook.id] = webhook

    def remove(self, webhook: Webhook) -> None:
        """Forget one."""
        del self._all[webhook.id]

    def of_channel(self, channel_id: str) -> list[Webhook]:
        """Return the webhooks that write into a channel."""
        return [webhook for webhook in self._all.values() if webhook.channel_id == channel_id]

    def following(self, channel_id: str) -> list[Webhook]:
        """Return the webhooks that follow an announcement channel."""
        return [webhook for webhook in self._all.values() if webhook.source and webhook.source.channel_id == channel_id]

    def of_guild(self, guild_id: str) -> list[Webhook]:
        """Return a guild's webhooks."""
        return [webhook for webhook in self._all.values() if webhook.guild_id == guild_id]


def picture(source: str) -> str:
    """Return the hash under which a picture is kept."""
    return hashlib.md5(source.encode(), usedforsecurity=False).hexdigest()
