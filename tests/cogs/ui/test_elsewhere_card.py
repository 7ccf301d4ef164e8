"""What a table hears of what was done to it elsewhere: the same as was answered there, while it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cogs.ui.elsewhere_card import elsewhere_card
from core.ids import ChannelId, GuildId, StreamId, TableCode, UserId
from core.proofs.epoch import Epoch, Running
from core.tables.events import DcSet, EntropyAdded, HandedOff, RoleGiven, TableClosed, TableResumed
from core.tables.state import Seat, Table
from tests.words import CATALOGUE

AT = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
MARA, BOB = UserId(10), UserId(11)
SEATS = (Seat(1, "dm", MARA, "Mara"), Seat(2, "spectator", BOB, "@everyone"))
TABLE = Table(
    StreamId("table:118"),
    TableCode("MIST-1234"),
    "dm-led",
    GuildId(1),
    ChannelId(2),
    seats=SEATS,
    dc=15,
    rolls=3,
    opened_at=AT,
    running=Running(Epoch.announced("e1", "ab" * 32), AT),
)
CLOSED = replace(TABLE, closed_at=AT, closed_for="closed")


def heard(table: Table, fact: Any, actor: UserId | None = MARA) -> str | None:
    view = elsewhere_card(table, fact, actor, CATALOGUE.speak(None))
    return view and str(view.to_components())


@pytest.mark.parametrize(
    ("table", "fact", "said"),
    [
        (TABLE, DcSet(15), "plays against **DC 15**"),
        (replace(TABLE, dc=None), DcSet(None), "has no DC now"),
        (TABLE, HandedOff(1), "**Mara** is the DM of MIST-1234 now"),
        (TABLE, RoleGiven(2, "spectator"), "watches at MIST-1234 now"),
        (TABLE, TableResumed(), "goes on where it stopped"),
        (TABLE, EntropyAdded("e1", "00", "a fair wind"), "**Mara** added to the dice: a fair wind"),
        (CLOSED, TableClosed(3), "is closed after 3 rolls"),
    ],
    ids=["dc", "no dc", "handed off", "role", "resumed", "entropy", "closed"],
)
def test_it_says_what_was_done(table: Table, fact: Any, said: str) -> None:
    assert said in (heard(table, fact) or "")


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        (TABLE, DcSet(12)),
        (TABLE, HandedOff(2)),
        (TABLE, RoleGiven(2, "player")),
        (TABLE, RoleGiven(3, "player")),
        (CLOSED, TableResumed()),
        (CLOSED, DcSet(15)),
        (TABLE, TableClosed(3)),
        (TABLE, EntropyAdded("e0", "00", "of another epoch")),
        (TABLE, EntropyAdded("e1", "00", None)),
    ],
    ids=["dc", "dm", "role", "seat", "closed", "closed dc", "open", "another epoch", "erased"],
)
def test_what_is_not_true_any_more_is_not_said(table: Table, fact: Any) -> None:
    assert heard(table, fact) is None


def test_names_are_plain_and_who_was_erased_is_someone() -> None:
    assert "**\\\\@everyone** watches" in (heard(TABLE, RoleGiven(2, "spectator")) or "")
    erased = replace(TABLE, seats=(Seat(1, "dm", None, None),))
    assert "**Someone** is the DM" in (heard(erased, HandedOff(1)) or "")
    assert "**Someone** added" in (heard(erased, EntropyAdded("e1", "00", "a fair wind"), None) or "")
