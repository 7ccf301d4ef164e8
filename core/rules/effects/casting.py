"""Writing a casting into a tree: its range, its duration, and what has grown.

Source: SRD 5.1, "Spellcasting"; SRD 5.2.1, "Spells".
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final, cast

from core.rules.attacks import Reach
from core.rules.effects.growth import Growth, Step
from core.rules.effects.lasting import Lasting
from core.rules.effects.magic import Dispel, Summon
from core.rules.effects.outcomes import Cushion, Damage, Heal
from core.rules.effects.terms import Area, Duration, Until
from core.rules.effects.tree import Attack, Each, Effect, Zone

_NUMBERS: Final[dict[type[Any], str]] = {
    Area: "size_ft",
    Attack: "leaps",
    Cushion: "dice",
    Damage: "dice",
    Dispel: "up_to",
    Each: "most",
    Heal: "dice",
    Lasting: "bonus",
    Summon: "count",
    Zone: "keeps_out",
}
"""Which number of a node its `grows` is about, where it has no more special one."""


@dataclass(frozen=True, slots=True)
class Casting:
    """What there is to write.

    Attributes:
        step: Where it stands.
        range_ft: How far the spell goes; None for what stays untold.
        rounds: How long it lasts; None for without end, 0 for not at all.
        concentrates: Whether it takes concentration.
    """

    step: Step
    range_ft: int | None
    rounds: int | None
    concentrates: bool


def written(effects: tuple[Effect, ...], casting: Casting) -> tuple[Effect, ...]:
    """Effects with all numbers written in: nothing in them grows any more, or ends with a spell that is not named.

    What deals no damage, has no targets or calls nobody before it has grown is left out until then.
    """
    return cast("tuple[Effect, ...]", _written(effects, casting))


def _written(value: Any, casting: Casting) -> Any:
    if isinstance(value, tuple):
        parts = [_written(each, casting) for each in cast("tuple[Any, ...]", value)]
        return tuple([each for each in parts if not _is_nothing(each)])
    if isinstance(value, Duration):
        return _lasting(value, casting)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    node = replace(value, **{name: _written(part, casting) for name, part in held.items()})
    return _reaching(_grown(node, casting.step), casting.range_ft)


def _is_nothing(node: Any) -> bool:
    """Whether a node only comes into being when it grows, and has not yet."""
    return (
        (isinstance(node, Damage) and not node.dice)
        or (isinstance(node, Each) and node.most == 0)
        or (isinstance(node, Summon) and node.count == "0")
    )


def _lasting(lasts: Duration, casting: Casting) -> Duration:
    """A duration, with the spell's own where it ends with that."""
    if Until.SPELL not in lasts.ends:
        return lasts
    ends = tuple([each for each in lasts.ends if each is not Until.SPELL])
    if casting.concentrates:
        ends = (Until.CONCENTRATION, *ends)
    bounds = [each for each in (lasts.rounds, casting.rounds) if each]
    return replace(lasts, rounds=min(bounds, default=None), ends=ends)


def _grown(node: Any, step: Step) -> Any:
    """A node whose numbers have grown."""
    harder: Growth | None = getattr(node, "harder", None)
    if harder:
        node = replace(node, challenge=harder.at(node.challenge, step), harder=None)
    grows: Growth | None = getattr(node, "grows", None)
    if grows is None:
        return node
    name = _NUMBERS[type(node)]
    if isinstance(node, Each) and node.pool:
        name = "pool"
    elif isinstance(node, Lasting) and node.die:
        name = "die"
    now: str | int | None = getattr(node, name)
    number = grows.at(str(now or ""), step)
    return replace(node, **{name: number if isinstance(now, str) else int(number or 0)}, grows=None)


def _reaching(node: Any, far: int | None) -> Any:
    """A node with the spell's range, where it tells none."""
    if far is None:
        return node
    if isinstance(node, Attack) and not node.melee and node.ranged is None:
        return replace(node, ranged=Reach(far, far))
    if isinstance(node, Each | Zone) and node.range_ft is None:
        return replace(node, range_ft=far)
    return node
