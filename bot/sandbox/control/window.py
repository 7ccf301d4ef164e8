"""Looking around as somebody: the state of the world, a channel's messages, what became of an interaction."""

from __future__ import annotations

from bot.sandbox.actors.actors import Actors
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.control import views
from bot.sandbox.control.asked import Asked
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json

_PAGE = 50
_MOST = 100


class Window:
    """What can be seen."""

    def __init__(self, realm: Realm, actors: Actors) -> None:
        self._realm = realm
        self._actors = actors

    def state(self, asked: Asked) -> Json:
        """``?as=``: everything but messages; without `as`, through the eyes of the first member of the first guild."""
        user_id = asked.optional_text("as") or self._somebody()
        return views.state_json(self._realm, self._actors.person(user_id))

    def messages(self, asked: Asked) -> list[Json]:
        """``?as=&before=&limit=``: a channel's messages, oldest first, own ephemeral ones among them."""
        user_id, limit = asked.text("as"), int(asked.number("limit", _PAGE))
        seen = self._actors.seen(user_id, asked.text("channel"))
        if asked.optional_text("before"):
            before = _snowflake(asked, "before")
            seen = [message for message in seen if int(message.id) < before]
        newest = seen[-min(max(limit, 1), _MOST) :]
        return [views.message_json(self._realm, message, user_id) for message in newest]

    def pins(self, asked: Asked) -> list[Json]:
        """``?as=``: a channel's pinned messages, the last pinned first."""
        user_id = asked.text("as")
        pins = [message for message in self._actors.seen(user_id, asked.text("channel")) if message.pinned is not None]
        pins.sort(key=lambda message: (message.pinned, int(message.id)), reverse=True)
        return [views.message_json(self._realm, message, user_id) for message in pins]

    async def interaction(self, asked: Asked) -> Interaction:
        """``?as=&wait=``: what became of an interaction; `wait=completed` waits until a deferral is followed up."""
        interaction = self._realm.interactions.get(asked.text("interaction"))
        if interaction is None or interaction.user_id != asked.text("as"):
            raise ClientRefusal("you have no such interaction", "interaction")
        if asked.optional_text("wait") == "completed":
            await interaction.completed()
        return interaction

    def _somebody(self) -> str:
        for guild in self._realm.world.guilds.values():
            return guild.owner_id
        return next(user.id for user in self._realm.world.users.values() if not user.bot)


def _snowflake(asked: Asked, name: str) -> int:
    value = asked.text(name)
    if not value.isdigit():
        raise ClientRefusal(f"{name} must be an id", name)
    return int(value)
