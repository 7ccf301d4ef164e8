"""What people do about places: start a thread, post in a forum, come and go, forward, talk among themselves, install.

What a client would not allow raises `ClientRefusal` before anything happens; about threads the rules are those that the
bot meets through REST, and so are the refusals.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.actors import patience
from bot.sandbox.actors.actors import Actors
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.actors.resolving import read_upload
from bot.sandbox.administration import traces
from bot.sandbox.interactions.contexts import Install
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.posting.forwards import FORWARDABLE
from bot.sandbox.posting.hooks import check_room, tell
from bot.sandbox.posting.thread_life import of
from bot.sandbox.realm import Realm
from bot.sandbox.validate import threads as rules
from bot.sandbox.wire import Json, as_list, as_object
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User
from bot.sandbox.world.webhooks import Webhook

_MOST_IN_A_GROUP = 10


class Places:
    """Everybody who can do something about places, by user id."""

    def __init__(self, realm: Realm, actors: Actors) -> None:
        self._realm = realm
        self._world = realm.world
        self._actors = actors

    # Threads.

    def start_thread(self, user_id: str, channel_id: str, body: Json, message_id: str | None = None) -> Channel:
        """Start a thread, from a message or without one; the body is as REST takes it."""
        user, parent = self._stand(user_id, channel_id)
        if message_id is not None:
            source = self._message(user, parent, message_id)
            thread_rules.may_start_from(self._world, user.id, parent, source)
            patience.check_start(self._world, user, parent)
            return self._started(self._realm.threads.start(parent, user, rules.from_message(body, parent), source))
        asked = rules.without_message(body, parent)
        thread_rules.may_start(self._world, user.id, parent, asked.kind)
        patience.check_start(self._world, user, parent)
        return self._started(self._realm.threads.start(parent, user, asked))

    def post(self, user_id: str, channel_id: str, body: Json, files: Sequence[object] = ()) -> tuple[Channel, Message]:
        """Start a thread in a forum, with its first message; tags go by name or id."""
        user, forum = self._stand(user_id, channel_id)
        if forum.forum is None:
            raise ClientRefusal("that is no forum", "channel")
        known = {tag.name: tag.id for tag in forum.forum.tags}
        body = body | {"applied_tags": [known.get(str(tag), str(tag)) for tag in as_list(body.get("applied_tags"))]}
        content = str(as_object(body.get("message")).get("content") or "").strip()
        if not content and not files:
            raise ClientRefusal("a post begins with a message", "content")
        uploads = [read_upload(file, "files", str(number)) for number, file in enumerate(files)]
        thread_rules.may_start(self._world, user.id, forum, ChannelType.PUBLIC_THREAD)
        patience.check_start(self._world, user, forum)
        manages = Permission.MANAGE_THREADS in self._world.permissions(user.id, forum.id)
        asked = rules.in_forum(body, forum, manages=manages)
        thread, message = self._realm.threads.post(forum, user, asked, {"content": content}, uploads=uploads)
        return self._started(thread), message

    def join(self, user_id: str, thread_id: str) -> Channel:
        """Join a thread."""
        user, thread = self._in_thread(user_id, thread_id)
        thread_rules.may_join(self._world, user.id, thread)
        self._realm.threads.add(thread, user, user)
        return thread

    def leave(self, user_id: str, thread_id: str) -> Channel:
        """Leave a thread."""
        user, thread = self._in_thread(user_id, thread_id)
        thread_rules.may_join(self._world, user.id, thread)
        self._realm.threads.remove(thread, user.id, user)
        return thread

    def invite(self, user_id: str, thread_id: str, invited_id: str) -> Channel:
        """Bring a member of the guild, or the bot, into a thread."""
        user, thread = self._in_thread(user_id, thread_id)
        thread_rules.may_add(self._world, user.id, thread, invited_id)
        self._realm.threads.add(thread, self._world.user(invited_id), user)
        return thread

    def expel(self, user_id: str, thread_id: str, expelled_id: str) -> Channel:
        """Take somebody out of a thread."""
        user, thread = self._in_thread(user_id, thread_id)
        thread_rules.may_remove(self._world, user.id, thread)
        self._realm.threads.remove(thread, expelled_id, user)
        return thread

    def change_thread(self, user_id: str, thread_id: str, body: Json) -> Channel:
        """Change a thread: close it and open it, lock it, rename it; the body is as REST takes it."""
        user, thread = self._in_thread(user_id, thread_id)
        forum = self._world.channel(thread.parent_id or "")
        manages = Permission.MANAGE_THREADS in self._world.permissions(user.id, thread.id)
        thread_rules.may_change(self._world, user.id, thread, body)
        rules.change(body, forum if forum.forum is not None else None, manages=manages)
        before = traces.thread_state(thread)
        self._realm.threads.change(thread, body, user)
        traces.thread(self._actors.hand(user), Action.THREAD_UPDATE, thread, before=before)
        return thread

    def end_thread(self, user_id: str, thread_id: str) -> None:
        """Delete a thread."""
        user, thread = self._in_thread(user_id, thread_id)
        thread_rules.may_end(self._world, user.id, thread)
        self._realm.threads.end(thread)
        traces.thread(self._actors.hand(user), Action.THREAD_DELETE, thread)

    # Between places.

    def forward(self, user_id: str, channel_id: str, message_id: str, to_id: str) -> Message:
        """Forward a message to another channel."""
        user, channel = self._stand(user_id, channel_id)
        message, (_, target) = self._message(user, channel, message_id), self._stand(user_id, to_id)
        if message.type not in FORWARDABLE or message.poll is not None or message.is_ephemeral:
            raise ClientRefusal("that message cannot be forwarded", "message")
        self._actors.may_write(user, target)
        reference: Json = {"type": 1, "channel_id": channel.id, "message_id": message.id}
        return self._realm.posting.post(target, user, {"message_reference": reference})

    def make_webhook(self, user_id: str, channel_id: str, name: str) -> Webhook:
        """Make a webhook, as in a channel's settings; no application owns it."""
        user, channel = self._stand(user_id, channel_id)
        if channel.guild_id is None or Permission.MANAGE_WEBHOOKS not in self._world.permissions(user.id, channel.id):
            raise ClientRefusal("webhooks need the permission MANAGE_WEBHOOKS in this channel", "channel")
        check_room(self._world.webhooks, channel)
        made = Webhook(self._world.snowflakes.mint(), channel.guild_id, channel.id, name, user)
        self._world.webhooks.add(made)
        tell(self._realm.bus, made.guild_id, made.channel_id)
        traces.webhook(self._actors.hand(user), Action.WEBHOOK_CREATE, made)
        return made

    # Without the bot.

    def install(self, user_id: str, *, remove: bool = False) -> None:
        """Add the application to one's account, or take it away."""
        user, application = self._actors.person(user_id), self._world.application
        if Install.USER not in application.install_types:
            raise ClientRefusal(f"{application.name} cannot be added to an account, only to servers")
        if remove:
            application.installed_by.discard(user.id)
        else:
            application.installed_by.add(user.id)
        self._realm.bus.emit("COMMANDS", {"guild_id": None}, guild=None, only_user=user.id)

    def open_private_channel(self, user_id: str, others: Sequence[str]) -> Channel:
        """Talk to one other person, or to a group, without the bot."""
        people = [self._actors.person(one) for one in dict.fromkeys((user_id, *others))]
        if not 2 <= len(people) <= _MOST_IN_A_GROUP:
            raise ClientRefusal(f"a conversation has 2 to {_MOST_IN_A_GROUP} people", "with")
        return self._world.open_private_channel(people)

    def _stand(self, user_id: str, channel_id: str) -> tuple[User, Channel]:
        user, channel = self._actors.person(user_id), self._world.channels.get(channel_id)
        if channel is None or not self._world.can_see(user.id, channel.id):
            raise ClientRefusal(f"{user.username} sees no such channel", "channel")
        return user, channel

    def _started(self, thread: Channel) -> Channel:
        """Record that a thread was started, and return it."""
        starter = self._world.user(of(thread).owner_id)
        traces.thread(self._actors.hand(starter), Action.THREAD_CREATE, thread)
        return thread

    def _in_thread(self, user_id: str, thread_id: str) -> tuple[User, Channel]:
        user, channel = self._stand(user_id, thread_id)
        if not channel.is_thread:
            raise ClientRefusal("that is no thread", "channel")
        return user, channel

    def _message(self, user: User, channel: Channel, message_id: str) -> Message:
        seen = {message.id: message for message in self._actors.seen(user.id, channel.id)}
        if message_id not in seen:
            raise ClientRefusal("there is no such message here", "message")
        return seen[message_id]
