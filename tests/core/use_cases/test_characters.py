"""Characters on a real ledger: made once, found by who plays them, written on by those who may."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import BOOKS, KINDS
from core.characters.decide import Hand
from core.characters.directory import Scope, Whereabouts
from core.characters.sheet import Sheet
from core.characters.state import Right
from core.errors import NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.tables.decide import Place
from core.tables.leading import Promote
from core.tables.state import Person
from core.use_cases.change_character import ChangeCharacter, Writing
from core.use_cases.create_character import CreateCharacter
from core.use_cases.find_character import FindCharacter
from core.use_cases.hand_over_character import HandOverCharacter
from core.use_cases.lead_table import LeadTable
from core.use_cases.read_versions import ReadVersions
from core.use_cases.use_character import UseCharacter
from data.postgres import characters as projection
from data.postgres.characters import PostgresCharacterDirectory
from data.postgres.erase import erase
from tests.core.characters.sheets import MIRA, THORN
from tests.core.use_cases.conftest import NOW, Game

ALICE, BOB, MARA = Person(UserId(10), "Alice"), Person(UserId(11), "Bob"), Person(UserId(12), "Mara")
HERE = Place(GuildId(1), ChannelId(2))
WHERE = Whereabouts(ChannelId(2), None, GuildId(1))


@dataclass
class Shelf:
    """The verbs of characters."""

    game: Game
    directory: PostgresCharacterDirectory
    create: CreateCharacter
    find: FindCharacter
    change: ChangeCharacter
    hand_over: HandOverCharacter
    use: UseCharacter
    versions: ReadVersions

    async def made(self, sheet: Sheet, who: Person, cause: str) -> StreamId:
        return (await self.create(sheet, "quick", who.user, WHERE, cause=Cause(cause))).character.stream


@pytest.fixture
def shelf(game: Game, engine: AsyncEngine) -> Shelf:
    directory = PostgresCharacterDirectory(engine)
    ledger = game.ledger
    return Shelf(
        game,
        directory,
        CreateCharacter(ledger, directory, now=lambda: NOW),
        FindCharacter(ledger, directory, game.directory),
        ChangeCharacter(ledger, now=lambda: NOW),
        HandOverCharacter(ledger, now=lambda: NOW),
        UseCharacter(directory),
        ReadVersions(ledger),
    )


def renamed(name: str) -> Writing:
    return Writing(lambda sheet: replace(sheet, name=name), "edited", Right.EDIT)


async def test_the_only_character_is_played_everywhere_and_another_where_it_is_made_or_chosen(shelf: Shelf) -> None:
    with pytest.raises(NotFoundError, match="no-character"):
        await shelf.find(ALICE, HERE)
    thorn = await shelf.made(THORN, ALICE, "1")
    assert (await shelf.find(ALICE, HERE)).character.stream == thorn
    created = await shelf.create(MIRA, "quick", ALICE.user, WHERE, cause=Cause("2"))
    mira = created.character.stream
    assert created.instead_of == "Thorn"
    assert (await shelf.find(ALICE, HERE)).character.stream == mira
    elsewhere = replace(HERE, channel=ChannelId(404))
    assert (await shelf.find(ALICE, elsewhere)).character.stream == thorn, "as before"
    again = await shelf.create(MIRA, "quick", ALICE.user, WHERE, cause=Cause("2"))
    assert (again.character.stream, again.instead_of) == (mira, "")

    await shelf.use(ALICE.user, WHERE, Scope.SERVER, thorn)
    assert (await shelf.find(ALICE, HERE)).character.stream == mira
    await shelf.use(ALICE.user, WHERE, Scope.CHANNEL, None)
    assert (await shelf.find(ALICE, HERE)).character.stream == thorn
    with pytest.raises(RuleError, match="no-such-scope-here"):
        await shelf.use(ALICE.user, WHERE, Scope.TABLE, mira)


async def test_a_cause_makes_one_character(shelf: Shelf) -> None:
    assert await shelf.made(THORN, ALICE, "1") == await shelf.made(THORN, ALICE, "1")
    assert len(await shelf.use.all(ALICE.user)) == 1


async def test_a_character_is_named_by_its_name_and_the_refusal_lists_those_there_are(shelf: Shelf) -> None:
    await shelf.made(THORN, ALICE, "1")
    await shelf.made(MIRA, ALICE, "2")
    assert (await shelf.find(ALICE, HERE, "thorn ")).character.written().name == "Thorn"
    with pytest.raises(NotFoundError) as refused:
        await shelf.find(ALICE, HERE, "Thora")
    assert refused.value.facts["names"] == "Mira, Thorn"


async def test_a_change_is_made_once_and_is_told_again(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    hand = Hand(ALICE.user, ALICE.name)
    first = await shelf.change(thorn, hand, renamed("Thorn the Bold"), cause=Cause("2"))
    again = await shelf.change(thorn, hand, renamed("Somebody Else"), cause=Cause("2"))
    assert (again.sheet.name, again.changes) == (first.sheet.name, first.changes) == ("Thorn the Bold", first.changes)
    assert [entry.name for entry in await shelf.use.all(ALICE.user)] == ["Thorn the Bold"]
    assert [version.why for version in await shelf.versions(thorn, hand)] == ["edited", "created"]
    assert (await shelf.versions.at(thorn, hand, 1)).name == "Thorn"
    with pytest.raises(NotFoundError, match="version-not-found"):
        await shelf.versions.at(thorn, hand, 7)


async def test_who_leads_the_table_may_see_and_edit_what_is_played_there_and_nobody_else(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    opened = (await shelf.game.open(MARA, HERE, "open", cause=Cause("19"))).stream
    for who, cause in ((ALICE, "20"), (BOB, "21")):
        await shelf.game.join(opened, who, cause=Cause(cause))
    lead = LeadTable(shelf.game.ledger, guilds=shelf.game.guilds, now=lambda: NOW)
    await lead(opened, MARA.user, Promote(MARA.user), cause=Cause("22"))

    found = await shelf.find(MARA, HERE, "Thorn", right=Right.EDIT)

    assert (found.character.stream, found.hand.leads) == (thorn, True)
    await shelf.change(thorn, found.hand, renamed("Thorn II"), cause=Cause("30"))
    newest = (await shelf.versions(thorn, Hand(ALICE.user, "Alice")))[0]
    assert (newest.by, newest.leading) == (MARA.user, True)
    with pytest.raises(NotFoundError, match="character-not-named"):
        await shelf.find(BOB, HERE, "Thorn II")
    with pytest.raises(NotAllowedError, match="not-your-character"):
        await shelf.versions(thorn, Hand(BOB.user, "Bob"))


async def test_delegates_find_it_among_their_own(shelf: Shelf) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    await shelf.hand_over.delegate(thorn, Hand(ALICE.user, "Alice"), BOB.user, Right.PLAY, cause=Cause("2"))
    assert (await shelf.find(BOB, HERE, "Thorn", right=Right.PLAY)).character.stream == thorn
    with pytest.raises(NotAllowedError):
        await shelf.find(BOB, HERE, "Thorn", right=Right.EDIT)


async def test_erasing_the_owner_erases_the_sheet_and_its_line(shelf: Shelf, engine: AsyncEngine) -> None:
    thorn = await shelf.made(THORN, ALICE, "1")
    await shelf.change(thorn, Hand(ALICE.user, "Alice"), renamed("Thorn the Bold"), cause=Cause("2"))
    await erase(engine, KINDS, BOOKS, ALICE.user, erasers=[projection.erased])
    assert await shelf.directory.entry(thorn) is None
    with pytest.raises(NotFoundError):
        await shelf.find(ALICE, HERE)
