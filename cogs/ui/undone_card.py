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
from core.combat.views.witnessed import is_hidden
from core.ledger.changes import Change
from core.rules.actions import Economy
from core.use_cases.undo_steps import TakenBack

MOST_LINES: Final = 30


def has_secret(back: TakenBack, found: FoundFight) -> bool:
    """Whether a step is among it of somebody whom the players do not see."""
    return any(step.by is not None and is_hidden(found.fight, step.by) for step in back.steps)


def undone_card(back: TakenBack, found: FoundFight, words: Words, *, for_leader: bool) -> discord.ui.LayoutView | None:
    """The card of an undo, for those who lead or for everybody; None if it has nothing that the players may know."""
    told = [each for each in back.steps if for_leader or each.by is None or not is_hidden(found.fight, each.by)]
    steps = "\n".join(f"- {_step(step.step, step.name, words)}" for step in told)
    of_fight = _of_fight(back, found, words, for_leader=for_leader)
    lines = list(dict.fromkeys([*_of_sheets(back, found, words), *of_fight]))
    parts = [each for each in (steps, "\n".join(lines[:MOST_LINES])) if each]
    return card(f"## {words('undone-title')}", *parts, accent=RULED, buttons=()) if parts else None


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


def _of_fight(back: TakenBack, found: FoundFight, words: Words, *, for_leader: bool) -> Iterator[str]:
    """The players do not learn of turns that they did not see."""
    all_turns = for_leader or not has_secret(back, found)
    for change in back.changes:
        place = change.path
        if place == ("current",) and change.after is not None:
            if for_leader or (all_turns and not is_hidden(found.fight, int(change.after))):
                yield words("undone-turn-of", who=_called(int(change.after), found, words))
        elif place == ("round",) and all_turns:
            yield words("undone-round", round=int(change.after or 0))
        elif place[0] == "combatants":
            number = int(place[1])
            if number in found.fight.combatants and (for_leader or not is_hidden(found.fight, number)):
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
    return plain(found.names.get(number) or words("combat-unseen"))
