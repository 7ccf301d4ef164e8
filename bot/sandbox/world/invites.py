"""Invites: codes that let people into a guild, for a while and for so many.

Source: Discord developer docs, "Invite".
"""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.clock import iso
from bot.sandbox.errors import UNKNOWN_INVITE
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.roles import Role
from bot.sandbox.world.users import User

MOST_IN_A_GUILD = 1000
_GUILD = 0
_LETTERS = string.ascii_letters + string.digits
_OF_GUILD = (
    "id", "name", "splash", "banner", "description", "icon", "features", "verification_level", "vanity_url_code",
    "nsfw_level", "nsfw", "premium_subscription_count",
)  # fmt: skip
_OF_ROLE = ("id", "name", "position", "color", "colors", "icon", "unicode_emoji")


def _code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


@dataclass(slots=True, eq=False)
class Invite:
    """One invite.

    Attributes:
        max_age_s: How long it is good for; 0 is for ever.
        max_uses: How often it can be used; 0 is any number of times.
        temporary: Whether who comes by it is to leave again when they go offline, which in the sandbox nobody does.
        roles: What who comes by it is given.
    """

    guild: Guild
    channel: Channel
    inviter: User
    created: datetime
    max_age_s: int = 86_400
    max_uses: int = 0
    temporary: bool = False
    roles: tuple[Role, ...] = ()
    uses: int = 0
    code: str = field(default_factory=_code)

    @property
    def expires(self) -> datetime | None:
        """When it ends; None for one that never does."""
        return self.created + timedelta(seconds=self.max_age_s) if self.max_age_s else None

    def is_over(self, now: datetime) -> bool:
        """Tell whether it is too old, or used up."""
        old = self.expires is not None and self.expires <= now
        return old or 0 < self.max_uses <= self.uses

    def is_like(self, other: Invite) -> bool:
        """Tell whether it is good for the same, so that no other one is needed."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("channel", "inviter", "max_age_s", "max_uses", "temporary", "roles")
        )

    def to_json(self) -> Json:
        """Return Discord's invite object."""
        whole = self.guild.to_json()
        shown: Json = {
            "type": _GUILD,
            "code": self.code,
            "guild_id": self.guild.id,
            "guild": {name: whole[name] for name in _OF_GUILD},
            "channel": {"id": self.channel.id, "name": self.channel.name, "type": int(self.channel.type)},
            "inviter": self.inviter.to_json(),
            "expires_at": iso(self.expires) if self.expires else None,
            "flags": 0,
        }
        roles = [{name: role.to_json()[name] for name in _OF_ROLE} for role in self.roles]
        return shown | ({"roles": roles} if roles else {})

    def metadata(self) -> Json:
        """Return Discord's invite metadata object, which extends the other."""
        return {
            "uses": self.uses,
            "max_uses": self.max_uses,
            "max_age": self.max_age_s,
            "temporary": self.temporary,
            "created_at": iso(self.created),
        }


class Invites:
    """All invites that are good still, by code."""

    def __init__(self) -> None:
        self._all: dict[str, Invite] = {}

    def get(self, code: str, now: datetime) -> Invite:
        """Return an invite that is good still, or raise Discord's 404."""
        found = self._all.get(code)
        if found is None or found.is_over(now):
            raise UNKNOWN_INVITE()
        return found

    def of_guild(self, guild: Guild, now: datetime) -> list[Invite]:
        """Return a guild's invites that are good still; the others are forgotten."""
        self._all = {code: one for code, one in self._all.items() if not one.is_over(now)}
        return [one for one in self._all.values() if one.guild is guild]

    def add(self, invite: Invite) -> None:
        """Keep one more."""
        self._all[invite.code] = invite

    def remove(self, invite: Invite) -> None:
        """Forget one."""
        self._all.pop(invite.code, None)
