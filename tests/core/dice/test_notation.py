"""Notation to tree: what is read, how it is written back, and where and why the rest is refused."""

from __future__ import annotations

import pytest

from core.dice.notation import parse, read
from core.errors import NotationError

READ = [
    # numbers and signs
    ("5", "5"),
    ("007", "7"),
    ("1.5", "1.5"),
    (".5+.5", "0.5 + 0.5"),
    ("+5", "5"),
    ("--5", "--5"),
    ("2*-3", "2 * -3"),
    ("−3", "-3"),
    # operators and parentheses
    ("1+2+3", "1 + 2 + 3"),
    ("10-4-3", "10 - 4 - 3"),
    ("(2+3)*4", "(2 + 3) * 4"),
    ("2*(3+4)", "2 * (3 + 4)"),
    ("((7))", "((7))"),
    ("7//2*2", "7 // 2 * 2"),
    ("13 % 5", "13 % 5"),
    ("2×3÷4−1", "2 * 3 / 4 - 1"),
    ("1d20–5", "1d20 - 5"),
    # dice
    ("d20", "1d20"),
    ("D20", "1d20"),
    ("0d6", "0d6"),
    ("2d%", "2d100"),
    ("1d100%10", "1d100 % 10"),
    ("1d%%10", "1d100 % 10"),
    ("4df", "4dF"),
    ("  4 +\t2d6 ", "4 + 2d6"),
    ("1d20\n+5", "1d20 + 5"),
    ("1d20\u00a0+\u202f5", "1d20 + 5"),
    # keep and drop
    ("4D6KH3", "4d6kh3"),
    ("4d6k3", "4d6kh3"),
    ("4d6d1", "4d6dl1"),
    ("4d6pl1", "4d6dl1"),
    ("4d6ph1", "4d6dh1"),
    ("4d6p3", "4d6p=3"),
    ("4d6p<3", "4d6p<3"),
    ("4d6k>=3", "4d6k>=3"),
    ("4d6k≥3", "4d6k>=3"),
    ("4d6k5k6", "4d6k=5k=6"),
    ("5d6kh3kl1", "5d6kh3kl1"),
    ("4dFkh2", "4dFkh2"),
    # rerolls, clamps, explosions
    ("2d6ro<3", "2d6ro<3"),
    ("2d6rr=1", "2d6rr1"),
    ("2d6r1", "2d6rr1"),
    ("1d20ra20", "1d20ra20"),
    ("1d20mi10", "1d20mi10"),
    ("2d6ma5", "2d6ma5"),
    ("3d6e6", "3d6e6"),
    ("3d6!", "3d6e6"),
    ("3d6!>4", "3d6e>4"),
    ("10d6!kh5", "10d6e6kh5"),
    ("10d6!pl1", "10d6e6dl1"),
    ("1dF!", "1dFe1"),
    # successes
    ("6d6t5", "6d6t5"),
    ("8d10t<=3", "8d10t<=3"),
    ("5d10f1t8tt10", "5d10t8tt10f1"),
    ("6d6t=5", "6d6t=5"),
    ("6d6t>=5", "6d6t5"),
    # other rerolls and explosions
    ("2d20rf1kh1", "2d20rf1kh1"),
    ("1d10!!", "1d10ec10"),
    ("1d10!!>8", "1d10ec>8"),
    ("1d6!p", "1d6ep6"),
    ("1d6!p5", "1d6ep5"),
    ("1d6!o", "1d6eo6"),
    ("1d6eo5", "1d6eo5"),
    ("3d6sd", "3d6sd"),
    ("3d6sa", "3d6s"),
    # comparisons
    ("10d6>4", "10d6 > 4"),
    ("1d20≥11", "1d20 >= 11"),
    ("1d20 + 1 != 5", "1d20 + 1 != 5"),
    ("3>2>1", "3 > 2 > 1"),
    ("1+(2==2)", "1 + (2 == 2)"),
    # sets
    ("()", "()"),
    ("(1,)", "(1,)"),
    ("(1,2)", "(1, 2)"),
    ("(1d6)", "(1d6)"),
    ("{1d6}", "(1d6)"),
    ("(2d6)kh1", "2d6kh1"),
    ("((2d6ro1))kh1dl1", "2d6ro1kh1dl1"),
    ("{(1d8,2d6)}kh1", "(1d8, 2d6)kh1"),
    ("(4d6kh3)kh1", "(4d6kh3,)kh1"),
    ("(4d6t5)kh1", "(4d6t5,)kh1"),
    ("(2d6,)kh1", "(2d6,)kh1"),
    ("{2d6+3,1d12}kl1", "(2d6 + 3, 1d12)kl1"),
    ("(1,2,3)k2k3", "(1, 2, 3)k=2k=3"),
    # labels
    ("1d8[slashing]+2d6 [ cold  iron ]", "1d8[slashing] + 2d6[cold iron]"),
    ("-(1d6+2)[cold]*2", "-(1d6 + 2)[cold] * 2"),
    ("3[a][b]", "3[a][b]"),
    # computed counts and functions
    ("(2+1)d6", "(2 + 1)d6"),
    ("{1d4}D6KH2", "(1d4)d6kh2"),
    ("(1d4)dF", "(1d4)dF"),
    ("FLOOR( 7/2 )", "floor(7 / 2)"),
    ("max(1d20,10,)", "max(1d20, 10)"),
    # several rolls
    ("6x4d6kh3", "6x4d6kh3"),
    ("6 X 4d6kh3", "6x4d6kh3"),
    ("1x1d6", "1d6"),
    ("1d20+5; 2d6+3", "1d20 + 5; 2d6 + 3"),
    ("1d20;2x1d6;", "1d20; 2x1d6"),
    ("2x1d20 # a; b", "2x1d20"),
    # the game's words
    ("1d20+5 lucky", "1d20rf1 + 5"),
    ("1d20+5 lucky reliable", "1d20rf1mi10 + 5"),
    ("2d6+1d8[fire]+3 crit", "4d6 + 2d8[fire] + 3"),
    ("2d6+1d8 gwf", "2d6mi3 + 1d8"),
    ("2d6+1d8 gwf14", "2d6ro<3 + 1d8"),
    ("1d20 lucky shot", "1d20"),
    ("1d20 feeling lucky", "1d20"),
    # explosions come before keeping, wherever they were written
    ("4d6kh3e6", "4d6e6kh3"),
    ("4d6ro1kh3!e5", "4d6ro1e6e5kh3"),
]


@pytest.mark.parametrize(("asked", "canonical"), READ)
def test_reads_notation_and_writes_it_canonically(asked: str, canonical: str) -> None:
    assert parse(asked).text == canonical


@pytest.mark.parametrize("canonical", [canonical for _, canonical in READ])
def test_canonical_text_reads_as_itself(canonical: str) -> None:
    assert parse(canonical).text == canonical


REFUSED = [
    # text, reason, column, found, example
    ("", "dice-empty", 1, "", "1d20+5"),
    ("   ", "dice-empty", 1, "", "1d20+5"),
    ("1d", "dice-unfinished", 3, "", "1d20"),
    ("d", "dice-unfinished", 2, "", "d20"),
    ("1d20+", "dice-unfinished", 6, "", "1d20+3"),
    ("1d20 + ", "dice-unfinished", 7, "", "1d20 +3"),
    ("4d6kh", "dice-unfinished", 6, "", "4d6kh3"),
    ("1d20kh1kh", "dice-unfinished", 10, "", "1d20kh1kh3"),
    ("-d6+", "dice-unfinished", 5, "", "-d6+3"),
    ("*5", "dice-unexpected", 1, "*", "5"),
    ("1d-6", "dice-unexpected", 3, "-", "1d6"),
    ("kh3", "dice-unexpected", 1, "kh3", "2d6+3"),
    ("1d20+dex", "dice-unexpected", 6, "dex", "1d20"),
    ("1d20 - stealth", "dice-unexpected", 8, "stealth", "1d20"),
    ("@everyone", "dice-unexpected", 1, "@", "2d6+3"),
    ("☃d6", "dice-unexpected", 1, "☃", "d6"),
    ("1d6\0", "dice-unexpected", 4, "U+0000", "1d6"),
    ("1_000", "dice-unexpected", 2, "_", "1000"),
    ("4d6kh>3", "dice-unexpected", 6, ">", "4d6kh3"),
    ("1d20mi-1", "dice-unexpected", 7, "-", "1d20mi1"),
    ("(1d6", "dice-unclosed", 1, "(", "(1d6)"),
    ("(1d20 stealth)", "dice-unclosed", 1, "(", "1d20 stealth"),
    ("1d6)", "dice-unopened", 4, ")", "1d6"),
    ("1d20 5", "dice-missing-operator", 6, "5", "1d20 + 5"),
    ("1 0", "dice-missing-operator", 3, "0", "1 + 0"),
    ("1d20 d6", "dice-missing-operator", 6, "d6", "1d20 + d6"),
    ("2(3)", "dice-missing-operator", 2, "(", "2 + (3)"),
    ("1..5", "dice-missing-operator", 2, ".", "1.5"),
    ("1d20 2nd attack", "dice-missing-operator", 6, "2", "1d20 # 2nd attack"),
    ("2d6 kh 1", "dice-spaced", 5, "kh", "2d6kh1"),
    ("2d6 kh1", "dice-spaced", 5, "kh1", "2d6kh1"),
    ("1 d20", "dice-spaced", 3, "d20", "1d20"),
    ("4d6 x6", "dice-spaced", 5, "x6", "4d6 # x6"),
    ("1d 6", "dice-spaced", 4, "6", "1d6"),
    ("4d6kh 3", "dice-spaced", 7, "3", "4d6kh3"),
    ("1d ", "dice-unfinished", 3, "", "1d20"),
    ("1d stealth", "dice-unexpected", 4, "stealth", "2d6+3"),
    ("`1d20`", "dice-unexpected", 1, "ˋ", "1d20"),
    ("4d6kk3", "dice-unknown-modifier", 4, "kk3", "4d6k3"),
    ("4d6kx3", "dice-unknown-modifier", 4, "kx3", "4d6k3"),
    ("1d20stealth", "dice-unknown-modifier", 5, "stealth", "1d20 stealth"),
    ("1d20dex", "dice-unknown-modifier", 5, "dex", "1d20 dex"),
    ("5kh1", "dice-needs-dice", 2, "kh1", "4d6kh3"),
    ("1e5", "dice-needs-dice", 2, "e5", "4d6kh3"),
    ("1.5d6", "dice-whole-count", 4, "1.5", "2d6"),
    ("２d6", "dice-foreign-digit", 1, "２", "2d6"),
    ("٣d6", "dice-foreign-digit", 1, "٣", "3d6"),
    ("1d２０", "dice-foreign-digit", 3, "２", "1d20"),
    ("4d6kh３", "dice-foreign-digit", 6, "３", "4d6kh3"),
    ("1d20 adv", "dice-option-here", 6, "adv", "1d20+5"),
    ("1d20 dc 15", "dice-option-here", 6, "dc 15", "1d20+5"),
    ("1d20 stealth adv", "dice-option-here", 14, "adv", "1d20+5"),
    ("1d20 dc", "dice-option-here", 6, "dc", "1d20+5"),
    ("1d20 beat dc15 or die", "dice-option-here", 11, "dc15", "1d20+5"),
    ("adv 1d20", "dice-unexpected", 1, "adv", "1d20"),
    ("(2d6)rr1", "dice-needs-dice", 6, "rr1", "4d6kh3"),
    ("(1,2)kh1e6", "dice-needs-dice", 9, "e6", "4d6kh3"),
    ("floor(1,2)", "dice-arguments", 1, "floor", "max(1d20, 10)"),
    ("max()", "dice-arguments", 1, "max", "max(1d20, 10)"),
    ("1d6[]", "dice-bad-label", 4, "[]", "2d6[fire]"),
    ("1d6 [ ]", "dice-bad-label", 5, "[ ]", "2d6[fire]"),
    ("1d6[" + "x" * 61 + "]", "dice-bad-label", 5, "x" * 23 + "…", "2d6[fire]"),
    ("1d6[fire", "dice-unclosed", 4, "[", "1d6[fire]"),
    ("{1d6", "dice-unclosed", 1, "{", "{1d6}"),
    ("1d6}", "dice-unopened", 4, "}", "1d6"),
    ("1d20 [link](x)", "dice-missing-operator", 12, "(", "1d20 [link]"),
    ("1d20 + 5 hits gwf hard", "dice-stray-option", 15, "gwf", "1d20 + 5 hits # gwf hard"),
    ("2d6 lucky", "dice-needs-d20", 5, "2d6", "1d20+5"),
    ("5 crit", "dice-needs-dice", 3, "5", "4d6kh3"),
    ("600d6 crit", "dice-too-many", 7, "crit", "8d6"),
    ("1d20; 1d20 5", "dice-missing-operator", 12, "5", "1d20; 1d20 + 5"),
    ("3x4", "dice-not-known-here", 2, "x4", "3*4"),
    ("21x1d6", "dice-too-many-rolls", 1, "", "6x4d6kh3"),
    ("0x1d6", "dice-too-many-rolls", 1, "", "6x4d6kh3"),
    ("20x51d6", "dice-too-many", 1, "20x51d6", "8d6"),
    ("(501*2)d6", "dice-too-many", 1, "(501*2)d6", "8d6"),
    ("(1d1000)d6!", "dice-too-many", 1, "(1d1000)d6!", "8d6"),
    # what other bots know: refused by name, never read as something else
    ("4d6min2", "dice-not-known-here", 4, "min2", "4d6"),
    ("2d6x2", "dice-not-known-here", 4, "x2", "2d6*2"),
    # values
    ("1d0", "dice-no-sides", 3, "0", "1d6"),
    ("10//0", "dice-divide-by-zero", 3, "//", "8d6/2"),
    ("10%0", "dice-divide-by-zero", 3, "%", "8d6/2"),
    ("5/0d6", "dice-divide-by-zero", 2, "/", "8d6/2"),
    ("5/(3*0)", "dice-divide-by-zero", 2, "/", "8d6/2"),
    # limits
    ("1001d6", "dice-too-many", 1, "1001d6", "8d6"),
    ("501d6+500d6", "dice-too-many", 7, "500d6", "8d6"),
    ("501d6ro1", "dice-too-many", 1, "501d6ro1", "8d6"),
    ("1d100rr<100", "dice-too-many", 1, "1d100rr<100", "8d6"),
    ("1d1000001", "dice-too-many-sides", 3, "1000001", "1d100"),
    ("9999999999d6", "dice-number-too-long", 1, "9999999999", "1d100"),
    ("1d6kh1234567890", "dice-number-too-long", 6, "1234567890", "1d100"),
    ("0.123456789123", "dice-number-too-long", 1, "0.123456789123", "1d100"),
    ("1d1e1", "dice-never-ends", 1, "1d1e1", "5d6e6"),
    ("1d1!", "dice-never-ends", 1, "1d1e1", "5d6e6"),
    ("1d20rr<21", "dice-never-ends", 1, "1d20rr<21", "5d6e6"),
    ("1d2rr1rr2", "dice-never-ends", 1, "1d2rr1rr2", "5d6e6"),
    ("999999999*999999999", "dice-total-too-large", 10, "*", "8d6*10"),
    ("-" * 41 + "1", "dice-too-deep", 41, "", "(2d6+3)*2"),
    ("(" * 41 + "1" + ")" * 41, "dice-too-deep", 41, "", "(2d6+3)*2"),
    ("1+" * 100 + "1", "dice-too-many-parts", 201, "", "2d6+3"),
    ("1d6" + "mi2" * 21, "dice-too-many-modifiers", 64, "mi2", "4d6kh3"),
    ("(" * 21 + "4d6" + ")kh1)dl1" * 10 + ")kh1", "dice-too-many-modifiers", 106, "kh1", "4d6kh3"),
    ("1" + " " * 500, "dice-too-long", 501, "", "1d20+5"),
]


@pytest.mark.parametrize(("asked", "reason", "column", "found", "example"), REFUSED)
def test_refuses_with_reason_place_and_example(asked: str, reason: str, column: int, found: str, example: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(asked)
    error = caught.value
    assert (error.reason, error.column, error.found, error.example) == (reason, column, found, example)
    assert error.text == asked


@pytest.mark.parametrize("asked", [row[0] for row in REFUSED])
def test_every_example_is_accepted_where_its_mistake_was_made(asked: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(asked)
    parse(caught.value.example)
    try:
        read(asked)
    except NotationError as error:
        read(error.example)


def test_says_what_is_accepted_at_the_place() -> None:
    with pytest.raises(NotationError) as caught:
        parse("4d6kk3")
    assert {"kh1", "dl1", "ro1", "!"} <= set(caught.value.expected)
    with pytest.raises(NotationError) as caught:
        parse("1d20 5")
    assert caught.value.expected == ("+", "-", "*", "/", "//", "%")
    with pytest.raises(NotationError) as caught:
        parse("4d6k")
    assert caught.value.expected == ("3", ">3", "<3", "=3")
    with pytest.raises(NotationError) as caught:
        parse("1d20 = 5")
    assert caught.value.expected == ("+", "-", "*", "/", "//", "%", "#")


@pytest.mark.parametrize(
    "asked",
    ["9" * 5000, "1d6[" + "x" * 6000 + "]", "1+" * 3000 + "1", "(" * 1500 + "1" + ")" * 1500, "1000d6" + "kh9kl9" * 90],
)
def test_texts_far_too_long_are_refused_for_their_length_alone(asked: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(asked)
    assert caught.value.reason == "dice-too-long"


def test_refuses_what_could_not_be_rolled_again_from_its_canonical_text() -> None:
    asked = "d%+" * 99 + "d%"  # 398 characters, but 991 once every d% is spelled out
    with pytest.raises(NotationError) as caught:
        parse(asked)
    assert caught.value.reason == "dice-too-long"


@pytest.mark.parametrize("asked", ["1d20rr<20", "1d6e6", "500d6ro1", "500d6e6", "1000d6", "1d1000000", "1d1rr2"])
def test_accepts_what_stays_within_the_bounds(asked: str) -> None:
    assert parse(asked).text == asked


@pytest.mark.parametrize(
    "asked", ["-" * 40 + "1", "(" * 40 + "1" + ")" * 40, "+".join(["1"] * 100), "1d6" + "mi2" * 20]
)
def test_accepts_texts_at_the_very_limit(asked: str) -> None:
    assert parse(asked).asked == asked


COMMENTS = [
    ("1d20", None),
    ("1d20  ", None),
    ("1d20 #", None),
    ("1d20 dexterity save", "dexterity save"),
    ("1d20 keep the dragon grappled", "keep the dragon grappled"),
    ("1d20 magic missile", "magic missile"),
    ("1d20 performance", "performance"),
    ("1d20 mind the gap", "mind the gap"),
    ("1d20 explode!", "explode!"),
    ("2d6+3 *sneaky*", "*sneaky*"),
    ("2d6+3 **very sneaky**", "**very sneaky**"),
    ("1d20 _quiet_", "_quiet_"),
    ("1d20 🗡️ stab", "🗡️ stab"),
    ("1d20 <:dagger:123> stab", "<:dagger:123> stab"),
    ("1d20 Überfall", "Überfall"),
    ("4d6kh3 # stats", "stats"),
    ("4d6kh3#stats", "stats"),
    ("1d20 # kh 1 + 5", "kh 1 + 5"),
    ("1d20 # 2nd attack", "2nd attack"),
    ("1d20 stab   #  in the  back", "stab in the back"),
    ("1d20+7 with +1 longsword", "with +1 longsword"),
    ("1d20 take advantage of the orc", "take advantage of the orc"),
]


@pytest.mark.parametrize(("asked", "comment"), COMMENTS)
def test_words_behind_a_roll_are_a_comment(asked: str, comment: str | None) -> None:
    assert parse(asked).comment == comment


def test_texts_that_differ_by_a_blank_do_not_share_a_reading() -> None:
    assert parse("10").text == "10"
    with pytest.raises(NotationError):
        parse("1 0")
    assert parse("1d20 a b").comment == "a b"
    assert parse("1d20 ab").comment == "ab"


def test_columns_count_in_the_text_as_typed() -> None:
    with pytest.raises(NotationError) as caught:
        parse("  İ + 1d20")  # a letter whose lower case is two characters long
    assert caught.value.column == 3


def test_found_is_short_and_keeps_its_code_span() -> None:
    with pytest.raises(NotationError) as caught:
        parse("a" * 100)
    assert caught.value.found == "a" * 23 + "…"
    with pytest.raises(NotationError) as caught:
        parse("1d20+`")
    assert caught.value.found == "ˋ"
