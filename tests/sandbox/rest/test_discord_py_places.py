"""discord.py's own threads, forums, webhooks and forwards, over REST and the gateway at once."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, TypeVar

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.sandbox.permissions import Permission as P
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

WAIT_S = 10.0
Kind = TypeVar("Kind")


@pytest.fixture
async def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[discord.Client]:
    """A client that is logged in and connected, allowed everything."""
    desk.guild.roles[desk.guild.id].permissions |= P.MANAGE_WEBHOOKS | P.MANAGE_CHANNELS
    desk.world.add_channel(desk.guild, "quests", ChannelType.FORUM)
    monkeypatch.setattr(Route, "BASE", f"{desk.sandbox.base_url}/api/v10")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(desk.sandbox.realm.gateway_url))
    made = discord.Client(intents=discord.Intents.all(), guild_ready_timeout=0.1, chunk_guilds_at_startup=False)
    await made.login(desk.sandbox.token)
    connection = asyncio.create_task(made.connect())
    await asyncio.wait_for(made.wait_until_ready(), WAIT_S)
    yield made
    await made.close()
    await connection
    assert desk.sandbox.gaps == []


def place(client: discord.Client, name: str, kind: type[Kind]) -> Kind:
    """Return a channel as the library knows it."""
    found = discord.utils.get(client.get_all_channels(), name=name)
    assert isinstance(found, kind)
    return found


def heard(client: discord.Client, event: Any, check: Any = None) -> asyncio.Task[Any]:
    """Begin to wait for an event."""
    return asyncio.create_task(client.wait_for(event, check=check, timeout=WAIT_S))


async def test_a_thread_is_started_from_a_message_and_lived_in(desk: Desk, client: discord.Client) -> None:
    table = place(client, "table", discord.TextChannel)
    message = await table.send("the gate")
    created = heard(client, "thread_create")
    thread = await message.create_thread(name="about the gate", auto_archive_duration=60)
    assert (thread.id, thread.parent, thread.owner_id) == (message.id, table, client.application_id)
    assert (await created).id == thread.id
    joined = heard(client, "thread_member_join")
    desk.sandbox.actors.say(desk.user("alice").id, str(thread.id), "I am in")
    assert (await joined).id == int(desk.user("alice").id)
    members = await thread.fetch_members()
    assert {member.id for member in members} == {int(desk.user("alice").id), client.application_id}
    assert [message.content async for message in thread.history(oldest_first=True)] == ["", "I am in"]
    updated = heard(client, "thread_update")
    await thread.edit(archived=True, locked=True)
    _, after = await updated
    assert (after.archived, after.locked) == (True, True)
    assert [one.id async for one in table.archived_threads()] == [thread.id]
    deleted = heard(client, "raw_thread_delete")
    await thread.delete()
    assert (await deleted).thread_id == thread.id


async def test_a_thread_that_falls_asleep_is_forgotten_and_comes_back(desk: Desk, client: discord.Client) -> None:
    thread = await place(client, "table", discord.TextChannel).create_thread(
        name="side talk", type=discord.ChannelType.public_thread, auto_archive_duration=60
    )
    asleep = heard(client, "thread_update")
    desk.sandbox.realm.clock.advance(3700)
    assert (await asleep)[1].archived
    assert client.guilds[0].get_thread(thread.id) is None
    back = heard(client, "thread_join")
    desk.sandbox.actors.say(desk.user("alice").id, str(thread.id), "still here?")
    assert (await back).id == thread.id


async def test_the_bot_is_brought_into_a_private_thread(desk: Desk, client: discord.Client) -> None:
    for role in desk.guild.roles.values():
        role.permissions &= ~P.MANAGE_THREADS
    joined = heard(client, "thread_join")
    private = desk.world.add_thread(desk.channel, "whispers", desk.user("alice"), kind=ChannelType.PRIVATE_THREAD)
    desk.sandbox.realm.threads.add(private, desk.bot, desk.user("alice"))
    thread = await joined
    assert (thread.id, thread.is_private(), thread.me.id) == (int(private.id), True, client.application_id)
    removed = heard(client, "thread_remove")
    desk.sandbox.realm.threads.remove(private, desk.bot.id, desk.user("alice"))
    assert (await removed).id == thread.id


async def test_a_forum_is_set_up_and_posted_in(desk: Desk, client: discord.Client) -> None:
    forum = place(client, "quests", discord.ForumChannel)
    updated = heard(client, "guild_channel_update")
    await forum.edit(available_tags=[discord.ForumTag(name="hard", emoji="🎲")], default_reaction_emoji="⚔️")
    forum = (await updated)[1]
    (tag,) = forum.available_tags
    assert (tag.name, str(forum.default_reaction_emoji)) == ("hard", "⚔️")
    file = discord.File(io.BytesIO(b"abc"), "map.txt", description="the map")
    made = await forum.create_thread(name="The gate", content="Who comes along?", applied_tags=[tag], file=file)
    assert (made.thread.id, made.message.content) == (made.message.id, "Who comes along?")
    assert made.message.attachments[0].description == "the map"
    assert [one.name for one in made.thread.applied_tags] == ["hard"]
    pinned = await made.thread.edit(pinned=True)
    assert pinned.flags.pinned
    with pytest.raises(discord.NotFound) as caught:
        await forum.create_thread(name="x", content="y", applied_tags=[discord.Object(1)])
    assert caught.value.code == 10087


async def test_a_webhook_speaks_for_others(desk: Desk, client: discord.Client) -> None:
    table = place(client, "table", discord.TextChannel)
    changed = heard(client, "webhooks_update")
    webhook = await table.create_webhook(name="Innkeeper", avatar=b"\x89PNG\r\n\x1a\n" + bytes(8))
    assert (await changed) == table
    seen = heard(client, "message", lambda message: message.webhook_id == webhook.id)
    sent = await webhook.send("Welcome!", username="Strahd", wait=True)
    assert (await seen).author.name == sent.author.name == "Strahd"
    edited = await sent.edit(content="Begone!", attachments=[discord.File(io.BytesIO(b"abc"), "a.txt")])
    assert (edited.content, edited.attachments[0].filename) == ("Begone!", "a.txt")
    thread = await table.create_thread(name="side talk", type=discord.ChannelType.public_thread)
    whispered = await webhook.send("psst", thread=thread, wait=True)
    await webhook.delete_message(whispered.id, thread=thread)
    partial = discord.Webhook.partial(webhook.id, webhook.token or "", client=client)
    assert (await partial.fetch()).name == "Innkeeper"
    await webhook.edit(name="Guard")
    assert [hook.name for hook in await table.webhooks()] == ["Guard"]
    assert len(await client.guilds[0].webhooks()) == 1
    await webhook.delete()
    with pytest.raises(discord.NotFound):
        await partial.fetch()


async def test_a_webhook_posts_a_view_and_a_forum_thread(desk: Desk, client: discord.Client) -> None:
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Rules", url="https://example.com"))
    forum = place(client, "quests", discord.ForumChannel)
    webhook = await forum.create_webhook(name="Herald")
    sent = await webhook.send("Hear ye", thread_name="News", view=view, wait=True)
    assert sent.channel.id == sent.id
    with pytest.raises(discord.HTTPException) as caught:
        await webhook.send("no thread")
    assert caught.value.code == 220001


async def test_a_message_is_forwarded(desk: Desk, client: discord.Client) -> None:
    table, dice = place(client, "table", discord.TextChannel), place(client, "dice", discord.TextChannel)
    original = await table.send("far and wide", embed=discord.Embed(title="t"))
    forwarded = await original.forward(dice)
    (snapshot,) = forwarded.message_snapshots
    assert (snapshot.content, snapshot.embeds[0].title) == ("far and wide", "t")
    assert forwarded.flags.forwarded
    assert forwarded.reference is not None
    assert forwarded.reference.message_id == original.id
