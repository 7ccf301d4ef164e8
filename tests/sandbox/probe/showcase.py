"""A bot that shows all that can be pressed, chosen and filled in: hybrids, a layout and forms of every component.

Run as ``python -m tests.sandbox.probe.showcase``; it takes its settings and tells its reports as `bot` does.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord_base import point_at
from tests.sandbox.probe.bot import report

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"
CLASSES = ("Rogue", "Bard", "Wizard")


def options() -> list[discord.SelectOption]:
    return [discord.SelectOption(label=name, description=f"a {name}") for name in CLASSES]


def said(value: Any) -> str:
    """What was chosen, in words."""
    return value.name if hasattr(value, "name") else str(value)


class Menu(ui.Select[Any]):
    def __init__(self) -> None:
        super().__init__(custom_id="string", options=options(), max_values=2)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(", ".join(self.values))


def picker(base: type[Any], custom_id: str) -> Any:
    """A select of users, roles, channels or either, that says who was chosen."""

    class Picker(base):
        async def callback(self, interaction: discord.Interaction) -> None:
            await interaction.response.send_message(", ".join(said(value) for value in self.values))

    return Picker(custom_id=custom_id)


class Press(ui.Button[Any]):
    async def callback(self, interaction: discord.Interaction) -> None:
        if self.custom_id == "form":
            await interaction.response.send_modal(Everything())
        else:
            await interaction.response.send_message(f"pressed {self.label}")


class Hall(ui.LayoutView):
    """Every component of a message."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay("# The Hall"))
        self.add_item(ui.Section("A portrait", accessory=ui.Thumbnail("attachment://hall.png", description="the hall")))
        self.add_item(ui.Section("A lever", accessory=Press(label="Pull", custom_id="pull")))
        gallery = ui.MediaGallery(
            discord.MediaGalleryItem("attachment://hall.png", description="the hall", spoiler=True)
        )
        self.add_item(
            ui.Container(gallery, ui.Separator(spacing=discord.SeparatorSpacing.large), accent_colour=0x112233)
        )
        self.add_item(ui.File("attachment://map.txt"))
        styles = (discord.ButtonStyle.primary, discord.ButtonStyle.secondary, discord.ButtonStyle.success)
        row = ui.ActionRow(*(Press(label=style.name, custom_id=style.name, style=style) for style in styles))
        row.add_item(Press(label="Form", custom_id="form", style=discord.ButtonStyle.danger, emoji="📜"))
        row.add_item(ui.Button(label="Link", url="https://example.com/hall"))
        self.add_item(row)
        for item in (
            Menu(),
            picker(ui.UserSelect, "user"),
            picker(ui.RoleSelect, "role"),
            picker(ui.MentionableSelect, "mentionable"),
            picker(ui.ChannelSelect, "channel"),
        ):
            self.add_item(ui.ActionRow(item))


class Everything(ui.Modal, title="Everything"):
    """A form of as many components as one takes, of every kind that a form can have with `More`."""

    about: ui.TextDisplay[Any] = ui.TextDisplay("Fill in *all* of it.")
    text: ui.Label[Everything] = ui.Label(text="Text", component=ui.TextInput(custom_id="text", min_length=2))
    string: ui.Label[Everything] = ui.Label(text="Class", component=ui.Select(custom_id="string", options=options()))
    user: ui.Label[Everything] = ui.Label(text="Who", component=ui.UserSelect(custom_id="user"))
    file: ui.Label[Everything] = ui.Label(text="Portrait", component=ui.FileUpload(custom_id="file"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        portrait = parts(self.file).values[0]
        content = (await portrait.read()).decode()
        chosen = (parts(self.text).value, *parts(self.string).values, said(parts(self.user).values[0]))
        await interaction.response.send_message(f"{', '.join(chosen)}, {portrait.filename}: {content}")


class More(ui.Modal, title="More"):
    """The other kinds."""

    role: ui.Label[More] = ui.Label(text="Role", component=ui.RoleSelect(custom_id="role"))
    mentionable: ui.Label[More] = ui.Label(text="Anybody", component=ui.MentionableSelect(custom_id="mentionable"))
    channel: ui.Label[More] = ui.Label(text="Where", component=ui.ChannelSelect(custom_id="channel"))
    radio: ui.Label[More] = ui.Label(
        text="One of",
        component=ui.RadioGroup(
            custom_id="radio", options=[discord.RadioGroupOption(label=name, value=name) for name in CLASSES]
        ),
    )
    boxes: ui.Label[More] = ui.Label(
        text="Some of",
        component=ui.CheckboxGroup(
            custom_id="boxes",
            max_values=2,
            options=[discord.CheckboxGroupOption(label=name, value=name) for name in CLASSES],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        chosen = [said(parts(label).values[0]) for label in (self.role, self.mentionable, self.channel)]
        boxes = " and ".join(parts(self.boxes).values)
        await interaction.response.send_message(f"{', '.join(chosen)}; {parts(self.radio).value}; {boxes}")


class Oath(ui.Modal, title="An oath"):
    """One box to tick."""

    sworn: ui.Label[Oath] = ui.Label(text="I swear", component=ui.Checkbox(custom_id="sworn"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"sworn: {parts(self.sworn).value}", ephemeral=True)


def parts(label: ui.Label[Any]) -> Any:
    """What a label is around."""
    return label.component


class Showcase(commands.AutoShardedBot):
    async def setup_hook(self) -> None:
        for command in (hall, more, oath):
            self.tree.add_command(command)
        self.add_command(quest)
        self.add_command(party)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing: the sandbox does not ask for the five seconds between shards."""

    async def on_ready(self) -> None:
        report("ready", shards=sorted(self.shards))


@app_commands.command(description="every component of a message")
async def hall(interaction: discord.Interaction) -> None:
    files = [discord.File(io.BytesIO(PICTURE), "hall.png"), discord.File(io.BytesIO(b"a map"), "map.txt")]
    await interaction.response.send_message(view=Hall(), files=files)


@app_commands.command(description="the rest of what a form can have")
async def more(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(More())


@app_commands.command(description="one box")
async def oath(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Oath())


@commands.hybrid_command(description="send somebody on a quest")
@app_commands.describe(name="what it is called", days="how long", hero="who goes", secret="for your eyes only")
async def quest(
    ctx: commands.Context[Showcase], name: str, days: int = 3, hero: discord.Member | None = None, secret: bool = False
) -> None:
    who = (hero or ctx.author).name
    how = "slash" if ctx.interaction else "prefix"
    await ctx.send(f"{who} goes on {name} for {days} days ({how})", ephemeral=secret)


@quest.autocomplete("name")
async def suggest(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"The {name}", value=name) for name in CLASSES if current.lower() in name.lower()]


@commands.hybrid_group(name="party", description="the party", fallback="show")
async def party(ctx: commands.Context[Showcase]) -> None:
    await ctx.defer()
    await ctx.send("nobody yet")


@party.command(name="join", description="join the party")
async def join(ctx: commands.Context[Showcase], role: discord.Role) -> None:
    await ctx.send(f"{ctx.author.name} joins as {role.name}")


async def main() -> None:
    point_at(os.environ["BASE"])
    intents = discord.Intents.default()
    intents.message_content = True
    async with Showcase(
        commands.when_mentioned_or("!"), intents=intents, guild_ready_timeout=0.1, help_command=None
    ) as bot:
        bot.add_view(Hall())
        await bot.start(os.environ["TOKEN"])


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
