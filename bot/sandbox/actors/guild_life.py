"""What people do in a guild beside writing: join and leave it, vote, take interest in events, sit in voice.

What a client would refuse raises `ClientRefusal`. Those who administer a guild act through `hand`, by the rules that
hold for the bot too.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.actors.actors import Actors
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.administration import invites, members, voice
from bot.sandbox.administration.hand import Hand
from bot.sandbox.gateway.presences import STATUSES, Presence
from bot.sandbox.permissions import Permission
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.messages import Message
from bot.sandbox.world.polls import Poll
from bot.sandbox.world.scheduled_events import ScheduledEvent
from bot.sandbox.world.users import User
from bot.sandbox.world.voice import VoiceState


class GuildLife:
    """Everybody's life in their guilds."""

    def __init__(self, realm: Realm, actors: Actors) -> None:
        self._realm = realm
        self._world = realm.world
        self._actors = actors

    def hand(self, user_id: str) -> Hand:
        """Return a person's hand."""
        return Hand(self._world, self._realm.bus, self._actors.person(user_id).id)

    def guild(self, user_id: str, guild_id: str) -> Guild:
        """Return a guild that a person is in."""
        user, guild = self._actors.person(user_id), self._world.guilds.get(guild_id)
        if guild is None or user.id not in guild.members:
            raise ClientRefusal(f"{user.username} is in no such guild", "guild")
        return guild

    def channel(self, user_id: str, channel_id: str) -> tuple[Guild, Channel]:
        """Return a channel of a guild that a person sees, and the guild."""
        user, channel = self._actors.person(user_id), self._world.channels.get(channel_id)
        if channel is None or channel.guild_id is None or not self._world.can_see(user.id, channel.id):
            raise ClientRefusal(f"{user.username} sees no such channel of a guild", "channel")
        return self._world.guild(channel.guild_id), channel

    def join(self, user_id: str, guild_id: str) -> Member:
        """Join a guild, as by an invitation."""
        user, guild = self._actors.person(user_id), self._world.guilds.get(guild_id)
        if guild is None:
            raise ClientRefusal("there is no such guild", "guild")
        _is_new(guild, user)
        return members.join(self.hand(user.id), guild, user)

    def accept(self, user_id: str, code: str) -> Member:
        """Join a guild by an invite."""
        user, invite = self._actors.person(user_id), self._world.invites.get(code, self._world.clock.now())
        _is_new(invite.guild, user)
        return invites.accept(self.hand(user.id), invite)

    def leave(self, user_id: str, guild_id: str) -> None:
        """Leave a guild."""
        guild = self.guild(user_id, guild_id)
        if guild.owner_id == user_id:
            raise ClientRefusal("an owner cannot leave their guild", "guild")
        members.remove(self.hand(user_id), guild, guild.members[user_id])

    def appear(self, user_id: str, status: str, activity: str | None) -> Presence:
        """Be online, idle, not to be disturbed or invisible; playing something, perhaps."""
        if status not in STATUSES:
            raise ClientRefusal(f"one can be {', '.join(STATUSES)}", "status")
        playing: tuple[Json, ...] = () if activity is None else ({"name": activity, "type": 0},)
        presence = Presence(status, playing)
        self._realm.gateway.presences.appear(self._actors.person(user_id).id, presence)
        return presence

    def vote(self, user_id: str, channel_id: str, message_id: str, answers: Sequence[object]) -> Message:
        """Make these one's answers to a poll, by number or text; none takes the vote back."""
        message, poll = self._poll(user_id, channel_id, message_id)
        chosen = {_answer(poll, answer) for answer in answers}
        if len(chosen) > 1 and not poll.multiselect:
            raise ClientRefusal("this poll takes one answer", "answers")
        self._realm.polls.vote(message, self._actors.person(user_id), chosen)
        return message

    def end_poll(self, user_id: str, channel_id: str, message_id: str) -> Message:
        """End a poll of one's own."""
        message, _ = self._poll(user_id, channel_id, message_id)
        if message.author.id != user_id:
            raise ClientRefusal("only its author ends a poll", "message")
        self._realm.polls.end(message)
        return message

    def care(self, user_id: str, guild_id: str, event_id: str, *, interested: bool) -> ScheduledEvent:
        """Mark oneself as interested in an event, or as no longer so."""
        guild = self.guild(user_id, guild_id)
        event = self._realm.agenda.find(self.hand(user_id), guild, event_id)
        if event.is_finished:
            raise ClientRefusal("that event is over", "event")
        self._realm.agenda.care(event, self._actors.person(user_id), interested=interested)
        return event

    def join_voice(self, user_id: str, channel_id: str, *, mute: bool = False, deaf: bool = False) -> VoiceState:
        """Go into a voice channel, from another if one is in it."""
        guild, channel = self.channel(user_id, channel_id)
        if not channel.is_spoken:
            raise ClientRefusal("nobody talks in this kind of channel", "channel")
        if Permission.CONNECT not in self._world.permissions(user_id, channel.id):
            raise ClientRefusal("joining needs the permission CONNECT in this channel", "channel")
        if voice.is_full(self._world, guild, channel, user_id):
            raise ClientRefusal(f"{channel.name} is full", "channel")
        state = VoiceState(user_id, channel.id, secrets.token_hex(16), self_deaf=deaf, self_mute=mute or deaf)
        return self._place(guild, voice.arrival(self._world, guild, state))

    def leave_voice(self, user_id: str, guild_id: str) -> VoiceState:
        """Leave voice."""
        guild = self.guild(user_id, guild_id)
        return self._place(guild, replace(self._in_voice(guild, user_id), channel_id=None))

    def change_voice(self, user_id: str, guild_id: str, *, mute: bool, deaf: bool) -> VoiceState:
        """Mute or deafen oneself, or neither; the deaf are mute too."""
        guild = self.guild(user_id, guild_id)
        return self._place(guild, replace(self._in_voice(guild, user_id), self_mute=mute or deaf, self_deaf=deaf))

    def ask_to_speak(self, user_id: str, guild_id: str, *, raised: bool) -> VoiceState:
        """Raise one's hand in the audience of a stage, or take it down."""
        guild = self.guild(user_id, guild_id)
        state = self._in_voice(guild, user_id)
        channel = self._world.channel(state.channel_id or "")
        if channel.type is not ChannelType.STAGE or not state.suppress:
            raise ClientRefusal("only in the audience of a stage does one ask to speak")
        if raised and Permission.REQUEST_TO_SPEAK not in self._world.permissions(user_id, channel.id):
            raise ClientRefusal("asking needs the permission REQUEST_TO_SPEAK in this channel")
        return self._place(guild, replace(state, request_to_speak=self._world.clock.now() if raised else None))

    def _place(self, guild: Guild, state: VoiceState) -> VoiceState:
        voice.place(self._world, self._realm.bus, guild, state)
        return state

    def _in_voice(self, guild: Guild, user_id: str) -> VoiceState:
        if (state := guild.voice_state(user_id)) is None:
            raise ClientRefusal("you are in no voice channel")
        return state

    def _poll(self, user_id: str, channel_id: str, message_id: str) -> tuple[Message, Poll]:
        found = {message.id: message for message in self._actors.seen(user_id, channel_id)}
        message = found.get(message_id)
        if message is None or message.poll is None:
            raise ClientRefusal("there is no such poll here", "message")
        if message.poll.finalized:
            raise ClientRefusal("that poll has ended", "message")
        return message, message.poll


def _is_new(guild: Guild, user: User) -> None:
    if user.id in guild.members:
        raise ClientRefusal(f"{user.username} is in that guild already", "guild")


def _answer(poll: Poll, asked: object) -> int:
    for number, shown in poll.answers.items():
        if str(asked) in (str(number), shown.get("text")):
            return number
    raise ClientRefusal(f"the poll has no answer {asked}", "answers")
