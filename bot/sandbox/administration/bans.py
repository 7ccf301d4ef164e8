"""Bans: who is out and stays out, and what they wrote lately goes with them.

Source: Discord developer docs, "Guild", Create Guild Ban, Remove Guild Ban, Bulk Guild Ban; "Gateway Events", Guild Ban
Add, Guild Ban Remove.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox.administration import members
from bot.sandbox.administration.hand import Hand
from bot.sandbox.errors import FAILED_TO_BAN, MISSING_PERMISSIONS, UNKNOWN_BAN, ApiError
from bot.sandbox.permissions import Permission
from bot.sandbox.posting.posting import Posting
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.guilds import Ban, Guild
from bot.sandbox.world.users import User

_P = Permission


def find(hand: Hand, guild: Guild, user_id: str) -> Ban:
    """Return somebody's ban."""
    hand.needs(guild, _P.BAN_MEMBERS)
    if (found := guild.bans.get(user_id)) is None:
        raise UNKNOWN_BAN()
    return found


def listed(hand: Hand, guild: Guild) -> list[Ban]:
    """Return all bans, by the ids of who is banned."""
    hand.needs(guild, _P.BAN_MEMBERS)
    return sorted(guild.bans.values(), key=lambda ban: int(ban.user.id))


@dataclass(frozen=True, slots=True)
class Banning:
    """Whose hand bans in a guild, and from how far back what the banned wrote goes with them."""

    hand: Hand
    posting: Posting
    guild: Guild
    delete_s: int

    def ban(self, user: User) -> None:
        """Ban somebody, be they a member who stands below or no member at all; who is banned stays so."""
        hand, guild = self.hand, self.guild
        hand.needs(guild, _P.BAN_MEMBERS)
        if user.id in guild.bans:
            return
        _may_ban(hand, guild, user)
        guild.bans[user.id] = Ban(user, hand.reason)
        hand.tell("GUILD_BAN_ADD", {"user": user.to_json()}, guild)
        if (member := guild.members.get(user.id)) is not None:
            members.remove(hand, guild, member)
        self._forget(user)
        hand.record(guild, Action.MEMBER_BAN_ADD, user.id)

    def ban_many(self, user_ids: Iterable[str]) -> tuple[list[str], list[str]]:
        """Ban several, and return who is banned now and who could not be, or was so before.

        Raises:
            ApiError: 500000, when nobody could be banned.
        """
        self.hand.needs(self.guild, _P.BAN_MEMBERS, _P.MANAGE_GUILD)
        banned, failed = list[str](), list[str]()
        for user_id in user_ids:
            user = self.hand.world.users.get(user_id)
            try:
                if user is None or user_id in self.guild.bans:
                    raise UNKNOWN_BAN()
                self.ban(user)
                banned.append(user_id)
            except ApiError:
                failed.append(user_id)
        if not banned:
            raise FAILED_TO_BAN()
        return banned, failed

    def _forget(self, user: User) -> None:
        """Delete what somebody wrote lately, everywhere in the guild."""
        world, guild_id = self.hand.world, self.guild.id
        since = world.clock.now() - timedelta(seconds=self.delete_s)
        for channel in (*world.channels_of(guild_id), *world.channels_of(guild_id, threads=True)):
            written = [one.id for one in channel.messages.values() if one.author is user and one.created > since]
            self.posting.delete_many(channel, written)


def lift(hand: Hand, guild: Guild, user_id: str) -> None:
    """Let somebody come back if they wish."""
    gone = find(hand, guild, user_id)
    del guild.bans[user_id]
    hand.tell("GUILD_BAN_REMOVE", {"user": gone.user.to_json()}, guild)
    hand.record(guild, Action.MEMBER_BAN_REMOVE, user_id)


def _may_ban(hand: Hand, guild: Guild, user: User) -> None:
    if user.id == hand.user_id:
        raise MISSING_PERMISSIONS()
    if (member := guild.members.get(user.id)) is not None:
        hand.above(guild, member)
