"""The verbs of virtual users: say, edit, delete, pin, react, type, slash, menu, autocomplete, click, select, submit.

Each does what a person could do in a Discord client and nothing else; what a client would not allow raises
`ClientRefusal` before anything is sent. The page and the tests use the same verbs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from bot.sandbox.actors import commands, components, modals, patience
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.actors.resolving import Resolving, read_upload
from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.interactions.contexts import Standing
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.interactions.invocation import InteractionType
from bot.sandbox.permissions import Permission
from bot.sandbox.posting.mentions import BY_HAND
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.commands import MESSAGE, USER
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User

_LONGEST_MESSAGE = 2000
_MOST_FILES = 10


class Actors:
    """Everybody who can act in the sandbox, by user id."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._world = realm.world
        self._handed_in: WeakKeyDictionary[Interaction, Interaction] = WeakKeyDictionary()

    # Writing.

    def say(
        self,
        user_id: str,
        channel_id: str,
        content: str,
        files: Sequence[object] = (),
        *,
        reply_to: str | None = None,
        ping: bool = True,
    ) -> Message:
        """Write a message; one that replies to another mentions its author, unless `ping` is off."""
        user, channel = self._stand(user_id, channel_id)
        self.may_write(user, channel)
        content = _sendable(content, or_files=bool(files))
        body: Json = {"content": content}
        if reply_to is not None:
            answered = self._seen(user, channel, reply_to)
            if answered.is_ephemeral:
                raise ClientRefusal("a message that only you can see takes no reply", "reply_to")
            body["message_reference"] = {"message_id": answered.id}
            if not ping:
                body["allowed_mentions"] = {"parse": sorted(BY_HAND), "replied_user": False}
        if len(files) > _MOST_FILES:
            raise ClientRefusal(f"a message has at most {_MOST_FILES} files", "files")
        if files and Permission.ATTACH_FILES not in self._may(user, channel):
            raise ClientRefusal("files need the permission ATTACH_FILES in this channel", "files")
        uploads = [read_upload(file, "files", str(number)) for number, file in enumerate(files)]
        return self._realm.posting.post(channel, user, body, uploads)

    def edit(self, user_id: str, channel_id: str, message_id: str, content: str) -> Message:
        """Change the text of one's own message."""
        user, channel = self._stand(user_id, channel_id)
        message = self._seen(user, channel, message_id)
        if message.author is not user:
            raise ClientRefusal("only their author edits messages", "message")
        patience.check_touch(self._world, user, channel)
        content = _sendable(content, or_files=bool(message.attachments))
        return self._realm.posting.edit(message, {"content": content})

    def delete(self, user_id: str, channel_id: str, message_id: str) -> None:
        """Take one's own message away; with the permission, anybody's."""
        user, channel = self._stand(user_id, channel_id)
        message = self._seen(user, channel, message_id)
        if message.author is not user and Permission.MANAGE_MESSAGES not in self._may(user, channel):
            raise ClientRefusal("others' messages need the permission MANAGE_MESSAGES in this channel", "message")
        patience.check_delete(self._world, user, channel)
        self._realm.posting.delete(message)
        traces.message(self.hand(user), Action.MESSAGE_DELETE, message)

    def pin(self, user_id: str, channel_id: str, message_id: str, *, remove: bool = False) -> Message:
        """Pin a message, or take its pin out."""
        user, channel = self._stand(user_id, channel_id)
        message = self._seen(user, channel, message_id)
        if message.is_ephemeral:
            raise ClientRefusal("a message that only you can see cannot be pinned", "message")
        if channel.guild_id is not None and Permission.PIN_MESSAGES not in self._may(user, channel):
            raise ClientRefusal("pins need the permission PIN_MESSAGES in this channel", "message")
        patience.check_touch(self._world, user, channel)
        if remove == (message.pinned is not None):
            if remove:
                self._realm.posting.unpin(message)
            else:
                self._realm.posting.pin(message, user)
            traces.message(self.hand(user), Action.MESSAGE_UNPIN if remove else Action.MESSAGE_PIN, message)
        return message

    def type(self, user_id: str, channel_id: str) -> None:
        """Be seen typing."""
        user, channel = self._stand(user_id, channel_id)
        self.may_write(user, channel)
        typing: Json = {
            "channel_id": channel.id,
            "user_id": user.id,
            "timestamp": int(self._world.clock.now().timestamp()),
        }
        if channel.guild_id is not None:
            member = self._world.member(channel.guild_id, user.id)
            typing |= {"guild_id": channel.guild_id, "member": member.to_json()}
        self._realm.bus.emit("TYPING_START", typing, guild=channel.guild_id, channel=channel.id)

    def react(self, user_id: str, channel_id: str, message_id: str, emoji: str, *, remove: bool = False) -> Message:
        """Add a reaction, or take one's own back."""
        user, channel = self._stand(user_id, channel_id)
        message = self._seen(user, channel, message_id)
        if message.is_ephemeral:
            raise ClientRefusal("a message that only you can see takes no reactions")
        if not emoji.strip():
            raise ClientRefusal("react with an emoji", "emoji")
        patience.check_awake(channel)
        if remove:
            self._realm.posting.unreact(message, user.id, emoji)
        else:
            if emoji not in message.reactions and Permission.ADD_REACTIONS not in self._may(user, channel):
                raise ClientRefusal("new reactions need the permission ADD_REACTIONS in this channel")
            self._realm.posting.react(message, user, emoji)
        return message

    # Commands.

    def slash(self, user_id: str, channel_id: str, command: str, options: Mapping[str, Any]) -> Interaction:
        """Use a slash command by its path."""
        user, channel = self._commanding(user_id, channel_id)
        picked = commands.pick(Standing(self._world, user, channel), command)
        data = picked.data(options, self._resolving(user, channel))
        return self._realm.interactions.create(user.id, channel.id, InteractionType.COMMAND, data)

    def autocomplete(
        self, user_id: str, channel_id: str, command: str, options: Mapping[str, Any], *, focused: str
    ) -> Interaction:
        """Type in one option of a slash command and ask for suggestions."""
        user, channel = self._commanding(user_id, channel_id)
        picked = commands.pick(Standing(self._world, user, channel), command)
        data = picked.data(options, self._resolving(user, channel), focused)
        return self._realm.interactions.create(user.id, channel.id, InteractionType.AUTOCOMPLETE, data)

    def menu(self, user_id: str, channel_id: str, command: str, target_id: str) -> Interaction:
        """Use a context menu command on a message of this channel, or on a user."""
        user, channel = self._commanding(user_id, channel_id)
        at, resolving = Standing(self._world, user, channel), self._resolving(user, channel)
        if resolving.user(target_id):
            picked = commands.pick_menu(at, USER, command)
        else:
            message = self._seen(user, channel, target_id)
            picked = commands.pick_menu(at, MESSAGE, command)
            resolving.message(message)
        data = commands.head(picked) | {"target_id": target_id, "resolved": resolving.found()}
        return self._realm.interactions.create(user.id, channel.id, InteractionType.COMMAND, data)

    # Components and modals.

    def click(self, user_id: str, channel_id: str, message_id: str, custom_id: str) -> Interaction:
        """Press a button."""
        user, channel = self._stand(user_id, channel_id)
        message = self._of_the_bot(user, channel, message_id)
        data = components.press(message.to_json(), custom_id)
        return self._realm.interactions.create(user.id, channel.id, InteractionType.COMPONENT, data, message=message)

    def select(
        self, user_id: str, channel_id: str, message_id: str, custom_id: str, *, values: Sequence[Any]
    ) -> Interaction:
        """Choose in a select menu."""
        user, channel = self._stand(user_id, channel_id)
        message = self._of_the_bot(user, channel, message_id)
        data = components.select(message.to_json(), custom_id, values, self._resolving(user, channel))
        return self._realm.interactions.create(user.id, channel.id, InteractionType.COMPONENT, data, message=message)

    def submit(self, user_id: str, interaction_id: str, values: Mapping[str, Any]) -> Interaction:
        """Hand in the modal that answered an interaction; one that failed stays open and can be tried again."""
        opened = self._realm.interactions.get(interaction_id)
        if opened is None or opened.modal is None or opened.user_id != user_id:
            raise ClientRefusal("no such form is open for you")
        before = self._handed_in.get(opened)
        if before is not None and not before.failed:
            raise ClientRefusal("that form has been handed in already")
        user, channel = self._stand(user_id, opened.channel_id)
        data = modals.submit(opened.modal, values, self._resolving(user, channel))
        interaction = self._realm.interactions.create(
            user.id, channel.id, InteractionType.MODAL_SUBMIT, data, opened_by=opened
        )
        self._handed_in[opened] = interaction
        return interaction

    # Looking.

    def person(self, user_id: str) -> User:
        """Return who acts."""
        user = self._world.users.get(user_id)
        if user is None or user.bot:
            raise ClientRefusal("nobody has that id", "as")
        return user

    def hand(self, user: User) -> Hand:
        """Return a person's hand."""
        return Hand(self._world, self._realm.bus, user.id)

    def seen(self, user_id: str, channel_id: str) -> list[Message]:
        """Return a channel's messages as this person sees them, oldest first."""
        user, channel = self._stand(user_id, channel_id)
        own = [message for message in channel.ephemerals.values() if message.ephemeral_to == user.id]
        kept = channel.messages.values() if self._reads_history(user, channel) else ()
        return sorted([*kept, *own], key=lambda message: int(message.id))

    # What the verbs share.

    def _stand(self, user_id: str, channel_id: str) -> tuple[User, Channel]:
        user, channel = self.person(user_id), self._world.channels.get(channel_id)
        if channel is None or not self._world.can_see(user.id, channel.id):
            raise ClientRefusal(f"{user.username} sees no such channel", "channel")
        return user, channel

    def _commanding(self, user_id: str, channel_id: str) -> tuple[User, Channel]:
        """Return who uses a command and where: not in a thread that is asleep."""
        user, channel = self._stand(user_id, channel_id)
        patience.check_awake(channel)
        return user, channel

    def _seen(self, user: User, channel: Channel, message_id: str) -> Message:
        message = channel.messages.get(message_id) or channel.ephemerals.get(message_id)
        if message is None:
            raise ClientRefusal("there is no such message here", "message")
        if message.ephemeral_to not in (None, user.id):
            raise ClientRefusal("only somebody else can see that message", "message")
        return message

    def _of_the_bot(self, user: User, channel: Channel, message_id: str) -> Message:
        message = self._seen(user, channel, message_id)
        if message.author is not self._world.bot:
            raise ClientRefusal("that message is not the bot's", "message")
        return message

    def _resolving(self, user: User, channel: Channel) -> Resolving:
        return Resolving(self._realm, user, channel)

    def _may(self, user: User, channel: Channel) -> Permission:
        return self._world.permissions(user.id, channel.id)

    def may_write(self, user: User, channel: Channel) -> None:
        """Refuse to write where this person may not, or not yet."""
        writing = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if not channel.is_written or writing not in self._may(user, channel):
            raise ClientRefusal(f"{user.username} may not write in this channel", "channel")
        patience.check(self._world, user, channel)

    def _reads_history(self, user: User, channel: Channel) -> bool:
        return Permission.READ_MESSAGE_HISTORY in self._may(user, channel)


def _sendable(content: str, *, or_files: bool) -> str:
    content = content.strip()
    if not content and not or_files:
        raise ClientRefusal("an empty message cannot be sent", "content")
    if len(content) > _LONGEST_MESSAGE:
        raise ClientRefusal(f"a message has at most {_LONGEST_MESSAGE} characters, not {len(content)}", "content")
    return content
