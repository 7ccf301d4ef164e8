"""What a session is told depends on its intents; the event itself is never changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

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
    told = as_told(Session(Shard(0, 1), intents), name, data, guild, BOT)
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


def _guild() -> dict[str, Any]:
    members = [{"user": {"id": user}} for user in (BOT, ALICE, "3")]
    return {"id": GUILD, "members": members, "voice_states": [{"user_id": "3"}], "member_count": 3}


def test_a_guild_comes_with_the_bot_and_those_in_voice_only() -> None:
    told = _told(Intents.GUILDS | Intents.GUILD_MEMBERS, "GUILD_CREATE", _guild())
    assert [member["user"]["id"] for member in told["members"]] == [BOT, "3"]
    assert told["presences"] == []


def test_with_presences_a_guild_comes_with_everyone() -> None:
    told = _told(Intents.GUILDS | Intents.GUILD_PRESENCES, "GUILD_CREATE", _guild())
    assert len(told["members"]) == len(told["presences"]) == 3


def test_the_bots_own_member_needs_no_intent() -> None:
    own, other = {"user": {"id": BOT}}, {"user": {"id": ALICE}}
    assert _told(Intents.GUILDS, "GUILD_MEMBER_UPDATE", own) == own
    assert _told(Intents.GUILDS, "GUILD_MEMBER_UPDATE", other) is None


def test_without_members_a_thread_tells_of_the_bot_alone() -> None:
    data = {"added_members": [{"user_id": BOT}, {"user_id": ALICE}], "removed_member_ids": []}
    assert _told(Intents.GUILDS, "THREAD_MEMBERS_UPDATE", data)["added_members"] == [{"user_id": BOT}]
    assert _told(Intents.GUILDS, "THREAD_MEMBERS_UPDATE", {"added_members": [{"user_id": ALICE}]}) is None
