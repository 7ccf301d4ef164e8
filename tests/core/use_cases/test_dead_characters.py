"""What the dead are kept from outside a fight, and what brings them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.characters import health
from core.characters.levelling import Step, gained
from core.characters.records import UNKNOWN
from core.characters.sheet import Sheet
from core.combat.acts.marking import HitPointChange
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.errors import RuleError
from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from core.use_cases.change_hit_points import changed
from core.use_cases.prepare_check import Wanted, prepared
from data.srd.library import Library
from tests.core.characters.sheets import THORN

DEAD = replace(THORN, vitals=Vitals(HitPoints(0, 28), DeathSaves(0, 3, Fate.DEAD)))
BOOK = Library().rulebook(Edition.SRD_52)


def throws() -> Throws:
    return Throws(ScriptedDice(()))


DEEDS: dict[str, Callable[[Sheet], object]] = {
    "check": lambda sheet: prepared(sheet, UNKNOWN, Wanted("stealth")),
    "save": lambda sheet: prepared(sheet, UNKNOWN, Wanted("dexterity", save=True)),
    "long rest": health.after_long_rest_of,
    "short rest": lambda sheet: health.after_short_rest(sheet, []),
    "level": lambda sheet: gained(sheet, Step("Fighter"), BOOK),
    "heal": lambda sheet: changed(sheet, throws(), HitPointChange("heal", "5")),
    "temporary": lambda sheet: changed(sheet, throws(), HitPointChange("temporary", "5")),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_dead_are_kept_from_it_and_the_living_are_not(deed: str) -> None:
    with pytest.raises(RuleError) as refused:
        DEEDS[deed](DEAD)
    assert (refused.value.reason, refused.value.facts) == ("dead-already", {"name": "Thorn"})
    assert DEEDS[deed](THORN)


def test_hit_points_that_are_set_make_somebody_alive_again() -> None:
    alive = changed(DEAD, throws(), HitPointChange("set", "1"))
    assert (alive.vitals.hit_points.current, alive.vitals.is_dead) == (1, False)
