"""A small bot with one command for each thing that a bot does: discord.py as it is, in a process of its own.

It reports what happens to it as lines of JSON on its standard output. Settings come from the environment: ``BASE``,
``TOKEN``, and optionally ``SHARD_IDS`` with ``SHARD_COUNT``, ``INTENTS`` (bits), ``BEAT_S`` (how long it waits for
news before it takes the connection for dead).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from typing import Any

if os.environ.get("COMPRESS") == "zlib":
    sys.modules["zstandard"] = None  # type: ignore[assignment] - makes discord.py fall back to zlib

import aiohttp
import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord_base import point_at

SPELLS = ("Fireball", "Fire Bolt", "Frostbite")


def report(what: str, **facts: Any) -> None:
    sys.stdout.write(json.dumps({"what": what, **facts}) + "\n")
    sys.stdout.flush()


class HeroForm(ui.Modal, title="Name your hero"):
    name: ui.TextInput[HeroForm] = ui.TextInput(label="Name", custom_id="name", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Hail, {self.name.value}!", ephemeral=True)


class PickForm(ui.Modal, title="Pick"):
    choice: ui.Label[PickForm] = ui.Label(
        text="Class",
        component=ui.Select(
            custom_id="class", options=[discord.SelectOption(label=name) for name in ("Rogue", "Bard")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.choice.component, ui.Select)
        await interaction.response.send_message(f"class={self.choice.component.values[0]}")


class HeroView(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Permalink", url="http://127.0.0.1/roll/1"))

    @ui.button(label="Roll", custom_id="hero:roll")
    async def roll(self, interaction: discord.Interaction, _: ui.Button[HeroView]) -> None:
        await interaction.response.edit_message(content="d20 = 17")

    @ui.button(label="Name", custom_id="hero:name")
    async def name(self, interaction: discord.Interaction, _: ui.Button[HeroView]) -> None:
        await interaction.response.send_modal(HeroForm())

    @ui.button(label="Slow", custom_id="hero:slow")
    async def slow(self, interaction: discord.Interaction, _: ui.Button[HeroView]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="slowly changed")

    @ui.select(custom_id="hero:class", options=[discord.SelectOption(label=name) for name in ("Rogue", "Bard")])
    async def pick(self, interaction: discord.Interaction, menu: ui.Select[HeroView]) -> None:
        await interaction.response.send_message(f"picked {menu.values[0]}")

    @ui.select(cls=ui.UserSelect, custom_id="hero:foe")
    async def foe(self, interaction: discord.Interaction, menu: ui.UserSelect[HeroView]) -> None:
        await interaction.response.send_message(f"foe {menu.values[0].name}")


class Counter(ui.DynamicItem[ui.Button[ui.View]], template=r"count:(?P<number>\d+)"):
    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(ui.Button(label=f"Count {number}", custom_id=f"count:{number}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Counter:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        view = ui.View(timeout=None)
        view.add_item(Counter(self.number + 1))
        await interaction.response.edit_message(content=f"counted {self.number + 1}", view=view)


class Sheet(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        hurt: ui.Button[Sheet] = ui.Button(label="Hurt", custom_id="sheet:hurt", style=discord.ButtonStyle.danger)
        hurt.callback = self.hurt
        section: ui.Section[Sheet] = ui.Section("HP 12/12", accessory=hurt)
        self.add_item(ui.Container(ui.TextDisplay("# Thokk"), ui.Separator(), section))

    async def hurt(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("ouch")


class Table(app_commands.Group):
    @app_commands.command(description="open a table")
    @app_commands.choices(mode=[app_commands.Choice(name=name, value=name) for name in ("open", "dm-led")])
    async def open(self, interaction: discord.Interaction, mode: str = "open") -> None:
        await interaction.response.send_message(f"table is {mode}")


class Probe(commands.AutoShardedBot):
    async def setup_hook(self) -> None:
        self.add_view(HeroView())
        self.add_view(Sheet())
        self.add_dynamic_items(Counter)
        self.tree.add_command(Table(name="table", description="tables"))
        for command in (*COMMANDS, wave, quote):
            self.tree.add_command(command)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        report("identify", shard=shard_id)

    async def on_ready(self) -> None:
        compression = discord.utils._ActiveDecompressionContext.COMPRESSION_TYPE
        report("ready", shards=sorted(self.shards), compression=compression)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        report("joined", guild=guild.name)

    async def on_presence_update(self, before: discord.Member, after: discord.Member) -> None:
        playing = after.activity.name if after.activity else None
        report("presence", user=after.name, status=after.status.name, playing=playing)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        report("removed", guild=guild.name)

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        report("unavailable", guild=guild.name)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        report("available", guild=guild.name)

    async def on_shard_resumed(self, shard_id: int) -> None:
        report("resumed", shard=shard_id)

    async def on_shard_connect(self, shard_id: int) -> None:
        report("connected", shard=shard_id)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        report("interaction", id=str(interaction.id), kind=interaction.type.name, shard=shard_of(interaction))

    async def on_message(self, message: discord.Message, /) -> None:
        report("message", content=message.content, author=message.author.name)
        if message.content == "!ping":
            await message.channel.send("pong")
        if message.content == "!rest":
            await self.change_presence(status=discord.Status.idle, activity=discord.Game("with dice"))

    async def on_reaction_add(self, reaction: discord.Reaction, user: discord.User | discord.Member) -> None:
        report("reaction", emoji=str(reaction.emoji), user=user.name)


def shard_of(interaction: discord.Interaction) -> int | None:
    return interaction.guild.shard_id if interaction.guild else None


@app_commands.command(description="roll dice")
@app_commands.describe(dice="what to roll", times="how often")
async def roll(interaction: discord.Interaction, dice: str, times: app_commands.Range[int, 1, 10] = 1) -> None:
    await interaction.response.send_message(f"{dice} x{times}", embed=discord.Embed(title="Roll", description=dice))


@app_commands.command(description="cast a spell")
@app_commands.describe(spell="which")
async def cast(interaction: discord.Interaction, spell: str) -> None:
    await interaction.response.send_message(f"casts {spell}")


@cast.autocomplete("spell")
async def suggest(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=name) for name in SPELLS if name.lower().startswith(current.lower())]


@app_commands.command(description="everything that can be clicked")
async def hero(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("a hero", view=HeroView())


@app_commands.command(description="a card of components")
async def sheet(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Sheet())


@app_commands.command(description="a form with a label")
async def pick(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(PickForm())


@app_commands.command(description="a button that carries its own state")
async def counter(interaction: discord.Interaction) -> None:
    view = ui.View(timeout=None)
    view.add_item(Counter(0))
    await interaction.response.send_message("counted 0", view=view)


@app_commands.command(description="think, answer, follow up")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content="slowly")
    await interaction.followup.send("and a secret", ephemeral=True)


@app_commands.command(description="for one pair of eyes")
async def whisper(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("psst", ephemeral=True)


@app_commands.command(description="says nothing in time")
async def silent(interaction: discord.Interaction) -> None:
    report("silent", id=str(interaction.id))


@app_commands.command(description="answer and report how it went")
async def once(interaction: discord.Interaction) -> None:
    try:
        await interaction.response.send_message("once")
    except discord.HTTPException as error:
        report("refused", id=str(interaction.id), code=error.code)
    except aiohttp.ClientError as error:
        report("cut off", id=str(interaction.id), error=type(error).__name__)
    else:
        report("answered", id=str(interaction.id))


@app_commands.command(description="say who that is")
async def who(interaction: discord.Interaction, member: discord.Member, where: discord.TextChannel) -> None:
    await interaction.response.send_message(f"{member.name} in {where.name}")


@app_commands.context_menu(name="Wave")
async def wave(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"waves at {member.name}")


@app_commands.context_menu(name="Quote")
async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}")


COMMANDS = (roll, cast, hero, sheet, pick, counter, slow, whisper, silent, once, who)


def made() -> Probe:
    intents = discord.Intents.default()
    intents.message_content = True
    if "INTENTS" in os.environ:
        intents = discord.Intents._from_value(int(os.environ["INTENTS"]))
    options: dict[str, Any] = {"guild_ready_timeout": 0.1, "chunk_guilds_at_startup": False}
    if "SHARD_IDS" in os.environ:
        options["shard_ids"] = [int(number) for number in os.environ["SHARD_IDS"].split(",")]
        options["shard_count"] = int(os.environ["SHARD_COUNT"])
    if "BEAT_S" in os.environ:
        options["heartbeat_timeout"] = float(os.environ["BEAT_S"])
    return Probe(command_prefix=commands.when_mentioned, intents=intents, help_command=None, **options)


async def main() -> int:
    point_at(os.environ["BASE"])
    async with made() as bot:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(bot.close()))
        with contextlib.suppress(asyncio.CancelledError):
            try:
                await bot.start(os.environ["TOKEN"])
            except (discord.LoginFailure, discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as error:
                report("gave up", error=type(error).__name__, text=str(error))
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
