"""What befell somebody, in a line: how much, of which type, and with which dice."""

from __future__ import annotations

import pytest

from cogs.ui.step_lines import happening_line
from core.combat.record.happenings import Gained, Hurt, Part
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)
NAMES = {1: "Goblin"}
SLASHING = Part(DamageType.SLASHING, 9, 9, "1d8+3 [6]")


@pytest.mark.parametrize(
    ("hurt", "line"),
    [
        (Hurt(1, 9, (SLASHING,)), "Goblin takes **9** slashing damage `1d8+3 [6]`"),
        (
            Hurt(1, 4, (Part(DamageType.FIRE, 9, 4, "2d8 [5, 4]"),)),
            "Goblin takes **4** fire damage (9 rolled) `2d8 [5, 4]`",
        ),
        (
            Hurt(1, 13, (SLASHING, Part(DamageType.FIRE, 8, 4))),
            "Goblin takes **13** damage: 9 slashing `1d8+3 [6]`, 4 fire (8 rolled)",
        ),
        (Hurt(1, 1, (SLASHING,)), "Goblin takes **1** damage: 9 slashing `1d8+3 [6]`"),
        (Hurt(1, 5, ()), "Goblin loses **5** hit points"),
    ],
)
def test_damage_is_told_with_its_dice(hurt: Hurt, line: str) -> None:
    assert happening_line(hurt, NAMES, WORDS) == line


def test_a_condition_is_named_once() -> None:
    blinded = (Condition.BLINDED,)
    assert happening_line(Gained(1, "blinded", blinded), NAMES, WORDS) == "Goblin is blinded"
    assert happening_line(Gained(1, "Color Spray", blinded), NAMES, WORDS) == "Goblin is blinded (Color Spray)"
