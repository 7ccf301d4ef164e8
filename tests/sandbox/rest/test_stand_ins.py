"""Values that stand for others: numbers and booleans as text, and numbers where text is meant.

Source: discord/discord-api-spec issue 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.permissions import Permission
from bot.sandbox.world.emojis import Emoji

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


async def test_a_message_shows_what_was_meant(desk: Desk) -> None:
    body = {"content": 20, "flags": "4096", "tts": "false", "embeds": [{"title": 7, "color": "255"}]}
    shown = (await desk.post(body)).body
    assert (shown["content"], shown["flags"], shown["tts"]) == ("20", 4096, False)
    assert (shown["embeds"][0]["title"], shown["embeds"][0]["color"]) == ("7", 255)


async def test_a_word_for_true_needs_the_permission_as_well(desk: Desk) -> None:
    for role in desk.guild.roles.values():
        role.permissions &= ~(Permission.SEND_TTS_MESSAGES | Permission.ADMINISTRATOR)
    refused = await desk.post({"content": "x", "tts": "true"})
    assert (refused.status, refused.code) == (403, 50013)


async def test_an_answer_is_ephemeral_by_flags_as_text(desk: Desk) -> None:
    interaction = desk.slash()
    assert (await desk.answer(interaction, {"type": "4", "data": {"content": 3, "flags": "64"}})).status == 204
    assert interaction.original is not None
    assert interaction.original.is_ephemeral
    assert interaction.original.content == "3"


async def test_components_show_numbers_and_ids_of_their_types(desk: Desk) -> None:
    made = Emoji(desk.world.snowflakes.mint(), "die", desk.bot, "image/png", b"")
    desk.world.emojis[made.id] = made
    button: dict[str, object] = {
        "type": 2,
        "style": "5",
        "label": 1,
        "url": "https://example.com",
        "disabled": "True",
        "id": "9",
    }
    button["emoji"] = {"id": int(made.id)}
    shown = (await desk.post({"content": "x", "components": [{"type": 1, "components": [button]}]})).body
    told = shown["components"][0]["components"][0]
    assert (told["style"], told["label"], told["disabled"], told["id"]) == (5, "1", True, 9)
    assert told["emoji"]["id"] == made.id


async def test_the_traffic_shows_what_was_sent(desk: Desk) -> None:
    await desk.post({"content": 20})
    assert desk.sandbox.realm.traffic.after(0)[-1]["request"] == {"content": 20}


@pytest.mark.parametrize("position", ["9223372036854775808", 1e19, "-9223372036854775809"])
async def test_a_number_beyond_64_bits_is_none(desk: Desk, position: object) -> None:
    desk.allow(Permission.MANAGE_CHANNELS)
    refused = await desk.send("PATCH", f"/channels/{desk.channel.id}", {"position": position})
    assert (refused.status, [*refused.body["errors"]]) == (400, ["position"])


async def test_a_form_that_knows_text_alone_says_all_that_json_says(desk: Desk) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    shown = (await desk.post(data=b"content=17&tts=False&flags=4096&nonce=5", headers=headers)).body
    assert (shown["content"], shown["tts"], shown["flags"], shown["nonce"]) == ("17", False, 4096, "5")
