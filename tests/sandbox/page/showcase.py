"""A bot that shows every kind of thing that the page draws: discord.py as it is, in a process of its own."""

from __future__ import annotations

import asyncio
import io
import struct
import zlib
from datetime import timedelta
from typing import Any, Literal

import discord
from discord import app_commands, ui

from tests.sandbox.page.bots import play

SPELLS = ("Fireball", "Fire Bolt", "Frostbite", "Mage Hand")
HOSTILE = '<img src=x onerror="window.broken=1"><script>window.broken=1</script> [x](javascript:window.broken=1)'
MARKDOWN = """# A heading
**bold** *italics* __underlined__ ~~struck~~ ||secret|| `code` <t:1700000000:D> and <t:1700000000:R>
> a quote
- one
  - within one
1. first
-# small print
```py
print("**not bold**")
```
Before it [a link](https://example.com/path) stands in words, and https://example.com/bare among them."""


def picture(width: int = 320, height: int = 180) -> bytes:
    """A PNG with a colour that runs from edge to edge (PNG specification, third edition: chunks, filter 0)."""
    rows = b"".join(
        b"\0" + b"".join(bytes((120 + 100 * x // width, 40 + 80 * y // height, 60)) for x in range(width))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


PNG = picture()


class Hero(ui.Modal, title="Name your hero"):
    """A form with a field of every kind."""

    intro: ui.TextDisplay[Any] = ui.TextDisplay("Everybody at the table will read this.")
    name: ui.Label[Hero] = ui.Label(
        text="Name", description="As the bards sing it", component=ui.TextInput(custom_id="name", max_length=20)
    )
    story: ui.Label[Hero] = ui.Label(
        text="Story",
        component=ui.TextInput(custom_id="story", style=discord.TextStyle.paragraph, required=False, min_length=5),
    )
    calling: ui.Label[Hero] = ui.Label(
        text="Class",
        component=ui.Select(
            custom_id="class",
            placeholder="Choose a class",
            options=[discord.SelectOption(label=name) for name in ("Rogue", "Bard")],
        ),
    )
    edition: ui.Label[Hero] = ui.Label(
        text="Edition",
        component=ui.RadioGroup(
            custom_id="edition",
            options=[discord.RadioGroupOption(label=year, value=year) for year in ("2014", "2024")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        fields = (self.name, self.story, self.calling, self.edition)
        await interaction.response.send_message(" | ".join(_entered(field.component) for field in fields))


class Settings(ui.Modal, title="Settings"):
    """The other kinds of field."""

    quick: ui.Label[Settings] = ui.Label(text="Quick table", component=ui.Checkbox(custom_id="quick"))
    rules: ui.Label[Settings] = ui.Label(
        text="House rules",
        component=ui.CheckboxGroup(
            custom_id="rules",
            required=False,
            min_values=1,
            max_values=2,
            options=[discord.CheckboxGroupOption(label=name, value=name.lower()) for name in ("Flanking", "Feats")],
        ),
    )
    owner: ui.Label[Settings] = ui.Label(text="Owner", component=ui.UserSelect(custom_id="owner"))
    map: ui.Label[Settings] = ui.Label(
        text="Map", component=ui.FileUpload(custom_id="map", min_values=1, max_values=1, required=False)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        fields = (self.quick, self.rules, self.owner, self.map)
        await interaction.response.send_message(" | ".join(_entered(field.component) for field in fields))


def _entered(component: Any) -> str:
    values = getattr(component, "values", None)
    if values is None:
        return str(component.value)
    return ",".join(str(getattr(value, "filename", value)) for value in values)


class Panel(ui.View):
    """Buttons of every style and selects of every kind."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Permalink", url="http://127.0.0.1:1/roll/1", row=1))
        self.add_item(ui.Button(label="Never", custom_id="panel:never", disabled=True, row=1))

    @ui.button(label="Roll", custom_id="panel:roll", style=discord.ButtonStyle.primary, row=0)
    async def roll(self, interaction: discord.Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.edit_message(content="rolled 17")

    @ui.button(label="Whisper", custom_id="panel:whisper", style=discord.ButtonStyle.secondary, row=0)
    async def whisper(self, interaction: discord.Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.send_message("only for you", ephemeral=True)

    @ui.button(label="Name a hero", custom_id="panel:name", style=discord.ButtonStyle.success, emoji="🧝", row=0)
    async def name(self, interaction: discord.Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.send_modal(Hero())

    @ui.button(label="Silent", custom_id="panel:silent", style=discord.ButtonStyle.danger, row=0)
    async def silent(self, interaction: discord.Interaction, _: ui.Button[Panel]) -> None:
        pass

    @ui.select(
        custom_id="panel:class",
        placeholder="Class",
        options=[
            discord.SelectOption(label="Rogue", description="Quick hands", emoji="🗡️"),
            discord.SelectOption(label="Bard", description="Loud voice"),
        ],
        row=2,
    )
    async def pick(self, interaction: discord.Interaction, menu: ui.Select[Panel]) -> None:
        await interaction.response.send_message(f"class {menu.values[0]}")

    @ui.select(cls=ui.UserSelect, custom_id="panel:foes", placeholder="Foes", max_values=3, row=3)
    async def foes(self, interaction: discord.Interaction, menu: ui.UserSelect[Panel]) -> None:
        await interaction.response.send_message("foes " + " ".join(sorted(user.name for user in menu.values)))


class Card(ui.LayoutView):
    """Every layout component."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        join: ui.Button[Card] = ui.Button(label="Join", custom_id="card:join", style=discord.ButtonStyle.success)
        join.callback = self.join
        link: ui.Button[Card] = ui.Button(label="Permalink", url="http://127.0.0.1:1/roll/2")
        self.add_item(
            ui.Container(
                ui.TextDisplay("## Table EMBER-1234\nOpen table, **1 of 8** seats"),
                ui.Separator(spacing=discord.SeparatorSpacing.large),
                ui.Section(ui.TextDisplay("**Thokk**"), ui.TextDisplay("HP 12/12"), accessory=join),
                ui.Section(ui.TextDisplay("A dragon sleeps here."), accessory=ui.Thumbnail("attachment://dragon.png")),
                ui.MediaGallery(discord.MediaGalleryItem("attachment://dragon.png", description="A red dragon")),
                ui.File("attachment://notes.txt"),
                ui.ActionRow(link),
                accent_colour=0xB8860B,
            )
        )

    async def join(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{interaction.user.name} sits down")


class Table(app_commands.Group):
    """Subcommands."""

    @app_commands.command(description="Open a table in this channel")
    @app_commands.describe(mode="Who runs it", name="What it is called")
    async def open(
        self, interaction: discord.Interaction, mode: Literal["open", "dm-led"], name: str | None = None
    ) -> None:
        await interaction.response.send_message(f"table {name or 'unnamed'} is {mode}")

    @app_commands.command(description="Close the table")
    async def close(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("closed")


@app_commands.command(description="Roll dice")
@app_commands.describe(dice="What to roll", dc="What to reach", hidden="Whether only you see it", label="What for")
async def roll(
    interaction: discord.Interaction,
    dice: str,
    dc: app_commands.Range[int, 1, 40] | None = None,
    hidden: bool = False,
    label: str | None = None,
) -> None:
    await interaction.response.send_message(f"{dice} against {dc} for {label}", ephemeral=hidden)


@app_commands.command(description="Cast a spell")
@app_commands.describe(spell="Which one", target="At whom", where="In which channel")
async def cast(
    interaction: discord.Interaction,
    spell: str,
    target: discord.Member | None = None,
    where: discord.TextChannel | None = None,
) -> None:
    await interaction.response.send_message(f"casts {spell} at {target and target.name} in {where and where.name}")


@cast.autocomplete("spell")
async def spells(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    fitting = (name for name in SPELLS if current.lower() in name.lower())
    return [app_commands.Choice(name=name, value=name.lower()) for name in fitting]


@app_commands.command(description="Show a file that you upload")
@app_commands.describe(file="Which one")
async def upload(interaction: discord.Interaction, file: discord.Attachment) -> None:
    await interaction.response.send_message(f"{file.filename}: {len(await file.read())} bytes")


@app_commands.command(description="Everything that can be clicked")
async def panel(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("a panel", view=Panel())


@app_commands.command(description="A form with ticks and a file")
async def settings(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Settings())


@app_commands.command(description="A card of layout components")
async def card(interaction: discord.Interaction) -> None:
    files = [discord.File(io.BytesIO(PNG), "dragon.png"), discord.File(io.BytesIO(b"notes"), "notes.txt")]
    await interaction.response.send_message(view=Card(), files=files)


@app_commands.command(description="An embed with everything")
async def embed(interaction: discord.Interaction) -> None:
    shown = discord.Embed(title="A roll", url="https://example.com/", description="**17** to hit", colour=0x2F855A)
    shown.set_author(name="Thokk").set_footer(text="proven")
    for name, value in (("Dice", "`d20` 12"), ("Bonus", "+5"), ("DC", "15, PASS")):
        shown.add_field(name=name, value=value)
    shown.add_field(name="Note", value="A long line that stands by itself.", inline=False)
    shown.set_image(url="attachment://dragon.png")
    await interaction.response.send_message(embed=shown, file=discord.File(io.BytesIO(PNG), "dragon.png"))


@app_commands.command(description="Think, then answer")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)


@app_commands.command(description="Says nothing in time")
async def silent(interaction: discord.Interaction) -> None:
    pass


@app_commands.command(description="Text with all of Discord's markdown")
async def markdown(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(f"{MARKDOWN}\n{interaction.user.mention}", silent=True)


@app_commands.command(description="Text that tries to break out")
async def hostile(interaction: discord.Interaction) -> None:
    shown = discord.Embed(title=HOSTILE[:200], description=HOSTILE).add_field(name=HOSTILE, value=HOSTILE)
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label=HOSTILE[:80], custom_id="hostile"))
    await interaction.response.send_message(HOSTILE, embed=shown, view=view)


@app_commands.command(description="A picture of somebody else's server")
async def stranger(interaction: discord.Interaction) -> None:
    shown = discord.Embed(title="Far away").set_image(url="https://pictures.example/dragon.png")
    await interaction.response.send_message(embed=shown)


@app_commands.command(description="Delete a message")
@app_commands.describe(message="Its id")
async def forget(interaction: discord.Interaction, message: str) -> None:
    assert isinstance(interaction.channel, discord.TextChannel)
    await interaction.channel.get_partial_message(int(message)).delete()
    await interaction.response.send_message("gone", ephemeral=True)


@app_commands.command(description="Ask the table something")
@app_commands.describe(several="Whether it takes more than one answer")
async def poll(interaction: discord.Interaction, several: bool = False) -> None:
    asked = discord.Poll(question="Where to?", duration=timedelta(hours=2), multiple=several)
    for text, emoji in (("The mill", "🌾"), ("The cellar", "🕯️"), ("Home", None)):
        asked.add_answer(text=text, emoji=emoji)
    await interaction.response.send_message(poll=asked)


@app_commands.command(description="Go into a voice channel and listen")
async def listen(interaction: discord.Interaction, where: discord.VoiceChannel) -> None:
    assert interaction.guild is not None
    await interaction.guild.change_voice_state(channel=where, self_deaf=True)
    await interaction.response.send_message(f"in {where.name}", ephemeral=True)


@app_commands.context_menu(name="Wave")
async def wave(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"waves at {member.name}")


@app_commands.context_menu(name="Quote")
async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}")


COMMANDS: tuple[Any, ...] = (
    *(roll, cast, upload, panel, settings, card, embed, slow, silent, markdown, hostile),
    *(stranger, forget, poll, listen),
    *(wave, quote, Table(name="table", description="Tables")),
)


if __name__ == "__main__":
    asyncio.run(play(COMMANDS, (Panel, Card)))
