"""The evaluator of s-expressions: totals worked out by hand, and a sentence for whatever it does not know."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conformance.dice.faces import Again, Fallen, OtherDiceError
from tests.conformance.dice.forms import MeaningError
from tests.conformance.dice.meaning import meaning

D6 = 6


def played(text: str, *faces: int, sides: int = D6) -> tuple[object, ...]:
    """Totals of an s-expression, which must use up the faces."""
    return replayed(text, [(sides, face) for face in faces])


def replayed(text: str, fallen: Fallen) -> tuple[object, ...]:
    again = Again(fallen)
    totals = meaning(text)(again.die)
    again.check_all_shown()
    return totals


@pytest.mark.parametrize(
    ("text", "faces", "total"),
    [
        ("(d 3 6)", (1, 2, 6), 9),
        ("(d 0 6)", (), 0),
        ("(kh 3 (d 4 6))", (3, 1, 4, 2), 9),
        ("(kh 9 (d 2 6))", (3, 1), 4),
        ("(kl 1 (d 3 6))", (3, 2, 4), 2),
        ("(dh 1 (d 3 6))", (3, 2, 4), 5),
        ("(dl 2 (d 3 6))", (3, 2, 4), 4),
        ("(dl 5 (d 3 6))", (3, 2, 4), 0),
        ("(k =3 (d 3 6))", (3, 2, 3), 6),
        ("(p >2 (d 3 6))", (3, 2, 3), 2),
        ("(kunion 1 1 (d 3 6))", (5, 5, 5), 10),
        ("(kunion 3 2 (d 4 6))", (1, 2, 3, 4), 10),
        ("(kunion 1 1 (d 4 6))", (1, 2, 3, 4), 5),
        ("(ro <3 (d 2 6))", (1, 5, 2), 7),
        ("(rr <3 (d 2 6))", (1, 5, 2, 4), 9),
        ("(e =6 (d 2 6))", (6, 3, 6, 2), 17),
        ("(e1 =6 (d 2 6))", (6, 3, 6), 15),
        ("(epen =6 (d 1 6))", (6, 6, 3), 13),
        ("(mi 3 (d 2 6))", (1, 5), 8),
        ("(ma 4 (d 2 6))", (6, 2), 6),
        ("(succ >=5 (d 4 6))", (5, 1, 6, 4), 2),
        ("(succf >=5 =1 (d 4 6))", (5, 1, 1, 1), -2),
        ("(kh 2 (rr =1 (d 3 6)))", (1, 2, 3, 4), 7),
        ("(kh 1 (set (d 2 6) (+ 4 4)))", (3, 4), 8),
        ("(set)", (), 0),
        ("(min (d 1 6) (d 1 6) 3)", (5, 4), 3),
        ("(max (d 1 6) 3)", (5,), 5),
        ("(- (d 1 6) (d 1 6))", (5, 4), 1),
        ("(label cold-iron (group (d 1 6)))", (5,), 5),
        ("(neg (pos (abs (- 2 (d 1 6)))))", (6,), -4),
        ("(>= (d 1 6) 4)", (4,), 1),
        ("(!= 2 2)", (), 0),
        ("(trunc (/ (neg 7) 2))", (), -3),
        ("(floor (/ (neg 7) 2))", (), -4),
        ("(ceil (/ (neg 7) 2))", (), -3),
        ("(// (neg 7) 2)", (), -4),
        ("(% (neg 7) 2)", (), 1),
        ("(/ 7 2)", (), Fraction(7, 2)),
        ("(* .5 1.5)", (), Fraction(3, 4)),
        ("(+ -2 +3)", (), 1),
    ],
)
def test_an_operator_does_as_it_is_named(text: str, faces: tuple[int, ...], total: object) -> None:
    assert played(text, *faces) == (total,)


def test_fate_dice_show_one_less_than_none_none_and_one() -> None:
    assert played("(d 3 F)", 1, 2, 2, sides=3) == (-1,)


def test_a_repeated_roll_has_a_total_each_time() -> None:
    assert played("(repeat 3 (+ (d 1 6) 5))", 1, 2, 3) == (6, 7, 8)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("(wild 1 (d 2 6))", "'wild' is no operator of the cases' schema"),
        ("(kh 1 (wild 2 6))", "'wild' is no operator of the cases' schema"),
        ("(kh (d 2 6))", "(kh (d 2 6)) has 1 parts behind kh, not 2"),
        ("(kh x (d 2 6))", "x stands where a whole number is due"),
        ("(kh -1 (d 2 6))", "-1 stands where a whole number is due"),
        ("(k 3 (d 2 6))", "'3' is no selector such as =3, <3 or >=5"),
        ("(k (d 1 6) (d 2 6))", "'(d 1 6)' is no selector such as =3, <3 or >=5"),
        ("(kh 1 5)", "dice or a set are due where '5' stands"),
        ("(kh 1 (group (d 2 6)))", "dice or a set are due where (group …) stands"),
        ("(rr =1 (kh 1 (set 1 2)))", "(rr …) rolls dice again, and the values of a set are none"),
        ("(d 2 0)", "a die has at least one side"),
        ("(d 1.5 6)", "1.5 stands where a whole number is due"),
        ("(+ 1)", "(+ 1) has 1 parts behind +, not 2"),
        ("(max)", "(max) of nothing has no value"),
        ("(repeat 5000 1)", "a roll repeated 5000 times; the most is 1000"),
        ("(+ 1 (repeat 2 3))", "'repeat' is no operator of the cases' schema"),
        ("((d 1 6))", "((d 1 6)) does not begin with an operator"),
        ("()", "() does not begin with an operator"),
        ("", "an s-expression is one form; here are 0"),
        ("1 2", "an s-expression is one form; here are 2"),
        ("(d 1 6", "the s-expression leaves a parenthesis open"),
        ("(d 1 6))", "the s-expression closes more parentheses than it opens"),
        ("five", "'five' is no number"),
        ("9" * 5000, f"'{'9' * 5000}' is no number"),
        ("(neg " * 5000 + "1" + ")" * 5000, "the s-expression is nested deeper than 100"),
    ],
)
def test_what_nobody_has_told_the_meaning_of_is_said_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(MeaningError) as caught:
        meaning(text)
    assert str(caught.value) == sentence


def test_a_division_by_zero_stays_one() -> None:
    with pytest.raises(ZeroDivisionError):
        played("(/ 5 (d 0 6))")


@pytest.mark.parametrize(
    ("text", "fallen", "sentence"),
    [
        ("(d 2 6)", [(6, 1)], "a d6 is due where none was"),
        ("(d 1 6)", [(8, 1)], "a d6 is due where a d8 was rolled"),
        ("(d 1 6)", [(6, 1), (6, 2)], "1 dice were rolled that it does not know"),
    ],
)
def test_other_dice_than_were_rolled_are_noticed(text: str, fallen: Fallen, sentence: str) -> None:
    with pytest.raises(OtherDiceError) as caught:
        replayed(text, fallen)
    assert str(caught.value) == sentence
