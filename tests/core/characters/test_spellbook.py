"""Spells learnt, prepared and forgotten, as far as classes go."""

from __future__ import annotations

import pytest

from core.characters.creation import Choices, made
from core.characters.records import Records
from core.characters.sheet import KnownSpell, Sheet
from core.characters.spellbook import forgotten, learnt, prepared, with_slots
from core.errors import LimitError, NotFoundError, RuleError
from core.rules.edition import Edition
from tests.core.characters.books import LIBRARY, NEW, OLD
from tests.core.characters.sheets import THORN


def new(name: str, level: int, edition: Edition = Edition.SRD_52) -> Sheet:
    book = NEW if edition is Edition.SRD_52 else OLD
    return made(Choices(edition, classes=((name, level),), background="Criminal"), book).sheet


def test_a_wizard_learns_into_the_book_and_prepares_what_there_is_room_for() -> None:
    wizard = learnt(new("Wizard", 5), "fly", NEW)
    assert wizard.spells["Fly"] == KnownSpell("Wizard", prepared=False)
    with pytest.raises(LimitError, match="too-many-prepared"):
        prepared(wizard, "Fly", NEW, on=True)
    rested = prepared(wizard, "Fireball", NEW, on=False)
    assert rested.spells["Fireball"] == KnownSpell("Wizard", prepared=False)
    assert prepared(rested, "Fly", NEW, on=True).spells["Fly"].prepared


def test_a_cleric_prepares_from_the_whole_list() -> None:
    cleric = new("Cleric", 3)
    with pytest.raises(LimitError, match="too-many-prepared"):
        prepared(cleric, "Silence", NEW, on=True)
    ready = next(name for name, known in cleric.spells.items() if known.by == "Cleric" and not known.always
                 and NEW.spells[name.casefold()].level)  # fmt: skip
    changed = prepared(prepared(cleric, ready, NEW, on=False), "Silence", NEW, on=True)
    assert ready not in changed.spells  # it need not be kept: all are on the list
    assert changed.spells["Silence"].prepared


def test_who_knows_spells_knows_so_many_and_they_are_always_ready() -> None:
    bard = new("Bard", 1, Edition.SRD_51)
    with pytest.raises(LimitError, match="too-many-known"):
        learnt(bard, "Bane", OLD)
    known = next(name for name in bard.spells if OLD.spells[name.casefold()].level)
    fewer = forgotten(bard, known)
    assert learnt(fewer, "Bane", OLD).spells["Bane"].prepared
    with pytest.raises(RuleError, match="spell-always-ready"):
        prepared(bard, known, OLD, on=False)


def test_cantrips_are_counted_apart() -> None:
    wizard = new("Wizard", 1)
    with pytest.raises(LimitError, match="too-many-cantrips"):
        learnt(wizard, "Acid Splash", NEW)
    assert "Acid Splash" in learnt(forgotten(wizard, "Fire Bolt"), "Acid Splash", NEW).spells


def test_a_spell_may_not_be_too_high_unknown_or_there_already() -> None:
    wizard = new("Wizard", 3)
    with pytest.raises(RuleError, match="spell-too-high") as refused:
        learnt(wizard, "Fireball", NEW)
    assert refused.value.facts["highest"] == 2
    with pytest.raises(NotFoundError, match="spell-not-found"):
        learnt(wizard, "Fireballs", NEW)
    with pytest.raises(RuleError, match="spell-known-already"):
        learnt(wizard, "Magic Missile", NEW)
    with pytest.raises(NotFoundError, match="spell-not-known"):
        forgotten(wizard, "Fireball")


def test_who_casts_nothing_can_still_be_taught_a_spell() -> None:
    assert learnt(THORN, "Light", NEW).spells["Light"].always


def test_slots_are_as_many_as_there_are() -> None:
    wizard = new("Wizard", 3)
    records: Records = LIBRARY.records(wizard)
    assert with_slots(wizard, 2, 0, records).slots_spent == {2: 2}
    assert with_slots(with_slots(wizard, 2, 0, records), 2, 2, records).slots_spent == {}
    for level, left in ((2, 3), (3, 0), (0, 0)):
        with pytest.raises(RuleError, match="no-such-slots"):
            with_slots(wizard, level, left, records)
    warlock = new("Warlock", 2)
    assert with_slots(warlock, 0, 1, LIBRARY.records(warlock)).pact_spent == 1
