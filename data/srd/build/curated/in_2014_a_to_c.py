"""SRD 5.1, creatures from A to C."""

from __future__ import annotations

from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.fates import Afflict
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Adjudicate, Cast, Damage, Shift, Use
from core.rules.effects.terms import Duration, Moment, Only, Until, When
from core.rules.effects.tree import Alter, Attack, Choose, Each, Grant, If, Inflict, Save
from core.rules.sizes import Size
from data.srd.build.curated.shapes import PRONE, UNTIL_CURED, Trees, damage, gripped, hold, own

CON, DEX, STR, WIS = Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH, Ability.WISDOM
_ROARS: Final = (
    Save((WIS,), 18, (Inflict((Condition.FRIGHTENED,), Duration(rounds=10, save=WIS, dc=18)),)),
    Save(
        (WIS,),
        18,
        (
            Inflict(
                (Condition.DEAFENED, Condition.FRIGHTENED, Condition.PARALYZED), Duration(rounds=10, save=WIS, dc=18)
            ),
        ),
    ),
    Save((CON,), 18, (damage("8d10 thunder", halved=True), PRONE)),
)


TREES: Final[Trees] = {
    ("Aboleth", "Tentacle"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+5 bludgeoning"),
                        Save((CON,), 14, (Afflict("the aboleth's disease", UNTIL_CURED), Adjudicate("disease"))),
                    ),
                    9,
                    reach_ft=10,
                ),
            )
        ),
    ),
    ("Aboleth", "Enslave"): (
        Each(
            (
                Save(
                    (WIS,),
                    14,
                    (
                        Inflict(
                            (Condition.CHARMED,),
                            Duration(ends=(Until.SOURCE_GONE,), save=WIS, dc=14, tried=Moment.HARM),
                            with_it=(Lasting(obeys=True), Lasting(no_reactions=True)),
                        ),
                    ),
                ),
            ),
            range_ft=30,
        ),
        Adjudicate("a mile away"),
    ),
    ("Aboleth", "Psychic Drain"): (
        Each((Damage("3d6", damage("0 psychic").kinds, feeds=100),), only=gripped(None, Condition.CHARMED)),
    ),
    ("Air Elemental", "Whirlwind"): (
        Each(
            (Save((STR,), 13, (damage("3d8+2 bludgeoning", halved=True), Shift(20, "away"), PRONE)),),
            most=None,
            range_ft=0,
            whom="others",
        ),
        Adjudicate("what a thrown target strikes"),
    ),
    ("Androsphinx", "Roar"): (
        Choose(
            tuple(
                (f"{nth} Roar", (Each((roar,), most=None, range_ft=500),))
                for nth, roar in zip(("First", "Second", "Third"), _ROARS, strict=True)
            )
        ),
    ),
    ("Androsphinx", "Cast a Spell"): (Cast(),),
    ("Ankheg", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+3 slashing"),
                        damage("1d6 acid"),
                        Inflict((Condition.GRAPPLED,), hold(13), only=Only(up_to=Size.LARGE), most=1),
                    ),
                    5,
                    better=gripped(),
                ),
            )
        ),
    ),
    ("Balor", "Longsword"): (
        Each((Attack((damage("3d8+8 slashing"), damage("3d8 lightning")), 14, reach_ft=10, critical=3),)),
    ),
    ("Behir", "Swallow"): (
        Each(
            (
                Attack(
                    (
                        damage("3d10+6 piercing"),
                        Swallow((damage("6d6 acid"),), 15, most=1, gives_up_at=30, dc=14),
                    ),
                    10,
                    reach_ft=10,
                ),
            ),
            only=gripped(Size.MEDIUM),
        ),
    ),
    ("Black Pudding", "Split"): (Adjudicate("split"),),
    ("Bulette", "Deadly Leap"): (
        Each(
            (
                Save(
                    (STR, DEX),
                    16,
                    (PRONE, damage("3d6+4 bludgeoning", halved=True), damage("3d6+4 slashing", halved=True)),
                    (Shift(5, "away"),),
                ),
            ),
            most=None,
            range_ft=0,
            whom="others",
        ),
    ),
    ("Chain Devil", "Animate Chains"): (Adjudicate("animated chains"),),
    ("Chain Devil", "Unnerving Mask"): (
        Each(
            (Save((WIS,), 14, (Inflict((Condition.FRIGHTENED,), Duration(until=Moment.OWN_TURN_END)),)),), range_ft=30
        ),
    ),
    ("Clay Golem", "Haste"): (
        own(
            Alter(
                (
                    Lasting(Roll.ARMOR_CLASS, bonus="+2"),
                    Lasting(Roll.SAVES, advantage=Advantage.ADVANTAGE, abilities=frozenset({DEX})),
                ),
                Duration(until=Moment.OWN_TURN_END),
            ),
            Grant(Economy.BONUS, (Use((("Slam", 1),)),), Duration(until=Moment.OWN_TURN_END)),
        ),
    ),
    ("Cloaker", "Bite"): (
        Each(
            (
                Attack(
                    (
                        damage("2d6+3 piercing"),
                        If(
                            Only(up_to=Size.LARGE, when=When.ADVANTAGE),
                            (Attach(16, conditions=frozenset({Condition.BLINDED}), smothers=True, others=True),),
                            (If(Only(up_to=Size.LARGE), (Attach(16, others=True),)),),
                        ),
                    ),
                    6,
                ),
            )
        ),
    ),
    ("Cloaker", "Phantasms"): (Adjudicate("phantasms"),),
}
