"""Whom a message mentions: by default, by permission, in answers, replies, webhooks and edits."""

from __future__ import annotations

from typing import Any

import discord

from tests.sandbox.outside.worlds import OPEN, Stage


async def a_message_mentions_all_by_default(stage: Stage) -> None:
    _mentioned(stage, await stage.tried("send", stage.channel().send(await _words(stage))))


async def an_answer_mentions_users_alone_by_default(stage: Stage) -> None:
    words = await _words(stage)

    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(words)
        await interaction.followup.send(words)

    await stage.teach(stage.command("call", answer))
    await stage.did("alice /call", stage.world.actor("alice").slash(OPEN, "call", {}))
    async for message in stage.channel().history(limit=2):
        _mentioned(stage, message)


async def a_webhook_mentions_users_alone_by_default(stage: Stage) -> None:
    webhook = await stage.channel().create_webhook(name="npc")
    await stage.settled()
    _mentioned(stage, await stage.tried("send", webhook.send(await _words(stage), wait=True)))


async def people_mention_what_they_may(stage: Stage) -> None:
    words = await _words(stage)
    for name in ("alice", "dana"):
        await stage.did(f"{name} writes", stage.world.actor(name).say(OPEN, words))
        async for message in stage.channel().history(limit=1):
            _mentioned(stage, message)


async def an_edit_mentions_anew(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("nobody"))
    _mentioned(stage, sent)
    _mentioned(stage, await stage.tried("edit", sent.edit(content=await _words(stage))))
    quiet = discord.AllowedMentions.none()
    _mentioned(stage, await stage.tried("edit", sent.edit(content=await _words(stage), allowed_mentions=quiet)))


async def code_mentions_nobody(stage: Stage) -> None:
    bob = (await stage.person("bob")).mention
    for words in (f"`{bob} @everyone`", f"```\n{bob} @here\n```", f"\\{bob}", "<@1>", "<@!1> <@&1> <#1>"):
        _mentioned(stage, await stage.tried("send", stage.channel().send(words)))
    _mentioned(stage, await stage.tried("send", stage.channel().send(f"{bob} {bob}")))


async def some_are_mentioned_by_id(stage: Stage) -> None:
    alice, bob = await stage.person("alice"), await stage.person("bob")
    words = f"{alice.mention} {bob.mention} {stage.role('Scouts').mention}"
    for allowed in (
        discord.AllowedMentions(everyone=False, users=[bob], roles=False),
        discord.AllowedMentions(everyone=False, users=False, roles=[stage.role("Scouts")]),
    ):
        _mentioned(stage, await stage.tried("send", stage.channel().send(words, allowed_mentions=allowed)))


async def _words(stage: Stage) -> str:
    return f"{(await stage.person('bob')).mention} {stage.role('Scouts').mention} @everyone"


def _mentioned(stage: Stage, message: Any) -> None:
    users, roles = sorted(user.name for user in message.mentions), [role.name for role in message.role_mentions]
    stage.note(f"mentions {users} {roles} everyone={message.mention_everyone}")
