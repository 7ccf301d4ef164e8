"""What can be pressed, chosen and filled in."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from tests.sandbox.outside.worlds import OPEN, Outcome, Place, RoleNamed, Somebody, Stage


async def a_button_edits_its_message(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(content="d20 = 17", view=None)

    sent = await _shown(stage, ui.Button(label="Roll", custom_id="roll"), pressed)
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent, "roll"))
    await stage.reads("alice")


async def a_button_is_deferred_and_its_message_edited_later(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="slowly")
        await interaction.followup.send("and more", ephemeral=True)

    sent = await _shown(stage, ui.Button(label="Roll", custom_id="roll"), pressed)
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent, "roll"))
    await stage.reads("bob")
    await stage.reads("alice")


async def a_button_is_deferred_as_thinking(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(content="for you")

    sent = await _shown(stage, ui.Button(label="Roll", custom_id="roll"), pressed)
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent, "roll"))
    await stage.reads("bob")
    await stage.reads("alice")


async def disabled_and_link_buttons_cannot_be_pressed(stage: Stage) -> None:
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Off", custom_id="off", disabled=True))
    view.add_item(ui.Button(label="Rules", url="https://example.org/rules"))
    sent = await stage.tried("send", stage.channel().send("look", view=view))
    for name in ("off", "Rules", "gone"):
        await stage.did(f"bob presses {name}", stage.world.actor("bob").click(OPEN, sent.id, name))


async def words_are_chosen_within_bounds(stage: Stage) -> None:
    menu: Any = ui.Select(
        custom_id="class", min_values=1, max_values=2,
        options=[discord.SelectOption(label=name) for name in ("Rogue", "Bard", "Monk")],
    )  # fmt: skip
    sent = await _choosing(stage, menu)
    for values in ([], ["Rogue", "Bard"], ["Rogue", "Bard", "Monk"], ["Wizard"], ["Rogue", "Rogue"]):
        await stage.did(f"bob chooses {values}", stage.world.actor("bob").select(OPEN, sent, "class", values))
    await stage.reads("bob")


async def members_are_chosen(stage: Stage) -> None:
    sent = await _choosing(stage, ui.UserSelect(custom_id="foe"))
    await stage.did("bob chooses", stage.world.actor("bob").select(OPEN, sent, "foe", [Somebody("alice")]))
    await stage.reads("bob")


async def roles_are_chosen(stage: Stage) -> None:
    sent = await _choosing(stage, ui.RoleSelect(custom_id="rank"))
    await stage.did("bob chooses", stage.world.actor("bob").select(OPEN, sent, "rank", [RoleNamed("Scouts")]))
    await stage.reads("bob")


async def members_and_roles_are_chosen_together(stage: Stage) -> None:
    sent = await _choosing(stage, ui.MentionableSelect(custom_id="whom", max_values=2))
    chosen = [Somebody("alice"), RoleNamed("Scouts")]
    await stage.did("bob chooses", stage.world.actor("bob").select(OPEN, sent, "whom", chosen))
    await stage.reads("bob")


async def channels_are_chosen_of_the_kinds_that_are_asked_for(stage: Stage) -> None:
    sent = await _choosing(stage, ui.ChannelSelect(custom_id="where", channel_types=[discord.ChannelType.text]))
    bob = stage.world.actor("bob")
    await stage.did("bob chooses a text channel", bob.select(OPEN, sent, "where", [Place(OPEN)]))
    await stage.did("bob chooses a voice channel", bob.select(OPEN, sent, "where", [Place("loft")]))
    await stage.reads("bob")


async def a_form_is_opened_filled_in_and_answered(stage: Stage) -> None:
    opened = await _form(stage, _Hero(stage))
    await stage.did("alice submits", stage.world.actor("alice").submit(opened, {"name": "Thokk"}))
    await stage.reads("alice")


async def a_form_is_checked_before_it_is_sent(stage: Stage) -> None:
    opened = await _form(stage, _Hero(stage))
    for values in ({}, {"name": "T"}, {"name": "T" * 21}, {"nom": "Thokk"}):
        await stage.did(f"alice submits {values}", stage.world.actor("alice").submit(opened, values))


async def a_form_with_every_kind_of_field(stage: Stage) -> None:
    opened = await _form(stage, _Everything(stage))
    values = {"name": "Thokk", "class": ["Bard"], "foe": [Somebody("bob")], "rank": [RoleNamed("Scouts")]}
    await stage.did("alice submits", stage.world.actor("alice").submit(opened, values))
    await stage.reads("alice")


async def a_form_does_not_answer_a_form(stage: Stage) -> None:
    opened = await _form(stage, _Again(stage))
    await stage.did("alice submits", stage.world.actor("alice").submit(opened, {"name": "Thokk"}))


async def a_form_cannot_follow_a_deferred_answer(stage: Stage) -> None:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        body = {"type": 9, "data": _Hero(stage).to_dict()}
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        await stage.bot.tried("a form", stage.request("POST", path, body))

    await stage.teach(stage.command("hero", answer))
    await stage.did("alice /hero", stage.world.actor("alice").slash(OPEN, "hero", {}))


async def a_layout_is_shown_and_its_button_pressed(stage: Stage) -> None:
    async def pressed(interaction: discord.Interaction) -> None:
        await stage.bot.handle(interaction.response.send_message("ouch"))

    hurt: ui.Button[Any] = ui.Button(label="Hurt", custom_id="hurt")
    hurt.callback = pressed
    sheet = ui.LayoutView(timeout=None)
    sheet.add_item(ui.Container(ui.TextDisplay("# Thokk"), ui.Separator(), ui.Section("HP 12/12", accessory=hurt)))
    sent = await stage.tried("send", stage.channel().send(view=sheet))
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent.id, "hurt"))
    await stage.reads("bob")


async def a_layout_takes_no_content_and_stays_a_layout(stage: Stage) -> None:
    sheet = ui.LayoutView(timeout=None)
    sheet.add_item(ui.TextDisplay("# Thokk"))
    sent = await stage.tried("send", stage.channel().send(view=sheet))
    path = f"/channels/{stage.channel().id}/messages/{sent.id}"
    await stage.rest("PATCH", path, {"content": "words"})
    await stage.rest("PATCH", path, {"embeds": [{"title": "words"}]})
    await stage.rest("PATCH", path, {"flags": 0, "content": "words", "components": []})
    await stage.reads("bob")


class _Hero(ui.Modal, title="Name your hero"):
    name: ui.TextInput[Any] = ui.TextInput(label="Name", custom_id="name", min_length=2, max_length=20)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await self._stage.bot.handle(interaction.response.send_message(f"Hail, {self.name.value}!"))


class _Again(_Hero, title="Once more"):
    async def on_submit(self, interaction: discord.Interaction) -> None:
        body = {"type": 9, "data": _Hero(self._stage).to_dict()}
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        asked = self._stage.request("POST", path, body)
        await self._stage.bot.handle(self._stage.bot.tried("another form", asked))


class _Everything(ui.Modal, title="Everything"):
    name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(custom_id="name"))
    kind: ui.Label[Any] = ui.Label(
        text="Class",
        component=ui.Select(
            custom_id="class", options=[discord.SelectOption(label=name) for name in ("Rogue", "Bard")]
        ),
    )
    foe: ui.Label[Any] = ui.Label(text="Foe", component=ui.UserSelect(custom_id="foe"))
    rank: ui.Label[Any] = ui.Label(text="Rank", component=ui.RoleSelect(custom_id="rank"))

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage

    async def on_submit(self, interaction: discord.Interaction) -> None:
        fields: list[Any] = [label.component for label in (self.name, self.kind, self.foe, self.rank)]
        words = [fields[0].value, fields[1].values[0], fields[2].values[0].name, fields[3].values[0].name]
        await self._stage.bot.handle(interaction.response.send_message(" ".join(words)))


async def _form(stage: Stage, form: ui.Modal) -> Outcome:
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(form)

    await stage.teach(stage.command("hero", answer))
    return await stage.did("alice /hero", stage.world.actor("alice").slash(OPEN, "hero", {}))


async def _shown(stage: Stage, item: Any, callback: Any) -> int:
    async def handled(interaction: discord.Interaction) -> None:
        await stage.bot.handle(callback(interaction))

    item.callback = handled
    view = ui.View(timeout=None)
    view.add_item(item)
    return (await stage.tried("send", stage.channel().send("look", view=view))).id


async def _choosing(stage: Stage, menu: Any) -> int:
    async def chosen(interaction: discord.Interaction) -> None:
        names = [getattr(value, "name", value) for value in menu.values]
        await interaction.response.send_message(f"chose {' '.join(names)}")

    return await _shown(stage, menu, chosen)


async def a_message_becomes_a_layout(stage: Stage) -> None:
    sent = await stage.tried("send", stage.channel().send("words"))
    path = f"/channels/{stage.channel().id}/messages/{sent.id}"
    parts = [{"type": 10, "content": "# Thokk"}]
    await stage.rest("PATCH", path, {"flags": 1 << 15, "components": parts})
    await stage.rest("PATCH", path, {"flags": 1 << 15, "components": parts, "content": None})
    await stage.reads("bob")


async def buttons_are_taken_away(stage: Stage) -> None:
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Go", custom_id="go"))
    sent = await stage.tried("send", stage.channel().send("look", view=view))
    await stage.tried("take them", sent.edit(view=None))
    await stage.did("bob presses", stage.world.actor("bob").click(OPEN, sent.id, "go"))
    await stage.reads("bob")
