"""Looking things up in the books, as it is wired: `/lookup` and its buttons."""

from __future__ import annotations

from typing import Final

import discord

from bot.client import EverquillBot
from cogs.lookup.looking_up import LookupCog
from cogs.ui.replies import Replies
from core.ports.rulebook import Rulebook
from core.rules.edition import Edition
from core.use_cases.look_up import LookUp
from core.use_cases.suggest_entries import SuggestEntries

USUAL: Final = Edition.SRD_52
"""The edition that is played where nobody has said another."""


async def add_lookup(bot: EverquillBot, replies: Replies, rulebook: Rulebook) -> None:
    """Give the bot the command and its buttons."""
    cog = LookupCog(replies, LookUp(rulebook), SuggestEntries(rulebook), edition_here=edition_here)
    await bot.add_cog(cog)
    bot.answer_presses(cog.presses)


async def edition_here(interaction: discord.Interaction) -> Edition:
    """Which edition is played where somebody asks; no table or server can say another so far."""
    return USUAL
