"""Polls as they run: votes come and go, and the clock or the author ends them.

Source: Discord developer docs, "Poll", Get Answer Voters, End Poll; "Message", Poll result messages; "Gateway Events",
Message Poll Vote Add and Remove.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.sandbox.bus import Bus, Event
from bot.sandbox.errors import NOT_A_POLL, POLL_EXPIRED
from bot.sandbox.posting.posting import Posting
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message, MessageType
from bot.sandbox.world.polls import Poll
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_BRINGING = ("MESSAGE_CREATE", "MESSAGE_UPDATE")


class Polls:
    """Ends every poll at its time, which it learns from the message that brings it."""

    def __init__(self, world: World, bus: Bus, posting: Posting) -> None:
        self._world = world
        self._bus = bus
        self._posting = posting
        self._open: dict[str, Message] = {}
        bus.subscribe(self._on_event)

    def vote(self, message: Message, user: User, answer_ids: Collection[int]) -> None:
        """Make these a user's answers and no others, and tell each that is new or gone."""
        poll = running(message)
        wanted, before = set(answer_ids), poll.chosen_by(user.id)
        for answer_id in sorted(before - wanted):
            poll.votes[answer_id].remove(user.id)
            self._tell("MESSAGE_POLL_VOTE_REMOVE", message, user, answer_id)
        for answer_id in sorted(wanted - before):
            poll.votes.setdefault(answer_id, []).append(user.id)
            self._tell("MESSAGE_POLL_VOTE_ADD", message, user, answer_id)

    def under_way(self) -> list[Message]:
        """Return the messages whose polls have not ended."""
        return [message for message in self._open.values() if not message.deleted]

    def end(self, message: Message) -> None:
        """End a poll now: its message says so, and another message tells how it went."""
        poll = running(message)
        self._open.pop(message.id, None)
        poll.expiry = min(poll.expiry, self._world.clock.now())
        poll.finalized = True
        self._posting.tell("MESSAGE_UPDATE", message)
        self._tell_result(message, poll)

    def _on_event(self, event: Event) -> None:
        # A deferred answer gets its poll by an update, which Discord allows once; anything else of a poll stays.
        if event.name not in _BRINGING or event.data.get("poll") is None or event.channel is None:
            return
        channel = self._world.channel(event.channel)
        message = channel.messages.get(event.data["id"]) or channel.ephemerals.get(event.data["id"])
        if message is not None and message.poll is not None and not message.poll.finalized:
            self._open[message.id] = message
            left_s = (message.poll.expiry - self._world.clock.now()).total_seconds()
            self._world.clock.call_later(left_s, lambda: self._ring(message))

    def _ring(self, message: Message) -> None:
        if message.deleted:
            self._open.pop(message.id, None)
        elif message.poll is not None and not message.poll.finalized:
            self.end(message)

    def _tell(self, name: str, message: Message, user: User, answer_id: int) -> None:
        channel = self._world.channel(message.channel_id)
        vote: Json = {
            "user_id": user.id,
            "channel_id": channel.id,
            "message_id": message.id,
            "answer_id": answer_id,
        }
        if channel.guild_id is not None:
            vote["guild_id"] = channel.guild_id
        self._bus.emit(name, vote, guild=channel.guild_id, channel=channel.id)

    def _tell_result(self, message: Message, poll: Poll) -> None:
        channel = self._world.channel(message.channel_id)
        if message.is_ephemeral:
            return
        place = {"guild_id": channel.guild_id} if channel.guild_id else {}
        result = Message(
            id=self._world.snowflakes.mint(),
            channel_id=channel.id,
            author=message.author,
            created=self._world.clock.now(),
            type=MessageType.POLL_RESULT,
            embeds=[{"type": "poll_result", "fields": poll.result_fields()}],
            mentions=[message.author],
            reference={"type": 0, "channel_id": channel.id, "message_id": message.id, **place},
        )
        channel.messages[result.id] = result
        channel.last_message_id = result.id
        self._posting.tell("MESSAGE_CREATE", result)


def running(message: Message) -> Poll:
    """Return a message's poll that has not ended."""
    if message.poll is None:
        raise NOT_A_POLL()
    if message.poll.finalized:
        raise POLL_EXPIRED()
    return message.poll
