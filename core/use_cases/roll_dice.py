"""Roll dice: at the table of this channel for those who sit at it, beside it for everybody else."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.ids import Cause, ChannelId, GuildId, RollId, StreamId
from core.ledger.event import Event
from core.ports.guilds import KnownGuilds
from core.ports.ledger import Ledger, TakenError
from core.ports.quota import Allowance
from core.ports.tables import TableDirectory
from core.tables import decide
from core.tables.absence import with_return
from core.tables.books import CHANNELS, TABLES, channel_stream
from core.tables.decide import AskedRoll, Place, Throw
from core.tables.dm_thread import is_there
from core.tables.events import EpochBegan, Rolled
from core.tables.house import House
from core.tables.rolls import RollMade
from core.tables.state import Person

ROLL_ID_BYTES = 16
REMEMBERED_TABLES = 10_000


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A roll as it is wanted: by whom, why, and how long its page will be kept."""

    asked: AskedRoll
    person: Person
    kept: timedelta
    cause: Cause
    here: ChannelId | None = None


class RollDice:
    """Roll once for a cause; asked again for the same cause, answer with the same roll."""

    def __init__(
        self,
        ledger: Ledger,
        directory: TableDirectory,
        house: House,
        *,
        now: Callable[[], datetime],
        random_bytes: Callable[[int], bytes],
        permalink_days: int,
        allowance: Allowance,
        guilds: KnownGuilds,
        told: Callable[[Rolled], None],
    ) -> None:
        """Take the doors and the sources of chance.

        Args:
            ledger: Where rolls are written.
            directory: Which table is where.
            house: Whose dice.
            now: The time.
            random_bytes: For the names of rolls.
            permalink_days: How long a roll's page lives, where its server says nothing of it.
            allowance: How often a person may roll; several rolls of one cause are one.
            guilds: What servers say.
            told: Called with each roll once it is committed.
        """
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now
        self._random_bytes = random_bytes
        self._permalink_days = permalink_days
        self._allowance = allowance
        self._guilds = guilds
        self._told = told
        self._last_tables: dict[ChannelId, StreamId] = {}

    async def __call__(self, asked: AskedRoll, person: Person, place: Place, *, cause: Cause) -> RollMade:
        """Roll in a channel: at its table if the person has a seat there.

        Raises:
            RuleError: ``dc-out-of-range``.
            NotAllowedError: ``not-the-dm`` for a hidden roll at a DM-led table.
            LimitError: ``too-fast`` or ``label-too-long``.
        """
        await self._allowance.take(person.user, cause)
        try:
            return await self._here(_Wanted(asked, person, await self._kept(place.guild), cause, place.channel), place)
        except TakenError:
            # This cause has rolled already, in another stream: they sat down or stood up between two deliveries of it.
            return _made(await self._ledger.caused(cause))

    async def at_table(
        self,
        stream: StreamId,
        asked: AskedRoll,
        person: Person,
        *,
        guild: GuildId | None,
        here: ChannelId | None = None,
        cause: Cause,
    ) -> RollMade:
        """Roll at a given table of a guild, from wherever one is.

        Raises:
            RuleError: ``table-closed`` or ``dc-out-of-range``.
            NotAllowedError: ``not-seated`` or ``not-the-dm``.
            LimitError: ``too-fast`` or ``label-too-long``.
        """
        await self._allowance.take(person.user, cause)
        wanted = _Wanted(asked, person, await self._kept(guild), cause, here)
        made = await self._at_table(stream, wanted, must_sit=True)
        assert made is not None, "a person who must sit either rolls or is refused"
        return made

    async def _here(self, wanted: _Wanted, place: Place) -> RollMade:
        last = self._last_tables.get(place.channel)
        made = await self._at_table(last, wanted, must_sit=False) if last else None
        if made is None and place.guild:
            here = await self._directory.in_channel(place.channel)
            self._remember(place.channel, here and here.stream)
            if here and here.stream != last:
                made = await self._at_table(here.stream, wanted, must_sit=False)
        return made or await self._beside(place, wanted)

    async def _at_table(self, stream: StreamId, wanted: _Wanted, *, must_sit: bool) -> RollMade | None:
        person, cause = wanted.person, wanted.cause
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            if loaded.recorded:
                return _made(loaded.recorded)
            sits = loaded.state.is_open and loaded.state.plays(person.user)
            alone = loaded.state.is_open and is_there(
                loaded.state, wanted.here
            )  # no roll is made beside the table there
            if not (must_sit or sits or alone):
                return None
            throw = self._throw(wanted.kept)
            drafts = with_return(
                loaded.state, person.user, decide.roll(loaded.state, person, wanted.asked, throw, here=wanted.here)
            )
            appended = await work.append(TABLES, loaded, drafts, at=throw.at, actor=person.user, cause=cause)
        return self._tell(appended.events)

    async def _beside(self, place: Place, wanted: _Wanted) -> RollMade:
        person, cause = wanted.person, wanted.cause
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHANNELS, channel_stream(place.channel), cause)
            if loaded.recorded:
                return _made(loaded.recorded)
            throw = self._throw(wanted.kept)
            drafts = decide.roll_beside(loaded.state, person, wanted.asked, throw, guild=place.guild)
            appended = await work.append(CHANNELS, loaded, drafts, at=throw.at, actor=person.user, cause=cause)
        return self._tell(appended.events)

    async def _kept(self, guild: GuildId | None) -> timedelta:
        """How long a roll's page lives here. Asked before the ledger's lock, so that nobody waits for it there."""
        rules = await self._guilds.rules(guild)
        return timedelta(days=rules.link_days or self._permalink_days)

    def _remember(self, channel: ChannelId, table: StreamId | None) -> None:
        """Ask this table first for the channel's next roll, and save the directory a question.

        It may be closed by then, or have been in another process's hands all along: its own ledger says so, and the
        directory is asked after all. A channel has one open table at a time, so an open one is the right one.
        """
        if table is None:
            self._last_tables.pop(channel, None)
            return
        if len(self._last_tables) >= REMEMBERED_TABLES:
            self._last_tables.clear()
        self._last_tables[channel] = table

    def _tell(self, events: tuple[Event, ...]) -> RollMade:
        made = _made(events)
        self._told(made.rolled)
        return made

    def _throw(self, kept: timedelta) -> Throw:
        roll_id = base64.urlsafe_b64encode(self._random_bytes(ROLL_ID_BYTES)).rstrip(b"=").decode()
        now = self._now()
        return Throw(RollId(roll_id), self._house, now, now + kept)


def _made(events: Sequence[Event]) -> RollMade:
    rolled = next(event for event in events if isinstance(event.fact, Rolled))
    began = next((event.fact.commitment for event in events if isinstance(event.fact, EpochBegan)), None)
    return RollMade(rolled.fact, rolled.at, rolled.stream, rolled.sequence, began)
