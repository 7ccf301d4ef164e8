"""A creature's numbers as they are now: in another form, with other scores, larger or smaller for a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from core.combat.record.ongoing import Ongoing
from core.rules.abilities import Ability, modifier
from core.rules.creature import Creature
from core.rules.effects.magic import Become
from core.rules.sizes import Size
from core.rules.skills import ABILITY_OF

_SIZES: Final = tuple(Size)


def rank(size: Size) -> int:
    """How large a size is, to compare it with others.

    Example:
        >>> rank(Size.TINY) < rank(Size.HUGE)
        True
    """
    return _SIZES.index(size)


def as_now(creature: Creature, lasting: Iterable[Ongoing]) -> Creature:
    """A creature with what its scores, its size and its speeds are for a while."""
    steps = 0
    scores: dict[Ability, int] = {}
    for one in lasting:
        if isinstance(one.node, Become) and one.node.own_numbers:
            creature = _reshaped(creature, one.node, one.form)
        for each in one.alters:
            steps += each.larger
            scores.update({ability: min(scores.get(ability, 99), score) for ability, score in each.scores})
        for ability, less in one.lowers:
            scores[ability] = scores.get(ability, creature.scores[ability]) - less
    if steps:
        creature = replace(creature, size=_SIZES[max(0, min(len(_SIZES) - 1, rank(creature.size) + steps))])
    return with_scores(creature, scores) if scores else creature


def _reshaped(creature: Creature, node: Become, form: str) -> Creature:
    """In another shape that keeps all numbers but its size, where its name tells one, and its speeds."""
    size = next((each for each in Size if form.casefold().startswith(each.value)), creature.size)
    names = [each.casefold() for each in node.forms]
    place = names.index(form.casefold()) if form.casefold() in names else -1
    speeds = node.speeds[place] if 0 <= place < len(node.speeds) else creature.speeds
    return replace(creature, size=size, speeds=speeds)


def with_scores(creature: Creature, scores: Mapping[Ability, int]) -> Creature:
    """A creature with other scores, and everything that an ability's modifier is part of.

    Example:
        >>> from core.combat.situation.creatures import LAIR
        >>> weak = with_scores(LAIR, {Ability.STRENGTH: 4})
        >>> weak.modifier(Ability.STRENGTH), weak.save(Ability.STRENGTH), weak.save(Ability.DEXTERITY)
        (-3, -3, 0)
    """
    whole = {**creature.scores, **scores}
    by = {each: modifier(whole[each]) - modifier(creature.scores[each]) for each in Ability}
    dexterity = by[Ability.DEXTERITY]
    return replace(
        creature,
        scores=whole,
        saves={each: bonus + by[each] for each, bonus in creature.saves.items()},
        skills={each: bonus + by[ABILITY_OF[each]] for each, bonus in creature.skills.items()},
        checks={each: bonus + by[each] for each, bonus in creature.checks.items()},
        initiative=creature.initiative + dexterity,
        passive_perception=creature.passive_perception + by[Ability.WISDOM],
        spell_attack={each: bonus + by[each] for each, bonus in creature.spell_attack.items()},
        spell_dc={each: dc + by[each] for each, dc in creature.spell_dc.items()},
    )
