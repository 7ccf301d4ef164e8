"""What spells of the first level do, from A to F."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Summon
from core.rules.effects.outcomes import Act
from core.rules.effects.terms import FOR_GOOD, Duration, Only, Until
from core.rules.effects.tree import Each, Effect, Grant
from core.rules.sizes import Size
from data.srd.build.spell_trees.words import (
    FIGHTING,
    HUMANOID,
    LIVING,
    TO_SOURCE_END,
    TOLD,
    Page,
    alter,
    ask,
    ball,
    better,
    bolt,
    bonus,
    both,
    choose,
    cone,
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
    types,
    until,
    zone,
)

_COMMANDED: Final = {
    "approach": Compel("approaches"),
    "drop": Compel("drops"),
    "flee": Compel("flees"),
    "grovel": Compel("falls"),
    "halt": Compel("halts"),
}
_HEARS: Final = Only(but_not=frozenset({"undead"}), when="it understands the language")
_DAZZLED: Final = Each(
    (inflict("blinded", only=Only(without=Condition.BLINDED)),),
    most=None,
    area=cone(15),
    pool="6d10",
    grows=Growth("2d10"),
)
_ENSNARED: Final = inflict(
    "restrained",
    until(Until.ESCAPE, escape=(Ability.STRENGTH,), skill="athletics"),
    each_turn=(damage("1d6", "piercing", more="1d6"),),
)
_TAME: Final = Only(types=frozenset({"beast"}), score=(Ability.INTELLIGENCE, 0, 3))
_FAMILIARS: Final = ("Bat", "Cat", "Frog", "Hawk", "Lizard", "Octopus", "Owl", "Rat", "Raven", "Spider", "Weasel")
_ONE: Final = Duration(ends=(Until.RECAST,))
_PEACEFUL: Final = (Lasting(denies=frozenset({Deed.ATTACK})),)
_FAMILIARS_OF_2014: Final = (*_FAMILIARS, "Crab", "Poisonous Snake", "Quipper", "Sea Horse")


def _charmed(only: Only, apart_ft: int | None = None) -> Effect:
    charm = save("wis", inflict("charmed", until(Until.BETRAYED)), only=only, better=FIGHTING)
    return some(1, charm, more=1, apart_ft=apart_ft)


def _entangled(skill: str) -> Effect:
    return save("str", inflict("restrained", until(Until.ESCAPE, escape=(Ability.STRENGTH,), skill=skill)))


SPELLS: Final[Mapping[str, Page]] = {
    "Alarm": TOLD,
    "Animal Friendship": Page(
        (one(save("wis", inflict("charmed", until(Until.BETRAYED)), only=_TAME)),),
        (some(1, save("wis", inflict("charmed", until(Until.BETRAYED)), only=types("beast")), more=1),),
    ),
    "Bane": both(some(3, save("cha", alter(*bonus("-1d4", Roll.ATTACKS, Roll.SAVES))), more=1)),
    "Bless": both(some(3, alter(*bonus("1d4", Roll.ATTACKS, Roll.SAVES)), more=1)),
    "Burning Hands": both(inside(cone(15), save("dex", half("3d6", "fire", more="1d6")))),
    "Charm Person": Page((_charmed(HUMANOID, 30),), (_charmed(HUMANOID),)),
    "Chromatic Orb": new(
        one(
            bolt(
                damage("3d8", "acid", "cold", "fire", "lightning", "poison", "thunder", more="1d8"),
                leaps=1,
                grows=Growth("1"),
            )
        )
    ),
    "Color Spray": Page((_DAZZLED,), (inside(cone(15), save("con", inflict("blinded", TO_SOURCE_END))),)),
    "Command": Page(
        (
            some(
                1,
                save("wis", choose(**_COMMANDED, another_word=ask("command")), only=_HEARS),
                more=1,
                apart_ft=30,
            ),
        ),
        (some(1, save("wis", choose(**_COMMANDED)), more=1),),
    ),
    "Comprehend Languages": TOLD,
    "Create or Destroy Water": TOLD,
    "Cure Wounds": Page(
        (one(heal("1d8", "1d8", mod=True, only=LIVING)),),
        (one(heal("2d8", "2d8", mod=True)),),
    ),
    "Detect Evil and Good": TOLD,
    "Detect Magic": TOLD,
    "Detect Poison and Disease": TOLD,
    "Disguise Self": TOLD,
    "Dissonant Whispers": new(one(save("wis", half("3d6", "psychic", more="1d6"), Compel("runs")))),
    "Divine Favor": both(own(alter(*bonus("1d4", Roll.DAMAGE, kinds=kinds("radiant"), by=frozenset({"weapon"}))))),
    "Divine Smite": new(
        one(damage("2d8", "radiant", more="1d8"), damage("1d8", "radiant", only=types("fiend", "undead")))
    ),
    "Ensnaring Strike": new(one(save("str", _ENSNARED, better=Only(from_size=Size.LARGE)))),
    "Entangle": Page(
        (zone(cube(20, 0), _entangled(""), when="appears", cost=2),),
        (zone(cube(20, 0), _entangled("athletics"), when="appears", cost=2, whom="others"),),
    ),
    "Expeditious Retreat": both(own(Grant(Economy.BONUS, (Act(("dash",)),), now=True))),
    "Faerie Fire": both(
        inside(
            cube(20),
            save("dex", alter(Lasting(shown=True), *better(Roll.ATTACKED, against=Only(when="it sees the target")))),
        )
    ),
    "False Life": Page((own(cushion("1d4+4", "5")),), (own(cushion("2d4+4", "5", lasts=FOR_GOOD)),)),
    "Feather Fall": both(some(5, alter(Lasting(proof=frozenset({"falling"}))))),
    "Find Familiar": Page(
        (Summon(_FAMILIARS_OF_2014, lasts=_ONE, what=_PEACEFUL),),
        (Summon(_FAMILIARS, frozenset({"beast"}), "0", lasts=_ONE, what=_PEACEFUL),),
        whole=False,
    ),
    "Floating Disk": TOLD,
    "Fog Cloud": both(zone(ball(20, "20"), sight="heavily obscured")),
}
