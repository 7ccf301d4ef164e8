"""Places as somebody: threads, forums, webhooks, private conversations; one method for each verb of `Places`."""

from __future__ import annotations

from bot.sandbox.actors.places import Places
from bot.sandbox.control import views
from bot.sandbox.control.asked import Asked
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel, ChannelType

_SAID = ("name", "auto_archive_duration", "rate_limit_per_user", "invitable", "archived", "locked", "applied_tags")


class Gatherings:
    """What can be done about places as a person."""

    def __init__(self, realm: Realm, places: Places) -> None:
        self._realm = realm
        self._places = places

    def start_thread(self, asked: Asked) -> Json:
        """``{as, channel, name, message?, private?, auto_archive_duration?}``: start a thread."""
        body, message = self._said(asked), asked.optional_text("message")
        if message is None and not asked.flag("private"):
            parent = self._realm.world.channel(asked.text("channel"))
            announced = parent.type is ChannelType.ANNOUNCEMENT
            body["type"] = int(ChannelType.ANNOUNCEMENT_THREAD if announced else ChannelType.PUBLIC_THREAD)
        user_id = asked.text("as")
        return self._shown(self._places.start_thread(user_id, asked.text("channel"), body, message), user_id)

    def post(self, asked: Asked) -> Json:
        """``{as, channel, name, content, tags?, files?}``: start a thread in a forum; its message comes with it."""
        user_id = asked.text("as")
        body = self._said(asked) | {"applied_tags": asked.array("tags")}
        body["message"] = {"content": asked.optional_text("content") or ""}
        thread, message = self._places.post(user_id, asked.text("channel"), body, asked.array("files"))
        return self._shown(thread, user_id) | {"message": views.message_json(self._realm, message, user_id)}

    def change_thread(self, asked: Asked) -> Json:
        """``{as, channel, archived?, locked?, name?, …}``: change a thread."""
        user_id = asked.text("as")
        return self._shown(self._places.change_thread(user_id, asked.text("channel"), self._said(asked)), user_id)

    def end_thread(self, asked: Asked) -> Json:
        """``{as, channel}``: delete a thread."""
        self._places.end_thread(asked.text("as"), asked.text("channel"))
        return {}

    def enter(self, asked: Asked) -> Json:
        """``{as, channel, user?}``: join a thread, or bring somebody in."""
        user_id, channel, other = asked.text("as"), asked.text("channel"), asked.optional_text("user")
        joined = self._places.join(user_id, channel) if other is None else self._places.invite(user_id, channel, other)
        return self._shown(joined, user_id)

    def exit(self, asked: Asked) -> Json:
        """``{as, channel, user?}``: leave a thread, or take somebody out."""
        user_id, channel, other = asked.text("as"), asked.text("channel"), asked.optional_text("user")
        left = self._places.leave(user_id, channel) if other is None else self._places.expel(user_id, channel, other)
        return self._shown(left, user_id)

    def forward(self, asked: Asked) -> Json:
        """``{as, channel, message, to}``: forward a message to another channel."""
        user_id = asked.text("as")
        made = self._places.forward(user_id, asked.text("channel"), asked.text("message"), asked.text("to"))
        return views.message_json(self._realm, made, user_id)

    def make_webhook(self, asked: Asked) -> Json:
        """``{as, channel, name}``: make a webhook that no application owns; its address comes with it."""
        made = self._places.make_webhook(asked.text("as"), asked.text("channel"), asked.text("name"))
        return made.to_json(base_url=self._realm.base_url)

    def install(self, asked: Asked) -> Json:
        """``{as, remove?}``: add the application to one's account, or take it away."""
        self._places.install(asked.text("as"), remove=asked.flag("remove"))
        return self._realm.world.application.to_json()

    def talk(self, asked: Asked) -> Json:
        """``{as, with: [user]}``: a conversation without the bot."""
        others = [str(one) for one in asked.array("with")]
        return self._places.open_private_channel(asked.text("as"), others).to_json()

    def _said(self, asked: Asked) -> Json:
        return {name: asked.members[name] for name in _SAID if name in asked.members}

    def _shown(self, channel: Channel, user_id: str) -> Json:
        return channel.to_json(viewer=user_id)
