"""Rolling: exact arithmetic, every modifier, and a record of every die."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import TypeAdapter

from core.dice.advantage import Advantage
from core.dice.layout import DieGroup, groups, natural
from core.dice.notation import parse
from core.dice.roller import Outcome, roll, with_advantage
from core.dice.source import ScriptedDice
from core.errors import NotationError


def rolled(asked: str, *faces: int, advantage: Advantage = Advantage.NONE) -> Outcome:
    source = ScriptedDice(faces)
    outcome = roll(parse(asked), source, advantage=advantage)
    assert len(source.asked) == len(faces), "the roll left dice of its script unrolled"
    return outcome


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("1+2*3", 7),
        ("10-4-3", 3),
        ("20/5/2", 2),
        ("-2*3", -6),
        ("-(2+3)", -5),
        ("--5", 5),
        ("7/2", 3),
        ("-7/2", -3),
        ("7/2*2", 7),
        ("1.5+1.5", 3),
        (".1+.2+.7", 1),
        ("1/3+1/3+1/3", 1),
        ("-7//2", -4),
        ("7//2*2", 6),
        ("-7%3", 2),
        ("7.5%2", 1),
        ("13%5*2", 6),
        ("+".join(["1"] * 100), 100),
        ("-" * 40 + "1", 1),
    ],
)
def test_arithmetic_is_exact_and_cut_once_at_the_end(asked: str, total: int) -> None:
    assert (rolled(asked).total, rolled(asked).drawn) == (total, ())


@pytest.mark.parametrize(
    ("asked", "script", "total", "faces", "kept"),
    [
        ("1d20+5", [7], 12, [7], [1]),
        ("3d6", [1, 2, 3], 6, [1, 2, 3], [1, 1, 1]),
        ("0d6", [], 0, [], []),
        ("8d6/2", [1, 2, 3, 4, 5, 6, 1, 1], 11, [1, 2, 3, 4, 5, 6, 1, 1], [1] * 8),
        ("4dF", [1, 2, 3, 3], 1, [-1, 0, 1, 1], [1, 1, 1, 1]),
        # keep and drop; of equal dice the first rolled are kept
        ("4d6kh3", [3, 1, 4, 2], 9, [3, 1, 4, 2], [1, 0, 1, 1]),
        ("2d20kh1", [9, 9], 9, [9, 9], [1, 0]),
        ("2d20kl1", [4, 17], 4, [4, 17], [1, 0]),
        ("4d6dl1", [3, 1, 4, 1], 8, [3, 1, 4, 1], [1, 1, 1, 0]),
        ("4d6dh1", [3, 1, 4, 1], 5, [3, 1, 4, 1], [1, 1, 0, 1]),
        ("3d6kh0", [3, 1, 4], 0, [3, 1, 4], [0, 0, 0]),
        ("3d6kh5", [3, 1, 4], 8, [3, 1, 4], [1, 1, 1]),
        ("3d6dl5", [3, 1, 4], 0, [3, 1, 4], [0, 0, 0]),
        ("4d6k>3", [3, 5, 4, 1], 9, [3, 5, 4, 1], [0, 1, 1, 0]),
        ("4d6k<=3", [3, 5, 4, 1], 4, [3, 5, 4, 1], [1, 0, 0, 1]),
        ("4d6p3", [3, 5, 3, 1], 6, [3, 5, 3, 1], [0, 1, 0, 1]),
        ("4d6k5k6", [6, 5, 3, 1], 11, [6, 5, 3, 1], [1, 1, 0, 0]),
        ("4dFkl2", [3, 1, 2, 3], -1, [1, -1, 0, 1], [0, 1, 1, 0]),
        # neighbours name different dice, on ties too
        ("5d6kh3kl1", [2, 2, 2, 5, 5], 14, [2, 2, 2, 5, 5], [1, 0, 1, 1, 1]),
        ("5d6dl1dh1", [5, 5, 5, 5, 5], 15, [5, 5, 5, 5, 5], [0, 1, 1, 1, 0]),
        ("3d6kh2kl2", [1, 2, 3], 6, [1, 2, 3], [1, 1, 1]),
        # a drop after a keep sees only what was kept
        ("4d6kh3dl1", [6, 1, 4, 2], 10, [6, 1, 4, 2], [1, 0, 1, 0]),
        # rerolls: the old face stays in sight, the new one stands behind it
        ("2d6ro<3", [1, 5, 2], 7, [1, 2, 5], [0, 1, 1]),
        ("1d6ro6", [6, 6], 6, [6, 6], [0, 1]),
        ("2d6rr<3", [1, 5, 2, 1, 4], 9, [1, 2, 1, 4, 5], [0, 0, 0, 1, 1]),
        ("2d6rr1rr2", [1, 3, 2, 6], 9, [1, 2, 6, 3], [0, 0, 1, 1]),
        ("4d6kh3ro1", [1, 1, 1, 1, 5, 1, 6], 12, [1, 5, 1, 1, 1, 6, 1], [0, 1, 0, 1, 0, 1, 0]),
        ("2d20ro1kh1", [1, 7, 18], 18, [1, 18, 7], [0, 1, 0]),
        # one more die, once
        ("3d6ra6", [6, 2, 6, 6], 20, [6, 6, 2, 6], [1, 1, 1, 1]),
        ("3d6ra6", [1, 2, 3], 6, [1, 2, 3], [1, 1, 1]),
        # explosions: without end, before keeping
        ("2d6e6", [6, 3, 6, 2], 17, [6, 6, 2, 3], [1, 1, 1, 1]),
        ("2d6!", [3, 4], 7, [3, 4], [1, 1]),
        ("1d6e1", [1, 1, 4], 6, [1, 1, 4], [1, 1, 1]),
        ("2d6e>4", [5, 1, 6, 2], 14, [5, 6, 2, 1], [1, 1, 1, 1]),
        ("2d6e5e6", [5, 1, 6, 2], 14, [5, 6, 2, 1], [1, 1, 1, 1]),
        ("3d6kh1e6", [6, 1, 1, 5], 6, [6, 5, 1, 1], [1, 0, 0, 0]),
        ("3d6e6k2", [6, 1, 2, 5], 11, [6, 5, 1, 2], [1, 1, 0, 0]),
    ],
)
def test_a_pool_keeps_every_die_it_rolled(
    asked: str, script: list[int], total: int, faces: list[int], kept: list[int]
) -> None:
    outcome = rolled(asked, *script)
    assert outcome.total == total
    group = groups(outcome)[0]
    assert (list(group.faces), list(group.kept)) == (faces, [bool(flag) for flag in kept])


@pytest.mark.parametrize(
    ("asked", "script", "total", "faces", "values"),
    [
        ("2d6mi3", [1, 5], 8, [1, 5], [3, 5]),
        ("2d6mi3", [3, 5], 8, [3, 5], []),
        ("2d6ma4", [6, 2], 6, [6, 2], [4, 2]),
        ("2d6ma0", [6, 2], 0, [6, 2], [0, 0]),
        ("1d20mi10", [2], 10, [2], [10]),
        ("4d6mi2kh3", [1, 6, 1, 4], 12, [1, 6, 1, 4], [2, 6, 2, 4]),
        ("2d6mi2ma5", [1, 6], 7, [1, 6], [2, 5]),
        ("1d6mi6e6", [2, 3], 9, [2, 3], [6, 3]),
    ],
)
def test_a_clamp_changes_what_a_die_counts_for_and_not_its_face(
    asked: str, script: list[int], total: int, faces: list[int], values: list[int]
) -> None:
    group = groups(rolled(asked, *script))[0]
    assert (group.total, list(group.faces), list(group.values)) == (total, faces, values)


def test_pools_are_rolled_from_left_to_right() -> None:
    outcome = rolled("2d4+(1d6+1d8)*-1d10", 1, 2, 3, 4, 5)
    assert [group.text for group in groups(outcome)] == ["2d4", "1d6", "1d8", "1d10"]
    assert outcome.total == 3 + 7 * -5


@pytest.mark.parametrize(
    "asked",
    [
        "10/(1d6-1)",
        "10//(2d6-1d12)",
        "10%0d6",
        "1/(3-1d6)",
        "1/(1d6==6)",
        "1/2d6t5",
        "1/4d6k>3",
        "1/4dF",
        "1/(1d2*1d6%3)",
    ],
)
def test_a_divisor_that_could_come_to_zero_is_refused_before_a_die_falls(asked: str) -> None:
    """For a refusal that depended on the faces would tell them, and a table's next roll would have them again."""
    with pytest.raises(NotationError) as caught:
        parse(asked)
    assert (caught.value.reason, caught.value.text) == ("dice-divide-by-zero", asked)


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("60/1d6", 15),
        ("60/2d6kh1", 15),
        ("60/(1d5!)", 15),
        ("60/(1d6+1)", 12),
        ("60/-1d6", -15),
        ("60//max(1d6, 2)", 15),
        ("60%(2d6mi3)", 4),
        ("64/(1d4)d6", 4),
        ("9/(1d8, 2d6)kl1", 2),
    ],
)
def test_a_divisor_that_cannot_come_to_zero_is_rolled(asked: str, total: int) -> None:
    assert roll(parse(asked), ScriptedDice([4] * 9)).total == total


def test_a_source_that_never_stops_exploding_is_stopped() -> None:
    class Sixes:
        def die(self, sides: int) -> int:
            return sides

        def dice(self, count: int, sides: int) -> tuple[int, ...]:
            return (sides,) * count

    with pytest.raises(NotationError) as caught:
        roll(parse("1d20 + 3d6e6"), Sixes())
    assert (caught.value.reason, caught.value.column) == ("dice-too-many", 8)


@pytest.mark.parametrize(
    ("asked", "how", "script", "total", "text"),
    [
        ("1d20+5", "advantage", [4, 17], 22, "2d20kh1"),
        ("1d20+5", "disadvantage", [4, 17], 9, "2d20kl1"),
        ("d20", "advantage", [4, 17], 17, "2d20kh1"),
        ("1d20ro1", "advantage", [1, 5, 12], 12, "2d20ro1kh1"),
        ("1d20mi10", "disadvantage", [3, 15], 10, "2d20mi10kl1"),
        ("3+(-1d20)", "advantage", [4, 17], -14, "2d20kh1"),
        ("1d20+1d4", "none", [4, 3], 7, "1d20"),
    ],
)
def test_advantage_rolls_the_d20_twice_and_keeps_one(
    asked: str, how: str, script: list[int], total: int, text: str
) -> None:
    outcome = rolled(asked, *script, advantage=Advantage(how))
    assert (outcome.total, groups(outcome)[0].text) == (total, text)


def test_advantage_is_for_the_first_single_d20_only() -> None:
    outcome = rolled("1d8+1d20+1d20", 3, 10, 12, 5, advantage=Advantage.ADVANTAGE)
    assert [group.text for group in groups(outcome)] == ["1d8", "2d20kh1", "1d20"]
    assert with_advantage(parse("1d20 + 1d20"), Advantage.DISADVANTAGE).text == "2d20kl1 + 1d20"


@pytest.mark.parametrize("asked", ["5", "8d6", "2d20", "2d20kh1", "1d20kh1", "1d20e20", "1d20ra20"])
def test_advantage_without_a_single_d20_is_refused(asked: str) -> None:
    with pytest.raises(NotationError) as caught:
        rolled(asked, advantage=Advantage.ADVANTAGE)
    assert caught.value.reason == "dice-needs-d20"


def test_advantage_counts_against_the_limit_of_dice() -> None:
    with pytest.raises(NotationError) as caught:
        roll(parse("1d20+999d6"), ScriptedDice([]), advantage=Advantage.ADVANTAGE)
    assert caught.value.reason == "dice-too-many"


@pytest.mark.parametrize(
    ("asked", "script", "face"),
    [
        ("1d20+5", [20], 20),
        ("1d20+5", [1], 1),
        ("5+1d20", [19], 19),
        ("2d20kl1", [20, 1], 1),
        ("2d20kh1", [20, 20], 20),
        ("1d20ro1", [1, 14], 14),
        ("1d20mi20", [2], 2),
        ("1d12", [12], None),
        ("1d8+1d20", [8, 20], None),
        ("2d20", [20, 3], None),
        ("1d20e20", [20, 3], None),
        ("7", [], None),
    ],
)
def test_natural_is_the_face_of_the_single_kept_d20(asked: str, script: list[int], face: int | None) -> None:
    assert natural(groups(rolled(asked, *script))) == face


def test_a_group_survives_json() -> None:
    group = groups(rolled("2d6mi3 + 1dF", 1, 5, 1))[0]
    adapter = TypeAdapter(DieGroup)
    assert adapter.validate_json(adapter.dump_json(group)) == group
    assert adapter.dump_python(group) == {
        "text": "2d6mi3",
        "sides": 6,
        "faces": (1, 5),
        "kept": (True, True),
        "total": 8,
        "values": (3, 5),
        "marks": (),
        "counted": False,
    }


def test_everything_in_a_group_is_plain() -> None:
    outcome = rolled("1.5*4d6kh3/2", 3, 1, 4, 2)
    group = groups(outcome)[0]
    assert type(outcome.total) is int
    assert type(group.total) is int
    assert not isinstance(outcome.total, Fraction)
    assert {type(face) for face in group.faces} == {int}
    assert {type(flag) for flag in group.kept} == {bool}


def test_a_group_written_before_clamps_were_recorded_still_reads() -> None:
    old = {"text": "1d6", "sides": 6, "faces": [4], "kept": [True], "total": 4}
    assert TypeAdapter(DieGroup).validate_python(old).values == ()
