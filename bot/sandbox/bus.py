"""What happens in the sandbox is told here, once, to whoever listens: gateway sessions and people's clients.

The bus knows no shards, intents or eyes. Each listener decides what its side may see:

- A **gateway session** passes on events of its shard (`guild`, or none for a direct message) that its intents and the
  message content rules allow; it skips what is for one user only and what is in `NOT_DISCORD`.
- A **person's client** shows events of channels that its user may view (`channel`), and those with `only_user` to that
  user alone; it skips ``INTERACTION_CREATE``, which is between Discord and the bot.

A listener is called at once and in order, on the event loop; it must not block, so it puts the event into its queue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.wire import Json

NOT_DISCORD = frozenset({"INTERACTION", "MODAL", "COMMANDS", "GATEWAY", "CLOCK", "FAULTS"})
"""Events of the sandbox's own page; Discord's gateway knows nothing of them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes:
        name: Discord's name of the event, or one of `NOT_DISCORD`.
        data: The payload as the gateway would send it; shared between listeners, so copy before changing it.
        guild: The guild it belongs to; None for direct messages.
        channel: The channel it belongs to, when it belongs to one.
        only_user: The one user who may see it (ephemeral messages, failed interactions, modals).
    """

    name: str
    data: Json
    guild: str | None
    channel: str | None = None
    only_user: str | None = None


Listener = Callable[[Event], None]


class Bus:
    """Tells each event to every listener, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._listeners: dict[int, Listener] = {}
        self._next = 0

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned call takes it away again."""
        self._next += 1
        key = self._next
        self._listeners[key] = listener

        def unsubscribe() -> None:
            self._listeners.pop(key, None)

        return unsubscribe

    def emit(
        self, name: str, data: Json, *, guild: str | None, channel: str | None = None, only_user: str | None = None
    ) -> None:
        """Tell every listener that something happened."""
        event = Event(name, data, guild, channel, only_user)
        for listener in tuple(self._listeners.values()):
            listener(event)
