"""Texts written to be slow: what somebody would type who wants the bot to stand still.

Each aims at one thing: a pattern that might go back over a long text, a tree that nests, numbers without end, pools as
large as they may be with every operator behind them, labels and comments as long as the field, floods of Unicode.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from core.dice.bounds import MAX_LENGTH
from core.dice.tokens import MEANINGS

_LONG: Final = 6_000
"""Letters of the longest option that Discord sends."""
_NO_DICE: Final = "0d1000k>3+0d3dl1ma5dl1f1!>3rf1t5dh1!pt5dh1dh1eo6e>1p<2!pdh1f1dl1e>1"
"""Many modifiers, and no die that any of them could look at."""
_OPERATORS: Final = {name: f"{name}{number}" for name, number in zip(MEANINGS, [2] * len(MEANINGS), strict=True)}
_SIGNS: Final = (
    "-", "+", "(", ")", "{", "[", "]", ",", ";", "#", "!", "<", "=", "*", "*a", "%", ".", "x", "d", "k", "1d", "d1",
    "1x", "6x", "1;", "1[", "1[a", "[a]", "dc", "dc ", "adv ", "kh", "khk", "1+", "1 ", "1*", "1/", "(1", "1)", "(1,",
    "floor(", "max(", "min(1,", "d6", "(d6)", "1d6[", "<@", "<@1>", "<a:x:1>", " ", "\t", "\n", "\u00a0", "\u3000",
    "−", "×", "≤", "٣", "６", "²", "Ⅷ", "İ", "ß", "\u0301", "\u200b", "\u202e", "🗡️", "🏳️‍🌈", "﷽",
    "\0", "\ud800", "`", "|| ",
)  # fmt: skip


def _floods() -> list[str]:
    """One sign again and again: alone, behind a roll, behind a label's start, as long as may be and far longer."""
    before = ("", "1d20", "1d20 ", "1d20 # ", "1d6[", "(" * 39 + "1")
    return [
        f"{start}{sign * (length // len(sign))}"[:length]
        for start, sign, length in product(before, _SIGNS, (MAX_LENGTH, _LONG))
    ]


def _pools() -> list[str]:
    """As many dice as may be, and one or two operators behind them, as often as may be."""
    texts: list[str] = []
    for count, sides in ((1000, 6), (1000, 1_000_000), (500, 6), (480, 20), (90, 6), (20, 2)):
        for operator in _OPERATORS.values():
            texts += [f"{count}d{sides}{operator * times}" for times in (1, 2, 20)]
        for one, other in product(_OPERATORS.values(), repeat=2):
            texts.append(f"{count}d{sides}{one}{other}")
        for word in ("k>0p9", "kh999kl999", "mi2ma5", "k>0", "s", "t1tt1f1"):
            texts += [f"{count}d{sides}{word}", f"{count}d{sides}{word * 10}", f"{count}d{sides}{word * 50}"]
    return texts


def _trees() -> list[str]:
    """Nests, chains, sets and repetitions."""
    return [
        "-" * 3000 + "1", "(" * 1500 + "1" + ")" * 1500, "1+" * 2999 + "1", "9" * 5000, "9" * 4000 + "*" + "9" * 4000,
        "9" * 400 + ".0-" + "9" * 400 + ".0", "1d6[" + "x" * _LONG + "]", "1000d6" + "kh999kl999" * 50,
        "-" * 40 + "1000d6", "(" * 39 + "1000d6" + ")" * 39, "(" * 39 + "1,2" + ")kh1" * 39,
        "(" * 39 + "d6,1" + ")kh1" * 39,
        "(" * 13 + "1000d6,1" + ")kh1" * 13, "floor(" * 39 + "d6/7" + ")" * 39, "max(1," * 39 + "d6" + ")" * 39,
        "(" * 30 + "1d4" + ")d4" * 30, "(1d4)d6+" * 50 + "1", "(1d999)d1000000", "(1000d1)d1", "(1d1000)d6",
        "+".join(["1000000d1"] * 30), "+".join(["d6"] * 100), "+".join(["d1000000"] * 50), "+".join(["9d6kh3"] * 60),
        "+".join(["1d6[fire]"] * 50), "*".join(["9"] * 200), "*".join(["1d2"] * 49),
        "1" + "/3" * 150, "1/" * 90 + "3",
        "*".join(["1/999999999"] * 35), "1" + "/d7" * 100, "1" + "//d7" * 100, "1" + "%d7" * 100,
        "0.123456789*" * 40 + "1",
        "1.11111111/" * 40 + "3", "d6>" * 100 + "1", "d6<=d6==" * 50 + "1",
        "(" + "d6," * 160 + ")kh3", "(" + "1," * 190 + ")kh3dl1",
        "20x50d6", "20x1d20+5", "20x9d6e6", "20x50d6kh3 # " + "a," * 200, ";".join(["1d20+5 adv dc15"] * 20),
        ";".join(["50d6kh3"] * 20), ";".join(["1d20"] * 60), "1d20;" * 100, "1x" * 200,
        "20x20x20x1d6", "1d20 " + "lucky " * 80,
        "1000d6 crit", "500d6 crit", "1d20 adv " * 50, "300d6 gwf14", "1000d6 gwf", "1000d6 # " + "x" * 480,
        "1d20 " + "z͑ͫ̓ͪ" * 100, "1d20 " + "a" * 480, "1d20 " + "a " * 240, "1d20 +" * 80,
        "1d20 # " + "*" * 480, "4d6" + "!" * 490,
        "4d6" + "k" * 490, "4d6" + "kh1" * 160, "1d20rr<20", "1d100rr<90", "200d100rr<50",
        "1d1000000rr<900000", "300d6e>3", "80d6ec>4ep>4",
        _NO_DICE, f"5x({_NO_DICE})", ";".join([_NO_DICE + f"+{number}" for number in range(6)]),
        "+".join(["0d6t1f2"] * 60), ";".join(f"{count}d1000kh{count // 2}" for count in range(40, 45)),
        "3x(300d1000kh150)", "1d1000000/7*1.5",
        "60d20e>1", "500d6eo6", "100d6rr<3" + "e6" * 9 + "kh9" * 9, "500d1000000" + "ro<900000" + "k>0" * 19,
    ]  # fmt: skip


TEXTS: Final = tuple(dict.fromkeys([*_floods(), *_pools(), *_trees()]))
