"""What the cantrips do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.actions import Economy
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Act
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Effect, Grant
from core.rules.skills import SKILLS
from data.srd.build.spell_trees.words import (
    LIVING,
    SPELL,
    TO_OWN_END,
    TO_SOURCE_END,
    TO_SOURCE_START,
    TOLD,
    Page,
    alter,
    ball,
    better,
    bolt,
    bonus,
    both,
    cantrip,
    damage,
    end,
    inside,
    kinds,
    new,
    one,
    own,
    save,
    some,
    speed,
    touch,
    types,
    until,
    willing,
    worse,
)

_BURSTS = ("acid", "cold", "fire", "lightning", "poison", "psychic", "thunder")
_WITHSTOOD = kinds(
    *[
        "acid",
        "bludgeoning",
        "cold",
        "fire",
        "lightning",
        "necrotic",
        "piercing",
        "poison",
        "radiant",
        "slashing",
        "thunder",
    ]
)
_CLUB = frozenset({"club or quarterstaff"})
_FLAME = cantrip("1d8", "fire")
_NO_HEALING = Lasting(no_healing=True)
_OWN = Lasting(Roll.ATTACKS, own_ability=True, once=True, by=frozenset({"weapon"}))
_RADIANT = Lasting(Roll.DAMAGE, once=True, kinds=kinds("radiant"), by=frozenset({"weapon"}))
_BRIGHTER = Lasting(Roll.DAMAGE, once=True, kinds=kinds("radiant"), by=frozenset({"weapon"}), grows=Growth("1d6"))
_NEXT_TURN = Duration(until=Moment.SOURCE_TURN_END, ends=(Until.CONCENTRATION,))
_THIS_TURN = Duration(until=Moment.THIS_TURN_END)


def _mocked(dice: str) -> Effect:
    hindered = alter(*worse(Roll.ATTACKS, once=True), lasts=TO_OWN_END)
    return one(save("wis", cantrip(dice, "psychic"), hindered))


def _clubbed(*what: Lasting) -> Effect:
    return own(alter(*what, lasts=until(Until.RECAST)))


SPELLS: Final[Mapping[str, Page]] = {
    "Acid Splash": Page(
        (some(2, save("dex", cantrip("1d6", "acid")), apart_ft=5),),
        (inside(ball(5), save("dex", cantrip("1d6", "acid"))),),
    ),
    "Chill Touch": Page(
        (
            one(
                bolt(
                    cantrip("1d8", "necrotic"),
                    alter(_NO_HEALING, lasts=TO_SOURCE_START),
                    alter(*worse(Roll.ATTACKS, source_only=True), lasts=TO_SOURCE_END, only=types("undead")),
                )
            ),
        ),
        (one(touch(cantrip("1d10", "necrotic"), alter(_NO_HEALING, lasts=TO_SOURCE_END))),),
    ),
    "Dancing Lights": TOLD,
    "Druidcraft": TOLD,
    "Eldritch Blast": both(some(1, bolt(damage("1d10", "force")), more=1, times=4)),
    "Elementalism": Page(None, ()),
    "Fire Bolt": both(one(bolt(cantrip("1d10", "fire")))),
    "Guidance": Page(
        (willing(alter(*bonus("1d4", Roll.CHECKS, once=True), lasts=SPELL)),),
        (willing(alter(*bonus("1d4", Roll.CHECKS, skills=frozenset(SKILLS), picks=1))),),
    ),
    "Light": TOLD,
    "Mage Hand": TOLD,
    "Mending": TOLD,
    "Message": TOLD,
    "Minor Illusion": TOLD,
    "Poison Spray": Page(
        (one(save("con", cantrip("1d12", "poison"))),),
        (one(bolt(cantrip("1d12", "poison"))),),
    ),
    "Prestidigitation": TOLD,
    "Produce Flame": Page(
        (own(Grant(Economy.ACTION, (one(bolt(_FLAME, reach=30), range_ft=30),), now=True, uses=1)),),
        (own(Grant(Economy.ACTION, (one(bolt(_FLAME, reach=60), range_ft=60),))),),
    ),
    "Ray of Frost": both(one(bolt(cantrip("1d8", "cold"), alter(speed("-10"), lasts=TO_SOURCE_START)))),
    "Resistance": Page(
        (willing(alter(*bonus("1d4", Roll.SAVES, once=True))),),
        (willing(alter(*bonus("-1d4", Roll.TAKEN, kinds=_WITHSTOOD, picks=1, once_a_turn=True))),),
    ),
    "Sacred Flame": both(one(save("dex", cantrip("1d8", "radiant"), no_cover=True))),
    "Shillelagh": Page(
        (_clubbed(Lasting(Roll.ATTACKS, own_ability=True, die="1d8", by=_CLUB)),),
        (
            _clubbed(
                Lasting(
                    Roll.ATTACKS,
                    own_ability=True,
                    die="1d8",
                    by=_CLUB,
                    grows=Growth(become=((5, "1d10"), (11, "1d12"), (17, "2d6"))),
                ),
                Lasting(Roll.DAMAGE, kinds=kinds("force"), by=_CLUB),
            ),
        ),
    ),
    "Shocking Grasp": Page(
        (
            one(
                touch(
                    cantrip("1d8", "lightning"),
                    alter(Lasting(no_reactions=True), lasts=Duration(until=Moment.OWN_TURN_START)),
                    better=Only(when="it wears armor made of metal"),
                )
            ),
        ),
        (
            one(
                touch(
                    cantrip("1d8", "lightning"),
                    alter(Lasting(denies=frozenset({Deed.OPPORTUNITY})), lasts=Duration(until=Moment.OWN_TURN_START)),
                )
            ),
        ),
    ),
    "Sorcerous Burst": new(one(bolt(cantrip("1d8", *_BURSTS, bursts=True)))),
    "Spare the Dying": Page((one(end(also=["dying"], only=LIVING)),), (one(end(also=["dying"])),)),
    "Starry Wisp": new(one(bolt(cantrip("1d8", "radiant"), alter(Lasting(shown=True), lasts=TO_SOURCE_END)))),
    "Thaumaturgy": TOLD,
    "True Strike": Page(
        (one(alter(*better(Roll.ATTACKED, source_only=True, once=True), lasts=_NEXT_TURN)),),
        (own(alter(_OWN, _RADIANT, _BRIGHTER, lasts=_THIS_TURN), Act(("attack",))),),
    ),
    "Vicious Mockery": Page((_mocked("1d4"),), (_mocked("1d6"),)),
}
