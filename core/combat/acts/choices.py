"""What whoever acts can say of a deed: which way it takes, what it is picked from, and which circumstances hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Cast, Damage
from core.rules.effects.search import found
from core.rules.effects.terms import Only, When
from core.rules.effects.tree import Attack, Choose, Effect


def choices(effects: Iterable[Effect]) -> list[str]:
    """All that can be chosen in a tree, each once, in the order in which it is told.

    Example:
        >>> from core.rules.damage import DamageType
        >>> choices((Damage("1d6", (DamageType.COLD, DamageType.FIRE)), Choose((("bite", ()), ("claw", ())))))
        ['bite', 'claw', 'cold', 'fire']
    """
    return list(dict.fromkeys(_choices(tuple(effects))))


def _choices(tree: tuple[Effect, ...]) -> Iterator[str]:
    for choose in found(tree, Choose):
        yield from (name for name, _ in choose.ways)
    for cast in found(tree, Cast):
        yield from cast.spells
    for damage in found(tree, Damage):
        if len(damage.kinds) > 1:
            yield from (each.value for each in damage.kinds)
    for lasting in found(tree, Lasting):
        if lasting.picks:
            listed = (*lasting.abilities, *lasting.skills, *lasting.resists, *lasting.suffers, *lasting.kinds)
            yield from sorted(str(each) for each in listed)
    known = {each.value for each in When}
    for only in found(tree, Only):
        if only.when and only.when not in known:
            yield only.when


def stances(effects: Iterable[Effect]) -> list[str]:
    """From where the attacks of a tree can be made, but for where they are made if nothing is said.

    Example:
        >>> from core.rules.attacks import Reach
        >>> stances((Attack((), ranged=Reach(20, 60)),)), stances((Attack((), melee=False, ranged=Reach(150, 600)),))
        (['at range'], ['within 5 feet'])
    """
    attacks = list(found(tuple(effects), Attack))
    afar = [When.AT_RANGE.value for each in attacks if each.melee and each.ranged]
    near = [When.NEAR.value for each in attacks if not each.melee]
    return list(dict.fromkeys((*afar, *near)))


def said(choice: str | None) -> frozenset[str]:
    """What somebody has chosen, as a deed is told it: several things stand apart by commas.

    Example:
        >>> sorted(said("Fire, level 3")), said(None)
        (['fire', 'level 3'], frozenset())
    """
    return frozenset(word for each in (choice or "").split(",") if (word := each.strip().casefold()))
