"""Slash commands and the life of an interaction: options, answers, deferring, twice, late."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from tests.sandbox.outside.worlds import OPEN, Place, RoleNamed, Somebody, Stage, Upload

_CALLBACK = "/interactions/{}/{}/callback"


async def a_command_is_answered(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("well met", embed=discord.Embed(title="Hail"))

    await stage.teach(stage.command("greet", answer))
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))
    await stage.reads("bob")


async def options_of_every_type_arrive(stage: Stage) -> None:
    @app_commands.command(description="all of them")
    async def take(
        interaction: discord.Interaction,
        text: str,
        whole: int,
        truth: bool,
        member: discord.Member,
        where: discord.TextChannel,
        role: discord.Role,
        either: discord.Member | discord.Role,
        number: float,
        file: discord.Attachment,
    ) -> None:
        async def answer() -> None:
            named = [member.name, where.name, role.name, either.name, file.filename, str(file.size)]
            await interaction.response.send_message(f"{text} {whole} {truth} {number} {' '.join(named)}")

        await stage.bot.handle(answer())

    await stage.teach(take)
    options: dict[str, Any] = {
        "text": "hail", "whole": 3, "truth": True, "member": Somebody("bob"), "where": Place(OPEN),
        "role": RoleNamed("Scouts"), "either": Somebody("dana"), "number": 1.5, "file": Upload("map.txt", b"north"),
    }  # fmt: skip
    await stage.did("alice /take", stage.world.actor("alice").slash(OPEN, "take", options))
    await stage.reads("alice")


async def a_client_checks_options_before_it_sends(stage: Stage) -> None:
    @app_commands.command(description="roll")
    @app_commands.choices(die=[app_commands.Choice(name="d20", value="d20")])
    async def roll(
        interaction: discord.Interaction, times: app_commands.Range[int, 1, 10], die: str = "d20"
    ) -> None: ...

    await stage.teach(roll)
    alice = stage.world.actor("alice")
    for options in ({}, {"times": 0}, {"times": 11}, {"times": "many"}, {"times": 1, "die": "d7"}, {"dice": 1}):
        await stage.did(f"alice /roll {options}", alice.slash(OPEN, "roll", options))
    await stage.did("alice /rol", alice.slash(OPEN, "rol", {}))


async def subcommands_are_called_by_their_path(stage: Stage) -> None:
    table = app_commands.Group(name="table", description="tables", guild_ids=[stage.guild.id])

    @table.command(description="open")
    async def open_it(interaction: discord.Interaction, name: str = "one") -> None:
        assert interaction.command is not None
        await stage.bot.handle(interaction.response.send_message(f"{interaction.command.qualified_name} {name}"))

    await stage.teach(table)
    await stage.did("alice", stage.world.actor("alice").slash(OPEN, "table open_it", {"name": "two"}))
    await stage.reads("alice")


async def what_is_ephemeral_is_read_by_one(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("psst", ephemeral=True)
        message = await interaction.original_response()
        assert isinstance(interaction.channel, discord.TextChannel)
        await stage.bot.tried("fetch it", interaction.channel.fetch_message(message.id))
        await stage.bot.tried("react to it", message.add_reaction("🎲"))

    await stage.teach(stage.command("whisper", answer))
    await stage.did("alice /whisper", stage.world.actor("alice").slash(OPEN, "whisper", {}))
    await stage.reads("alice")
    await stage.reads("bob")


async def a_deferred_answer_is_edited_in(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="at last")

    await stage.teach(stage.command("ponder", answer))
    await stage.did("alice /ponder", stage.world.actor("alice").slash(OPEN, "ponder", {}))
    await stage.reads("alice")


async def a_deferred_answer_shows_as_thinking(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)

    await stage.teach(stage.command("ponder", answer))
    await stage.did("alice /ponder", stage.world.actor("alice").slash(OPEN, "ponder", {}))
    await stage.reads("alice")
    await stage.reads("bob")


async def the_first_followup_of_a_deferred_answer_is_the_answer(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.followup.send("first", ephemeral=False)
        await interaction.followup.send("second", ephemeral=False)

    await stage.teach(stage.command("ponder", answer))
    await stage.did("alice /ponder", stage.world.actor("alice").slash(OPEN, "ponder", {}))
    await stage.reads("alice")
    await stage.reads("bob")


async def followups_are_sent_edited_and_deleted(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        second = await interaction.followup.send("two", wait=True)
        third = await interaction.followup.send("three", ephemeral=True, wait=True)
        await stage.bot.tried("edit", second.edit(content="two and a half"))
        await stage.bot.tried("delete", third.delete())
        await stage.bot.tried("edit what is gone", third.edit(content="four"))
        await stage.bot.tried("delete the original", interaction.delete_original_response())
        await stage.bot.tried("fetch the original", interaction.original_response())

    await stage.teach(stage.command("talk", answer))
    await stage.did("alice /talk", stage.world.actor("alice").slash(OPEN, "talk", {}))
    await stage.reads("alice")


async def a_second_acknowledgement_is_refused(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("once")
        await stage.bot.tried("again", _answer(stage, interaction, {"type": 4, "data": {"content": "twice"}}))

    await stage.teach(stage.command("greet", answer))
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))
    await stage.reads("alice")


async def a_followup_before_any_answer_is_refused(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await stage.bot.tried("followup", interaction.followup.send("too early"))
        await stage.bot.tried("edit", interaction.edit_original_response(content="too early"))
        await interaction.response.send_message("now")

    await stage.teach(stage.command("greet", answer))
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))
    await stage.reads("alice")


async def an_answer_after_three_seconds_is_too_late(stage: Stage) -> None:
    kept: list[discord.Interaction] = []

    async def answer(interaction: discord.Interaction) -> None:
        kept.append(interaction)

    await stage.teach(stage.command("sleep", answer))
    await stage.world.actor("alice").begin(OPEN, "sleep")
    await stage.world.advance(4)
    await stage.tried("answer", kept[0].response.send_message("late"))
    await stage.reads("alice")


async def a_token_dies_after_a_quarter_of_an_hour(stage: Stage) -> None:
    kept: list[discord.Interaction] = []

    async def answer(interaction: discord.Interaction) -> None:
        kept.append(interaction)
        await interaction.response.send_message("now")

    await stage.teach(stage.command("greet", answer))
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))
    await stage.world.advance(14 * 60)
    await stage.tried("followup after 14 minutes", kept[0].followup.send("still"))
    await stage.world.advance(2 * 60)
    await stage.tried("followup after 16 minutes", kept[0].followup.send("no more"))
    await stage.tried("edit after 16 minutes", kept[0].edit_original_response(content="no more"))


async def an_unknown_interaction_cannot_be_answered(stage: Stage) -> None:
    await stage.rest("POST", _CALLBACK.format(stage.guild.id, "no-such-token"), {"type": 4, "data": {"content": "x"}})


async def a_command_cannot_be_answered_as_a_component(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        for kind in (6, 7, 8, 1, 99):
            await stage.bot.tried(f"type {kind}", _answer(stage, interaction, {"type": kind, "data": {"content": "x"}}))
        await interaction.response.send_message("done")

    await stage.teach(stage.command("greet", answer))
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))


async def a_command_that_is_not_synced_does_not_exist(stage: Stage) -> None:
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))


async def one_command_is_registered_changed_and_deleted(stage: Stage) -> None:
    path = f"/applications/{stage.bot.application_id}/guilds/{stage.guild.id}/commands"
    made = await stage.rest("POST", path, {"name": "roll", "description": "roll dice", "type": 1})
    await stage.rest("PATCH", f"{path}/{made['id']}", {"description": "roll more dice"})
    await stage.rest("DELETE", f"{path}/{made['id']}")
    await stage.rest("GET", f"{path}/{made['id']}")


async def suggestions_come_as_one_types(stage: Stage) -> None:
    @app_commands.command(description="cast")
    async def cast(interaction: discord.Interaction, spell: str) -> None: ...

    @cast.autocomplete("spell")
    async def suggest(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        spells = ("Fireball", "Fire Bolt", "Frostbite")
        return [app_commands.Choice(name=name, value=name) for name in spells if name.startswith(current)]

    await stage.teach(cast)
    choices = await stage.did("alice types", stage.world.actor("alice").typed(OPEN, "cast", "spell", "Fire"))
    stage.note(f"alice is offered {choices}")


async def menus_are_used_on_members_and_messages(stage: Stage) -> None:
    async def wave(interaction: discord.Interaction, member: discord.Member) -> None:
        await stage.bot.handle(interaction.response.send_message(f"waves at {member.name}"))

    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await stage.bot.handle(interaction.response.send_message(f"> {message.content}"))

    await stage.teach(
        app_commands.ContextMenu(name="Wave", callback=wave), app_commands.ContextMenu(name="Quote", callback=quote)
    )
    alice = stage.world.actor("alice")
    said = await stage.did("bob writes", stage.world.actor("bob").say(OPEN, "hail"))
    await stage.did("alice waves", alice.menu(OPEN, "Wave", Somebody("bob")))
    await stage.did("alice quotes", alice.menu(OPEN, "Quote", said))
    await stage.reads("alice")


def _answer(stage: Stage, interaction: discord.Interaction, body: dict[str, Any]) -> Any:
    return stage.request("POST", _CALLBACK.format(interaction.id, interaction.token), body)
