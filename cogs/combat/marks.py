"""`/combat effect | cure | note | hide`: what lasts on somebody, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from cogs.ui.combatants import combatant_choices, fight_of, offered
from cogs.ui.converters import cause, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from core.combat.acts.marking import Mark, Standing
from core.errors import GameError
from core.rules.conditions import Condition
from core.tables.names import one_line
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant

CONDITIONS = {each.value: each for each in Condition}
LONGEST_NAME = 60
LONGEST_NOTE = 200
MOST_ROUNDS = 14_400
"""A day."""


@dataclass(frozen=True, slots=True)
class MarkVerbs:
    """What can be said of somebody."""

    find: FindFight
    mark: MarkCombatant


class MarksCog(GroupPart):
    """Effects, conditions, notes."""

    def __init__(self, replies: Replies, verbs: MarkVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def in_fight(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed)

    async def conditions(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The conditions of the book; any other name is an effect."""
        return offered(CONDITIONS, typed)

    async def what_lasts(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What lasts on whoever was named before, if anybody was."""
        found = await fight_of(interaction, self._verbs.find)
        named = getattr(interaction.namespace, "who", None)
        if found is None or not named:
            return []
        try:
            combatant = found.fight.combatant(found.meant(named))
        except GameError:
            return []
        names = [one.name for one in combatant.ongoing.values() if one.name]
        names += [each.value for each in sorted(combatant.conditions)]
        if combatant.concentration:
            names.append(combatant.concentration.spell)
        return offered(names, typed)

    @app_commands.command(name="effect", description="command-combat-effect")
    @app_commands.rename(from_="from")
    @app_commands.describe(
        who="option-combat-who",
        name="option-combat-effect",
        rounds="option-combat-rounds",
        from_="option-combat-from",
    )
    @app_commands.autocomplete(who=in_fight, name=conditions, from_=in_fight)
    async def effect(
        self,
        interaction: discord.Interaction,
        who: str,
        name: app_commands.Range[str, 1, LONGEST_NAME],
        rounds: app_commands.Range[int, 1, MOST_ROUNDS] | None = None,
        *,
        from_: str | None = None,
    ) -> None:
        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            called = one_line(name) or "?"
            condition = CONDITIONS.get(called.casefold())
            source = found.meant(from_) if from_ else None
            given = Mark(called, (condition,) if condition else (), rounds, source)
            number = found.meant(who)
            outcome = await self._verbs.mark.mark(found, asker, number, given, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="cure", description="command-combat-cure")
    @app_commands.describe(who="option-combat-who", name="option-combat-cure")
    @app_commands.autocomplete(who=in_fight, name=what_lasts)
    async def cure(self, interaction: discord.Interaction, who: str, name: str) -> None:
        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            number = found.meant(who)
            outcome = await self._verbs.mark.cure(found, asker, number, name, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="note", description="command-combat-note")
    @app_commands.describe(who="option-combat-who", note="option-combat-note")
    @app_commands.autocomplete(who=in_fight)
    async def note(
        self, interaction: discord.Interaction, who: str, note: app_commands.Range[str, 1, LONGEST_NOTE]
    ) -> None:
        await self._stand(interaction, who, Standing(note=one_line(note)), "combat-noted")

    @app_commands.command(name="hide", description="command-combat-hide")
    @app_commands.describe(who="option-combat-who", shown="option-combat-shown")
    @app_commands.autocomplete(who=in_fight)
    async def hide(self, interaction: discord.Interaction, who: str, *, shown: bool = False) -> None:
        await self._stand(interaction, who, Standing(hidden=not shown), "combat-shown" if shown else "combat-hidden")

    async def _stand(self, interaction: discord.Interaction, who: str, standing: Standing, told: str) -> None:
        """What only those who lead may say, and only they are told."""

        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            found.must_run()
            number = found.meant(who)
            await self._verbs.mark.stand(found, asker, number, standing, cause=cause(interaction))
            words = self._replies.words(interaction, private=True)
            return Reply(text=words(told, who=found.names[number]), private=True)

        await self._replies.answer(interaction, work(), private=True)
