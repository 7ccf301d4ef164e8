"""What a thread that is locked or asleep takes of the answers to what people do in it.

A lock is looked at with the eyes of who asked, not of the application: from who does not manage threads it keeps all
that others would see, and lets through what they alone see. An application that only the user installed, who may not
use external ones there, says nothing at all. A thread that sleeps is woken by an answer, as by any message; what stands
in it cannot be changed.

Source: discord/discord-api-docs issue 5517 (answers), 6884 (what comes after them), 7707 (applications of users);
Discord developer docs, "Threads", Active & Archived Threads. For changes of answers in threads asleep no source is
known: they are refused, as those of other messages are.
"""

from __future__ import annotations

from bot.sandbox.errors import MISSING_ACCESS, THREAD_LOCKED
from bot.sandbox.interactions import contexts
from bot.sandbox.interactions.invocation import Invocation
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.world.messages import Message
from bot.sandbox.world.world import World


def may_answer(world: World, told: Invocation, *, ephemeral: bool) -> None:
    """Check that the first answer, or its deferral, may be written where it was asked for."""
    if _is_kept_out(world, told, ephemeral=ephemeral):
        raise THREAD_LOCKED()


def may_follow_up(world: World, told: Invocation, *, ephemeral: bool) -> None:
    """Check that a further message may be written; a bot that is not in the guild is told of no lock there."""
    if _is_kept_out(world, told, ephemeral=ephemeral):
        inside = world.bot.id in world.guild(told.channel.guild_id or "").members
        raise THREAD_LOCKED() if inside else MISSING_ACCESS()


def may_edit(world: World, told: Invocation, message: Message) -> None:
    """Check that a message may be changed: one that others see, only in a thread that is awake."""
    if not message.is_ephemeral:
        thread_rules.may_react(told.channel)
    may_follow_up(world, told, ephemeral=message.is_ephemeral)


def _is_kept_out(world: World, told: Invocation, *, ephemeral: bool) -> bool:
    if not thread_rules.is_locked(world, told.user_id, told.channel):
        return False
    external = contexts.only_the_user(told.owners)
    if external and Permission.USE_EXTERNAL_APPS not in world.permissions(told.user_id, told.channel.id):
        return True
    return not ephemeral and not told.whispered
