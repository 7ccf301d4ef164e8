"""The spells of a sheet in words: what is ready, what it is cast with, and the slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from core.characters.numbers import pact, slots, slots_left, spell_attack, spell_dc
from core.characters.records import Records
from core.characters.repertoire import ready
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import KnownSpell, Sheet
from core.characters.spellbook import casters
from core.rules.spells import HIGHEST_SLOT

LEVEL: Final = 420
"""As many letters as the spells of one level take: ten levels fit on a card."""


def spells(sheet: Sheet, book: Rulebook, records: Records, words: Words) -> Iterator[str]:
    """The section of a sheet."""
    yield "\n".join([*_numbers(sheet, book, words), slots_in_words(sheet, records, words)]).strip()
    by_level: dict[int, list[str]] = {}
    for name, known in sorted(sheet.spells.items()):
        spell = find(book.spells, name)
        by_level.setdefault(spell.level if spell else HIGHEST_SLOT + 1, []).append(_spell(name, known, words))
    lines: list[str] = []
    for level, names in sorted(by_level.items()):
        told = cut(", ".join(names), LEVEL if len(by_level) > 5 else 2 * LEVEL)
        unknown = level > HIGHEST_SLOT
        lines.append(
            words("sheet-spells-unknown", names=told) if unknown else words("sheet-spells-of", level=level, names=told)
        )
    yield cut("\n".join(lines), 3_000) or words("sheet-no-spells")


def _numbers(sheet: Sheet, book: Rulebook, words: Words) -> Iterator[str]:
    for caster in casters(sheet, book):
        ability = caster.casting_ability
        assert ability is not None, "who has a repertoire casts with something"
        yield words(
            "sheet-spell-numbers",
            ability=f"{caster.name}, {words(f'ability-{ability}')}",
            dc=spell_dc(sheet, ability),
            attack=f"+{spell_attack(sheet, ability)}",
        )
        stands = ready(sheet, caster, book)
        yield words(
            "sheet-spells-ready",
            **{"class": caster.name, "most-cantrips": stands.most_cantrips},
            spells=stands.spells,
            most=stands.most_spells,
            cantrips=stands.cantrips,
        )


def slots_in_words(sheet: Sheet, records: Records, words: Words) -> str:
    """How many slots are left of each level; empty for who has none."""
    whole, left = slots(sheet, records), slots_left(sheet, records)
    told = [
        words("sheet-slot", level=level, left=now, all=count)
        for level, (now, count) in enumerate(zip(left, whole, strict=True), start=1)
        if count
    ]
    lines = [words("sheet-slots", slots=", ".join(told))] if told else []
    if (magic := pact(sheet, records)).slots:
        now = max(0, magic.slots - sheet.pact_spent)
        lines.append(words("sheet-pact", left=now, all=magic.slots, level=magic.level))
    return "\n".join(lines)


def _spell(name: str, known: KnownSpell, words: Words) -> str:
    if known.always:
        return words("sheet-spell-always", name=plain(name))
    return plain(name) if known.prepared else words("sheet-spell-unready", name=plain(name))
