"""What spells of the third level do, from A to G."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import Piercing
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Dispel, Renew, Summon
from core.rules.effects.outcomes import Cast
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Chance, Effect, Later
from data.srd.build.spell_trees.phrases import again, packs
from data.srd.build.spell_trees.words import (
    ALL_ABILITIES,
    ALL_DAMAGE,
    STILL,
    TOLD,
    Page,
    Tree,
    abilities,
    alter,
    ball,
    better,
    bonus,
    both,
    choose,
    cone,
    damage,
    gone,
    half,
    inflict,
    inside,
    kinds,
    one,
    own,
    resists,
    save,
    speed,
    until,
    whoever,
    willing,
    worse,
    zone,
)

_A_DAY: Final = Duration(rounds=14400)
_FLASH: Final = (half("3d10", "lightning", more="1d10"), half("1d10", "lightning", only=Only(when="a storm is raging")))
_AFRAID: Final = inflict(
    "frightened",
    until(save="wis", tried=Moment.UNSEEN_TURN_END),
    each_turn=(Compel("flees"),),
)
_FLIES: Final = speed(way="fly", at_least=60)
_MIST: Final = (
    STILL,
    speed(way="fly", at_least=10),
    speed(way="hover", at_least=1),
    *better(Roll.SAVES, abilities=abilities("str", "dex", "con")),
    Lasting(denies=frozenset({Deed.ATTACK, Deed.SPELLS, Deed.SPEECH, Deed.HANDS})),
)
_RUNES: Final = half("5d8", "acid", "cold", "fire", "lightning", "thunder", more="1d8")


def _cursed(each_turn: Effect) -> Tree:
    curse = until(Until.CURED)
    wounds = bonus("1d8", Roll.TAKEN, kinds=kinds("necrotic"), source_only=True)
    ways = choose(
        ability=alter(*worse(Roll.CHECKS, Roll.SAVES, abilities=ALL_ABILITIES, picks=1), lasts=curse),
        attacks=alter(*worse(Roll.ATTACKS, source_only=True), lasts=curse),
        turns=alter(each_turn=(save("wis", each_turn),), lasts=curse),
        wounds=alter(*wounds, lasts=curse),
    )
    return (one(save("wis", ways)),)


def _blinking(dice: str, first: int, last: int) -> Tree:
    away = gone("ethereal plane", until(until=Moment.OWN_TURN_START))
    return (own(alter(each_turn=(Chance(dice, ((first, last, (away,)),)),), at=Moment.OWN_TURN_END)),)


SPELLS: Final[Mapping[str, Page]] = {
    "Animate Dead": both(
        choose(
            animate=Summon(
                ("Skeleton", "Zombie"),
                weights=(1, 1),
                economy=Economy.BONUS,
                stays=True,
                lasts=_A_DAY,
                grows=Growth("2"),
            ),
            reassert=willing(Renew(), most=4, more=2),
        )
    ),
    "Beacon of Hope": both(
        whoever(
            alter(
                *better(Roll.SAVES, abilities=abilities("wis")),
                *better(Roll.DEATH_SAVES),
                Lasting(full_healing=True),
            )
        )
    ),
    "Bestow Curse": Page(_cursed(Compel("idles")), _cursed(Compel("dodges"))),
    "Blink": Page(_blinking("1d20", 11, 20), _blinking("1d6", 4, 6)),
    "Call Lightning": both(again(inside(ball(5), save("dex", *_FLASH)))),
    "Clairvoyance": TOLD,
    "Conjure Animals": Page(
        (packs("beast", 5, 7),),
        (
            zone(
                ball(10),
                save("dex", damage("3d10", "slashing", more="1d10")),
                when="swept enters turn_end",
                whom="chosen",
                moved_ft=30,
            ),
            own(alter(*better(Roll.SAVES, abilities=abilities("str"), against=Only(when="the pack is within 5 feet")))),
        ),
    ),
    "Counterspell": Page(
        (one(Dispel(3, casting=True, grows=Growth("1"))),),
        (one(save("con", Dispel(None, casting=True, slot_kept=True))),),
    ),
    "Create Food and Water": TOLD,
    "Daylight": Page((zone(ball(60), sight="bright light"),), (zone(ball(60), sight="sunlight"),)),
    "Dispel Magic": both(one(Dispel(3, grows=Growth("1")))),
    "Fear": both(inside(cone(30), save("wis", Compel("lets go"), _AFRAID))),
    "Fireball": both(inside(ball(20), save("dex", half("8d6", "fire", more="1d6")))),
    "Fly": Page((willing(alter(_FLIES), more=1),), (willing(alter(_FLIES, speed(way="hover", at_least=1)), more=1),)),
    "Gaseous Form": Page(
        (
            willing(
                alter(
                    *_MIST,
                    Lasting(resists=ALL_DAMAGE, but=frozenset({Piercing.MAGICAL})),
                    lasts=until(Until.DOWN),
                )
            ),
        ),
        (
            willing(
                alter(
                    *_MIST,
                    resists("bludgeoning", "piercing", "slashing"),
                    Lasting(spared=frozenset({Condition.PRONE})),
                    lasts=until(Until.DOWN, Until.ENDED),
                ),
                more=1,
            ),
        ),
    ),
    "Glyph of Warding": both(
        choose(
            explosive_runes=Later((inside(ball(20), save("dex", _RUNES), range_ft=0),), trigger="as told"),
            spell_glyph=Later((Cast(),), trigger="as told"),
        )
    ),
}
