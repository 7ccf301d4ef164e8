"""Messages come and go here, whoever writes them: the bot by REST, an interaction's answer, a person.

Callers have checked that the writer may and that the body is valid; what is left is to make it so and to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.sandbox.bus import Bus
from bot.sandbox.clock import iso
from bot.sandbox.posting import files, mentions, parts
from bot.sandbox.posting.mentions import Allowed
from bot.sandbox.posting.origin import PLAIN, Origin, refer
from bot.sandbox.posting.parts import Upload
from bot.sandbox.posting.thread_life import ThreadLife
from bot.sandbox.wire import Json, as_object, objects
from bot.sandbox.world import bounds
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Message, MessageFlag, MessageType, emoji_json
from bot.sandbox.world.polls import Poll
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_NONCE_MEMORY = timedelta(minutes=5)
_EDITABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2


class Posting:
    """Writes, edits, deletes, reacts, pins.

    Attributes:
        threads: The life of the threads that messages stand in.
    """

    def __init__(self, world: World, bus: Bus, base_url: Callable[[], str]) -> None:
        """Start with nothing written.

        Args:
            world: What exists.
            bus: Where it is told.
            base_url: Tells where the files are served, which is known once the sandbox listens.
        """
        self._world = world
        self._bus = bus
        self._base_url = base_url
        self.threads = ThreadLife(world, bus)

    def post(
        self, channel: Channel, author: User, body: Json, uploads: Sequence[Upload] = (), *, origin: Origin = PLAIN
    ) -> Message:
        """Write a message from a body as Create Message takes it, and tell MESSAGE_CREATE."""
        message = Message(
            id=origin.message_id or self._world.snowflakes.mint(),
            channel_id=channel.id,
            author=author,
            created=self._world.clock.now(),
            tts=bool(body.get("tts")),
            flags=MessageFlag(body.get("flags") or 0),
            nonce=body.get("nonce"),
            interaction=origin.interaction,
            interaction_name=origin.interaction_name,
            application_id=origin.application_id,
            # An application answers interactions through a webhook that bears its own id.
            webhook_id=origin.webhook_id or origin.application_id,
            ephemeral_to=origin.ephemeral_to,
        )
        if origin.ephemeral_to is not None:
            message.flags |= MessageFlag.EPHEMERAL
        if body.get("poll"):
            message.poll = Poll.read(as_object(body["poll"]), self._world.clock.now())
        refer(self._world, message, body, origin)
        self._fill(channel, message, body, uploads, allowed=Allowed.read(body, origin.parse))
        if origin.about is not None:
            message.mentions = [origin.about]
        if channel.thread is not None:
            self.threads.written(channel, message)
        bounds.shelve(channel, message)
        if not message.is_ephemeral:
            channel.last_message_id = message.id
        self.tell("MESSAGE_CREATE", message)
        return message

    def edit(
        self,
        message: Message,
        body: Json,
        uploads: Sequence[Upload] = (),
        parse: frozenset[str] = mentions.BY_HAND,
    ) -> Message:
        """Change what the body names, as Edit Message does, and tell MESSAGE_UPDATE."""
        channel = self._world.channel(message.channel_id)
        if body.get("flags") is not None:
            kept = message.flags & ~MessageFlag.SUPPRESS_EMBEDS
            message.flags = kept | MessageFlag(body["flags"]) & _EDITABLE
        if message.is_loading:
            message.flags &= ~MessageFlag.LOADING  # the answer itself, not an edit of one
            if body.get("poll"):
                message.poll = Poll.read(as_object(body["poll"]), self._world.clock.now())
        else:
            message.edited = self._world.clock.now()
        self._fill(channel, message, body, uploads, allowed=Allowed.read(body, parse))
        self.tell("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        """Take a message away and tell MESSAGE_DELETE."""
        channel = self._world.channel(message.channel_id)
        channel.messages.pop(message.id, None)
        channel.ephemerals.pop(message.id, None)
        message.deleted = True
        self.threads.erased(channel, message)
        self._emit("MESSAGE_DELETE", {"id": message.id, "channel_id": channel.id}, channel, message.ephemeral_to)

    def delete_many(self, channel: Channel, message_ids: Sequence[str]) -> None:
        """Take several messages away at once and tell MESSAGE_DELETE_BULK."""
        gone = [channel.messages.pop(one) for one in message_ids if one in channel.messages]
        for message in gone:
            message.deleted = True
            self.threads.erased(channel, message)
        if gone:
            ids = [message.id for message in gone]
            self._emit("MESSAGE_DELETE_BULK", {"ids": ids, "channel_id": channel.id}, channel)

    def recent(self, channel: Channel, author: User, nonce: str | int) -> Message | None:
        """Return the author's message of the last minutes that carries this nonce."""
        since = self._world.clock.now() - _NONCE_MEMORY
        for message in reversed(channel.messages.values()):
            if message.created < since:
                return None
            if message.author is author and message.nonce is not None and str(message.nonce) == str(nonce):
                return message
        return None

    def react(self, message: Message, user: User, emoji: str) -> None:
        """Add a reaction and tell MESSAGE_REACTION_ADD; a second one of the same user changes nothing."""
        who = message.reactions.setdefault(emoji, [])
        if user.id in who:
            return
        who.append(user.id)
        channel = self._world.channel(message.channel_id)
        told = self._reaction(message, user.id, emoji) | {"message_author_id": message.author.id}
        if channel.guild_id and (member := self._world.guild(channel.guild_id).members.get(user.id)):
            told["member"] = member.to_json()
        self._emit("MESSAGE_REACTION_ADD", told, channel)

    def unreact(self, message: Message, user_id: str, emoji: str) -> None:
        """Take one reaction back and tell MESSAGE_REACTION_REMOVE."""
        who = message.reactions.get(emoji, [])
        if user_id not in who:
            return
        who.remove(user_id)
        if not who:
            del message.reactions[emoji]
        channel = self._world.channel(message.channel_id)
        self._emit("MESSAGE_REACTION_REMOVE", self._reaction(message, user_id, emoji), channel)

    def clear_reactions(self, message: Message, emoji: str | None = None) -> None:
        """Take all reactions away, or all of one emoji, and tell so."""
        channel = self._world.channel(message.channel_id)
        told: Json = {"channel_id": channel.id, "message_id": message.id}
        if emoji is None:
            message.reactions.clear()
            self._emit("MESSAGE_REACTION_REMOVE_ALL", told, channel)
        elif message.reactions.pop(emoji, None):
            self._emit("MESSAGE_REACTION_REMOVE_EMOJI", told | {"emoji": emoji_json(emoji)}, channel)

    def pin(self, message: Message, by: User) -> None:
        """Pin a message: it is marked, the channel says so, and a system message names who did it."""
        if message.pinned is not None:
            return
        channel = self._world.channel(message.channel_id)
        message.pinned = channel.last_pin = self._world.clock.now()
        self.tell("MESSAGE_UPDATE", message)
        self._tell_pins(channel)
        self.post(channel, by, {}, origin=Origin(kind=MessageType.PINNED, referenced=message))

    def unpin(self, message: Message) -> None:
        """Take a pin out."""
        if message.pinned is not None:
            message.pinned = None
            self.tell("MESSAGE_UPDATE", message)
            self._tell_pins(self._world.channel(message.channel_id))

    def _tell_pins(self, channel: Channel) -> None:
        stamp = iso(channel.last_pin) if channel.last_pin else None
        self._emit("CHANNEL_PINS_UPDATE", {"channel_id": channel.id, "last_pin_timestamp": stamp}, channel)

    def _fill(
        self, channel: Channel, message: Message, body: Json, uploads: Sequence[Upload], *, allowed: Allowed
    ) -> None:
        files.update(self._world, message, body, uploads, base_url=self._base_url())
        links = files.links(message)
        if "content" in body:
            message.content = str(body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = parts.resolve_embeds(objects(body["embeds"]), links)
        if "components" in body:
            message.components = parts.resolve_components(objects(body["components"]), links)
        files.mark_shown(message)
        if "content" in body or "components" in body or "allowed_mentions" in body:
            found = mentions.find(self._world, channel, message, allowed)
            message.mentions, message.mention_roles, message.mention_everyone = found.users, found.roles, found.everyone

    def _reaction(self, message: Message, user_id: str, emoji: str) -> Json:
        return {
            "user_id": user_id,
            "channel_id": message.channel_id,
            "message_id": message.id,
            "emoji": emoji_json(emoji),
            "burst": False,
            "type": 0,
        }

    def tell(self, name: str, message: Message) -> None:
        """Tell of a message as it is now."""
        channel = self._world.channel(message.channel_id)
        told = message.to_json()
        if channel.guild_id is not None:
            members = self._world.guild(channel.guild_id).members
            for user in told["mentions"]:
                if (mentioned := members.get(user["id"])) is not None:
                    user["member"] = mentioned.to_json(with_user=False)
            if (author := members.get(message.author.id)) is not None:
                told["member"] = author.to_json(with_user=False)
        self._emit(name, told | {"channel_type": int(channel.type)}, channel, message.ephemeral_to)

    def _emit(self, name: str, data: Json, channel: Channel, only_user: str | None = None) -> None:
        if channel.guild_id is not None:
            data["guild_id"] = channel.guild_id
        self._bus.emit(name, data, guild=channel.guild_id, channel=channel.id, only_user=only_user)
