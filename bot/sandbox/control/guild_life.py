"""A guild as people live in it: one route for each thing that can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from bot.sandbox.actors.actors import Actors
from bot.sandbox.actors.guild_life import GuildLife
from bot.sandbox.control import views
from bot.sandbox.control.asked import Asked
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world.voice import VoiceState

Answer = Callable[[Asked], object]


def table(realm: Realm, actors: Actors) -> Mapping[str, Answer]:
    """Return the routes of taking part."""
    life = Living(realm, GuildLife(realm, actors))
    return {
        "POST guilds/{guild}/join": life.join,
        "POST guilds/{guild}/leave": life.leave,
        "POST invites/{code}": life.accept,
        "POST presence": life.appear,
        "POST vote": life.vote,
        "POST end-poll": life.end_poll,
        "POST events/{event}/interest": life.care,
        "POST voice/join": life.join_voice,
        "POST voice/leave": life.leave_voice,
        "POST voice/change": life.change_voice,
        "POST voice/ask": life.ask_to_speak,
    }


class Living:
    """What every member can do."""

    def __init__(self, realm: Realm, life: GuildLife) -> None:
        self._realm = realm
        self._life = life

    def join(self, asked: Asked) -> Json:
        """``{as}``: join a guild."""
        return self._life.join(asked.text("as"), asked.text("guild")).to_json()

    def accept(self, asked: Asked) -> Json:
        """``{as}``: join a guild by an invite."""
        return self._life.accept(asked.text("as"), asked.text("code")).to_json()

    def leave(self, asked: Asked) -> Json:
        """``{as}``: leave a guild."""
        self._life.leave(asked.text("as"), asked.text("guild"))
        return {}

    def appear(self, asked: Asked) -> Json:
        """``{as, status, activity?}``: be seen so in every guild; `activity` is what one plays."""
        return asdict(self._life.appear(asked.text("as"), asked.text("status"), asked.optional_text("activity")))

    def vote(self, asked: Asked) -> Json:
        """``{as, channel, message, answers}``: make these (numbers or texts) one's answers to a poll."""
        user_id, message_id = asked.text("as"), asked.text("message")
        message = self._life.vote(user_id, asked.text("channel"), message_id, asked.array("answers"))
        return views.message_json(self._realm, message, user_id)

    def end_poll(self, asked: Asked) -> Json:
        """``{as, channel, message}``: end a poll of one's own."""
        user_id = asked.text("as")
        message = self._life.end_poll(user_id, asked.text("channel"), asked.text("message"))
        return views.message_json(self._realm, message, user_id)

    def care(self, asked: Asked) -> Json:
        """``{as, guild, remove?}``: be interested in an event, or no longer."""
        user_id, guild_id, event_id = asked.text("as"), asked.text("guild"), asked.text("event")
        event = self._life.care(user_id, guild_id, event_id, interested=not asked.flag("remove"))
        return event.to_json(counted=True)

    def join_voice(self, asked: Asked) -> Json:
        """``{as, channel, mute?, deaf?}``: go into a voice channel."""
        channel_id, mute, deaf = asked.text("channel"), asked.flag("mute"), asked.flag("deaf")
        return self._shown(self._life.join_voice(asked.text("as"), channel_id, mute=mute, deaf=deaf))

    def leave_voice(self, asked: Asked) -> Json:
        """``{as, guild}``: leave voice."""
        return self._shown(self._life.leave_voice(asked.text("as"), asked.text("guild")))

    def change_voice(self, asked: Asked) -> Json:
        """``{as, guild, mute?, deaf?}``: mute or deafen oneself, or neither."""
        mute, deaf = asked.flag("mute"), asked.flag("deaf")
        return self._shown(self._life.change_voice(asked.text("as"), asked.text("guild"), mute=mute, deaf=deaf))

    def ask_to_speak(self, asked: Asked) -> Json:
        """``{as, guild, remove?}``: raise one's hand in the audience of a stage, or take it down."""
        raised = not asked.flag("remove")
        return self._shown(self._life.ask_to_speak(asked.text("as"), asked.text("guild"), raised=raised))

    def _shown(self, state: VoiceState) -> Json:
        return state.to_json()
