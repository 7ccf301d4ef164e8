"""Getting and keeping what people give: who is asked, how often, and what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from core.characters.importing.imported import Book, Source
from core.errors import LimitError, NotFoundError, RuleError
from core.ids import Cause, ObjectKey, UserId
from core.ports.objects import object_key
from core.ports.quota import Allowance
from core.tables.limits import Limit
from core.use_cases.fetch_sheet import FetchSheet
from core.use_cases.import_sheet import ImportSheet
from core.use_cases.keep_portrait import KeepPortrait
from tests.core.characters.importing.files import BOOK, content
from tests.core.characters.sheets import THORN
from tests.core.tables.quotas import PlainQuota
from tests.core.use_cases.conftest import Game

ALICE = UserId(10)


@dataclass
class KeptObjects:
    """Objects in a dictionary."""

    kept: dict[ObjectKey, bytes] = field(default_factory=dict)

    async def put(self, owner: UserId, content: bytes) -> ObjectKey:
        key = object_key(owner, content)
        self.kept[key] = content
        return key

    async def get(self, key: ObjectKey) -> bytes | None:
        return self.kept.get(key)

    async def forget(self, owner: UserId) -> None:
        self.kept = {key: each for key, each in self.kept.items() if not key.startswith(f"{owner}/")}


@dataclass
class Service:
    """A service that has one character."""

    asked: list[int] = field(default_factory=list)

    def number_in(self, address: str) -> int | None:
        return int(address) if address.isdecimal() else None

    async def fetch(self, number: int) -> bytes:
        self.asked.append(number)
        return content("beyond_2024.json")


class Drawn:
    """Pictures that are what they were."""

    async def portrait(self, content: bytes) -> bytes:
        return b"clean " + content


def allowance(game: Game, times: int = 2) -> Allowance:
    return Allowance(PlainQuota(), Limit("imports", times, 60), game.ledger)


async def test_what_could_be_read_is_kept_as_it_came_and_read_again_from_there(game: Game) -> None:
    objects = KeptObjects()
    importing = ImportSheet(objects, BOOK, allowance(game))
    read = await importing(content("foundry_2014.json"), ALICE, cause=Cause("1"))
    assert read.imported.source is Source.FOUNDRY
    assert objects.kept == {read.key: content("foundry_2014.json")}
    assert await importing.again(read.key) == read.imported
    await objects.forget(ALICE)
    with pytest.raises(NotFoundError, match="import-gone"):
        await importing.again(read.key)


async def test_what_could_not_be_read_is_not_kept(game: Game) -> None:
    objects = KeptObjects()
    with pytest.raises(RuleError, match="sheet-empty"):
        await ImportSheet(objects, Book(), allowance(game))(b"", ALICE, cause=Cause("1"))
    assert objects.kept == {}


async def test_a_person_imports_as_often_as_is_allowed(game: Game) -> None:
    importing = ImportSheet(KeptObjects(), Book(), allowance(game))
    for cause in ("1", "2", "2"):
        await importing(b"Name: A\nClass: Bard 1", ALICE, cause=Cause(cause))
    with pytest.raises(LimitError, match="too-fast"):
        await importing(b"Name: A\nClass: Bard 1", ALICE, cause=Cause("3"))


async def test_an_address_is_asked_where_that_is_allowed_and_seldom(game: Game) -> None:
    service = Service()
    fetch = FetchSheet(service, allowance(game, times=1))
    with pytest.raises(RuleError, match="import-url-elsewhere"):
        await fetch("https://evil.example", ALICE, cause=Cause("1"))
    assert await fetch("7", ALICE, cause=Cause("2")) == content("beyond_2024.json")
    with pytest.raises(LimitError, match="too-fast"):
        await fetch("7", ALICE, cause=Cause("3"))
    assert service.asked == [7]
    with pytest.raises(RuleError, match="import-no-urls"):
        await FetchSheet(None, allowance(game))("7", ALICE, cause=Cause("4"))


async def test_a_portrait_is_kept_clean_and_found_by_the_sheet(game: Game) -> None:
    keep = KeepPortrait(KeptObjects(), Drawn(), allowance(game))
    key = await keep(b"picture", ALICE, cause=Cause("1"))
    assert await keep.shown(replace(THORN, portrait=key)) == b"clean picture"
    assert await keep.shown(THORN) is None
    assert await keep.shown(replace(THORN, portrait="10/gone")) is None
