"""How a name sounds, roughly: names that an English reader says alike have the same key.

A key keeps the consonants in the order in which they are said, in a few classes (b and p are one, d and t, f and v, g
and k, s and z), and a vowel only where a word begins with one. Silent letters are dropped. It is coarser than
Metaphone, since the names are few, and what sounds alike is held against the letters as well before it counts.

Source: Philips 1990, "Hanging on the Metaphone", Computer Language 7(12), whose rules for silent letters and for c, g
and q these follow.
"""

from __future__ import annotations

import re
from typing import Final

_SAID: Final = tuple(
    (re.compile(written), said)
    for written, said in (
        ("^(?:kn|gn|pn)", "n"),
        ("^wr", "r"),
        ("^ps", "s"),
        ("^x", "s"),
        ("mb$", "m"),
        ("que?", "k"),
        ("tch", "S"),
        ("sch", "sk"),
        ("ph", "f"),
        ("gh(?=[aeiou])", "g"),
        ("gh", ""),
        ("dg(?=[eiy])", "S"),
        ("g(?=[eiy])", "S"),
        ("[cs]h", "S"),
        ("[cst]i(?=[ao])", "S"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("x", "ks"),
        ("j", "S"),
    )
)
"""Letters, and what they are said as; ``S`` is the sound of "sh", "ch" and "j" alike. In this order."""
_CLASSES: Final = str.maketrans("bdvgz", "ptfks")
_NOT_LETTERS: Final = re.compile("[^a-z]")
_VOWELS: Final = frozenset("aeiouy")
_NOT_KEPT: Final = _VOWELS | frozenset("hw")
_DOUBLED: Final = re.compile(r"(.)\1+")


def respelt(word: str) -> str:
    """A word as it would be written if letters stood for what is said.

    Args:
        word: In small letters; others than a to z are left out.

    Example:
        >>> respelt("sphinx"), respelt("tarrasque")
        ('sfinks', 'tarask')
    """
    letters = _NOT_LETTERS.sub("", word)
    for written, said in _SAID:
        letters = written.sub(said, letters)
    return _DOUBLED.sub(r"\1", letters.translate(_CLASSES))


def sound(spelt: str) -> str:
    """The key of a word that is spelt as it is said.

    Example:
        >>> sound(respelt("terrask")), sound(respelt("tarrasque")), sound(respelt("knight")), sound(respelt("oni"))
        ('trsk', 'trsk', 'nt', 'an')
    """
    head = "a" if spelt[:1] in _VOWELS else ""
    return head + _DOUBLED.sub(r"\1", "".join([sign for sign in spelt if sign not in _NOT_KEPT]))
