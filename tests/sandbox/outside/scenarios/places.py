"""Threads, channels, roles, members and events of a guild."""

from __future__ import annotations

import datetime

import discord

from tests.sandbox.outside.worlds import OPEN, VOICE, Stage


async def a_thread_is_started_from_a_message(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("begin"))
    thread = await stage.tried("start", sent.create_thread(name="hall"))
    stage.note(f"the thread has its message's id: {thread.id == sent.id}")
    await stage.tried("start again", sent.create_thread(name="hall"))
    await stage.tried("write", thread.send("in it"))
    await stage.did("bob writes", stage.world.actor("bob").say("hall", "me too"))
    await stage.reads("bob", "hall")
    await stage.reads("bob")


async def threads_are_closed_and_deleted(stage: Stage) -> None:
    thread = await stage.tried("start", stage.channel().create_thread(name="hall", type=_PUBLIC))
    await stage.tried("close", thread.edit(archived=True))
    await stage.tried("write in what is closed", thread.send("open up"))
    await stage.tried("close and lock", thread.edit(archived=True, locked=True))
    await stage.did("bob writes in what is locked", stage.world.actor("bob").say("hall", "me too"))
    await stage.tried("rename what is closed", thread.edit(name="cellar"))
    await stage.tried("delete", thread.delete())
    await stage.tried("delete again", thread.delete())


async def threads_have_members(stage: Stage) -> None:
    thread = await stage.tried("start", stage.channel().create_thread(name="hall", type=_PUBLIC))
    bob = await stage.person("bob")
    await stage.tried("add", thread.add_user(bob))
    stage.note(f"members: {len(await thread.fetch_members())}")
    await stage.tried("remove", thread.remove_user(bob))
    await stage.tried("remove again", thread.remove_user(bob))
    await stage.tried("leave", thread.leave())
    await stage.tried("join", thread.join())


async def a_post_is_made_in_a_forum(stage: Stage) -> None:
    made = await stage.tried("post", stage.channel("board").create_thread(name="Quest", content="slay it"))
    stage.note(f"first message has the thread's id: {made.thread.id == made.message.id}")
    await stage.rest("POST", f"/channels/{stage.channel('board').id}/messages", {"content": "not here"})
    await stage.rest("POST", f"/channels/{stage.channel('board').id}/threads", {"name": "Quest"})


async def channels_are_made_changed_and_deleted(stage: Stage) -> None:
    made = await stage.tried("make", stage.guild.create_text_channel("Inner Hall", topic="quiet"))
    stage.note(f"it is called {made.name}")
    await stage.tried("change", made.edit(topic="loud", slowmode_delay=5))
    await stage.tried("overwrite", made.set_permissions(stage.guild.default_role, send_messages=False))
    await stage.did("bob writes", stage.world.actor("bob").say(made.name, "hail"))
    await stage.tried("delete", made.delete())
    await stage.tried("delete again", made.delete())


async def roles_are_made_given_taken_and_deleted(stage: Stage) -> None:
    bob = await stage.person("bob")
    role = await stage.tried("make", stage.guild.create_role(name="Knights", hoist=True))
    await stage.tried("change", role.edit(name="Paladins"))
    await stage.tried("give", bob.add_roles(role))
    await stage.tried("take", bob.remove_roles(role))
    await stage.tried("give again", bob.add_roles(role))
    await stage.tried("delete", role.delete())
    await stage.tried("delete again", role.delete())
    await stage.tried("give what is gone", bob.add_roles(role))


async def nobody_rises_above_their_rank(stage: Stage) -> None:
    own = stage.guild.me.top_role
    dana = await stage.person("dana")
    await stage.tried("change one's own highest role", own.edit(name="more"))
    await stage.tried("delete it", own.delete())
    await stage.tried("give it away", (await stage.person("bob")).add_roles(own))
    await stage.tried("make an administrator's role", stage.guild.create_role(name="gods", permissions=_ADMINISTRATOR))
    await stage.tried("rename the owner", dana.edit(nick="dan"))
    await stage.tried("kick the owner", dana.kick())
    await stage.tried("ban the owner", dana.ban())
    await stage.tried("delete everyone", stage.guild.default_role.delete())


async def members_are_renamed_timed_out_and_sent_away(stage: Stage) -> None:
    bob = await stage.person("bob")
    await stage.tried("rename", bob.edit(nick="Bobby"))
    await stage.tried("rename too long", bob.edit(nick="b" * 33))
    await stage.tried("time out", bob.timeout(datetime.timedelta(minutes=5)))
    await stage.did("bob writes", stage.world.actor("bob").say(OPEN, "hail"))
    await stage.tried("let speak", bob.timeout(None))
    await stage.tried("time out too long", bob.timeout(datetime.timedelta(days=29)))
    await stage.tried("kick", bob.kick())
    await stage.tried("kick again", bob.kick())
    await stage.tried("fetch", stage.guild.fetch_member(bob.id))


async def members_are_banned_and_forgiven(stage: Stage) -> None:
    bob = await stage.person("bob")
    await stage.tried("ban", bob.ban(reason="loud", delete_message_seconds=0))
    stage.note(f"banned {[(entry.user.name, entry.reason) async for entry in stage.guild.bans()]}")
    await stage.tried("ban again", stage.guild.ban(bob))
    await stage.tried("fetch the ban", stage.guild.fetch_ban(bob))
    await stage.tried("forgive", stage.guild.unban(bob))
    await stage.tried("forgive again", stage.guild.unban(bob))
    await stage.tried("fetch the ban", stage.guild.fetch_ban(bob))


async def who_did_what_is_written_down(stage: Stage) -> None:
    role = await stage.tried("make", stage.guild.create_role(name="Knights", reason="for war"))
    await stage.tried("rename", role.edit(name="Paladins"))
    await stage.tried("make", stage.guild.create_text_channel("hall"))
    await stage.tried("kick", (await stage.person("bob")).kick(reason="loud"))
    async for entry in stage.guild.audit_logs(limit=4):
        stage.note(f"{entry.action.name} by the bot: {entry.user == stage.bot.user} because {entry.reason}")


async def what_does_not_exist_is_not_found(stage: Stage) -> None:
    gone, guild, channel = 1, stage.guild.id, stage.channel().id
    await stage.rest("GET", f"/channels/{gone}")
    await stage.rest("GET", f"/guilds/{gone}")
    await stage.rest("GET", f"/channels/{channel}/messages/{gone}")
    await stage.rest("PATCH", f"/channels/{channel}/messages/{gone}", {"content": "x"})
    await stage.rest("DELETE", f"/channels/{channel}/messages/{gone}")
    await stage.rest("GET", f"/guilds/{guild}/members/{gone}")
    await stage.rest("GET", f"/guilds/{guild}/roles/{gone}")
    await stage.rest("PATCH", f"/guilds/{guild}/roles/{gone}", {"name": "x"})
    await stage.rest("GET", f"/webhooks/{gone}")
    await stage.rest("GET", f"/users/{gone}")
    await stage.rest("GET", f"/guilds/{guild}/scheduled-events/{gone}")


async def an_event_is_planned_begun_and_ended(stage: Stage) -> None:
    begins = discord.utils.utcnow() + datetime.timedelta(days=1)
    made = await stage.tried(
        "plan",
        stage.guild.create_scheduled_event(
            name="Session", start_time=begins, channel=stage.channel(VOICE), privacy_level=_GUILD_ONLY
        ),
    )
    for status in (2, 2, 1, 3, 2):
        await stage.rest("PATCH", f"/guilds/{stage.guild.id}/scheduled-events/{made.id}", {"status": status})
    await stage.tried("delete", made.delete())
    await stage.tried("delete again", made.delete())


async def people_come_into_voice(stage: Stage) -> None:
    await stage.did("bob joins", stage.world.actor("bob").join_voice(VOICE))
    await stage.tried("mute", (await stage.person("bob")).edit(mute=True))
    await stage.tried("mute somebody elsewhere", (await stage.person("alice")).edit(mute=True))
    await stage.tried("move somebody elsewhere", (await stage.person("alice")).move_to(stage.channel(VOICE)))
    await stage.tried("send away", (await stage.person("bob")).move_to(None))


async def a_voice_channel_is_given_a_status(stage: Stage) -> None:
    await stage.rest("PUT", f"/channels/{stage.channel(VOICE).id}/voice-status", {"status": "fighting"})


async def members_are_searched_by_their_beginning(stage: Stage) -> None:
    found = await stage.tried("search", stage.guild.query_members("al"))
    stage.note(f"found {[member.name for member in found]}")


_PUBLIC = discord.ChannelType.public_thread
_GUILD_ONLY = discord.PrivacyLevel.guild_only
_ADMINISTRATOR = discord.Permissions(administrator=True)


async def private_threads_are_for_those_in_them(stage: Stage) -> None:
    thread = await stage.tried(
        "start", stage.channel().create_thread(name="den", type=discord.ChannelType.private_thread)
    )
    await stage.did("bob writes", stage.world.actor("bob").say("den", "let me in"))
    await stage.tried("add", thread.add_user(await stage.person("bob")))
    await stage.did("bob writes", stage.world.actor("bob").say("den", "thanks"))
    await stage.tried("remove", thread.remove_user(await stage.person("bob")))
    await stage.did("bob writes", stage.world.actor("bob").say("den", "still here"))


async def threads_are_listed(stage: Stage) -> None:
    first = await stage.channel().create_thread(name="hall", type=_PUBLIC)
    await stage.channel().create_thread(name="cellar", type=_PUBLIC)
    await stage.settled()
    await stage.tried("close", first.edit(archived=True))
    stage.note(f"active {sorted(thread.name for thread in await stage.guild.active_threads())}")
    stage.note(f"archived {[thread.name async for thread in stage.channel().archived_threads()]}")


async def a_post_carries_tags(stage: Stage) -> None:
    board = stage.channel("board")
    board = await stage.tried("make a tag", board.edit(available_tags=[discord.ForumTag(name="loot")]))
    made = await stage.tried(
        "post", board.create_thread(name="Quest", content="slay it", applied_tags=board.available_tags)
    )
    stage.note(f"tags {[tag.name for tag in made.thread.applied_tags]}")
    await stage.tried("pin it", made.thread.edit(pinned=True))


async def the_guild_is_changed(stage: Stage) -> None:
    await stage.rest("PATCH", f"/guilds/{stage.guild.id}", {"name": "Another"})
    stage.note(f"it is called {stage.guild.name}")
    await stage.rest("PATCH", f"/guilds/{stage.guild.id}", {"name": "x"})
    await stage.rest("PATCH", f"/guilds/{stage.guild.id}", {"afk_timeout": 61})


async def categories_hold_channels(stage: Stage) -> None:
    hall = await stage.tried("make", stage.guild.create_category("Halls"))
    inner = await stage.tried("make in it", hall.create_text_channel("inner"))
    stage.note(f"inner is in {inner.category}")
    await stage.tried("delete the category", hall.delete())
    stage.note(f"inner is in {stage.guild.get_channel(inner.id).category}")  # type: ignore[union-attr] - it is still there


async def what_hangs_on_a_channel_goes_with_it(stage: Stage) -> None:
    hall = await stage.tried("make", stage.guild.create_text_channel("hall"))
    sent = await stage.tried("send", hall.send("begin"))
    thread = await stage.tried("start", sent.create_thread(name="corner"))
    await stage.tried("delete the beginning", sent.delete())
    await stage.tried("write in the thread", thread.send("still here"))
    await stage.tried("delete the channel", hall.delete())
    await stage.tried("write in the thread", thread.send("and now?"))


async def slow_mode_holds_people_but_not_those_who_moderate(stage: Stage) -> None:
    news = await stage.tried("make", stage.guild.create_text_channel("news"))
    await stage.tried("slow down", news.edit(slowmode_delay=10))
    await stage.did("bob writes", stage.world.actor("bob").say("news", "one"))
    await stage.did("bob writes again", stage.world.actor("bob").say("news", "two"))
    await stage.did("dana writes", stage.world.actor("dana").say("news", "three"))
    await stage.did("dana writes again", stage.world.actor("dana").say("news", "four"))
