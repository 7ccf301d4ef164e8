"""What spells of the ninth level do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.actions import Economy
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Become, Over, Revive, Summon, Turns
from core.rules.effects.outcomes import Cast, Kill
from core.rules.effects.terms import FOR_GOOD, Area, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Grant
from data.srd.build.spell_trees.phrases import again, banished_blind, stiffening
from data.srd.build.spell_trees.words import (
    ALL_DAMAGE,
    LIVING,
    SPELL,
    STILL,
    Page,
    Tree,
    alter,
    ask,
    ball,
    better,
    both,
    choose,
    damage,
    end,
    gone,
    half,
    heal,
    inflict,
    inside,
    new,
    one,
    own,
    save,
    some,
    until,
    wall,
    whoever,
    willing,
    worse,
    zone,
)

_TWO_CENTURIES: Final = 200 * 365 * 14400
_FOUR: Final = Area(Shape.SPHERE, 40, count=4)
_NEW_SHAPES: Final = frozenset({"construct", "undead"})
_LAYERS: Final = ("fire", "acid", "lightning", "poison", "cold")
_PRISM: Final = wall(90, 30, 0)
_BLINDING: Final = save("con", inflict("blinded", Duration(rounds=10)))
_HEARTY: Final = Only(hit_points=(101, None))
_DREAD: Final = save("wis", damage("4d10", "psychic"), success=(Over(),))
_HORROR: Final = save("wis", damage("5d10", "psychic"), success=(Over(),))
_PRISON: Final = until(Until.ENDED)


def _shapes(*, cushion: bool) -> Tree:
    form = Become(challenge="own", but_not=_NEW_SHAPES, cushion=cushion, lasts=SPELL)
    return (own(again(form, anew=True)),)


def _layers(dice: str) -> Tree:
    passed = [save("dex", half(dice, kind)) for kind in _LAYERS]
    through = (*passed, save("dex", stiffening(FOR_GOOD, FOR_GOOD)), save("dex", banished_blind()))
    return (
        zone(_PRISM, *through, when="enters", whom="chosen", once=False, sight="opaque"),
        zone(wall(90, 30, 20), _BLINDING, when="enters turn_start", whom="chosen"),
    )


def _vengeance(radius: int, acid: str, deaf: Duration) -> Tree:
    cloud = ball(radius)
    struck = some(6, save("dex", half("10d6", "lightning")), area=cloud)
    hindered = zone(cloud, cost=2, sight="heavily obscured")
    rains = (
        ((2, 2), inside(cloud, damage(acid, "acid"))),
        ((3, 3), struck),
        ((4, 4), inside(cloud, damage("2d6", "bludgeoning"))),
        ((5, 5), hindered),
        ((5, 10), inside(cloud, damage("1d6", "cold"))),
    )
    first = inside(cloud, save("con", damage("2d6", "thunder"), inflict("deafened", deaf)))
    return (first, *(Grant(Economy.NONE, (what,), rounds=when) for when, what in rains))


def _anything(*, cushion: bool) -> Tree:
    form = Become(challenge="own", cushion=cushion, lasts=until(stays=True))
    ways = choose(another_creature=form, an_object=ask("shape"))
    return (
        choose(
            creature=one(save("wis", ways, willing=True)),
            object_into_creature=Summon(challenge="9"),
        ),
    )


SPELLS: Final[Mapping[str, Page]] = {
    "Astral Projection": both(willing(gone("astral plane", until(Until.ENDED)), most=9)),
    "Foresight": Page(
        (
            willing(
                alter(
                    *better(Roll.ATTACKS, Roll.CHECKS, Roll.SAVES),
                    *worse(Roll.ATTACKED),
                    Lasting(proof=frozenset({"surprise"})),
                    lasts=until(Until.RECAST),
                )
            ),
        ),
        (
            willing(
                alter(
                    *better(Roll.ATTACKS, Roll.CHECKS, Roll.SAVES),
                    *worse(Roll.ATTACKED),
                    lasts=until(Until.RECAST),
                )
            ),
        ),
    ),
    "Gate": both(ask("portal")),
    "Imprisonment": both(
        one(
            save(
                "wis",
                choose(
                    burial=gone("below the earth", _PRISON),
                    chaining=inflict("restrained", _PRISON, with_it=(STILL,)),
                    hedged_prison=gone("demiplane", _PRISON),
                    minimus_containment=gone("inside a gem", _PRISON),
                    slumber=inflict("unconscious", _PRISON),
                ),
            )
        )
    ),
    "Mass Heal": Page(
        (
            whoever(
                heal("700", only=LIVING, divided=True),
                end("blinded", "deafened", also=["disease"], only=LIVING),
            ),
        ),
        (whoever(heal("700", divided=True), end("blinded", "deafened", "poisoned")),),
    ),
    "Meteor Swarm": both(inside(_FOUR, save("dex", half("20d6", "fire"), half("20d6", "bludgeoning")))),
    "Power Word Heal": new(
        one(
            heal(""),
            end("charmed", "frightened", "paralyzed", "poisoned", "stunned"),
            Grant(Economy.REACTION, (end("prone"),), Duration(until=Moment.THIS_TURN_END)),
        )
    ),
    "Power Word Kill": Page(
        (one(Kill(at_most=100)),), (one(Kill(at_most=100), damage("12d12", "psychic", only=_HEARTY)),)
    ),
    "Prismatic Wall": Page(_layers("10d6"), _layers("12d6"), whole=False),
    "Shapechange": Page(_shapes(cushion=False), _shapes(cushion=True)),
    "Storm of Vengeance": Page(_vengeance(360, "1d6", Duration(rounds=50)), _vengeance(300, "4d6", SPELL), whole=False),
    "Time Stop": both(Turns("1d4+1")),
    "True Polymorph": Page(_anything(cushion=False), _anything(cushion=True), whole=False),
    "True Resurrection": both(one(Revive(None, _TWO_CENTURIES), end(also=["poison", "disease", "curse"]))),
    "Weird": Page(
        (inside(ball(30), save("wis", inflict("frightened", each_turn=(_DREAD,)))),),
        (
            inside(
                ball(30),
                save(
                    "wis",
                    half("10d10", "psychic"),
                    inflict("frightened", each_turn=(_HORROR,), at=Moment.OWN_TURN_END),
                ),
                whom="chosen",
            ),
        ),
    ),
    "Wish": both(
        choose(
            another_spell=Cast(),
            health=some(21, heal("")),
            resistance=some(10, alter(Lasting(resists=ALL_DAMAGE, picks=1), lasts=FOR_GOOD)),
            anything_else=ask("wish"),
        ),
        whole=False,
    ),
}
