"""Looking back on a real ledger: hundreds of rolls turned page by page, taken along, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.ids import GuildId
from core.tables.records import Page, Record, Sought, Viewer
from core.use_cases import export_rolls, tally_dice
from core.use_cases.export_rolls import ExportRolls
from core.use_cases.read_history import ON_A_PAGE, ReadHistory
from core.use_cases.tally_dice import TallyDice
from data.postgres.records import PostgresRollRecords
from tests.core.use_cases.test_roll_dice import asked, opened

if TYPE_CHECKING:
    from core.tables.decide import Place
    from core.tables.state import Person
    from tests.core.use_cases.conftest import Game

ALL = Sought()


def viewer_of(person: Person, place: Place) -> Viewer:
    return Viewer(person.user, place.guild, frozenset({place.channel}))


@pytest.fixture
def records(game: Game) -> PostgresRollRecords:
    return game.records


async def roll_many(game: Game, who: Person, where: Place, count: int) -> list[str]:
    """Roll so many times; the names of the rolls, the newest first."""
    made = [await game.roll(asked(label=str(number)), who, where, cause=game.cause()) for number in range(count)]
    return [each.rolled.roll_id for each in reversed(made)]


def names(found: Page | tuple[Record, ...]) -> list[str]:
    return [record.rolled.roll_id for record in (found.records if isinstance(found, Page) else found)]


async def test_five_hundred_rolls_are_turned_there_and_back(
    game: Game, records: PostgresRollRecords, mara: Person, tavern: Place
) -> None:
    history, viewer = ReadHistory(records), viewer_of(mara, tavern)
    rolled = await roll_many(game, mara, tavern, 505)
    page = await history.older(viewer, ALL)
    pages = [page]
    while page.older:
        page = await history.older(viewer, ALL, page.older)
        pages.append(page)
    assert [name for each in pages for name in names(each)] == rolled
    assert [each.newer is None for each in pages] == [True] + [False] * 50
    assert len(pages[-1].records) == 5
    for expected in reversed(pages[:-1]):
        assert page.newer
        page = await history.newer(viewer, ALL, page.newer)
        assert names(page) == names(expected)
    assert page.newer is None


async def test_a_full_page_is_the_only_one(
    game: Game, records: PostgresRollRecords, mara: Person, tavern: Place
) -> None:
    rolled = await roll_many(game, mara, tavern, ON_A_PAGE)
    page = await ReadHistory(records).older(viewer_of(mara, tavern), ALL)
    assert (names(page), page.newer, page.older) == (rolled, None, None)


async def test_nothing_is_a_page_too(records: PostgresRollRecords, mara: Person, tavern: Place) -> None:
    assert await ReadHistory(records).older(viewer_of(mara, tavern), ALL) == Page((), None, None)


async def test_turning_to_newer_ones_that_do_not_fill_a_page_shows_the_newest(
    game: Game, records: PostgresRollRecords, mara: Person, tavern: Place
) -> None:
    history, viewer = ReadHistory(records), viewer_of(mara, tavern)
    await roll_many(game, mara, tavern, ON_A_PAGE + 2)
    newest = await history.older(viewer, ALL)
    assert await history.newer(viewer, ALL, newest.records[3].mark) == newest


async def test_what_was_rolled_meanwhile_is_found_by_turning_to_newer_ones(
    game: Game, records: PostgresRollRecords, mara: Person, tavern: Place
) -> None:
    history, viewer = ReadHistory(records), viewer_of(mara, tavern)
    await roll_many(game, mara, tavern, ON_A_PAGE + 2)
    last = await history.older(viewer, ALL, (await history.older(viewer, ALL)).older)
    meanwhile = await roll_many(game, mara, tavern, 1)
    assert last.newer
    page = await history.newer(viewer, ALL, last.newer)
    assert page.newer
    assert names(await history.newer(viewer, ALL, page.newer))[0] == meanwhile[0]


async def test_rolls_at_a_table_and_beside_it_know_their_guild(
    game: Game, records: PostgresRollRecords, mara: Person, tobin: Person, tavern: Place
) -> None:
    await opened(game, mara, tavern)
    await game.roll(asked(), mara, tavern, cause=game.cause())
    await game.roll(asked(), tobin, tavern, cause=game.cause())
    found = (await ReadHistory(records).older(viewer_of(tobin, tavern), ALL)).records
    assert [(each.user, each.rolled.guild, each.rolled.code is None) for each in found] == [
        (tobin.user, tavern.guild, True),
        (mara.user, tavern.guild, False),
    ]
    other = Viewer(mara.user, GuildId(999), frozenset({tavern.channel}))
    assert names(await ReadHistory(records).older(other, ALL)) == []


async def test_all_rolls_are_taken_along_in_portions(
    game: Game, records: PostgresRollRecords, mara: Person, tavern: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_rolls, "AT_ONCE", 3)
    rolled = await roll_many(game, mara, tavern, 7)
    exported = await ExportRolls(records)(viewer_of(mara, tavern), ALL)
    assert (names(exported.records), exported.complete) == (rolled, True)


@pytest.mark.parametrize(("limit", "kept"), [("MOST_ROLLS", 4), ("MOST_DICE", 4)])
async def test_what_does_not_fit_is_left_and_that_is_said(
    game: Game,
    records: PostgresRollRecords,
    mara: Person,
    tavern: Place,
    monkeypatch: pytest.MonkeyPatch,
    *,
    limit: str,
    kept: int,
) -> None:
    monkeypatch.setattr(export_rolls, limit, 4)
    rolled = await roll_many(game, mara, tavern, 6)
    exported = await ExportRolls(records)(viewer_of(mara, tavern), ALL)
    assert (names(exported.records), exported.complete) == (rolled[:kept], False)


async def test_dice_are_counted_within_the_limits(
    game: Game, records: PostgresRollRecords, mara: Person, tavern: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    await roll_many(game, mara, tavern, 6)
    viewer = viewer_of(mara, tavern)
    assert (await TallyDice(records)(viewer, ALL)).by_die[0].dice == 6
    monkeypatch.setattr(tally_dice, "MOST_ROLLS", 4)
    tallies = await TallyDice(records)(viewer, ALL)
    assert (tallies.rolls, tallies.all_counted) == (4, False)
