"""Hiding in a fight, being found, and what an attack from hiding is like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.combat.acts import deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import CheckMade, Struck
from core.combat.record.ongoing import Ongoing
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.hiding import HIDDEN
from core.rules.proficiency import Training
from tests.core.combat.fights import GRIX, SNAG, THORN_
from tests.core.combat.test_features import SCORES, hero, stage

NEW, OLD = Edition.SRD_52, Edition.SRD_51
STEALTH = 4
"""Of a Dexterity of 14, with a proficiency bonus of 2."""


def rogue(edition: Edition, *faces: int) -> Stage:
    sheet = hero("Rogue", 2, edition, skills={"stealth": Training.PROFICIENT}, scores={**SCORES, Ability.WISDOM: 10})
    return stage(sheet, *faces)


def do(at: Stage, name: str, *targets: int, by: int = THORN_) -> None:
    deeds.do_named(at, by, name, Aim(targets))


def hidden(at: Stage, number: int = THORN_) -> Ongoing | None:
    borne = at.scene.combatant(number).ongoing.values()
    return next((one for one in borne if one.name == HIDDEN), None)


def struck(at: Stage) -> str:
    return [each.advantage for each in at.scene.log if isinstance(each, Struck)][-1]


@pytest.mark.parametrize("how", ["hide", "Cunning Action: Hide"])
@pytest.mark.parametrize(("face", "hides"), [(15 - STEALTH, True), (14 - STEALTH, False)])
def test_in_2024_a_check_of_15_makes_invisible(how: str, face: int, hides: bool) -> None:
    at = rogue(NEW, face)
    do(at, how)
    assert CheckMade(THORN_, "stealth", face + STEALTH, 15, hides) in at.scene.log
    assert (Condition.INVISIBLE in at.scene.conditions(THORN_)) is hides
    one = hidden(at)
    assert (one.dc if one else None) == (face + STEALTH if hides else None), "the total is the DC to find them"


@pytest.mark.parametrize("edition", [NEW, OLD])
def test_an_attack_from_hiding_has_advantage_and_ends_it(edition: Edition) -> None:
    at = rogue(edition, 18, 2, 2, 2)
    do(at, "Cunning Action: Hide")
    do(at, "Shortbow", GRIX)
    assert struck(at) == "advantage"
    assert hidden(at) is None
    at.scene.change(replace(at.scene.combatant(THORN_), spent={}))
    do(at, "Shortbow", GRIX)
    assert struck(at) == "none"


@pytest.mark.parametrize("edition", [NEW, OLD])
def test_attacks_at_who_hides_have_disadvantage(edition: Edition) -> None:
    at = rogue(edition, 18, 2, 2)
    do(at, "hide")
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    do(at, "Shortbow", THORN_, by=GRIX)
    assert struck(at) == "disadvantage"
    assert hidden(at), "being attacked is no end of it"


def with_perception(at: Stage, number: int, more: int) -> None:
    """Somebody notices that much more."""
    creature = at.scene.creature(number)
    keen = replace(creature, passive_perception=creature.passive_perception + more)
    at.scene._now[number] = (at.scene.combatant(number).ongoing, keen)  # its numbers as they are now


@pytest.mark.parametrize(
    ("face", "unaware"),
    [
        (9 - STEALTH, ()),  # a goblin's passive Perception is 9; a tie hides nobody
        (10 - STEALTH, (GRIX,)),
        (14 - STEALTH, (GRIX,)),
        (15 - STEALTH, (GRIX, SNAG)),
    ],
)
def test_in_2014_one_hides_from_those_who_do_not_notice(face: int, unaware: tuple[int, ...]) -> None:
    at = rogue(OLD, face)
    assert at.scene.creature(GRIX).passive_perception == 9
    with_perception(at, SNAG, 5)
    do(at, "hide")
    one = hidden(at)
    assert (one.aimed if one else ()) == unaware
    assert CheckMade(THORN_, "stealth", face + STEALTH, None, bool(unaware)) in at.scene.log
    assert Condition.INVISIBLE not in at.scene.conditions(THORN_), "in 2014 that is another thing"


def test_in_2014_who_notices_is_attacked_as_ever() -> None:
    at = rogue(OLD, 10, 2, 2)
    with_perception(at, SNAG, 8)
    do(at, "Cunning Action: Hide")
    do(at, "Shortbow", SNAG)
    assert struck(at) == "none"


@pytest.mark.parametrize(("edition", "face", "found"), [(NEW, 19, False), (NEW, 20, True), (OLD, 20, False)])
def test_a_search_finds_whom_its_total_reaches(edition: Edition, face: int, found: bool) -> None:
    at = rogue(edition, 17)
    do(at, "hide")
    one = hidden(at)
    assert one is not None
    assert one.dc == 17 + STEALTH
    total = face + at.scene.creature(GRIX).skill("perception")
    searching = stage(at.sheet(THORN_), face)
    searching.scene.fight = replace(at.scene.fight, current=GRIX)
    ours = next(key for key, each in at.scene.combatant(THORN_).ongoing.items() if each.name == HIDDEN)
    searching.scene.put(THORN_, ours, replace(one, dc=total if edition is OLD else 20 + total - face))
    do(searching, "search", by=GRIX)
    assert CheckMade(GRIX, "perception", total) in searching.scene.log
    assert (hidden(searching) is None) is found


def test_in_2014_a_search_finds_for_one_alone() -> None:
    at = rogue(OLD, 12)
    do(at, "hide")
    searching = stage(at.sheet(THORN_), 20)
    searching.scene.fight = replace(at.scene.fight, current=GRIX)
    do(searching, "search", by=GRIX)
    one = hidden(searching)
    assert one is not None
    assert one.aimed == (SNAG,)
