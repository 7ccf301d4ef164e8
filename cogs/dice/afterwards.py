"""What becomes of a roll that has fallen: `/dice reveal`, *Reveal*, *Look*, *Reveal hidden roll* and `/dice rule`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import discord
from discord import app_commands

from cogs.ui.cards import permalink, revealed_already_card, revealed_card, roll_card, rolled_at, ruling_card
from cogs.ui.choices import roll_choices
from cogs.ui.converters import cause, guild_place, own_id, person, place, viewer
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.roll_links import read_roll, shown_roll
from cogs.ui.views import Press
from core.errors import NotFoundError, ProviderError
from core.ids import ChannelId, UserId
from core.tables.afterwards import MAX_REASON, Verdict
from core.tables.events import Ruling
from core.tables.records import Page, Sought
from core.use_cases.find_table import FindTable
from core.use_cases.look_at_roll import LookAtRoll
from core.use_cases.read_history import ReadHistory
from core.use_cases.read_table import ReadTable
from core.use_cases.reveal_roll import Revealed, RevealRoll
from core.use_cases.rule_on_roll import RuleOnRoll

RULINGS = [
    app_commands.Choice(name="choice-ruling-succeeds", value="succeeds"),
    app_commands.Choice(name="choice-ruling-fails", value="fails"),
    app_commands.Choice(name="choice-ruling-void", value="void"),
]


@dataclass(frozen=True, slots=True)
class AfterwardsVerbs:
    """What can become of a roll."""

    reveal: RevealRoll
    look: LookAtRoll
    rule: RuleOnRoll
    history: ReadHistory
    find: FindTable
    read: ReadTable


class AfterwardsCog(GroupPart):
    """Showing hidden rolls, and ruling on open ones."""

    def __init__(
        self, replies: Replies, verbs: AfterwardsVerbs, *, public_url: str, now: Callable[[], datetime]
    ) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self._now = now
        self.presses = (Press("roll", "reveal", self.reveal_pressed), Press("roll", "look", self.look_pressed))
        self.menus = (app_commands.ContextMenu(name="Reveal hidden roll", callback=self.reveal_hidden_roll),)

    async def hidden_rolls(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The person's own latest rolls here that are still hidden."""
        own = Sought(user=person(interaction).user, hidden=True)
        return await self._offered(interaction, typed, self._verbs.history.older(viewer(interaction), own))

    async def ruled_rolls(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The latest rolls of the table in this channel."""
        return await self._offered(interaction, typed, self._at_the_table(interaction))

    @app_commands.command(name="reveal", description="command-dice-reveal")
    @app_commands.describe(roll="option-reveal-roll")
    @app_commands.autocomplete(roll=hidden_rolls)
    async def reveal(self, interaction: discord.Interaction, roll: str) -> None:
        async def work() -> Reply:
            roll_id = read_roll(roll, self._public_url, "reveal")
            where, why = _who_and_where(interaction), cause(interaction)
            return self._revealed(interaction, await self._verbs.reveal.by_id(roll_id, *where, cause=why))

        await self._replies.answer(interaction, work())

    @app_commands.command(name="rule", description="command-dice-rule")
    @app_commands.describe(roll="option-rule-roll", ruling="option-ruling", reason="option-reason")
    @app_commands.choices(ruling=RULINGS)
    @app_commands.autocomplete(roll=ruled_rolls)
    async def rule(
        self,
        interaction: discord.Interaction,
        roll: str,
        ruling: app_commands.Choice[str],
        reason: app_commands.Range[str, 1, MAX_REASON],
    ) -> None:
        async def work() -> Reply:
            roll_id = read_roll(roll, self._public_url, "rule")
            verdict = Verdict(cast(Ruling, ruling.value), reason)
            ruled = await self._verbs.rule(
                roll_id, person(interaction), verdict, channel=place(interaction).channel, cause=cause(interaction)
            )
            words = self._replies.words(interaction, private=False)
            return Reply(view=ruling_card(ruled, words, url=permalink(self._public_url, roll_id)))

        await self._replies.answer(interaction, work())

    async def reveal_hidden_roll(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """*Reveal hidden roll* in the menu of a sealed card."""

        async def work() -> Reply:
            roll_id = shown_roll(message, own_id(interaction), self._public_url, "reveal")
            where, why = _who_and_where(interaction), cause(interaction)
            return self._revealed(interaction, await self._verbs.reveal.by_id(roll_id, *where, cause=why))

        await self._replies.answer(interaction, work())

    async def look_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*Look* on a sealed card: a copy for whoever may see it."""

        async def work() -> Reply:
            made = await self._verbs.look(*rolled_at(of), person(interaction).user)
            url = permalink(self._public_url, made.rolled.roll_id)
            words = self._replies.words(interaction, private=True)
            return Reply(view=roll_card(made, words, url=url, for_leaders=made.rolled.blind), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def reveal_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*Reveal* on one's own copy of a hidden roll."""

        async def work() -> Reply:
            where, why = _who_and_where(interaction), cause(interaction)
            return self._revealed(interaction, await self._verbs.reveal(*rolled_at(of), *where, cause=why))

        await self._replies.answer(interaction, work())

    def _revealed(self, interaction: discord.Interaction, revealed: Revealed) -> Reply:
        url = permalink(self._public_url, revealed.roll_id)
        if revealed.made is None:
            return Reply(
                view=revealed_already_card(self._replies.words(interaction, private=True), url=url), private=True
            )
        return Reply(view=revealed_card(revealed.made, self._replies.words(interaction, private=False), url=url))

    async def _at_the_table(self, interaction: discord.Interaction) -> Page:
        view = await self._verbs.read(await self._verbs.find(*guild_place(interaction)))
        return await self._verbs.history.older(viewer(interaction), Sought(table=view.table.code))

    async def _offered(
        self, interaction: discord.Interaction, typed: str, looking: Awaitable[Page]
    ) -> list[app_commands.Choice[str]]:
        try:
            page = await looking
        except (ProviderError, NotFoundError):
            return []
        return roll_choices(page.records, typed, self._now(), self._replies.words(interaction, private=True))


def _who_and_where(interaction: discord.Interaction) -> tuple[UserId, ChannelId]:
    return person(interaction).user, place(interaction).channel
