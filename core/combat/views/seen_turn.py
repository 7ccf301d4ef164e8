"""Whose turn it is, as the players see it: while somebody whom they do not see has it, the last one seems to go on."""

from __future__ import annotations

from core.combat.record.state import Fight
from core.rules.initiative import Place, in_order


def turn_as_seen(fight: Fight) -> tuple[int, int | None]:
    """The round, and whose turn it is, as the players see it: of those whom they see, whoever had it last.

    Example:
        >>> from core.combat.record.state import Combatant
        >>> from core.ids import StreamId
        >>> fight = Fight(StreamId("fight:1"), round=2, current=7)
        >>> fight = fight.with_(Combatant(7, initiative=20, hidden=True)).with_(Combatant(8, initiative=9))
        >>> turn_as_seen(fight)
        (1, 8)
    """
    current = fight.combatants.get(fight.current) if fight.current is not None else None
    if current is None or not fight.hides(current):
        return fight.round, current.number if current and not current.gone else None
    rolled = [each for each in fight.combatants.values() if each.initiative is not None]
    places = [
        Place(each.number, each.initiative or 0, each.tie, each.lair_of is not None)
        for each in sorted(rolled, key=lambda each: each.number)
    ]
    order = [fight.combatants[int(str(place.who))] for place in in_order(places)]
    start = next((place for place, each in enumerate(order) if each.number == current.number), 0)
    for passed, each in enumerate([*reversed(order[:start]), *reversed(order[start:])]):
        if not fight.hides(each) and not each.gone and not each.delayed and not (each.vitals and each.vitals.is_dead):
            round_ = fight.round - (passed >= start)
            return (round_, each.number) if round_ else (0, None)
    return 0, None


def turn_mark(fight: Fight, *, for_leader: bool) -> str:
    """A turn as a button knows it: whoever presses one that shows an earlier turn does not end this one.

    It tells nothing that its card does not, nor is a mark of one card ever the other's.

    Example:
        >>> from core.combat.record.state import Combatant
        >>> from core.ids import StreamId
        >>> fight = Fight(StreamId("fight:1"), round=2, current=8)
        >>> fight = fight.with_(Combatant(7, initiative=20, hidden=True)).with_(Combatant(8, initiative=9))
        >>> turn_mark(fight, for_leader=False), turn_mark(fight, for_leader=True)
        ('2-1', '2-2-dm')
    """
    there = [each.number for each in fight.present() if for_leader or not fight.hides(each)]
    round_, current = (fight.round, fight.current) if for_leader else turn_as_seen(fight)
    place = there.index(current) + 1 if current in there else 0
    return f"{round_}-{place}-dm" if for_leader else f"{round_}-{place}"
