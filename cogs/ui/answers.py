"""Buttons of what can be done about a step or a turn: answers, what was readied, concentration, and the DM's own forms.

Each says in its own id whom and what it concerns, so it works after any restart; who may press it is asked when it is
pressed. What is a foe's is on no card but that of those who lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import discord

from cogs.ui.cards import button
from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from core.combat.record.events import Stepped
from core.combat.record.happenings import Concentrates, LeftToDm
from core.combat.record.openings import Opening
from core.combat.record.state import Fight
from core.ids import StreamId

Button = discord.ui.Button[Any]
IN_A_ROW: Final = 5
MOST_ANSWERS: Final = 10
"""As two rows of buttons hold."""
MOST_NAMED: Final = 8
LABEL: Final = 80


def fight_id(stream: StreamId) -> str:
    """What buttons call a fight."""
    return stream.partition(":")[2]


def of_fight(fight: Fight, *parts: object) -> str:
    """What a button concerns: a fight, and numbers in it.

    Example:
        >>> of_fight(Fight(StreamId("fight:118")), 3, "7-0")
        '118-3-7-0'
    """
    return "-".join([fight_id(fight.stream), *map(str, parts)])


def numbers_in(of: str) -> tuple[StreamId, tuple[int, ...]]:
    """The fight and the numbers that a button says.

    Example:
        >>> numbers_in("118-3-4")
        ('fight:118', (3, 4))
    """
    fight, _, rest = of.partition("-")
    return StreamId(f"fight:{fight}"), tuple(int(each) for each in rest.split("-") if each.isdigit())


def afterwards(fight: Fight, step: Stepped, names: Mapping[int, str], words: Words) -> Iterator[Button]:
    """What can be done about a step by whoever did it, or by those who lead."""
    by = fight.combatants.get(step.by or 0)
    if step.step == "readied" and by is not None and by.readied is not None:
        of = of_fight(fight, by.number)
        yield button("readied", of, "happen", words("button-let-happen"), style=discord.ButtonStyle.primary)
    began = next((each.who for each in step.log if isinstance(each, Concentrates)), None)
    if began is not None and fight.combatants[began].concentration is not None:
        yield concentration_button(fight.stream, began, words)
    left = [each for each in step.log if isinstance(each, LeftToDm)]
    if left:
        concerned = dict.fromkeys((*(each.who for each in left if each.who is not None), *step.targets))
        yield from leader_buttons(fight.stream, [each for each in concerned if each in names], words)


def readied_line(fight: Fight, step: Stepped, words: Words) -> str:
    """What somebody readied with a step, in their own words; empty where they did not, or wait no more."""
    by = fight.combatants.get(step.by or 0)
    if step.step != "readied" or by is None or by.readied is None:
        return ""
    return words("tracker-readied", action=plain(by.readied.action), when=plain(by.readied.when))


def concentration_button(stream: StreamId, number: int, words: Words) -> Button:
    """Lets go of a spell."""
    return button("fight", f"{fight_id(stream)}-{number}", "let-go", words("button-let-go"))


def leader_buttons(stream: StreamId, targets: Sequence[int], words: Words) -> tuple[Button, ...]:
    """What those who lead decide with, where no data can: hit points, and effects or conditions."""
    of = "-".join([fight_id(stream), *map(str, targets[:MOST_NAMED])])
    return (
        button("fight", of, "hp", words("button-dm-hit-points")),
        button("fight", of, "effect", words("button-dm-effect")),
    )


def answers(
    fight: Fight, names: Mapping[int, str], words: Words, *, for_leader: bool
) -> list[discord.ui.ActionRow[Any]]:
    """A button for each thing that can be answered now and that those who look may know of, in rows."""
    known = {key: each for key, each in fight.openings.items() if for_leader or (not each.hidden and each.who in names)}
    buttons = [
        button("answer", of_fight(fight, key), "give", _label(each, names, words), style=discord.ButtonStyle.primary)
        for key, each in list(known.items())[:MOST_ANSWERS]
    ]
    return [discord.ui.ActionRow(*buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def _label(opening: Opening, names: Mapping[int, str], words: Words) -> str:
    who = names.get(opening.who, words("combat-unseen"))
    return cut(words("button-answer", who=who, what=opening.name), LABEL - 1)
