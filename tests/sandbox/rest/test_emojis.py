"""Emojis of the application and of guilds, and their pictures."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from bot.sandbox.permissions import Permission
from bot.sandbox.world.emojis import Emoji

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
IMAGE = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


def application(desk: Desk, *rest: str) -> str:
    return "/".join([f"/applications/{desk.world.application.id}/emojis", *rest])


async def test_an_emoji_of_the_application_is_kept_shown_renamed_and_deleted(desk: Desk) -> None:
    made = await desk.send("POST", application(desk), {"name": "d20", "image": IMAGE})
    assert (made.status, made.body["name"], made.body["user"]["id"]) == (201, "d20", desk.bot.id)
    one = application(desk, made.body["id"])
    async with desk.http.get(f"{desk.sandbox.base_url}/cdn/emojis/{made.body['id']}.webp") as picture:
        assert (picture.status, picture.content_type, await picture.read()) == (200, "image/png", PNG)
    assert (await desk.send("PATCH", one, {"name": "twenty"})).body["name"] == "twenty"
    assert [emoji["name"] for emoji in (await desk.send("GET", application(desk))).body["items"]] == ["twenty"]
    assert (await desk.send("DELETE", one)).status == 204
    gone = await desk.send("GET", one)
    assert (gone.status, gone.code) == (404, 10014)
    assert not desk.events


async def test_names_of_the_applications_emojis_are_unique(desk: Desk) -> None:
    body = {"name": "d20", "image": IMAGE}
    await desk.send("POST", application(desk), body)
    assert list((await desk.send("POST", application(desk), body)).body["errors"]) == ["name"]


async def test_somebody_elses_application_is_none_of_the_bots_business(desk: Desk) -> None:
    assert (await desk.send("GET", "/applications/1/emojis")).code == 20012


async def test_a_picture_is_what_it_says_and_not_too_large(desk: Desk) -> None:
    large = base64.b64encode(PNG + bytes(256 * 1024)).decode()
    for image in ("nothing", IMAGE.replace("png", "gif"), f"data:image/png;base64,{large}", None):
        answer = await desk.send("POST", application(desk), {"name": "d20", "image": image})
        assert list(answer.body["errors"]) == ["image"], image


async def test_a_guilds_emojis_need_their_permission_and_are_told(desk: Desk) -> None:
    where, body = f"/guilds/{desk.guild.id}/emojis", {"name": "d20", "image": IMAGE}
    assert (await desk.send("POST", where, body)).code == 50013
    role = desk.allow(Permission.CREATE_GUILD_EXPRESSIONS)
    emoji_id = (await desk.send("POST", where, body)).body["id"]
    assert (await desk.send("PATCH", f"{where}/{emoji_id}", {"name": "die"})).body["name"] == "die"
    role.permissions &= ~Permission.CREATE_GUILD_EXPRESSIONS
    assert (await desk.send("DELETE", f"{where}/{emoji_id}")).code == 50013
    desk.allow(Permission.MANAGE_GUILD_EXPRESSIONS)
    assert (await desk.send("DELETE", f"{where}/{emoji_id}")).status == 204
    told = [[emoji["name"] for emoji in event.data["emojis"]] for event in desk.told("GUILD_EMOJIS_UPDATE")]
    assert told == [["d20"], ["die"], []]
    assert (await desk.send("GET", where)).body == []


async def test_a_button_shows_the_emojis_of_the_bots_own_guilds_and_no_others(desk: Desk) -> None:
    def button(emoji: Emoji) -> dict[str, Any]:
        part = {"type": 2, "style": 1, "custom_id": "b", "emoji": {"id": emoji.id, "name": emoji.name}}
        return {"content": "x", "components": [{"type": 1, "components": [part]}]}

    strangers = desk.world.add_guild("Elsewhere", desk.user("bob"), with_bot=False)
    near, far = (Emoji(desk.world.snowflakes.mint(), "die", desk.user("bob"), "image/png", b"") for _ in range(2))
    desk.guild.emojis[near.id], strangers.emojis[far.id] = near, far
    assert (await desk.post(button(near))).status == 200
    assert (await desk.post(button(far))).code == 50035
