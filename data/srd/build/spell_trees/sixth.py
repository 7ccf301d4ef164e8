"""What spells of the sixth level do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Renew, Summon
from core.rules.effects.outcomes import Cast, Drain, Kill
from core.rules.effects.terms import FOR_GOOD, Barrier, Duration, Moment, Only, Until
from core.rules.effects.tree import Each, Effect, Later
from data.srd.build.spell_trees.phrases import again, stiffening, thing
from data.srd.build.spell_trees.words import (
    CHARMABLE,
    HUMANOID,
    LIVING,
    OTHERWORLDLY,
    SPELL,
    STILL,
    TO_OWN_END,
    TO_SOURCE_START,
    TOLD,
    Page,
    Tree,
    abilities,
    alter,
    around,
    ask,
    ball,
    better,
    bonus,
    both,
    choose,
    cube,
    damage,
    end,
    gone,
    half,
    harm,
    heal,
    inflict,
    inside,
    line,
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
    willing,
    worse,
    zone,
)

_SHAKEN_AWAKE: Final = until(Until.SHAKEN, harmed="ends")
_BLADES: Final = wall(100, 20, 5)
_ICE: Final = wall(100, 10, 1)
_THORNS: Final = wall(60, 10, 5)
_SERVANTS: Final = Duration(rounds=14400)
_SWIMMING: Final = Only(when="it swims in the water that freezes")
_A_DAY: Final = Duration(rounds=14400)
_BRAVE: Final = Condition.FRIGHTENED
_TOUCHED: Final = frozenset({"weapon"})
_PHYSICAL: Final = ("bludgeoning", "piercing", "slashing")
_GONE_HOME: Final = willing(gone("the sanctuary", FOR_GOOD), most=6)
_DANCES: Final = (Compel("dances"),)
_TRIED: Final = until(save="wis", tried=Moment.OWN_ACTION)
_DANCING: Final = (
    *worse(Roll.SAVES, abilities=abilities("dex")),
    *worse(Roll.ATTACKS),
    *better(Roll.ATTACKED),
)
_STONE: Final = until(stays=True)
_DOES_SO: Final = Lasting(obeys=True)
_CLOUD: Final = (
    speed(way="fly", at_least=300),
    Lasting(denies=frozenset({Deed.ATTACK, Deed.SPELLS, Deed.HANDS})),
)


def _in_ice(skill: str) -> Duration:
    return Duration(rounds=10, ends=(Until.ESCAPE,), escape=(Ability.STRENGTH,), skill=skill)


def _globe(trapped: Effect) -> Tree:
    """The burst, at once or when the globe that was kept is thrown, or bursts by itself."""
    burst = inside(ball(60), save("con", half("10d6", "cold", more="1d6"))), inside(cube(30, 0), trapped)
    return (choose(fire=burst, keep=Later(burst, Duration(rounds=10))),)


def _blades(kind: str, when: str) -> Tree:
    cut = save("dex", half("6d10", kind))
    return (zone(_BLADES, cut, when=when, cost=2, cover=True),)


def _raised(count: str, *steps: tuple[int, str], forms: tuple[str, ...]) -> Summon:
    grows = Growth(become=steps)
    return Summon(forms, count=count, economy=Economy.BONUS, stays=True, lasts=_SERVANTS, grows=grows)


def _eyes(sickened: Effect) -> Tree:
    ways = choose(
        asleep=inflict("unconscious", _SHAKEN_AWAKE),
        panicked=inflict("frightened", each_turn=(Compel("flees"),)),
        sickened=sickened,
    )
    return (again(one(save("wis", ways), range_ft=60)),)


def _forbidden(*more: str, when: str) -> Tree:
    burned = damage("5d10", "radiant", "necrotic")
    kept_out = Only(types=OTHERWORLDLY | frozenset(more), when="it is of a chosen kind and has not said the password")
    barred = alter(Lasting(denies=frozenset({Deed.TELEPORT})))
    return zone(cube(200, 30), burned, when=when, only=kept_out), zone(cube(200, 30), within=(barred,))


def _feasted(most: int, *what: Lasting) -> Tree:
    raised = bonus("2d10", Roll.MAXIMUM)
    return (willing(alter(*what, *raised, lasts=_A_DAY), most=most),)


def _beamed(worse: Only | None) -> Tree:
    seared = save("con", half("6d8", "radiant"), inflict("blinded", TO_SOURCE_START), worse=worse)
    return (again(inside(line(60, 5), seared, range_ft=0)),)


def _icy(barrier: Barrier) -> Tree:
    frozen = save("dex", half("10d6", "cold", more="2d6"))
    chilled = save("con", half("5d6", "cold", more="1d6"))
    return zone(_ICE, frozen, when="appears", barrier=barrier), zone(_ICE, chilled, when="enters")


def _thorny(*, once: bool) -> Tree:
    pierced = save("dex", half("7d8", "piercing", more="1d8"))
    slashed = save("dex", half("7d8", "slashing", more="1d8"))
    return (
        zone(_THORNS, pierced, when="appears", sight="opaque", cost=4),
        zone(_THORNS, slashed, when="enters turn_end", once=once),
    )


SPELLS: Final[Mapping[str, Page]] = {
    "Blade Barrier": Page(_blades("slashing", "enters turn_start"), _blades("force", "appears enters turn_end")),
    "Chain Lightning": both(some(4, save("dex", half("10d8", "lightning")), more=1, apart_ft=30)),
    "Circle of Death": Page(
        (inside(ball(60), save("con", half("8d6", "necrotic", more="2d6"))),),
        (inside(ball(60), save("con", half("8d8", "necrotic", more="2d8"))),),
    ),
    "Conjure Fey": Page(
        (Summon(kinds=frozenset({"fey", "beast"}), challenge="6", loose=True, harder=Growth("1")),),
        (
            thing(
                one(
                    touch(
                        damage("3d12", "psychic", more="1d12", plus_modifier=True),
                        inflict("frightened", TO_SOURCE_START),
                    ),
                    range_ft=5,
                ),
                moves_ft=30,
            ),
        ),
    ),
    "Contingency": both(own(Later((Cast(),), trigger="as told"))),
    "Create Undead": both(
        choose(
            ghouls=_raised("3", (7, "4"), (8, "5"), (9, "6"), forms=("Ghoul",)),
            ghasts_or_wights=_raised("0", (8, "2"), (9, "3"), forms=("Ghast", "Wight")),
            mummies=_raised("0", (9, "2"), forms=("Mummy",)),
            reassert=Each((Renew(),), most=3, whom="allies", grows=Growth(become=((7, "4"), (8, "5"), (9, "6")))),
        )
    ),
    "Disintegrate": both(one(save("dex", damage("10d6+40", "force", more="3d6"), Kill(at_most=0)))),
    "Eyebite": Page(
        _eyes(alter(*worse(Roll.ATTACKS, Roll.CHECKS), lasts=until(save="wis"))), _eyes(inflict("poisoned"))
    ),
    "Find the Path": TOLD,
    "Flesh to Stone": Page(
        (one(save("con", stiffening(SPELL, _STONE))),),
        (
            one(
                save(
                    "con",
                    stiffening(SPELL, _STONE),
                    success=(alter(STILL, lasts=TO_SOURCE_START),),
                    only=Only(but_not=frozenset({"construct"})),
                )
            ),
        ),
    ),
    "Forbiddance": Page(_forbidden(when="enters turn_start"), _forbidden("aberration", when="enters turn_end")),
    "Freezing Sphere": Page(
        _globe(alter(STILL, lasts=_in_ice(""), only=_SWIMMING)),
        _globe(inflict("restrained", _in_ice("athletics"), only=_SWIMMING)),
    ),
    "Globe of Invulnerability": both(zone(around(10), keeps_out=5, grows=Growth("1"))),
    "Guards and Wards": both(ask("ward")),
    "Harm": Page(
        (
            one(
                save(
                    "con",
                    half("14d6", "necrotic", leaves=1),
                    Drain(Duration(rounds=600, ends=(Until.CURED,)), DamageType.NECROTIC),
                )
            ),
        ),
        (one(save("con", half("14d6", "necrotic"), Drain(FOR_GOOD, DamageType.NECROTIC, leaves=1))),),
    ),
    "Heal": Page(
        (one(heal("70", "10", only=LIVING), end("blinded", "deafened", also=["disease"], only=LIVING)),),
        (one(heal("70", "10"), end("blinded", "deafened", "poisoned")),),
    ),
    "Heroes' Feast": Page(
        (
            *_feasted(
                13,
                Lasting(ignores=harm("poison"), spared=frozenset({Condition.POISONED, _BRAVE})),
                *better(Roll.SAVES, abilities=abilities("wis")),
            ),
            willing(end("poisoned", also=["disease", "poison"]), most=13),
        ),
        _feasted(12, Lasting(resists=harm("poison"), spared=frozenset({Condition.POISONED, _BRAVE}))),
    ),
    "Instant Summons": TOLD,
    "Irresistible Dance": Page(
        (one(alter(*_DANCING, each_turn=_DANCES, lasts=_TRIED, only=CHARMABLE)),),
        (
            one(
                save(
                    "wis",
                    inflict("charmed", _TRIED, with_it=_DANCING, each_turn=_DANCES),
                    success=(alter(each_turn=_DANCES, lasts=TO_OWN_END),),
                )
            ),
        ),
    ),
    "Magic Jar": both(one(save("cha", ask("possession"), only=HUMANOID), range_ft=100)),
    "Mass Suggestion": Page(
        (some(12, save("wis", alter(_DOES_SO, lasts=until(Until.BETRAYED)), only=CHARMABLE)),),
        (some(12, save("wis", inflict("charmed", until(Until.BETRAYED), with_it=(_DOES_SO,)))),),
    ),
    "Move Earth": TOLD,
    "Planar Ally": both(ask("summons")),
    "Programmed Illusion": TOLD,
    "Sunbeam": Page(_beamed(types("undead", "ooze")), _beamed(None)),
    "Transport via Plants": TOLD,
    "True Seeing": both(willing(alter(Lasting(senses=(("truesight", 120),))))),
    "Wall of Ice": Page(
        _icy(Barrier(12, 30, suffers=harm("fire"))),
        _icy(Barrier(12, 30, harm("cold", "poison", "psychic"), harm("fire"))),
    ),
    "Wall of Thorns": Page(_thorny(once=False), _thorny(once=True)),
    "Wind Walk": Page(
        (willing(alter(*_CLOUD, Lasting(resists=harm(*_PHYSICAL), but=frozenset({Piercing.MAGICAL}))), most=11),),
        (
            willing(
                alter(
                    *_CLOUD,
                    speed(way="hover", at_least=1),
                    resists(*_PHYSICAL),
                    Lasting(spared=frozenset({Condition.PRONE})),
                ),
                most=11,
            ),
        ),
        whole=False,
    ),
    "Word of Recall": both(_GONE_HOME),
}
