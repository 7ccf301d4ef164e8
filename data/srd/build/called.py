"""The stat blocks that spells bring with them: one for each level of the slot, where their numbers grow by that.

What is the caller's own (the bonus of attacks, the DC of saves, a modifier) is left open in them, and filled in when
they act. Their proficiency bonus is the caller's as well, which no block can tell: it has the lowest.

Source: SRD 5.1, "Spell Descriptions", Animate Objects; SRD 5.2.1, "Spells", Animate Objects, Find Steed, Giant Insect
and Summon Dragon.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from core.monsters.stat_block import Action, StatBlock, Trait, Usage
from core.rules.abilities import Ability, modifier
from core.rules.actions import Economy
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Defence, Defences
from core.rules.edition import Edition
from core.rules.effects.growth import added
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Damage, Go, Heal, Use
from core.rules.effects.terms import Area, Duration, Moment, Shape
from core.rules.effects.tree import Alter, Attack, Choose, Each, Effect, Inflict, Save
from core.rules.sizes import Size
from core.rules.spells import HIGHEST_SLOT
from data.srd.build.sources import Sources

_TO_ITS_START: Final = Duration(until=Moment.SOURCE_TURN_START)
_TO_ITS_END: Final = Duration(until=Moment.SOURCE_TURN_END)
_ONCE: Final = Usage(1, "long rest")
_BREATHS: Final = tuple(DamageType(each) for each in ("acid", "cold", "fire", "lightning", "poison"))
_MINDLESS: Final = (10, 3, 3, 1)
_TABLE: Final = (
    (Size.TINY, 20, 18, 8, "1d4+4", (4, 18)),
    (Size.SMALL, 25, 16, 6, "1d8+2", (6, 14)),
    (Size.MEDIUM, 40, 13, 5, "2d6+1", (10, 12)),
    (Size.LARGE, 50, 10, 6, "2d10+2", (14, 10)),
    (Size.HUGE, 80, 10, 8, "2d12+4", (18, 6)),
)
"""Of objects in 2014: hit points, Armor Class, the attack's bonus and damage, Strength and Dexterity."""
_OBJECTS: Final = (
    ("Medium or Smaller", Size.MEDIUM, 10, "1d4+3", "1d4"),
    ("Large", Size.LARGE, 20, "2d6+3", "1d6"),
    ("Huge", Size.HUGE, 40, "2d12+3", "1d12"),
)
"""Of objects in 2024: hit points, damage, and what that grows by."""


def called_in_2014(sources: Sources) -> list[StatBlock]:
    """Those of SRD 5.1."""
    del sources  # they stand in the text of spells alone
    return [
        _block(
            f"Animated Object ({size.value.capitalize()})",
            Edition.SRD_51,
            (*strong, *_MINDLESS),
            size=size,
            kind="construct",
            armor_class=armor_class,
            hit_points=hit_points,
            speeds={"walk": 30},
            senses={"blindsight": 30},
            actions=(_strike("Slam", Damage(dice, (DamageType.BLUDGEONING,)), bonus=bonus),),
        )
        for size, hit_points, armor_class, bonus, dice, strong in _TABLE
    ]


def called_in_2024(sources: Sources) -> list[StatBlock]:
    """Those of SRD 5.2.1."""
    del sources
    return [*_objects(), *_steeds(), *_insects(), *_dragons()]


def _objects() -> Iterator[StatBlock]:
    immune = {Condition.CHARMED, Condition.FRIGHTENED, Condition.PARALYZED, Condition.POISONED}
    for word, size, hit_points, dice, more in _OBJECTS:
        for level in range(5, HIGHEST_SLOT + 1):
            grown = added(dice, more, level - 5)
            slam = Damage(grown, (DamageType.FORCE,), plus_modifier=size is not Size.MEDIUM)
            yield _block(
                f"Animated Object ({word}), level {level}",
                Edition.SRD_52,
                (16, 10, *_MINDLESS),
                size=size,
                kind="construct",
                armor_class=15,
                hit_points=hit_points,
                speeds={"walk": 30},
                senses={"blindsight": 30},
                defences=Defences(ignores=(Defence(frozenset({DamageType.POISON, DamageType.PSYCHIC})),)),
                immune_to=frozenset(immune),
                immune_to_exhaustion=True,
                actions=(_strike("Slam", slam),),
            )


def _steeds() -> Iterator[StatBlock]:
    glare = Save((Ability.WISDOM,), None, (Inflict((Condition.FRIGHTENED,), _TO_ITS_END),))
    for level in range(2, HIGHEST_SLOT + 1):
        own = (
            ("celestial", "radiant", "Healing Touch", _at(5, Heal(f"2d8+{level}"))),
            ("fey", "psychic", "Fey Step", Go(60, how="teleport", along=1)),
            ("fiend", "necrotic", "Fell Glare", _at(60, glare)),
        )
        for kind, harm, name, does in own:
            slam = Damage(f"1d8+{level}", (DamageType(harm),))
            yield _block(
                f"Otherworldly Steed ({kind.capitalize()}), level {level}",
                Edition.SRD_52,
                (18, 12, 14, 6, 12, 8),
                kind=kind,
                alignment="neutral",
                armor_class=10 + level,
                hit_points=5 + 10 * level,
                hit_dice=f"{level}d10",
                speeds={"walk": 60, **({"fly": 60} if level >= 4 else {})},
                languages="telepathy 1 mile",
                traits=(Trait("Life Bond"),),
                actions=(_strike("Otherworldly Slam", slam), Action(name, Economy.BONUS, (does,), _ONCE)),
            )


def _insects() -> Iterator[StatBlock]:
    spew = Save((Ability.CONSTITUTION,), None, (Inflict((Condition.POISONED,), _TO_ITS_START),))
    held = Alter((Lasting(Roll.SPEED, times=0),), _TO_ITS_START)
    for level in range(4, HIGHEST_SLOT + 1):
        jabs = (Damage(f"1d6+{3 + level}", (DamageType.PIERCING,)), Damage("1d4", (DamageType.POISON,)))
        jab = _strike("Poison Jab", *jabs, reach_ft=10)
        web = Damage(f"1d10+{3 + level}", (DamageType.BLUDGEONING,))
        own: tuple[tuple[str, tuple[Action, ...]], ...] = (
            ("Centipede", (jab, Action("Venomous Spew", Economy.BONUS, (_at(10, spew),)))),
            ("Spider", (jab, _strike("Web Bolt", web, held, melee=False, ranged=Reach(60, 60)))),
            ("Wasp", (jab,)),
        )
        for word, actions in own:
            names = [each.name for each in actions if each.economy is Economy.ACTION]
            ways = tuple((name, (Use(((name, 1),)),)) for name in names)
            several = Choose(ways, level // 2) if len(ways) > 1 else Use(((jab.name, level // 2),))
            yield _block(
                f"Giant Insect ({word}), level {level}",
                Edition.SRD_52,
                (17, 13, 15, 4, 14, 3),
                kind="beast",
                armor_class=11 + level,
                hit_points=30 + 10 * (level - 4),
                speeds={"walk": 40, "climb": 40, **({"fly": 40} if word == "Wasp" else {})},
                senses={"darkvision": 60},
                traits=(Trait("Spider Climb"),),
                actions=(Action("Multiattack", Economy.ACTION, (several,)), *actions),
            )


def _dragons() -> Iterator[StatBlock]:
    breath = Save((Ability.DEXTERITY,), None, (Damage("2d6", _BREATHS, halved=True),))
    cone = Each((breath,), most=None, area=Area(Shape.CONE, 30), range_ft=0, whom="others")
    for level in range(5, HIGHEST_SLOT + 1):
        yield _block(
            f"Draconic Spirit, level {level}",
            Edition.SRD_52,
            (19, 14, 17, 10, 14, 14),
            kind="dragon",
            alignment="neutral",
            armor_class=14 + level,
            hit_points=50 + 10 * (level - 5),
            speeds={"walk": 30, "fly": 60, "swim": 30},
            senses={"blindsight": 30, "darkvision": 60},
            languages="Draconic",
            defences=Defences(resists=(Defence(frozenset(_BREATHS)),)),
            immune_to=frozenset({Condition.CHARMED, Condition.FRIGHTENED, Condition.POISONED}),
            traits=(Trait("Shared Resistances"),),
            actions=(
                Action("Multiattack", Economy.ACTION, (Use((("Rend", level // 2), ("Breath Weapon", 1))),)),
                _strike("Rend", Damage(f"1d6+{4 + level}", (DamageType.PIERCING,)), reach_ft=10),
                Action("Breath Weapon", Economy.ACTION, (cone,)),
            ),
        )


def _at(range_ft: int, *effects: Effect) -> Each:
    return Each(effects, range_ft=range_ft)


def _strike(name: str, *hit: Effect, **rest: Any) -> Action:
    return Action(name, Economy.ACTION, (Each((Attack(hit, **rest),)),))


def _block(name: str, edition: Edition, scores: tuple[int, ...], **rest: Any) -> StatBlock:
    """A block, with what all of these have alike."""
    by_ability = dict(zip(Ability, scores, strict=True))
    plain: dict[str, Any] = {"size": Size.LARGE, "alignment": "unaligned", "hit_dice": ""}
    return StatBlock(
        slug="-".join(name.casefold().translate(str.maketrans("", "", "(),")).split()),
        name=name,
        edition=edition,
        scores=by_ability,
        passive_perception=10 + modifier(by_ability[Ability.WISDOM]),
        challenge="0",
        xp=0,
        proficiency_bonus=2,
        initiative=modifier(by_ability[Ability.DEXTERITY]),
        **(plain | rest),
    )
