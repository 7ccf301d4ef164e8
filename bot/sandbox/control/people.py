"""Acting as somebody: one method for each verb of `Actors`. An interaction that is returned is waited for."""

from __future__ import annotations

from bot.sandbox.actors.actors import Actors
from bot.sandbox.control import views
from bot.sandbox.control.asked import Asked
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json


class People:
    """What can be done as a person."""

    def __init__(self, realm: Realm, actors: Actors) -> None:
        self._realm = realm
        self._actors = actors

    def say(self, asked: Asked) -> Json:
        """``{as, channel, content, files?, reply_to?, ping?}``: write a message."""
        user_id, content = asked.text("as"), asked.optional_text("content") or ""
        message = self._actors.say(
            user_id,
            asked.text("channel"),
            content,
            asked.array("files"),
            reply_to=asked.optional_text("reply_to"),
            ping=asked.members.get("ping") is not False,
        )
        return views.message_json(self._realm, message, user_id)

    def edit(self, asked: Asked) -> Json:
        """``{as, channel, message, content}``: change one's own message."""
        user_id, content = asked.text("as"), asked.optional_text("content") or ""
        message = self._actors.edit(user_id, asked.text("channel"), asked.text("message"), content)
        return views.message_json(self._realm, message, user_id)

    def delete(self, asked: Asked) -> Json:
        """``{as, channel, message}``: take a message away."""
        self._actors.delete(asked.text("as"), asked.text("channel"), asked.text("message"))
        return {}

    def pin(self, asked: Asked) -> Json:
        """``{as, channel, message, remove?}``: pin a message or take its pin out."""
        user_id, remove = asked.text("as"), asked.flag("remove")
        message = self._actors.pin(user_id, asked.text("channel"), asked.text("message"), remove=remove)
        return views.message_json(self._realm, message, user_id)

    def type(self, asked: Asked) -> Json:
        """``{as, channel}``: be seen typing."""
        self._actors.type(asked.text("as"), asked.text("channel"))
        return {}

    def react(self, asked: Asked) -> Json:
        """``{as, channel, message, emoji, remove?}``: add a reaction or take it back."""
        user_id, remove = asked.text("as"), asked.flag("remove")
        message = self._actors.react(
            user_id, asked.text("channel"), asked.text("message"), asked.text("emoji"), remove=remove
        )
        return views.message_json(self._realm, message, user_id)

    def slash(self, asked: Asked) -> Interaction:
        """``{as, channel, command, options}``: use a slash command."""
        command, options = asked.text("command"), asked.object("options")
        return self._actors.slash(asked.text("as"), asked.text("channel"), command, options)

    def menu(self, asked: Asked) -> Interaction:
        """``{as, channel, command, target}``: use a command of a context menu."""
        command, target = asked.text("command"), asked.text("target")
        return self._actors.menu(asked.text("as"), asked.text("channel"), command, target)

    def autocomplete(self, asked: Asked) -> Interaction:
        """``{as, channel, command, options, focused}``: ask for suggestions while typing."""
        command, options, focused = asked.text("command"), asked.object("options"), asked.text("focused")
        return self._actors.autocomplete(asked.text("as"), asked.text("channel"), command, options, focused=focused)

    def click(self, asked: Asked) -> Interaction:
        """``{as, channel, message, custom_id}``: press a button."""
        message, custom_id = asked.text("message"), asked.text("custom_id")
        return self._actors.click(asked.text("as"), asked.text("channel"), message, custom_id)

    def select(self, asked: Asked) -> Interaction:
        """``{as, channel, message, custom_id, values}``: choose in a select menu."""
        message, custom_id, values = asked.text("message"), asked.text("custom_id"), asked.array("values")
        return self._actors.select(asked.text("as"), asked.text("channel"), message, custom_id, values=values)

    def submit(self, asked: Asked) -> Interaction:
        """``{as, interaction, values}``: hand in the form that answered an interaction."""
        return self._actors.submit(asked.text("as"), asked.text("interaction"), asked.object("values"))

    def open_dm(self, asked: Asked) -> Json:
        """``{as}``: the direct message with the bot."""
        return self._realm.world.open_direct_message(self._actors.person(asked.text("as"))).to_json()
