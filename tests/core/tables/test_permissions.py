"""The matrix of who may do what; tests/flows walks every cell of it through the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from core.errors import EverquillError
from core.tables.permissions import MAY, Act, Standing, called, may, must, standings
from core.tables.state import Mode, Person, Role

Play = Any


def test_every_act_has_a_cell_for_both_modes() -> None:
    assert set(MAY) == set(get_args(Act))
    for cells in MAY.values():
        assert set(cells) == set(get_args(Mode))
        assert all(
            standing in {*get_args(Role), "stand-in", "creator", "moderator"}
            for cell in cells.values()
            for standing in cell
        )


@pytest.mark.parametrize("outside", ["stranger", "kicked"])
def test_who_is_nowhere_may_nothing(outside: Standing) -> None:
    assert not [act for act, cells in MAY.items() if any(outside in cell for cell in cells.values())]


@pytest.mark.parametrize("role", sorted(get_args(Role)))
def test_where_somebody_stands_is_their_seat_and_what_else_they_are(
    play: Play, mara: Person, tobin: Person, role: Role
) -> None:
    play.open(mara, "dm-led")
    play.join(tobin)
    table = play.table.with_role(2, role)
    assert standings(table, tobin.user) == {role}
    assert standings(table, tobin.user, moderator=True) == {role, "moderator"}
    assert standings(replace(table, creator=tobin.user), tobin.user) == {role, "creator"}
    assert standings(table.without_seat(2), tobin.user) == {"stranger"}
    kicked = replace(table.without_seat(2), kicked=(table.seats[1],))
    assert standings(kicked, tobin.user) == {"kicked"}
    assert (called(table, tobin.user), called(kicked, tobin.user)) == (role, "kicked")


@pytest.mark.parametrize("act", sorted(MAY))
@pytest.mark.parametrize("mode", sorted(get_args(Mode)))
def test_whom_the_matrix_refuses_is_told_a_reason(
    play: Play, mara: Person, tobin: Person, act: Act, mode: Mode
) -> None:
    play.open(mara, mode)
    play.join(tobin)
    for standing in sorted(set(get_args(Role)) - {"dm"}):
        table = play.table.with_role(2, standing)
        allowed: frozenset[Standing] = MAY[act][mode]
        assert may(table, tobin.user, act) == (standing in allowed)
        if standing not in allowed:
            with pytest.raises(EverquillError):
                must(table, tobin.user, act)
