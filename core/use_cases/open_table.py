"""Open a table in a channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import GameError, RuleError, UnavailableError
from core.guilds.state import GuildRules
from core.ids import Cause, ChannelId, RoleId, StreamId
from core.ledger.event import Draft
from core.ports.guilds import KnownGuilds
from core.ports.ledger import Ledger, TakenError, decide_once
from core.ports.quota import Allowance
from core.ports.tables import TableDirectory
from core.ports.threads import NewThread
from core.tables import seating
from core.tables.books import TABLES
from core.tables.codes import new_code
from core.tables.decide import Place
from core.tables.house import House
from core.tables.seating import Opening
from core.tables.state import USUAL_IDLE, Idle, Mode, Person, Table

CODE_TRIES = 20


@dataclass(frozen=True, slots=True)
class _Asked:
    """A table as somebody asked for it, and what the server says of tables."""

    creator: Person
    place: Place
    mode: Mode
    roles: frozenset[RoleId]
    lasting: bool
    rules: GuildRules

    def must_be_let(self) -> None:
        self.rules.must_let_open(self.roles, self.place.whole, leading=self.mode == "dm-led")


class OpenTable:
    """Open a table; the interaction's id names it, so that a repeated interaction opens it once."""

    def __init__(
        self,
        ledger: Ledger,
        directory: TableDirectory,
        house: House,
        *,
        now: Callable[[], datetime],
        below: Callable[[int], int],
        allowance: Allowance,
        guilds: KnownGuilds,
        idle: Idle = USUAL_IDLE,
    ) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now
        self._below = below
        self._allowance = allowance
        self._guilds = guilds
        self._idle = idle

    async def __call__(
        self,
        creator: Person,
        place: Place,
        mode: Mode,
        *,
        roles: frozenset[RoleId] = frozenset(),
        lasting: bool = False,
        thread: NewThread | None = None,
        cause: Cause,
    ) -> Table:
        """The table as it is after opening. To fail costs nothing; to close it later gives nothing back.

        Args:
            creator: Who opens it.
            place: Where.
            mode: Whether it is DM-led.
            roles: The creator's in this server.
            lasting: Whether it is a campaign's.
            thread: One below the place, where the table is to be instead.
            cause: The interaction.

        Raises:
            NotAllowedError: ``no-tables-here``, ``not-a-table-opener`` or ``not-a-dm-here``: the server's rules.
            RuleError: ``table-here-already`` or ``dm-thread-here``.
            LimitError: ``too-fast``.
            UnavailableError: ``codes-used-up``.
            GameError: As `NewThread.make` says.
        """
        await self._allowance.take(creator.user, cause)
        try:
            rules = await self._guilds.rules(place.guild)
            asked = _Asked(creator, place, mode, roles, lasting, rules)
            return await (self._apart(asked, thread, cause) if thread else self._opened(asked, cause))
        except BaseException:
            await self._allowance.give_back(creator.user, cause)
            raise

    async def _apart(self, asked: _Asked, thread: NewThread, cause: Cause) -> Table:
        """Open it in a thread, which is made when nothing else is known to stand in the way, and not a second time."""
        before, _ = await self._ledger.read(TABLES, _stream(cause))
        if before.opened_at:
            return before
        asked.must_be_let()
        made = await thread.make()
        there = Place(asked.place.guild, made, parent=asked.place.whole)
        try:
            table = await self._opened(replace(asked, place=there), cause)
        except UnavailableError as error:
            if error.reason == "codes-used-up":  # else nobody knows whether the table stands there by now
                await thread.unmake(made)
            raise
        except GameError:
            await thread.unmake(made)
            raise
        if table.channel != made:  # the cause was heard twice at once, and the other was faster
            await thread.unmake(made)
        return table

    async def _opened(self, asked: _Asked, cause: Cause) -> Table:
        stream = _stream(cause)
        for _ in range(CODE_TRIES):
            await self._must_be_free(asked.place.channel, stream)
            try:
                return await self._open(stream, asked, cause)
            except TakenError:  # another open table has the code, or somebody was faster in this channel
                continue
        raise UnavailableError("codes-used-up")

    async def _open(self, stream: StreamId, asked: _Asked, cause: Cause) -> Table:
        def opened(table: Table) -> Sequence[Draft]:
            asked.must_be_let()
            opening = Opening(new_code(self._below), asked.mode, asked.place, asked.lasting, self._idle)
            return seating.open_table(table, asked.creator, opening, self._house)

        return await decide_once(
            self._ledger, TABLES, stream, opened, actor=asked.creator.user, cause=cause, now=self._now
        )

    async def _must_be_free(self, channel: ChannelId, stream: StreamId) -> None:
        if await self._directory.is_dm_thread(channel):
            raise RuleError("dm-thread-here")
        here = await self._directory.in_channel(channel)
        if here and here.stream != stream:
            raise RuleError("table-here-already", code=here.code)


def _stream(cause: Cause) -> StreamId:
    return StreamId(f"table:{cause}")
