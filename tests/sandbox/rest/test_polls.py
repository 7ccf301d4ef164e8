"""Polls by REST: votes that people gave, an end by hand or by the clock, and the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.world.messages import Message
    from tests.sandbox.rest.conftest import Desk

POLL: dict[str, Any] = {
    "question": {"text": "When?"},
    "answers": [{"poll_media": {"text": "Friday", "emoji": {"name": "🎲"}}}, {"poll_media": {"text": "Sunday"}}],
    "duration": 1,
}


async def asked(desk: Desk, **changes: Any) -> Message:
    """Let the bot ask, and return its message."""
    answer = await desk.post({"poll": POLL | changes})
    assert answer.status == 200
    return desk.world.message(desk.channel.id, answer.body["id"])


def vote(desk: Desk, message: Message, who: str, *answers: int) -> None:
    desk.sandbox.realm.polls.vote(message, desk.user(who), answers)


def path(message: Message, *rest: str) -> str:
    return "/".join([f"/channels/{message.channel_id}/polls/{message.id}", *rest])


async def test_votes_are_told_counted_and_listed(desk: Desk) -> None:
    message = await asked(desk, allow_multiselect=True)
    vote(desk, message, "alice", 1, 2)
    vote(desk, message, "bob", 1)
    vote(desk, message, "alice", 2)
    told = [(event.name[18:], event.data["answer_id"]) for event in desk.events if "POLL_VOTE" in event.name]
    assert told == [("ADD", 1), ("ADD", 2), ("ADD", 1), ("REMOVE", 1)]
    counts = message.to_json(viewer=desk.user("bob").id)["poll"]["results"]["answer_counts"]
    assert counts == [{"id": 1, "count": 1, "me_voted": True}, {"id": 2, "count": 1, "me_voted": False}]
    voters = await desk.send("GET", path(message, "answers", "1"))
    assert [user["username"] for user in voters.body["users"]] == ["bob"]
    assert (await desk.send("GET", path(message, "answers", "3"))).code == 50035


async def test_the_bot_ends_its_poll_once_and_the_result_is_told(desk: Desk) -> None:
    message = await asked(desk)
    vote(desk, message, "bob", 1)
    ended = await desk.send("POST", path(message, "expire"))
    assert ended.body["poll"]["results"]["is_finalized"] is True
    (result,) = [event.data for event in desk.told("MESSAGE_CREATE") if event.data["type"] == 46]
    assert (result["author"]["id"], result["mentions"][0]["id"]) == (desk.bot.id, desk.bot.id)
    assert result["message_reference"]["message_id"] == message.id
    (embed,) = result["embeds"]
    assert {field["name"]: field["value"] for field in embed["fields"]} == {
        "poll_question_text": "When?",
        "victor_answer_votes": "1",
        "total_votes": "1",
        "victor_answer_id": "1",
        "victor_answer_text": "Friday",
        "victor_answer_emoji_name": "🎲",
    }
    assert (await desk.send("POST", path(message, "expire"))).code == 520001


async def test_a_tie_has_no_winner(desk: Desk) -> None:
    message = await asked(desk)
    vote(desk, message, "bob", 1)
    vote(desk, message, "carol", 2)
    desk.sandbox.realm.polls.end(message)
    assert message.poll is not None
    names = [field["name"] for field in message.poll.result_fields()]
    assert names == ["poll_question_text", "victor_answer_votes", "total_votes"]


async def test_a_poll_ends_by_the_clock_but_not_when_it_is_gone(desk: Desk) -> None:
    message, gone = await asked(desk), await asked(desk)
    await desk.send("DELETE", f"/channels/{desk.channel.id}/messages/{gone.id}")
    desk.world.clock.advance(3599)
    assert message.poll is not None
    assert not message.poll.finalized
    desk.world.clock.advance(2)
    assert message.poll.finalized
    assert [event.data["type"] for event in desk.told("MESSAGE_CREATE")] == [0, 0, 46]


async def test_only_polls_of_ones_own_are_ended(desk: Desk) -> None:
    plain = desk.world.message(desk.channel.id, (await desk.post({"content": "x"})).body["id"])
    assert (await desk.send("POST", path(plain, "expire"))).code == 520006
    other = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"poll": POLL})
    assert (await desk.send("POST", path(other, "expire"))).code == 50005
    for role in desk.guild.roles.values():
        role.permissions &= ~Permission.READ_MESSAGE_HISTORY
    assert (await desk.send("GET", path(other, "answers", "1"))).code == 50013
