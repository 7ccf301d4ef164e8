"""SRD 5.1, creatures from P to Z."""

from __future__ import annotations

from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.fates import Afflict, Rise
from core.rules.effects.grips import Attach, Corrode, Swallow
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Adjudicate, Go, Shift, Use, Weaken
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Alter, Attack, Each, Grant, If, Inflict, Save
from core.rules.rests import Rest
from core.rules.sizes import Size
from data.srd.build import words
from data.srd.build.curated.shapes import UNTIL_CURED, Trees, damage, gripped, hold, own

CON, DEX, STR, WIS = Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH, Ability.WISDOM


def _daunted(dc: int, safe_for: int | None = None) -> Save:
    """A fright that is harder to shake off in sight of whoever it is."""
    fright = Inflict((Condition.FRIGHTENED,), Duration(rounds=10, save=WIS, dc=dc, daunted=True))
    return Save((WIS,), dc, (fright,), safe_for=safe_for)


_CALLED: Final = (Adjudicate("called creatures"),)


def _charm() -> tuple[Each]:
    """A vampire's charm."""
    lasts = Duration(words.DAY, None, (Until.SOURCE_GONE, Until.ENDED), WIS, 17, Moment.BETRAYAL)
    return (
        Each(
            (Save((WIS,), 17, (Inflict((Condition.CHARMED,), lasts),)),),
            range_ft=30,
            only=Only(types=frozenset({"humanoid"})),
        ),
    )


TREES: Final[Trees] = {
    ("Purple Worm", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("3d8+9 piercing"),
                        Save(
                            (DEX,),
                            19,
                            (Swallow((damage("6d6 acid"),), 20, gives_up_at=30, dc=21),),
                            only=Only(up_to=Size.LARGE),
                        ),
                    ),
                    9,
                    reach_ft=10,
                ),
            )
        ),
    ),
    ("Quasit", "Scare"): (Each((_daunted(10),), range_ft=20),),
    ("Rakshasa", "Claw"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+2 slashing"),
                        Afflict("horrible dreams", UNTIL_CURED),
                        Alter((Lasting(no_rest=frozenset(Rest)),), UNTIL_CURED),
                    ),
                    7,
                ),
            )
        ),
    ),
    ("Remorhaz", "Swallow"): (
        Each(
            (
                Attack(
                    (
                        damage("6d10+7 piercing"),
                        damage("3d6 fire"),
                        Swallow((damage("6d6 acid"),), 15, gives_up_at=30, dc=15),
                    ),
                    11,
                    reach_ft=10,
                ),
            ),
            only=gripped(Size.MEDIUM),
        ),
    ),
    ("Roper", "Tendril"): (
        Each(
            (
                Attack(
                    (
                        Inflict(
                            (Condition.GRAPPLED, Condition.RESTRAINED),
                            hold(15),
                            with_it=tuple(
                                Lasting(roll, advantage=Advantage.DISADVANTAGE, abilities=frozenset({STR}))
                                for roll in (Roll.CHECKS, Roll.SAVES)
                            ),
                            most=6,
                        ),
                    ),
                    7,
                    reach_ft=50,
                ),
            )
        ),
    ),
    ("Rust Monster", "Antennae"): (
        Each((Save((DEX,), 11, (Corrode("object", metal=True),)),), range_ft=5),
        Adjudicate("objects that nobody wears"),
    ),
    ("Salamander", "Tail"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+4 bludgeoning"),
                        damage("2d6 fire"),
                        Inflict((Condition.GRAPPLED, Condition.RESTRAINED), hold(14), most=1),
                    ),
                    7,
                    reach_ft=10,
                    sure=gripped(),
                ),
            )
        ),
    ),
    ("Sea Hag", "Illusory Appearance"): (Adjudicate("illusion"),),
    ("Shadow", "Strength Drain"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+2 necrotic"),
                        Weaken(STR, "1d4", Duration(ends=(Until.SHORT_REST, Until.LONG_REST))),
                        Rise("Shadow", "1d4 hours", Only(types=frozenset({"humanoid"}), when="not evil")),
                    ),
                    4,
                ),
            )
        ),
    ),
    ("Shambling Mound", "Multiattack"): (
        Use((("Slam", 2),)),
        Each(
            (
                If(
                    Only(up_to=Size.MEDIUM, when="both attacks hit"),
                    (Inflict((Condition.GRAPPLED,), hold(14)), Use((("Engulf", 1),))),
                ),
            )
        ),
    ),
    ("Shambling Mound", "Engulf"): (
        Each(
            (
                Inflict(
                    (Condition.BLINDED, Condition.RESTRAINED),
                    hold(14),
                    with_it=(Lasting(breathless=True),),
                    each_turn=(Save((CON,), 14, (damage("2d8+4 bludgeoning"),)),),
                    at=Moment.SOURCE_TURN_START,
                    most=1,
                ),
            ),
            only=gripped(Size.MEDIUM),
        ),
    ),
    ("Shield Guardian", "Shield"): (
        Each((Alter((Lasting(Roll.ARMOR_CLASS, bonus="+2"),), Duration(rounds=0)),), range_ft=5, whom="allies"),
    ),
    ("Shrieker", "Shriek"): (Adjudicate("noise"),),
    ("Solar", "Flying Sword"): (
        own(
            Grant(
                Economy.BONUS,
                (Use((("Greatsword", 1),)),),
                Duration(ends=(Until.ENDED, Until.SOURCE_GONE)),
                thing=True,
                moves_ft=50,
            )
        ),
    ),
    ("Sprite", "Heart Sight"): (Each((Save((Ability.CHARISMA,), 10, (Adjudicate("what is felt"),)),), range_ft=5),),
    ("Stirge", "Blood Drain"): (
        Each(
            (
                Attack(
                    (
                        damage("1d4+3 piercing"),
                        Attach(damage=(damage("1d4+3"),), until_drained=10, attacks="nobody"),
                    ),
                    5,
                ),
            )
        ),
    ),
    ("Stone Giant", "Rock Catching"): (
        own(
            Save(
                (DEX,),
                10,
                (),
                (Alter((Lasting(ignores=frozenset({DamageType.BLUDGEONING})),), Duration(rounds=0)),),
            )
        ),
    ),
    ("Succubus/Incubus", "Charm"): (
        Each(
            (
                Save(
                    (WIS,),
                    15,
                    (
                        Inflict(
                            (Condition.CHARMED,),
                            Duration(rounds=words.DAY, save=WIS, dc=15, tried=Moment.HARM),
                            with_it=(Lasting(obeys=True),),
                            most=1,
                        ),
                    ),
                    safe_for=words.DAY,
                ),
            ),
            range_ft=30,
            only=Only(types=frozenset({"humanoid"})),
        ),
    ),
    ("Tarrasque", "Frightful Presence"): (Each((_daunted(17, words.DAY),), most=None, range_ft=120, whom="chosen"),),
    ("Tarrasque", "Swallow"): (
        Each(
            (
                Attack(
                    (
                        damage("4d12+10 piercing"),
                        Swallow((damage("16d6 acid"),), 30, gives_up_at=60, dc=20),
                    ),
                    19,
                    reach_ft=10,
                ),
            ),
            only=gripped(Size.LARGE),
        ),
    ),
    ("Treant", "Animate Trees"): (Adjudicate("animated trees"),),
    ("Tyrannosaurus Rex", "Multiattack"): (Use((("Bite", 1), ("Tail", 1)), apart=True),),
    ("Unicorn", "Teleport"): (Go(5280, how="teleport", along=3),),
    ("Unicorn", "Shimmering Shield"): (
        Each((Alter((Lasting(Roll.ARMOR_CLASS, bonus="+2"),), Duration(until=Moment.SOURCE_TURN_END)),), range_ft=60),
    ),
    ("Vampire, Bat Form", "Charm"): _charm(),
    ("Vampire, Vampire Form", "Charm"): _charm(),
    ("Vampire, Bat Form", "Children of the Night"): _CALLED,
    ("Vampire, Vampire Form", "Children of the Night"): _CALLED,
    ("Veteran", "Multiattack"): (Use((("Longsword", 2), ("Shortsword", 1))),),
    ("Violet Fungus", "Multiattack"): (Use((("Rotting Touch", 1),), "1d4"),),
    ("Water Elemental", "Whelm"): (
        Each(
            (
                Save(
                    (STR,),
                    15,
                    (
                        damage("2d8+4 bludgeoning"),
                        Inflict(
                            (Condition.GRAPPLED, Condition.RESTRAINED),
                            hold(14, freed=True),
                            only=Only(up_to=Size.LARGE),
                            with_it=(Lasting(breathless=True),),
                            each_turn=(damage("2d8+4 bludgeoning"),),
                            at=Moment.SOURCE_TURN_START,
                            most=2,
                        ),
                    ),
                    (Shift(5, "away"),),
                ),
            ),
            most=None,
            range_ft=0,
            whom="others",
        ),
    ),
    ("Wraith", "Create Specter"): (Adjudicate("a specter"),),
}
