"""What spells of the fourth level do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import Piercing
from core.rules.edition import Edition
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Become, Compel, Over, Summon
from core.rules.effects.outcomes import Act, Go, Shift
from core.rules.effects.terms import Area, Moment, Only, Until
from core.rules.effects.tree import Chance, Effect, Grant, If
from core.rules.sizes import Size
from data.srd.build.spell_trees.phrases import beside, dominate, driven, packs
from data.srd.build.spell_trees.words import (
    CHARMABLE,
    FIGHTING,
    SPELL,
    STILL,
    TO_OWN_END,
    TO_SOURCE_END,
    TOLD,
    Page,
    Tree,
    alter,
    around,
    ball,
    bonus,
    both,
    choose,
    column,
    cube,
    damage,
    gone,
    half,
    heal,
    inflict,
    inside,
    kinds,
    new,
    one,
    own,
    resists,
    save,
    some,
    speed,
    touch,
    types,
    until,
    wall,
    whoever,
    willing,
    worse,
    zone,
)

_OUTSIDERS: Final = frozenset({"celestial", "elemental", "fey", "fiend"})
_ARMS: Final = (Ability.STRENGTH, Ability.DEXTERITY)
_CRUSHED: Final = damage("3d6", "bludgeoning")
_LIVING_NO_PLANT: Final = Only(but_not=frozenset({"undead", "construct", "plant"}))
_PLANT: Final = types("plant")
_MOVES: Final = (Compel("moves"),)
_EITHER_END: Final = until(save="wis")
_STRAYS: Final = (
    Chance("1d10", ((1, 1, (Compel("wanders"),)), (2, 6, (Compel("halts"),)), (7, 8, (Compel("strikes"),)))),
)
_FLOOD: Final[Mapping[str, Tree]] = {"flood": (), "part_water": (), "redirect_flow": ()}
_WHIRLED: Final = half("2d8", "bludgeoning")
_FREE: Final = Lasting(
    spared=frozenset({Condition.PARALYZED, Condition.RESTRAINED}),
    proof=frozenset({"difficult terrain", "slowing", "nonmagical restraints"}),
)
_CRASHED: Final = damage("4d6", "force")
_STORM: Final = column(20, 40)
_KILLER: Final = save("wis", damage("4d10", "psychic", more="1d10"), success=(Over(),))
_BARK: Final = ("bludgeoning", "piercing", "slashing")
_SCORCHED: Final = damage("5d8", "fire", more="1d8")
_WALL: Final = wall(60, 20, 1)


def _confused(area: Area, what: Lasting) -> Tree:
    return (inside(area, save("wis", alter(what, each_turn=_STRAYS, lasts=_EITHER_END))),)


def _whirlpool(*caught: Effect, when: str) -> Tree:
    swirl = zone(column(25, 25), save("str", _WHIRLED, *caught), Shift(10, "towards"), when=when)
    return (choose(**_FLOOD, whirlpool=swirl),)


def _shield(kind: str, kept_off: str) -> Tree:
    return (alter(resists(kept_off), struck=(damage("2d8", kind),)),)


def _hail(dice: str, more: str) -> Tree:
    struck = save("dex", half(dice, "bludgeoning", more=more), half("4d6", "cold"))
    return inside(_STORM, struck), zone(_STORM, cost=2, lasts=TO_SOURCE_END)


def _beast(*, cushion: bool, only: Only) -> Tree:
    form = Become(kinds=frozenset({"beast"}), challenge="own", cushion=cushion, lasts=SPELL)
    return (one(save("wis", form, willing=True, only=only)),)


def _giants(name: str, count: str) -> Tree:
    return (Summon((name,), count=count),)


SPELLS: Final[Mapping[str, Page]] = {
    "Arcane Eye": TOLD,
    "Aura of Life": new(
        zone(
            around(30),
            heal("1", only=Only(hit_points=(0, 0))),
            when="turn_start",
            whom="allies",
            follows=True,
            within=(alter(resists("necrotic"), Lasting(proof=frozenset({"a lower maximum"}))),),
        )
    ),
    "Banishment": Page(
        (some(1, save("cha", gone("demiplane", stays=_OUTSIDERS)), more=1),),
        (some(1, save("cha", gone("demiplane", stays=_OUTSIDERS | {"aberration"})), more=1),),
    ),
    "Black Tentacles": Page(
        (
            zone(
                cube(20, 0),
                save(
                    "dex",
                    _CRUSHED,
                    inflict("restrained", until(Until.ESCAPE, escape=_ARMS), each_turn=(_CRUSHED,)),
                    only=Only(without=Condition.RESTRAINED),
                ),
                when="enters turn_start",
                cost=2,
            ),
        ),
        (
            zone(
                cube(20, 0),
                save(
                    "str",
                    _CRUSHED,
                    inflict("restrained", until(Until.ESCAPE, escape=(Ability.STRENGTH,), skill="athletics")),
                ),
                when="appears enters turn_end",
                cost=2,
            ),
        ),
    ),
    "Blight": Page(
        (
            one(
                save("con", half("8d8", "necrotic", more="1d8"), only=_LIVING_NO_PLANT),
                save("con", half("64", "necrotic", more="8"), only=_PLANT, worse=Only()),
            ),
        ),
        (
            one(
                save("con", half("8d8", "necrotic", more="1d8"), only=Only(but_not=frozenset({"plant"}))),
                damage("8d8", "necrotic", more="1d8", only=_PLANT),
            ),
        ),
    ),
    "Charm Monster": new(some(1, save("wis", inflict("charmed", until(Until.BETRAYED)), better=FIGHTING), more=1)),
    "Compulsion": Page(
        (whoever(save("wis", alter(each_turn=_MOVES, lasts=_EITHER_END), only=CHARMABLE)),),
        (whoever(save("wis", inflict("charmed"))), own(Grant(Economy.BONUS, (driven(),)))),
        whole=Edition.SRD_52,
    ),
    "Confusion": Page(
        _confused(ball(10, "5"), Lasting(no_reactions=True)),
        _confused(ball(10, "5"), Lasting(no_reactions=True, denies=frozenset({Deed.BONUS}))),
    ),
    "Conjure Minor Elementals": Page(
        (packs("elemental", 6, 8),),
        (
            own(
                alter(
                    *bonus(
                        "2d8",
                        Roll.DAMAGE,
                        kinds=kinds("acid", "cold", "fire", "lightning"),
                        against=Only(when="it is within 15 feet"),
                        grows=Growth("1d8"),
                    )
                )
            ),
            zone(around(15), cost=2, whom="enemies", follows=True),
        ),
    ),
    "Conjure Woodland Beings": Page(
        (packs("fey", 6, 8),),
        (
            zone(
                around(10),
                save("wis", half("5d8", "force", more="1d8")),
                when="swept enters turn_end",
                whom="chosen",
                follows=True,
            ),
            own(Grant(Economy.BONUS, (Act(("disengage",)),))),
        ),
    ),
    "Control Water": Page(
        _whirlpool(
            alter(STILL, lasts=until(Until.ESCAPE, escape=(Ability.STRENGTH,), skill="athletics")),
            when="enters turn_start",
        ),
        _whirlpool(when="enters turn_end"),
        whole=False,
    ),
    "Death Ward": both(one(alter(Lasting(wards_death=True)))),
    "Dimension Door": both(
        If(Only(when="the place is taken"), (willing(_CRASHED, most=2),), (Go(500, how="teleport", along=1),))
    ),
    "Divination": TOLD,
    "Dominate Beast": both(dominate(types("beast"))),
    "Fabricate": TOLD,
    "Faithful Hound": Page(
        (Grant(Economy.NONE, (one(touch(damage("4d8", "piercing")), whom="enemies", range_ft=5),), thing=True),),
        (
            Grant(Economy.NONE, (one(save("dex", damage("4d8", "force")), whom="enemies", range_ft=5),), thing=True),
            Grant(Economy.ACTION, (), thing=True, moves_ft=30),
        ),
    ),
    "Fire Shield": both(own(choose(warm_shield=_shield("fire", "cold"), chill_shield=_shield("cold", "fire")))),
    "Freedom of Movement": Page(
        (willing(alter(_FREE)),), (willing(alter(_FREE, speed(way="swim", times=100)), more=1),)
    ),
    "Giant Insect": Page(
        (
            choose(
                centipedes=_giants("Giant Centipede", "10"),
                spiders=_giants("Giant Spider", "3"),
                wasps=_giants("Giant Wasp", "5"),
                scorpion=_giants("Giant Scorpion", "1"),
            ),
        ),
        (choose(**{kind: beside(f"Giant Insect ({kind.capitalize()})") for kind in ("centipede", "spider", "wasp")}),),
    ),
    "Greater Invisibility": both(some(1, inflict("invisible"))),
    "Guardian of Faith": Page(
        (zone(ball(10), save("dex", half("20", "radiant")), when="enters", whom="enemies", wears_out=60),),
        (zone(ball(10), save("dex", half("20", "radiant")), when="enters turn_start", whom="enemies", wears_out=60),),
    ),
    "Hallucinatory Terrain": TOLD,
    "Ice Storm": Page(_hail("2d8", "1d8"), _hail("2d10", "1d10")),
    "Locate Creature": TOLD,
    "Phantasmal Killer": Page(
        (one(save("wis", inflict("frightened", each_turn=(_KILLER,)))),),
        (
            one(
                save(
                    "wis",
                    half("4d10", "psychic", more="1d10"),
                    alter(*worse(Roll.CHECKS, Roll.ATTACKS), each_turn=(_KILLER,), at=Moment.OWN_TURN_END),
                )
            ),
        ),
    ),
    "Polymorph": Page(
        _beast(cushion=False, only=Only(when="it is no shapechanger")), _beast(cushion=True, only=Only())
    ),
    "Private Sanctum": TOLD,
    "Resilient Sphere": both(one(save("dex", gone("a sphere of force"), willing=True, only=Only(up_to=Size.LARGE)))),
    "Secret Chest": TOLD,
    "Stone Shape": TOLD,
    "Stoneskin": Page(
        (willing(alter(resists(*_BARK, but=frozenset({Piercing.MAGICAL})))),), (willing(alter(resists(*_BARK))),)
    ),
    "Vitriolic Sphere": new(
        inside(
            ball(20),
            save(
                "dex",
                half("10d4", "acid", more="2d4"),
                alter(each_turn=(damage("5d4", "acid"),), at=Moment.OWN_TURN_END, lasts=TO_OWN_END),
            ),
        )
    ),
    "Wall of Fire": both(
        zone(_WALL, save("dex", half("5d8", "fire", more="1d8")), when="appears", sight="opaque"),
        zone(_WALL, _SCORCHED, when="enters turn_end", once=False),
        zone(wall(60, 20, 10), _SCORCHED, when="turn_end"),
    ),
}
