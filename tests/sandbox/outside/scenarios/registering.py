"""Commands as they are registered: for everybody and for one guild, again and differently, and where they are used."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from tests.sandbox.outside.worlds import OPEN, Stage


async def a_command_keeps_its_id_when_it_is_registered_again(stage: Stage) -> None:
    path = _path(stage)
    first = await stage.rest("PUT", path, [_command("roll"), _command("cast")])
    second = await stage.rest("PUT", path, [_command("roll", "roll more dice")])
    stage.note(f"the same id {first[0]['id'] == second[0]['id']}, another version {_versions(first, second)}")
    stage.note(f"left: {[command['name'] for command in await stage.rest('GET', path)]}")


async def commands_of_three_kinds_share_a_name(stage: Stage) -> None:
    menus = [{"name": "roll", "type": kind} for kind in (2, 3)]
    made = await stage.rest("PUT", _path(stage), [_command("roll"), *menus])
    stage.note(f"kinds {sorted(command['type'] for command in made)}")


async def what_is_not_said_of_a_command_has_a_default(stage: Stage) -> None:
    made = (await stage.rest("PUT", _path(stage), [_command("roll")]))[0]
    for key in ("default_member_permissions", "dm_permission", "nsfw", "type", "options", "name_localizations"):
        stage.note(f"{key} {made.get(key)!r}")
    stage.note(f"for this application {made['application_id'] == str(stage.bot.application_id)}")


async def commands_speak_many_languages(stage: Stage) -> None:
    spoken = _command("roll") | {"name_localizations": {"de": "würfeln"}, "description_localizations": {"de": "würfle"}}
    await stage.rest("PUT", _path(stage), [spoken])
    (plain,) = await stage.rest("GET", _path(stage))
    stage.note(f"plainly {plain.get('name_localizations')!r}")
    (full,) = await stage.rest("GET", f"{_path(stage)}?with_localizations=true")
    stage.note(f"in full {full.get('name_localizations')!r} {full.get('description_localizations')!r}")


async def a_bad_command_leaves_the_others_as_they_were(stage: Stage) -> None:
    await stage.rest("PUT", _path(stage), [_command("roll")])
    await stage.rest("PUT", _path(stage), [_command("cast"), _command("no good")])
    stage.note(f"there: {[command['name'] for command in await stage.rest('GET', _path(stage))]}")


async def a_command_for_all_guilds_is_used_in_one(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("everywhere")

    stage.bot.tree.add_command(stage.command("wherever", answer))
    await stage.bot.tree.sync()
    await stage.did("alice /wherever", stage.world.actor("alice").slash(OPEN, "wherever", {}))
    stage.bot.tree.remove_command("wherever")
    await stage.bot.tree.sync()
    await stage.did("alice /wherever", stage.world.actor("alice").slash(OPEN, "wherever", {}))


async def options_are_filled_within_their_bounds(stage: Stage) -> None:
    @app_commands.command(description="take")
    async def take(
        interaction: discord.Interaction,
        word: app_commands.Range[str, 2, 4] = "word",
        number: app_commands.Range[float, 0.5, 1.5] = 1.0,
        place: discord.VoiceChannel | None = None,
    ) -> None:
        await stage.bot.handle(interaction.response.send_message(f"{word} {number} {place}"))

    await stage.teach(take)
    alice = stage.world.actor("alice")
    tries: tuple[dict[str, Any], ...] = (
        {"word": "w"}, {"word": "words"}, {"word": "wo"}, {"number": 0.4}, {"number": 1.5}, {"number": 2}, {},
    )  # fmt: skip
    for options in tries:
        await stage.did(f"alice /take {options}", alice.slash(OPEN, "take", options))
    await stage.reads("alice")


async def a_command_is_used_in_a_thread(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        stage.bot.said.append(f"in {interaction.channel}, a {type(interaction.channel).__name__}")
        await interaction.response.send_message("here", ephemeral=True)
        await interaction.followup.send("and for all")

    await stage.teach(stage.command("speak", answer))
    await stage.tried("start", stage.channel().create_thread(name="hall", type=discord.ChannelType.public_thread))
    await stage.did("bob /speak", stage.world.actor("bob").slash("hall", "speak", {}))
    await stage.reads("bob", "hall")
    await stage.reads("alice", "hall")


def _path(stage: Stage) -> str:
    return f"/applications/{stage.bot.application_id}/guilds/{stage.guild.id}/commands"


def _command(name: str, description: str = "as it says") -> dict[str, Any]:
    return {"name": name, "description": description, "type": 1}


def _versions(first: Any, second: Any) -> bool:
    return first[0]["version"] != second[0]["version"]
