"""What spells of the third level do, from H to Z."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.conditions import Condition
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Revive, Summon
from core.rules.effects.terms import FOR_GOOD, Area, Barrier, Duration, Moment, Only, Until
from core.rules.effects.tree import Effect, Later
from data.srd.build.spell_trees.phrases import again
from data.srd.build.spell_trees.words import (
    LIVING,
    OTHERWORLDLY,
    STILL,
    TO_OWN_END,
    TOLD,
    Page,
    Tree,
    abilities,
    alter,
    around,
    ball,
    better,
    bonus,
    both,
    column,
    cube,
    damage,
    end,
    gone,
    half,
    heal,
    inflict,
    inside,
    line,
    one,
    own,
    resists,
    save,
    some,
    speed,
    touch,
    until,
    wall,
    willing,
    worse,
    zone,
)

_STUPOR: Final = save(
    "wis",
    inflict("charmed incapacitated", until(Until.SHAKEN, harmed="ends"), with_it=(STILL,)),
    only=Only(without=Condition.BLINDED),
)
_CIRCLED: Final = Only(types=OTHERWORLDLY)
_ENTHRALLED: Final = frozenset({Condition.CHARMED, Condition.FRIGHTENED})
_ENERGIES: Final = ("acid", "cold", "fire", "lightning", "thunder")
_SLIPS: Final = inflict("prone", FOR_GOOD)
_DISTRACTED: Final = end(also=["concentration"])
_SPIRITS: Final = save("wis", half("3d8", "radiant", "necrotic", more="1d8"))
_DRAINS: Final = touch(damage("3d6", "necrotic", more="1d6", feeds=50))
_NO_TURN: Final = Lasting(denies=frozenset({Deed.ACTION, Deed.BONUS}))
_SLOWED: Final = (
    speed(times=50),
    *bonus("-2", Roll.ARMOR_CLASS),
    *bonus("-2", Roll.SAVES, abilities=abilities("dex")),
    Lasting(no_reactions=True, denies=frozenset({Deed.BOTH, Deed.SECOND_ATTACK})),
)
_FASTER: Final = (
    speed(times=200),
    *bonus("2", Roll.ARMOR_CLASS),
    *better(Roll.SAVES, abilities=abilities("dex")),
    Lasting(extra_action=("attack", "dash", "disengage", "hide", "use an object")),
)


def _slow(mishap: Lasting) -> Tree:
    return (some(6, save("wis", alter(*_SLOWED, mishap, lasts=until(save="wis"))), area=cube(40), whom="chosen"),)


def _guardians(when: str) -> Tree:
    slower = alter(speed(times=50))
    return (zone(around(15), _SPIRITS, when=when, whom="chosen", follows=True, within=(slower,)),)


def _storm(area: Area, *effects: Effect) -> Tree:
    return (zone(area, *effects, when="enters turn_start", cost=2, sight="heavily obscured"),)


def _hasted(*after: Effect) -> Tree:
    return (willing(alter(*_FASTER, after=after)),)


def _fumes(effect: Effect) -> Tree:
    sick = save("con", effect, only=Only(can_have=Condition.POISONED))
    return (zone(ball(20), sick, when="turn_start", sight="heavily obscured"),)


def _hut(keeps_out: int) -> Tree:
    return (zone(around(10), barrier=Barrier(), keeps_out=keeps_out, sight="opaque"),)


def _melded(kind: str) -> Tree:
    return (
        own(
            gone("inside the stone", until(Until.ENDED)),
            Later((damage("6d6", kind), inflict("prone", FOR_GOOD)), trigger="the stone is partly destroyed"),
            Later((damage("50", kind), inflict("prone", FOR_GOOD)), trigger="the stone is destroyed"),
        ),
    )


SPELLS: Final[Mapping[str, Page]] = {
    "Haste": Page(
        _hasted(alter(STILL, Lasting(denies=frozenset({Deed.ACTION})), lasts=TO_OWN_END)),
        _hasted(inflict("incapacitated", TO_OWN_END, with_it=(STILL,))),
    ),
    "Hypnotic Pattern": both(inside(cube(30), _STUPOR)),
    "Lightning Bolt": both(inside(line(100, 5), save("dex", half("8d6", "lightning", more="1d6")))),
    "Magic Circle": both(
        zone(
            column(10, 20),
            bars=_CIRCLED,
            within=(alter(*worse(Roll.ATTACKED, against=_CIRCLED), Lasting(spared=_ENTHRALLED, against=_CIRCLED)),),
        ),
        whole=False,
    ),
    "Major Image": TOLD,
    "Mass Healing Word": Page(
        (some(6, heal("1d4", "1d4", mod=True, only=LIVING)),), (some(6, heal("2d4", "1d4", mod=True)),)
    ),
    "Meld into Stone": Page(_melded("bludgeoning"), _melded("force")),
    "Nondetection": TOLD,
    "Phantom Steed": both(Summon(("Riding Horse",), lasts=until(harmed="ends"), what=(speed(at_least=100),))),
    "Plant Growth": both(zone(ball(100), cost=4, lasts=FOR_GOOD)),
    "Protection from Energy": both(willing(alter(resists(*_ENERGIES, picks=1)))),
    "Remove Curse": both(one(end(also=["curse", "attunement"]))),
    "Revivify": both(one(Revive(1, within_rounds=10))),
    "Sending": TOLD,
    "Sleet Storm": Page(
        _storm(column(40, 20), save("dex", _SLIPS), save("con", _DISTRACTED)),
        _storm(column(20, 40), save("dex", _SLIPS, _DISTRACTED)),
    ),
    "Slow": Page(_slow(Lasting(delays=50)), _slow(Lasting(falters=25))),
    "Speak with Dead": TOLD,
    "Speak with Plants": TOLD,
    "Spirit Guardians": Page(_guardians("enters turn_start"), _guardians("swept enters turn_end")),
    "Stinking Cloud": Page(
        _fumes(Compel("idles")), _fumes(inflict("poisoned", Duration(until=Moment.THIS_TURN_END), with_it=(_NO_TURN,)))
    ),
    "Tiny Hut": Page(_hut(9), _hut(3), whole=False),
    "Tongues": TOLD,
    "Vampiric Touch": both(again(one(_DRAINS, range_ft=5))),
    "Water Breathing": both(willing(alter(Lasting(proof=frozenset({"drowning"}))), most=10)),
    "Water Walk": TOLD,
    "Wind Wall": Page(
        (zone(wall(50, 15, 1), save("str", half("3d8", "bludgeoning")), when="appears"),),
        (zone(wall(50, 15, 1), save("str", half("4d8", "bludgeoning")), when="appears"),),
        whole=False,
    ),
}
