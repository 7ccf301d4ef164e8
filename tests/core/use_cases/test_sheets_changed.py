"""Going back, taking back and giving, on a real ledger: once for a cause, and never half."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.characters.decide import Hand
from core.characters.directory import Whereabouts
from core.characters.sheet import Item, Sheet
from core.characters.state import Right
from core.dice import notation
from core.errors import NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.rules.coins import Coin
from core.tables.decide import AskedRoll, Place
from core.tables.state import Person
from core.use_cases.change_character import ChangeCharacter, Writing
from core.use_cases.create_character import CreateCharacter
from core.use_cases.find_roll import FindRoll
from core.use_cases.give_things import Gift, GiveThings
from core.use_cases.hand_over_character import HandOverCharacter
from core.use_cases.read_versions import ReadVersions
from core.use_cases.restore_character import RestoreCharacter
from data.postgres.characters import PostgresCharacterDirectory
from tests.core.characters.sheets import MIRA, THORN
from tests.core.use_cases.conftest import NOW, Game

ALICE, BOB = Hand(UserId(10), "Alice"), Hand(UserId(11), "Bob")
WHERE = Whereabouts(ChannelId(2), None, GuildId(1))


@dataclass
class Shelf:
    """The verbs."""

    game: Game
    create: CreateCharacter
    change: ChangeCharacter
    restore: RestoreCharacter
    give: GiveThings
    hand_over: HandOverCharacter
    versions: ReadVersions

    async def made(self, sheet: Sheet, who: Hand, cause: str) -> StreamId:
        return (await self.create(sheet, "quick", who.user, WHERE, cause=Cause(cause))).character.stream

    async def renamed(self, stream: StreamId, name: str, cause: str) -> int:
        wanted = Writing(lambda sheet: replace(sheet, name=name), "edited", Right.EDIT)
        return (await self.change(stream, ALICE, wanted, cause=Cause(cause))).number

    async def name(self, stream: StreamId) -> str:
        return (await self.versions.at(stream, ALICE, (await self.versions(stream, ALICE))[0].number)).name


@pytest.fixture
def shelf(game: Game, engine: AsyncEngine) -> Shelf:
    ledger, directory = game.ledger, PostgresCharacterDirectory(engine)
    return Shelf(
        game,
        CreateCharacter(ledger, directory, now=lambda: NOW),
        ChangeCharacter(ledger, now=lambda: NOW),
        RestoreCharacter(ledger, now=lambda: NOW),
        GiveThings(ledger, now=lambda: NOW),
        HandOverCharacter(ledger, now=lambda: NOW),
        ReadVersions(ledger),
    )


async def test_one_change_is_taken_back_and_what_came_after_stays(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    number = await shelf.renamed(thorn, "Thorn II", "2")
    hurt = Writing(lambda sheet: replace(sheet, vitals=sheet.vitals.hurt(5)), "hit-points")
    await shelf.change(thorn, ALICE, hurt, cause=Cause("3"))
    done = await shelf.restore.undo(thorn, ALICE, number, cause=Cause("4"))
    sheet = done.character.written()
    assert (sheet.name, sheet.vitals.hit_points.current, done.number) == ("Thorn", 23, 4)
    assert await shelf.restore.undo(thorn, ALICE, number, cause=Cause("4")) == done
    assert [each.why for each in await shelf.versions(thorn, ALICE)] == ["undone", "hit-points", "edited", "created"]


async def test_what_has_been_changed_since_stays(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    number = await shelf.renamed(thorn, "Thorn II", "2")
    await shelf.renamed(thorn, "Thorn III", "3")
    with pytest.raises(RuleError, match="changed-since"):
        await shelf.restore.undo(thorn, ALICE, number, cause=Cause("4"))
    for missing in (1, 99):
        with pytest.raises(NotFoundError, match="version-not-found"):
            await shelf.restore.undo(thorn, ALICE, missing, cause=Cause("5"))
    assert await shelf.name(thorn) == "Thorn III"


async def test_a_version_is_gone_back_to_whole(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    await shelf.renamed(thorn, "Thorn II", "2")
    sheet = await shelf.versions.at(thorn, ALICE, 1)
    done = await shelf.restore.to(thorn, ALICE, sheet, 1, cause=Cause("3"))
    assert (done.character.written(), done.number) == (THORN, 3)
    assert (await shelf.versions(thorn, ALICE))[0].note == "version 1"


async def test_who_plays_takes_back_what_was_played_and_not_what_it_is(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    await shelf.hand_over.delegate(thorn, ALICE, BOB.user, Right.PLAY, cause=Cause("2"))
    number = await shelf.renamed(thorn, "Thorn II", "3")
    hurt = Writing(lambda sheet: replace(sheet, vitals=sheet.vitals.hurt(5)), "hit-points")
    played = (await shelf.change(thorn, BOB, hurt, cause=Cause("4"))).number
    with pytest.raises(NotAllowedError, match="not-your-character"):
        await shelf.restore.undo(thorn, BOB, number, cause=Cause("5"))
    with pytest.raises(NotAllowedError, match="not-your-character"):
        await shelf.restore.to(thorn, BOB, THORN, 1, cause=Cause("6"))
    await shelf.restore.undo(thorn, BOB, played, cause=Cause("7"))
    newest = (await shelf.versions(thorn, ALICE))[0]
    assert (newest.why, newest.by) == ("undone", BOB.user)


async def test_a_gift_is_on_one_sheet_or_the_other(shelf: Shelf) -> None:
    thorn, mira = await shelf.made(THORN, ALICE, "1"), await shelf.made(MIRA, BOB, "2")
    gift = Gift("longsword", 1)
    given = await shelf.give(thorn, ALICE, mira, gift, cause=Cause("3"))
    again = await shelf.give(thorn, ALICE, mira, gift, cause=Cause("3"))
    assert (given.name, given.count) == ("Longsword", 1)
    assert "Longsword" not in again.giver.written().items
    assert again.receiver.written().items["Longsword"] == Item(1)
    told = (await shelf.versions(mira, BOB))[0]
    assert (told.why, told.by) == ("given", ALICE.user)
    with pytest.raises(RuleError, match="given-away"):
        await shelf.restore.undo(thorn, ALICE, 2, cause=Cause("4"))
    for refused in (Gift("Longsword"), Gift(coins={Coin.GOLD: 1})):
        with pytest.raises((NotFoundError, RuleError)):
            await shelf.give(thorn, ALICE, mira, refused, cause=Cause("5"))
    with pytest.raises(RuleError, match="given-to-itself"):
        await shelf.give(thorn, ALICE, thorn, gift, cause=Cause("6"))
    with pytest.raises(NotAllowedError):
        await shelf.give(mira, ALICE, thorn, gift, cause=Cause("7"))


async def test_two_who_give_to_each_other_at_once_do_not_wait_for_ever(shelf: Shelf) -> None:
    thorn, mira = await shelf.made(THORN, ALICE, "1"), await shelf.made(MIRA, BOB, "2")
    await asyncio.gather(
        *(shelf.give(thorn, ALICE, mira, Gift("Shield"), cause=Cause(f"a{n}")) for n in range(1)),
        *(shelf.give(mira, BOB, thorn, Gift("Dagger"), cause=Cause(f"b{n}")) for n in range(2)),
    )
    there = await shelf.versions.at(thorn, ALICE, (await shelf.versions(thorn, ALICE))[0].number)
    assert there.items["Dagger"].count == 2
    assert "Shield" not in there.items


async def test_a_roll_is_found_by_what_made_it(shelf: Shelf) -> None:
    find = FindRoll(shelf.game.ledger)
    assert await find(Cause("nothing")) is None
    asked = AskedRoll(notation.parse("1d20"))
    made = await shelf.game.roll(asked, Person(ALICE.user, "Alice"), Place(None, ChannelId(2)), cause=Cause("level-2"))
    assert await find(Cause("level-2")) == made.rolled
