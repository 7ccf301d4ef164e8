"""The people of a test: as the sandbox's own client has them, with a channel that they are in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Choice, Message, Result
from bot.sandbox.client.watch import WAIT_S
from bot.sandbox.wire import Json


class Player:
    """Somebody who stands in a channel and does what people do: ``await alice.slash("/roll", dice="1d20")``.

    Attributes:
        person: The same one without a place: every verb takes a channel.
    """

    def __init__(self, person: Person, channel: str) -> None:
        self.person = person
        self.name = person.name
        self.channel = channel

    def at(self, channel: str) -> Player:
        """The same person elsewhere: a channel by name or id, or "@bot" for the direct message with the bot."""
        return Player(self.person, channel)

    async def id(self) -> str:
        return await self.person.id()

    async def say(self, content: str, files: Sequence[Json] = (), **reply: Any) -> Message:
        """Write a message; ``reply_to=message.id`` makes it a reply."""
        return await self.person.say(self.channel, content, files, **reply)

    async def slash(self, command: str, /, **options: Any) -> Result:
        """Use a slash command, as one types it ("/table open"), and wait for the first answer."""
        return await self.person.slash(self.channel, command.removeprefix("/"), **options)

    async def menu(self, command: str, target: Message | Player) -> Result:
        """Use a context menu command on a message or on somebody."""
        aim = target if isinstance(target, Message) else await target.id()
        return await self.person.menu(self.channel, command, aim)

    async def autocomplete(self, command: str, focused: str, /, **options: Any) -> tuple[Choice, ...]:
        """Type in one option of a command and return what is suggested."""
        return await self.person.autocomplete(self.channel, command.removeprefix("/"), focused, **options)

    async def click(self, message: Message, button: str) -> Result:
        """Press a button, by label or custom id."""
        return await self.person.click(message, button)

    async def select(self, message: Message, custom_id: str, *values: str) -> Result:
        """Choose in a select menu."""
        return await self.person.select(message, custom_id, *values)

    async def submit(self, opened: Result, /, **values: Any) -> Result:
        """Hand in the form that answered an interaction."""
        return await self.person.submit(opened, **values)

    async def react(self, message: Message, emoji: str, *, remove: bool = False) -> Message:
        """Add a reaction, or take it back."""
        return await self.person.react(message, emoji, remove=remove)

    async def completed(self, result: Result, timeout_s: float = WAIT_S) -> Result:
        """Wait until a deferred answer has come."""
        return await self.person.completed(result, timeout_s)

    async def messages(self) -> list[Message]:
        """What stands in the channel, oldest first, own ephemeral messages among it."""
        return await self.person.messages(self.channel)

    async def until(self, condition: Callable[[Message], bool], timeout_s: float = WAIT_S) -> Message:
        """Wait for a message in the channel, new, old or edited, that fulfils a condition."""
        __tracebackhide__ = True
        return await self.person.until(condition, self.channel, timeout_s)

    async def seen(self, words: str, timeout_s: float = WAIT_S) -> Message:
        """Wait for a message in the channel that holds these words."""
        __tracebackhide__ = True
        return await self.person.until(
            lambda message: words in message.text, self.channel, timeout_s, what=f"the words {words!r}"
        )
