"""Whose hand changes a guild: the bot's through REST, or a person's through their client.

Both go through the same rules: permissions first, then the hierarchy of roles; and both leave their trace in the audit
log.

Source: Discord developer docs, "Permissions", Permission Hierarchy; "Audit Log", Audit Log Entry Object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.bus import Bus
from bot.sandbox.errors import MISSING_ACCESS, MISSING_PERMISSIONS
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action, Change, Entry, differences
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.roles import Rank, Role
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who acts in the world, the bus on which it is told, and the reason that the audit log is given.

    `user_id` is empty for whoever holds the token of a webhook.
    """

    world: World
    bus: Bus
    user_id: str
    reason: str | None = None

    @property
    def user(self) -> User:
        """Who acts."""
        return self.world.user(self.user_id)

    def rank(self, guild: Guild) -> Rank:
        """Return how high they stand in a guild."""
        return guild.rank(self.world.member(guild.id, self.user_id))

    def may(self, guild: Guild) -> Permission:
        """Return what they may do in a guild."""
        return self.world.guild_permissions(self.user_id, guild.id)

    def may_in(self, channel: Channel) -> Permission:
        """Return what they may do in a channel."""
        return self.world.permissions(self.user_id, channel.id)

    def needs(self, guild: Guild, *needed: Permission) -> None:
        """Refuse who lacks one of the permissions in a guild."""
        may = self.may(guild)
        if any(permission not in may for permission in needed):
            raise MISSING_PERMISSIONS()

    def needs_in(self, channel: Channel, *needed: Permission) -> None:
        """Refuse who cannot see a channel, or lacks one of the permissions there."""
        may = self.may_in(channel)
        if Permission.VIEW_CHANNEL not in may:
            raise MISSING_ACCESS()
        if any(permission not in may for permission in needed):
            raise MISSING_PERMISSIONS()

    def above_role(self, guild: Guild, role: Role) -> None:
        """Refuse who does not stand higher than a role."""
        if role.rank >= self.rank(guild):
            raise MISSING_PERMISSIONS()

    def above(self, guild: Guild, member: Member) -> None:
        """Refuse who does not stand higher than a member."""
        if guild.rank(member) >= self.rank(guild):
            raise MISSING_PERMISSIONS()

    def record(
        self,
        guild: Guild,
        action: Action,
        target_id: str | None,
        changes: Sequence[Json] = (),
        *,
        options: Mapping[str, str] | None = None,
    ) -> None:
        """Write into the guild's audit log what was done, and tell so."""
        facts = tuple((options or {}).items())
        entry_id = self.world.snowflakes.mint()
        entry = Entry(entry_id, action, self.user_id or None, target_id, tuple(changes), facts, self.reason)
        guild.audit_log.add(entry)
        self.tell("GUILD_AUDIT_LOG_ENTRY_CREATE", entry.to_json(), guild)

    def record_change(self, guild: Guild, action: Action, target_id: str | None, change: Change) -> None:
        """Write into the audit log how something changed; what is as it was before is no entry."""
        if changes := differences(change.before, change.after, change.keys):
            self.record(guild, action, target_id, changes)

    def tell(self, name: str, data: Json, guild: Guild, channel: Channel | None = None) -> None:
        """Tell an event of a guild, with its id in it."""
        self.bus.emit(
            name, {"guild_id": guild.id, **data}, guild=guild.id, channel=None if channel is None else channel.id
        )
