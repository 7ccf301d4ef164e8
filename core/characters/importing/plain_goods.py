"""What the lines of a plain sheet say of what the character has: things, coins, spells, attacks, uses."""

from __future__ import annotations

import re
from typing import Final

from core.characters.importing import limits
from core.characters.importing.bounds import is_dice
from core.characters.importing.clean import line
from core.characters.importing.imported import Why
from core.characters.importing.likeness import bonus_in
from core.characters.importing.names import packed
from core.characters.importing.plain_draft import LONGEST, TYPES, Draft, whole
from core.characters.importing.plain_words import COINS, listed
from core.characters.sheet import Counter, Item, KnownSpell, OwnAttack, Resets

_COUNT: Final = re.compile(r"(?:(\d{1,6})\s?[x×]?\s)?(.{1,180}?)(?:\s[x×]\s?(\d{1,6}))?")
_COIN: Final = re.compile(r"(?i)(\d[\d,]{0,11})\s?(cp|sp|ep|gp|pp|copper|silver|electrum|gold|platinum)\b")
_HIT: Final = re.compile(r"(?<![\dd])[+-]\s?\d{1,3}(?!\d|d)")
_DAMAGE: Final = re.compile(r"(?i)(\d{1,3}d\d{1,3}(?:\s?[+-]\s?\d{1,3})?)")
_USES: Final = re.compile(r"(.{1,100}?)\s?:?\s?(\d{1,4})\s?/\s?(\d{1,4})(.{0,40})")
_RESETS: Final = {"short": Resets.SHORT_REST, "long": Resets.LONG_REST, "dawn": Resets.DAWN, "day": Resets.DAWN}


def items(draft: Draft, text: str, where: str) -> None:
    """Read what it carries, ``2 Daggers, Shield (worn)``."""
    carried = draft.found.setdefault("items", {})
    for part in listed(text):
        found = _COUNT.fullmatch(part[:LONGEST].strip())
        if not found:
            draft.notes.miss(where, Why.NO_TEXT, part)
            continue
        name, held = line(found[2]), part.casefold()
        plain_name = line(re.sub(r"(?i)\((?:equipped|worn|held|wielded|attuned|, )+\)", "", name))
        like = draft.things.kind_for(plain_name)
        item = Item(
            count=int(found[1] or found[3] or 1),
            equipped=bool(re.search(r"\b(?:equipped|worn|held|wielded)\b", held)),
            attuned="attuned" in held,
            is_like=like,
            bonus=bonus_in(plain_name) if like or draft.things.like(plain_name) else 0,
        )
        packed(carried, plain_name, item)


def coins(draft: Draft, text: str, where: str) -> None:
    """Read what is in its purse; a number alone is gold."""
    purse = draft.found.setdefault("coins", {})
    found = _COIN.findall(text[:LONGEST])
    for count, word in found:
        purse[COINS[word.casefold()]] = int(count.replace(",", ""))
    if not found:
        number = whole(draft, text, where, limits.COINS)
        if number is not None:
            purse[COINS["gp"]] = number


def spells(draft: Draft, text: str, where: str) -> None:
    """Read what it can cast."""
    del where
    known = draft.found.setdefault("spells", {})
    for part in listed(text):
        name = line(re.sub(r"\([^()]{0,80}\)", "", part[:LONGEST]))
        if name:
            known[name] = KnownSpell(prepared="unprepared" not in part.casefold())


def attacks(draft: Draft, text: str, where: str) -> None:
    """Read attacks, ``Claw +5, 1d6+3 slashing; Bite +4, 1d8``."""
    found = draft.found.setdefault("attacks", {})
    for part in re.split(r"[;|\n]", text):
        if not part.strip():
            continue
        said = part[:LONGEST]
        hit, damage = _HIT.search(said), _DAMAGE.search(said)
        name = line(re.split(r"[:,+]|\d|-\d", said)[0])
        dice = damage[1].replace(" ", "") if damage else ""
        if not name or not hit:
            draft.notes.miss(where, Why.NO_NUMBER, part)
            continue
        kind = next((TYPES[word] for word in re.findall(r"[a-z]+", said.casefold()) if word in TYPES), None)
        found[name] = OwnAttack(int(hit[0].replace(" ", "")), dice if is_dice(dice) else "", kind)


def counters(draft: Draft, text: str, where: str) -> None:
    """Read what is used up, ``Rage 2/3 (long rest)``: so many left of so many."""
    kept = draft.found.setdefault("counters", {})
    for part in listed(text):
        found = _USES.fullmatch(part[:LONGEST])
        if not found:
            draft.notes.miss(where, Why.NO_NUMBER, part)
            continue
        left, maximum = int(found[2]), int(found[3])
        resets = next((each for word, each in _RESETS.items() if word in found[4].casefold()), Resets.LONG_REST)
        kept[line(found[1])] = Counter(maximum, max(0, maximum - left), resets)
