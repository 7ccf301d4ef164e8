"""A fight's card: the tracker that everybody sees, and its mirror with all numbers for those who lead.

What players must not learn is not here at all: both are drawn from what `core.combat.views.seen` lets through. Of a
large fight those around whoever has the turn are shown, within the 4,000 characters that Discord shows of a card.

Source: Discord developer docs, "Component Reference", limits of messages with components.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import discord

from cogs.ui.answers import answers, concentration_button, leader_buttons
from cogs.ui.cards import PLAIN, button
from cogs.ui.combatant_lines import brief, expanded, letters, shown_name
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.combat.record.state import Side
from core.combat.views.seen import Health, Line, Seen, seen
from core.combat.views.turn_call import TurnCall
from core.combat.views.view import FightView
from core.ids import StreamId
from core.use_cases.end_fight import FightOver
from core.use_cases.start_fight import Begun

PAGE: Final = 10
"""Lines that are shown of the order."""
BEFORE: Final = 2
"""Lines of these before whoever has the turn."""
FALLEN_LETTERS: Final = 250


def fight_card(view: FightView, words: Words, *, for_leader: bool) -> discord.ui.LayoutView:
    """A fight as everybody sees it, or with all numbers and whoever is hidden for those who lead."""
    shown = seen(view, for_leader=for_leader)
    there = [line for place, line in enumerate(shown.lines) if place == shown.active or not _has_fallen(line)]
    active = shown.lines[shown.active] if shown.active is not None else None
    return card(
        f"## {_title(shown, words)}",
        *([words("tracker-mirror")] if for_leader else []),
        "\n".join(_order(there, active, words)) if there else words("tracker-nobody-there"),
        *(["\n".join(expanded(active, words))] if active and not shown.over else []),
        *_fallen([line for line in shown.lines if line is not active and _has_fallen(line)], words),
        *(_open(view, words) if for_leader and not shown.over else []),
        accent=None if shown.over else PLAIN,
        buttons=() if shown.over else _buttons(shown, words, for_leader=for_leader),
        more=() if shown.over or shown.holds is None else (concentration_button(shown.stream, shown.holds, words),),
    )


def _open(view: FightView, words: Words) -> list[str | discord.ui.Item[Any]]:
    """What can be answered now, for those who lead: what is a foe's is told nowhere else."""
    names = {each.number: view.name(each.number) for each in view.fight.present()}
    rows = answers(view.fight, names, words, for_leader=True)
    return [words("tracker-open"), *rows] if rows else []


def turn_notice(call: TurnCall, words: Words) -> discord.ui.LayoutView:
    """That it is somebody's turn, with what ends it."""
    said = words("tracker-your-turn", user=str(call.user), name=shown_name(call.name), round=call.round)
    return card(said, accent=PLAIN, buttons=(_next(call.stream, call.turn, words("button-end-turn")),))


def begun_note(begun: Begun, words: Words) -> str:
    """By which rules a fight goes that has begun, and who of the table is not in it, a line each."""
    idle = ", ".join(f"<@{user}>" for user in begun.idle)
    elsewhere = ", ".join(map(plain, begun.elsewhere))
    lines = [words("combat-rules", year=begun.outcome.fight.edition.year)]
    lines += [words("begun-idle", who=idle)] if idle else []
    lines += [words("begun-elsewhere", who=elsewhere)] if elsewhere else []
    return "\n".join(lines)


def fight_over(over: FightOver, words: Words, *, awarded: bool) -> str:
    """That a fight is over, and what its foes were worth."""
    facts = {"round": over.fight.round, "xp": over.xp, "each": over.each, "awarded": "yes" if awarded else "no"}
    return words("combat-ended", **facts)


def pressed_turn(of: str) -> tuple[StreamId, str]:
    """The fight whose turn a *next* button ends, and the turn that it showed (`core.combat.views.seen_turn.turn_mark`).

    Example:
        >>> pressed_turn("118-3-2"), pressed_turn("118-3-4-dm")
        (('fight:118', '3-2'), ('fight:118', '3-4-dm'))
    """
    fight, _, turn = of.partition("-")
    return StreamId(f"fight:{fight}"), turn


def _title(shown: Seen, words: Words) -> str:
    if shown.over:
        return words("tracker-over", rounds=shown.round)
    return words("tracker-round", round=shown.round) if shown.round else words("tracker-begins")


def _has_fallen(line: Line) -> bool:
    """Whoever is dead, and none of the party's: they take no turn, and no room."""
    return line.health is Health.DEAD and line.side is not Side.PARTY


def _order(there: Sequence[Line], active: Line | None, words: Words) -> list[str]:
    at = next((place for place, line in enumerate(there) if line is active), 0)
    start = max(0, min(at - BEFORE, len(there) - PAGE))
    lines = [brief(line, words, active=line is active) for line in there[start : start + PAGE]]
    later = len(there) - start - len(lines)
    return [
        *([words("tracker-earlier", count=start)] if start else []),
        *lines,
        *([words("tracker-later", count=later)] if later else []),
    ]


def _fallen(lines: Iterable[Line], words: Words) -> list[str]:
    """Who has fallen, as long as there is room for names; the others are counted."""
    fallen = [shown_name(line.name) for line in lines]
    names: list[str] = []
    for name in fallen:
        if letters(", ".join([*names, name])) > FALLEN_LETTERS:
            return [words("tracker-fallen-more", names=", ".join(names), more=len(fallen) - len(names))]
        names.append(name)
    return [words("tracker-fallen", names=", ".join(names))] if names else []


def _buttons(shown: Seen, words: Words, *, for_leader: bool) -> tuple[discord.ui.Button[Any], ...]:
    of = shown.stream.partition(":")[2]
    ends = words("button-end-turn") if shown.round else words("button-first-turn")
    hit_points, effect = leader_buttons(shown.stream, (), words)
    return (
        _next(shown.stream, shown.turn, ends),
        button("fight", of, "attack", words("button-fight-attack")),
        effect if for_leader else button("fight", of, "status", words("button-fight-status")),
        hit_points,
        button("fight", of, "undo", words("button-undo-step")),
    )


def _next(stream: StreamId, turn: str, label: str) -> discord.ui.Button[Any]:
    of = f"{stream.partition(':')[2]}-{turn}"
    return button("fight", of, "next", label, style=discord.ButtonStyle.primary)
