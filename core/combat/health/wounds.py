"""Damage on its way to somebody: what they bear adds, takes off, halves, turns away, absorbs or shares it.

Source: SRD 5.2.1, "Playing the Game", Damage and Healing; SRD 5.1, "Combat", Damage and Healing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.combat.record.happenings import Part
from core.combat.situation.bearing import Bearing, Rolling, bearings, effects_on, touching, used
from core.combat.situation.scene import Scene
from core.combat.situation.throws import written
from core.rules.damage import Blow, DamageType, Defence, Defences, taken
from core.rules.effects.grips import Attach
from core.rules.effects.lasting import Roll


@dataclass(frozen=True, slots=True)
class Wound:
    """What one hit, one failed save or one moment does.

    Attributes:
        blows: Its damage, by type.
        critical: Whether it is a critical hit's.
        by: Who does it; None for nobody.
        leaves: How many hit points it cannot take.
        said: What is said or known to be so.
        magic: Whether it is magic.
    """

    blows: Sequence[Blow]
    critical: bool = False
    by: int | None = None
    leaves: int = 0
    said: frozenset[str] = field(default_factory=frozenset[str])
    magic: bool = False


@dataclass(frozen=True, slots=True)
class Borne:
    """What a wound comes to.

    Attributes:
        parts: By type, as rolled and as taken.
        healed: What was absorbed, and heals.
    """

    parts: tuple[Part, ...]
    healed: int

    @property
    def amount(self) -> int:
        """All of it."""
        return sum(part.taken for part in self.parts)


def borne(scene: Scene, number: int, wound: Wound) -> Borne:
    """What somebody takes of a wound, before anything leaves them a last hit point."""
    rolling = Rolling(wound.by, said=wound.said, magic=wound.magic)
    touched = touching(scene, number, Roll.TAKEN, rolling)
    blows = [_reduced(scene, blow, touched) for blow in wound.blows]
    blows += [more for each in touched if (more := _added(scene, each, blows))]
    used(scene, number, touched)
    absorbs = {kind for each in bearings(scene, number) for kind in each.what.absorbs}
    defences = defences_of(scene, number)
    parts: list[Part] = []
    healed = 0
    for blow in blows:
        if blow.kind in absorbs:
            healed += max(0, blow.amount // 2 if blow.halved else blow.amount)
            parts.append(Part(blow.kind, blow.amount, 0, blow.dice))
        else:
            parts.append(Part(blow.kind, blow.amount, taken(blow, defences), blow.dice))
    return Borne(tuple(parts), healed)


def _reduced(scene: Scene, blow: Blow, touched: Sequence[Bearing]) -> Blow:
    for each in touched:
        what = each.what
        if what.kinds and blow.kind not in what.kinds:
            continue
        if what.bonus.startswith("-") or (what.bonus and not what.kinds):
            by = -scene.throws.roll(what.bonus).total
            blow = replace(blow, reduction=blow.reduction + by)
        if what.times is not None:
            blow = replace(blow, amount=blow.amount * what.times // 100)
    return blow


def _added(scene: Scene, bearing: Bearing, blows: Sequence[Blow]) -> Blow | None:
    """Damage of a kind of its own that comes besides."""
    what = bearing.what
    if not what.bonus or what.bonus.startswith("-") or not what.kinds or not any(blow.amount > 0 for blow in blows):
        return None
    thrown = scene.throws.roll(what.bonus)
    return Blow(thrown.total, what.kinds[0], made_of=what.made_of, dice=written(what.bonus, thrown.faces))


def defences_of(scene: Scene, number: int) -> Defences:
    """How somebody bears damage now."""
    own = scene.creature(number).defences
    more = [each.what for each in bearings(scene, number)]
    effects = effects_on(scene, number)
    resists = [*own.resists, *(Defence(each.resists, each.but) for each in more if each.resists)]
    if effects.resists_all:
        resists.append(Defence(frozenset(DamageType)))
    ignored = frozenset(each for each in effects.immune_to if isinstance(each, DamageType))
    ignores = [*own.ignores, *(Defence(each.ignores, each.but) for each in more if each.ignores), Defence(ignored)]
    suffers = [*own.suffers, *(Defence(each.suffers) for each in more if each.suffers)]
    return Defences(tuple(resists), tuple(suffers), tuple(ignores))


def sharers(scene: Scene, number: int) -> list[int]:
    """Who takes as much damage as somebody does, by a bond."""
    bound = (each.source for each in bearings(scene, number) if each.what.shared)
    return [each for each in bound if each is not None and each != number and scene.is_there(each)]


def host_of(scene: Scene, number: int) -> int | None:
    """Who takes half of the damage that somebody takes, for it clings to them."""
    for combatant in scene.fight.combatants.values():
        for one in combatant.ongoing.values():
            if isinstance(one.node, Attach) and one.node.shares and one.source == number:
                return combatant.number if scene.is_there(combatant.number) else None
    return None
