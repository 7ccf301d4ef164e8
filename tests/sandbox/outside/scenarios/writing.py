"""Messages: sent, edited, deleted, answered, reacted to, pinned, with files and mentions, to one and by webhook."""

from __future__ import annotations

import datetime
import io

import discord

from tests.sandbox.outside.worlds import HIDDEN, HUSHED, OPEN, Stage, Upload


async def a_message_is_sent_edited_and_deleted(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("one", embed=discord.Embed(title="Card")))
    await stage.tried("edit", sent.edit(content="two"))
    await stage.reads("bob")
    await stage.tried("delete", sent.delete())
    await stage.tried("delete again", sent.delete())
    await stage.tried("edit", sent.edit(content="three"))
    await stage.tried("fetch", stage.channel().fetch_message(sent.id))
    await stage.reads("bob")


async def people_write_edit_and_delete(stage: Stage) -> None:
    bob = stage.world.actor("bob")
    said = await stage.did("bob writes", bob.say(OPEN, "hail"))
    await stage.did("bob edits", bob.edit(OPEN, said, "hail all"))
    await stage.did("alice edits it", stage.world.actor("alice").edit(OPEN, said, "mine"))
    await stage.did("alice deletes it", stage.world.actor("alice").delete(OPEN, said))
    await stage.reads("alice")
    await stage.did("bob deletes", bob.delete(OPEN, said))
    await stage.did("bob says nothing", bob.say(OPEN, ""))
    await stage.did("bob says too much", bob.say(OPEN, "x" * 2001))


async def other_peoples_messages_are_deleted_but_not_edited(stage: Stage) -> None:
    said = await stage.did("bob writes", stage.world.actor("bob").say(OPEN, "hail"))
    message = await stage.channel().fetch_message(said)
    await stage.tried("edit", message.edit(content="mine"))
    await stage.tried("suppress", message.edit(suppress=True))
    await stage.tried("delete", message.delete())


async def a_reply_shows_what_it_answers(stage: Stage) -> None:
    said = await stage.did("bob writes", stage.world.actor("bob").say(OPEN, "hail"))
    message = await stage.channel().fetch_message(said)
    reply = await stage.tried("reply", message.reply("well met", mention_author=True))
    stage.note(f"mentions {[user.name for user in reply.mentions]}, type {reply.type.name}")
    quiet = await stage.tried("reply quietly", message.reply("well met", mention_author=False))
    stage.note(f"mentions {[user.name for user in quiet.mentions]}")
    await stage.did("bob answers", stage.world.actor("bob").say(OPEN, "ha", reply_to=reply.id))
    await stage.tried("delete", message.delete())
    await stage.tried("reply to what is gone", message.reply("where?"))


async def mentions_are_those_that_are_allowed(stage: Stage) -> None:
    words = f"{(await stage.person('bob')).mention} {stage.role('Scouts').mention} @everyone"
    some = discord.AllowedMentions(users=True, roles=False, everyone=False)
    for allowed in (discord.AllowedMentions.none(), some, discord.AllowedMentions.all()):
        sent = await stage.tried("send", stage.channel().send(words, allowed_mentions=allowed))
        users, roles = [user.name for user in sent.mentions], [role.name for role in sent.role_mentions]
        stage.note(f"mentions {users} {roles} everyone={sent.mention_everyone}")


async def files_go_up_and_down(stage: Stage) -> None:
    file = discord.File(io.BytesIO(b"a map"), "the map.txt", description="of the land")
    sent = await stage.tried("send", stage.channel().send(file=file))
    stage.note(f"{sent.attachments[0].filename} {sent.attachments[0].description} {sent.attachments[0].content_type}")
    stage.note(f"read: {await sent.attachments[0].read()!r}")
    await stage.tried("edit", sent.edit(attachments=[discord.File(io.BytesIO(b"north"), "n.txt")]))
    await stage.did("bob uploads", stage.world.actor("bob").say(OPEN, "see", files=[Upload("a.txt", b"abc")]))
    await stage.reads("alice")


async def reactions_come_and_go(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("hail"))
    await stage.tried("react", sent.add_reaction("🎲"))
    await stage.tried("react again", sent.add_reaction("🎲"))
    await stage.tried("react with nonsense", sent.add_reaction("nonsense"))
    bob = stage.world.actor("bob")
    await stage.did("bob reacts", bob.react(OPEN, sent.id, "🎲"))
    await stage.did("bob reacts otherwise", bob.react(OPEN, sent.id, "🐉"))
    await stage.reads("alice")
    await stage.did("bob takes it back", bob.unreact(OPEN, sent.id, "🎲"))
    await stage.tried("take back", sent.remove_reaction("🎲", stage.guild.me))
    await stage.tried("take back again", sent.remove_reaction("🎲", stage.guild.me))
    await stage.tried("clear one", sent.clear_reaction("🐉"))
    await stage.did("bob reacts", bob.react(OPEN, sent.id, "🎲"))
    await stage.tried("clear all", sent.clear_reactions())
    await stage.reads("alice")


async def messages_are_pinned_and_unpinned(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("rules"))
    await stage.tried("pin", sent.pin())
    await stage.tried("pin again", sent.pin())
    stage.note(f"pinned: {[message.content async for message in stage.channel().pins()]}")
    await stage.reads("bob")
    await stage.tried("unpin", sent.unpin())
    await stage.tried("unpin again", sent.unpin())


async def many_messages_are_deleted_at_once(stage: Stage) -> None:
    sent = [await stage.channel().send(str(number)) for number in range(3)]
    await stage.settled()
    await stage.tried("delete two", stage.channel().delete_messages(sent[:2]))
    path = f"/channels/{stage.channel().id}/messages/bulk-delete"
    await stage.rest("POST", path, {"messages": [str(sent[2].id)]})
    await stage.rest("POST", path, {"messages": [str(sent[2].id)] * 2})
    old = discord.utils.time_snowflake(discord.utils.utcnow() - datetime.timedelta(days=20))
    await stage.rest("POST", path, {"messages": [str(sent[2].id), str(old)]})
    await stage.reads("bob")


async def history_is_read_in_pages(stage: Stage) -> None:
    sent = [await stage.channel().send(str(number)) for number in range(5)]
    history = stage.channel().history
    stage.note(f"newest {[message.content async for message in history(limit=2)]}")
    stage.note(f"before {[message.content async for message in history(limit=2, before=sent[3])]}")
    stage.note(f"after {[message.content async for message in history(limit=2, after=sent[1])]}")
    stage.note(f"around {[message.content async for message in history(limit=3, around=sent[2])]}")
    for query in ("limit=0", "limit=101", "around=1&limit=200"):
        await stage.rest("GET", f"/channels/{stage.channel().id}/messages?{query}")


async def what_the_bot_may_not_do_is_refused(stage: Stage) -> None:
    hushed = stage.channel(HUSHED)
    said = await stage.did("bob writes", stage.world.actor("bob").say(HUSHED, "hail"))
    message = await hushed.fetch_message(said)
    await stage.tried("send", hushed.send("hail"))
    await stage.tried("react", message.add_reaction("🎲"))
    await stage.tried("delete", message.delete())
    await stage.tried("pin", message.pin())
    await stage.tried("clear reactions", message.clear_reactions())
    await stage.tried("thread", message.create_thread(name="hall"))
    await stage.tried("webhook", hushed.create_webhook(name="npc"))
    await stage.tried("rename", hushed.edit(name="loud"))


async def what_the_bot_does_not_see_is_refused(stage: Stage) -> None:
    said = await stage.did("bob writes", stage.world.actor("bob").say(HIDDEN, "psst"))
    where = f"/channels/{stage.channel(HIDDEN).id}"
    await stage.rest("GET", where)
    await stage.rest("GET", f"{where}/messages")
    await stage.rest("GET", f"{where}/messages/{said}")
    await stage.rest("POST", f"{where}/messages", {"content": "hail"})
    await stage.rest("DELETE", f"{where}/messages/{said}")
    await stage.rest("PUT", f"{where}/messages/{said}/reactions/%F0%9F%8E%B2/@me")
    await stage.rest("POST", f"{where}/typing")


async def a_poll_is_voted_on_and_ended(stage: Stage) -> None:
    poll = discord.Poll("Where to?", datetime.timedelta(hours=1))
    poll.add_answer(text="North")
    poll.add_answer(text="South")
    sent = await stage.tried("send", stage.channel().send(poll=poll))
    bob = stage.world.actor("bob")
    await stage.did("bob votes", bob.vote(OPEN, sent.id, 1))
    await stage.did("bob votes otherwise", bob.vote(OPEN, sent.id, 2))
    voters = [user.name async for user in sent.poll.answers[1].voters(limit=3)]
    stage.note(f"for South: {voters}")
    await stage.tried("end", sent.end_poll())
    await stage.tried("end again", sent.end_poll())


async def webhooks_speak_for_others(stage: Stage) -> None:
    webhook = await stage.tried("make", stage.channel().create_webhook(name="npc"))
    sent = await stage.tried("send", webhook.send("welcome", username="Innkeeper", wait=True))
    await stage.tried("edit", webhook.edit_message(sent.id, content="welcome all"))
    await stage.reads("bob")
    await stage.tried("send nothing", webhook.send(""))
    await stage.tried("with a name that is taken", webhook.send("x", username="clyde"))
    await stage.tried("delete the message", webhook.delete_message(sent.id))
    await stage.tried("edit what is gone", webhook.edit_message(sent.id, content="x"))
    await stage.tried("delete", webhook.delete())
    await stage.tried("send by what is gone", webhook.send("x", wait=True))


async def a_private_message_reaches_one(stage: Stage) -> None:
    bob = await stage.person("bob")
    await stage.tried("send", bob.send("psst"))
    await stage.rest("POST", "/users/@me/channels", {"recipient_id": str(bob.id)})
    await stage.rest("POST", "/users/@me/channels", {"recipient_id": "1"})
    await stage.reads("bob")


async def reactions_of_others_are_listed_and_taken(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("hail"))
    for name in ("alice", "bob"):
        await stage.did(f"{name} reacts", stage.world.actor(name).react(OPEN, sent.id, "🎲"))
    seen = (await stage.channel().fetch_message(sent.id)).reactions[0]
    stage.note(f"{seen.emoji} {seen.count} mine={seen.me} of {sorted([user.name async for user in seen.users()])}")
    await stage.tried("take bob's", sent.remove_reaction("🎲", await stage.person("bob")))
    await stage.tried("take bob's again", sent.remove_reaction("🎲", await stage.person("bob")))
    await stage.reads("bob")


async def a_message_takes_twenty_reactions(stage: Stage) -> None:
    sent = await stage.channel().send("hail")
    for number in range(20):
        await sent.add_reaction(chr(0x1F400 + number))
    await stage.settled()
    await stage.tried("one more", sent.add_reaction("🎲"))


async def embeds_are_suppressed_and_kept(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("card", embed=discord.Embed(title="Card")))
    await stage.tried("suppress", sent.edit(suppress=True))
    await stage.reads("bob")
    await stage.tried("send silently", stage.channel().send("quiet", silent=True))


async def a_message_is_forwarded(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("news"))
    forwarded = await stage.tried("forward", sent.forward(stage.channel()))
    stage.note(f"{forwarded.content!r} with {[part.content for part in forwarded.message_snapshots]}")
    await stage.tried("edit it", forwarded.edit(content="mine"))


async def webhooks_are_changed_and_listed(stage: Stage) -> None:
    webhook = await stage.tried("make", stage.channel().create_webhook(name="npc"))
    await stage.tried("rename", webhook.edit(name="innkeeper"))
    stage.note(f"there: {[each.name for each in await stage.channel().webhooks()]}")
    thread = await stage.tried(
        "thread", stage.channel().create_thread(name="hall", type=discord.ChannelType.public_thread)
    )
    await stage.tried("speak in a thread", webhook.send("in here", thread=thread, wait=True))
    await stage.reads("bob", "hall")
    await stage.tried("fetch by token", stage.bot.fetch_webhook(webhook.id))
    await stage.tried("pretend", webhook.send("x", username="b" * 81))


async def a_layout_shows_files(stage: Stage) -> None:
    sheet = discord.ui.LayoutView(timeout=None)
    sheet.add_item(discord.ui.File("attachment://map.txt"))
    sent = await stage.tried("send", stage.channel().send(view=sheet, file=discord.File(io.BytesIO(b"x"), "map.txt")))
    stage.note(f"listed besides: {[file.filename for file in sent.attachments]}")
    await stage.reads("bob")
