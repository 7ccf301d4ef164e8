"""What a person in a test does about places: threads, forums, forwards, talk without the bot (see `client.Person`)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from bot.sandbox.client.results import Message
from bot.sandbox.wire import Json


class PlaceVerbs:
    """Threads, forums, forwards, conversations; a channel is given as everywhere by id or name."""

    @abstractmethod
    async def _request(self, method: str, path: str, **said: Any) -> Any: ...

    @abstractmethod
    async def _channel(self, channel: str) -> str: ...

    async def start_thread(
        self, channel: str, name: str, *, message: Message | None = None, private: bool = False, **settings: Any
    ) -> str:
        """Start a thread, from a message or without one, and return its id."""
        source = {} if message is None else {"message": message.id}
        where = await self._channel(channel)
        made = await self._request("POST", "threads", channel=where, name=name, private=private, **source, **settings)
        return str(made["id"])

    async def post(
        self, forum: str, name: str, content: str, *, tags: Sequence[str] = (), files: Sequence[Json] = ()
    ) -> Message:
        """Start a thread in a forum and return its first message, whose id is the thread's."""
        said = {"name": name, "content": content, "tags": list(tags), "files": list(files)}
        made = await self._request("POST", "posts", channel=await self._channel(forum), **said)
        return Message.read(made["message"])

    async def join_thread(self, thread: str) -> None:
        """Join a thread."""
        await self._request("POST", "threads/enter", channel=await self._channel(thread))

    async def leave_thread(self, thread: str) -> None:
        """Leave a thread."""
        await self._request("POST", "threads/exit", channel=await self._channel(thread))

    async def bring_into_thread(self, thread: str, user_id: str) -> None:
        """Bring somebody, or the bot, into a thread."""
        await self._request("POST", "threads/enter", channel=await self._channel(thread), user=user_id)

    async def take_out_of_thread(self, thread: str, user_id: str) -> None:
        """Take somebody out of a thread."""
        await self._request("POST", "threads/exit", channel=await self._channel(thread), user=user_id)

    async def change_thread(self, thread: str, **changes: Any) -> Json:
        """Close a thread (`archived`), lock it, rename it, and the like; returns it as it is then."""
        return await self._request("POST", "threads/change", channel=await self._channel(thread), **changes)

    async def end_thread(self, thread: str) -> None:
        """Delete a thread."""
        await self._request("POST", "threads/end", channel=await self._channel(thread))

    async def forward(self, message: Message, to: str) -> Message:
        """Forward a message to another channel."""
        said = {"channel": message.channel_id, "message": message.id, "to": await self._channel(to)}
        return Message.read(await self._request("POST", "forward", **said))

    async def make_webhook(self, channel: str, name: str) -> Json:
        """Make a webhook that no application owns."""
        return await self._request("POST", "webhooks", channel=await self._channel(channel), name=name)

    async def install(self, *, remove: bool = False) -> None:
        """Add the application to one's account, or take it away."""
        await self._request("POST", "install", remove=remove)

    async def talk_to(self, *user_ids: str) -> str:
        """Open a conversation with others, in which the bot is not, and return its id."""
        return str((await self._request("POST", "talk", **{"with": list(user_ids)}))["id"])
