"""A bot without the privileged intents: what it hears of messages and members."""

from __future__ import annotations

from tests.sandbox.outside.worlds import OPEN, Stage


async def content_of_others_is_kept_from_a_bot_without_the_intent(stage: Stage) -> None:
    said = await stage.did("bob writes", stage.world.actor("bob").say(OPEN, "hail"))
    fetched = await stage.tried("fetch", stage.channel().fetch_message(said))
    stage.note(f"fetched: {fetched.content!r}")
    await stage.tried("send", stage.channel().send("own words"))


async def what_is_addressed_to_the_bot_is_told_in_full(stage: Stage) -> None:
    me = stage.guild.me
    await stage.did("bob mentions the bot", stage.world.actor("bob").say(OPEN, f"{me.mention} hail"))
    sent = await stage.tried("send", stage.channel().send("own words"))
    await stage.did("bob answers", stage.world.actor("bob").say(OPEN, "well met", reply_to=sent.id))


async def members_are_not_told_to_a_bot_without_the_intent(stage: Stage) -> None:
    bob = await stage.tried("fetch", stage.guild.fetch_member(await _id_of_bob(stage)))
    await stage.tried("rename", bob.edit(nick="Bobby"))
    await stage.tried("kick", bob.kick())
    await stage.rest("GET", f"/guilds/{stage.guild.id}/members?limit=5")


async def _id_of_bob(stage: Stage) -> int:
    return (await stage.channel().fetch_message(await stage.world.actor("bob").say(OPEN, "hail"))).author.id
