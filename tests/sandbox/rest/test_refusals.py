"""What Discord refuses because of what else there is: who wrote it, what it answers, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
import pytest

from bot.sandbox.gateway.intents import Intents
from bot.sandbox.permissions import MEMBER, Overwrite, Permission
from bot.sandbox.posting.parts import Upload
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.emojis import Emoji
from bot.sandbox.world.messages import Message, MessageFlag

if TYPE_CHECKING:
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.rest.conftest import Answer, Desk

P = Permission
VOICE = int(MessageFlag.IS_VOICE_MESSAGE)
SOUND = {"id": "0", "filename": "voice.ogg", "duration_secs": 1.5, "waveform": "AAAA"}
POLL = {"question": {"text": "where?"}, "answers": [{"poll_media": {"text": "in"}}, {"poll_media": {"text": "out"}}]}


def deny(desk: Desk, denied: Permission) -> None:
    desk.channel.overwrites.append(Overwrite(desk.bot.id, MEMBER, deny=denied))


def faults(answer: Answer, *path: str) -> list[str]:
    """Return the codes that stand at a path of a tree of errors."""
    assert (answer.status, answer.code) == (400, 50035), answer.body
    node = answer.body["errors"]
    for step in path:
        node = node[step]
    return [fault["code"] for fault in node["_errors"]]


async def upload(desk: Desk, method: str, path: str, body: Any, *files: tuple[str, str]) -> Answer:
    """Send a body with files, each a name and a kind."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", orjson.dumps(body).decode(), content_type="application/json")
    for number, (name, kind) in enumerate(files):
        form.add_field(f"files[{number}]", b"some bytes", filename=name, content_type=kind)
    return await desk.send(method, path, data=form)


def messages(channel: Channel, *rest: str) -> str:
    return "/".join(["", "channels", channel.id, "messages", *rest])


# What a reply answers.


def reply(message: Message, **more: Any) -> dict[str, Any]:
    return {"content": "x", "message_reference": {"message_id": message.id, **more}}


async def test_a_reply_answers_what_was_said_and_stands_here(desk: Desk) -> None:
    posting = desk.sandbox.realm.posting
    said = posting.post(desk.channel, desk.user("bob"), {"content": "hello"})
    elsewhere = posting.post(desk.named("dice"), desk.user("bob"), {"content": "hello"})
    assert (await desk.post(reply(said, channel_id=desk.channel.id))).body["type"] == 19
    assert faults(await desk.post(reply(elsewhere)), "message_reference") == ["MESSAGE_REFERENCE_UNKNOWN_MESSAGE"]
    there = reply(elsewhere, channel_id=elsewhere.channel_id)
    assert faults(await desk.post(there), "message_reference") == ["REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL"]


async def test_nobody_replies_to_the_system(desk: Desk) -> None:
    posting = desk.sandbox.realm.posting
    posting.pin(posting.post(desk.channel, desk.user("bob"), {"content": "keep this"}), desk.user("bob"))
    notice = list(desk.channel.messages.values())[-1]
    refused = await desk.post(reply(notice, fail_if_not_exists=False))
    assert faults(refused, "message_reference") == ["REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE"]
    pinned = await desk.send("PUT", messages(desk.channel, "pins", notice.id))
    assert (pinned.status, pinned.code) == (403, 50021)


async def test_an_answer_to_an_interaction_refers_to_nothing_it_names(desk: Desk) -> None:
    said = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "hello"})
    asked = desk.slash()
    forward = reply(said, type=1, channel_id=desk.channel.id)
    assert (await desk.answer(asked, {"type": 4, "data": forward})).status == 204
    written = list(desk.channel.messages.values())[-1]
    assert (written.content, written.snapshots, written.referenced) == ("x", [], None)


# What a message carries.


async def test_a_voice_message_is_one_sound_with_its_waveform(desk: Desk) -> None:
    path, ogg = messages(desk.channel), ("voice.ogg", "audio/ogg")
    body = {"flags": VOICE, "attachments": [SOUND]}
    sent = await upload(desk, "POST", path, body, ogg)
    assert (sent.status, sent.body["flags"]) == (200, VOICE)
    assert (await upload(desk, "POST", path, {**body, "content": "listen"}, ogg)).code == 50159
    assert (await desk.post({"flags": VOICE})).code == 50160
    assert (await upload(desk, "POST", path, body, ("voice.png", "image/png"))).code == 50160
    two = {"flags": VOICE, "attachments": [SOUND, {**SOUND, "id": "1"}]}
    assert (await upload(desk, "POST", path, two, ogg, ("b.ogg", "audio/ogg"))).code == 50160
    for missing in ("duration_secs", "waveform"):
        short = {"flags": VOICE, "attachments": [{key: SOUND[key] for key in SOUND if key != missing}]}
        assert (await upload(desk, "POST", path, short, ogg)).code == 50161
    edited = await desk.send("PATCH", messages(desk.channel, sent.body["id"]), {"content": "listen"})
    assert (edited.status, edited.code) == (400, 50162)
    deny(desk, P.SEND_VOICE_MESSAGES)
    assert (await upload(desk, "POST", path, body, ogg)).code == 50173


async def test_old_and_new_files_are_ten_together(desk: Desk) -> None:
    nine = [Upload(str(number), f"{number}.txt", "text/plain", b"x") for number in range(9)]
    own = desk.sandbox.realm.posting.post(desk.channel, desk.bot, {"content": "x"}, nine)
    path, txt = messages(desk.channel, own.id), ("more.txt", "text/plain")
    assert (await upload(desk, "PATCH", path, {}, txt)).status == 200
    refused = await upload(desk, "PATCH", path, {}, txt)
    assert (refused.status, refused.code) == (400, 30015)
    assert (await upload(desk, "PATCH", path, {"attachments": [{"id": "0"}]}, txt)).status == 200
    assert [file.filename for file in own.attachments] == ["more.txt"]


async def test_nobody_has_stickers_to_send(desk: Desk) -> None:
    refused = await desk.post({"content": "x", "sticker_ids": ["1"]})
    assert (refused.status, refused.code) == (400, 50081)
    own = await desk.post({"content": "x"})
    assert (await desk.send("PATCH", messages(desk.channel, own.body["id"]), {"sticker_ids": ["1"]})).code == 50080


async def test_a_poll_comes_with_its_message_or_with_a_deferred_answer(desk: Desk) -> None:
    posted = await desk.post({"poll": POLL})
    for body in ({"content": "x"}, {"flags": 4}):
        assert (await desk.send("PATCH", messages(desk.channel, posted.body["id"]), body)).code == 520003
    asked = desk.slash()
    await desk.answer(asked, {"type": 5})
    bad = await desk.send("PATCH", desk.hook(asked, "@original"), {"poll": {**POLL, "duration": 769}})
    assert faults(bad, "poll", "duration") == ["NUMBER_TYPE_MAX"]
    answered = await desk.send("PATCH", desk.hook(asked, "@original"), {"poll": POLL})
    assert [one["poll_media"]["text"] for one in answered.body["poll"]["answers"]] == ["in", "out"]
    assert (await desk.send("PATCH", desk.hook(asked, "@original"), {"content": "x"})).code == 520003
    desk.sandbox.realm.clock.advance(25 * 3600)
    running = desk.channel.messages[answered.body["id"]].poll
    assert running is not None
    assert running.finalized, "a poll ends by itself, however it came"


async def test_a_message_that_says_nothing_but_a_poll_cannot_be_made_of_an_answer_given(desk: Desk) -> None:
    asked = desk.slash()
    await desk.answer(asked, {"type": 4, "data": {"content": "x"}})
    refused = await desk.send("PATCH", desk.hook(asked, "@original"), {"content": "", "poll": POLL})
    assert (refused.status, refused.code) == (400, 50006)


# Where it stands, and what may be done there.


@pytest.mark.parametrize(("denied", "body"), [(P.EMBED_LINKS, {"embeds": [{"title": "t"}]}), (P.ATTACH_FILES, {})])
async def test_an_edit_adds_only_what_the_bot_may_send(desk: Desk, denied: Permission, body: dict[str, Any]) -> None:
    own = await desk.post({"content": "x"})
    deny(desk, denied)
    path = messages(desk.channel, own.body["id"])
    refused = await (
        upload(desk, "PATCH", path, body, ("a.txt", "text/plain")) if not body else desk.send("PATCH", path, body)
    )
    assert (refused.status, refused.code) == (403, 50013)
    assert (await desk.send("PATCH", path, {"content": "y"})).status == 200


async def test_in_a_direct_message_nobody_tidies_up_after_the_other(desk: Desk) -> None:
    alice = desk.user("alice")
    direct = desk.world.open_direct_message(alice)
    said = desk.sandbox.realm.posting.post(direct, alice, {"content": "hello"})
    desk.sandbox.realm.posting.react(said, alice, "🎲")
    dice = "%F0%9F%8E%B2"
    refused = [
        await desk.send("DELETE", messages(direct, said.id)),
        await desk.send("POST", messages(direct, "bulk-delete"), {"messages": [said.id, "1"]}),
        await desk.send("DELETE", messages(direct, said.id, "reactions")),
        await desk.send("DELETE", messages(direct, said.id, "reactions", dice)),
        await desk.send("DELETE", messages(direct, said.id, "reactions", dice, alice.id)),
    ]
    assert [(answer.status, answer.code) for answer in refused] == [(403, 50003)] * 5
    assert said.reactions == {"🎲": [alice.id]}


async def test_who_shares_no_guild_with_the_bot_any_more_cannot_be_written_to(desk: Desk) -> None:
    alice = desk.user("alice")
    direct = desk.world.open_direct_message(alice)
    assert (await desk.post({"content": "hello"}, direct)).status == 200
    for guild in desk.world.guilds.values():
        guild.members.pop(alice.id, None)
    refused = await desk.post({"content": "hello"}, direct)
    assert (refused.status, refused.code) == (403, 50278)


async def test_a_category_has_no_history(desk: Desk) -> None:
    category = desk.world.add_channel(desk.guild, "rooms", ChannelType.CATEGORY)
    assert (await desk.send("GET", messages(category))).code == 50024


async def test_a_command_is_not_renamed_to_another_ones_name(desk: Desk) -> None:
    path = f"/applications/{desk.bot.id}/commands"
    for name in ("roll", "rest"):
        made = await desk.send("POST", path, {"name": name, "description": "x"})
    refused = await desk.send("PATCH", f"{path}/{made.body['id']}", {"name": "roll"})
    assert (refused.status, refused.code) == (400, 40041)
    assert (await desk.send("PATCH", f"{path}/{made.body['id']}", {"name": "sleep"})).status == 200


async def test_members_are_listed_for_who_may_know_of_them(desk: Desk) -> None:
    path, rules = f"/guilds/{desk.guild.id}/members", desk.sandbox.realm.gateway.rules
    assert (await desk.send("GET", path)).status == 200
    rules.approved &= ~Intents.GUILD_MEMBERS
    refused = await desk.send("GET", path)
    assert (refused.status, refused.code) == (403, 50001)


async def test_the_bot_reacts_with_what_it_has_or_joins_what_is_there(desk: Desk) -> None:
    said = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "hello"})
    owner = desk.user("alice")
    elsewhere = desk.world.add_guild("Elsewhere", owner)
    foreign = desk.world.add_guild("Foreign", owner, with_bot=False)
    for home, emoji_id in ((desk.world.emojis, "1"), (desk.guild.emojis, "2"), (elsewhere.emojis, "3")):
        home[emoji_id] = Emoji(emoji_id, "die", owner, "image/png", b"")
    foreign.emojis["4"] = Emoji("4", "die", owner, "image/png", b"")

    async def react(emoji: str) -> tuple[int, int]:
        answer = await desk.send("PUT", messages(desk.channel, said.id, "reactions", f"die:{emoji}", "@me"))
        return answer.status, 0 if answer.status == 204 else answer.code

    assert [await react(emoji) for emoji in ("1", "2", "3")] == [(204, 0)] * 3
    assert [await react(emoji) for emoji in ("4", "5")] == [(400, 10014)] * 2
    desk.sandbox.realm.posting.react(said, owner, "die:4")
    assert await react("4") == (204, 0)
    desk.sandbox.realm.posting.unreact(said, desk.bot.id, "die:3")
    deny(desk, P.USE_EXTERNAL_EMOJIS)
    assert [await react(emoji) for emoji in ("1", "2", "3")] == [(204, 0), (204, 0), (403, 50013)]
