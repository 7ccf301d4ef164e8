"""What becomes of rolls, on a real ledger: revealed once, ruled on in the open, never rolled anew."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice import notation
from core.errors import GameError, LimitError, NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, ChannelId, GuildId, RollId
from core.ledger.event import PUBLIC
from core.proofs.verify import verify
from core.tables.afterwards import MAX_REASON, Verdict
from core.tables.decide import AskedRoll, Place
from core.tables.events import RollRevealed, Ruled
from core.tables.records import Record, Sought, Viewer
from core.tables.rolls import RollMade
from core.tables.state import Person, Table
from core.use_cases.read_proof import ReadProof
from core.use_cases.reveal_roll import RevealRoll
from core.use_cases.roll_dice import RollDice
from core.use_cases.rule_on_roll import RuleOnRoll
from data.keys.ed25519 import Ed25519SignatureCheck
from data.postgres.permalinks import PostgresPermalinks
from data.postgres.proofs import PostgresProofs
from tests.core.tables.houses import house, true_house
from tests.core.tables.quotas import unlimited
from tests.core.use_cases.conftest import NOW, Game

LATER = NOW + timedelta(hours=1)
HERE, ELSEWHERE = ChannelId(2), ChannelId(3)
WET = Verdict("fails", "the rope was wet")


class Evening:
    """A game with a true house, and what can become of its rolls."""

    def __init__(self, game: Game, engine: AsyncEngine) -> None:
        owner, names = true_house(), itertools.count(1)
        self.game, self.engine = game, engine
        self.links = PostgresPermalinks(engine)
        self.roll = RollDice(
            game.ledger,
            game.directory,
            owner,
            now=lambda: NOW,
            random_bytes=lambda size: next(names).to_bytes(size, "big"),
            permalink_days=30,
            allowance=unlimited(game.ledger),
            guilds=game.guilds,
            told=lambda _: None,
        )
        self.verb = RevealRoll(game.ledger, self.links, owner, now=lambda: LATER)
        self.rule = RuleOnRoll(game.ledger, self.links, now=lambda: LATER, allowance=unlimited(game.ledger))
        self.file = ReadProof(PostgresProofs(engine), now=lambda: LATER)

    async def open(self, person: Person, mode: Literal["open", "dm-led"] = "dm-led") -> Table:
        game = self.game
        return await game.open(person, Place(GuildId(1), ChannelId(2)), mode, cause=game.cause())

    async def rolled(self, person: Person, text: str = "4d6kh3 + 1d20", *, hidden: bool = False) -> RollMade:
        asked = AskedRoll(notation.parse(text), label="listening", hidden=hidden)
        return await self.roll(asked, person, Place(GuildId(1), ChannelId(2)), cause=self.game.cause())

    async def reveal(self, made: RollMade, person: Person, *, cause: Cause | None = None) -> RollMade | None:
        shown = await self.verb(made.stream, made.sequence, person.user, HERE, cause=cause or self.game.cause())
        assert shown.roll_id == made.rolled.roll_id
        return shown.made

    async def reveal_by_id(self, roll_id: RollId, person: Person, here: ChannelId = HERE) -> RollMade | None:
        return (await self.verb.by_id(roll_id, person.user, here, cause=self.game.cause())).made

    async def proven(self, roll_id: RollId) -> str:
        return verify((await self.file(roll_id)).encode(), Ed25519SignatureCheck().verify).result


@pytest.fixture
def evening(game: Game, engine: AsyncEngine) -> Evening:
    return Evening(game, engine)


async def test_a_hidden_roll_is_shown_as_it_fell_with_what_was_sealed(evening: Evening, mara: Person) -> None:
    await evening.open(mara)
    made = await evening.rolled(mara, "2x(4d6kh3 + 1d20)", hidden=True)
    assert await evening.proven(made.rolled.roll_id) == "open"
    shown = await evening.reveal(made, mara)
    assert shown is not None
    assert (shown.rolled.hidden, shown.rolled.dice, shown.rolled.parts) == (False, made.rolled.dice, made.rolled.parts)
    assert shown.sequence == made.sequence + 1
    assert await evening.proven(made.rolled.roll_id) == "passed"

    link = await evening.links.find(made.rolled.roll_id, LATER)
    assert link is not None
    assert link.shown is not None
    assert (link.shown.dice, link.shown.parts) == (made.rolled.dice, made.rolled.parts)
    assert (link.shown.total, link.shown.label, link.revealed_at) == (made.rolled.total, "listening", LATER)


async def test_a_roll_beside_any_table_is_revealed_by_its_maker_alone(
    evening: Evening, mara: Person, tobin: Person
) -> None:
    made = await evening.rolled(tobin, hidden=True)
    with pytest.raises(NotAllowedError, match="not-yours-to-reveal"):
        await evening.reveal_by_id(made.rolled.roll_id, mara)
    await evening.reveal_by_id(made.rolled.roll_id, tobin)
    assert await evening.proven(made.rolled.roll_id) == "passed"


async def test_at_an_open_table_nobody_reveals_what_another_hid(evening: Evening, mara: Person, tobin: Person) -> None:
    table = await evening.open(mara, "open")
    await evening.game.join(table.stream, tobin, cause=evening.game.cause())
    made = await evening.rolled(tobin, hidden=True)
    with pytest.raises(NotAllowedError, match="not-yours-to-reveal"):
        await evening.reveal_by_id(made.rolled.roll_id, mara)
    link = await evening.links.find(made.rolled.roll_id, LATER)
    assert link is not None
    assert link.hidden


async def test_of_those_who_reveal_again_or_at_once_one_shows_it(evening: Evening, mara: Person) -> None:
    await evening.open(mara)
    made = await evening.rolled(mara, hidden=True)
    shown = await asyncio.gather(*(evening.reveal(made, mara) for _ in range(5)))
    assert len([each for each in shown if each]) == 1
    assert await evening.reveal(made, mara) is None
    assert await evening.reveal_by_id(made.rolled.roll_id, mara) is None
    events = await evening.game.ledger.history(made.stream)
    (revealed,) = [event for event in events if isinstance(event.fact, RollRevealed)]
    assert revealed.visibility == PUBLIC


async def test_a_press_that_two_processes_hear_is_answered_by_both_with_the_roll(
    evening: Evening, mara: Person
) -> None:
    await evening.open(mara)
    made = await evening.rolled(mara, hidden=True)
    cause = evening.game.cause()
    shown = [await evening.reveal(made, mara, cause=cause) for _ in range(2)]
    assert shown[0] == shown[1] is not None


async def test_who_may_not_reveal_a_roll_hears_that_first(evening: Evening, mara: Person, tobin: Person) -> None:
    table = await evening.open(mara)
    await evening.game.join(table.stream, tobin, cause=evening.game.cause())
    made = await evening.rolled(mara, hidden=True)
    await evening.reveal(made, mara)
    with pytest.raises(NotAllowedError, match="not-yours-to-reveal"):
        await evening.reveal(made, tobin)
    with pytest.raises(RuleError, match="roll-made-elsewhere"):
        await evening.reveal_by_id(made.rolled.roll_id, mara, ELSEWHERE)


async def test_what_was_revealed_by_the_version_before_is_not_revealed_again(evening: Evening, mara: Person) -> None:
    """It wrote down the roll's name as the cause."""
    await evening.open(mara)
    made = await evening.rolled(mara, hidden=True)
    assert await evening.reveal(made, mara, cause=Cause(f"reveal:{made.rolled.roll_id}"))
    assert await evening.reveal(made, mara) is None


async def test_what_is_shown_is_found_by_others_and_asked_again_with_its_label(
    evening: Evening, mara: Person, tobin: Person
) -> None:
    await evening.open(mara)
    made = await evening.rolled(mara, hidden=True)
    others = Viewer(tobin.user, GuildId(1), frozenset({ChannelId(2)}))

    async def found() -> list[bool]:
        page = await evening.game.records.older(others, Sought(), below=None, limit=10)
        return [line.rolled.hidden for line in page if isinstance(line, Record)]

    assert await found() == []
    shown = await evening.reveal(made, mara)
    assert await found() == [False]
    assert shown is not None
    again = await evening.game.recall(shown.stream, shown.sequence, tobin.user)
    assert (again.expression.text, again.hidden) == (made.rolled.notation, False)
    assert again.label == "listening", "which has been shown, and says whether it is rolled in secret"


async def test_when_the_key_is_gone_the_roll_is_shown_and_its_seal_stays_closed(
    evening: Evening, mara: Person, engine: AsyncEngine
) -> None:
    made = await evening.rolled(mara, hidden=True)
    changed = house([1] * 20, master=b"another secret key than before! ")
    reveal = RevealRoll(evening.game.ledger, evening.links, changed, now=lambda: LATER)
    shown = (await reveal(made.stream, made.sequence, mara.user, HERE, cause=evening.game.cause())).made
    assert shown is not None
    assert (shown.rolled.total, shown.opened) == (made.rolled.total, False)
    assert await evening.proven(made.rolled.roll_id) == "open"


async def test_what_is_open_or_not_there_cannot_be_revealed(evening: Evening, mara: Person) -> None:
    made = await evening.rolled(mara)
    with pytest.raises(RuleError, match="roll-not-hidden"):
        await evening.reveal_by_id(made.rolled.roll_id, mara)
    with pytest.raises(NotFoundError, match="roll-not-found"):
        await evening.reveal_by_id(RollId("x" * 22), mara)
    with pytest.raises(NotFoundError, match="roll-not-found"):
        await evening.reveal(replace(made, sequence=made.sequence + 5), mara)


async def test_a_ruling_stands_beside_the_roll_and_changes_nothing_of_it(
    evening: Evening, mara: Person, tobin: Person
) -> None:
    table = await evening.open(mara)
    await evening.game.join(table.stream, tobin, cause=evening.game.cause())
    made = await evening.rolled(tobin)
    before = await evening.links.find(made.rolled.roll_id, LATER)
    cause = evening.game.cause()
    for _ in range(2):
        ruled = await evening.rule(made.rolled.roll_id, mara, WET, channel=HERE, cause=cause)
        assert ruled.rolled == made.rolled
        assert ruled.ruled == Ruled(made.rolled.roll_id, "fails", "Mara", "the rope was wet")
    await evening.rule(
        made.rolled.roll_id, mara, Verdict("void", "we roll anew"), channel=HERE, cause=evening.game.cause()
    )

    after = await evening.links.find(made.rolled.roll_id, LATER)
    assert before is not None
    assert after is not None
    assert after.shown == before.shown
    assert [(each.ruling, each.name, each.reason) for each in after.rulings] == [
        ("fails", "Mara", "the rope was wet"),
        ("void", "Mara", "we roll anew"),
    ]


@pytest.fixture
def causes() -> Iterator[Cause]:
    return (Cause(f"ruling-{number}") for number in itertools.count())


async def test_only_the_dm_of_a_dm_led_table_rules(
    evening: Evening, mara: Person, tobin: Person, causes: Iterator[Cause]
) -> None:
    async def refused(made: RollMade, person: Person, verdict: Verdict = WET) -> str:
        with pytest.raises(GameError) as caught:
            await evening.rule(made.rolled.roll_id, person, verdict, channel=HERE, cause=next(causes))
        return caught.value.reason

    beside = await evening.rolled(tobin)
    assert await refused(beside, mara) == "nobody-rules-here"
    table = await evening.open(mara)
    await evening.game.join(table.stream, tobin, cause=evening.game.cause())
    made = await evening.rolled(tobin)
    hidden = await evening.rolled(mara, hidden=True)
    assert await refused(made, tobin) == await refused(hidden, tobin) == "not-yours-to-rule"
    assert await refused(hidden, mara) == "roll-still-hidden"
    assert await refused(made, mara, Verdict("fails", " \n")) == "reason-empty"
    with pytest.raises(LimitError, match="reason-too-long"):
        await evening.rule(
            made.rolled.roll_id, mara, Verdict("fails", "x" * (MAX_REASON + 1)), channel=HERE, cause=next(causes)
        )
    await evening.reveal_by_id(hidden.rolled.roll_id, mara)
    assert (
        await evening.rule(hidden.rolled.roll_id, mara, WET, channel=HERE, cause=next(causes))
    ).rolled == hidden.rolled


async def test_at_an_open_table_nobody_rules(evening: Evening, mara: Person, causes: Iterator[Cause]) -> None:
    await evening.open(mara, "open")
    made = await evening.rolled(mara)
    with pytest.raises(RuleError, match="nobody-rules"):
        await evening.rule(made.rolled.roll_id, mara, WET, channel=HERE, cause=next(causes))


async def test_what_becomes_of_a_roll_is_told_where_it_was_made(
    evening: Evening, mara: Person, causes: Iterator[Cause]
) -> None:
    beside = await evening.rolled(mara, hidden=True)
    await evening.open(mara)
    at_table, shown = await evening.rolled(mara, hidden=True), await evening.rolled(mara)
    for made in (beside, at_table):
        with pytest.raises(RuleError, match="roll-made-elsewhere") as refused:
            await evening.reveal_by_id(made.rolled.roll_id, mara, ELSEWHERE)
        assert refused.value.facts["deed"] == "reveal"
    with pytest.raises(RuleError, match="roll-made-elsewhere") as refused:
        await evening.rule(shown.rolled.roll_id, mara, WET, channel=ELSEWHERE, cause=next(causes))
    assert refused.value.facts["deed"] == "rule"
