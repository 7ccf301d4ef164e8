"""Remember which messages show a fight, and find the fights whose cards are behind."""

from __future__ import annotations

from core.combat.record.directory import FightEntry
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.ports.fights import FightDirectory
from core.tables.directory import Card


class PlaceTracker:
    """The bookkeeping of trackers. Several processes may post at once: the first to be remembered stays."""

    def __init__(self, fights: FightDirectory) -> None:
        self._fights = fights

    async def tracker(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember what everybody sees; False when another message has been remembered meanwhile."""
        return await self._fights.place_card(stream, card, instead_of=instead_of)

    async def mirror(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember what those who lead see, and in which thread; False when another message has been remembered."""
        return await self._fights.place_mirror(stream, channel, card, instead_of=instead_of)

    async def behind(self, guilds: frozenset[GuildId]) -> list[FightEntry]:
        """The fights of these guilds whose cards may not show how they are: every one that goes on is among them.

        A sheet may have changed while nobody listened, and no card remembers which sheets it was drawn from.
        """
        return await self._fights.behind(guilds)
