"""Bans: who is out and stays out, and what they wrote lately goes with them.

Source: Discord developer docs, "Guild", Create Guild Ban, Remove Guild Ban, Bulk Guild Ban; "Gateway Events", Guild Ban
Add, Guild Ban Remove.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def ban(hand: Hand, posting: Posting, guild: Guild, user: User, delete_s: int) -> None:
    """Ban somebody, be they a member who stands below or no member at all; who is banned stays so."""
    hand.needs(guild, _P.BAN_MEMBERS)
    if user.id in guild.bans:
        return
    _may_ban(hand, guild, user)
    guild.bans[user.id] = Ban(user, hand.reason)
    hand.tell("GUILD_BAN_ADD", {"user": user.to_json()}, guild)
    if (member := guild.members.get(user.id)) is not None:
        members.remove(hand, guild, member)
    _forget(hand, posting, guild, user, delete_s)
    hand.record(guild, Action.MEMBER_BAN_ADD, user.id)


def ban_many(
    hand: Hand, posting: Posting, guild: Guild, user_ids: Iterable[str], delete_s: int
) -> tuple[list[str], list[str]]:
    """Ban several, and return who is banned now and who could not be, or was so before.

    Raises:
        ApiError: 500000, when nobody could be banned.
    """
    hand.needs(guild, _P.BAN_MEMBERS, _P.MANAGE_GUILD)
    banned, failed = list[str](), list[str]()
    for user_id in user_ids:
        user = hand.world.users.get(user_id)
        try:
            if user is None or user_id in guild.bans:
                raise UNKNOWN_BAN()
            ban(hand, posting, guild, user, delete_s)
            banned.append(user_id)
        except ApiError:
            failed.append(user_id)
    if not banned:
        raise FAILED_TO_BAN()
    return banned, failed


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


def _forget(hand: Hand, posting: Posting, guild: Guild, user: User, delete_s: int) -> None:
    """Delete what somebody wrote lately, everywhere in the guild."""
    since = hand.world.clock.now() - timedelta(seconds=delete_s)
    for channel in (*hand.world.channels_of(guild.id), *hand.world.channels_of(guild.id, threads=True)):
        written = [one.id for one in channel.messages.values() if one.author is user and one.created > since]
        posting.delete_many(channel, written)
