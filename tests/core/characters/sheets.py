"""Sheets to test with."""

from __future__ import annotations

from core.characters.sheet import ClassLevels, Item, KnownSpell, Sheet
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.vitals import Vitals

THORN = Sheet(
    name="Thorn",
    edition=Edition.SRD_52,
    species="Human",
    classes={"Fighter": ClassLevels("Fighter", 3, 10)},
    first_class="Fighter",
    scores=dict(zip(Ability, (16, 14, 14, 10, 12, 8), strict=True)),
    saves=(Ability.STRENGTH, Ability.CONSTITUTION),
    skills={"athletics": Training.PROFICIENT, "perception": Training.PROFICIENT},
    weapons=("simple", "martial"),
    armor=("light", "medium", "heavy", "shield"),
    vitals=Vitals(HitPoints(28, 28)),
    items={"Chain Mail": Item(equipped=True), "Shield": Item(equipped=True), "Longsword": Item(equipped=True)},
)
"""A fighter of level 3."""
MIRA = Sheet(
    name="Mira",
    edition=Edition.SRD_52,
    species="Elf",
    classes={"Wizard": ClassLevels("Wizard", 5, 6)},
    first_class="Wizard",
    scores=dict(zip(Ability, (8, 16, 14, 18, 12, 10), strict=True)),
    saves=(Ability.INTELLIGENCE, Ability.WISDOM),
    skills={"arcana": Training.PROFICIENT},
    weapons=("simple",),
    vitals=Vitals(HitPoints(27, 27)),
    items={"Dagger": Item(2)},
    spells={"Fireball": KnownSpell("Wizard"), "Fire Bolt": KnownSpell("Wizard")},
)
"""A wizard of level 5."""
