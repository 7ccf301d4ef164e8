"""`/dice odds`: how likely a roll is to come to something, before anybody rolls it.

Working that out may take a while of the processor, so what one person asks for must not keep others waiting: a budget
of work bounds a whole command, all its rolls together; and commands are worked on one by one (`cogs.dice.one_by_one`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import discord
from discord import app_commands

from cogs.dice.one_by_one import OneByOne
from cogs.ui.converters import person
from cogs.ui.groups import GroupPart
from cogs.ui.odds_card import Told, odds_reply
from cogs.ui.replies import Replies, Reply
from core.dice.expression import Line
from core.dice.odds.answer import distribution
from core.dice.request import parse_request
from core.dice.roller import with_advantage
from core.dice.source import DieSource

BUDGET: Final = 500_000
"""Work for one command, shared evenly by its rolls; what is beyond it is sampled, for as much again at the most.

The longest command, card and picture included, takes a tenth of a second of a thread's time on the project's machine;
`python -m tests.bench odds_command` takes the time again.
"""
MOST_TOLD: Final = 5
"""Different rolls of one command whose odds are told."""


class OddsCog(GroupPart):
    """Odds, to oneself: nobody else asked."""

    def __init__(self, replies: Replies, new_source: Callable[[], DieSource]) -> None:
        """Take what it needs.

        Args:
            replies: How it answers.
            new_source: Dice to sample with, new ones for each answer: it is worked out in a thread of its own.
        """
        self._replies = replies
        self._new_source = new_source
        self._one_by_one = OneByOne()

    @app_commands.command(name="odds", description="command-dice-odds")
    @app_commands.describe(dice="option-odds-dice", reach="option-odds-reach")
    async def odds(
        self, interaction: discord.Interaction, dice: str, reach: app_commands.Range[int, -10_000, 10_000] | None = None
    ) -> None:
        async def work() -> Reply:
            request = parse_request(dice)
            lines = with_advantage(request.expression, request.advantage).lines
            words = self._replies.words(interaction, private=True)
            return await self._one_by_one.run(
                person(interaction).user, lambda: odds_reply(told(lines, self._new_source()), reach, words)
            )

        await self._replies.answer(interaction, work(), private=True)


def told(lines: Sequence[Line], source: DieSource) -> tuple[list[Told], int]:
    """The odds of some rolls, those that are equal told once, within one budget.

    Returns:
        The first few different rolls with their odds, and how many more there are.
    """
    equal: dict[tuple[str, int | None], list[Line]] = {}
    for line in lines:
        equal.setdefault((line.text, line.note.dc), []).append(line)
    first = list(equal.values())[:MOST_TOLD]
    budget = BUDGET / len(first)
    odds = [Told(same[0], distribution(same[0], budget=budget, source=source), len(same)) for same in first]
    return odds, len(equal) - len(first)
