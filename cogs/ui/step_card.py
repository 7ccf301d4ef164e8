"""What a step of a fight looks like: who did what, what it came to for whom, and the roll that proves its dice.

Drawn for everybody, it names nobody whom the players do not know, and no number of a foe but what was rolled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import discord

from cogs.ui.answers import IN_A_ROW, afterwards, answers, readied_line
from cogs.ui.cards import FAIL, PASS, PLAIN, permalink
from cogs.ui.combatant_lines import told_health
from cogs.ui.markdown import plain
from cogs.ui.step_lines import happening_line, named
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.combat.record import happenings as h
from core.combat.record.events import Stepped
from core.combat.record.happenings import Happening
from core.combat.record.state import Fight
from core.combat.views.seen import Health
from core.ids import RollId, StreamId
from core.rules.vitals import Vitals

MOST_LINES: Final = 40
MOST_LETTERS: Final = 3_000
"""Of the 4,000 that Discord shows of a card."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as it is to be shown.

    Attributes:
        stream: The fight's.
        sequence: The step's event, by which it is taken back.
        step: What was done.
        roll: The roll that its dice are proven by.
        names: What everybody is called whom those who look may know.
        after: How those are now whom it hurt or mended: in numbers where they may be read, and as they look.
        fight: As it stands after it; None where nothing can be done about it any more.
        for_leader: Whether it is for those who lead alone.
        unseen: Whether whoever did it is hidden from those who look.
        note: What is said below it, in small letters; perhaps several lines.
    """

    stream: StreamId
    sequence: int
    step: Stepped
    roll: RollId | None
    names: Mapping[int, str]
    after: Mapping[int, tuple[Vitals | None, Health]] = field(default_factory=dict[int, tuple[Vitals | None, Health]])
    fight: Fight | None = None
    for_leader: bool = False
    unseen: bool = False
    note: str = ""


def step_card(shown: Shown, words: Words, *, public_url: str) -> discord.ui.LayoutView:
    """The card of a step."""
    fight, step, leads = shown.fight, shown.step, shown.for_leader
    title, body = step_texts(shown, words)
    return card(
        f"## {title}",
        *([body] if body else []),
        *(["\n".join(f"-# {line}" for line in shown.note.splitlines())] if shown.note else []),
        *(answers(fight, shown.names, words, for_leader=leads) if fight else []),
        accent=_colour(step.log),
        buttons=(
            *_buttons(shown, words, public_url),
            *(afterwards(fight, step, shown.names, words) if fight else ()),
        )[:IN_A_ROW],
    )


def step_texts(shown: Shown, words: Words) -> tuple[str, str]:
    """What was done, in a line, and what happened, in as many as fit."""
    told = (happening_line(each, shown.names, words, for_leader=shown.for_leader) for each in shown.step.log)
    waits = readied_line(shown.fight, shown.step, words) if shown.fight else ""
    return _title(shown, words), _fitting([each for each in (waits, *told, _after(shown, words)) if each], words)


def _after(shown: Shown, words: Words) -> str:
    """How those are now who are worse or better, in one small line; that a foe fell or anybody died is told already."""
    told = [
        f"{plain(shown.names[number])} {told_health(vitals, health, words)}"
        for number, (vitals, health) in shown.after.items()
        if number in shown.names and health is not Health.DEAD and (vitals or health is not Health.DOWN)
    ]
    return f"-# {' · '.join(told)}" if told else ""


def _title(shown: Shown, words: Words) -> str:
    step = shown.step
    who = named(step.by, shown.names, words)
    targets = ", ".join(named(each, shown.names, words) for each in step.targets[:6]) or words("combat-nobody")
    if shown.unseen:
        return words("step-unseen", targets=targets)
    what = plain(step.name) or words("combat-something")
    return words(f"step-{step.step}", who=who, what=what, targets=targets, count=len(step.targets))


def _fitting(lines: Sequence[str], words: Words) -> str:
    kept: list[str] = []
    for place, line in enumerate(lines):
        if place >= MOST_LINES or sum(map(len, kept)) + len(line) > MOST_LETTERS:
            kept.append(words("combat-more", more=len(lines) - place))
            break
        kept.append(line)
    return "\n".join(kept)


def _colour(log: Sequence[Happening]) -> discord.Colour:
    struck = [each for each in log if isinstance(each, h.Struck)]
    if not struck:
        return PLAIN
    return PASS if any(each.result != "miss" for each in struck) else FAIL


def _buttons(shown: Shown, words: Words, public_url: str) -> tuple[discord.ui.Button[Any], ...]:
    of = f"{shown.stream.partition(':')[2]}-{shown.sequence}"
    undo: discord.ui.Button[Any] = discord.ui.Button(
        label=words("button-undo"), style=discord.ButtonStyle.secondary, custom_id=custom_id("fight", of, "undo")
    )
    if shown.roll is None:
        return (undo,)
    link: discord.ui.Button[Any] = discord.ui.Button(
        label=words("button-permalink"), style=discord.ButtonStyle.link, url=permalink(public_url, shown.roll)
    )
    return (undo, link)
