"""Late answers: what is written, posted and kept, by what Discord shows and by who may see the roll."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from cogs.ui import late_replies
from cogs.ui.late_replies import LateReplies, Original, Ways
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.ledger.event import DM, Event
from core.tables.asked import Asked
from core.tables.events import Rolled
from core.tables.rolls import RollMade
from core.use_cases.take_overdue import Overdue
from tests.cogs.ui.test_cards import AT, ROLLED
from tests.words import CATALOGUE

ASKED = Asked(Cause("7"), 1, "token", GuildId(1), ChannelId(2), UserId(3), "en-GB", AT)
SOON, LATER, MUCH_LATER = timedelta(seconds=20), timedelta(minutes=20), timedelta(hours=2)
OPEN = replace(ROLLED, total=4_242, dc=None, passed=None)
HIDDEN = replace(OPEN, hidden=True)
BLIND, ASIDE = replace(HIDDEN, blind=True), replace(HIDDEN, aside=True)
NOTHING = None
STANDS = Original(own=True, thinking=False, private=False)
THINKS = Original(own=True, thinking=True, private=False)
THINKS_ALONE = Original(own=True, thinking=True, private=True)
PRESSED = Original(own=False, thinking=False, private=False)


class EndOfTestError(Exception):
    """What was overdue has been seen to."""


@dataclass
class Evening:
    """One thing that is overdue, and what becomes of it."""

    overdue: Overdue
    original: Original | None
    refusal: tuple[int, int] | None = None
    unwritable: tuple[int, int] | None = None
    age: timedelta = SOON
    became: list[str] = field(default_factory=list)

    async def look(self, asked: Asked) -> Original:
        if self.original is None:
            raise _refused(404, 10015)
        return self.original

    async def write(self, asked: Asked, view: discord.ui.LayoutView) -> None:
        if self.unwritable:
            raise _refused(*self.unwritable)
        self.became.append(f"written {self._seen(view)}")

    async def send(self, *, view: discord.ui.LayoutView, nonce: int) -> None:
        assert nonce == 7
        if self.refusal:
            raise _refused(*self.refusal)
        self.became.append(f"posted {self._seen(view)}")

    async def __call__(self) -> list[Overdue]:
        if self.became[-1:] == ["asked"]:
            raise EndOfTestError
        self.became.append("asked")
        return [self.overdue]

    async def each_told(self, several: list[Asked]) -> list[Overdue]:
        return [self.overdue for _ in several]

    async def answered(self, cause: Cause) -> None:
        self.became.append("answered")
        raise EndOfTestError

    async def keep(self, cause: Cause) -> None:
        self.became.append("kept")
        raise EndOfTestError

    async def look_who_waits(self) -> None:
        pass

    @property
    def waiting(self) -> frozenset[UserId]:
        return frozenset({ASKED.user})

    async def kept_for(self, user: UserId) -> list[Asked]:
        return [ASKED]

    def late(self) -> LateReplies:
        this: Any = self
        ways = Ways(this, lambda *_, **__: this, lambda _: CATALOGUE.speak(None), lambda: AT + self.age)
        return LateReplies(this, this, CATALOGUE, ways, public_url="https://dice.example")

    def _seen(self, view: discord.ui.LayoutView) -> str:
        shown = str(view.to_components())
        if "4242" in shown or "4,242" in shown:
            return "revelation" if "Hidden since" in shown else "result"
        return "sealed" if "hidden roll" in shown or "in secret" in shown else "words"


def _refused(status: int, code: int) -> discord.HTTPException:
    response: Any = type("Response", (), {"status": status, "reason": ""})()
    return discord.HTTPException(response, {"code": code, "message": ""})


def overdue(rolled: Rolled | None, *, guild: bool = True) -> Overdue:
    done = Event(StreamId("table:118"), 7, AT, UserId(3), "table.rolled", 1, rolled, DM, Cause("7"), None, b"", b"")
    events = (done,) if rolled else ()
    return Overdue(ASKED if guild else replace(ASKED, guild=None), events)


@pytest.mark.parametrize(
    ("rolled", "original", "became"),
    [
        (OPEN, NOTHING, ["posted result", "answered"]),
        (OPEN, THINKS, ["written result", "answered"]),
        (OPEN, STANDS, ["answered"]),
        (OPEN, PRESSED, ["posted result", "answered"]),
        (HIDDEN, NOTHING, ["posted sealed", "kept"]),
        (HIDDEN, THINKS, ["written sealed", "kept"]),
        (HIDDEN, THINKS_ALONE, ["written result", "posted sealed", "answered"]),
        (HIDDEN, STANDS, ["posted sealed", "answered"]),
        (BLIND, NOTHING, ["posted sealed", "answered"]),
        (BLIND, THINKS, ["written sealed", "answered"]),
        (BLIND, THINKS_ALONE, ["written sealed", "answered"]),
        (BLIND, STANDS, ["answered"]),
        (ASIDE, NOTHING, ["kept"]),
        (ASIDE, THINKS, ["written sealed", "kept"]),
        (ASIDE, THINKS_ALONE, ["written result", "answered"]),
        (None, NOTHING, ["kept"]),
        (None, THINKS, ["written words", "answered"]),
        (None, STANDS, ["answered"]),
        (None, PRESSED, ["answered"]),
    ],
)
async def test_each_is_told_what_is_theirs(
    monkeypatch: pytest.MonkeyPatch, rolled: Rolled | None, original: Original | None, became: list[str]
) -> None:
    assert await seen_to(monkeypatch, Evening(overdue(rolled), original)) == became


async def test_once_the_token_is_over_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    evening = Evening(overdue(OPEN), THINKS, age=LATER)
    assert await seen_to(monkeypatch, evening) == ["posted result", "answered"]


async def test_what_discord_does_not_take_is_tried_again_and_in_the_end_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    unwell = (503, 0)
    assert await seen_to(monkeypatch, Evening(overdue(OPEN), NOTHING, unwell)) == []
    assert await seen_to(monkeypatch, Evening(overdue(OPEN), NOTHING, unwell, age=MUCH_LATER)) == ["kept"]


@pytest.mark.parametrize("hidden", [HIDDEN, BLIND, ASIDE])
@pytest.mark.parametrize(
    ("original", "became"),
    [
        (NOTHING, ["posted revelation", "answered"]),
        (THINKS, ["written revelation", "answered"]),
        (STANDS, ["answered"]),
    ],
)
async def test_a_roll_that_was_revealed_is_shown_to_everybody(
    monkeypatch: pytest.MonkeyPatch, hidden: Rolled, original: Original | None, became: list[str]
) -> None:
    shown = RollMade(replace(hidden, hidden=False), AT, StreamId("table:118"), 8, was_hidden=True)
    revealed = replace(overdue(None), revealed=shown)
    assert await seen_to(monkeypatch, Evening(revealed, original)) == became
    assert await seen_to(monkeypatch, Evening(revealed, NOTHING, (403, 50013))) == ["kept"]


@pytest.mark.parametrize("refusal", [(429, 0), (408, 0), (500, 0)])
async def test_what_may_be_taken_another_time_is_tried_another_time(
    monkeypatch: pytest.MonkeyPatch, refusal: tuple[int, int]
) -> None:
    assert await seen_to(monkeypatch, Evening(overdue(OPEN), NOTHING, refusal)) == []
    assert await seen_to(monkeypatch, Evening(overdue(OPEN), THINKS, unwritable=refusal)) == []


@pytest.mark.parametrize("refusal", [(403, 20016), (400, 50035), (404, 10004), (403, 160005)])
async def test_what_discord_refuses_for_good_goes_to_the_next_rung(
    monkeypatch: pytest.MonkeyPatch, refusal: tuple[int, int]
) -> None:
    assert await seen_to(monkeypatch, Evening(overdue(OPEN), NOTHING, refusal)) == ["kept"]
    posted = await seen_to(monkeypatch, Evening(overdue(OPEN), THINKS, unwritable=refusal))
    assert posted == ["posted result", "answered"]
    assert await seen_to(monkeypatch, Evening(overdue(OPEN), THINKS, refusal, refusal)) == ["kept"]
    hidden = await seen_to(monkeypatch, Evening(overdue(HIDDEN), THINKS_ALONE, unwritable=refusal))
    assert hidden == ["posted sealed", "kept"]
    assert await seen_to(monkeypatch, Evening(overdue(None), THINKS, unwritable=refusal)) == ["kept"]


@pytest.mark.parametrize("rolled", [OPEN, HIDDEN, BLIND])
async def test_where_the_channel_is_out_of_reach_it_is_kept(monkeypatch: pytest.MonkeyPatch, rolled: Rolled) -> None:
    assert await seen_to(monkeypatch, Evening(overdue(rolled), NOTHING, (403, 50013))) == ["kept"]


@pytest.mark.parametrize(("rolled", "seen"), [(OPEN, "result"), (HIDDEN, "result"), (BLIND, "sealed"), (None, "words")])
async def test_what_is_kept_is_told_and_struck_out_once_it_is(rolled: Rolled | None, seen: str) -> None:
    evening, interaction = Evening(overdue(rolled), NOTHING), _interaction()

    async def lost(view: discord.ui.LayoutView) -> None:
        raise _refused(500, 0)

    with pytest.raises(discord.HTTPException):
        await evening.late().tell_kept(interaction, lost)
    assert evening.became == []
    with pytest.raises(EndOfTestError):
        await evening.late().tell_kept(interaction, lambda view: evening.write(ASKED, view))
    assert evening.became == [f"written {seen}", "answered"]


def _interaction() -> Any:
    person = type("Person", (), {"id": 3})()
    return type("Interaction", (), {"user": person, "locale": discord.Locale.british_english})()


async def seen_to(monkeypatch: pytest.MonkeyPatch, evening: Evening) -> list[str]:
    """What becomes of it in one round."""
    monkeypatch.setattr(late_replies, "LOOK_EVERY_S", 0)
    with pytest.raises(EndOfTestError):
        await evening.late().keep_answering()
    return [each for each in evening.became if each != "asked"]
