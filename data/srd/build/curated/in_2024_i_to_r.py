"""SRD 5.2.1, creatures from I to R."""

from __future__ import annotations

from typing import Final

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.grips import Corrode, Swallow
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Over
from core.rules.effects.outcomes import Adjudicate, Cast, Drain, End, Go, Shift, Use
from core.rules.effects.terms import Area, Barrier, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Alter, Choose, Each, If, Inflict, Zone
from core.rules.sizes import Size
from data.srd.build.curated.shapes import (
    PRONE,
    UNTIL_CURED,
    Trees,
    damage,
    gripped,
    own,
    save,
    strike,
)

CHA, CON, DEX, STR = Ability.CHARISMA, Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH


def _ward(bonus: int, lasts: Duration) -> Alter:
    return Alter((Lasting(Roll.ARMOR_CLASS, bonus=f"+{bonus}"),), lasts)


def _hellfire(*spells: tuple[str, int | None, int]) -> tuple[Cast, ...]:
    return tuple(Cast((name,), level, 21, CHA, times) for name, level, times in spells)


TREES: Final[Trees] = {
    ("Kraken", "Fling"): (
        Each(
            (
                Shift(60, "anywhere"),
                Each((save(DEX, 25, damage("4d8 bludgeoning", halved=True), PRONE),), most=None, range_ft=0),
            ),
            only=gripped(Size.LARGE),
        ),
    ),
    ("Kraken", "Swallow"): (
        Each(
            (
                save(
                    DEX,
                    25,
                    damage("3d8+10 piercing"),
                    If(
                        Only(up_to=Size.LARGE),
                        (
                            Swallow(
                                (damage("7d6 acid"),),
                                15,
                                frozenset({Condition.RESTRAINED}),
                                Moment.OWN_TURN_START,
                                most=4,
                                gives_up_at=50,
                                dc=25,
                            ),
                        ),
                    ),
                ),
            ),
            only=gripped(),
        ),
    ),
    ("Kraken", "Toxic Ink"): (
        Each(
            (
                save(
                    CON,
                    23,
                    Inflict((Condition.BLINDED, Condition.POISONED), Duration(until=Moment.SOURCE_TURN_END)),
                ),
            ),
            most=None,
            area=Area(Shape.EMANATION, 15),
            whom="others",
        ),
        Go(share=100),
    ),
    ("Lich", "Deathly Teleport"): (
        Each((damage("2d10 necrotic"),), most=None, range_ft=10, whom="others"),
        Go(60, how="teleport"),
    ),
    ("Magmin", "Ignited Illumination"): (
        Choose(
            (
                (
                    "ablaze",
                    (
                        Zone(
                            Area(Shape.EMANATION, 10),
                            lasts=Duration(ends=(Until.ENDED,)),
                            range_ft=0,
                            follows=True,
                            sight="bright light",
                        ),
                    ),
                ),
                ("extinguished", ()),
            )
        ),
    ),
    ("Mummy Lord", "Whirlwind of Sand"): (
        own(_ward(2, Duration(rounds=0))),
        Go(60, how="teleport"),
        Each(
            (Inflict((Condition.BLINDED,), Duration(until=Moment.SOURCE_TURN_END)),),
            most=None,
            range_ft=5,
            whom="chosen",
        ),
    ),
    ("Night Hag", "Nightmare Haunting"): (Cast(("Dream",)), Adjudicate("dreams")),
    ("Ochre Jelly", "Split"): (Adjudicate("split"),),
    ("Octopus", "Ink Cloud"): (
        Zone(
            Area(Shape.CUBE, 5),
            lasts=Duration(rounds=10, ends=(Until.ENDED,)),
            range_ft=0,
            sight="heavily obscured",
        ),
        Go(share=100, how="swim"),
    ),
    ("Otyugh", "Bite"): strike(
        6,
        damage("2d8+3 piercing"),
        Inflict(
            (Condition.POISONED,),
            UNTIL_CURED,
            each_turn=(save(CON, 15, Drain(UNTIL_CURED, dice="1d10"), success=(Over(),)),),
            at=Moment.LONG_REST,
        ),
    ),
    ("Pirate Captain", "Riposte"): (
        own(_ward(3, Duration(rounds=0))),
        If(Only(when="it is missed"), (Use((("Rapier", 1),)),)),
    ),
    ("Pit Fiend", "Hellfire Spellcasting"): (
        Choose(
            (
                ("two Fireballs", _hellfire(("Fireball", 5, 2))),
                ("Fireball and Hold Monster", _hellfire(("Fireball", 5, 1), ("Hold Monster", 7, 1))),
                ("Fireball and Wall of Fire", _hellfire(("Fireball", 5, 1), ("Wall of Fire", None, 1))),
            )
        ),
    ),
    ("Purple Worm", "Swallow"): (
        Each(
            (save(STR, 19, Swallow((damage("5d6 acid"),), 20, most=3, gives_up_at=30, dc=21)),),
            only=gripped(Size.LARGE),
        ),
    ),
    ("Remorhaz", "Swallow"): (
        Each(
            (save(STR, 19, Swallow((damage("3d6 acid"), damage("3d6 fire")), 15, most=2, gives_up_at=30, dc=15)),),
            only=gripped(Size.LARGE),
        ),
    ),
    ("Roc", "Swoop"): (
        Go(share=50, how="fly", safely=True),
        Each((End(frozenset({Condition.GRAPPLED, Condition.RESTRAINED})),), only=gripped()),
    ),
    ("Roper", "Tentacle"): strike(
        7,
        Inflict(
            (Condition.GRAPPLED, Condition.POISONED),
            Duration(
                ends=(Until.ESCAPE,),
                dc=14,
                bond=Barrier(20, 10, ignores=frozenset({DamageType.POISON, DamageType.PSYCHIC})),
            ),
            most=6,
        ),
        reach_ft=60,
    ),
    ("Rust Monster", "Antennae"): (Each((save(DEX, 11, Corrode("object", metal=True)),), range_ft=5),),
    ("Rust Monster", "Destroy Metal"): (Adjudicate("an object"),),
}
