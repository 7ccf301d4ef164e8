"""Who keeps a table open, and who goes on with one that was put aside: those who have a seat at it, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, get_args

import pytest

from core.errors import NotAllowedError
from core.tables import seating
from core.tables.state import Mode, Person, Role, Table
from tests.core.tables.houses import house

Play = Any
OUTSIDE: Final = ("kicked", "stranger")
DOORS: Final[dict[str, tuple[str, Callable[[Table, Person], object]]]] = {
    "keep": ("not-seated", lambda table, who: seating.keep_open(table, who.user)),
    "resume": ("not-yours-to-resume", lambda table, who: seating.resume(aside(table), who.user, house())),
}


def aside(table: Table) -> Table:
    return replace(table, closed_at=table.opened_at, closed_for="put-aside")


@pytest.mark.parametrize("mode", sorted(get_args(Mode)))
@pytest.mark.parametrize("standing", sorted({*get_args(Role), *OUTSIDE}))
@pytest.mark.parametrize("door", sorted(DOORS))
def test_who_has_a_seat_keeps_a_table_open_and_resumes_it(
    play: Play, mara: Person, tobin: Person, mode: Mode, standing: Any, door: str
) -> None:
    play.open(mara, mode, lasting=True)
    play.join(tobin)
    table: Table = play.table.with_role(2, "player" if standing in OUTSIDE else standing)
    if standing in OUTSIDE:
        kicked = (table.seats[1],) if standing == "kicked" else ()
        table = replace(table.without_seat(2), kicked=kicked)
    reason, does = DOORS[door]
    if standing in OUTSIDE:
        with pytest.raises(NotAllowedError, match=reason):
            does(table, tobin)
    else:
        assert does(table, tobin)


@pytest.mark.parametrize("standing", OUTSIDE)
def test_who_may_not_resume_is_told_what_they_are(play: Play, mara: Person, tobin: Person, standing: str) -> None:
    play.open(mara, lasting=True)
    play.join(tobin)
    gone = play.table.without_seat(2)
    table = replace(gone, kicked=(play.table.seats[1],)) if standing == "kicked" else gone
    with pytest.raises(NotAllowedError) as refused:
        seating.resume(aside(table), tobin.user, house())
    assert refused.value.facts == {"code": "MIST-1234", "you": standing}
