"""Sheets of every kind that a sheet can be, for properties that hold of all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from core.characters.importing import limits
from core.characters.importing.bounds import ARMOR, OVERRIDES
from core.characters.sheet import ClassLevels, Counter, Item, KnownSpell, OwnAttack, Resets, Sheet
from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.sizes import Size
from core.rules.skills import SKILLS
from core.rules.vitals import Vitals

LETTERS = st.sampled_from(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäéñøßжзд漢字0123456789’'+-.,:;!?()/&<>\"\\"
)
WORDS = st.text(LETTERS, min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TEXTS = st.one_of(st.just(""), NAMES)
PROSE = st.lists(WORDS.filter(lambda word: "<" not in word), max_size=12).map("\n".join)
DICE = st.sampled_from(["", "1", "1d8", "1d8+3", "2d6-1", "1d6+1d4+2"])


def within(bounds: tuple[int, int]) -> st.SearchStrategy[int]:
    return st.integers(*bounds)


def named(values: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(NAMES, values, max_size=most)


def once(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


@st.composite
def classes(draw: st.DrawFn) -> dict[str, ClassLevels]:
    names = draw(st.lists(NAMES, max_size=4, unique=True))
    die = st.sampled_from(sorted(limits.HIT_DICE))
    return {name: ClassLevels(name, draw(st.integers(1, 5)), draw(die), draw(TEXTS)) for name in names}


@st.composite
def vitals(draw: st.DrawFn) -> Vitals:
    maximum = draw(within(limits.HIT_POINTS))
    saves = st.builds(DeathSaves, within((0, 3)), within((0, 3)), st.sampled_from(Fate))
    return Vitals(
        HitPoints(draw(st.integers(0, maximum)), maximum, draw(within(limits.POINTS))),
        draw(st.none() | saves),
        draw(within(limits.EXHAUSTION)),
        draw(within(limits.POINTS)),
        draw(st.booleans()),
    )


ITEMS = st.builds(
    Item,
    within(limits.COUNT),
    st.booleans(),
    st.booleans(),
    st.floats(0, limits.POUNDS),
    PROSE,
    TEXTS,
    within(limits.BONUS),
)
COUNTERS = st.builds(
    Counter,
    within(limits.POINTS),
    within(limits.POINTS),
    st.sampled_from(Resets),
    st.none() | within(limits.POINTS),
    within(limits.POINTS),
)
ATTACKS = st.builds(
    OwnAttack,
    within(limits.BONUS),
    DICE,
    st.none() | st.sampled_from(DamageType),
    within(limits.FEET),
    within(limits.FEET),
    within(limits.FEET),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet whose every field is something."""
    taken = draw(classes())
    return Sheet(
        name=draw(NAMES),
        edition=draw(st.sampled_from(Edition)),
        species=draw(TEXTS),
        lineage=draw(TEXTS),
        background=draw(TEXTS),
        alignment=draw(TEXTS),
        size=draw(st.sampled_from(Size)),
        classes=taken,
        first_class=draw(st.sampled_from(list(taken))) if taken else "",
        xp=draw(within(limits.XP)),
        scores={ability: draw(within(limits.SCORE)) for ability in Ability},
        saves=tuple(sorted(draw(st.sets(st.sampled_from(Ability))), key=list(Ability).index)),
        skills=draw(st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(Training), max_size=5)),
        tools=draw(named(st.sampled_from(Training))),
        languages=draw(once(NAMES)),
        armor=draw(once(st.sampled_from(ARMOR))),
        weapons=draw(once(NAMES)),
        masteries=draw(once(NAMES)),
        feats=draw(once(NAMES)),
        choices=draw(named(TEXTS)),
        speeds={"walk": draw(within(limits.FEET)), **draw(named(within(limits.FEET), 2))},
        senses=draw(named(within(limits.FEET))),
        resists=draw(once(st.sampled_from(DamageType))),
        suffers=draw(once(st.sampled_from(DamageType))),
        ignores=draw(once(st.sampled_from(DamageType))),
        immune_to=draw(once(st.sampled_from(Condition))),
        vitals=draw(vitals()),
        conditions=draw(st.dictionaries(st.sampled_from(Condition), TEXTS, max_size=3)),
        concentration=draw(TEXTS),
        inspired=draw(st.booleans()),
        slots_spent=draw(st.dictionaries(st.integers(1, 9), within(limits.SPENT), max_size=3)),
        pact_spent=draw(within(limits.SPENT)),
        hit_dice_spent=draw(st.dictionaries(st.sampled_from(sorted(limits.HIT_DICE)), within(limits.SPENT))),
        counters=draw(named(COUNTERS)),
        items=draw(named(ITEMS)),
        coins=draw(st.dictionaries(st.sampled_from(Coin), within(limits.COINS))),
        spells=draw(named(st.builds(KnownSpell, TEXTS, st.booleans(), st.booleans()))),
        attacks=draw(named(ATTACKS)),
        overrides=draw(st.dictionaries(st.sampled_from(sorted(OVERRIDES)), within(limits.OVERRIDE), max_size=3)),
        fields=draw(named(TEXTS)),
        notes=draw(PROSE),
    )


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["1d8", "str", "5.2", "wizard", "longsword", "\ud800", "\0", "x" * 500]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
"""Anything that can stand where something else should."""
