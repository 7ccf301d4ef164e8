"""Who is let in, and what happens to requests that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


async def test_the_issued_token_opens_the_door(desk: Desk) -> None:
    answer = await desk.send("GET", "/users/@me")
    assert (answer.status, answer.body["id"], answer.body["bot"]) == (200, desk.bot.id, True)


@pytest.mark.parametrize("given", ["", "Bot nonsense", "Bearer {}", "{}", "bot {}", "Bot {}x"])
async def test_any_other_authorization_is_refused_as_discord_does(desk: Desk, given: str) -> None:
    headers = {"Authorization": given.format(desk.sandbox.token)}
    answer = await desk.send("GET", "/users/@me", headers=headers)
    assert (answer.status, answer.body) == (401, {"message": "401: Unauthorized", "code": 0})


@pytest.mark.parametrize("channel", ["nonsense", "1", "٣"])
async def test_who_asks_is_judged_before_what_is_asked_for(desk: Desk, channel: str) -> None:
    refused = await desk.send("GET", f"/channels/{channel}", headers={"Authorization": "Bot nonsense"})
    assert (refused.status, refused.body) == (401, {"message": "401: Unauthorized", "code": 0})
    unnamed = await desk.send("GET", f"/channels/{channel}", headers={"User-Agent": "curl/8.0"})
    assert (unnamed.status, unnamed.code) == (403, 40333)


@pytest.mark.parametrize("channel", ["nonsense", "٣", "-1", "1.5", "18446744073709551616" + "0"])
async def test_an_id_in_the_path_that_is_none_is_refused(desk: Desk, channel: str) -> None:
    refused = await desk.send("GET", f"/channels/{channel}")
    assert (refused.status, refused.code, [*refused.body["errors"]]) == (400, 50035, ["channel_id"])


@pytest.mark.parametrize("agent", ["", "curl/8.0", "python-requests/2.32"])
async def test_a_bot_must_say_what_it_is(desk: Desk, agent: str) -> None:
    answer = await desk.send("GET", "/users/@me", headers={"User-Agent": agent})
    assert (answer.status, answer.code) == (403, 40333)


async def test_a_webhook_token_needs_no_authorization_but_an_agent(desk: Desk) -> None:
    interaction = desk.slash()
    bare = {"Authorization": "", "User-Agent": "Python/3.11 aiohttp/3.14"}
    answer = await desk.answer(interaction, {"type": 4, "data": {"content": "x"}}, headers=bare)
    assert answer.status == 204
    refused = await desk.send("GET", desk.hook(interaction, "@original"), headers=bare | {"User-Agent": ""})
    assert (refused.status, refused.code) == (403, 40333)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/stage-instances/1"), ("POST", "/guilds/1/stickers"), ("GET", "/skus/1/subscriptions")],
)
async def test_a_route_of_discord_that_is_missing_is_answered_501_and_remembered(
    desk: Desk, method: str, path: str
) -> None:
    answer = await desk.send(method, path)
    assert answer.status == 501
    assert f"{method} {path}" in answer.body["message"]
    assert desk.sandbox.gaps == [f"{method} {path}"]


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nonsense", 404, "404: Not Found"),
        ("GET", "/channels/1/mesages", 404, "404: Not Found"),
        ("PUT", "/channels/1/messages", 405, "405: Method Not Allowed"),
        ("DELETE", "/gateway", 405, "405: Method Not Allowed"),
        ("PATCH", "/stage-instances", 405, "405: Method Not Allowed"),
    ],
)
async def test_a_slip_of_the_bot_is_no_gap(desk: Desk, method: str, path: str, status: int, words: str) -> None:
    answer = await desk.send(method, path)
    assert (answer.status, answer.body) == (status, {"message": words, "code": 0})
    assert desk.sandbox.gaps == []


async def test_other_versions_of_the_api_are_gaps(desk: Desk) -> None:
    async with desk.http.get(f"{desk.sandbox.base_url}/api/v9/gateway") as response:
        assert response.status == 501
    assert desk.sandbox.gaps == ["GET /api/v9/gateway"]


async def test_known_routes_leave_no_gap(desk: Desk) -> None:
    await desk.send("GET", "/channels/1")
    assert desk.sandbox.gaps == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "[::1]:80"])
async def test_a_foreign_host_is_refused_everywhere(desk: Desk, host: str) -> None:
    for path in ("/api/v10/users/@me", f"/s/{desk.sandbox.realm.capability}/", "/gateway"):
        async with desk.http.get(desk.sandbox.base_url + path, headers={"Host": host}) as response:
            assert response.status == 403


async def test_localhost_is_this_machine_too(desk: Desk) -> None:
    base = desk.sandbox.base_url.replace("127.0.0.1", "localhost")
    async with desk.http.get(f"{base}/api/v10/users/@me", headers={"Host": base.removeprefix("http://")}) as response:
        assert response.status == 200


async def test_broken_json_is_told_from_a_bad_body(desk: Desk) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await desk.post(data=b'{"content": ', headers=headers)
    assert (answer.status, answer.code) == (400, 50109)


async def test_a_body_needs_a_content_type_that_discord_takes(desk: Desk) -> None:
    answer = await desk.post(data=b"content=x", headers={"Content-Type": "text/plain"})
    assert (answer.status, answer.code) == (400, 50035)
    assert answer.body["errors"]["_errors"][0]["code"] == "CONTENT_TYPE_INVALID"


async def test_a_form_as_browsers_send_it_is_read_too(desk: Desk) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await desk.post(data=b"content=hello+there", headers=headers)
    assert answer.body["content"] == "hello there"


async def test_json_is_sent_with_a_bare_content_type(desk: Desk) -> None:
    for answer in (await desk.send("GET", "/users/@me"), await desk.send("GET", "/nowhere"), await desk.post({})):
        assert answer.headers["Content-Type"] == "application/json"


async def test_an_audit_log_reason_is_taken(desk: Desk) -> None:
    written = await desk.post({"content": "x"})
    path = f"/channels/{desk.channel.id}/messages/{written.body['id']}"
    answer = await desk.send("DELETE", path, headers={"X-Audit-Log-Reason": "tidying up"})
    assert answer.status == 204


async def test_traffic_is_recorded_without_tokens(desk: Desk) -> None:
    interaction = desk.slash()
    await desk.answer(interaction, {"type": 4, "data": {"content": "x"}})
    record = desk.sandbox.realm.traffic.after(0)[-1]
    assert record["path"] == f"/interactions/{interaction.id}/…/callback"
    assert (record["side"], record["method"], record["status"]) == ("rest", "POST", 204)
    assert record["request"] == {"type": 4, "data": {"content": "x"}}
    assert interaction.token not in str(desk.sandbox.realm.traffic.after(0))
    assert desk.sandbox.token not in str(desk.sandbox.realm.traffic.after(0))
