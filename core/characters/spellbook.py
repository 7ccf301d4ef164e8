"""The spells on a sheet: learnt, prepared, forgotten; and the slots that they take.

Source: SRD 5.1, "Spellcasting" and "Classes"; SRD 5.2.1, "Spells" and "Classes", Spellcasting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.characters.numbers import pact, slots
from core.characters.records import Records
from core.characters.repertoire import WIZARD, Ready, is_cantrip, ready
from core.characters.rulebook import Rulebook, find, key
from core.characters.sheet import KnownSpell, Sheet
from core.characters.spell_lists import highest_spell
from core.errors import LimitError, NotFoundError, RuleError
from core.rules.classes import CharacterClass, Repertoire
from core.rules.spells import Spell

MOST_SPELLS: Final = 300
LONGEST_SPELL: Final = 60


def spell_named(sheet: Sheet, name: str) -> str:
    """The name under which a spell is on a sheet: given whole, or the only one that begins so.

    Raises:
        NotFoundError: ``spell-not-known``.
    """
    wanted = key(name)
    exact = [each for each in sheet.spells if key(each) == wanted]
    begun = exact or [each for each in sheet.spells if wanted and key(each).startswith(wanted)]
    if len(begun) != 1:
        raise NotFoundError("spell-not-known", named=name[:LONGEST_SPELL], name=sheet.name)
    return begun[0]


def casters(sheet: Sheet, book: Rulebook) -> list[CharacterClass]:
    """The classes of a sheet that cast spells of their own, that with the most levels first."""
    by_level = sorted(sheet.classes.values(), key=lambda each: -each.level)
    found = (find(book.classes, each.name) for each in by_level)
    return [each for each in found if each and each.repertoire is not Repertoire.NONE]


def learnt(sheet: Sheet, name: str, book: Rulebook, *, by: str = "") -> Sheet:
    """With a spell of the book: known, or written into a wizard's book; ready at once where there is room.

    Args:
        sheet: Whose.
        name: The spell's.
        book: Of the sheet's edition.
        by: The class that it is learnt as; without one, the class whose list it is on, or the first that casts.

    Raises:
        NotFoundError: ``spell-not-found``.
        RuleError: ``spell-known-already`` or ``spell-too-high``.
        LimitError: ``too-many-cantrips``, ``too-many-known`` or ``too-many-spells``.
    """
    spell = find(book.spells, name)
    if spell is None:
        raise NotFoundError("spell-not-found", named=name[:LONGEST_SPELL])
    if any(key(each) == key(spell.name) for each in sheet.spells):
        raise RuleError("spell-known-already", spell=spell.name, name=sheet.name)
    if len(sheet.spells) >= MOST_SPELLS:
        raise LimitError("too-many-spells", limit=MOST_SPELLS)
    caster = _caster(sheet, spell, book, by)
    if caster is None:  # a feat's, a scroll's, whoever taught it
        return replace(sheet, spells={**sheet.spells, spell.name: KnownSpell(by, always=True)})
    stands = ready(sheet, caster, book)
    if spell.level > stands.highest:
        raise RuleError("spell-too-high", spell=spell.name, level=spell.level, highest=stands.highest)
    known = KnownSpell(caster.name, prepared=_fits(spell, caster, stands))
    return replace(sheet, spells={**sheet.spells, spell.name: known})


def _caster(sheet: Sheet, spell: Spell, book: Rulebook, by: str) -> CharacterClass | None:
    able = casters(sheet, book)
    if by:
        return next((each for each in able if key(each.name) == key(by)), None)
    listed = [each for each in able if each.slug in spell.classes]
    high = [each for each in listed if spell.level <= highest_spell(each, sheet.classes[each.name].level, book)]
    return next(iter([*high, *listed, *able]), None)


def _fits(spell: Spell, caster: CharacterClass, stands: Ready) -> bool:
    """Whether one more spell is ready at once; a wizard's and a preparing class's may lie there unprepared.

    Raises:
        LimitError: ``too-many-cantrips`` or ``too-many-known``.
    """
    if spell.level == 0:
        if stands.cantrips >= stands.most_cantrips:
            raise LimitError("too-many-cantrips", limit=stands.most_cantrips, name=caster.name)
        return True
    if stands.spells < stands.most_spells:
        return True
    if caster.repertoire is Repertoire.KNOWN:
        raise LimitError("too-many-known", limit=stands.most_spells, name=caster.name)
    return False


def prepared(sheet: Sheet, name: str, book: Rulebook, *, on: bool) -> Sheet:
    """With a spell ready to be cast, or no longer; a class that prepares from its whole list needs not learn it first.

    Raises:
        NotFoundError: ``spell-not-known`` or ``spell-not-found``.
        RuleError: ``spell-always-ready``.
        LimitError: ``too-many-prepared``.
    """
    if on and not any(key(each).startswith(key(name)) for each in sheet.spells):
        sheet = learnt(sheet, name, book)
    there = spell_named(sheet, name)
    known = sheet.spells[there]
    caster = find(book.classes, known.by)
    if known.always or (caster and caster.repertoire is Repertoire.KNOWN) or is_cantrip(there, book):
        if on:
            return sheet
        raise RuleError("spell-always-ready", spell=there)
    if on and not known.prepared and caster and caster.name in sheet.classes:
        stands = ready(sheet, caster, book)
        if stands.spells >= stands.most_spells:
            raise LimitError("too-many-prepared", limit=stands.most_spells, name=caster.name)
    if not on and caster and caster.slug != WIZARD:  # what lies on no book of its own need not stay on the sheet
        return forgotten(sheet, there)
    return replace(sheet, spells={**sheet.spells, there: replace(known, prepared=on)})


def forgotten(sheet: Sheet, name: str) -> Sheet:
    """Without a spell.

    Raises:
        NotFoundError: ``spell-not-known``.
    """
    there = spell_named(sheet, name)
    return replace(sheet, spells={each: known for each, known in sheet.spells.items() if each != there})


def with_slots(sheet: Sheet, level: int, left: int, records: Records) -> Sheet:
    """With so many slots of a level left; of level 0, those of pact magic.

    Raises:
        RuleError: ``no-such-slots``.
    """
    most = pact(sheet, records).slots if level == 0 else slots(sheet, records)[level - 1]
    if not 0 <= left <= most or not most:
        raise RuleError("no-such-slots", level=level, most=most, name=sheet.name)
    if level == 0:
        return replace(sheet, pact_spent=most - left)
    spent = {**sheet.slots_spent, level: most - left}
    return replace(sheet, slots_spent={each: count for each, count in sorted(spent.items()) if count})
