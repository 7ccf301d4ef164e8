"""What changes on a sheet whenever scores or levels do: hit points, counters, and scores themselves.

Source: SRD 5.1, "Beyond 1st Level"; SRD 5.2.1, "Character Creation", Level Advancement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.characters.numbers import ability_modifier, proficiency
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import ClassLevels, Counter, Resets, Sheet
from core.rules.abilities import HIGHEST_OWN_SCORE, Ability, modifier
from core.rules.classes import Subclass
from core.rules.growth import Resource
from core.rules.rests import Rest

_RESETS = {Rest.SHORT: Resets.SHORT_REST, Rest.LONG: Resets.LONG_REST}


def with_scores(sheet: Sheet, scores: Mapping[Ability, int]) -> Sheet:
    """With other scores; a Constitution modifier that changes changes the hit points of every level."""
    after = {**sheet.scores, **scores}
    more = modifier(after[Ability.CONSTITUTION]) - modifier(sheet.scores[Ability.CONSTITUTION])
    return with_more_hit_points(replace(sheet, scores=after), more * sheet.level if sheet.classes else 0)


def raised(sheet: Sheet, by: Mapping[Ability, int], *, highest: int = HIGHEST_OWN_SCORE) -> Sheet:
    """With scores raised, none above a bound; one that is there already stays."""
    up = {each: max(sheet.scores[each], min(highest, sheet.scores[each] + points)) for each, points in by.items()}
    return with_scores(sheet, up)


def with_more_hit_points(sheet: Sheet, more: int) -> Sheet:
    """With a higher maximum, and as much more of it; or a lower one, though never below 1."""
    points = sheet.vitals.hit_points
    maximum = max(1, points.maximum + more)
    current = max(0, min(maximum, points.current + max(0, more)))
    return replace(sheet, vitals=replace(sheet.vitals, hit_points=replace(points, maximum=maximum, current=current)))


def hit_points_each_level(sheet: Sheet, book: Rulebook) -> int:
    """What species and lineage add to the maximum at every level."""
    species, lineage = find(book.species, sheet.species), find(book.lineages, sheet.lineage)
    return sum(each.inborn.hit_points_per_level for each in (species, lineage) if each)


def subclass_of(levels: ClassLevels, book: Rulebook) -> Subclass | None:
    """The record of a subclass; None before it is chosen, and of one that no book has."""
    return find(book.subclasses, levels.subclass) if levels.subclass else None


def with_counters(sheet: Sheet, book: Rulebook) -> Sheet:
    """With the counters that its classes and its species bring, as large as they are at its level; others stay."""
    modifiers = {ability: ability_modifier(sheet, ability) for ability in Ability}
    counters = dict(sheet.counters)
    grown: dict[str, Counter] = {}
    for resource, level in _resources(sheet, book):
        most = resource.most(level, modifiers, proficiency(sheet))
        before = grown.get(resource.name)
        if most > 0 and (before is None or before.maximum < most):
            spent = min(most, counters[resource.name].spent) if resource.name in counters else 0
            back = _RESETS[resource.back_after(level)]
            grown[resource.name] = Counter(most, spent, back, on_short=_on_short(resource, level))
    return replace(sheet, counters={**counters, **grown})


def _on_short(resource: Resource, level: int) -> int:
    reached = [step for step in resource.on_short if step <= level]
    return resource.on_short[max(reached)] if reached else 0


def _resources(sheet: Sheet, book: Rulebook) -> Iterator[tuple[Resource, int]]:
    for levels in sheet.classes.values():
        for record in (find(book.classes, levels.name), subclass_of(levels, book)):
            yield from ((each, levels.level) for each in (record.resources if record else ()))
    for origin in (find(book.species, sheet.species), find(book.lineages, sheet.lineage)):
        yield from ((each, sheet.level) for each in (origin.inborn.resources if origin else ()))
