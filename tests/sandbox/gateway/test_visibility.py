"""What a session is told depends on its intents; the event itself is never changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from bot.sandbox.bus import Event
from bot.sandbox.gateway.intents import KNOWN, Intents
from bot.sandbox.gateway.protocol import Shard
from bot.sandbox.gateway.session import Session
from bot.sandbox.gateway.visibility import as_told

BOT, ALICE, GUILD = "1", "2", "9"
WITHOUT_CONTENT = KNOWN & ~Intents.MESSAGE_CONTENT


def _message(**changes: Any) -> dict[str, Any]:
    return {
        "id": "5",
        "author": {"id": ALICE},
        "content": "secret",
        "embeds": [{"title": "secret"}],
        "attachments": [{"id": "6"}],
        "components": [{"type": 1}],
        "mentions": [],
    } | changes


def _told(intents: Intents, name: str, data: dict[str, Any], guild: str | None = GUILD) -> Any:
    before = deepcopy(data)
    told = as_told(Session(Shard(0, 1), intents), Event(name, data, guild), BOT)
    assert data == before, "the event is shared with other sessions"
    return told


@pytest.mark.parametrize("name", ["MESSAGE_CREATE", "MESSAGE_UPDATE"])
def test_without_the_intent_other_peoples_messages_are_blank(name: str) -> None:
    told = _told(WITHOUT_CONTENT, name, _message())
    assert (told["content"], told["embeds"], told["attachments"], told["components"]) == ("", [], [], [])
    assert told["author"] == {"id": ALICE}


@pytest.mark.parametrize(
    "message",
    [
        _message(author={"id": BOT}),
        _message(author={"id": "7"}, application_id=BOT),
        _message(mentions=[{"id": BOT}]),
    ],
    ids=["own", "own webhook", "mention"],
)
def test_own_messages_and_mentions_are_readable_without_the_intent(message: dict[str, Any]) -> None:
    assert _told(WITHOUT_CONTENT, "MESSAGE_CREATE", message) == message


def test_direct_messages_are_readable_without_the_intent() -> None:
    message = _message()
    assert _told(WITHOUT_CONTENT, "MESSAGE_CREATE", message, guild=None) == message


def test_a_quoted_message_is_judged_by_itself() -> None:
    reply = _message(author={"id": BOT}, referenced_message=_message())
    told = _told(WITHOUT_CONTENT, "MESSAGE_CREATE", reply)
    assert told["content"] == "secret"
    assert told["referenced_message"]["content"] == ""


def test_with_the_intent_everything_is_readable() -> None:
    message = _message()
    assert _told(KNOWN, "MESSAGE_CREATE", message) == message


def _guild(*others: dict[str, Any], online: tuple[str, ...] = ()) -> dict[str, Any]:
    members = [*({"user": {"id": user}} for user in (BOT, ALICE, "3")), *others]
    ids = [member["user"]["id"] for member in members]
    return {
        "id": GUILD,
        "members": members,
        "voice_states": [{"user_id": "3"}],
        "presences": [{"user": {"id": one}, "status": "online" if one in online else "offline"} for one in ids],
        "member_count": len(members),
    }


def _crowd(size: int) -> list[dict[str, Any]]:
    return [{"user": {"id": str(100 + number)}, "roles": [], "nick": None} for number in range(size)]


def _ids(members: list[dict[str, Any]]) -> list[str]:
    return [member["user"]["id"] for member in members]


def test_a_guild_comes_with_the_bot_and_those_in_voice_only() -> None:
    told = _told(Intents.GUILDS | Intents.GUILD_MEMBERS, "GUILD_CREATE", _guild() | {"presences": []})
    assert [member["user"]["id"] for member in told["members"]] == [BOT, "3"]
    assert told["presences"] == []


def test_with_presences_a_guild_comes_with_everyone() -> None:
    told = _told(Intents.GUILDS | Intents.GUILD_PRESENCES, "GUILD_CREATE", _guild(online=(BOT, ALICE)))
    assert len(told["members"]) == len(told["presences"]) == 3
    assert told["large"] is False


def test_a_large_guild_comes_with_those_who_stand_out_or_are_online() -> None:
    roles = {"user": {"id": "4"}, "roles": ["8"]}
    nick = {"user": {"id": "5"}, "roles": [], "nick": "Five"}
    guild = _guild(roles, nick, *_crowd(48), online=("100",))
    told = _told(Intents.GUILDS | Intents.GUILD_PRESENCES, "GUILD_CREATE", guild)
    assert _ids(told["members"]) == [BOT, "3", "4", "5", "100"]
    assert _ids(told["presences"]) == ["100"]
    assert (told["large"], told["member_count"]) == (True, 53)


def test_a_guild_is_large_beyond_the_sessions_own_threshold() -> None:
    session = Session(Shard(0, 1), Intents.GUILDS | Intents.GUILD_PRESENCES, large_threshold=60)
    told = as_told(session, Event("GUILD_CREATE", _guild(*_crowd(50)), GUILD), BOT)
    assert told is not None
    assert (told["large"], len(told["members"])) == (False, 53)


def test_a_huge_guild_comes_with_the_bot_and_those_in_voice_even_with_presences() -> None:
    guild = _guild(*_crowd(75_000), online=("3", "100"))
    told = _told(Intents.GUILDS | Intents.GUILD_PRESENCES, "GUILD_CREATE", guild)
    assert _ids(told["members"]) == [BOT, "3"]
    assert _ids(told["presences"]) == ["3"]


def test_the_bots_own_member_needs_no_intent() -> None:
    own, other = {"user": {"id": BOT}}, {"user": {"id": ALICE}}
    assert _told(Intents.GUILDS, "GUILD_MEMBER_UPDATE", own) == own
    assert _told(Intents.GUILDS, "GUILD_MEMBER_UPDATE", other) is None


def test_without_members_a_thread_tells_of_the_bot_alone() -> None:
    data = {"added_members": [{"user_id": BOT}, {"user_id": ALICE}], "removed_member_ids": []}
    assert _told(Intents.GUILDS, "THREAD_MEMBERS_UPDATE", data)["added_members"] == [{"user_id": BOT}]
    assert _told(Intents.GUILDS, "THREAD_MEMBERS_UPDATE", {"added_members": [{"user_id": ALICE}]}) is None
