"""Whom a message mentions, by its text, its sender's wish and its sender's power."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.sandbox.permissions import Permission
from bot.sandbox.posting.mentions import BY_HOOK
from bot.sandbox.posting.origin import Origin
from bot.sandbox.realm import Realm
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User


@dataclass(frozen=True, slots=True)
class Square:
    """A guild with two people, a role that anybody may mention and one that not, and the bot."""

    realm: Realm
    guild: Guild
    channel: Channel
    alice: User
    bob: User
    party: str
    council: str

    def post(self, content: str, origin: Origin | None = None, **body: Any) -> Message:
        """Let the bot write."""
        filled = self.filled({"content": content, **body})
        return self.realm.posting.post(self.channel, self.realm.world.bot, filled, origin=origin or Origin())

    def filled(self, value: Any) -> Any:
        """Put ids where their names stand."""
        if isinstance(value, str):
            for name, meant in (("ALICE", self.alice.id), ("BOB", self.bob.id)):
                value = value.replace(name, meant)
            return value.replace("PARTY", self.party).replace("COUNCIL", self.council)
        if isinstance(value, list):
            return [self.filled(one) for one in value]
        return {key: self.filled(one) for key, one in value.items()} if isinstance(value, dict) else value

    def mentioned(self, message: Message) -> set[str]:
        """Return the names of who is mentioned."""
        roles = {self.party: "party", self.council: "council"}
        found = {user.username for user in message.mentions} | {roles[one] for one in message.mention_roles}
        return found | ({"everyone"} if message.mention_everyone else set())

    def forbid(self) -> None:
        """Take MENTION_EVERYONE from everybody."""
        for role in self.guild.roles.values():
            role.permissions &= ~Permission.MENTION_EVERYONE


@pytest.fixture
async def square() -> AsyncIterator[Square]:
    realm = Realm(shards=1)
    alice, bob = realm.world.add_user("alice"), realm.world.add_user("bob")
    guild = realm.world.add_guild("Square", alice)
    realm.world.add_member(guild, bob)
    party, council = realm.world.add_role(guild, "party"), realm.world.add_role(guild, "council")
    party.mentionable, council.mentionable = True, False
    yield Square(realm, guild, realm.world.add_channel(guild, "general"), alice, bob, party.id, council.id)
    realm.clock.stop()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<@ALICE> and <@!BOB>", {"alice", "bob"}),
        ("<@&PARTY>", {"party"}),
        ("@everyone", {"everyone"}),
        ("come, @here!", {"everyone"}),
        ("@everyoneelse", set[str]()),
        ("<@1>", set[str]()),
        ("@alice", set[str]()),
        ("`<@ALICE>`", set[str]()),
        ("``<@ALICE> ` <@BOB>``", set[str]()),
        ("```py\n<@ALICE> @everyone\n```", set[str]()),
        ("```\n<@&PARTY>\n```<@BOB>", {"bob"}),
        ("`a` <@ALICE> `b`", {"alice"}),
        ("a lone ` before <@ALICE>", {"alice"}),
        ("<@`code`ALICE>", set[str]()),
    ],
)
async def test_what_stands_in_the_text_is_mentioned_but_not_what_stands_in_code(
    square: Square, text: str, found: set[str]
) -> None:
    assert square.mentioned(square.post(text)) == found


ALL = "@everyone <@ALICE> <@BOB> <@&PARTY> <@&COUNCIL>"


@pytest.mark.parametrize(
    ("allowed", "found"),
    [
        ({"parse": ["users", "roles", "everyone"]}, {"alice", "bob", "party", "council", "everyone"}),
        ({"parse": []}, set[str]()),
        ({}, set[str]()),
        ({"parse": ["everyone"], "users": ["ALICE"]}, {"everyone", "alice"}),
        ({"parse": ["users"], "roles": ["PARTY"]}, {"alice", "bob", "party"}),
        ({"users": ["BOB", "1"]}, {"bob"}),
        ({"roles": ["COUNCIL"]}, {"council"}),
    ],
)
async def test_only_what_is_allowed_is_mentioned(square: Square, allowed: dict[str, Any], found: set[str]) -> None:
    assert square.mentioned(square.post(ALL, allowed_mentions=allowed)) == found


async def test_what_is_not_in_the_text_is_not_mentioned_however_much_it_is_allowed(square: Square) -> None:
    assert square.mentioned(square.post("hello", allowed_mentions={"users": ["ALICE"], "roles": ["PARTY"]})) == set()


async def test_without_the_permission_only_mentionable_roles_are_mentioned_and_never_everyone(square: Square) -> None:
    square.forbid()
    assert square.mentioned(square.post(ALL)) == {"alice", "bob", "party"}


async def test_interactions_and_webhooks_mention_users_alone_unless_they_say_otherwise(square: Square) -> None:
    hook = Origin(parse=BY_HOOK)
    assert square.mentioned(square.post(ALL, hook)) == {"alice", "bob"}
    assert square.mentioned(square.post(ALL, hook, allowed_mentions={"parse": ["roles"]})) == {"party", "council"}


async def test_a_reply_mentions_whom_it_answers_by_default_or_on_request(square: Square) -> None:
    said = square.realm.posting.post(square.channel, square.alice, {"content": "hello"})
    answer: dict[str, Any] = {"message_reference": {"message_id": said.id}}
    assert square.mentioned(square.post("yes?", **answer)) == {"alice"}
    assert square.mentioned(square.post("yes?", **answer, allowed_mentions={"parse": ["users"]})) == set()
    asked: dict[str, Any] = {"parse": [], "replied_user": True}
    assert square.mentioned(square.post("yes?", **answer, allowed_mentions=asked)) == {"alice"}


async def test_displayed_text_mentions_and_embeds_do_not(square: Square) -> None:
    texts = [{"type": 10, "content": one} for one in ("` <@ALICE>", "<@BOB> `", "`<@&PARTY>`")]
    card = {"type": 17, "components": [{"type": 9, "components": texts, "accessory": {"type": 11, "media": {}}}]}
    assert square.mentioned(square.post("", flags=1 << 15, components=[card])) == {"alice", "bob"}
    assert square.mentioned(square.post("", embeds=[{"description": "<@ALICE> @everyone"}])) == set()


async def test_an_edit_is_read_anew_with_the_default_where_it_says_nothing(square: Square) -> None:
    silent = square.post("<@ALICE>", allowed_mentions={"parse": []})
    square.realm.posting.edit(silent, square.filled({"content": "<@ALICE> <@BOB>"}))
    assert square.mentioned(silent) == {"alice", "bob"}
    square.realm.posting.edit(silent, {"content": "nobody"})
    assert square.mentioned(silent) == set()
