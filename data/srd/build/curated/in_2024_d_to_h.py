"""SRD 5.2.1, creatures from D to H."""

from __future__ import annotations

from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Over
from core.rules.effects.outcomes import Adjudicate, Cast, Cushion, Drain, Go, Shift, Use
from core.rules.effects.terms import Area, Contact, Duration, Moment, Only, Shape, Until, When
from core.rules.effects.tree import Alter, Choose, Each, If, Inflict, Save, Zone
from core.rules.sizes import Size
from data.srd.build import words
from data.srd.build.curated.shapes import (
    ATHLETICS,
    UNTIL_CURED,
    Trees,
    damage,
    gripped,
    hold,
    save,
    strike,
)

CHA, CON, DEX, STR, WIS = (
    *(Ability.CHARISMA, Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH, Ability.WISDOM),
)
_BLIND: Final = frozenset({Condition.BLINDED})
_INK: Final = Duration(rounds=10, ends=(Until.ENDED,))

TREES: Final[Trees] = {
    ("Darkmantle", "Crush"): strike(
        5,
        damage("1d6+3 bludgeoning"),
        If(
            Only(up_to=Size.MEDIUM, when=When.ADVANTAGE),
            (Attach(13, ATHLETICS, conditions=_BLIND, smothers=True),),
            (Attach(13, ATHLETICS),),
        ),
    ),
    ("Darkmantle", "Darkness Aura"): (
        Zone(
            Area(Shape.EMANATION, 15),
            lasts=Duration(rounds=100, ends=(Until.CONCENTRATION,)),
            range_ft=0,
            follows=True,
            sight="darkness",
        ),
    ),
    ("Death Dog", "Bite"): strike(
        4,
        damage("1d4+2 piercing"),
        save(
            CON,
            12,
            Inflict(
                (Condition.POISONED,),
                UNTIL_CURED,
                each_turn=(save(CON, 12, Drain(UNTIL_CURED, dice="1d10"), success=(Over(),)),),
                at=Moment.EVERY_DAY,
            ),
        ),
    ),
    ("Djinni", "Create Whirlwind"): (
        Zone(
            Area(Shape.CYLINDER, 20, height_ft=60),
            (
                save(
                    STR,
                    17,
                    Inflict(
                        (Condition.RESTRAINED,),
                        Duration(save=STR, dc=17),
                        each_turn=(damage("6d6 thunder"),),
                    ),
                ),
            ),
            frozenset({Contact.ENTERS, Contact.SWEPT}),
            whom="others",
            lasts=Duration(ends=(Until.CONCENTRATION,)),
            range_ft=120,
            moved_ft=20,
            moved_by=Economy.NONE,
        ),
    ),
    ("Dryad", "Multiattack"): (
        Choose((("Vine Lash", (Use((("Vine Lash", 1),)),)), ("Thorn Burst", (Use((("Thorn Burst", 1),)),)))),
        Choose((("nothing else", ()), ("Charm Monster", (Cast(("Charm Monster",)),)))),
    ),
    ("Dryad", "Tree Stride"): (Go(60, how="teleport"),),
    ("Frost Giant", "War Cry"): (
        Each(
            (
                Cushion("2d10+5"),
                Alter(
                    (Lasting(Roll.ATTACKS, advantage=Advantage.ADVANTAGE),), Duration(until=Moment.SOURCE_TURN_START)
                ),
            )
        ),
    ),
    ("Gelatinous Cube", "Engulf"): (
        Go(share=100, safely=True),
        Each(
            (
                save(
                    DEX,
                    12,
                    damage("3d6 acid", halved=True),
                    Inflict(
                        (Condition.RESTRAINED,),
                        hold(12, check=STR, skill=ATHLETICS),
                        with_it=(Lasting(breathless=True), Lasting(denies=frozenset({Deed.VERBAL}))),
                        each_turn=(damage("3d6 acid"),),
                        at=Moment.SOURCE_TURN_START,
                    ),
                    success=(Shift(5, "away"),),
                ),
            ),
            most=None,
            range_ft=0,
            whom="others",
            only=Only(up_to=Size.LARGE),
        ),
    ),
    ("Ghost", "Etherealness"): (Cast(("Etherealness",), ability=CHA),),
    ("Ghost", "Possession"): (
        Each(
            (
                Save(
                    (CHA,),
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
            (Swallow((damage("2d4 acid"),), 5, at=Moment.SOURCE_TURN_END, most=1, turns=1),),
            only=gripped(Size.SMALL),
        ),
    ),
    ("Giant Octopus", "Ink Cloud"): (
        Zone(Area(Shape.CUBE, 10), lasts=_INK, range_ft=0, sight="heavily obscured"),
        Go(share=100, how="swim"),
    ),
    ("Giant Toad", "Swallow"): (
        Each((Swallow((damage("3d6 acid"),), 5, at=Moment.SOURCE_TURN_END, most=1),), only=gripped(Size.MEDIUM)),
    ),
    ("Goblin Boss", "Redirect Attack"): (Adjudicate("another target"),),
    ("Harpy", "Luring Song"): (
        Each(
            (
                Save(
                    (WIS,),
                    11,
                    (
                        Inflict(
                            (Condition.CHARMED, Condition.INCAPACITATED),
                            Duration(ends=(Until.CONCENTRATION,), save=WIS, dc=11, harmed="saves"),
                            each_turn=(Compel("approaches"),),
                        ),
                    ),
                    safe_for=words.DAY,
                ),
            ),
            most=None,
            area=Area(Shape.EMANATION, 300),
            only=Only(types=frozenset({"humanoid", "giant"})),
        ),
    ),
    ("Hydra", "Multiattack"): (Use((("Bite", 5),)), Adjudicate("heads")),
}
