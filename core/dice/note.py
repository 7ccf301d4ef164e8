"""What stands behind the dice: a label in the player's words, and options (``adv``, ``dc15``, ``crit``) around it.

The rule that keeps words from becoming operators by accident, and operators from vanishing into words: a note starts
with ``#``, or after a blank with something that can be neither a value nor an operator. ``1d20 keep the dragon down``
is a label; ``2d6 kh 1`` and ``1d20 stealth +5`` are refused, because dropping half of what somebody asked for
without a word is worse than a question. Options count at either end of the words, never in the middle of a sentence;
those that are plain English (``lucky``, ``reliable``, ``crit``) only where nothing else is: "lucky shot" is a label.
``hidden`` at either end is refused, whatever stands beside it: as a label it would be rolled in the open, and a secret
that was told cannot be taken back. Behind ``#`` it is a word like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from core.dice.advantage import Advantage, together
from core.dice.bounds import HIGHEST_DC, LOWEST_DC
from core.dice.refusal import Refusal
from core.dice.rewriting import GameWord

_ADVANTAGE_WORDS: Final = {
    "adv": Advantage.ADVANTAGE,
    "advantage": Advantage.ADVANTAGE,
    "dis": Advantage.DISADVANTAGE,
    "disadvantage": Advantage.DISADVANTAGE,
    "ea": Advantage.ELVEN_ACCURACY,
}
_GAME_WORDS: Final = {
    "lucky": GameWord.LUCKY,
    "reliable": GameWord.RELIABLE,
    "crit": GameWord.CRIT,
    "gwf": GameWord.GWF,
    "gwf24": GameWord.GWF,
    "gwf14": GameWord.GWF_2014,
}
_PLAIN_ENGLISH: Final = frozenset({"lucky", "reliable", "crit"})
_SHORT_WORDS: Final = frozenset({"adv", "dis", "ea", "gwf", "gwf24", "gwf14"})
"""No words of any sentence: taken as a label they would be lost unseen. "Take advantage of the orc" is prose."""
_WORD: Final = re.compile(r"\S+")
_DC: Final = re.compile(r"dc[:=]?(\d+)?", re.ASCII | re.IGNORECASE)
_DC_OR_NUMBER: Final = re.compile(r"dc[:=]?\d*|\d+", re.ASCII | re.IGNORECASE)
_HIDDEN: Final = re.compile(r"(?:.*[\W_])?hidden(?:[\W_].*)?", re.DOTALL)
_SEPARATORS: Final = ",;"
_OPERATOR_WORD: Final = re.compile(
    r"(?:kh|kl|k|dh|dl|d|ph|pl|p|rr|ro|rf|ra|r|mi|ma|min|max|eo|ec|ep|e|tt|t|f|x)\s*[<>=≤≥]*\s*\d|d(?:%|f(?![a-z]))",
    re.ASCII | re.IGNORECASE,
)
_LATE_ARITHMETIC: Final = re.compile(
    r"(?<!\S)(?:[-+*/%×÷−–]?\d*d(?:\d+|%)(?!\w)|[-+*/%×÷−–]\s+(?:\d*d)?\d+|[-+*/%×÷−–]\d+\s*$)",
    re.ASCII | re.IGNORECASE,
)
"""Dice anywhere, a sign and a blank before a number, or a signed number at the end; "+1 sword" is a sword."""
_DISCORD_MARK: Final = re.compile(r"<(?:a?:\w+:|[@#/])")
"""An emoji or a mention as Discord writes it; any other ``<`` compares."""
_NEVER_FIRST: Final = frozenset("+-*/%×÷−–().,;[]{}<>=≤≥!&|^")


@dataclass(frozen=True, slots=True)
class Note:
    """What was written behind an expression.

    Attributes:
        label: The player's words, blanks tidied; None without any.
        advantage: All words of luck added up.
        dc: The Difficulty Class, if one was named.
        words: The game's words.
        words_at: Index of the first word of luck or of the game in the text, None without one.
    """

    label: str | None = None
    advantage: Advantage = Advantage.NONE
    dc: int | None = None
    words: tuple[GameWord, ...] = ()
    words_at: int | None = None


NO_NOTE: Final = Note()


class _Word(NamedTuple):
    text: str
    at: int

    @property
    def plain(self) -> str:
        return self.text.rstrip(_SEPARATORS).lower()


class _Options:
    """Gathers options from the two ends of a list of words, or refuses them where the text may hold none."""

    def __init__(self, *, accepted: bool, plain_english: bool) -> None:
        self._accepted = accepted
        self._plain_english = plain_english
        self.luck: list[Advantage] = []
        self.words: list[GameWord] = []
        self.words_at: list[int] = []
        self.dc: int | None = None

    @property
    def any(self) -> bool:
        """Whether there were options so far."""
        return bool(self.words_at) or self.dc is not None

    def take(self, words: list[_Word], *, last: bool) -> bool:
        """Take one option from the front, or from the back if `last`; whether there was one."""
        word = words[-1 if last else 0]
        if luck := _ADVANTAGE_WORDS.get(word.plain):
            self._expect_none(word)
            self.luck.append(luck)
        elif (said := _GAME_WORDS.get(word.plain)) and (self._plain_english or word.plain not in _PLAIN_ENGLISH):
            self.words.append(said)
        else:
            return self._take_dc(words, last=last)
        self.words_at.append(word.at)
        words.remove(word)
        return True

    def _expect_none(self, *option: _Word) -> None:
        if not self._accepted:
            raise Refusal("dice-option-here", option[0].at, _together(option))

    def _take_dc(self, words: list[_Word], *, last: bool) -> bool:
        nearest = words[-1:] if last else words[:1]
        pair = words[-2:] if last else words[:2]
        for candidate in (nearest, pair):
            digits = _dc_digits([word.plain for word in candidate])
            if not digits:
                continue
            self._expect_none(*candidate)
            at, found, dc = candidate[0].at, _together(candidate), int(digits)
            if self.dc is not None:
                raise Refusal("dice-dc-twice", at, found)
            if not LOWEST_DC <= dc <= HIGHEST_DC:
                raise Refusal("dice-dc-out-of-range", at, found, (f"{LOWEST_DC}–{HIGHEST_DC}",))
            self.dc = dc
            for word in candidate:
                words.remove(word)
            return True
        return False


def _together(words: Sequence[_Word]) -> str:
    return " ".join([word.text for word in words]).rstrip(_SEPARATORS)


def _dc_digits(words: list[str]) -> str | None:
    """The digits of ``dc15``, ``dc:15``, ``dc 15`` or ``dc: 15``; None if the words say something else."""
    head = _DC.fullmatch(words[0])
    if head is None or len(words) == 1:
        return head and head[1]
    return words[1] if head[1] is None and words[1].isascii() and words[1].isdigit() else None


def starts_note(asked: str, at: int) -> bool:
    """Whether what stands at `at`, behind a blank, can be the start of a note.

    Example:
        >>> starts_note("1d20 keep it down", 5), starts_note("2d6 kh 1", 4), starts_note("1d20 5", 5)
        (True, False, False)
    """
    sign = asked[at]
    if _DISCORD_MARK.match(asked, at):
        return True
    if sign in _NEVER_FIRST or unicodedata.category(sign) in ("Nd", "No", "Nl", "Cc", "Cf", "Cs"):
        return False
    return not _OPERATOR_WORD.match(asked, at)


def read_note(asked: str, at: int, *, options: bool = True) -> Note:
    """Read everything behind the dice.

    Args:
        asked: The whole text as typed.
        at: Where the note begins; `starts_note` holds there, or ``#`` does.
        options: Whether the text may hold options; they are refused where each has a field of its own.

    Returns:
        The note.

    Raises:
        Refusal: An option stands where none may or where it cannot be told from prose, is incomplete, out of range
            or contradicts another.

    Example:
        >>> note = read_note("1d20+5 adv dc15 # fire bolt", 7)
        >>> note.advantage.value, note.dc, note.label
        ('advantage', 15, 'fire bolt')
    """
    open_words, _, marked = asked[at:].partition("#")
    words = [_Word(found[0], at + found.start()) for found in _WORD.finditer(open_words)]
    found = _Options(accepted=options, plain_english=all(_is_option(word) for word in words))
    while words and found.take(words, last=False):
        pass
    if words and found.any and not starts_note(asked, words[0].at):
        raise Refusal("dice-late-arithmetic", words[0].at, words[0].text)
    while words and found.take(words, last=True):
        pass
    _refuse_hidden_meaning(words, asked, options=options)
    label = " ".join([*(word.text for word in words), *marked.split()])
    words_at = min(found.words_at, default=None)
    return Note(label or None, together(tuple(found.luck)), found.dc, tuple(found.words), words_at)


def _is_option(word: _Word) -> bool:
    return word.plain in _ADVANTAGE_WORDS or word.plain in _GAME_WORDS or bool(_DC_OR_NUMBER.fullmatch(word.plain))


def _refuse_hidden_meaning(words: list[_Word], asked: str, *, options: bool) -> None:
    """Refuse words in the open part of a label that a player may have meant as part of the roll."""
    for word in words:
        short = word.plain in _SHORT_WORDS
        if short or _DC.fullmatch(word.plain):
            if not options and word.plain not in _GAME_WORDS:
                raise Refusal("dice-option-here", word.at, word.text)
            reason = "dice-dc-missing" if word.plain.rstrip(":=") == "dc" else "dice-stray-option"
            raise Refusal(reason, word.at, word.text)
    for word in words:
        if _HIDDEN.fullmatch(word.plain):
            raise Refusal("dice-hidden-here", word.at, word.text)
    if words:
        late = _LATE_ARITHMETIC.search(asked, words[0].at, words[-1].at + len(words[-1].text))
        if late:
            raise Refusal("dice-late-arithmetic", late.start(), late[0])
