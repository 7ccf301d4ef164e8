"""What an id stands for, as one person sees it from one channel, gathered for an interaction's `resolved`.

Source: Discord developer docs, "Receiving and Responding", Resolved Data Structure. The id of someone who is no member,
typed into a user option, comes as a user alone: GitHub, jnsougata/discohook, pull request 60, with pictures.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.interactions.invocation import ATTACHMENT_LIMIT_BYTES
from bot.sandbox.posting.files import safe_name
from bot.sandbox.posting.media_types import media_type
from bot.sandbox.posting.parts import Upload
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json, as_object
from bot.sandbox.world import bounds
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Attachment, Message
from bot.sandbox.world.users import User

_NOT_IN_A_PARTIAL_MEMBER = ("user", "deaf", "mute")
_IN_A_PARTIAL_CHANNEL = (
    "id", "name", "type", "last_message_id", "last_pin_timestamp", "nsfw", "parent_id", "guild_id", "flags",
    "rate_limit_per_user", "topic", "position", "thread_metadata",
)  # fmt: skip


class Resolving:
    """Looks ids up and remembers what it found."""

    def __init__(self, realm: Realm, user: User, channel: Channel) -> None:
        self._realm = realm
        self._world = realm.world
        self._user = user
        self._channel = channel
        self._guild = realm.world.guild(channel.guild_id) if channel.guild_id else None
        self._found: dict[str, dict[str, Json]] = {}

    def found(self) -> Json:
        """Return everything that was found, by kind and id."""
        return dict(self._found)

    def user(self, user_id: str, *, by_id: bool = False) -> bool:
        """Find a user whom this person can name here.

        Args:
            user_id: Who.
            by_id: Whether an id can be typed in: then the user may be no member here, and comes without one.
        """
        member = self._guild.members.get(user_id) if self._guild else None
        if self._guild is not None and member is None and not by_id:
            return False
        user = self._world.users.get(user_id)
        if user is None or (self._guild is None and user not in (self._user, self._world.bot)):
            return False
        self._remember("users", user_id, user.to_json())
        if member is not None:
            partial = {key: value for key, value in member.to_json().items() if key not in _NOT_IN_A_PARTIAL_MEMBER}
            self._remember("members", user_id, partial | {"permissions": self._permissions(user_id, self._channel)})
        return True

    def role(self, role_id: str) -> bool:
        """Find a role of the guild."""
        role = self._guild.roles.get(role_id) if self._guild else None
        if role is None:
            return False
        self._remember("roles", role_id, role.to_json())
        return True

    def channel(self, channel_id: str, types: Sequence[int] | None = None) -> bool:
        """Find a channel of the guild that this person can see, of one of these types."""
        channel = self._world.channels.get(channel_id)
        if channel is None or channel.guild_id is None or channel.guild_id != self._channel.guild_id:
            return False
        if (types and channel.type not in types) or not self._world.can_see(self._user.id, channel_id):
            return False
        full = channel.to_json()
        partial: Json = {key: full[key] for key in _IN_A_PARTIAL_CHANNEL if key in full}
        partial["permissions"] = self._permissions(self._user.id, channel)
        partial["app_permissions"] = self._permissions(self._world.bot.id, channel)
        self._remember("channels", channel_id, partial)
        return True

    def message(self, message: Message) -> None:
        """Remember a message that a command is used on; the bot may read it whatever its intents."""
        self._remember("messages", message.id, message.to_json(viewer=self._world.bot.id))

    def upload(self, value: object, field: str) -> str:
        """Take a file, as `read_upload` does, and return the id under which it was stored."""
        file = read_upload(value, field)
        world, name = self._world, safe_name(file.filename)
        file_id = world.snowflakes.mint()
        place = f"{self._realm.base_url}/cdn/ephemeral-attachments/{self._channel.id}/{file_id}/{name}"
        stored = Attachment(file_id, self._channel.id, name, media_type(name), file.content, place, ephemeral=True)
        bounds.store(world, stored)
        self._remember("attachments", file_id, stored.to_json())
        return file_id

    def _permissions(self, user_id: str, channel: Channel) -> str:
        return str(int(self._world.permissions(user_id, channel.id)))

    def _remember(self, kind: str, thing_id: str, thing: Json) -> None:
        self._found.setdefault(kind, {})[thing_id] = thing


def read_upload(value: object, field: str, key: str = "0") -> Upload:
    """Read a file as the control API takes it: ``{"filename", "content": base64, "content_type"?}``.

    Raises:
        ClientRefusal: It is no such object, or larger than Discord takes.
    """
    given = as_object(value)
    filename, content = given.get("filename"), given.get("content")
    if not isinstance(filename, str) or not isinstance(content, str):
        raise ClientRefusal(f"{field} takes a file: filename and content (base64)", field)
    try:
        raw = base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise ClientRefusal(f"{field}: the content is not base64", field) from error
    if len(raw) > ATTACHMENT_LIMIT_BYTES:
        raise ClientRefusal(f"{filename} is larger than {ATTACHMENT_LIMIT_BYTES // 2**20} MiB", field)
    return Upload(key, filename, str(given.get("content_type") or "application/octet-stream"), raw)
