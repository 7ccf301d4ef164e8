"""What spells of the first level do, from G to Z."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Over
from core.rules.effects.outcomes import Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, Until
from core.rules.effects.tree import Each, Effect, Grant
from data.srd.build.spell_trees.words import (
    ALL_ABILITIES,
    LIVING,
    TO_SOURCE_END,
    TOLD,
    Page,
    Tree,
    alter,
    ball,
    better,
    bolt,
    bonus,
    both,
    cube,
    cushion,
    damage,
    half,
    heal,
    inflict,
    inside,
    kinds,
    new,
    one,
    own,
    save,
    some,
    speed,
    touch,
    until,
    willing,
    worse,
    zone,
)

_TYPES: Final = frozenset({"aberration", "celestial", "elemental", "fey", "fiend", "undead"})
_FROM_THEM: Final = Only(types=_TYPES)
_ENTHRALLED: Final = frozenset({Condition.CHARMED, Condition.FRIGHTENED})
_ASLEEP: Final = until(Until.SHAKEN, harmed="ends")
_SLEEPERS: Final = Only(but_not=frozenset({"undead"}), can_have=Condition.CHARMED)
_BERRY: Final = (one(heal("1"), range_ft=5),)
_BRAVE: Final = Lasting(spared=frozenset({Condition.FRIGHTENED}))
_LAUGHS: Final = inflict("prone incapacitated", until(save="wis", harmed="saves better"))
_MARKED: Final = better(
    Roll.CHECKS, skills=frozenset({"perception", "survival"}), against=Only(when="it looks for who is marked")
)
_SLIPS: Final = save("dex", inflict("prone", FOR_GOOD))


def _marked(**rest: Any) -> Tree:
    told = bonus("1d6", Roll.STRUCK, source_only=True, **rest)
    return one(alter(*told, passes=Economy.BONUS)), own(alter(*_MARKED))


def _sanctuary(*ends: Until) -> Effect:
    return one(alter(Lasting(guard=Ability.WISDOM), lasts=until(*ends)))


SPELLS: Final[Mapping[str, Page]] = {
    "Goodberry": Page(
        (own(Grant(Economy.ACTION, _BERRY, Duration(rounds=14400), uses=10, anybody=True)),),
        (own(Grant(Economy.BONUS, _BERRY, uses=10, anybody=True)),),
    ),
    "Grease": both(zone(cube(10, 0), _SLIPS, when="appears enters turn_end", once=False, cost=2)),
    "Guiding Bolt": both(
        one(
            bolt(
                damage("4d6", "radiant", more="1d6"),
                alter(*better(Roll.ATTACKED, once=True), lasts=TO_SOURCE_END),
            )
        )
    ),
    "Healing Word": Page(
        (one(heal("1d4", "1d4", mod=True, only=LIVING)),),
        (one(heal("2d4", "2d4", mod=True)),),
    ),
    "Hellish Rebuke": both(one(save("dex", half("2d10", "fire", more="1d10")))),
    "Heroism": Page(
        (willing(alter(_BRAVE, each_turn=(cushion("", mod=True),))),),
        (willing(alter(_BRAVE, each_turn=(cushion("", mod=True, lasts=FOR_GOOD),)), more=1),),
    ),
    "Hex": new(
        one(
            alter(
                *bonus("1d6", Roll.STRUCK, kinds=kinds("necrotic"), source_only=True),
                *worse(Roll.CHECKS, abilities=ALL_ABILITIES, picks=1),
                passes=Economy.BONUS,
            )
        )
    ),
    "Hideous Laughter": Page(
        (one(save("wis", _LAUGHS, only=Only(score=(Ability.INTELLIGENCE, 5, None)))),),
        (some(1, save("wis", _LAUGHS), more=1),),
    ),
    "Hunter's Mark": Page(_marked(by=frozenset({"weapon"})), _marked(kinds=kinds("force"))),
    "Ice Knife": new(
        one(
            bolt(damage("1d10", "piercing")),
            inside(ball(5), save("dex", damage("2d6", "cold", more="1d6")), range_ft=0),
        )
    ),
    "Identify": TOLD,
    "Illusory Script": TOLD,
    "Inflict Wounds": Page(
        (one(touch(damage("3d10", "necrotic", more="1d10"))),),
        (one(save("con", half("2d10", "necrotic", more="1d10"))),),
    ),
    "Jump": Page(
        (one(alter(speed(way="jump", times=300))),),
        (willing(alter(speed(way="jump", at_least=30)), more=1),),
    ),
    "Longstrider": both(some(1, alter(speed("10")), more=1)),
    "Mage Armor": both(
        willing(
            alter(Lasting(Roll.ARMOR_CLASS, base=13), lasts=until(Until.ARMOR), only=Only(when="it wears no armor"))
        )
    ),
    "Magic Missile": both(some(3, damage("1d4+1", "force"), more=1, times=11)),
    "Protection from Evil and Good": both(
        willing(
            alter(
                *worse(Roll.ATTACKED, against=_FROM_THEM),
                Lasting(spared=_ENTHRALLED, against=_FROM_THEM),
                *better(Roll.SAVES, conditions=_ENTHRALLED, against=_FROM_THEM),
            )
        )
    ),
    "Purify Food and Drink": TOLD,
    "Ray of Sickness": new(one(bolt(damage("2d8", "poison", more="1d8"), inflict("poisoned", TO_SOURCE_END)))),
    "Sanctuary": Page((_sanctuary(Until.ATTACKS),), (_sanctuary(Until.ATTACKS, Until.CASTS),)),
    "Searing Smite": new(
        one(
            damage("1d6", "fire", more="1d6"),
            alter(each_turn=(damage("1d6", "fire", more="1d6"), save("con", success=(Over(),)))),
        )
    ),
    "Shield": both(
        own(
            alter(
                *bonus("5", Roll.ARMOR_CLASS),
                Lasting(proof=frozenset({"magic missile"})),
                lasts=Duration(until=Moment.OWN_TURN_START),
            )
        )
    ),
    "Shield of Faith": both(one(alter(*bonus("2", Roll.ARMOR_CLASS)))),
    "Silent Image": TOLD,
    "Sleep": Page(
        (
            Each(
                (inflict("unconscious", _ASLEEP, only=_SLEEPERS),),
                most=None,
                area=ball(20),
                pool="5d8",
                grows=Growth("2d8"),
            ),
        ),
        (
            inside(
                ball(5),
                save(
                    "wis",
                    inflict(
                        "incapacitated",
                        _ASLEEP,
                        each_turn=(save("wis", Over(), inflict("unconscious", _ASLEEP), success=(Over(),)),),
                        at=Moment.OWN_TURN_END,
                    ),
                    only=Only(when="it can sleep and be exhausted"),
                ),
                whom="chosen",
            ),
        ),
    ),
    "Speak with Animals": TOLD,
    "Thunderwave": both(inside(cube(15), save("con", half("2d8", "thunder", more="1d8"), Shift(10, "away")))),
    "Unseen Servant": TOLD,
}
