"""SRD 5.1, creatures from D to G."""

from __future__ import annotations

from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import Piercing
from core.rules.effects.fates import Afflict
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Act, Adjudicate, Cast, Drain, Go, Shift, Use
from core.rules.effects.terms import Area, Contact, Duration, Moment, Only, Shape, Until, When
from core.rules.effects.tree import Alter, Attack, Choose, Each, Grant, If, Inflict, Save, Zone
from core.rules.sizes import Size
from data.srd.build import words
from data.srd.build.curated.shapes import UNTIL_CURED, Trees, daily, damage, gripped, hold, own

CON, DEX, STR, WIS = Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH, Ability.WISDOM
_MINUTE: Final = Duration(rounds=10)
_INK: Final = Grant(Economy.BONUS, (Act(("dash",)),), Duration(until=Moment.THIS_TURN_END))


def _ink_of(radius_ft: int) -> Zone:
    return Zone(Area(Shape.SPHERE, radius_ft), lasts=Duration(rounds=10), range_ft=0, sight="heavily obscured")


TREES: Final[Trees] = {
    ("Darkmantle", "Crush"): (
        Each(
            (
                Attack(
                    (
                        damage("1d6+3 bludgeoning"),
                        If(
                            Only(up_to=Size.MEDIUM, when=When.ADVANTAGE),
                            (Attach(13, conditions=frozenset({Condition.BLINDED}), smothers=True),),
                            (Attach(13),),
                        ),
                    ),
                    5,
                ),
            )
        ),
    ),
    ("Darkmantle", "Darkness Aura"): (
        Zone(
            Area(Shape.SPHERE, 15),
            lasts=Duration(rounds=100, ends=(Until.CONCENTRATION,)),
            range_ft=0,
            follows=True,
            sight="darkness",
        ),
    ),
    ("Death Dog", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("1d6+2 piercing"),
                        Save(
                            (CON,),
                            12,
                            (
                                Inflict((Condition.POISONED,), UNTIL_CURED),
                                daily(Save((CON,), 12, (Drain(UNTIL_CURED, dice="1d10"),))),
                            ),
                        ),
                    ),
                    4,
                ),
            )
        ),
    ),
    ("Djinni", "Create Whirlwind"): (
        Zone(
            Area(Shape.CYLINDER, 5, height_ft=30),
            (Save((STR,), 18, (Inflict((Condition.RESTRAINED,), hold(18, check=STR, freed=True)),)),),
            frozenset({Contact.ENTERS}),
            whom="others",
            lasts=Duration(ends=(Until.CONCENTRATION,)),
            range_ft=120,
            moved_ft=60,
            moved_by=Economy.ACTION,
        ),
    ),
    ("Doppelganger", "Read Thoughts"): (Adjudicate("thoughts"),),
    ("Dretch", "Fetid Cloud"): (
        Zone(
            Area(Shape.SPHERE, 10),
            (
                Save(
                    (CON,),
                    11,
                    (
                        Inflict(
                            (Condition.POISONED,),
                            Duration(until=Moment.OWN_TURN_START),
                            with_it=(Lasting(denies=frozenset({Deed.BOTH})), Lasting(no_reactions=True)),
                        ),
                    ),
                ),
            ),
            frozenset({Contact.TURN_START}),
            lasts=_MINUTE,
            range_ft=0,
            sight="lightly obscured",
        ),
    ),
    ("Druid", "Quarterstaff"): (
        Choose(
            (
                ("as it is", (Each((Attack((damage("1d6 bludgeoning"),), 2),)),)),
                ("two hands", (Each((Attack((damage("1d8 bludgeoning"),), 2),)),)),
                ("with shillelagh", (Each((Attack((damage("1d8+2 bludgeoning"),), 4),)),)),
            )
        ),
    ),
    ("Dryad", "Club"): (
        Choose(
            (
                ("as it is", (Each((Attack((damage("1d4 bludgeoning"),), 2),)),)),
                ("with shillelagh", (Each((Attack((damage("1d8+4 bludgeoning"),), 6),)),)),
            )
        ),
    ),
    ("Dryad", "Fey Charm"): (
        Each(
            (
                Save(
                    (WIS,),
                    14,
                    tuple(
                        Inflict(
                            (Condition.CHARMED,),
                            Duration(words.DAY, None, (Until.SOURCE_GONE, Until.ENDED), WIS, 14, Moment.BETRAYAL),
                            only=Only(types=frozenset({kind})),
                            most=most,
                        )
                        for kind, most in (("humanoid", 1), ("beast", 3))
                    ),
                    safe_for=words.DAY,
                ),
            ),
            range_ft=30,
            only=Only(types=frozenset({"humanoid", "beast"})),
        ),
    ),
    ("Duergar", "Enlarge"): (
        own(
            Alter(
                (
                    Lasting(larger=1),
                    *(
                        Lasting(roll, advantage=Advantage.ADVANTAGE, abilities=frozenset({STR}))
                        for roll in (Roll.CHECKS, Roll.SAVES)
                    ),
                ),
                _MINUTE,
            )
        ),
    ),
    ("Gelatinous Cube", "Engulf"): (
        Go(share=100),
        Each(
            (
                Save(
                    (DEX,),
                    12,
                    (
                        damage("3d6 acid"),
                        Inflict(
                            (Condition.RESTRAINED,),
                            hold(12, check=STR),
                            with_it=(Lasting(breathless=True),),
                            each_turn=(damage("6d6 acid"),),
                            at=Moment.SOURCE_TURN_START,
                        ),
                    ),
                    (Shift(5, "away"),),
                ),
            ),
            most=None,
            range_ft=0,
            whom="others",
            only=Only(up_to=Size.LARGE),
        ),
    ),
    ("Ghost", "Horrifying Visage"): (
        Each(
            (
                Save(
                    (WIS,),
                    13,
                    (Inflict((Condition.FRIGHTENED,), Duration(rounds=10, save=WIS, dc=13)),),
                    by_five=(Adjudicate("age"),),
                    safe_for=words.DAY,
                ),
            ),
            most=None,
            range_ft=60,
            only=Only(but_not=frozenset({"undead"})),
        ),
    ),
    ("Ghost", "Possession"): (
        Each(
            (
                Save(
                    (Ability.CHARISMA,),
                    13,
                    (
                        Inflict((Condition.INCAPACITATED,), Duration(ends=(Until.DOWN, Until.ENDED))),
                        Adjudicate("possession"),
                    ),
                    safe_for=words.DAY,
                ),
            ),
            range_ft=5,
            only=Only(types=frozenset({"humanoid"})),
        ),
    ),
    ("Giant Frog", "Swallow"): (
        Each(
            (Attack((damage("1d6+1 piercing"), Swallow((damage("2d4 acid"),), 5, most=1)), 3),),
            only=gripped(Size.SMALL),
        ),
    ),
    ("Giant Octopus", "Ink Cloud"): (_ink_of(20), own(_INK)),
    ("Giant Rat (Diseased)", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("1d4+2 piercing"),
                        Save(
                            (CON,),
                            10,
                            (
                                Afflict("the rat's disease", UNTIL_CURED),
                                Alter(
                                    (Lasting(no_healing=True, but=frozenset({Piercing.MAGICAL})),),
                                    UNTIL_CURED,
                                    each_turn=(Drain(UNTIL_CURED, dice="1d6"),),
                                    at=Moment.EVERY_DAY,
                                ),
                            ),
                        ),
                    ),
                    4,
                ),
            )
        ),
    ),
    ("Giant Toad", "Swallow"): (
        Each(
            (Attack((damage("1d10+2 piercing"), damage("1d10 poison"), Swallow((damage("3d6 acid"),), 5, most=1)), 4),),
            only=gripped(Size.MEDIUM),
        ),
    ),
    ("Green Hag", "Illusory Appearance"): (Adjudicate("illusion"),),
    ("Grick", "Multiattack"): (
        Use((("Tentacles", 1),)),
        If(Only(when="the attack hit"), (Use((("Beak", 1),)),)),
    ),
    ("Gynosphinx", "Cast a Spell"): (Cast(),),
}
