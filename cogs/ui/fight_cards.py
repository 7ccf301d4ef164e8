"""Fights' cards as kinds of standing cards: the tracker in the channel, and its mirror in the thread of those who lead.

Both show sheets as well, and the mirror follows its table's thread; so what happens to a character or a table concerns
the fights that they are in. Every process hears of every stream there is: which of them concern a fight of ours is
remembered as fights are read, and for all others a look into a dictionary is what it costs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from cogs.ui.channels import Channels
from cogs.ui.fight_card import fight_card
from cogs.ui.standing import Standing
from cogs.ui.standing_cards import StandingCards
from cogs.ui.text import Words
from core.combat.record.books import FIGHTS
from core.combat.views.view import FightView
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card
from core.tables.dm_thread import is_there, strangers
from core.use_cases.place_tracker import PlaceTracker
from core.use_cases.read_fight import ReadFight
from core.use_cases.read_table import ReadTable

REMEMBERED_FIGHTS = 10_000


class Tracker:
    """The kind: a fight as everybody sees it; an edit that changes nothing would tell of who is hidden."""

    label = "card"
    answered = False
    quiet = True

    def __init__(self, read: ReadFight, place: PlaceTracker, noted: Callable[[FightView], None]) -> None:
        self._read = read
        self._place = place
        self._noted = noted

    async def read(self, stream: StreamId) -> Standing:
        """A fight and its tracker."""
        view = await self._read(stream)
        self._noted(view)
        return _standing(view, view.entry.channel, view.entry.card, for_leader=False)

    async def place(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember a card; a fight stays in its channel."""
        return await self._place.tracker(stream, card, instead_of=instead_of)

    async def behind(self, guilds: frozenset[GuildId]) -> list[StreamId]:
        """The fights of these guilds that go on, and those whose card does not show their last event."""
        return [entry.stream for entry in await self._place.behind(guilds)]


class Mirror:
    """The kind: a fight with all numbers, in its table's private thread, where there is one.

    Nothing is shown there while somebody is to be put out of it, as whoever leads no more; nor while it sleeps, which
    it does as long as its table is closed.
    """

    label = "dms"
    answered = False
    quiet = True

    def __init__(self, read: ReadFight, place: PlaceTracker, read_table: ReadTable) -> None:
        self._read = read
        self._place = place
        self._read_table = read_table

    async def read(self, stream: StreamId) -> Standing:
        """A fight and its mirror."""
        view = await self._read(stream)
        thread, card = view.entry.dm_thread, view.entry.mirror
        is_shown = thread is not None and (view.fight.is_on or card.message is not None)
        if is_shown:
            table = (await self._read_table(view.entry.table)).table
            is_shown = table.is_open and is_there(table, thread) and not strangers(table)
        return _standing(view, thread or ChannelId(0), card, for_leader=True, is_shown=is_shown)

    async def place(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember a card, and in which thread it is."""
        return await self._place.mirror(stream, channel, card, instead_of=instead_of)

    async def behind(self, guilds: frozenset[GuildId]) -> list[StreamId]:
        """The fights of these guilds that go on, and those whose card does not show their last event."""
        return [entry.stream for entry in await self._place.behind(guilds)]


class FightCards:
    """The cards of the fights in this process's guilds.

    Attributes:
        tracker: What everybody sees.
        mirror: What those who lead see.
    """

    def __init__(
        self,
        read: ReadFight,
        place: PlaceTracker,
        channels: Channels,
        *,
        read_table: ReadTable,
        words: Callable[[GuildId], Words],
        ours: Callable[[GuildId], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._ours = ours
        self._concern: dict[StreamId, frozenset[StreamId]] = {}
        self._fights: dict[StreamId, set[StreamId]] = {}
        self.tracker = StandingCards(Tracker(read, place, self._note), channels, words=words, ours=ours, now=now)
        self.mirror = StandingCards(Mirror(read, place, read_table), channels, words=words, ours=ours, now=now)

    def hear(self, stream: StreamId) -> None:
        """Something happened in a stream of whatever kind."""
        if FIGHTS.owns(stream):
            self.tracker.touch(stream)
            self.mirror.touch(stream)
        for fight in tuple(self._fights.get(stream, ())):
            self.tracker.look(fight)
            self.mirror.look(fight)

    async def catch_up(self, guilds: frozenset[GuildId]) -> None:
        """Draw the cards that fell behind while nobody was looking, as after a restart, and learn whom they concern."""
        await self.tracker.catch_up(guilds)
        await self.mirror.catch_up(guilds)

    async def close(self) -> None:
        """Stop drawing; what is left is caught up with at the next start."""
        await self.tracker.close()
        await self.mirror.close()

    def _note(self, view: FightView) -> None:
        """Remember which other streams concern a fight, while it goes on here."""
        fight, entry = view.fight, view.entry
        self._forget(fight.stream)
        if not fight.is_on or not self._ours(entry.guild):
            return
        if len(self._concern) >= REMEMBERED_FIGHTS:
            self._forget(next(iter(self._concern)))
        concern = frozenset((entry.table, *(each.character for each in fight.present() if each.character)))
        self._concern[fight.stream] = concern
        for each in concern:
            self._fights.setdefault(each, set()).add(fight.stream)

    def _forget(self, fight: StreamId) -> None:
        for each in self._concern.pop(fight, ()):
            fights = self._fights[each]
            fights.discard(fight)
            if not fights:
                del self._fights[each]


def _standing(view: FightView, channel: ChannelId, card: Card, *, for_leader: bool, is_shown: bool = True) -> Standing:
    fight, entry = view.fight, view.entry
    return Standing(
        fight.stream,
        entry.guild,
        channel,
        card,
        fight.sequence,
        draw=partial(fight_card, view, for_leader=for_leader),
        began_at=fight.began_at,
        over_at=fight.ended_at,
        is_shown=is_shown,
    )
