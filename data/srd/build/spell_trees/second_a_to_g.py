"""What spells of the second level do, from A to G."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import Piercing
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Compel, Summon
from core.rules.effects.outcomes import Shift
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Grant, Later
from data.srd.build.spell_trees.phrases import again, beside
from data.srd.build.spell_trees.words import (
    CHARMABLE,
    FIGHTING,
    HUMANOID,
    TO_OWN_END,
    TO_SOURCE_START,
    TOLD,
    Page,
    Tree,
    abilities,
    alter,
    ball,
    better,
    bolt,
    bonus,
    both,
    choose,
    cone,
    cushion,
    damage,
    half,
    inflict,
    inside,
    kinds,
    line,
    new,
    old,
    one,
    own,
    save,
    some,
    speed,
    touch,
    until,
    whoever,
    willing,
    worse,
    zone,
)

_WITHERING: Final = damage("2d4", "acid", more="1d4")
_SWIMS: Final = alter(speed(way="swim", times=100), Lasting(proof=frozenset({"drowning"})))
_UNARMED: Final = frozenset({"unarmed"})
_CLAWS: Final = ("bludgeoning", "piercing", "slashing")
_CALM: Final = Lasting(spared=frozenset({Condition.CHARMED, Condition.FRIGHTENED}))
_SEEN: Final = Only(when="it relies on sight")
_BREATH: Final = half("3d6", "acid", "cold", "fire", "lightning", "poison", more="1d6")
_ENHANCED: Final = {
    "cat": (alter(*better(Roll.CHECKS, abilities=abilities("dex")), Lasting(proof=frozenset({"falling 20 feet"}))),),
    "bull": (alter(*better(Roll.CHECKS, abilities=abilities("str"))),),
    "eagle": (alter(*better(Roll.CHECKS, abilities=abilities("cha"))),),
    "fox": (alter(*better(Roll.CHECKS, abilities=abilities("int"))),),
    "owl": (alter(*better(Roll.CHECKS, abilities=abilities("wis"))),),
}
_BRANDED: Final = (damage("2d6", "radiant", more="1d6"), alter(Lasting(shown=True)))
_PERCEPTION: Final = frozenset({"perception"})
_BLOWN: Final = save("str", Shift(15, "away"))
_HOT: Final = worse(Roll.ATTACKS, Roll.CHECKS)


def _altered(weapon: Lasting, *more: Lasting) -> Tree:
    forms = choose(aquatic_adaptation=_SWIMS, change_appearance=(), natural_weapons=alter(weapon, *more))
    return (own(again(forms, anew=True)),)


def _sized(by: frozenset[str]) -> Tree:
    strength = abilities("str")
    larger = alter(
        Lasting(larger=1),
        *better(Roll.CHECKS, Roll.SAVES, abilities=strength),
        *bonus("1d4", Roll.DAMAGE, by=by),
    )
    smaller = alter(
        Lasting(larger=-1),
        *worse(Roll.CHECKS, Roll.SAVES, abilities=strength),
        *bonus("-1d4", Roll.DAMAGE, by=by),
    )
    return (one(save("con", choose(enlarge=larger, reduce=smaller), willing=True)),)


def _blade(every: int, *, mod: bool) -> Tree:
    burns = damage("3d6", "fire", more="1d6", every=every, plus_modifier=mod)
    return (own(Grant(Economy.ACTION, (one(touch(burns), range_ft=5),))),)


def _gust(when: str) -> Tree:
    return (zone(line(60, 10), _BLOWN, when=when, follows=True, moved_by=Economy.BONUS, cost=2),)


def _steed(kind: str) -> Summon:
    bound = Duration(ends=(Until.RECAST, Until.SOURCE_GONE))
    return beside(f"Otherworldly Steed ({kind.capitalize()})", lasts=bound, what=(Lasting(along=True),))


SPELLS: Final[Mapping[str, Page]] = {
    "Acid Arrow": both(
        one(
            bolt(
                damage("4d4", "acid", more="1d4"),
                alter(each_turn=(_WITHERING,), at=Moment.OWN_TURN_END, lasts=TO_OWN_END),
                miss=(half("4d4", "acid", more="1d4"),),
            )
        )
    ),
    "Aid": both(some(3, alter(*bonus("5", Roll.MAXIMUM, grows=Growth("5"))))),
    "Alter Self": Page(
        _altered(
            Lasting(Roll.ATTACKS, "1", die="1d6", by=_UNARMED, made_of=frozenset({Piercing.MAGICAL})),
            *bonus("1", Roll.DAMAGE, by=_UNARMED, kinds=kinds(*_CLAWS)),
        ),
        _altered(
            Lasting(Roll.ATTACKS, own_ability=True, die="1d6", by=_UNARMED),
            Lasting(Roll.DAMAGE, kinds=kinds(*_CLAWS), by=_UNARMED),
        ),
    ),
    "Animal Messenger": TOLD,
    "Arcane Lock": TOLD,
    "Arcanist's Magic Aura": TOLD,
    "Augury": TOLD,
    "Barkskin": Page(
        (willing(alter(Lasting(Roll.ARMOR_CLASS, at_least=16))),),
        (willing(alter(Lasting(Roll.ARMOR_CLASS, at_least=17))),),
    ),
    "Blindness/Deafness": both(
        some(
            1,
            save(
                "con",
                choose(
                    blinded=inflict("blinded", until(save="con")),
                    deafened=inflict("deafened", until(save="con")),
                ),
            ),
            more=1,
        )
    ),
    "Blur": both(own(alter(*worse(Roll.ATTACKED, against=_SEEN)))),
    "Branding Smite": old(own(Later(_BRANDED, trigger="hit"))),
    "Calm Emotions": both(
        inside(ball(20), save("cha", choose(calm=alter(_CALM), indifference=()), only=HUMANOID, willing=True))
    ),
    "Continual Flame": TOLD,
    "Darkness": both(zone(ball(15), sight="darkness")),
    "Darkvision": Page(
        (willing(alter(Lasting(senses=(("darkvision", 60),)))),),
        (willing(alter(Lasting(senses=(("darkvision", 150),)))),),
    ),
    "Detect Thoughts": TOLD,
    "Dragon's Breath": new(willing(Grant(Economy.ACTION, (inside(cone(15), save("dex", _BREATH), range_ft=0),)))),
    "Enhance Ability": Page(
        (
            some(
                1,
                choose(bear=(alter(*better(Roll.CHECKS, abilities=abilities("con"))), cushion("2d6")), **_ENHANCED),
                more=1,
            ),
        ),
        (
            some(
                1,
                alter(*better(Roll.CHECKS, abilities=abilities("str", "dex", "int", "wis", "cha"), picks=1)),
                more=1,
            ),
        ),
    ),
    "Enlarge/Reduce": Page(_sized(frozenset({"weapon"})), _sized(frozenset({"weapon", "unarmed"}))),
    "Enthrall": Page(
        (
            whoever(
                save(
                    "wis",
                    alter(*worse(Roll.CHECKS, skills=_PERCEPTION, against=Only(when="it is not the caster"))),
                    only=CHARMABLE,
                    better=FIGHTING,
                )
            ),
        ),
        (
            whoever(
                save(
                    "wis",
                    alter(*bonus("-10", Roll.CHECKS, skills=_PERCEPTION)),
                    only=Only(when="its side is not being fought"),
                )
            ),
        ),
    ),
    "Find Steed": Page(
        (Summon(("Warhorse", "Pony", "Camel", "Elk", "Mastiff"), lasts=Duration(ends=(Until.RECAST,))),),
        (choose(**{kind: _steed(kind) for kind in ("celestial", "fey", "fiend")}),),
    ),
    "Find Traps": TOLD,
    "Flame Blade": Page(_blade(2, mod=False), _blade(1, mod=True)),
    "Flaming Sphere": both(
        zone(
            ball(5),
            save("dex", half("2d6", "fire", more="1d6")),
            when="turn_end swept",
            moved_ft=30,
            moved_by=Economy.BONUS,
        )
    ),
    "Gentle Repose": TOLD,
    "Gust of Wind": Page(_gust("turn_start"), _gust("appears turn_end")),
    "Heat Metal": both(
        Grant(
            Economy.BONUS,
            (
                one(
                    damage("2d8", "fire", more="1d8"),
                    save(
                        "con",
                        Compel("lets go"),
                        alter(*_HOT, lasts=TO_SOURCE_START, only=Only(when="it wears it")),
                        success=(alter(*_HOT, lasts=TO_SOURCE_START),),
                        only=Only(when="it holds or wears it"),
                    ),
                ),
            ),
            now=True,
        )
    ),
}
