"""`/combat act | ready`: whatever somebody can do, by its name; and waiting for something with an action.

What everybody can do is among it (dash, dodge, grapple, stand up), and so are bonus, legendary and lair actions,
reactions, and what effects let somebody do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import discord
from discord import app_commands

from cogs.ui.choices import CHOICE
from cogs.ui.combatants import ADVANTAGES, MOST_CHOICES, claimed, combatant_choices, fight_of, meant
from cogs.ui.converters import cause, person, place
from cogs.ui.deeds import deed_choices, deeds_of, spell_choices, spells_of, way_choices
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from core.combat.acts.aiming import Aim
from core.combat.acts.choices import said
from core.combat.record.state import Readied
from core.tables.names import one_line
from core.use_cases.act_in_fight import ActInFight
from core.use_cases.find_fight import FindFight
from core.use_cases.read_deeds import ReadDeeds

LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class ActVerbs:
    """What acting needs."""

    find: FindFight
    act: ActInFight
    deeds: ReadDeeds


class ActingCog(GroupPart):
    """Doing things in a fight by their names."""

    def __init__(self, replies: Replies, verbs: ActVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def targets(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed)

    async def own(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those for whom one may act."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed, own=True)

    async def deeds(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What whoever acts can do."""
        found = await fight_of(interaction, self._verbs.find)
        listed = await deeds_of(interaction, found, self._verbs.deeds) if found else []
        return deed_choices(listed, typed, self._replies.words(interaction, private=True))

    async def to_ready(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What whoever acts can do, and the spells that they can cast with an action."""
        found = await fight_of(interaction, self._verbs.find)
        if found is None:
            return []
        words = self._replies.words(interaction, private=True)
        done = deed_choices(await deeds_of(interaction, found, self._verbs.deeds), typed, words)
        cast = spell_choices(await spells_of(interaction, found, self._verbs.deeds), typed)
        return [*done, *cast][:MOST_CHOICES] if typed else [*cast, *done][:MOST_CHOICES]

    async def ways(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What can be chosen of what was named before."""
        found = await fight_of(interaction, self._verbs.find)
        listed = await deeds_of(interaction, found, self._verbs.deeds) if found else []
        return way_choices(listed, getattr(interaction.namespace, "action", None), typed)

    @app_commands.command(name="act", description="command-combat-act")
    @app_commands.rename(as_="as")
    @app_commands.describe(
        action="option-combat-action",
        target="option-cast-target",
        choice="option-choice",
        advantage="option-advantage",
        as_="option-as",
        overrule="option-overrule",
    )
    @app_commands.choices(advantage=ADVANTAGES)
    @app_commands.autocomplete(action=deeds, target=targets, choice=ways, as_=own)
    async def act(
        self,
        interaction: discord.Interaction,
        action: app_commands.Range[str, 1, CHOICE],
        *,
        target: app_commands.Range[str, 1, LONGEST] | None = None,
        choice: app_commands.Range[str, 1, LONGEST] | None = None,
        advantage: app_commands.Choice[str] | None = None,
        as_: app_commands.Range[str, 1, LONGEST] | None = None,
        overrule: bool = False,
    ) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            aim = Aim(meant(found, target), claimed(advantage), "", said(choice), overrule=overrule)
            number = found.actor(as_)
            outcome = await self._verbs.act.act(found, who, number, name=action, aim=aim, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="ready", description="command-combat-ready")
    @app_commands.rename(as_="as")
    @app_commands.describe(
        action="option-combat-readied", when="option-combat-when", as_="option-as", overrule="option-overrule"
    )
    @app_commands.autocomplete(action=to_ready, as_=own)
    async def ready(
        self,
        interaction: discord.Interaction,
        action: app_commands.Range[str, 1, CHOICE],
        when: app_commands.Range[str, 1, LONGEST],
        *,
        as_: app_commands.Range[str, 1, LONGEST] | None = None,
        overrule: bool = False,
    ) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            waits = Readied(one_line(action), one_line(when))
            outcome = await self._verbs.act.ready(
                found, who, found.actor(as_), said=waits, aim=Aim(overrule=overrule), cause=cause(interaction)
            )
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())
