"""The real library's own HTTP client and webhook adapter, pointed at the sandbox and otherwise left alone."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands
from discord.http import HTTPClient, Route, handle_message_parameters
from discord.webhook.async_ import AsyncWebhookAdapter, interaction_message_response_params

from bot.sandbox.faults.rest import RestFault

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


@pytest.fixture
async def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[HTTPClient]:
    """A client that has logged in."""
    monkeypatch.setattr(Route, "BASE", f"{desk.sandbox.base_url}/api/v10")
    made = HTTPClient(asyncio.get_running_loop())
    await made.static_login(desk.sandbox.token)
    yield made
    await made.close()
    assert desk.sandbox.gaps == []


async def send(client: HTTPClient, channel: str, **message: Any) -> Any:
    with handle_message_parameters(**message) as parameters:
        return await client.send_message(int(channel), params=parameters)


async def test_logging_in_tells_who_the_bot_is(desk: Desk, client: HTTPClient) -> None:
    user = await client.request(Route("GET", "/users/@me"))
    application = await client.application_info()
    shards, url, limits = await client.get_bot_gateway()
    assert (user["id"], application["id"]) == (desk.bot.id, desk.bot.id)
    assert (shards, url) == (2, desk.sandbox.realm.gateway_url)
    assert limits["max_concurrency"] >= 1


async def test_a_foreign_token_cannot_log_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", f"{desk.sandbox.base_url}/api/v10")
    stranger = HTTPClient(asyncio.get_running_loop())
    with pytest.raises(discord.LoginFailure):
        await stranger.static_login("somebody.elses.token")
    await stranger.close()


async def test_a_command_tree_is_synced_as_it_was_written(desk: Desk, client: HTTPClient) -> None:
    bot = discord.Client(intents=discord.Intents.none())
    bot.http, bot._connection.http = client, client
    bot._connection.application_id = int(desk.bot.id)
    tree = app_commands.CommandTree(bot)
    group = app_commands.Group(name="table", description="Tables")

    @group.command(name="open", description="Open a table")
    @app_commands.choices(mode=[app_commands.Choice(name="Open", value="open")])
    async def open_table(interaction: discord.Interaction, mode: str, name: str | None = None) -> None: ...

    async def quote(interaction: discord.Interaction, message: discord.Message) -> None: ...

    tree.add_command(group)
    tree.add_command(app_commands.ContextMenu(name="Quote this", callback=quote))
    synced = await tree.sync()
    assert [(command.name, command.type.value) for command in synced] == [("table", 1), ("Quote this", 3)]
    assert {command.id for command in await tree.fetch_commands()} == {command.id for command in synced}
    (stored, _) = desk.world.commands.of(None)
    (sub,) = stored["options"]
    assert [(option["name"], option["required"]) for option in sub["options"]] == [("mode", True), ("name", False)]


async def test_a_bad_command_is_reported_where_it_is_bad(client: HTTPClient, desk: Desk) -> None:
    bad: Any = {"name": "Roll", "description": "", "type": 1}
    with pytest.raises(discord.HTTPException) as caught:
        await client.bulk_upsert_global_commands(int(desk.bot.id), [bad])
    assert caught.value.code == 50035
    assert "0.name" in caught.value.text
    assert "0.description" in caught.value.text


async def test_messages_are_sent_edited_read_and_deleted(client: HTTPClient, desk: Desk) -> None:
    sent = await send(
        client,
        desk.channel.id,
        content="hello",
        embeds=[discord.Embed(title="t", timestamp=discord.utils.utcnow())],
        file=discord.File(io.BytesIO(b"abc"), "a.txt", description="letters"),
        allowed_mentions=discord.AllowedMentions.none(),
    )
    channel, message = int(desk.channel.id), int(sent["id"])
    assert sent["attachments"][0]["description"] == "letters"
    assert await client.get_from_cdn(sent["attachments"][0]["url"]) == b"abc"
    with handle_message_parameters(content="bye") as parameters:
        edited = await client.edit_message(channel, message, params=parameters)
    assert edited["content"] == "bye"
    assert [one["id"] for one in await client.logs_from(channel, 10)] == [sent["id"]]
    await client.add_reaction(channel, message, "🎲")
    await client.pin_message(channel, message)
    await client.delete_message(channel, message, reason="done")
    with pytest.raises(discord.NotFound) as caught:
        await client.get_message(channel, message)
    assert caught.value.code == 10008


async def test_a_card_made_with_the_library_is_taken(client: HTTPClient, desk: Desk) -> None:
    view = discord.ui.LayoutView()
    card = discord.ui.Container[Any](accent_colour=0xFF8800)
    card.add_item(discord.ui.Section("**17**", accessory=discord.ui.Button(label="Again", custom_id="again")))
    card.add_item(discord.ui.Separator())
    card.add_item(discord.ui.ActionRow(discord.ui.Button(label="Link", url="https://example.com")))
    view.add_item(card)
    sent = await send(client, desk.channel.id, view=view)
    assert sent["flags"] == 1 << 15
    assert sent["components"][0]["components"][0]["accessory"]["custom_id"] == "again"


async def test_missing_permissions_are_the_librarys_forbidden(client: HTTPClient, desk: Desk) -> None:
    desk.guild.members[desk.bot.id].roles.clear()
    with pytest.raises(discord.Forbidden) as caught:
        await send(client, desk.named("behind-the-screen").id, tts=True, content="x")
    assert caught.value.code == 50013


async def test_an_interaction_is_answered_and_followed_up_by_the_webhook_adapter(
    client: HTTPClient, desk: Desk
) -> None:
    adapter, interaction = AsyncWebhookAdapter(), desk.slash()
    session: Any = client._HTTPClient__session  # type: ignore[attr-defined] - what discord.Interaction hands the adapter
    application, number = int(desk.bot.id), int(interaction.id)
    told = await adapter.create_interaction_response(
        number,
        interaction.token,
        session=session,
        params=interaction_message_response_params(type=5, flags=discord.MessageFlags(ephemeral=True)),
    )
    assert told["interaction"].get("response_message_ephemeral") is True
    params = handle_message_parameters(content="thought about it")
    edited = await adapter.edit_original_interaction_response(
        application, interaction.token, session=session, payload=params.payload
    )
    assert (edited["content"], edited.get("flags")) == ("thought about it", 64)
    followed = await adapter.execute_webhook(
        application, interaction.token, session=session, payload={"content": "more"}, wait=True
    )
    assert followed is not None
    await adapter.delete_webhook_message(application, interaction.token, int(followed["id"]), session=session)
    got = await adapter.get_original_interaction_response(application, interaction.token, session=session)
    assert got["id"] == edited["id"]


async def test_the_library_waits_for_a_bucket_and_is_never_refused(client: HTTPClient, limited: Desk) -> None:
    sent = await send(client, limited.channel.id, content="x")
    channel, message = int(limited.channel.id), int(sent["id"])
    await asyncio.gather(*(client.add_reaction(channel, message, emoji) for emoji in ("🎲", "👍", "⚔️")))
    assert len(limited.channel.messages[sent["id"]].reactions) == 3
    assert [one for one in limited.sandbox.realm.traffic.after(0) if one["status"] == 429] == []


@pytest.mark.parametrize(
    "fault", [{"status": 429, "retry_after": 0.01}, {"status": 429, "scope": "global", "retry_after": 0.01}]
)
async def test_the_library_takes_a_429_for_discords_and_tries_again(
    client: HTTPClient, desk: Desk, fault: dict[str, Any]
) -> None:
    desk.sandbox.realm.faults.add(RestFault(re.compile("/messages$"), **fault))
    assert (await send(client, desk.channel.id, content="x"))["content"] == "x"
    assert len(desk.channel.messages) == 1
