"""Table cards: edited while they are young, posted anew before they are an hour old, never two of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord.components import _component_factory  # pyright: ignore[reportPrivateUsage] -- as messages read theirs
from structlog.testing import capture_logs

from cogs.ui import standing_cards
from cogs.ui.standing_cards import StandingCards
from cogs.ui.table_cards import TableCards
from core.errors import NotFoundError, UnavailableError, UnreadableError
from core.ids import ChannelId, GuildId, MessageId, StreamId, TableCode, UserId
from core.tables.directory import Card, TableEntry
from core.tables.state import Seat, Table
from core.use_cases.read_table import TableView
from tests.waiting import until
from tests.words import CATALOGUE

AT = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
STREAM = StreamId("table:118")
WORDS = CATALOGUE.speak(None)


class Channel:
    """Where cards are posted: remembers what was asked of it, fails as told, and posts what has one name once.

    Attributes:
        fails: What goes wrong from now on.
        loses: What is done, but whose answer is lost, the next time; and what happens meanwhile.
        refused: How often something went wrong.
        named: What has been posted, by name.
    """

    def __init__(self) -> None:
        self.done: list[tuple[str, int]] = []
        self.fails: dict[str, Exception] = {}
        self.loses: dict[str, Callable[[], None]] = {}
        self.refused = 0
        self.named: dict[str, Any] = {}
        self.next = 100

    def get_partial_message(self, message: int) -> Any:
        async def edit(*, view: Any) -> None:
            self._do("edit", message)

        async def delete() -> None:
            self._do("delete", message)

        return SimpleNamespace(edit=edit, delete=delete)

    async def send(self, *, view: discord.ui.LayoutView, nonce: str) -> Any:
        assert len(nonce) <= 25, "Discord takes no longer names"
        if nonce not in self.named:
            if error := self.fails.get("post"):
                self._fail(error)
            posted = [_component_factory(part) for part in view.to_components()]  # pyright: ignore[reportArgumentType] -- as JSON
            self.next += 1
            self.named[nonce] = SimpleNamespace(id=self.next, components=posted)
            self._do("post", self.next)
        return self.named[nonce]

    def _do(self, what: str, message: int) -> None:
        if error := self.fails.get(what):
            self._fail(error)
        self.done.append((what, message))
        if meanwhile := self.loses.pop(what, None):
            meanwhile()
            raise ConnectionResetError

    def _fail(self, error: Exception) -> None:
        self.refused += 1
        raise error


class Stage:
    """One table, its card, and the cards that keep it current."""

    def __init__(self) -> None:
        seats = (Seat(1, "player", UserId(9), "Mara"),)
        self.table = Table(STREAM, code=TableCode("MIST-1234"), channel=ChannelId(2), seats=seats, opened_at=AT)
        self.card = Card(MessageId(7), AT, 2)
        self.sequence = 3
        self.now = AT + timedelta(minutes=1)
        self.ours = True
        self.reads = 0
        self.first = True
        self.away = False
        self.channel = Channel()
        self.kind = TableCards(
            self.read,  # pyright: ignore[reportArgumentType] - stands in for the use case
            self.place,  # pyright: ignore[reportArgumentType] - stands in for the use case
        )
        self.cards = StandingCards(
            self.kind,
            lambda channel, /, *, guild_id=None: self.channel,  # pyright: ignore[reportArgumentType] - a fake
            words=lambda guild: WORDS,
            ours=lambda guild: self.ours,
            now=lambda: self.now,
        )

    async def read(self, stream: StreamId) -> TableView:
        self.reads += 1
        entry = TableEntry(stream, self.table.code, GuildId(1), self.table.channel, True, self.card)
        return TableView(replace(self.table, sequence=self.sequence), entry)

    async def place(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        if self.away:
            raise UnavailableError("database-away")
        if not self.first:
            self.card = Card(MessageId(55), self.now, self.sequence)
        if instead_of != self.card.message:
            return False
        self.card = card
        return True

    async def drawn(self) -> list[tuple[str, int]]:
        self.cards.touch(STREAM)
        waiting = list(self.cards._waiting.values())
        await asyncio.gather(*waiting)
        return self.channel.done

    async def refused(self, times: int) -> None:
        """Draw until Discord has refused so often."""
        self.cards.touch(STREAM)
        await until(lambda: self.channel.refused >= times, "refused so often")


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(standing_cards, "EDIT_EVERY_S", 0.01)
    monkeypatch.setattr(standing_cards, "CARDS_PER_S", 1000.0)
    return Stage()


def gone(code: int, status: int = 404) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")
    kind = discord.NotFound if status == 404 else discord.Forbidden
    return kind(response, {"code": code, "message": "x"})


async def test_a_young_card_is_edited_in_place(stage: Stage) -> None:
    assert await stage.drawn() == [("edit", 7)]
    assert stage.card == Card(MessageId(7), AT, 3)


async def test_a_card_that_shows_the_last_event_is_left_alone(stage: Stage) -> None:
    stage.card = replace(stage.card, shows=3)
    assert await stage.drawn() == []


async def test_a_card_nearly_an_hour_old_is_posted_anew_and_the_old_one_taken_away(stage: Stage) -> None:
    stage.now = AT + timedelta(minutes=56)
    assert await stage.drawn() == [("post", 101), ("delete", 7)]
    assert stage.card == Card(MessageId(101), stage.now, 3)


async def test_a_table_without_a_card_gets_one(stage: Stage) -> None:
    stage.card = Card(None, None, 0)
    assert await stage.drawn() == [("post", 101)]


async def test_a_new_table_leaves_its_first_card_to_the_answer_that_opens_it(stage: Stage) -> None:
    stage.card, stage.now = Card(None, None, 0), AT + timedelta(seconds=2)
    stage.cards.touch(STREAM)
    await asyncio.sleep(0)
    await stage.cards.first_posted(replace(stage.table, sequence=3), MessageId(55))
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == []
    assert stage.card == Card(MessageId(55), stage.now, 3)


async def test_a_first_card_that_comes_after_another_was_posted_is_taken_away(stage: Stage) -> None:
    await stage.cards.first_posted(stage.table, MessageId(55))
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("delete", 55), ("edit", 7)]


async def test_a_first_card_that_an_outage_kept_from_being_remembered_is_remembered_later(stage: Stage) -> None:
    stage.card = Card(None, None, 0)
    stage.away = True
    await stage.cards.first_posted(replace(stage.table, sequence=2), MessageId(55))
    assert stage.card.message is None
    stage.away = False
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("edit", 55)]
    assert stage.card == Card(MessageId(55), stage.now, 3)


async def test_a_card_that_a_press_has_redrawn_is_drawn_again_though_it_showed_the_last_event(stage: Stage) -> None:
    stage.card = replace(stage.card, shows=3)
    await stage.cards.redrawn_by_press(STREAM, MessageId(7))
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("edit", 7)]


async def test_a_card_whose_answer_never_arrives_is_posted_after_all(stage: Stage) -> None:
    stage.card, stage.now = Card(None, None, 0), AT + timedelta(seconds=2)
    stage.cards.touch(STREAM)
    await asyncio.sleep(0)
    stage.now = AT + timedelta(seconds=20)
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("post", 101)]


async def test_a_card_that_somebody_deleted_is_posted_anew(stage: Stage) -> None:
    stage.channel.fails["edit"] = gone(10008)
    assert await stage.drawn() == [("post", 101), ("delete", 7)]


async def test_a_card_that_another_process_replaced_first_is_taken_back(stage: Stage) -> None:
    stage.card, stage.first = Card(None, None, 0), False
    assert await stage.drawn() == [("post", 101), ("delete", 101)]


async def test_a_card_whose_answer_was_lost_is_posted_once_and_shows_what_happened_since(stage: Stage) -> None:
    def somebody_rolls() -> None:
        stage.table, stage.sequence = replace(stage.table, rolls=1), 4

    stage.card, stage.channel.loses["post"] = Card(None, None, 0), somebody_rolls
    await stage.drawn()
    assert stage.channel.done == [("post", 101), ("edit", 101)]
    assert stage.card == Card(MessageId(101), stage.now, 4)


async def test_each_card_of_a_table_has_a_name_of_its_own(stage: Stage) -> None:
    stage.card = Card(None, None, 0)
    await stage.drawn()
    stage.channel.fails["edit"], stage.sequence = gone(10008), 4
    await stage.drawn()
    stage.now, stage.sequence = AT + timedelta(hours=1), 5
    await stage.drawn()
    assert [done for done in stage.channel.done if done[0] == "post"] == [("post", 101), ("post", 102), ("post", 103)]
    assert list(stage.channel.named) == ["card-118", "card-101", "card-102"]


async def test_two_processes_that_post_at_once_keep_their_one_message(stage: Stage) -> None:
    stage.card = Card(None, None, 0)
    await stage.drawn()
    stage.channel.done.clear()
    remembered, stage.card = stage.card, Card(None, None, 0)

    async def second(stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        stage.card = remembered
        return False

    stage.kind._place = second  # pyright: ignore[reportAttributeAccessIssue] -- the other was first
    assert await stage.drawn() == []


async def test_an_old_card_whose_removal_was_lost_is_removed_after_all(stage: Stage) -> None:
    stage.now, stage.channel.fails["delete"] = AT + timedelta(minutes=56), ConnectionResetError()
    await stage.refused(1)
    stage.channel.fails.clear()
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("post", 101), ("delete", 7)]
    assert stage.card == Card(MessageId(101), stage.now, 3)


async def test_what_is_known_of_a_card_is_known_at_the_next_try(stage: Stage) -> None:
    stage.card, stage.now, stage.channel.fails["post"] = Card(None, None, 0), AT, gone(50013, 403)
    await stage.cards.opened_apart(STREAM, MessageId(55))
    await until(lambda: stage.channel.refused > 0, "refused")
    stage.channel.fails = {"edit": ConnectionResetError()}
    await asyncio.gather(*stage.cards._waiting.values())
    await stage.cards.redrawn_by_press(STREAM, MessageId(101))
    await until(lambda: stage.channel.refused > 1, "refused again")
    stage.channel.fails.clear()
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("post", 101), ("edit", 101)]


@pytest.mark.parametrize("message", [None, MessageId(7)], ids=["posted", "edited"])
async def test_a_card_refused_for_a_moment_is_drawn_when_we_are_let(stage: Stage, message: MessageId | None) -> None:
    stage.card = Card(message, AT if message else None, 0)
    stage.channel.fails = {"edit": gone(50013, 403), "post": gone(50013, 403)}
    with capture_logs() as told:
        await stage.refused(2)
    assert stage.card.shows == 0
    assert told[0] == {
        "event": "card_not_drawn",
        "log_level": "warning",
        "stream": STREAM,
        "status": 403,
        "code": 50013,
    }
    stage.channel.fails.clear()
    await asyncio.gather(*stage.cards._waiting.values())
    assert [what for what, _ in stage.channel.done] == ["edit" if message else "post"]
    assert stage.card.shows == 3


@pytest.mark.parametrize(
    ("failure", "longest_s"),
    [
        (gone(50013, 403), standing_cards.LONGEST_WAIT_S),
        (gone(0, 503), standing_cards.LONGEST_OUTAGE_WAIT_S),
        (UnavailableError("database-away"), standing_cards.LONGEST_OUTAGE_WAIT_S),
        (ConnectionResetError(), standing_cards.LONGEST_OUTAGE_WAIT_S),
        (UnreadableError("written-by-another-version"), standing_cards.LONGEST_WAIT_S),
    ],
    ids=["refused", "Discord away", "database away", "connection lost", "unreadable"],
)
async def test_what_happens_meanwhile_hastens_no_try_and_each_waits_longer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, failure: Exception, longest_s: float
) -> None:
    waited: list[float] = []
    sleep = asyncio.sleep

    async def noted(delay: float) -> None:
        if delay > standing_cards.EDIT_EVERY_S:
            waited.append(delay)
            stage.cards.touch(STREAM)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", noted)
    stage.channel.fails["edit"] = failure
    await stage.refused(20)
    await stage.cards.close()
    assert waited[:4] == [0.02, 0.04, 0.08, 0.16]
    assert waited[-1] == longest_s
    assert abs(len(waited) - 20) <= 1, "one wait a try"


async def test_a_card_whose_channel_is_gone_is_left_alone(stage: Stage) -> None:
    stage.channel.fails = {"edit": gone(10003)}
    assert await stage.drawn() == []
    assert stage.card == Card(MessageId(7), AT, 3)


@pytest.mark.parametrize(("days", "tries"), [(2, 1), (0, 3)], ids=["long ago", "today"])
async def test_a_closed_tables_card_is_not_tried_for_ever(stage: Stage, days: int, tries: int) -> None:
    stage.table = replace(stage.table, closed_at=AT)
    stage.card, stage.now = Card(MessageId(7), AT + timedelta(days=days), 2), AT + timedelta(days=days, minutes=1)
    stage.channel.fails["edit"] = gone(50001, 403)
    await stage.refused(tries)
    stage.channel.fails.clear()
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == ([] if days else [("edit", 7)])
    assert stage.card.shows == 3


async def test_another_process_draws_the_cards_of_its_own_guilds(stage: Stage) -> None:
    stage.ours = False
    assert await stage.drawn() == []


async def test_what_happens_while_a_card_is_drawn_is_in_the_next_edit(stage: Stage) -> None:
    stage.cards.touch(STREAM)
    await asyncio.sleep(0)
    stage.sequence = 9
    for _ in range(20):
        stage.cards.touch(STREAM)
    await asyncio.gather(*stage.cards._waiting.values())
    assert stage.channel.done == [("edit", 7), ("edit", 7)]
    assert stage.card.shows == 9


@pytest.mark.parametrize(("tables", "waits_s"), [(50, 0.05), (6000, 5.0)])
async def test_in_a_full_house_each_card_waits_longer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tables: int, waits_s: float
) -> None:
    waited: list[float] = []
    sleep = asyncio.sleep

    async def noted(delay: float) -> None:
        waited.append(delay)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", noted)
    for number in range(tables):
        stage.cards.touch(StreamId(f"table:{number}"))
    await asyncio.gather(*stage.cards._waiting.values())
    assert max(waited) == pytest.approx(waits_s)
    waited.clear()
    await stage.drawn()
    assert waited == [standing_cards.EDIT_EVERY_S]


async def test_closing_stops_what_is_being_drawn(stage: Stage) -> None:
    stage.cards.touch(STREAM)
    await stage.cards.close()
    assert not stage.cards._waiting


async def test_a_hint_of_a_table_that_is_not_here_is_let_go(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(stream: StreamId) -> TableView:
        raise NotFoundError("no-table-here")

    monkeypatch.setattr(stage.kind, "_read", unknown)
    assert await stage.drawn() == []
    assert stage.cards._waiting == {}


async def test_a_table_of_another_process_is_read_once_and_drawn_when_it_becomes_ours(stage: Stage) -> None:
    stage.ours = False
    assert await stage.drawn() == []
    assert await stage.drawn() == []
    assert stage.reads == 1

    stage.ours = True
    assert await stage.drawn() == [("edit", 7)]


async def test_so_many_tables_are_remembered_and_no_more(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_cards, "REMEMBERED_STREAMS", 2)
    stage.ours = False
    for number in range(5):
        stage.cards.touch(StreamId(f"table:{number}"))
        await asyncio.gather(*stage.cards._waiting.values())
    assert list(stage.cards._guilds) == ["table:3", "table:4"]
