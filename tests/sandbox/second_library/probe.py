"""A small bot written with hikari: ``python probe.py`` in hikari's own environment, with ``BASE`` and ``TOKEN``.

It reports what happens to it as lines of JSON, as the probes that are written with discord.py do, and imports nothing
of this project, which its environment does not have.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import hikari  # pyright: ignore[reportMissingImports]  # installed in an environment of its own, beside ours

PUBLIC = hikari.ResponseType.MESSAGE_CREATE
SECRET = hikari.MessageFlag.EPHEMERAL

bot = hikari.GatewayBot(
    os.environ["TOKEN"], rest_url=os.environ["BASE"] + "/api/v10", banner=None, logs="WARNING", force_color=False
)


def report(what: str, **facts: Any) -> None:
    sys.stdout.write(json.dumps({"what": what, **facts}) + "\n")
    sys.stdout.flush()


@bot.listen()
async def on_started(_: hikari.StartedEvent) -> None:
    application = await bot.rest.fetch_application()
    dice = hikari.CommandOption(
        type=hikari.OptionType.STRING, name="dice", description="what to roll", is_required=True, autocomplete=True
    )
    made = await bot.rest.set_application_commands(
        application,
        [
            bot.rest.slash_command_builder("roll", "roll dice").add_option(dice),
            bot.rest.slash_command_builder("hero", "everything that can be used"),
            bot.rest.slash_command_builder("slow", "think, answer, follow up"),
            bot.rest.context_menu_command_builder(hikari.CommandType.MESSAGE, "Quote"),
        ],
    )
    report("ready", commands=sorted(command.name for command in made), shards=sorted(bot.shards))


@bot.listen()
async def on_resumed(event: hikari.ShardReadyEvent | hikari.ShardResumedEvent) -> None:
    report(type(event).__name__, shard=event.shard.id)


@bot.listen()
async def on_guild(event: hikari.GuildJoinEvent) -> None:
    report("joined", guild=event.guild.name, channels=sorted(channel.name or "" for channel in event.channels.values()))


@bot.listen()
async def on_reaction(event: hikari.ReactionAddEvent) -> None:
    report("reaction", emoji=event.emoji_name)


@bot.listen()
async def on_command(event: hikari.CommandInteractionCreateEvent) -> None:
    asked = event.interaction
    match asked.command_name:
        case "roll":
            assert asked.options is not None
            embed = hikari.Embed(title="Roll", description=str(asked.options[0].value))
            await asked.create_initial_response(PUBLIC, f"rolled {asked.options[0].value}", embed=embed)
        case "hero":
            await asked.create_initial_response(PUBLIC, "a hero", components=card())
        case "slow":
            await asked.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
            await asked.edit_initial_response("slowly", attachment=hikari.Bytes(b"17", "roll.txt"))
            await asked.execute("and a secret", flags=SECRET)
        case "Quote":
            assert asked.resolved is not None
            (quoted,) = asked.resolved.messages.values()
            await asked.create_initial_response(PUBLIC, f"> {quoted.content}", flags=SECRET)


def card() -> list[Any]:
    buttons = bot.rest.build_message_action_row()
    buttons.add_interactive_button(hikari.ButtonStyle.PRIMARY, "hero:roll", label="Roll")
    buttons.add_interactive_button(hikari.ButtonStyle.SECONDARY, "hero:name", label="Name")
    classes = bot.rest.build_message_action_row()
    classes.add_text_menu("hero:class").add_option("Rogue", "rogue").add_option("Bard", "bard")
    return [buttons, classes]


@bot.listen()
async def on_component(event: hikari.ComponentInteractionCreateEvent) -> None:
    pressed = event.interaction
    match pressed.custom_id:
        case "hero:roll":
            await pressed.create_initial_response(hikari.ResponseType.MESSAGE_UPDATE, "d20 = 17")
        case "hero:name":
            row = bot.rest.build_modal_action_row().add_text_input("name", "Name", max_length=20)
            await pressed.create_modal_response("Name your hero", "hero:form", component=row)
        case "hero:class":
            await pressed.create_initial_response(PUBLIC, f"picked {pressed.values[0]}")


@bot.listen()
async def on_form(event: hikari.ModalInteractionCreateEvent) -> None:
    name = event.interaction.components[0].components[0].value
    await event.interaction.create_initial_response(PUBLIC, f"Hail, {name}!", flags=SECRET)


@bot.listen()
async def on_typing(event: hikari.AutocompleteInteractionCreateEvent) -> None:
    typed = str(event.interaction.options[0].value)
    offers = [hikari.impl.AutocompleteChoiceBuilder(typed + die, typed + die) for die in ("d6", "d20")]
    await event.interaction.create_response(offers)


bot.run(check_for_updates=False)
