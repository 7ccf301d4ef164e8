"""What spells of the eighth level do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Become, Compel
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, Until
from core.rules.effects.tree import Effect, Grant
from core.rules.sizes import Size
from data.srd.build.spell_trees.phrases import again, dominate
from data.srd.build.spell_trees.words import (
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
    ball,
    better,
    both,
    choose,
    damage,
    end,
    gone,
    half,
    harm,
    inflict,
    inside,
    new,
    old,
    one,
    own,
    save,
    types,
    until,
    wall,
    whoever,
    willing,
    worse,
    zone,
)

_SHATTERED: Final = Lasting(
    scores=((Ability.INTELLIGENCE, 1), (Ability.CHARISMA, 1)),
    denies=frozenset({Deed.SPELLS, Deed.MAGIC, Deed.SPEECH}),
)
_BEFUDDLED: Final = Lasting(denies=frozenset({Deed.SPELLS, Deed.MAGIC}))
_UNTIL_CURED: Final = Duration(ends=(Until.CURED,))
_NO_MAGIC: Final = alter(Lasting(denies=frozenset({Deed.SPELLS, Deed.MAGIC, Deed.TELEPORT})))
_FALLS: Final = inflict("prone", FOR_GOOD)
_HEARTENED: Final = (*better(Roll.SAVES), *worse(Roll.ATTACKED))
_MINDLESS: Final = Lasting(
    ignores=harm("psychic"), spared=frozenset({Condition.CHARMED}), proof=frozenset({"divination"})
)
_ARMS: Final = (Ability.STRENGTH,)
_MAZE: Final = (Ability.INTELLIGENCE,)
_STRONG: Final = Only(hit_points=(151, None))
_WEAK: Final = Only(hit_points=(0, 150))
_SMALL: Final = Only(up_to=Size.HUGE)


def _beasts(*, cushion: bool) -> Tree:
    lasts = until(Until.ENDED)
    form = Become(kinds=frozenset({"beast"}), challenge="4", up_to=Size.LARGE, cushion=cushion, lasts=lasts)
    return (again(whoever(form, whom="allies"), anew=True),)


def _drawn(distance: int, frightened: Effect, drawn: Effect) -> Tree:
    kind = Only(when="it is of the named kind")
    ways = choose(antipathy=frightened, sympathy=drawn)
    return (one(zone(ball(distance), save("wis", ways), when="appears enters", only=kind, range_ft=0, follows=True)),)


def _quake(dice: str, *effects: Effect) -> Tree:
    buried = inflict("prone restrained", Duration(ends=(Until.ESCAPE,), dc=20, escape=_ARMS, skill="athletics"))
    rubble = save("dex", half(dice, "bludgeoning"), buried, only=Only(when="a falling structure strikes it"))
    return (
        zone(ball(100), *effects, when="appears source_turn_end", cost=2),
        Grant(Economy.NONE, (inside(ball(100), rubble),), now=True),
    )


def _haloed(lasts: Duration) -> Effect:
    dazzled = save("con", inflict("blinded", lasts), only=types("fiend", "undead"))
    return alter(*_HEARTENED, struck=(dazzled,))


def _embers(when: str, *, once: bool) -> Tree:
    burned = save("dex", half("10d8", "fire"))
    return (zone(ball(20), burned, when=when, once=once, drifts_ft=10, sight="heavily obscured"),)


def _sunburst(worse: Only | None) -> Tree:
    blind = inflict("blinded", Duration(rounds=10, save=Ability.CONSTITUTION))
    return (inside(ball(60), save("con", half("12d6", "radiant"), blind, worse=worse)),)


def _surge() -> Tree:
    """The wall of water, which is lower and weaker in each round after the first."""
    first = zone(wall(300, 300, 50), save("str", half("6d10", "bludgeoning")), when="appears", drifts_ft=50)
    later: list[Effect] = []
    for number in range(2, 7):
        struck = save("str", damage(f"{7 - number}d10", "bludgeoning"), only=_SMALL)
        surge = inside(wall(300, 350 - 50 * number, 50), struck)
        later.append(Grant(Economy.NONE, (surge,), rounds=(number, number)))
    return (first, *later)


SPELLS: Final[Mapping[str, Page]] = {
    "Animal Shapes": Page(_beasts(cushion=False), _beasts(cushion=True)),
    "Antimagic Field": both(zone(around(10), follows=True, keeps_out=9, within=(_NO_MAGIC,)), whole=False),
    "Antipathy/Sympathy": Page(
        _drawn(
            60,
            inflict("frightened", each_turn=(Compel("flees"),)),
            alter(each_turn=(Compel("approaches"),)),
        ),
        _drawn(
            120,
            inflict("frightened", each_turn=(Compel("flees"),)),
            inflict("charmed", until(harmed="saves", save="wis", tried=Moment.HARM), each_turn=(Compel("approaches"),)),
        ),
        whole=False,
    ),
    "Befuddlement": new(one(save("int", half("10d12", "psychic"), alter(_BEFUDDLED, lasts=_UNTIL_CURED)))),
    "Clone": TOLD,
    "Control Weather": TOLD,
    "Demiplane": TOLD,
    "Dominate Monster": both(dominate(Only())),
    "Earthquake": Page(
        _quake("5d6", save("dex", _FALLS), save("con", end(also=["concentration"]))),
        _quake("12d6", save("dex", _FALLS, end(also=["concentration"]))),
        whole=False,
    ),
    "Feeblemind": old(one(damage("4d6", "psychic"), save("int", alter(_SHATTERED, lasts=_UNTIL_CURED)))),
    "Glibness": both(own(alter(Lasting(Roll.CHECKS, abilities=abilities("cha"), at_least=15)))),
    "Holy Aura": Page(
        (inside(around(30), _haloed(SPELL), whom="chosen"),),
        (zone(around(30), whom="chosen", follows=True, within=(_haloed(TO_OWN_END),)),),
    ),
    "Incendiary Cloud": Page(
        _embers("appears enters turn_end", once=False), _embers("appears swept enters turn_end", once=True)
    ),
    "Maze": Page(
        (one(gone("a labyrinth", until(Until.ESCAPE, dc=20, escape=_MAZE))),),
        (one(gone("a labyrinth", until(Until.ESCAPE, dc=20, escape=_MAZE, skill="investigation"))),),
    ),
    "Mind Blank": both(willing(alter(_MINDLESS))),
    "Power Word Stun": Page(
        (one(inflict("stunned", Duration(save=Ability.CONSTITUTION), only=_WEAK)),),
        (
            one(
                inflict("stunned", Duration(save=Ability.CONSTITUTION), only=_WEAK),
                alter(STILL, lasts=TO_SOURCE_START, only=_STRONG),
            ),
        ),
    ),
    "Sunburst": Page(_sunburst(types("undead", "ooze")), _sunburst(None)),
    "Tsunami": Page(None, _surge(), whole=False),
}
