"""Fights to test with: a fighter and a wizard against two goblins, and dice that fall as they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.characters.numbers import creature
from core.characters.sheet import Sheet
from core.combat.record.state import Combatant, Fight, Side
from core.combat.situation.creatures import Coming, combatant_of, creature_of
from core.combat.situation.scene import Scene
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.ids import StreamId
from core.monsters.stat_block import StatBlock
from core.rules.creature import Creature
from core.rules.edition import Edition
from data.srd.library import Library
from tests.core.characters.sheets import MIRA, THORN

LIBRARY = Library()
THORN_, MIRA_, GRIX, SNAG = 1, 2, 3, 4
"""Their numbers."""
SHEETS = {THORN_: THORN, MIRA_: MIRA}


def goblin(edition: Edition = Edition.SRD_52) -> StatBlock:
    name = "Goblin" if edition is Edition.SRD_51 else "Goblin Warrior"
    found = LIBRARY.monsters[edition].find(name)
    assert found is not None
    return found


def fight(edition: Edition = Edition.SRD_52) -> Fight:
    """Everybody in it, in the order of their numbers; it is Thorn's turn in the first round."""
    there = [
        Combatant(THORN_, character=StreamId("character:1"), side=Side.PARTY, initiative=20),
        Combatant(MIRA_, character=StreamId("character:2"), side=Side.PARTY, initiative=18),
        replace(combatant_of(goblin(edition), GRIX, Coming()), initiative=15),
        replace(combatant_of(goblin(edition), SNAG, Coming()), initiative=10),
    ]
    return Fight(
        StreamId("fight:1"),
        table=StreamId("table:1"),
        edition=edition,
        combatants={each.number: each for each in there},
        next_number=5,
        round=1,
        current=THORN_,
    )


def scene(
    *faces: int, of: Fight | None = None, sheets: dict[int, Sheet] | None = None, dice: Iterable[int] = ()
) -> Scene:
    """The stage of a deed whose dice show these faces."""
    stands = of or fight()
    written = {**SHEETS, **(sheets or {})}

    def numbers(number: int) -> Creature:
        if number in written:
            return creature(written[number], LIBRARY.records(written[number]))
        block = LIBRARY.monsters[stands.edition].find(stands.combatants[number].monster)
        assert block is not None
        return creature_of(block)

    vitals = {number: sheet.vitals for number, sheet in written.items()}
    told = {number: (sheet, LIBRARY.records(sheet)) for number, sheet in written.items()}
    return Scene(stands, numbers, vitals, Throws(ScriptedDice([*faces, *dice])), book=LIBRARY, sheets=told)
