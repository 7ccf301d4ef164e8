"""What spells of the fifth level do, from G to Z."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.lasting import Deed, Lasting
from core.rules.effects.magic import Revive
from core.rules.effects.outcomes import Exhaust, Go, Shift
from core.rules.effects.terms import Barrier, Duration, Moment, Only, Until
from core.rules.effects.tree import Contest, Effect, Grant, Later
from core.rules.sizes import Size
from data.srd.build.spell_trees.phrases import again, beside
from data.srd.build.spell_trees.words import (
    FIGHTING,
    LIVING,
    OTHERWORLDLY,
    TO_SOURCE_END,
    TOLD,
    Page,
    Tree,
    alter,
    ask,
    ball,
    both,
    choose,
    damage,
    end,
    half,
    harm,
    heal,
    inflict,
    new,
    one,
    own,
    resists,
    save,
    some,
    until,
    wall,
    zone,
)

_SERVES: Final = Lasting(obeys=True)
_OUTSIDERS: Final = Only(types=frozenset({"celestial", "elemental", "fey", "fiend"}))
_HELD: Final = inflict("paralyzed", until(save="wis"))
_LOCUSTS: Final = save("con", half("4d10", "piercing", more="1d10"))
_HUGE: Final = Only(up_to=Size.HUGE)
_LIFTED: Final = (Shift(30, "anywhere", only=_HUGE), inflict("restrained", TO_SOURCE_END, only=_HUGE))
_ENERGIES: Final = tuple(kind for kind in DamageType if kind.value not in {"bludgeoning", "piercing", "slashing"})
_ENTHRALLED: Final = frozenset({Condition.CHARMED, Condition.FRIGHTENED})
_BREATHS: Final = ("acid", "cold", "fire", "lightning", "poison")
_TEN_DAYS: Final = 10 * 14400
_RESTORED: Final = choose(
    exhaustion=Exhaust(-1),
    charmed=end("charmed"),
    petrified=end("petrified"),
    curse=end(also=["curse", "attunement"]),
    lower_ability=end(also=["a lower ability"]),
    lower_maximum=end(also=["a lower maximum"]),
)
_UNBROKEN: Final = choose(
    dome_or_sphere=zone(ball(10), barrier=Barrier()), panels=zone(wall(100, 10, 0), barrier=Barrier())
)


def _hallowed(outsiders: frozenset[str], withstood: tuple[DamageType, ...], *, tried: bool) -> Tree:
    """The ward, and what is bound to it; who comes in can throw that off by a save, where it is `tried`."""

    def bound(*effects: Effect) -> Tree:
        if tried:
            return (zone(ball(60), save("cha", *effects), when="enters turn_start", only=_FOLK),)
        return (zone(ball(60), within=effects, only=_FOLK),)

    off = Only(types=outsiders)
    ward = zone(ball(60), bars=off, within=(alter(Lasting(spared=_ENTHRALLED, against=off)),))
    kinds_of = frozenset(withstood)
    extra = choose(
        courage=bound(alter(Lasting(spared=frozenset({Condition.FRIGHTENED})))),
        darkness=zone(ball(60), sight="darkness"),
        daylight=zone(ball(60), sight="bright light"),
        extradimensional_interference=bound(alter(Lasting(denies=frozenset({Deed.TELEPORT})))),
        fear=bound(inflict("frightened")),
        resistance=bound(alter(Lasting(resists=kinds_of, picks=1))),
        vulnerability=bound(alter(Lasting(suffers=kinds_of, picks=1))),
        silence=zone(ball(60), within=(inflict("deafened"),)),
        rest_or_tongues=(),
    )
    return ward, extra


_FOLK: Final = Only(when="it is of those whom the effect is for")


def _plague(*, once: bool) -> Tree:
    return (zone(ball(20), _LOCUSTS, when="appears enters turn_end", once=once, cost=2, sight="lightly obscured"),)


def _healed(dice: str, only: Only) -> Tree:
    return (some(6, heal(dice, "1d8", mod=True, only=only), area=ball(30)),)


def _stony(barrier: Barrier) -> Tree:
    leaps = Grant(Economy.REACTION, (Go(share=100),), Duration(until=Moment.THIS_TURN_END), uses=1)
    enclosed = save("dex", success=(leaps,), only=Only(when="the wall would enclose it"))
    return (zone(wall(100, 10, 0), enclosed, when="appears", barrier=barrier, lasts=until(stays=True)),)


SPELLS: Final[Mapping[str, Page]] = {
    "Geas": both(
        one(
            save(
                "wis",
                inflict("charmed", until(Until.CURED)),
                Later((damage("5d10", "psychic"),), trigger="it acts against the command"),
                only=Only(when="it understands the command"),
            )
        ),
        whole=False,
    ),
    "Greater Restoration": both(one(_RESTORED)),
    "Hallow": Page(
        _hallowed(OTHERWORLDLY, _ENERGIES, tried=True),
        _hallowed(OTHERWORLDLY | {"aberration"}, tuple(DamageType), tried=False),
        whole=False,
    ),
    "Hold Monster": Page(
        (some(1, save("wis", _HELD, only=Only(but_not=frozenset({"undead"}))), more=1, apart_ft=30),),
        (some(1, save("wis", _HELD), more=1),),
    ),
    "Insect Plague": Page(_plague(once=False), _plague(once=True)),
    "Legend Lore": TOLD,
    "Mass Cure Wounds": Page(_healed("3d8", LIVING), _healed("5d8", Only())),
    "Mislead": both(own(inflict("invisible", until(Until.ATTACKS, Until.CASTS)))),
    "Modify Memory": both(
        one(save("wis", inflict("charmed incapacitated", until(harmed="ends")), better=FIGHTING)), whole=False
    ),
    "Passwall": TOLD,
    "Planar Binding": both(one(save("cha", alter(_SERVES), only=_OUTSIDERS))),
    "Raise Dead": both(one(Revive(1, _TEN_DAYS, ordeal=4), end(also=["poison", "disease"]))),
    "Reincarnate": both(one(Revive(None, _TEN_DAYS)), whole=False),
    "Scrying": TOLD,
    "Seeming": TOLD,
    "Summon Dragon": new(beside("Draconic Spirit"), own(alter(resists(*_BREATHS, picks=1)))),
    "Telekinesis": Page(
        (again(choose(creature=one(Contest(((Ability.STRENGTH, ""),), _LIFTED)), object=()), anew=True),),
        (again(choose(creature=one(save("str", *_LIFTED, only=_HUGE)), object=()), anew=True),),
    ),
    "Telepathic Bond": TOLD,
    "Teleportation Circle": TOLD,
    "Tree Stride": both(ask("travel")),
    "Wall of Force": both(_UNBROKEN),
    "Wall of Stone": Page(_stony(Barrier(15, 180)), _stony(Barrier(15, 180, harm("poison", "psychic")))),
}
