"""Messages, what hangs on them, and the flags that change their nature."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag
from typing import Protocol

from bot.sandbox.clock import iso
from bot.sandbox.wire import Json
from bot.sandbox.world.polls import Poll
from bot.sandbox.world.users import User


class MessageType(IntEnum):
    """Discord's message types that the sandbox makes."""

    DEFAULT = 0
    RECIPIENT_ADDED = 1
    RECIPIENT_REMOVED = 2
    NAME_CHANGED = 4
    PINNED = 6
    FOLLOWED = 12
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER = 21
    CONTEXT_MENU_COMMAND = 23
    POLL_RESULT = 46


class MessageFlag(IntFlag):
    """Discord's message flags."""

    CROSSPOSTED = 1 << 0
    IS_CROSSPOST = 1 << 1
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    HAS_SNAPSHOT = 1 << 14
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)
_REFERRING = (MessageType.REPLY, MessageType.THREAD_STARTER, MessageType.CONTEXT_MENU_COMMAND)


class Place(Protocol):
    """What a message knows of the thread that began with it."""

    def to_json(self, *, viewer: str | None = None) -> Json:
        """Return Discord's channel object."""
        ...


@dataclass(slots=True, eq=False)
class Attachment:
    """A file that somebody uploaded, with its bytes: the CDN serves them.

    `shown_elsewhere` marks one that an embed or a component shows; a message does not list it a second time.
    """

    id: str
    channel_id: str
    filename: str
    content_type: str | None
    content: bytes
    url: str
    title: str | None = None
    description: str | None = None
    spoiler: bool = False
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False
    shown_elsewhere: bool = False
    bytes_let_go: int = 0

    @property
    def size(self) -> int:
        """How many bytes it has, also when they are no longer kept."""
        return len(self.content) or self.bytes_let_go

    def let_go(self) -> None:
        """Keep the bytes no longer."""
        self.content, self.bytes_let_go = b"", self.size

    def to_json(self) -> Json:
        """Return Discord's attachment object."""
        shown: Json = {
            "id": self.id,
            "filename": self.filename,
            "size": self.size,
            "url": self.url,
            "proxy_url": self.url,
            "content_scan_version": 0,
        }
        if self.content_type is not None:
            shown["content_type"] = self.content_type
        if self.title is not None:
            shown["title"] = self.title
        if self.description is not None:
            shown["description"] = self.description
        if self.spoiler:
            shown["flags"] = 1 << 3
        if self.width is not None:
            shown |= {"width": self.width, "height": self.height}
        if self.ephemeral:
            shown["ephemeral"] = True
        return shown


@dataclass(slots=True, eq=False)
class Message:
    """One message.

    Attributes:
        ephemeral_to: The one user who sees it; then it stands in no channel's history.
        deleted: Whether it is gone; an answer to it then shows nothing.
        interaction: Discord's interaction metadata, for an answer to one.
        reactions: Who reacted, by emoji as it stands in a URL ("🎲", "name:id"), in the order of arrival.
        snapshots: What a forwarded message said when it was forwarded.
        thread: The thread that began with it.
    """

    id: str
    channel_id: str
    author: User
    created: datetime
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    flags: MessageFlag = NO_FLAGS
    edited: datetime | None = None
    tts: bool = False
    pinned: datetime | None = None
    nonce: str | int | None = None
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[str] = field(default_factory=list[str])
    mention_everyone: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    poll: Poll | None = None
    reference: Json | None = None
    referenced: Message | None = None
    snapshots: list[Json] = field(default_factory=list[Json])
    thread: Place | None = None
    application_id: str | None = None
    webhook_id: str | None = None
    interaction: Json | None = None
    interaction_name: str | None = None
    ephemeral_to: str | None = None
    deleted: bool = False

    @property
    def is_ephemeral(self) -> bool:
        """Whether one user alone sees it."""
        return MessageFlag.EPHEMERAL in self.flags

    @property
    def is_loading(self) -> bool:
        """Whether it is still the "thinking" of a deferred answer."""
        return MessageFlag.LOADING in self.flags

    def to_json(self, *, viewer: str | None = None, nested: bool = False) -> Json:
        """Return Discord's message object.

        Args:
            viewer: Whose eyes see it; a reaction says whether it is also theirs.
            nested: Whether it stands inside another message, where it does not carry a third.
        """
        hidden = MessageFlag.SUPPRESS_EMBEDS in self.flags
        shown: Json = {
            "id": self.id,
            "channel_id": self.channel_id,
            "type": int(self.type),
            "author": self.author.to_json(),
            "content": self.content,
            "timestamp": iso(self.created),
            "edited_timestamp": iso(self.edited) if self.edited else None,
            "tts": self.tts,
            "mention_everyone": self.mention_everyone,
            "mentions": [user.to_json() for user in self.mentions],
            "mention_roles": list(self.mention_roles),
            "attachments": [file.to_json() for file in self.attachments if not file.shown_elsewhere],
            "embeds": [] if hidden else list(self.embeds),
            "components": list(self.components),
            "pinned": self.pinned is not None,
            "flags": int(self.flags),
        }
        return shown | self._optional_json(viewer, nested=nested)

    def _optional_json(self, viewer: str | None, *, nested: bool) -> Json:
        whole: Json = {}
        if self.reactions:
            whole["reactions"] = [reaction_json(emoji, who, viewer) for emoji, who in self.reactions.items()]
        for key, value in (
            ("nonce", self.nonce),
            ("poll", self.poll.to_json(viewer=viewer) if self.poll else None),
            ("application_id", self.application_id),
            ("webhook_id", self.webhook_id),
            ("message_reference", self.reference),
        ):
            if value is not None:
                whole[key] = value
        if self.interaction is not None:
            whole["interaction_metadata"] = self.interaction
            if self.interaction_name is not None:
                whole["interaction"] = {
                    "id": self.interaction["id"],
                    "type": self.interaction["type"],
                    "name": self.interaction_name,
                    "user": self.interaction["user"],
                }
        if self.snapshots:
            whole["message_snapshots"] = list(self.snapshots)
        if self.thread is not None:
            whole["thread"] = self.thread.to_json(viewer=viewer)
        if self.type in _REFERRING and self.reference is not None and not nested:
            shown = self._visible_reference()
            whole["referenced_message"] = shown.to_json(viewer=viewer, nested=True) if shown else None
        return whole

    def _visible_reference(self) -> Message | None:
        """Return the message it answers, while that is there and for the same eyes."""
        answered = self.referenced
        if answered is None or answered.deleted or answered.ephemeral_to not in (None, self.ephemeral_to):
            return None
        return answered


def emoji_json(emoji: str) -> Json:
    """Return the partial emoji object of an emoji as it stands in a URL."""
    name, _, emoji_id = emoji.rpartition(":")
    return {"id": emoji_id, "name": name} if name else {"id": None, "name": emoji}


def reaction_json(emoji: str, who: list[str], viewer: str | None) -> Json:
    """Return Discord's reaction object."""
    return {
        "emoji": emoji_json(emoji),
        "count": len(who),
        "count_details": {"normal": len(who), "burst": 0},
        "me": viewer in who,
        "me_burst": False,
        "burst_colors": [],
    }
