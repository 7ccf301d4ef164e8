"""Rate limits: how they are told, whom they touch, when they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.sandbox import limits
from bot.sandbox.faults.rest import RestFault
from bot.sandbox.rest.routing import major_of

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Answer, Desk


async def used_up(desk: Desk) -> Answer:
    """Write until the channel's bucket is empty; return the last answer that got through."""
    answers = [await desk.post({"content": "x"}) for _ in range(5)]
    assert [answer.status for answer in answers] == [200] * 5
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["4", "3", "2", "1", "0"]
    return answers[-1]


async def test_every_answer_tells_how_its_bucket_stands(limited: Desk) -> None:
    now = limited.sandbox.realm.clock.now().timestamp()
    answer = await limited.post({"content": "x"})
    assert answer.headers["X-RateLimit-Limit"] == "5"
    assert 4 < float(answer.headers["X-RateLimit-Reset-After"]) <= 5
    assert now + 4 < float(answer.headers["X-RateLimit-Reset"]) <= now + 60
    assert answer.headers["Via"]


async def test_a_request_too_many_is_refused_with_all_that_a_client_needs(limited: Desk) -> None:
    last = await used_up(limited)
    answer = await limited.post({"content": "x"})
    assert answer.status == 429
    assert answer.body["message"] == "You are being rate limited."
    assert answer.body["global"] is False
    assert 0 < answer.body["retry_after"] <= 5
    assert answer.headers["X-RateLimit-Scope"] == "user"
    assert answer.headers["X-RateLimit-Bucket"] == last.headers["X-RateLimit-Bucket"]
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert int(answer.headers["Retry-After"]) >= answer.body["retry_after"]
    assert answer.headers["Via"]
    assert "code" not in answer.body
    assert len(limited.channel.messages) == 5


async def test_another_channel_and_another_route_have_buckets_of_their_own(limited: Desk) -> None:
    await used_up(limited)
    assert (await limited.post({"content": "x"}, limited.named("dice"))).status == 200
    assert (await limited.send("GET", f"/channels/{limited.channel.id}/messages")).status == 200


async def test_a_bucket_has_one_name_whatever_the_channel(limited: Desk) -> None:
    here, there = await limited.post({"content": "x"}), await limited.post({"content": "x"}, limited.named("dice"))
    read = await limited.send("GET", f"/channels/{limited.channel.id}/messages")
    assert here.headers["X-RateLimit-Bucket"] == there.headers["X-RateLimit-Bucket"]
    assert here.headers["X-RateLimit-Bucket"] != read.headers["X-RateLimit-Bucket"]


async def test_a_bucket_fills_up_when_its_window_has_passed(limited: Desk) -> None:
    await used_up(limited)
    limited.sandbox.realm.clock.advance(5)
    answer = await limited.post({"content": "x"})
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (200, "4")


async def test_fifty_requests_a_second_is_all_a_bot_gets(limited: Desk) -> None:
    users = [f"/users/{limited.user('alice').id}", "/users/@me", "/gateway"]
    answers = [await limited.send("GET", users[number % 3]) for number in range(51)]
    over = [answer for answer in answers if answer.status == 429]
    assert over, "the requests were spread over more than a second"
    assert over[0].body["global"] is True
    assert over[0].headers["X-RateLimit-Scope"] == "global"
    assert over[0].headers["X-RateLimit-Global"] == "true"
    limited.sandbox.realm.clock.advance(1)
    assert (await limited.send("GET", "/users/@me")).status == 200


async def test_callbacks_have_no_limit_and_do_not_count_globally(limited: Desk) -> None:
    for _ in range(60):
        answer = await limited.answer(limited.slash(), {"type": 4, "data": {"content": "x"}})
        assert answer.status == 204
        assert "X-RateLimit-Limit" not in answer.headers
    assert (await limited.send("GET", "/users/@me")).status == 200


async def test_follow_ups_are_limited_for_each_token_apart(limited: Desk) -> None:
    first, second = limited.slash(), limited.slash()
    for interaction in (first, second):
        await limited.answer(interaction, {"type": 4, "data": {"content": "x"}})
    statuses = [(await limited.send("POST", limited.hook(first), {"content": "x"})).status for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert (await limited.send("POST", limited.hook(second), {"content": "x"})).status == 200


async def test_the_fourth_edit_in_a_row_of_an_old_message_is_refused(limited: Desk) -> None:
    written = await limited.post({"content": "x"})
    path = f"/channels/{limited.channel.id}/messages/{written.body['id']}"
    assert [(await limited.send("PATCH", path, {"content": str(n)})).status for n in range(4)] == [200] * 4
    limited.sandbox.realm.clock.advance(3601)
    answers = [await limited.send("PATCH", path, {"content": str(n)}) for n in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].code == 30046
    assert answers[-1].body["retry_after"] > 0
    assert limited.channel.messages[written.body["id"]].content == "2"
    limited.sandbox.realm.clock.advance(6)
    assert (await limited.send("PATCH", path, {"content": "y"})).status == 200


@pytest.mark.parametrize("count", [12])
async def test_without_limits_nothing_is_counted(desk: Desk, count: int) -> None:
    answers = [await desk.post({"content": "x"}) for _ in range(count)]
    assert {answer.status for answer in answers} == {200}
    assert "X-RateLimit-Limit" not in answers[0].headers


async def test_who_is_refused_ten_thousand_times_is_shut_out_by_the_proxy_for_ten_minutes(
    limited: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "INVALID", limits.Limit(3, 600.0))
    for _ in range(3):
        assert (await limited.send("GET", "/users/@me", headers={"Authorization": "Bot nonsense"})).status == 401
    banned = await limited.post({"content": "x"})
    assert (banned.status, banned.headers.get("Via")) == (429, None)
    assert b"1015" in banned.body
    assert 590 < int(banned.headers["Retry-After"]) <= 600
    limited.sandbox.realm.clock.advance(601)
    assert (await limited.post({"content": "x"})).status == 200


async def test_a_limit_that_is_shared_does_not_count_against_the_bot(
    limited: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "INVALID", limits.Limit(2, 600.0))
    limited.sandbox.realm.faults.add(RestFault(re.compile("/messages"), status=429, scope="shared"), 3)
    for _ in range(3):
        assert (await limited.post({"content": "x"})).status == 429
    assert (await limited.post({"content": "x"})).status == 200


async def test_two_hundred_new_commands_a_day_and_no_more(desk: Desk) -> None:
    path = f"/applications/{desk.bot.id}/commands"
    for day in range(2):
        for name in ("a", "b"):
            body = [{"name": f"{name}{day}{number}", "description": "x"} for number in range(100)]
            assert (await desk.send("PUT", path, body)).status == 200
        again = await desk.send("PUT", path, body)
        assert again.status == 200, "a name that is there already is not created"
        refused = await desk.send("PUT", path, [{"name": "one-more", "description": "x"}])
        assert (refused.status, refused.code) == (429, 30034)
        assert refused.body["retry_after"] > 86_000
        assert len((await desk.send("GET", path)).body) == 100
        in_a_guild = f"/applications/{desk.bot.id}/guilds/{desk.guild.id}/commands"
        assert (await desk.send("PUT", in_a_guild, [{"name": f"here{day}", "description": "x"}])).status == 200
        desk.sandbox.realm.clock.advance(86_401)


@pytest.mark.parametrize(
    ("named", "major"),
    [
        ({"channel": "1", "message": "2"}, "1"),
        ({"guild": "1", "user": "2"}, "1"),
        ({"application": "1", "guild": "2"}, "2"),
        ({"webhook": "1"}, "1"),
        ({"webhook": "1", "token": "t"}, "1:t"),
        ({"application": "1", "token": "t", "message": "2"}, "1:t"),
        ({"user": "1"}, ""),
    ],
)
def test_a_bucket_is_a_channels_a_guilds_or_a_webhooks(named: dict[str, str], major: str) -> None:
    assert major_of(named) == major
