"""From nodes of a tree to what lasts: with its choices made, its dice rolled, and what it remembers.

Source: SRD 5.2.1, "Spells", Duration; SRD 5.1, "Spellcasting", Duration.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.combat.duration import lasting
from core.combat.record.deed import Deed
from core.combat.record.ongoing import Kept, Ongoing
from core.combat.situation.scene import Scene
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.lasting import Lasting
from core.rules.effects.terms import Duration
from core.rules.effects.tree import Alter, Inflict
from core.rules.skills import SKILLS


def begun(scene: Scene, node: Alter | Inflict, deed: Deed) -> Ongoing:
    """What lasts by such a node, as it begins."""
    one = of_duration(scene, node.lasts, deed)
    one = replace(one, name=node.called or one.name, each_turn=node.each_turn, at=node.at)
    if isinstance(node, Inflict):
        return replace(one, conditions=node.conditions, alters=_picked(node.with_it, deed.ways))
    return replace(
        one,
        alters=_picked(node.what, deed.ways),
        struck=node.struck,
        passes=node.passes,
        after=node.after,
        hurt=node.hurt,
    )


def of_duration(scene: Scene, duration: Duration, deed: Deed) -> Ongoing:
    """What lasts so long, with the dice rolled that its rounds are multiplied with."""
    rounds = duration.rounds
    if duration.rolled and rounds is not None:
        rounds *= max(1, scene.throws.roll(duration.rolled).total)
    return lasting.of(duration, deed, rounds=rounds)


def remembered(scene: Scene, node: Kept, duration: Duration, deed: Deed) -> Ongoing:
    """What is remembered of a node as long as that lasts."""
    return replace(of_duration(scene, duration, deed), node=node, aimed=deed.targets)


def _picked(what: tuple[Lasting, ...], ways: frozenset[str]) -> tuple[Lasting, ...]:
    return tuple(_with_picks(each, ways) if each.picks else each for each in what)


def _with_picks(what: Lasting, ways: frozenset[str]) -> Lasting:
    """One of these with as many of its lists as whoever acts may choose: what was said, else the first."""
    chosen: dict[str, Any] = {}
    for name in ("abilities", "skills", "resists", "suffers"):
        listed = getattr(what, name)
        if listed:
            chosen[name] = frozenset(_first(sorted(listed), ways, what.picks))
    if what.kinds and not chosen:
        chosen["kinds"] = tuple(_first(list(what.kinds), ways, what.picks))
    if not chosen:
        chosen = {"skills": frozenset(_first(list(SKILLS), ways, what.picks))}
    return replace(what, picks=0, **chosen)


def _first(listed: list[Any], ways: frozenset[str], count: int) -> list[Any]:
    return sorted(listed, key=lambda each: not _is_said(each, ways))[:count]


def _is_said(value: Ability | DamageType | str, ways: frozenset[str]) -> bool:
    names = {str(value), value.name.casefold() if isinstance(value, Ability) else str(value)}
    return bool(names & ways)
