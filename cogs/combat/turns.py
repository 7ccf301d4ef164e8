"""`/combat next | prev | move | delay`, and *End turn*: whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from cogs.ui.combatants import combatant_choices, fight_of
from cogs.ui.converters import cause, person, place
from cogs.ui.fight_card import pressed_turn
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.views import Press
from core.combat.acts.marking import Standing
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.take_turn import TakeTurn


@dataclass(frozen=True, slots=True)
class TurnVerbs:
    """What can be done with turns."""

    find: FindFight
    turn: TakeTurn
    mark: MarkCombatant


class TurnsCog(GroupPart):
    """Turns and places in the order."""

    def __init__(self, replies: Replies, verbs: TurnVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self.presses = (Press("fight", "next", self.next_pressed),)

    async def in_fight(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed)

    @app_commands.command(name="next", description="command-combat-next")
    async def next(self, interaction: discord.Interaction) -> None:
        await self._next(interaction, None)

    async def next_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """End the turn that the card showed; pressed by two at once, it ends once."""
        await self._next(interaction, pressed_turn(of)[1])

    async def _next(self, interaction: discord.Interaction, seen: str | None) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            outcome = await self._verbs.turn.next(found, who, seen=seen, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="prev", description="command-combat-prev")
    async def prev(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            outcome = await self._verbs.turn.back(found, who, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="move", description="command-combat-move")
    @app_commands.describe(who="option-combat-who", to="option-combat-to")
    @app_commands.autocomplete(who=in_fight)
    async def move(
        self, interaction: discord.Interaction, who: str, to: app_commands.Range[int, -10, 50] | None = None
    ) -> None:
        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            number = found.meant(who)
            outcome = await self._verbs.turn.place(found, asker, number, total=to, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="delay", description="command-combat-delay")
    @app_commands.describe(who="option-as")
    @app_commands.autocomplete(who=in_fight)
    async def delay(self, interaction: discord.Interaction, who: str | None = None) -> None:
        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            number = found.actor(who)
            waits = not found.fight.combatant(number).delayed
            outcome = await self._verbs.mark.stand(
                found, asker, number, Standing(delayed=waits), cause=cause(interaction)
            )
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())
