"""Spells in stat blocks: what a creature can cast and how often, and actions that cast one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from core.monsters.spellcasting import Known, Spellcasting
from core.rules.abilities import Ability, modifier
from core.rules.effects.outcomes import Cast, Go
from core.rules.effects.tree import Choose, Effect
from core.rules.slots import NO_SLOTS, Slots
from data.srd.build import mending, words
from data.srd.build.sources import Json

_SMALL: Final = r"(?:of|and|the|from|with|without)"
_SPELL: Final = rf"[A-Z][\w'/-]*(?: (?:{_SMALL} )*[A-Z][\w'/-]*)*"
_ONE: Final = rf"{_SPELL}(?: \(level \d version\))?"
_CASTS: Final = re.compile(
    rf"The [\w' -]+? (?:uses Spellcasting to cast|casts)(?: the)? (?P<spells>{_ONE}(?:(?:, or|,| or) {_ONE})*)"
    r"(?: spell)?(?: on itself)?(?P<how>(?: in response[^.,]*)?(?:, (?:requiring|using)[^.]*?)?)"
    r"(?P<flies>, and it can fly up to half its Fly Speed)?\."
    r"(?: The [\w ]+ can't take this action again until the start of its next turn\.)?"
    r"(?P<long> The spell's duration is 24 hours\.)?"
)
_BETWEEN: Final = re.compile(r", or (?=[A-Z])|, (?=[A-Z])| or (?=[A-Z])")
_LEVEL: Final = re.compile(r" ?\(level (\d) version\)")
_DC: Final = re.compile(r"spell save DC (\d+)")
_BONUS: Final = re.compile(r"\+(\d+) to hit with spell attacks")
_USING: Final = re.compile(rf"using ({words.ABILITY}) as (?:the )?spellcasting ability", re.IGNORECASE)
_OFTEN: Final = re.compile(r"(At Will|\d/Day(?: Each)?): ")
_ITEM: Final = re.compile(r"([^,(]+)(?:\(([^)]*)\))?(?:, |$)")
_A_DAY: Final = re.compile(r"24.hour")


def action_in_2024(name: str, text: str) -> tuple[Effect, ...] | None:
    """An action that casts a spell; None if it does something else."""
    if name == "Spellcasting":
        return (Cast(),)
    found = _CASTS.fullmatch(text)
    if not found:
        return None
    how = found["how"] + (found["long"] or "")
    ways = tuple((_LEVEL.sub("", spell), (_cast(spell, how),)) for spell in _BETWEEN.split(found["spells"]))
    made: tuple[Effect, ...] = ways[0][1] if len(ways) == 1 else (Choose(ways),)
    return (*made, Go(share=50, how="fly")) if found["flies"] else made


def _cast(spell: str, how: str) -> Cast:
    level, dc, ability = _LEVEL.search(spell), _DC.search(how), _USING.search(how)
    return Cast(
        (_LEVEL.sub("", spell),),
        int(level[1]) if level else None,
        int(dc[1]) if dc else None,
        words.ability(ability[1]) if ability else None,
        rounds=words.DAY if _A_DAY.search(how) else None,
    )


def in_2014(monster: Json) -> Iterator[Spellcasting]:
    """Every way in which a creature of SRD 5.1 casts spells, which the source has as data."""
    for each in monster.get("special_abilities") or ():
        if said := each.get("spellcasting"):
            ability = Ability(said["ability"]["index"])
            yield Spellcasting(
                ability,
                said.get("dc") or _difficulty(monster["proficiency_bonus"], monster[ability.name.lower()]),
                tuple(_known(spell, by_slots="slots" in said) for spell in said["spells"]),
                said.get("modifier"),
                _slots(said.get("slots", {})),
                said.get("level"),
            )


def _known(said: Json, *, by_slots: bool) -> Known:
    usage = said.get("usage")
    return Known(
        said["name"],
        times=usage["times"] if usage and usage["type"] == "per day" else None,
        by_slot=by_slots and said["level"] > 0 and usage is None,
        self_only="self only" in said.get("notes", "").lower(),
    )


def _slots(said: Mapping[str, int]) -> Slots:
    slots = list(NO_SLOTS)
    for level, count in said.items():
        slots[int(level) - 1] = count
    first, second, third, fourth, fifth, sixth, seventh, eighth, ninth = slots
    return first, second, third, fourth, fifth, sixth, seventh, eighth, ninth


def _difficulty(proficiency: int, score: int) -> int:
    """What the book leaves to be worked out, where none of the spells needs it much."""
    return 8 + proficiency + modifier(score)


def in_2024(monster: Json) -> Iterator[Spellcasting]:
    """How a creature of SRD 5.2.1 casts spells, by its action of that name."""
    for each in monster.get("actions") or ():
        if each["name"] == "Spellcasting":
            text = mending.mended(each["text"])
            using, dc, bonus = _USING.search(text), _DC.search(text), _BONUS.search(text)
            if not using:
                raise ValueError(f"{monster['name']} casts with no ability")
            ability = words.ability(using[1])
            yield Spellcasting(
                ability,
                int(dc[1]) if dc else _difficulty(monster["proficiency_bonus"], monster["abilities"][ability]),
                tuple(_listed(text)),
                int(bonus[1]) if bonus else None,
            )


def _listed(text: str) -> Iterator[Known]:
    """The spells that a text lists by how often they can be cast."""
    parts = _OFTEN.split(text)
    for often, spells in zip(parts[1::2], parts[2::2], strict=True):
        times = None if often == "At Will" else int(often[0])
        for name, note in _ITEM.findall(spells.strip()):
            level = re.match(r"level (\d) version", note)
            yield Known(
                name.strip(),
                int(level[1]) if level else None,
                times,
                self_only="self only" in note,
                rounds=words.DAY if _A_DAY.search(note) else None,
            )
