"""`/dice odds`: how likely a roll is to come to something, before anybody rolls it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord
from discord import app_commands

from cogs.dice.group import DicePart
from cogs.ui.odds_card import odds_reply
from cogs.ui.replies import Replies, Reply
from core.dice.expression import Line
from core.dice.odds.answer import distribution
from core.dice.odds.distribution import Distribution
from core.dice.request import parse_request
from core.dice.roller import with_advantage
from core.dice.source import DieSource

BUDGET = 1_000_000
"""Work for one answer, a tenth of a second of a thread's time; beyond it the roll is sampled."""
MOST_ROLLS = 5
"""Rolls of one line whose odds are told."""


class OddsCog(DicePart):
    """Odds, to oneself: nobody else asked."""

    def __init__(self, replies: Replies, new_source: Callable[[], DieSource]) -> None:
        """Take what it needs.

        Args:
            replies: How it answers.
            new_source: Dice to sample with, new ones for each answer: it is worked out in a thread of its own.
        """
        self._replies = replies
        self._new_source = new_source

    @app_commands.command(name="odds", description="command-dice-odds")
    @app_commands.describe(dice="option-odds-dice", reach="option-odds-reach")
    async def odds(
        self, interaction: discord.Interaction, dice: str, reach: app_commands.Range[int, -10_000, 10_000] | None = None
    ) -> None:
        async def work() -> Reply:
            request = parse_request(dice)
            expression = with_advantage(request.expression, request.advantage)
            lines = expression.lines[:MOST_ROLLS]
            words = self._replies.words(interaction, private=True)
            return await asyncio.to_thread(lambda: odds_reply([(line, self._of(line)) for line in lines], reach, words))

        await self._replies.answer(interaction, work(), private=True)

    def _of(self, line: Line) -> Distribution:
        return distribution(line, budget=BUDGET, source=self._new_source())
