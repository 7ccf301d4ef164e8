"""The real library, connected and otherwise left alone, administers a guild and hears what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.sandbox.actors.guild_life import GuildLife
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.governing import Governing
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
WAIT_S = 10.0


@dataclass(slots=True)
class Bot:
    """The library's client, its guild, and the people beside it."""

    client: discord.Client
    guild: discord.Guild
    desk: Desk
    life: GuildLife

    def member(self, name: str) -> discord.Member:
        return next(member for member in self.guild.members if member.name == name)

    def person(self, name: str) -> str:
        return self.desk.user(name).id

    async def hears(self, event: str, act: Callable[[], Any]) -> Any:
        """Do something, and wait for the event that it brings about."""
        heard = self.client.wait_for(event, timeout=WAIT_S)
        done = act()
        if isinstance(done, Awaitable):
            await done
        return await heard


@pytest.fixture
async def bot(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    realm = desk.sandbox.realm
    desk.allow(Permission.ADMINISTRATOR)
    monkeypatch.setattr(Route, "BASE", f"{desk.sandbox.base_url}/api/v10")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(realm.gateway_url))
    client = discord.Client(intents=discord.Intents.all(), shard_count=1, shard_id=0, guild_ready_timeout=0.1)
    await client.login(desk.sandbox.token)
    running = asyncio.create_task(client.connect())
    async with asyncio.timeout(WAIT_S):
        await client.wait_until_ready()
        guild = client.guilds[0]
        await guild.chunk()
    yield Bot(client, guild, desk, GuildLife(realm, desk.sandbox.actors))
    await client.close()
    await asyncio.gather(running, return_exceptions=True)
    assert realm.gaps == []


async def test_roles_are_made_changed_given_and_deleted(bot: Bot) -> None:
    role = await bot.guild.create_role(name="Hero", colour=discord.Colour.gold(), hoist=True)
    edited = await role.edit(name="Heroine", permissions=discord.Permissions(kick_members=True))
    assert edited is not None
    assert (edited.name, edited.permissions.kick_members) == ("Heroine", True)
    before, after = await bot.hears("member_update", lambda: bot.member("bob").add_roles(role))
    assert (len(before.roles), [one.id for one in after.roles[1:]]) == (1, [role.id])
    await bot.guild.edit_role_positions({role: 2})
    await bot.member("bob").remove_roles(role)
    gone = await bot.hears("guild_role_delete", lambda: role.delete())
    assert (gone.id, bot.guild.get_role(role.id)) == (role.id, None)


async def test_members_are_changed_found_and_kicked(bot: Bot) -> None:
    bob = bot.member("bob")
    await bob.edit(nick="Sir Bob")
    await bob.timeout(timedelta(minutes=5))
    found = await bot.guild.fetch_member(bob.id)
    assert (found.nick, found.is_timed_out()) == ("Sir Bob", True)
    assert [member.id for member in await bot.guild.query_members("bo")] == [bob.id]
    await bot.guild.me.edit(nick="The Quill")
    gone = await bot.hears("member_remove", lambda: bob.kick())
    assert (gone.id, bot.guild.get_member(bob.id)) == (bob.id, None)


async def test_somebody_joins(bot: Bot) -> None:
    newcomer = bot.desk.world.add_user("eve")
    joined = await bot.hears("member_join", lambda: bot.life.join(newcomer.id, str(bot.guild.id)))
    assert (joined.name, joined.guild) == ("eve", bot.guild)


async def test_channels_are_made_changed_moved_and_deleted(bot: Bot) -> None:
    category = await bot.guild.create_category("Cellar")
    text = await bot.guild.create_text_channel("Dark corner", category=category, topic="Rats", slowmode_delay=5)
    assert (text.name, text.category_id, text.slowmode_delay) == ("dark-corner", category.id, 5)
    await text.edit(topic="Bats", nsfw=True)
    await text.set_permissions(bot.member("bob"), send_messages=False)
    fetched = await bot.client.fetch_channel(text.id)
    assert isinstance(fetched, discord.TextChannel)
    assert (fetched.topic, fetched.nsfw) == ("Bats", True)
    assert fetched.overwrites_for(bot.member("bob")).send_messages is False
    await text.move(beginning=True, category=None)
    stage = await bot.guild.create_stage_channel("Stage")
    voice = await bot.guild.create_voice_channel("Hall", bitrate=96000, user_limit=5)
    assert (voice.bitrate, voice.user_limit, stage.type) == (96000, 5, discord.ChannelType.stage_voice)
    gone = await bot.hears("guild_channel_delete", lambda: text.delete())
    assert gone.id == text.id


async def test_an_event_is_planned_started_followed_and_ended(bot: Bot) -> None:
    voice = bot.guild.voice_channels[0]
    start = discord.utils.utcnow() + timedelta(hours=1)
    event = await bot.guild.create_scheduled_event(
        name="Session",
        start_time=start,
        entity_type=discord.EntityType.voice,
        channel=voice,
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    bob = bot.person("bob")
    _, user = await bot.hears(
        "scheduled_event_user_add", lambda: bot.life.care(bob, str(bot.guild.id), str(event.id), interested=True)
    )
    assert user.id == int(bob)
    assert [one.name async for one in event.users()] == ["bob"]
    started = await event.start()
    assert started.status is discord.EventStatus.active
    ended = await started.end()
    assert ended.status is discord.EventStatus.completed
    outside = await bot.guild.create_scheduled_event(
        name="Fair",
        start_time=start,
        end_time=start + timedelta(hours=2),
        location="Market",
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    assert [one.id for one in await bot.guild.fetch_scheduled_events()] == [outside.id]
    await outside.delete()


async def test_a_poll_is_voted_on_ended_and_told(bot: Bot) -> None:
    channel = next(one for one in bot.guild.text_channels if one.name == "table")
    poll = discord.Poll("When?", timedelta(hours=1))
    poll.add_answer(text="Friday", emoji="🎲")
    poll.add_answer(text="Sunday")
    message = await channel.send(poll=poll)
    bob, where = bot.person("bob"), (str(channel.id), str(message.id))
    vote = await bot.hears("raw_poll_vote_add", lambda: bot.life.vote(bob, *where, ["Friday"]))
    assert (vote.user_id, vote.answer_id) == (int(bob), 1)
    fetched = (await channel.fetch_message(message.id)).poll
    assert fetched is not None
    assert [user.name async for user in fetched.answers[0].voters()] == ["bob"]
    result = await bot.hears("message", lambda: message.end_poll())
    assert result.type is discord.MessageType.poll_result
    final = (await channel.fetch_message(message.id)).poll
    assert final is not None
    assert (final.is_finalized(), final.total_votes) == (True, 1)


async def test_emojis_of_the_application_and_the_guild(bot: Bot) -> None:
    emoji = await bot.client.create_application_emoji(name="d20", image=PNG)
    assert emoji.is_application_owned()
    assert [one.name for one in await bot.client.fetch_application_emojis()] == ["d20"]
    await emoji.edit(name="twenty")
    await emoji.delete()
    own = await bot.guild.create_custom_emoji(name="sword", image=PNG)
    assert [one.id for one in await bot.guild.fetch_emojis()] == [own.id]


async def test_people_in_voice_are_seen_moved_and_muted(bot: Bot) -> None:
    hall = await bot.guild.create_voice_channel("Hall")
    first, bob = bot.guild.voice_channels[0], bot.person("bob")
    member, _, after = await bot.hears("voice_state_update", lambda: bot.life.join_voice(bob, str(first.id)))
    assert (member.name, after.channel.id) == ("bob", first.id)
    _, before, after = await bot.hears("voice_state_update", lambda: member.move_to(hall))
    assert (before.channel.id, after.channel.id) == (first.id, hall.id)
    _, _, after = await bot.hears("voice_state_update", lambda: member.edit(mute=True))
    assert after.mute is True
    assert (await member.fetch_voice()).channel == hall
    _, _, after = await bot.hears("voice_state_update", lambda: bot.life.leave_voice(bob, str(bot.guild.id)))
    assert after.channel is None
    await hall.edit(status="Session 12")
    assert bot.desk.world.channel(str(hall.id)).voice_status == "Session 12"


async def test_the_guild_is_renamed_and_left(bot: Bot) -> None:
    edited = await bot.guild.edit(name="The Prancing Pony")
    assert edited.name == "The Prancing Pony"
    gone = await bot.hears("guild_remove", lambda: bot.guild.leave())
    assert (gone.id, list(bot.client.guilds)) == (bot.guild.id, [])


async def test_a_bot_that_was_kicked_hears_nothing_until_it_is_added_again(bot: Bot) -> None:
    realm, alice, place = bot.desk.sandbox.realm, bot.person("alice"), {"guild": str(bot.guild.id)}
    governing = Governing(realm, bot.life)
    listening = bot.desk.sandbox.realm.gateway.sessions.values()
    await bot.hears("guild_remove", lambda: governing.kick(Asked({"as": alice, "member": bot.desk.bot.id, **place})))
    before = [session.sequence for session in listening]
    governing.make_role(Asked({"as": alice, **place}))
    assert [session.sequence for session in listening] == before
    guild = await bot.hears("guild_join", lambda: governing.add_bot(Asked({"as": alice, **place})))
    assert guild.me.top_role.is_bot_managed()
    assert [session.sequence for session in listening] == [before[0] + 1]


async def test_people_are_banned_several_at_once_and_let_in_again(bot: Bot) -> None:
    bob, everybody = bot.member("bob"), {"carol", "dan"}
    banned_from, banned = await bot.hears("member_ban", lambda: bob.ban(reason="cheats at dice", delete_message_days=1))
    assert (banned_from, banned.id) == (bot.guild, bob.id)
    assert (await bot.guild.fetch_ban(bob)).reason == "cheats at dice"
    done = await bot.guild.bulk_ban([bot.member(name) for name in sorted(everybody)])
    assert (len(done.banned), done.failed) == (2, [])
    assert {ban.user.name async for ban in bot.guild.bans()} == everybody | {"bob"}
    _, free = await bot.hears("member_unban", lambda: bot.guild.unban(bob))
    assert free.id == bob.id
    with pytest.raises(discord.NotFound):
        await bot.guild.fetch_ban(bob)


async def test_invites_are_made_read_used_and_taken_back(bot: Bot) -> None:
    channel = bot.guild.text_channels[0]
    invite = await bot.hears("invite_create", lambda: channel.create_invite(max_age=3600, max_uses=5, unique=True))
    assert (invite.channel, invite.inviter, invite.max_uses) == (channel, bot.client.user, 5)
    joined = await bot.hears("member_join", lambda: bot.life.accept(bot.desk.world.add_user("eve").id, invite.code))
    assert joined.name == "eve"
    assert [(one.code, one.uses) for one in await bot.guild.invites()] == [(invite.code, 1)]
    assert [one.code for one in await channel.invites()] == [invite.code]
    fetched = await bot.client.fetch_invite(invite.code)
    assert (fetched.guild, fetched.approximate_member_count) == (bot.guild, len(bot.desk.guild.members))
    gone = await bot.hears("invite_delete", lambda: fetched.delete(reason="no more room"))
    assert gone.code == invite.code


async def test_the_audit_log_is_heard_and_read(bot: Bot) -> None:
    channel, bob = bot.guild.text_channels[0], bot.member("bob")
    heard = await bot.hears("audit_log_entry_create", lambda: channel.edit(topic="Bats", reason="a cave 🦇"))
    assert (heard.action, heard.target, heard.reason) == (discord.AuditLogAction.channel_update, channel, "a cave 🦇")
    assert (heard.before.topic, heard.after.topic) == ("Words without dice", "Bats")
    role = await bot.guild.create_role(name="Hero", permissions=discord.Permissions(kick_members=True))
    await bob.add_roles(role)
    await channel.set_permissions(bob, send_messages=False)
    hook = await channel.create_webhook(name="Herald")
    invite = await channel.create_invite()
    await bob.timeout(timedelta(minutes=5))
    await bot.guild.create_scheduled_event(
        name="Session",
        start_time=discord.utils.utcnow() + timedelta(hours=1),
        end_time=discord.utils.utcnow() + timedelta(hours=2),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="The inn",
    )
    thread = await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
    await bob.kick(reason="gone")
    entries = {entry.action.name: entry async for entry in bot.guild.audit_logs(limit=100)}
    assert entries["role_create"].after.permissions.kick_members
    assert entries["member_role_update"].after.roles == [role]
    assert entries["overwrite_create"].after.deny.send_messages
    assert entries["webhook_create"].target == hook
    assert entries["invite_create"].after.code == invite.code
    assert entries["member_update"].after.timed_out_until > discord.utils.utcnow()
    assert entries["scheduled_event_create"].after.location == "The inn"
    assert entries["thread_create"].target == thread
    kick = entries["kick"]
    assert kick.target is not None
    assert (kick.target.id, kick.reason, kick.user) == (bob.id, "gone", bot.guild.me)
    only = [entry async for entry in bot.guild.audit_logs(action=discord.AuditLogAction.kick, oldest_first=True)]
    assert [entry.id for entry in only] == [kick.id]


async def test_who_did_nothing_for_days_is_pruned(bot: Bot) -> None:
    bot.desk.sandbox.realm.clock.advance(8 * 86_400)
    role = next(role for role in bot.guild.roles if role.mentionable)
    assert await bot.guild.estimate_pruned_members(days=7, roles=[role]) == 3
    gone = await bot.hears("member_remove", lambda: bot.guild.prune_members(days=7, roles=[role], reason="asleep"))
    assert gone.name in {"bob", "carol", "dan"}
