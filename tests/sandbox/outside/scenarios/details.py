"""What stands in the things that a bot is given: fields of interactions, messages, channels and members."""

from __future__ import annotations

import io
from typing import Any

import discord
from discord import app_commands, ui

from tests.sandbox.outside.worlds import DIRECT, FORUM, HUSHED, OPEN, ROLE, Place, RoleNamed, Somebody, Stage, Upload


async def an_interaction_says_where_it_comes_from(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        assert isinstance(interaction.user, discord.Member)
        stage.bot.said.append(f"type {interaction.type.name} of {interaction.user.name} in {interaction.channel}")
        stage.bot.said.append(f"in a guild {interaction.context.guild} locale {interaction.locale}")
        stage.bot.said.append(f"the bot may send {interaction.app_permissions.send_messages}")
        stage.bot.said.append(f"alice may kick {interaction.permissions.kick_members}")
        stage.bot.said.append(f"she may write {interaction.permissions.send_messages}")
        await interaction.response.send_message("seen", silent=True)
        message = await interaction.original_response()
        stage.bot.said.append(
            f"flags {message.flags.value} type {message.type.name} for {message.application_id is not None}"
        )
        assert message.interaction_metadata is not None
        stage.bot.said.append(f"asked by {message.interaction_metadata.user.name}")

    await stage.teach(stage.command("look", answer))
    await stage.did("alice /look", stage.world.actor("alice").slash(OPEN, "look", {}))
    await stage.did("alice /look in the hushed", stage.world.actor("alice").slash(HUSHED, "look", {}))


async def a_press_brings_the_message_that_has_the_button(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        message = interaction.message
        assert message is not None
        stage.bot.said.append(
            f"{message.content!r} of {message.author == interaction.client.user} {message.flags.value}"
        )
        await interaction.response.send_message("there", ephemeral=True)
        mine = await interaction.original_response()
        stage.bot.said.append(
            f"{mine.type.name} refers to it: {mine.reference is not None and mine.reference.message_id == message.id}"
        )

    sent = await _button(stage, pressed)
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent, "go"))


async def an_ephemeral_message_has_buttons_for_one(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        await stage.bot.handle(interaction.response.edit_message(content="pressed", view=None))

    async def answer(interaction: discord.Interaction) -> None:
        button: ui.Button[ui.View] = ui.Button(label="Go", custom_id="go")
        button.callback = pressed
        view = ui.View(timeout=None)
        view.add_item(button)
        await interaction.response.send_message("for you", view=view, ephemeral=True)

    await stage.teach(stage.command("peek", answer))
    await stage.did("alice /peek", stage.world.actor("alice").slash(OPEN, "peek", {}))
    mine = (await stage.world.actor("alice").messages(OPEN))[-1]
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, int(mine["id"]), "go"))
    await stage.did("alice presses", stage.world.actor("alice").click(OPEN, int(mine["id"]), "go"))
    await stage.reads("alice")


async def a_form_from_a_button_edits_its_message(stage: Stage) -> None:
    class Name(ui.Modal, title="Name"):
        name: ui.TextInput[Any] = ui.TextInput(label="Name", custom_id="name", required=False)

        async def on_submit(self, interaction: discord.Interaction) -> None:
            await stage.bot.handle(interaction.response.edit_message(content=f"named {self.name.value!r}"))

    async def pressed(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Name())

    sent = await _button(stage, pressed)
    opened = await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent, "go"))
    await stage.did("bob submits nothing", stage.world.actor("bob").submit(opened, {}))
    await stage.reads("alice")


async def the_original_of_a_press_is_the_message_with_the_button(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await stage.bot.tried("fetch it", interaction.original_response())
        await stage.bot.tried("delete it", interaction.delete_original_response())
        await stage.bot.tried("fetch it", interaction.original_response())

    sent = await _button(stage, pressed)
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent, "go"))
    await stage.reads("bob")


async def an_answer_carries_files(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("see", file=discord.File(io.BytesIO(b"north"), "map.txt"))
        await interaction.edit_original_response(attachments=[discord.File(io.BytesIO(b"no"), "n.txt")])
        await interaction.followup.send(file=discord.File(io.BytesIO(b"south"), "s.txt"), ephemeral=True)

    await stage.teach(stage.command("map", answer))
    await stage.did("alice /map", stage.world.actor("alice").slash(OPEN, "map", {}))
    await stage.reads("alice")


async def a_bad_answer_acknowledges_nothing(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        for body in ({"type": 4, "data": {"content": "x" * 2001}}, {"type": 4, "data": {}}, {"type": 4}, {}):
            await stage.bot.tried("a bad answer", stage.request("POST", path, body))
        await stage.bot.tried("a good one", interaction.response.send_message("well met"))

    await stage.teach(stage.command("greet", answer))
    await stage.did("alice /greet", stage.world.actor("alice").slash(OPEN, "greet", {}))
    await stage.reads("alice")


async def commands_are_kept_from_those_who_may_not(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("done")

    kick = stage.command("expel", answer)
    kick.default_permissions = discord.Permissions(kick_members=True)
    await stage.teach(kick)
    await stage.did("alice /expel", stage.world.actor("alice").slash(OPEN, "expel", {}))
    await stage.did("dana /expel", stage.world.actor("dana").slash(OPEN, "expel", {}))


async def the_tree_reads_back_what_it_has_synced(stage: Stage) -> None:
    @app_commands.command(description="cast")
    @app_commands.describe(spell="which")
    async def cast(interaction: discord.Interaction, spell: str, level: app_commands.Range[int, 1, 9] = 1) -> None: ...

    await stage.teach(cast)
    for command in await stage.bot.tree.fetch_commands(guild=stage.guild):
        stage.note(f"{command.name} {command.type.name} of this guild: {command.guild_id == stage.guild.id}")
        stage.note(f"{[(part.name, part.type.name, part.required) for part in command.options]}")  # type: ignore[union-attr] - no subcommands


async def people_write_to_the_bot_alone(stage: Stage) -> None:
    await stage.did("alice writes", stage.world.actor("alice").say(DIRECT, "psst"))
    alice = await stage.bot.fetch_user((await stage.person("alice")).id)
    sent = await stage.tried("answer", alice.send("yes?"))
    await stage.tried("edit", sent.edit(content="yes."))
    await stage.tried("react", sent.add_reaction("🎲"))
    await stage.tried("pin", sent.pin())
    await stage.reads("alice", DIRECT)
    await stage.tried("delete", sent.delete())


async def people_are_told_apart(stage: Stage) -> None:
    bob = await stage.person("bob")
    stage.note(f"{bob.name} bot={bob.bot} roles={[role.name for role in bob.roles]}")
    stage.note(f"nick={bob.nick} timed out={bob.is_timed_out()} pending={bob.pending}")
    stage.note(f"the bot: bot={stage.guild.me.bot} owner={stage.guild.owner_id == bob.id}")
    dana = await stage.person("dana")
    stage.note(f"dana owns it: {stage.guild.owner_id == dana.id}, may all: {dana.guild_permissions.administrator}")
    stage.note(f"there are {stage.guild.member_count}")


async def channels_say_what_they_are(stage: Stage) -> None:
    for channel in sorted(await stage.guild.fetch_channels(), key=lambda channel: channel.name):
        about = (getattr(channel, "topic", None), getattr(channel, "slowmode_delay", None))
        stage.note(f"{channel.name} {channel.type.name} {about} overwrites={len(channel.overwrites)}")
    forum = stage.channel(FORUM)
    stage.note(f"tags {list(forum.available_tags)} layout {forum.default_layout.name}")


async def roles_stand_in_order(stage: Stage) -> None:
    for role in sorted(await stage.guild.fetch_roles()):
        name = "the bot's" if role.managed else role.name
        stage.note(f"{name} hoist={role.hoist} mentionable={role.mentionable} of a bot={role.is_bot_managed()}")
    made = [await stage.guild.create_role(name=name) for name in ("Knights", "Paladins")]
    await stage.settled()
    stage.note(f"Paladins above Knights: {made[1] > made[0]}, below the bot: {made[1] < stage.guild.me.top_role}")
    order = [role.name for role in sorted(await stage.guild.fetch_roles()) if not role.managed]
    stage.note(f"in order: {order}")


async def _button(stage: Stage, callback: Any) -> int:
    async def handled(interaction: discord.Interaction) -> None:
        await stage.bot.handle(callback(interaction))

    button: ui.Button[ui.View] = ui.Button(label="Go", custom_id="go")
    button.callback = handled
    view = ui.View(timeout=None)
    view.add_item(button)
    return (await stage.tried("send", stage.channel().send("look", view=view))).id


async def a_form_takes_files_and_places(stage: Stage) -> None:
    class Report(ui.Modal, title="Report"):
        words: ui.TextDisplay[Any] = ui.TextDisplay("Tell us all.")
        map: ui.Label[Any] = ui.Label(text="Map", component=ui.FileUpload(custom_id="map", required=False))
        where: ui.Label[Any] = ui.Label(text="Where", component=ui.ChannelSelect(custom_id="where"))
        whom: ui.Label[Any] = ui.Label(
            text="Whom", component=ui.MentionableSelect(custom_id="whom", max_values=2, required=False)
        )

        async def on_submit(self, interaction: discord.Interaction) -> None:
            fields: list[Any] = [label.component for label in (self.map, self.where, self.whom)]
            files = [(file.filename, file.size) for file in fields[0].values]
            named = [each.name for field in fields[1:] for each in field.values]
            await stage.bot.handle(interaction.response.send_message(f"{files} {named}"))

    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Report())

    await stage.teach(stage.command("report", answer))
    alice = stage.world.actor("alice")
    full = {"map": [Upload("map.txt", b"north")], "where": [Place(OPEN)], "whom": [Somebody("bob"), RoleNamed(ROLE)]}
    for values in (full, {"where": [Place(OPEN)]}, {}):
        opened = await stage.did("alice /report", alice.slash(OPEN, "report", {}))
        await stage.did(f"alice submits {sorted(values)}", alice.submit(opened, values))
    await stage.reads("alice")


async def a_form_offers_choices_of_its_own(stage: Stage) -> None:
    class Choice(ui.Modal, title="Choose"):
        sure: ui.Label[Any] = ui.Label(text="Sure?", component=ui.Checkbox(custom_id="sure"))
        which: ui.Label[Any] = ui.Label(
            text="Which?",
            component=ui.RadioGroup(
                custom_id="which", options=[discord.RadioGroupOption(label=name) for name in ("Rogue", "Bard")]
            ),
        )
        packed: ui.Label[Any] = ui.Label(
            text="What else?",
            component=ui.CheckboxGroup(
                custom_id="packed",
                options=[discord.CheckboxGroupOption(label=name) for name in ("Rope", "Torch", "Tent")],
                max_values=2,
            ),
        )

        async def on_submit(self, interaction: discord.Interaction) -> None:
            sure, which, packed = (label.component for label in (self.sure, self.which, self.packed))
            words = f"{sure.value} {which.value} {packed.values}"  # type: ignore[union-attr] - the three above
            await stage.bot.handle(interaction.response.send_message(words))

    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Choice())

    await stage.teach(stage.command("choose", answer))
    alice = stage.world.actor("alice")
    tries: tuple[dict[str, Any], ...] = (
        {"sure": True, "which": "Bard", "packed": ["Rope", "Torch"]},
        {"sure": False, "which": "Rogue", "packed": ["Rope", "Torch", "Tent"]},
        {"sure": False, "which": "Wizard", "packed": ["Tent"]},
    )
    for values in tries:
        opened = await stage.did("alice /choose", alice.slash(OPEN, "choose", {}))
        await stage.did(f"alice submits {values}", alice.submit(opened, values))
