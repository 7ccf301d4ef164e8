"""`/dice preset save | use | list | delete`: lines of dice under a name, each person's own."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from cogs.ui.choices import preset_choice
from cogs.ui.converters import cause, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.presets import preset_card, preset_said
from cogs.ui.replies import Replies, Reply
from cogs.ui.rolls import asked_in, rolled_reply
from core.errors import ProviderError
from core.ids import UserId
from core.tables.presets import matching
from core.use_cases.delete_preset import DeletePreset
from core.use_cases.find_preset import FindPreset
from core.use_cases.list_presets import ListPresets
from core.use_cases.roll_dice import RollDice
from core.use_cases.save_preset import SavePreset


@dataclass(frozen=True, slots=True)
class PresetVerbs:
    """What can be done with presets."""

    save: SavePreset
    find: FindPreset
    all: ListPresets
    delete: DeletePreset
    roll: RollDice


class PresetsCog(GroupPart):
    """Keeping, rolling and forgetting presets."""

    preset = app_commands.Group(name="preset", description="command-dice-preset")

    def __init__(self, replies: Replies, verbs: PresetVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What may be meant by what was typed so far; nothing while the records are away."""
        try:
            presets = await self._verbs.all(UserId(interaction.user.id))
        except ProviderError:
            return []
        return [preset_choice(preset) for preset in matching(presets, typed)]

    @preset.command(name="save", description="command-dice-preset-save")
    @app_commands.describe(name="option-preset-new", dice="option-preset-dice")
    async def save(self, interaction: discord.Interaction, name: str, dice: str) -> None:
        async def work() -> Reply:
            preset = await self._verbs.save(UserId(interaction.user.id), name, dice)
            return Reply(
                text=preset_said("preset-saved", preset, self._replies.words(interaction, private=True)), private=True
            )

        await self._replies.answer(interaction, work(), private=True)

    @preset.command(name="use", description="command-dice-preset-use")
    @app_commands.describe(name="option-preset")
    @app_commands.autocomplete(name=names)
    async def use(self, interaction: discord.Interaction, name: str) -> None:
        async def work() -> Reply:
            preset = await self._verbs.find(UserId(interaction.user.id), name)
            asked = asked_in(preset.line)
            made = await self._verbs.roll(asked, person(interaction), place(interaction), cause=cause(interaction))
            return rolled_reply(self._replies, interaction, made, self._public_url)

        await self._replies.answer(interaction, work())

    @preset.command(name="list", description="command-dice-preset-list")
    async def list(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            presets = await self._verbs.all(UserId(interaction.user.id))
            return Reply(view=preset_card(presets, self._replies.words(interaction, private=True)), private=True)

        await self._replies.answer(interaction, work(), private=True)

    @preset.command(name="delete", description="command-dice-preset-delete")
    @app_commands.describe(name="option-preset")
    @app_commands.autocomplete(name=names)
    async def delete(self, interaction: discord.Interaction, name: str) -> None:
        async def work() -> Reply:
            preset = await self._verbs.delete(UserId(interaction.user.id), name)
            words = self._replies.words(interaction, private=True)
            return Reply(text=preset_said("preset-deleted", preset, words), private=True)

        await self._replies.answer(interaction, work(), private=True)
