"""`/combat encounter difficulty | build | save | load | list | delete`: fights that are planned, for their DM alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import discord
from discord import app_commands

from cogs.combat.planned import Planned, PlanVerbs, Wished
from cogs.ui.choices import CHOICE
from cogs.ui.combatants import MOST_CHOICES
from cogs.ui.converters import place
from cogs.ui.encounter_card import encounter_label
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies
from cogs.ui.views import Fill, Press
from core.combat.planning.saved import LONGEST_NAME, near
from core.errors import GameError, ProviderError
from core.ids import UserId
from core.rules.edition import Edition
from core.rules.encounters import Difficulty

EDITIONS = [
    app_commands.Choice(name="choice-edition-52", value=Edition.SRD_52.value),
    app_commands.Choice(name="choice-edition-51", value=Edition.SRD_51.value),
]
DIFFICULTIES = [
    app_commands.Choice(name="choice-difficulty-low", value=Difficulty.LOW.value),
    app_commands.Choice(name="choice-difficulty-moderate", value=Difficulty.MODERATE.value),
    app_commands.Choice(name="choice-difficulty-high", value=Difficulty.HIGH.value),
]
LONGEST_LIST = 400
LONGEST = 60
_COUNTED = re.compile(r"([0-9]+\s*x?)\s+(.*)", re.IGNORECASE)


class EncountersCog(GroupPart):
    """Planning fights."""

    encounter = app_commands.Group(name="encounter", description="command-combat-encounter")

    def __init__(self, replies: Replies, verbs: PlanVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._planned = Planned(replies, verbs, public_url)
        self.presses = (
            Press("encounter", "another", self.another_pressed),
            Press("encounter", "keep", self.keep_pressed),
            Press("encounter", "add", self.add_pressed),
            Press("encounter", "hide", self.hide_pressed),
            Fill("encounter", "name", self.named),
        )

    async def monsters_near(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Monsters that the end of the list may mean, behind what is named already."""
        edition = await self._planned.edition(interaction, getattr(interaction.namespace, "edition", None))
        before, comma, last = typed.rpartition(",")
        counted = _COUNTED.fullmatch(last.strip())
        count, name = (counted[1], counted[2]) if counted else ("", last.strip())
        taken = f"{before}{comma} {count}".strip() if comma else count
        names = self._verbs.plan.bestiary(edition).suggested(name, MOST_CHOICES)
        texts = [f"{taken} {each}".strip() for each in names]
        return [app_commands.Choice(name=text, value=text) for text in texts if len(text) <= CHOICE]

    async def types(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Creature types of the book."""
        edition = await self._planned.edition(interaction, getattr(interaction.namespace, "edition", None))
        there = [each for each in self._verbs.plan.bestiary(edition).types if typed.strip().casefold() in each]
        return [app_commands.Choice(name=each, value=each) for each in there[:MOST_CHOICES]]

    async def kept(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The encounters that somebody keeps here; nothing while they are away."""
        try:
            there = await self._verbs.keep.all(UserId(interaction.user.id), place(interaction))
        except (GameError, ProviderError):
            return []
        found = near(there, typed, MOST_CHOICES)
        return [app_commands.Choice(name=encounter_label(each, CHOICE - 1), value=each.name) for each in found]

    @encounter.command(name="difficulty", description="command-encounter-difficulty")
    @app_commands.describe(
        monsters="option-encounter-monsters-here", party="option-encounter-party", edition="option-encounter-edition"
    )
    @app_commands.choices(edition=EDITIONS)
    @app_commands.autocomplete(monsters=monsters_near)
    async def difficulty(
        self,
        interaction: discord.Interaction,
        monsters: app_commands.Range[str, 1, LONGEST_LIST] | None = None,
        party: app_commands.Range[str, 1, LONGEST] | None = None,
        edition: app_commands.Choice[str] | None = None,
    ) -> None:
        work = self._planned.measured(interaction, monsters, party, edition.value if edition else None)
        await self._replies.answer(interaction, work, private=True)

    @encounter.command(name="build", description="command-encounter-build")
    @app_commands.rename(with_="with", type_="type")
    @app_commands.describe(
        difficulty="option-encounter-difficulty",
        party="option-encounter-party",
        type_="option-encounter-type",
        cr="option-encounter-cr",
        with_="option-encounter-with",
        edition="option-encounter-edition",
        seed="option-encounter-seed",
    )
    @app_commands.choices(difficulty=DIFFICULTIES, edition=EDITIONS)
    @app_commands.autocomplete(type_=types, with_=monsters_near)
    async def build(
        self,
        interaction: discord.Interaction,
        difficulty: app_commands.Choice[str] | None = None,
        party: app_commands.Range[str, 1, LONGEST] | None = None,
        *,
        type_: app_commands.Range[str, 1, LONGEST] | None = None,
        cr: app_commands.Range[str, 1, LONGEST] | None = None,
        with_: app_commands.Range[str, 1, LONGEST_LIST] | None = None,
        edition: app_commands.Choice[str] | None = None,
        seed: app_commands.Range[str, 1, 5] | None = None,
    ) -> None:
        hard = Difficulty(difficulty.value) if difficulty else Difficulty.MODERATE
        wished = Wished(hard, party, type_ or "", cr or "", with_ or "", edition.value if edition else None, seed or "")
        await self._replies.answer(interaction, self._planned.proposed(interaction, wished), private=True)

    @encounter.command(name="save", description="command-encounter-save")
    @app_commands.describe(
        name="option-encounter-name", monsters="option-encounter-monsters", edition="option-encounter-edition"
    )
    @app_commands.choices(edition=EDITIONS)
    @app_commands.autocomplete(monsters=monsters_near)
    async def save(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, LONGEST_NAME],
        monsters: app_commands.Range[str, 1, LONGEST_LIST],
        edition: app_commands.Choice[str] | None = None,
    ) -> None:
        work = self._planned.saved(interaction, name, monsters, edition.value if edition else None)
        await self._replies.answer(interaction, work, private=True)

    @encounter.command(name="load", description="command-encounter-load")
    @app_commands.describe(name="option-encounter-kept", hidden="option-combat-hidden", group="option-encounter-group")
    @app_commands.autocomplete(name=kept)
    async def load(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, CHOICE],
        *,
        hidden: bool = False,
        group: bool = True,
    ) -> None:
        work = self._planned.loaded(interaction, name, hidden=hidden, grouped=group)
        await self._replies.answer(interaction, work, private=hidden)

    @encounter.command(name="list", description="command-encounter-list")
    async def list(self, interaction: discord.Interaction) -> None:
        await self._replies.answer(interaction, self._planned.listed(interaction), private=True)

    @encounter.command(name="delete", description="command-encounter-delete")
    @app_commands.describe(name="option-encounter-kept")
    @app_commands.autocomplete(name=kept)
    async def delete(self, interaction: discord.Interaction, name: app_commands.Range[str, 1, CHOICE]) -> None:
        await self._replies.answer(interaction, self._planned.deleted(interaction, name), private=True)

    async def another_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Propose another, where the last one was."""
        await self._replies.answer(interaction, self._planned.another(interaction, of), private=True, redraws=True)

    async def keep_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Ask for a name to keep a proposal under."""
        await self._replies.answer(interaction, self._planned.name_asked(interaction, of), private=True)

    async def named(self, interaction: discord.Interaction, of: str, filled: Mapping[str, list[str]]) -> None:
        """Keep a proposal under the name that was given."""
        name = " ".join(filled.get("name", []))
        await self._replies.answer(interaction, self._planned.kept(interaction, of, name), private=True)

    async def add_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Bring a proposal in."""
        await self._replies.answer(interaction, self._planned.added(interaction, of, hidden=False))

    async def hide_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Bring a proposal in, hidden from the players."""
        await self._replies.answer(interaction, self._planned.added(interaction, of, hidden=True), private=True)
