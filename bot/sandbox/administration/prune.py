"""Pruning: who did nothing for days is removed.

Discord goes by when somebody was last online; in the sandbox everybody always is, so it goes by when they last joined,
wrote, or were in voice.

Source: Discord developer docs, "Guild", Get Guild Prune Count, Begin Guild Prune.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.sandbox.administration import members, roles
from bot.sandbox.administration.hand import Hand
from bot.sandbox.permissions import Permission
from bot.sandbox.validate.prune import Prune
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.guilds import Guild, Member


def found(hand: Hand, guild: Guild, asked: Prune) -> list[Member]:
    """Return whom a prune would remove."""
    hand.needs(guild, Permission.MANAGE_GUILD, Permission.KICK_MEMBERS)
    for role_id in asked.role_ids:
        roles.find(guild, role_id)
    since = hand.world.clock.now() - timedelta(days=asked.days)
    active = _active(hand, guild, since)
    return [
        member
        for member in guild.members.values()
        if member.joined < since
        and member.user.id not in active
        and set(member.roles) <= asked.role_ids
        and not member.user.bot
        and member.user.id != guild.owner_id
    ]


def begin(hand: Hand, guild: Guild, asked: Prune) -> int:
    """Remove who did nothing for days, and return how many they were."""
    gone = found(hand, guild, asked)
    for member in gone:
        members.remove(hand, guild, member)
    facts = {"delete_member_days": str(asked.days), "members_removed": str(len(gone))}
    hand.record(guild, Action.MEMBER_PRUNE, None, options=facts)
    return len(gone)


def _active(hand: Hand, guild: Guild, since: datetime) -> set[str]:
    """Return who wrote since then, or is in voice."""
    everywhere = (*hand.world.channels_of(guild.id), *hand.world.channels_of(guild.id, threads=True))
    wrote = {one.author.id for channel in everywhere for one in channel.messages.values() if one.created >= since}
    return wrote | {state.user_id for state in guild.voice_states}
