"""A bot with one word for each feature of discord.py: ``/do webhooks`` uses it end to end and reports what came of it.

Run as ``python -m tests.sandbox.probe.features``; it takes its settings and tells its reports as `bot` does.
"""

from __future__ import annotations

import asyncio
import datetime
import io
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_base import point_at
from tests.sandbox.probe.bot import report

Facts = dict[str, Any]
Feature = Callable[[discord.Interaction], Awaitable[Facts]]
FEATURES: dict[str, Feature] = {}


def feature(work: Feature) -> Feature:
    FEATURES[work.__name__] = work
    return work


def here(interaction: discord.Interaction) -> discord.TextChannel:
    assert isinstance(interaction.channel, discord.TextChannel)
    return interaction.channel


def home(interaction: discord.Interaction) -> discord.Guild:
    assert interaction.guild is not None
    return interaction.guild


@feature
async def threads(interaction: discord.Interaction) -> Facts:
    channel = here(interaction)
    starter = await channel.send("a topic")
    thread = await starter.create_thread(name="the side room", auto_archive_duration=60)
    said = await thread.send("inside")
    await thread.add_user(interaction.user)
    members = await thread.fetch_members()
    await thread.edit(name="the back room", archived=True, locked=True)
    archived = [old.name async for old in channel.archived_threads()]
    whispers = await channel.create_thread(name="whispers", type=discord.ChannelType.private_thread)
    active = [one.name for one in await home(interaction).active_threads()]
    await whispers.delete()
    return {
        "same_id": thread.id == starter.id,
        "said_in": str(said.channel.id),
        "thread": str(thread.id),
        "members": sorted(str(member.id) for member in members),
        "archived": archived,
        "active": active,
    }


@feature
async def forums(interaction: discord.Interaction) -> Facts:
    forum = next(channel for channel in home(interaction).forums)
    tag = await forum.create_tag(name="lore", emoji=discord.PartialEmoji.from_str("📜"))
    post = await forum.create_thread(name="Who built the tower?", content="Nobody knows.", applied_tags=[tag])
    answer = await post.thread.send("The giants.")
    await post.thread.edit(pinned=True)
    await post.thread.remove_tags(tag)
    fetched = await home(interaction).fetch_channel(post.thread.id)
    assert isinstance(fetched, discord.Thread)
    return {
        "tag": tag.name,
        "starter": post.message.content,
        "answer_in": answer.channel.id == post.thread.id,
        "pinned": fetched.flags.pinned,
        "tags": [one.name for one in fetched.applied_tags],
    }


@feature
async def webhooks(interaction: discord.Interaction) -> Facts:
    channel = here(interaction)
    hook = await channel.create_webhook(name="Goblin")
    said = await hook.send("Sneak!", username="Snaga", embed=discord.Embed(title="from the dark"), wait=True)
    edited = await said.edit(content="Sneaked.", attachments=[discord.File(io.BytesIO(b"a map"), "map.txt")])
    fetched = await hook.fetch_message(said.id)
    held = [one.name for one in await channel.webhooks()]
    await hook.edit(name="Hobgoblin")
    renamed = (await interaction.client.fetch_webhook(hook.id)).name
    await fetched.delete()
    await hook.delete()
    return {
        "as": said.author.name,
        "content": [said.content, edited.content, fetched.content],
        "file": (await edited.attachments[0].read()).decode(),
        "held": held,
        "renamed": renamed,
        "left": [one.name for one in await channel.webhooks()],
    }


@feature
async def polls(interaction: discord.Interaction) -> Facts:
    poll = discord.Poll(question="Which way?", duration=datetime.timedelta(hours=1))
    poll.add_answer(text="Left", emoji="⬅️")
    poll.add_answer(text="Right")
    message = await here(interaction).send(poll=poll)
    report("asked", message=str(message.id))
    await interaction.client.wait_for("raw_poll_vote_add")
    fetched = (await here(interaction).fetch_message(message.id)).poll
    assert fetched is not None
    answer = fetched.answers[1]
    voters = [user.name async for user in answer.voters()]
    ended = (await message.end_poll()).poll
    assert ended is not None
    return {"answers": [one.text for one in fetched.answers], "voters": voters, "over": ended.is_finalised()}


@feature
async def scheduled_events(interaction: discord.Interaction) -> Facts:
    guild, soon = home(interaction), discord.utils.utcnow() + datetime.timedelta(days=1)
    event = await guild.create_scheduled_event(
        name="Session 12",
        description="The tower",
        start_time=soon,
        end_time=soon + datetime.timedelta(hours=3),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="The Lantern Inn",
    )
    report("planned", event=str(event.id))
    await interaction.client.wait_for("scheduled_event_user_add")
    who = [user.name async for user in event.users()]
    await event.edit(name="Session 13")
    listed = [one.name for one in await guild.fetch_scheduled_events()]
    started = await event.start()
    done = await started.end()
    return {"who": who, "listed": listed, "status": [started.status.name, done.status.name]}


@feature
async def reactions(interaction: discord.Interaction) -> Facts:
    message = await here(interaction).send("how was it?")
    for emoji in ("👍", "👎"):
        await message.add_reaction(emoji)
    report("asked", message=str(message.id))
    await interaction.client.wait_for("raw_reaction_add", check=lambda event: event.user_id == interaction.user.id)
    fetched = await message.channel.fetch_message(message.id)
    thumbs = {str(reaction.emoji): [user.name async for user in reaction.users()] for reaction in fetched.reactions}
    await message.remove_reaction("👍", interaction.user)
    await message.clear_reaction("👎")
    left = [str(reaction.emoji) for reaction in (await message.channel.fetch_message(message.id)).reactions]
    await message.clear_reactions()
    none = (await message.channel.fetch_message(message.id)).reactions
    return {"thumbs": thumbs, "left": left, "none": none}


@feature
async def pins(interaction: discord.Interaction) -> Facts:
    channel = here(interaction)
    first, second = await channel.send("rules"), await channel.send("map")
    await first.pin()
    await second.pin(reason="to find it")
    pinned = [message.content async for message in channel.pins()]
    await first.unpin()
    return {"pinned": pinned, "left": [message.content async for message in channel.pins()]}


@feature
async def attachments(interaction: discord.Interaction) -> Facts:
    files = [discord.File(io.BytesIO(f"page {number}".encode()), f"page{number}.txt") for number in range(2)]
    message = await here(interaction).send("two pages", files=files)
    first = await message.attachments[0].read()
    kept = await message.edit(attachments=[message.attachments[1], discord.File(io.BytesIO(b"page 2"), "page2.txt")])
    copy = await kept.attachments[1].to_file()
    shown = discord.Embed(title="a map").set_image(url="attachment://map.png")
    card = await here(interaction).send(embed=shown, file=discord.File(io.BytesIO(b"\x89PNG..."), "map.png"))
    assert card.embeds[0].image.url is not None
    return {
        "first": first.decode(),
        "names": [file.filename for file in kept.attachments],
        "copied": copy.fp.read().decode(),
        "image": card.embeds[0].image.url.endswith("/map.png"),
    }


@feature
async def members(interaction: discord.Interaction) -> Facts:
    guild = home(interaction)
    found = await guild.query_members("ali")
    by_id = await guild.query_members(user_ids=[interaction.user.id])
    return {"found": [one.name for one in found], "by_id": [one.name for one in by_id]}


@app_commands.command(name="do", description="use a feature, and say what came of it")
@app_commands.describe(what="which")
async def do(interaction: discord.Interaction, what: str) -> None:
    await interaction.response.defer()
    try:
        facts = await FEATURES[what](interaction)
    except Exception as error:
        report("failed", feature=what, error=repr(error))
        raise
    report("did", feature=what, facts=facts)
    await interaction.followup.send(f"did {what}")


@app_commands.command(name="take", description="a file of yours")
@app_commands.describe(file="which")
async def take(interaction: discord.Interaction, file: discord.Attachment) -> None:
    content = (await file.read()).decode()
    await interaction.response.send_message(f"{file.filename}: {content}", file=await file.to_file())


class Features(commands.AutoShardedBot):
    async def setup_hook(self) -> None:
        self.tree.add_command(do)
        self.tree.add_command(take)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing: the sandbox does not ask for the five seconds between shards."""

    async def on_ready(self) -> None:
        report("ready", shards=sorted(self.shards))

    async def on_thread_create(self, thread: discord.Thread) -> None:
        report("thread", name=thread.name, parent=str(thread.parent_id))

    async def on_webhooks_update(self, channel: discord.abc.GuildChannel) -> None:
        report("webhooks", channel=str(channel.id))


async def main() -> None:
    point_at(os.environ["BASE"])
    intents = discord.Intents.default()
    intents.message_content = True
    intents.members = True  # discord.py tells who cares for an event only if it knows them
    async with Features(commands.when_mentioned, intents=intents, guild_ready_timeout=0.1) as bot:
        await bot.start(os.environ["TOKEN"])


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
