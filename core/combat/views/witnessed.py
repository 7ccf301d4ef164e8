"""What the players see of a step by somebody hidden: what befell those whom they see, neither by whom nor by what."""

from __future__ import annotations

from dataclasses import replace

from core.combat.record.events import Stepped
from core.combat.record.happenings import Happening, Hurt, Offered
from core.combat.record.state import Fight, Side


def is_hidden(fight: Fight, number: int | None) -> bool:
    """Whether the players do not see somebody; whoever is not there counts as hidden."""
    combatant = fight.combatants.get(number) if number is not None else None
    return combatant is None or fight.hides(combatant)


def is_secret(fight: Fight, step: Stepped) -> bool:
    """Whether a step is for those who lead alone: of somebody hidden, at none but these, or of a foe that waits."""
    if step.by is not None:
        waits = step.step == "readied" and fight.combatants[step.by].side is not Side.PARTY
        return waits or is_hidden(fight, step.by)
    return bool(step.targets) and all(is_hidden(fight, each) for each in step.targets)


def witnessed(fight: Fight, step: Stepped) -> Stepped | None:
    """A secret step as the players see it; None if it concerns nobody whom they see."""
    if step.step == "readied":
        return None
    log = tuple(_without_dice(each) for each in step.log if _is_open(fight, each))
    concerned = tuple(dict.fromkeys(getattr(each, "who") for each in log))  # noqa: B009 -- not every happening has one
    return replace(step, by=None, name="", targets=concerned, log=log, roll=None) if log else None


def _without_dice(happening: Happening) -> Happening:
    """The same, where the dice would tell by what it was."""
    if not isinstance(happening, Hurt):
        return happening
    return replace(happening, parts=tuple(replace(each, dice="") for each in happening.parts))


def _is_open(fight: Fight, happening: Happening) -> bool:
    who = getattr(happening, "who", None)
    return not is_hidden(fight, who) and not (isinstance(happening, Offered) and happening.hidden)
