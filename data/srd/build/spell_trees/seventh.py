"""What spells of the seventh level do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.effects.fates import Rise
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Revive, Summon
from core.rules.effects.outcomes import Kill, Shift
from core.rules.effects.terms import FOR_GOOD, Area, Barrier, Duration, Only, Shape, Until
from core.rules.effects.tree import Chance, Each, Effect, If, Later
from data.srd.build.spell_trees.phrases import banished_blind, stiffening, thing
from data.srd.build.spell_trees.words import (
    HUMANOID,
    TOLD,
    Page,
    Tree,
    alter,
    ask,
    ball,
    both,
    choose,
    column,
    cone,
    cube,
    damage,
    end,
    gone,
    half,
    heal,
    inflict,
    inside,
    one,
    own,
    save,
    touch,
    until,
    whoever,
    willing,
    worse,
    zone,
)

_ETHEREAL: Final = gone("ethereal plane", until(Until.ENDED))
_A_CENTURY: Final = 100 * 365 * 14400
_HOME: Final = frozenset({"celestial", "elemental", "fey", "fiend"})
_RAYS: Final = ("fire", "acid", "lightning", "poison", "cold")
_TEN_MINUTES: Final = Duration(rounds=100)
_A_MINUTE: Final = Duration(rounds=10)
_HIDDEN: Final = inflict("invisible unconscious", until(Until.ENDED, harmed="ends"))
_BLAST: Final = inside(ball(20), save("dex", half("12d6", "fire", more="1d6")))
_CAGE: Final = alter(Lasting(denies=frozenset({Deed.TELEPORT})))


_RISES: Final = Rise("Zombie", "next turn", HUMANOID, comes="soon")
_TAXED: Final = alter(
    *worse(Roll.ATTACKS, Roll.CHECKS, Roll.SAVES),
    Lasting(denies=frozenset({Deed.SPELLS})),
    lasts=Duration(ends=(Until.LONG_REST,)),
)


def _resurrected(*cured: str) -> Tree:
    long_dead = If(Only(when="it has been dead for a year"), (own(_TAXED),))
    return one(Revive(None, _A_CENTURY, ordeal=4), end(also=cured)), long_dead


def _left(first: int, last: int) -> Only:
    return Only(hit_points=(first, last))


def _sword(blow: Effect, moves_ft: int) -> Tree:
    return (thing(one(blow, range_ft=5), moves_ft=moves_ft),)


def _rays(dice: str) -> Tree:
    ways = [
        *((at, at, (save("dex", half(dice, kind)),)) for at, kind in enumerate(_RAYS, 1)),
        (6, 6, (save("dex", stiffening(FOR_GOOD, FOR_GOOD)),)),
        (7, 7, (save("dex", banished_blind()),)),
    ]
    return (inside(cone(60), Chance("1d8", tuple(ways), frozenset({8}))),)


def _symbol(ability: str, *fail: Effect) -> Tree:
    felt = save(ability, *fail)
    glows = zone(ball(60), felt, when="appears enters turn_end", lasts=_TEN_MINUTES, range_ft=0, sight="dim light")
    return (Later((glows,), trigger="as told"),)


def _symbols(discord: str) -> dict[str, Tree]:
    quarrel = alter(*worse(Roll.ATTACKS, Roll.CHECKS), Lasting(denies=frozenset({Deed.SPEECH})), lasts=_A_MINUTE)
    return {
        "death": _symbol("con", half("10d10", "necrotic")),
        "discord": _symbol(discord, quarrel),
        "fear": _symbol("wis", inflict("frightened", _A_MINUTE, each_turn=(Compel("flees"),))),
        "pain": _symbol("con", inflict("incapacitated", _A_MINUTE)),
        "sleep": _symbol("wis", inflict("unconscious", Duration(rounds=100, ends=(Until.SHAKEN,), harmed="ends"))),
        "stunning": _symbol("wis", inflict("stunned", _A_MINUTE)),
    }


_DESPAIR: Final = Lasting(denies=frozenset({Deed.HARM}))
_INSANE: Final = Lasting(denies=frozenset({Deed.ACTION, Deed.SPEECH}))
SPELLS: Final[Mapping[str, Page]] = {
    "Arcane Sword": Page(
        _sword(touch(damage("3d10", "force")), 20), _sword(touch(damage("4d12", "force", plus_modifier=True)), 30)
    ),
    "Conjure Celestial": Page(
        (Summon(kinds=frozenset({"celestial"}), challenge="4", harder=Growth(become=((9, "5"),))),),
        (
            zone(
                column(10, 40),
                choose(
                    healing_light=heal("4d12", "1d12", mod=True),
                    searing_light=save("dex", half("6d12", "radiant", more="1d12")),
                ),
                when="appears swept enters turn_end",
                whom="chosen",
                moved_ft=30,
                sight="bright light",
            ),
        ),
    ),
    "Delayed Blast Fireball": both(Later((_BLAST,), more="1d6"), whole=False),
    "Divine Word": both(
        whoever(
            save(
                "cha",
                inflict("deafened", _A_MINUTE, only=_left(41, 50)),
                inflict("blinded deafened", _TEN_MINUTES, only=_left(31, 40)),
                inflict("blinded deafened stunned", Duration(rounds=600), only=_left(21, 30)),
                Kill(at_most=20),
                gone("its home plane", FOR_GOOD, only=Only(types=_HOME)),
            )
        )
    ),
    "Etherealness": both(
        own(_ETHEREAL),
        Each((_ETHEREAL,), most=0, range_ft=10, whom="allies", grows=Growth(become=((8, "2"), (9, "5")))),
    ),
    "Finger of Death": both(one(save("con", half("7d8+30", "necrotic")), _RISES)),
    "Fire Storm": both(inside(Area(Shape.CUBE, 10, count=10), save("dex", half("7d10", "fire")))),
    "Forcecage": both(
        choose(
            cage=zone(cube(20), barrier=Barrier(), within=(_CAGE,)),
            box=zone(cube(10), barrier=Barrier(), within=(_CAGE,), keeps_out=9),
        ),
        whole=False,
    ),
    "Magnificent Mansion": TOLD,
    "Mirage Arcane": TOLD,
    "Plane Shift": Page(
        (
            choose(
                travel=willing(gone("another plane", FOR_GOOD), most=9),
                banish=one(touch(save("cha", gone("another plane", FOR_GOOD)))),
            ),
        ),
        (willing(gone("another plane", FOR_GOOD), most=9),),
    ),
    "Prismatic Spray": Page(_rays("10d6"), _rays("12d6")),
    "Project Image": TOLD,
    "Regenerate": both(one(heal("4d8+15"), alter(each_turn=(heal("1"),)))),
    "Resurrection": Page(_resurrected("poison", "disease"), _resurrected("poison")),
    "Reverse Gravity": both(zone(column(50, 100), save("dex", Shift(100, "up")), when="appears enters")),
    "Sequester": both(willing(_HIDDEN)),
    "Simulacrum": both(ask("summons")),
    "Symbol": Page(
        (
            choose(
                **_symbols("con"),
                hopelessness=_symbol("cha", alter(_DESPAIR, lasts=_A_MINUTE)),
                insanity=_symbol("int", alter(_INSANE, each_turn=(Compel("wanders"),), lasts=_A_MINUTE)),
            ),
        ),
        (choose(**_symbols("wis")),),
    ),
    "Teleport": both(willing(gone("elsewhere", FOR_GOOD), most=9), whole=False),
}
