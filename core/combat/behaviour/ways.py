"""Which ways a deed can take where it leaves something to whoever acts: a choice in its tree, a spell of several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.combat.means.powers import ways_of_monster
from core.combat.situation.scene import Scene
from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Cast
from core.rules.effects.search import found
from core.rules.effects.tree import Choose, Effect
from core.rules.spells import cast_at

MOST_WAYS: Final = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One way that a deed can take.

    Attributes:
        said: What is said of it, in small letters.
        effects: What happens then, the spells that it casts included.
        tree: The deed's own tree.
    """

    said: frozenset[str]
    effects: tuple[Effect, ...]
    tree: tuple[Effect, ...]


def ways(scene: Scene, number: int, effects: tuple[Effect, ...]) -> list[Way]:
    """All of them, or the first few; one that says nothing where there is nothing to choose."""
    choose = next(found(effects, Choose), None)
    if choose is None:
        return _with_spells(scene, number, effects, frozenset(), tree=effects)[:MOST_WAYS]
    others = tuple(each for each in effects if each is not choose)
    several = [
        way
        for name, taken in choose.ways
        for way in _with_spells(scene, number, (*others, *taken), frozenset({name.casefold()}), tree=effects)
    ]
    return several[:MOST_WAYS]


def _with_spells(
    scene: Scene, number: int, taken: tuple[Effect, ...], said: frozenset[str], *, tree: tuple[Effect, ...]
) -> list[Way]:
    """The same for each spell that can be cast by it."""
    picks = said | _picked(taken)
    casts = list(found(taken, Cast))
    if not casts:
        return [Way(picks, taken, tree)]
    names = casts[0].spells or tuple(dict.fromkeys(known.name for known, _ in ways_of_monster(scene, number)))
    if not names:
        return [Way(picks, taken, tree)]
    told = [(name, scene.spell(name)) for name in names]
    return [
        Way(
            picks | ({name.casefold()} if len(names) > 1 else frozenset[str]()),
            (*taken, *cast_at(spell)),
            tree,
        )
        for name, spell in told
        if spell is not None and spell.trigger is None
    ]


def _picked(effects: Iterable[Effect]) -> frozenset[str]:
    """The first of what a deed lets whoever does it choose by name, as a type of damage."""
    for what in found(tuple(effects), Lasting):
        listed = sorted(
            str(each) for each in (*what.abilities, *what.skills, *what.resists, *what.suffers, *what.kinds)
        )
        if what.picks and listed:
            return frozenset({listed[0]})
    return frozenset()
