"""Adapters to what shows fights beside the answers: their trackers and mirrors."""

from __future__ import annotations

from collections.abc import Callable

from bot.adapters import Adapters
from bot.client import EverquillBot
from bot.parts import now
from cogs.ui.fight_cards import FightCards
from cogs.ui.text import Words
from core.ids import GuildId
from core.use_cases.place_tracker import PlaceTracker
from core.use_cases.read_fight import ReadFight
from core.use_cases.read_table import ReadTable


def fight_cards(bot: EverquillBot, adapters: Adapters, words: Callable[[GuildId], Words]) -> FightCards:
    """The cards of the fights in this process's guilds."""
    return FightCards(
        ReadFight(adapters.ledger, adapters.fights, adapters.library),
        PlaceTracker(adapters.fights),
        bot.get_partial_messageable,
        read_table=ReadTable(adapters.ledger, adapters.directory),
        words=words,
        ours=bot.has_guild,
        now=now,
    )
