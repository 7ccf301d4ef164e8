"""Spells in stat blocks: the lists, and actions that cast one."""

from __future__ import annotations

import re
from typing import Final

from core.rules.effects.outcomes import Cast, Go
from core.rules.effects.tree import Choose, Effect
from data.srd.build import words

_SPELL: Final = r"[A-Z][\w'/-]*(?: (?:[A-Z][\w'/-]*|of|and|the|from|with|without|or(?= [A-Z][a-z]+ [a-z]))[\w'/-]*)*"
_ONE: Final = rf"{_SPELL}(?: \(level \d version\))?"
_CASTS: Final = re.compile(
    rf"The [\w' -]+? (?:uses Spellcasting to cast|casts)(?: the)? (?P<spells>{_ONE}(?:(?:, or|,| or) {_ONE})*)(?:"
    rf" spell)?"
    r"(?P<twice> twice)?(?: on itself)?"
    r"(?P<how>, (?:requiring|using|in response)[^.]*?)?(?P<flies>, and it can fly up to half its Fly Speed)?"
    r"(?:, and the duration is 24 hours)?\."
    r"(?: The \w+ can't take this action again until the start of its next turn\.)?"
    r"(?: The spell's duration is 24 hours\.)?"
)
_DC: Final = re.compile(r"spell save DC (\d+)")
_USING: Final = re.compile(rf"using ({words.ABILITY}) as the spellcasting ability", re.IGNORECASE)


def action_in_2024(name: str, text: str) -> tuple[Effect, ...] | None:
    """An action that casts a spell; None if it does something else."""
    if name == "Spellcasting":
        return (Cast(),)
    found = _CASTS.fullmatch(text)
    if not found:
        return None
    spells = re.split(r", or |, (?=[A-Z])| or (?=[A-Z])", found["spells"])
    ways = tuple(
        (spell, (_cast(spell, found["how"] or "", 2 if found["twice"] else 1),)) for spell in map(str.strip, spells)
    )
    made: tuple[Effect, ...] = ways[0][1] if len(ways) == 1 else (Choose(ways),)
    return (*made, Go(share=50, how="fly")) if found["flies"] else made


def _cast(spell: str, how: str, times: int) -> Cast:
    level = re.search(r" \(level (\d) version\)", spell)
    dc, ability = _DC.search(how), _USING.search(how)
    return Cast(
        (spell[: level.start()] if level else spell,),
        int(level[1]) if level else None,
        int(dc[1]) if dc else None,
        words.ability(ability[1]) if ability else None,
        times,
    )
