"""What somebody could have done just before their own turn began, and can still do until they do anything else in it.

It is noted among what is counted until the turn is over, so an undo brings it back, and the end of the turn ends it.

Source: SRD 5.2.1 and SRD 5.1, "Monsters", Legendary Actions: immediately after, or at the end of, another's turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.combat.record.state import Combatant

_MARK: Final = "early "


def noted(combatant: Combatant, names: Iterable[str]) -> Combatant:
    """With what they could do before their turn, by name."""
    return replace(combatant, turn={**combatant.turn, **{_MARK + name: 1 for name in names}})


def is_open(combatant: Combatant, name: str) -> bool:
    """Whether somebody can still do what they could have done before their turn."""
    return bool(combatant.turn.get(_MARK + name))


def past(combatant: Combatant) -> Combatant:
    """Without any of it: they have done it, or something else in their turn."""
    turn = {what: count for what, count in combatant.turn.items() if not what.startswith(_MARK)}
    return combatant if len(turn) == len(combatant.turn) else replace(combatant, turn=turn)
