"""What spells of the fifth level do, from A to F."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.magic import Compel, Over, Summon
from core.rules.effects.outcomes import Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, Until
from core.rules.effects.tree import Chance, Choose, Contest, Effect, Grant
from core.rules.sizes import Size
from data.srd.build.spell_trees.phrases import beside, dominate, thing
from data.srd.build.spell_trees.words import (
    ALL_ABILITIES,
    ALL_DAMAGE,
    HUMANOID,
    LIVING,
    OTHERWORLDLY,
    TO_OWN_END,
    TOLD,
    Page,
    Tree,
    abilities,
    alter,
    around,
    ball,
    bonus,
    both,
    choose,
    column,
    cone,
    damage,
    end,
    gone,
    half,
    inflict,
    inside,
    one,
    own,
    save,
    touch,
    until,
    worse,
    zone,
)

_ATHLETICS: Final = ((Ability.STRENGTH, "athletics"),)
_MEDIUM: Final = Only(up_to=Size.MEDIUM)
_HUGE: Final = Only(up_to=Size.HUGE)
_PUSHED: Final = Shift(5, "anywhere", more_ft=5)
_PUSHED_IF_HUGE: Final = Shift(5, "anywhere", only=_HUGE, more_ft=5)
_IN_HAND: Final = until(Until.ESCAPE)
_BETWEEN: Final = own(alter(*bonus("2", Roll.ARMOR_CLASS, against=Only(when="the hand stands between"))))
_POISONED: Final = save("con", half("5d8", "poison", more="1d8"))
_WRACKED: Final = save("con", Over(tries=True), success=(Over(besides=True),), tally=3)
_OTHERWORLDLY: Final = Only(types=OTHERWORLDLY)
_FROM_THEM: Final = own(alter(*worse(Roll.ATTACKED, against=_OTHERWORLDLY)))
_BROKEN: Final = one(end("charmed", "frightened", also=["possession"]), range_ft=5)
_SENT_HOME: Final = save("cha", gone("its home plane", FOR_GOOD), only=_OTHERWORLDLY)
_ELEMENTS: Final = ("lightning", "thunder", "fire", "cold")
_UNTIL_RESTED: Final = Duration(ends=(Until.LONG_REST, Until.CURED))
_STRAYS: Final = Chance(
    "1d10", ((1, 1, (Compel("wanders"),)), (2, 6, (Compel("halts"),)), (7, 8, (Compel("strikes"),)))
)
_STRENGTH: Final = frozenset({"strength"})
_DEXTERITY: Final = frozenset({"dexterity"})
_COLUMN: Final = column(10, 40)


def _hand(fist: str, force: Effect, grasp: Effect, crush: str) -> Tree:
    crushed = damage(crush, "bludgeoning", more="2d6", plus_modifier=True, only=Only(when="the hand grapples it"))
    ways = choose(
        clenched_fist=one(touch(damage(fist, "force", more="2d8")), range_ft=5),
        forceful_hand=one(force, range_ft=5),
        grasping_hand=one(grasp, range_ft=5),
        crush=one(crushed, range_ft=5),
        interposing_hand=_BETWEEN,
    )
    return (thing(ways, moves_ft=60),)


def _cloud(when: str) -> Tree:
    return (zone(ball(20), _POISONED, when=when, drifts_ft=10, sight="heavily obscured"),)


def _diseased(name: str, *what: Lasting, each: Tree = (), hurt: Tree = (), condition: str = "") -> tuple[str, Tree]:
    lasts, called = until(Until.CURED), f"{name} (disease)"
    sick = alter(*what, lasts=lasts, each_turn=(_WRACKED,), at=Moment.OWN_TURN_END, hurt=hurt, called=called)
    besides = (inflict(condition, lasts, called=called),) if condition else ()
    strays = (alter(lasts=lasts, each_turn=each, called=called),) if each else ()
    return name.casefold(), (sick, *besides, *strays)


def _weak(ability: str) -> tuple[Lasting, ...]:
    return worse(Roll.CHECKS, Roll.SAVES, abilities=abilities(ability))


(_UNSIGHTLY,) = worse(Roll.CHECKS, abilities=abilities("cha"))


def _column(dice: str, *more: Effect, grows: str) -> Tree:
    fire, radiant = half(dice, "fire", more=grows), half(dice, "radiant", more=grows)
    return (inside(_COLUMN, save("dex", fire, radiant, *more)),)


SPELLS: Final[Mapping[str, Page]] = {
    "Animate Objects": Page(
        (
            Summon(
                tuple(f"Animated Object ({size})" for size in ("Tiny", "Small", "Medium", "Large", "Huge")),
                count="10",
                weights=(1, 1, 2, 4, 8),
                economy=Economy.BONUS,
                grows=Growth("2"),
            ),
        ),
        (
            beside(
                *(f"Animated Object ({size})" for size in ("Medium or Smaller", "Large", "Huge")),
                count="",
                plus_modifier=True,
                weights=(1, 2, 3),
                economy=Economy.BONUS,
            ),
        ),
    ),
    "Antilife Shell": both(zone(around(10), follows=True, bars=LIVING)),
    "Arcane Hand": Page(
        _hand(
            "4d8",
            Contest(_ATHLETICS, (_PUSHED,), bonus=8, better=_MEDIUM),
            Contest(
                (*_ATHLETICS, (Ability.DEXTERITY, "acrobatics")),
                (inflict("grappled", _IN_HAND, only=_HUGE),),
                bonus=8,
                better=_MEDIUM,
            ),
            "2d6",
        ),
        _hand(
            "5d8",
            save("str", _PUSHED_IF_HUGE),
            save("dex", inflict("grappled", _IN_HAND), only=_HUGE),
            "4d6",
        ),
        whole=False,
    ),
    "Awaken": TOLD,
    "Cloudkill": Page(_cloud("enters turn_start"), _cloud("appears swept enters turn_end")),
    "Commune": TOLD,
    "Commune with Nature": TOLD,
    "Cone of Cold": both(inside(cone(60), save("con", half("8d8", "cold", more="1d8")))),
    "Conjure Elemental": Page(
        (Summon(kinds=frozenset({"elemental"}), challenge="5", loose=True, harder=Growth("1")),),
        (
            zone(
                ball(5),
                save(
                    "dex",
                    damage("8d8", *_ELEMENTS, more="1d8"),
                    inflict(
                        "restrained",
                        each_turn=(save("dex", damage("4d8", *_ELEMENTS, more="1d8"), success=(Over(),)),),
                    ),
                ),
                when="enters turn_start",
                whom="chosen",
            ),
        ),
    ),
    "Contact Other Plane": Page(
        (
            own(
                save(
                    "int",
                    damage("6d6", "psychic"),
                    alter(Lasting(denies=frozenset({Deed.ACTION, Deed.SPEECH})), lasts=_UNTIL_RESTED),
                    dc=15,
                )
            ),
        ),
        (own(save("int", damage("6d6", "psychic"), inflict("incapacitated", _UNTIL_RESTED), dc=15)),),
    ),
    "Contagion": Page(
        (
            one(
                touch(
                    Choose(
                        (
                            _diseased("Blinding Sickness", *_weak("wis"), condition="blinded"),
                            _diseased("Filth Fever", *_weak("str"), *worse(Roll.ATTACKS, by=_STRENGTH)),
                            _diseased("Flesh Rot", _UNSIGHTLY, Lasting(suffers=ALL_DAMAGE)),
                            _diseased("Mindfire", *_weak("int"), Lasting(no_reactions=True), each=(_STRAYS,)),
                            _diseased("Seizure", *_weak("dex"), *worse(Roll.ATTACKS, by=_DEXTERITY)),
                            _diseased("Slimy Doom", *_weak("con"), hurt=(inflict("stunned", TO_OWN_END),)),
                        )
                    )
                )
            ),
        ),
        (
            one(
                save(
                    "con",
                    damage("11d8", "necrotic"),
                    inflict(
                        "poisoned",
                        with_it=(
                            *worse(Roll.SAVES, abilities=ALL_ABILITIES, picks=1),
                            Lasting(clings=Ability.CONSTITUTION),
                        ),
                        each_turn=(_WRACKED,),
                        at=Moment.OWN_TURN_END,
                    ),
                )
            ),
        ),
    ),
    "Creation": TOLD,
    "Dispel Evil and Good": Page(
        (
            _FROM_THEM,
            Grant(
                Economy.ACTION,
                (choose(break_enchantment=_BROKEN, dismissal=one(touch(_SENT_HOME), range_ft=5)),),
                uses=1,
            ),
        ),
        (
            _FROM_THEM,
            Grant(Economy.ACTION, (choose(break_enchantment=_BROKEN, dismissal=one(_SENT_HOME, range_ft=5)),), uses=1),
        ),
    ),
    "Dominate Person": both(dominate(HUMANOID)),
    "Dream": TOLD,
    "Flame Strike": Page(
        _column("4d6", half("", "fire", "radiant", more="1d6"), grows=""), _column("5d6", grows="1d6")
    ),
}
