"""What is limited, on a real ledger: a refusal leaves no trace, and what was done already is answered all the same."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from core.dice import notation
from core.errors import LimitError, NotFoundError, RuleError, UnavailableError
from core.ids import Cause, ChannelId, GuildId, StreamId
from core.ports.quota import Allowance
from core.tables.afterwards import Verdict
from core.tables.books import TABLES, channel_stream
from core.tables.decide import AskedRoll, Place
from core.tables.limits import Limit
from core.use_cases.add_entropy import AddEntropy
from core.use_cases.find_table import Asker, FindTable
from core.use_cases.open_table import OpenTable
from core.use_cases.roll_dice import RollDice
from core.use_cases.rule_on_roll import RuleOnRoll
from tests.core.tables.houses import true_house
from tests.core.tables.quotas import PlainQuota
from tests.core.use_cases.conftest import NOW

if TYPE_CHECKING:
    from core.tables.rolls import RollMade
    from core.tables.state import Person, Table
    from tests.core.use_cases.conftest import Game

D20 = AskedRoll(notation.parse("1d20"))
WRONG = "MIST-9999"
NOWHERE = GuildId(0)


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


class Limited:
    """The verbs that are limited, to two of each in ten seconds."""

    def __init__(self, game: Game) -> None:
        self.game, self.clock = game, Clock()
        self.quota = PlainQuota(self.clock)
        house, names = true_house(), iter(range(1, 1000))
        self.open = OpenTable(
            game.ledger,
            game.directory,
            house,
            now=lambda: NOW,
            below=lambda n: next(names) % n,
            allowance=self._two("tables"),
            guilds=game.guilds,
        )
        self.find = FindTable(game.directory, self._two("codes"))
        self.stir = AddEntropy(game.ledger, game.directory, house, now=lambda: NOW, allowance=self._two("entropy"))
        self.rule = RuleOnRoll(game.ledger, game.permalinks, now=lambda: NOW, allowance=self._two("rulings"))
        self.roll = RollDice(
            game.ledger,
            game.directory,
            house,
            now=lambda: NOW,
            random_bytes=lambda size: next(names).to_bytes(size, "big"),
            permalink_days=30,
            allowance=self._two("rolls"),
            guilds=game.guilds,
            told=lambda _: None,
        )

    def _two(self, name: str) -> Allowance:
        return Allowance(self.quota, Limit(name, 2, 10), self.game.ledger)

    async def opened(self, person: Person, place: Place, cause: Cause | None = None) -> Table:
        cause = cause or self.game.cause()
        return await self.open(person, place, "dm-led", cause=cause)

    async def rolled(self, person: Person, place: Place, cause: Cause | None = None) -> RollMade:
        return await self.roll(D20, person, place, cause=cause or self.game.cause())

    async def tried(self, code: str, person: Person, place: Place, cause: Cause | None = None) -> str:
        return await self.find(
            place.guild or NOWHERE, place.channel, code, Asker(person.user, cause or self.game.cause())
        )


@pytest.fixture
def limited(game: Game) -> Limited:
    return Limited(game)


async def written(game: Game, place: Place) -> int:
    """How long the channel's own ledger is."""
    return len(await game.ledger.history(channel_stream(place.channel)))


async def test_a_refused_roll_rolls_and_writes_nothing(limited: Limited, mara: Person, tavern: Place) -> None:
    await limited.rolled(mara, tavern)
    await limited.rolled(mara, tavern)
    before = await written(limited.game, tavern)
    with pytest.raises(LimitError, match="too-fast") as refused:
        await limited.rolled(mara, tavern)
    assert refused.value.facts == {"limit": "rolls", "times": 2, "per_s": 10, "seconds": 10}
    assert await written(limited.game, tavern) == before
    limited.clock.at += 10
    await limited.rolled(mara, tavern)


async def test_one_persons_rolls_are_nobody_elses(limited: Limited, mara: Person, tobin: Person, tavern: Place) -> None:
    for person in (mara, tobin, mara, tobin):
        await limited.rolled(person, tavern)


async def test_rolls_at_a_named_table_count_with_all_others(limited: Limited, mara: Person, tavern: Place) -> None:
    table = await limited.opened(mara, tavern)
    await limited.rolled(mara, tavern)
    await limited.roll.at_table(table.stream, D20, mara, guild=table.guild, cause=limited.game.cause())
    with pytest.raises(LimitError, match="too-fast"):
        await limited.roll.at_table(table.stream, D20, mara, guild=table.guild, cause=limited.game.cause())


async def test_several_rolls_of_one_command_are_one(limited: Limited, mara: Person, tavern: Place) -> None:
    asked = AskedRoll(notation.parse("6x(4d6kh3)"))
    for _ in range(2):
        await limited.roll(asked, mara, tavern, cause=limited.game.cause())
    assert limited.quota.taken("rolls", mara.user) == 2


@pytest.mark.parametrize("later_s", [0, 20], ids=["soon", "after the window"])
async def test_a_roll_delivered_again_at_the_limit_is_the_same(
    limited: Limited, mara: Person, tavern: Place, later_s: int
) -> None:
    cause = limited.game.cause()
    made = await limited.rolled(mara, tavern, cause)
    await limited.rolled(mara, tavern)
    limited.clock.at += later_s
    if later_s:
        await limited.rolled(mara, tavern)
        await limited.rolled(mara, tavern)
    again = await limited.rolled(mara, tavern, cause)
    assert (again.rolled.roll_id, again.sequence) == (made.rolled.roll_id, made.sequence)


async def test_a_roll_that_was_refused_stays_refused_when_delivered_again(
    limited: Limited, mara: Person, tavern: Place
) -> None:
    await limited.rolled(mara, tavern)
    await limited.rolled(mara, tavern)
    cause = limited.game.cause()
    for wait_s in (0, 9, 2):
        limited.clock.at += wait_s
        with pytest.raises(LimitError, match="too-fast"):
            await limited.rolled(mara, tavern, cause)
    assert await limited.game.ledger.caused(cause) == []


async def test_a_closed_table_gives_nothing_back(limited: Limited, mara: Person, tavern: Place) -> None:
    for _ in range(2):
        table = await limited.opened(mara, tavern)
        await limited.game.close(table.stream, mara.user, moderator=False, cause=limited.game.cause())
    with pytest.raises(LimitError, match="too-fast"):
        await limited.opened(mara, tavern)
    assert await limited.game.directory.count_open() == 0


async def test_a_failed_opening_costs_nothing(limited: Limited, mara: Person, tobin: Person, tavern: Place) -> None:
    await limited.opened(tobin, tavern)
    for _ in range(5):
        with pytest.raises(RuleError, match="table-here-already"):
            await limited.opened(mara, tavern)
    assert limited.quota.taken("tables", mara.user) == 0
    await limited.opened(mara, replace(tavern, channel=ChannelId(3)))


async def test_an_opening_that_is_broken_off_costs_nothing(limited: Limited, mara: Person, tavern: Place) -> None:
    async with limited.game.ledger.unit_of_work() as work:
        cause = limited.game.cause()
        await work.load(TABLES, StreamId(f"table:{cause}"), Cause("somebody else"))  # whoever opens it now has to wait
        opening = asyncio.create_task(limited.opened(mara, tavern, cause))
        await asyncio.wait({opening}, timeout=0.2)
        opening.cancel()
        await asyncio.wait({opening})
    assert opening.cancelled()
    assert limited.quota.taken("tables", mara.user) == 0


async def test_a_table_opened_again_by_the_same_cause_is_the_same(
    limited: Limited, mara: Person, tavern: Place
) -> None:
    cause = limited.game.cause()
    first = await limited.opened(mara, tavern, cause)
    await limited.opened(mara, replace(tavern, channel=ChannelId(3)))
    again = await limited.opened(mara, tavern, cause)
    assert (again.stream, again.code) == (first.stream, first.code)
    assert limited.quota.taken("tables", mara.user) == 2


async def test_after_too_many_wrong_codes_even_a_right_one_is_not_looked_up(
    limited: Limited, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await limited.opened(tobin, tavern)
    for _ in range(2):
        with pytest.raises(NotFoundError, match="table-not-found"):
            await limited.tried(WRONG, mara, tavern)
    with pytest.raises(LimitError, match="too-fast") as refused:
        await limited.tried(table.code or "", mara, tavern)
    assert refused.value.facts["limit"] == "codes"
    assert await limited.find(GuildId(1), tavern.channel) == table.stream  # whoever gives no code guesses none
    limited.clock.at += 10
    assert await limited.tried(table.code or "", mara, tavern) == table.stream


async def test_right_codes_cost_nothing(limited: Limited, mara: Person, tobin: Person, tavern: Place) -> None:
    table = await limited.opened(tobin, tavern)
    for _ in range(10):
        assert await limited.tried(table.code or "", mara, tavern) == table.stream
    assert limited.quota.taken("codes", mara.user) == 0


async def test_the_code_of_another_server_is_a_wrong_one(
    limited: Limited, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await limited.opened(tobin, tavern)
    with pytest.raises(NotFoundError, match="table-not-found"):
        await limited.tried(table.code or "", mara, replace(tavern, guild=GuildId(2)))
    assert limited.quota.taken("codes", mara.user) == 1


async def test_a_wrong_code_delivered_twice_is_charged_once(limited: Limited, mara: Person, tavern: Place) -> None:
    cause = limited.game.cause()
    for _ in range(5):
        with pytest.raises(NotFoundError, match="table-not-found"):
            await limited.tried(WRONG, mara, tavern, cause)
    assert limited.quota.taken("codes", mara.user) == 1


async def test_of_many_codes_tried_at_once_only_as_many_as_allowed_are_looked_up(
    limited: Limited, mara: Person, tavern: Place
) -> None:
    ends = await asyncio.gather(
        *(limited.tried(f"MIST-{number:04}", mara, tavern) for number in range(20)), return_exceptions=True
    )
    assert [type(end) for end in ends].count(NotFoundError) == 2
    assert [type(end) for end in ends].count(LimitError) == 18


async def test_an_outage_is_no_wrong_code(
    limited: Limited, mara: Person, tavern: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: object) -> None:
        raise UnavailableError("database-away")

    monkeypatch.setattr(limited.game.directory, "by_code", away)
    for _ in range(5):
        with pytest.raises(UnavailableError):
            await limited.tried(WRONG, mara, tavern)
    assert limited.quota.taken("codes", mara.user) == 0


async def test_texts_are_limited_and_looking_at_the_seal_is_not(limited: Limited, mara: Person, tavern: Place) -> None:
    await limited.stir(None, mara, tavern, cause=limited.game.cause())
    for text in ("a fair wind", "a dark night"):
        await limited.stir(text, mara, tavern, cause=limited.game.cause())
    with pytest.raises(LimitError, match="too-fast"):
        await limited.stir("a third", mara, tavern, cause=limited.game.cause())
    seen = await limited.stir(None, mara, tavern, cause=limited.game.cause())
    assert seen.texts == 2


async def test_rulings_are_limited(limited: Limited, mara: Person, tavern: Place) -> None:
    await limited.opened(mara, tavern)
    roll_id = (await limited.rolled(mara, tavern)).rolled.roll_id
    wet, causes = Verdict("fails", "the rope was wet"), [limited.game.cause() for _ in range(3)]
    for cause in causes[:2]:
        await limited.rule(roll_id, mara, wet, channel=tavern.channel, cause=cause)
    with pytest.raises(LimitError, match="too-fast"):
        await limited.rule(roll_id, mara, wet, channel=tavern.channel, cause=causes[2])
    again = await limited.rule(roll_id, mara, wet, channel=tavern.channel, cause=causes[0])
    assert again.ruled.reason == wet.reason
