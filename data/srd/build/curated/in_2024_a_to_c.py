"""SRD 5.2.1, creatures from A to C."""

from __future__ import annotations

from typing import Final

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Adjudicate, Cast, Go, Heal, Shift, Use
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Choose, Each, If, Inflict
from core.rules.sizes import Size
from data.srd.build.curated.shapes import (
    ATHLETICS,
    PRONE,
    Trees,
    damage,
    gripped,
    hold,
    own,
    save,
    strike,
)

CHA, CON, DEX, STR, WIS = (
    *(Ability.CHARISMA, Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH, Ability.WISDOM),
)
_BLIND: Final = frozenset({Condition.BLINDED})

TREES: Final[Trees] = {
    ("Aboleth", "Dominate Mind"): (
        Each(
            (
                save(
                    WIS,
                    16,
                    Inflict(
                        (Condition.CHARMED,),
                        Duration(ends=(Until.SOURCE_GONE,), save=WIS, dc=16, tried=Moment.HARM),
                        with_it=(Lasting(obeys=True),),
                    ),
                ),
            ),
            range_ft=30,
        ),
        Adjudicate("a mile away"),
    ),
    ("Aboleth", "Psychic Drain"): (Use((("Consume Memories", 1),)), own(Heal("1d10"))),
    ("Animated Rug of Smothering", "Smother"): (
        *strike(
            5,
            Choose(
                (
                    ("as it is", (damage("2d6+3 bludgeoning"),)),
                    (
                        "smother",
                        (
                            Inflict(
                                (Condition.GRAPPLED, Condition.BLINDED, Condition.RESTRAINED),
                                hold(13),
                                only=Only(up_to=Size.MEDIUM),
                                with_it=(Lasting(breathless=True),),
                                each_turn=(damage("2d6+3 bludgeoning"),),
                                most=1,
                            ),
                        ),
                    ),
                )
            ),
        ),
        Adjudicate("damage that both share"),
    ),
    ("Balor", "Teleport"): (
        Choose(
            (
                ("itself", (Go(60, how="teleport"),)),
                (
                    "another demon",
                    (
                        Each(
                            (Shift(60, "anywhere"),), range_ft=10, whom="allies", only=Only(types=frozenset({"demon"}))
                        ),
                    ),
                ),
            )
        ),
    ),
    ("Behir", "Swallow"): (
        Each(
            (save(DEX, 18, Swallow((damage("6d6 acid"),), 15, most=1, gives_up_at=30, dc=14)),),
            only=gripped(Size.LARGE),
        ),
    ),
    ("Black Pudding", "Split"): (Adjudicate("split"),),
    ("Bulette", "Deadly Leap"): (
        Go(15, how="jump", takes_ft=5),
        Each(
            (save(DEX, 15, damage("3d12 bludgeoning", halved=True), PRONE, success=(Shift(5, "away"),)),),
            most=None,
            range_ft=0,
            whom="others",
        ),
    ),
    ("Centaur Trooper", "Trampling Charge"): (
        Go(share=100, safely=True),
        Each(
            (save(STR, 14, damage("1d6+4 bludgeoning"), PRONE),),
            most=None,
            range_ft=0,
            whom="others",
            only=Only(up_to=Size.MEDIUM),
        ),
    ),
    ("Clay Golem", "Multiattack"): (
        Choose((("two", (Use((("Slam", 2),)),)), ("three after Hasten", (Use((("Slam", 3),)),)))),
    ),
    ("Cloaker", "Attach"): strike(
        6,
        damage("3d6+3 piercing"),
        If(Only(up_to=Size.LARGE), (Attach(14, ATHLETICS, conditions=_BLIND, others=True, shares=True),)),
    ),
    ("Cloaker", "Phantasms"): (
        Cast(("Mirror Image",), ability=WIS),
        Adjudicate("bright light"),
    ),
}
