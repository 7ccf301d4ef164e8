"""SRD 5.1, creatures from H to O."""

from __future__ import annotations

from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.grips import Swallow
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Become, Compel, Over
from core.rules.effects.outcomes import Act, Adjudicate, Cast, Damage, Drain, Go, Shift, Use
from core.rules.effects.terms import Area, Barrier, Contact, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Alter, Attack, Contest, Each, Grant, If, Inflict, Save, Zone
from core.rules.sizes import Size
from data.srd.build import words
from data.srd.build.curated.shapes import PRONE, UNTIL_CURED, Trees, damage, gripped, hold, own

CON, DEX, STR, WIS = Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH, Ability.WISDOM
_MINUTE: Final = Duration(rounds=10)


def _tail(bonus: int, dc: int, *dealt: Damage) -> tuple[Each]:
    """A tail that holds one target, and hits that one without a roll."""
    held = Inflict((Condition.GRAPPLED, Condition.RESTRAINED), hold(dc), only=Only(up_to=Size.MEDIUM), most=1)
    return (Each((Attack((*dealt, held), bonus, reach_ft=10, sure=gripped()),)),)


TREES: Final[Trees] = {
    ("Harpy", "Luring Song"): (
        Each(
            (
                Save(
                    (WIS,),
                    11,
                    (
                        Inflict(
                            (Condition.CHARMED, Condition.INCAPACITATED),
                            Duration(ends=(Until.ENDED,), save=WIS, dc=11, harmed="saves"),
                            each_turn=(Compel("approaches"),),
                        ),
                    ),
                    safe_for=words.DAY,
                ),
            ),
            most=None,
            range_ft=300,
            only=Only(types=frozenset({"humanoid", "giant"})),
        ),
        Adjudicate("the song goes on"),
    ),
    ("Homunculus", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("1 piercing"),
                        Save(
                            (CON,),
                            10,
                            (Inflict((Condition.POISONED,), _MINUTE),),
                            by_five=(
                                Inflict(
                                    (Condition.POISONED, Condition.UNCONSCIOUS), Duration(rounds=10, rolled="1d10")
                                ),
                            ),
                        ),
                    ),
                    4,
                ),
            )
        ),
    ),
    ("Hydra", "Multiattack"): (Use((("Bite", 5),)), Adjudicate("heads")),
    ("Ice Devil", "Wall of Ice"): (
        Zone(
            Area(Shape.WALL, 30, width_ft=1, height_ft=10),
            (Save((DEX,), 17, (damage("10d6 cold", halved=True),)),),
            frozenset({Contact.APPEARS}),
            lasts=Duration(rounds=10, ends=(Until.SOURCE_DOWN,)),
            range_ft=60,
            barrier=Barrier(
                5,
                30,
                ignores=frozenset(
                    {
                        DamageType.ACID,
                        DamageType.COLD,
                        DamageType.NECROTIC,
                        DamageType.POISON,
                        DamageType.PSYCHIC,
                    }
                ),
                suffers=frozenset({DamageType.FIRE}),
            ),
        ),
        Adjudicate("frigid air"),
    ),
    ("Knight", "Leadership"): (
        Zone(
            Area(Shape.EMANATION, 30),
            whom="allies",
            lasts=Duration(rounds=10, ends=(Until.SOURCE_DOWN,)),
            range_ft=0,
            follows=True,
            within=(
                Alter(
                    (Lasting(Roll.ATTACKS, bonus="1d4"), Lasting(Roll.SAVES, bonus="1d4")),
                    Duration(ends=(Until.ENDED,)),
                ),
            ),
        ),
    ),
    ("Kraken", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("3d8+10 piercing"),
                        If(gripped(Size.LARGE), (Swallow((damage("12d6 acid"),), 15, gives_up_at=50, dc=25),)),
                    ),
                    7,
                ),
            )
        ),
    ),
    ("Kraken", "Fling"): (
        Each((Shift(60, "anywhere"), PRONE), only=gripped(Size.LARGE)),
        Adjudicate("what a thrown target strikes"),
    ),
    ("Kraken", "Lightning Storm"): (
        Each((Save((DEX,), 23, (damage("4d10 lightning", halved=True),)),), most=3, range_ft=120, times=3),
    ),
    ("Kraken", "Ink Cloud"): (
        Zone(
            Area(Shape.SPHERE, 60),
            (Save((CON,), 23, (damage("3d10 poison", halved=True),)),),
            frozenset({Contact.TURN_END}),
            whom="others",
            lasts=Duration(until=Moment.SOURCE_TURN_END),
            range_ft=0,
            sight="heavily obscured",
        ),
    ),
    ("Lich", "Cantrip"): (Cast(level=0),),
    ("Marilith", "Tail"): _tail(9, 19, damage("2d10+4 bludgeoning")),
    ("Merrow", "Harpoon"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+4 piercing"),
                        If(Only(up_to=Size.HUGE), (Contest(((STR, ""),), (Shift(20, "towards"),), STR),)),
                    ),
                    6,
                    ranged=Reach(20, 60),
                ),
            )
        ),
    ),
    ("Mimic", "Pseudopod"): (
        Each(
            (
                Attack(
                    (
                        damage("1d8+3 bludgeoning"),
                        Inflict(
                            (Condition.GRAPPLED,),
                            hold(13),
                            only=Only(up_to=Size.HUGE, when="object form"),
                            with_it=(Lasting(Roll.CHECKS, advantage=Advantage.DISADVANTAGE, held=True),),
                        ),
                    ),
                    5,
                ),
            )
        ),
    ),
    ("Mimic", "Shapechanger"): (Become(("object",), own_numbers=True),),
    ("Mummy Lord", "Channel Negative Energy"): (
        Each((Alter((Lasting(no_healing=True),), Duration(until=Moment.SOURCE_TURN_END)),), most=None, range_ft=60),
    ),
    ("Mummy Lord", "Whirlwind of Sand"): (
        own(
            Alter(
                (
                    Lasting(ignores=frozenset(DamageType)),
                    Lasting(
                        spared=frozenset(
                            {
                                Condition.GRAPPLED,
                                Condition.PETRIFIED,
                                Condition.PRONE,
                                Condition.RESTRAINED,
                                Condition.STUNNED,
                            }
                        )
                    ),
                ),
                Duration(until=Moment.THIS_TURN_END),
            )
        ),
        Go(60),
    ),
    ("Night Hag", "Nightmare Haunting"): (Adjudicate("dreams"),),
    ("Ochre Jelly", "Split"): (Adjudicate("split"),),
    ("Octopus", "Ink Cloud"): (
        Zone(Area(Shape.SPHERE, 5), lasts=_MINUTE, range_ft=0, sight="heavily obscured"),
        own(Grant(Economy.BONUS, (Act(("dash",)),), Duration(until=Moment.THIS_TURN_END))),
    ),
    ("Otyugh", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("2d8+3 piercing"),
                        Save(
                            (CON,),
                            15,
                            (
                                Inflict(
                                    (Condition.POISONED,),
                                    UNTIL_CURED,
                                    each_turn=(Save((CON,), 15, (Drain(UNTIL_CURED, dice="1d10"),), (Over(),)),),
                                    at=Moment.EVERY_DAY,
                                ),
                            ),
                        ),
                    ),
                    6,
                ),
            )
        ),
    ),
}
