"""What the bot says by itself of a DM who does not answer: while it is true, to them by a ping, and to nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from cogs.ui.notices import Notices, notice_card
from core.combat.record.events import Stepped
from core.combat.record.happenings import TurnBegan
from core.combat.views.turn_call import TurnCall
from core.ids import Cause, ChannelId, GuildId, StreamId, TableCode, UserId
from core.ledger.event import PUBLIC, Event
from core.tables.notices import Notice
from core.tables.presence import DmMissed, DmReported, DmReturned
from core.tables.state import Absence, Seat, Table
from core.use_cases.take_notices import MOST_TRIES, Owed
from tests.words import CATALOGUE

AT = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
STREAM = StreamId("table:118")
MARA, BOB = UserId(10), UserId(11)
URL = "https://rolls.example"
WORDS = CATALOGUE.speak(None)
SEATS = (Seat(1, "dm", MARA, "Mara"), Seat(2, "player", BOB, "@everyone"))
ASKED = Table(
    STREAM,
    TableCode("MIST-1234"),
    "dm-led",
    GuildId(1),
    ChannelId(2),
    seats=SEATS,
    opened_at=AT - timedelta(hours=1),
    absence=Absence(AT, "report", BOB),
)


def owed(table: Table, fact: Any) -> Owed:
    event = Event(STREAM, 9, AT, BOB, "", 1, fact, PUBLIC, Cause("1"), None, b"", b"")
    return Owed(Notice(5, STREAM, 9, table.guild, table.channel, tries=1), event, table)


def shown(view: discord.ui.LayoutView | None) -> str:
    assert view is not None
    return str(view.to_components())


class Board:
    """Owes one notice, until it has been said."""

    def __init__(self, notice: Owed) -> None:
        self.owed = [notice]
        self.became: list[str] = []

    async def __call__(self) -> Owed:
        if not self.owed:
            raise EndOfTestError
        return self.owed[0]

    async def done(self, said: Owed) -> None:
        self.owed.remove(said)
        self.became.append("done")

    async def refused(self, said: Owed) -> None:
        self.owed.remove(said)
        self.became.append("put off")


class EndOfTestError(Exception):
    """Nothing is owed any more."""


async def allowed(notice: Owed) -> dict[str, Any]:
    """Whom the message that says it may ping."""
    sent: list[discord.AllowedMentions] = []

    class Channel:
        async def send(self, *, view: Any, nonce: str, allowed_mentions: discord.AllowedMentions) -> None:
            sent.append(allowed_mentions)

    take, channel = Board(notice), Channel()
    notices: Any = Notices(take, lambda *_, **__: channel, None, words=lambda _: WORDS, public_url=URL)  # pyright: ignore[reportArgumentType] -- stand-ins
    with pytest.raises(EndOfTestError):
        await notices.keep_saying()
    return dict(sent[0].to_dict())


def test_it_names_who_says_so_and_mentions_the_dm() -> None:
    said = shown(notice_card(owed(ASKED, DmReported(1, 2)), WORDS, URL))
    assert "<@10>, the DM of **MIST-1234**, does not answer" in said
    assert "**\\\\@everyone** says that" in said
    assert "I am here" in said


@pytest.mark.parametrize(
    "absence",
    [
        None,
        Absence(AT + timedelta(minutes=5), "report", BOB),
        Absence(AT, "report", BOB, missed=10),
        Absence(AT, "voice"),
    ],
    ids=["back", "asked anew", "missed", "left voice"],
)
def test_what_is_not_true_any_more_is_not_said(absence: Absence | None) -> None:
    assert notice_card(owed(replace(ASKED, absence=absence), DmReported(1, 2)), WORDS, URL) is None


def test_who_is_back_is_not_said_of_whoever_leads_since() -> None:
    table = replace(ASKED, absence=None)
    assert "is back and leads" in shown(notice_card(owed(table, DmReturned(1, "deed", missed=True)), WORDS, URL))
    handed = table.with_role(1, "player").with_role(2, "dm")
    assert notice_card(owed(handed, DmReturned(1, "deed", missed=True)), WORDS, URL) is None


def test_who_was_erased_is_someone() -> None:
    table = replace(ASKED, seats=tuple(replace(seat, user=None, name=None) for seat in SEATS))
    assert "<@" not in shown(notice_card(owed(table, DmReported(1, 2)), WORDS, URL))


async def test_the_dm_who_is_asked_is_pinged_and_nobody_else_ever() -> None:
    assert await allowed(owed(ASKED, DmReported(1, 2))) == {"parse": [], "users": [10]}
    missed = replace(ASKED, absence=Absence(AT, "report", BOB, missed=9))
    assert await allowed(owed(missed, DmMissed(1))) == {"parse": []}


@pytest.mark.parametrize(
    ("code", "tries", "becomes"),
    [(50013, 1, "put off"), (50001, MOST_TRIES - 1, "put off"), (50013, MOST_TRIES, "done"), (10003, 1, "done")],
    ids=["refused", "refused again", "refused too often", "gone"],
)
async def test_what_is_refused_is_put_off_and_what_nobody_could_hear_is_dropped(
    code: int, tries: int, becomes: str
) -> None:
    class Channel:
        async def send(self, **_: object) -> None:
            response: Any = SimpleNamespace(status=403, reason="")
            raise discord.Forbidden(response, {"code": code, "message": "x"})

    told = owed(ASKED, DmReported(1, 2))
    take = Board(replace(told, notice=replace(told.notice, tries=tries)))
    notices: Any = Notices(take, lambda *_, **__: Channel(), None, words=lambda _: WORDS, public_url=URL)  # pyright: ignore[reportArgumentType] -- stand-ins
    with pytest.raises(EndOfTestError):
        await notices.keep_saying()
    assert take.became == [becomes]


def stepped() -> Stepped:
    return Stepped("turn", 1, "", (), (TurnBegan(1, 3),), ())


async def test_whoever_has_the_turn_is_pinged_and_nobody_else_ever() -> None:
    call = TurnCall(StreamId("fight:1"), BOB, "@everyone <@10>", 3, "3-1")
    notice = replace(owed(ASKED, stepped()), call=call, said="turn 3 1")
    assert await allowed(notice) == {"parse": [], "users": [11]}
    assert r"<@11>, it is **\\@everyone \\<\\@10\\>**’s turn in round 3." in shown(notice_card(notice, WORDS, URL))


def test_a_turn_that_is_over_or_was_told_is_not_told() -> None:
    assert notice_card(owed(ASKED, stepped()), WORDS, URL) is None
