"""The counters of a character's sheet while a deed is played: how much is left, used up, and had back.

Source: SRD 5.2.1 and SRD 5.1, "Classes", as each feature's own description says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.characters.rulebook import key
from core.characters.sheet import Counter, Resets
from core.combat.record.happenings import Spent
from core.combat.situation.scene import Scene

_OFTEN: Final = 20
"""How often something can be done that nothing but its growing difficulty ends."""


def counter_named(scene: Scene, number: int, name: str) -> tuple[str, Counter] | None:
    """A counter of somebody's sheet, by its name; None where they have no such."""
    if number not in scene.sheets or not name:
        return None
    counters = scene.sheets[number][0].counters
    return next(((each, counter) for each, counter in counters.items() if key(each) == key(name)), None)


def spent_of(scene: Scene, number: int, name: str) -> int:
    """How much of a counter is used up."""
    found = counter_named(scene, number, name)
    return found[1].spent if found else 0


def write(scene: Scene, number: int, name: str, counter: Counter) -> None:
    """A counter is otherwise now; what is left of it is told."""
    sheet, records = scene.sheets[number]
    scene.sheets[number] = (replace(sheet, counters={**sheet.counters, name: counter}), records)
    scene.tell(Spent(number, name, counter.left))


def count_one(scene: Scene, number: int, name: str, resets: Resets) -> None:
    """Count something that the book gives no number of uses, but that is harder each time."""
    if number not in scene.sheets:
        return
    sheet, records = scene.sheets[number]
    before = sheet.counters.get(name, Counter(_OFTEN, resets=resets))
    after = replace(before, spent=min(before.maximum, before.spent + 1))
    scene.sheets[number] = (replace(sheet, counters={**sheet.counters, name: after}), records)


def give_back(scene: Scene, number: int, name: str, amount: int | None, *, up_to: int | None = None) -> int:
    """Give back of a counter; how much it was.

    Args:
        scene: The scene.
        number: Whose.
        name: Which.
        amount: How much; None for all.
        up_to: Only until so much is left; None for no such bound.
    """
    found = counter_named(scene, number, name)
    if found is None:
        return 0
    title, before = found
    most = before.spent if up_to is None else max(0, min(before.spent, up_to - before.left))
    back = most if amount is None else min(most, amount)
    if back:
        write(scene, number, title, replace(before, spent=before.spent - back))
    return back
