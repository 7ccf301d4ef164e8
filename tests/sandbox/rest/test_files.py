"""Files go up in multipart bodies and come back from the CDN."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Answer, Desk

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (16).to_bytes(4, "big") + (9).to_bytes(4, "big")


def form(body: Any = None, **files: tuple[str, bytes, str]) -> aiohttp.FormData:
    """Return a multipart body as clients send it."""
    data = aiohttp.FormData(quote_fields=False)
    if body is not None:
        data.add_field("payload_json", json.dumps(body))
    for name, (filename, content, kind) in files.items():
        data.add_field(name.replace("_", "[") + "]", content, filename=filename, content_type=kind)
    return data


async def fetch(desk: Desk, url: str) -> tuple[int, bytes, str]:
    async with desk.http.get(url) as response:
        return response.status, await response.read(), response.content_type


async def uploaded(desk: Desk, body: Any = None, name: str = "map.png") -> Answer:
    return await desk.post(data=form(body, files_0=(name, PNG, "image/png")))


async def test_a_file_is_attached_and_can_be_fetched(desk: Desk) -> None:
    answer = await uploaded(desk, {"content": "x", "attachments": [{"id": 0, "description": "a map"}]})
    (file,) = answer.body["attachments"]
    assert (file["filename"], file["size"], file["content_type"]) == ("map.png", len(PNG), "image/png")
    assert (file["width"], file["height"], file["description"]) == (16, 9, "a map")
    assert await fetch(desk, file["url"]) == (200, PNG, "image/png")


async def test_files_keep_their_own_descriptions_whatever_their_numbers(desk: Desk) -> None:
    meta = {"attachments": [{"id": 42, "description": "the answer"}, {"id": 7, "description": "luck"}]}
    data = form(meta, files_7=("b.txt", b"7", "text/plain"), files_42=("a.txt", b"42", "text/plain"))
    answer = await desk.post(data=data)
    assert {(f["filename"], f["description"]) for f in answer.body["attachments"]} == {
        ("a.txt", "the answer"),
        ("b.txt", "luck"),
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [("map.png", "image/png"), ("a map.txt", "text/plain; charset=utf-8"), ("song.ogg", "audio/ogg"), ("map", None)],
)
async def test_the_type_of_a_file_goes_by_its_name_whatever_the_upload_says(
    desk: Desk, name: str, kind: str | None
) -> None:
    answer = await desk.post(data=form(files_0=(name, b"x", "application/octet-stream")))
    (file,) = answer.body["attachments"]
    assert file.get("content_type") == kind
    async with desk.http.get(file["url"]) as response:
        assert response.headers["Content-Type"] == (kind or "application/octet-stream")


async def test_a_file_that_an_embed_shows_is_not_listed_twice(desk: Desk) -> None:
    answer = await uploaded(desk, {"embeds": [{"image": {"url": "attachment://map.png"}}]})
    image = answer.body["embeds"][0]["image"]
    assert answer.body["attachments"] == []
    assert (image["width"], image["height"]) == (16, 9)
    assert (await fetch(desk, image["url"]))[0] == 200


async def test_a_file_component_learns_name_and_size(desk: Desk) -> None:
    body = {"flags": 1 << 15, "components": [{"type": 13, "file": {"url": "attachment://map.png"}}]}
    shown = (await uploaded(desk, body)).body["components"][0]
    assert (shown["name"], shown["size"], shown["file"]["content_type"]) == ("map.png", len(PNG), "image/png")


async def test_file_names_are_made_safe_and_embeds_may_use_the_safe_name(desk: Desk) -> None:
    answer = await uploaded(desk, {"embeds": [{"image": {"url": "attachment://a_map.png"}}]}, name="a map.png")
    assert answer.status == 200
    assert answer.body["embeds"][0]["image"]["url"].endswith("/a_map.png")


async def test_fields_may_come_without_payload_json(desk: Desk) -> None:
    data = form(None, files_0=("a.txt", b"a", "text/plain"))
    for name, text in (("content", "17"), ("tts", "false"), ("enforce_nonce", "False"), ("flags", "4")):
        data.add_field(name, text)
    said = (await desk.post(data=data)).body
    assert (said["content"], said["tts"], said["flags"]) == ("17", False, 4)


@pytest.mark.parametrize(("name", "text"), [("tts", "perhaps"), ("flags", "four"), ("flags", "4096.5")])
async def test_a_form_says_what_json_says(desk: Desk, name: str, text: str) -> None:
    answer = await desk.post(data={"content": "x", name: text})
    assert (answer.code, [*answer.body["errors"]]) == (50035, [name])


async def test_a_file_above_ten_mebibytes_is_too_large(desk: Desk) -> None:
    data = form({}, files_0=("big.bin", b"\0" * (10 * 1024 * 1024 + 1), "application/octet-stream"))
    answer = await desk.post(data=data)
    assert (answer.status, answer.code) == (413, 40005)


async def test_files_above_25_mebibytes_together_are_too_large(desk: Desk) -> None:
    files = {f"files_{n}": (f"{n}.bin", b"\0" * (9 * 1024 * 1024), "application/octet-stream") for n in range(3)}
    answer = await desk.post(data=form({}, **files))
    assert (answer.status, answer.code) == (413, 40005)


async def test_a_torn_multipart_body_is_refused(desk: Desk) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await desk.post(data=b"--y\r\nnonsense", headers=headers)
    assert (answer.status, answer.code) == (400, 50035)


@pytest.mark.parametrize(
    ("kind", "code"), [("application/json", 50109), ("multipart/form-data; boundary=x", 50035)], ids=["json", "form"]
)
async def test_a_body_that_is_not_packed_as_it_says_is_refused(desk: Desk, kind: str, code: int) -> None:
    headers = {"Content-Type": kind, "Content-Encoding": "gzip"}
    answer = await desk.post(data=b"no gzip at all", headers=headers, skip_auto_headers=["Content-Encoding"])
    assert (answer.status, answer.code) == (400, code)


async def test_an_edit_keeps_the_files_it_names_and_adds_new_ones(desk: Desk) -> None:
    both = form({}, files_0=("a.txt", b"a", "text/plain"), files_1=("b.txt", b"b", "text/plain"))
    written = (await desk.post(data=both)).body
    kept = next(file["id"] for file in written["attachments"] if file["filename"] == "b.txt")
    meta = {"attachments": [{"id": kept, "description": "kept"}, {"id": 0}]}
    path = f"/channels/{desk.channel.id}/messages/{written['id']}"
    edited = await desk.send("PATCH", path, data=form(meta, files_0=("c.txt", b"c", "text/plain")))
    assert [(f["filename"], f.get("description")) for f in edited.body["attachments"]] == [
        ("b.txt", "kept"),
        ("c.txt", None),
    ]


async def test_an_edit_that_says_nothing_of_files_leaves_them(desk: Desk) -> None:
    written = (await uploaded(desk, {"content": "x"})).body
    path = f"/channels/{desk.channel.id}/messages/{written['id']}"
    edited = await desk.send("PATCH", path, {"content": "y"})
    assert edited.body["attachments"] == written["attachments"]


async def test_a_name_given_twice_is_refused(desk: Desk) -> None:
    data = form({})
    for content in (b"a", b"b"):
        data.add_field("files[0]", content, filename="a.txt")
    assert (await desk.post(data=data)).code == 50035


async def test_an_interaction_can_answer_with_a_file_for_one_pair_of_eyes(desk: Desk) -> None:
    interaction = desk.slash()
    body = {"type": 4, "data": {"flags": 64, "attachments": [{"id": 0}]}}
    data = form(body, files_0=("a.txt", b"a", "text/plain"))
    told = await desk.answer(interaction, None, "?with_response=1", data=data)
    (file,) = told.body["resource"]["message"]["attachments"]
    assert file["ephemeral"] is True
    assert (await fetch(desk, file["url"]))[:2] == (200, b"a")


@pytest.mark.parametrize("change", [("table.", "dice."), ("map.png", "other.png")])
async def test_the_cdn_knows_files_by_their_whole_address(desk: Desk, change: tuple[str, str]) -> None:
    (file,) = (await uploaded(desk, {"content": "x"})).body["attachments"]
    wrong = file["url"].replace(desk.channel.id, desk.named("dice").id) if change[0] == "table." else None
    assert (await fetch(desk, wrong or file["url"].replace(*change)))[0] == 404


async def test_a_file_is_never_run_as_part_of_the_page(desk: Desk) -> None:
    data = form({}, files_0=("a.html", b"<script>alert(1)</script>", "text/html"))
    (file,) = (await desk.post(data=data)).body["attachments"]
    async with desk.http.get(file["url"]) as response:
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("index", range(6))
async def test_everybody_has_an_avatar(desk: Desk, index: int) -> None:
    status, content, _ = await fetch(desk, f"{desk.sandbox.base_url}/cdn/embed/avatars/{index}.png")
    assert status == 200
    assert content.startswith(b"<svg")
