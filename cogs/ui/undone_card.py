"""What was taken back, as a difference that people can read: whose hit points, what lasts, whose turn.

The players see what they may know: of a foe that something is otherwise, and no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import discord

from cogs.ui.cards import RULED
from cogs.ui.combatant_lines import told_health
from cogs.ui.deeds import cost_key
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.combat.record.state import Combatant
from core.combat.views.known import FoundFight
from core.combat.views.seen import health
from core.ledger.changes import Change
from core.rules.actions import Economy
from core.use_cases.undo_steps import TakenBack

MOST_LINES: Final = 30


def undone_card(back: TakenBack, found: FoundFight, words: Words) -> discord.ui.LayoutView:
    """The card of an undo."""
    steps = "\n".join(f"- {_step(step.step, step.name, words)}" for step in back.steps)
    lines = list(dict.fromkeys([*_of_sheets(back, found, words), *_of_fight(back, found, words)]))
    told = [steps, "\n".join(lines[:MOST_LINES])] if lines else [steps]
    return card(f"## {words('undone-title')}", *told, accent=RULED, buttons=())


def _step(step: str, name: str, words: Words) -> str:
    kind = words(f"undone-step-{step}")
    return f"{kind} · {plain(name)}" if name else kind


def _of_sheets(back: TakenBack, found: FoundFight, words: Words) -> Iterator[str]:
    for stream, changes in back.sheets.items():
        combatant = back.fight.of_character(stream)
        who = found.names.get(combatant.number, "?") if combatant else "?"
        for change in changes:
            if change.path[-2:] == ("hit_points", "current"):
                yield words("undone-hit-points", who=plain(who), before=change.before, after=change.after)
            elif change.path[0] in {"slots_spent", "pact_spent"}:
                yield words("undone-slot", who=plain(who))
            else:
                yield words("undone-sheet", who=plain(who))


def _of_fight(back: TakenBack, found: FoundFight, words: Words) -> Iterator[str]:
    for change in back.changes:
        if change.path == ("current",) and change.after is not None:
            yield words("undone-turn-of", who=_called(int(change.after), found, words))
        elif change.path == ("round",):
            yield words("undone-round", round=int(change.after or 0))
        elif change.path[0] == "combatants":
            number = int(change.path[1])
            there = found.fight.combatants.get(number)
            if there is not None and not found.fight.hides(there):
                yield from _of_combatant(
                    change, _called(number, found, words), back.fight.combatants.get(number), words
                )


def _of_combatant(change: Change, who: str, now: Combatant | None, words: Words) -> Iterator[str]:
    """What is as it was of somebody whom the players see; counts within a turn have no line of their own."""
    match change.path[2:]:
        case ("vitals", *_) if now and now.vitals:
            yield words("undone-wounds", who=who, how=told_health(None, health(now.vitals), words))
        case ("ongoing", _):
            yield from _lasting(change, who, words)
        case ("ongoing" | "concentration", *_):
            yield words("undone-lasting", who=who)
        case ("spent", economy) if (change.after or 0) < (change.before or 0):
            yield words("undone-economy", who=who, what=words(cost_key(Economy(economy))))
        case ():
            yield words("undone-presence", who=who)
        case _:
            pass


def _lasting(change: Change, who: str, words: Words) -> Iterator[str]:
    one = change.after or change.before
    if not one.get("safe"):
        key = "undone-lasts-again" if change.after else "undone-lasts-no-more"
        yield words(key, who=who, what=plain(str(one["name"])))


def _called(number: int, found: FoundFight, words: Words) -> str:
    combatant = found.fight.combatants.get(number)
    if combatant is None or found.fight.hides(combatant) or number not in found.names:
        return words("combat-unseen")
    return plain(found.names[number])
