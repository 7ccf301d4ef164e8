"""What somebody can answer with, as long as they can: it is offered by a step, used once, and gone with the next deed.

What a turn offers, as legendary actions when another one has ended, stays until the next turn begins. Each opening has
a name of its own, by which a button finds it whoever presses and whenever.

Source: SRD 5.2.1, "Playing the Game", Reactions, and "Monsters", Legendary Actions; SRD 5.1, "Combat" and "Monsters".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.combat.record.proceedings import Offered

DEEDS: Final = frozenset({"attack", "action", "cast"})
TURNS: Final = frozenset({"turn", "turn-back"})
"""Steps after which nobody can answer what was before."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that can be done now.

    Attributes:
        who: By whom.
        name: What the book calls it.
        against: Whom it answers, or whom it would befall; None where that is open.
        cost: What it costs, as `core.rules.actions.Economy` has it.
        hidden: Whether only those who lead may know of it.
        of_turn: Whether it stays until the next turn begins; else until the next deed.
    """

    who: int
    name: str
    against: int | None = None
    cost: str = "reaction"
    hidden: bool = False
    of_turn: bool = False


def after(
    before: Mapping[str, Opening], step: str, log: Iterable[object], *, sequence: int, used: str = ""
) -> dict[str, Opening]:
    """What is open after a step.

    Args:
        before: What was.
        step: What was done.
        log: What happened.
        sequence: The fight's last event before the step: nothing else is named by it.
        used: The opening that the step itself was; others are left as they are then.

    Example:
        >>> shield = Offered(2, "Shield", 3)
        >>> hit = after({}, "attack", [shield], sequence=7)
        >>> hit
        {'7-0': Opening(who=2, name='Shield', against=3, cost='reaction', hidden=False, of_turn=False)}
        >>> after(hit, "cast", [], sequence=8, used="7-0"), after(hit, "attack", [], sequence=8)
        ({}, {})
    """
    left = {name: each for name, each in before.items() if name != used and (used or _stays(each, step))}
    offered = [each for each in log if isinstance(each, Offered)]
    fresh = {
        f"{sequence}-{place}": Opening(each.who, each.name, each.against, each.cost, each.hidden, step in TURNS)
        for place, each in enumerate(dict.fromkeys(offered))
    }
    return left | fresh


def _stays(opening: Opening, step: str) -> bool:
    if step in TURNS:
        return False
    return opening.of_turn or step not in DEEDS
