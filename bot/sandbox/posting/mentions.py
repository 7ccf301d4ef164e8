"""Whom a message mentions: what stands in its text, what its sender allowed, what its sender may.

Source: Discord developer docs, "Message", Allowed Mentions Object; "API Reference", Message Formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json, as_list, as_object, objects
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
"""Code, in a line or a block: what stands in it mentions nobody."""
_TEXT_DISPLAY = 10

BY_HAND = frozenset({"users", "roles", "everyone"})
"""What an ordinary message mentions when its sender says nothing about it."""
BY_HOOK = frozenset({"users"})
"""What an interaction's answer or a webhook's message mentions when its sender says nothing about it."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the sender allows: whole kinds, and single ids."""

    parse: frozenset[str]
    users: frozenset[str] = field(default_factory=frozenset[str])
    roles: frozenset[str] = field(default_factory=frozenset[str])
    replied_user: bool = False

    @classmethod
    def read(cls, body: Json, default: frozenset[str]) -> Allowed:
        """Read `allowed_mentions` from a message's body; without it, `default` and, by hand, the replied-to user."""
        asked = body.get("allowed_mentions")
        if asked is None:
            return cls(default, replied_user=default is BY_HAND)
        wanted = as_object(asked)
        return cls(
            frozenset(map(str, as_list(wanted.get("parse")))),
            frozenset(map(str, as_list(wanted.get("users")))),
            frozenset(map(str, as_list(wanted.get("roles")))),
            bool(wanted.get("replied_user", False)),
        )


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is mentioned in the end."""

    users: list[User]
    roles: list[str]
    everyone: bool


def find(world: World, channel: Channel, message: Message, allowed: Allowed) -> Mentions:
    """Work out a message's mentions from its text and its text displays."""
    # Each text by itself: a backtick in one does not pair with one in the next, and what code leaves does not join up.
    text = "\n".join(_CODE.sub(" ", one) for one in (message.content, *_displayed(message.components)))
    hooked = message.webhook_id in world.webhooks  # nobody asks a webhook for permissions
    may_all = hooked or Permission.MENTION_EVERYONE in world.permissions(message.author.id, channel.id)
    users = [
        world.users[user_id]
        for user_id in _unique(_USER.findall(text))
        if user_id in world.users and ("users" in allowed.parse or user_id in allowed.users)
    ]
    replied = message.referenced.author if message.referenced is not None else None
    if replied is not None and allowed.replied_user and replied not in users:
        users.append(replied)
    known = world.guilds[channel.guild_id].roles if channel.guild_id else {}
    roles = [
        role_id
        for role_id in _unique(_ROLE.findall(text))
        if role_id in known
        and (may_all or known[role_id].mentionable)
        and ("roles" in allowed.parse or role_id in allowed.roles)
    ]
    everyone = bool(_EVERYONE.search(text)) and may_all and "everyone" in allowed.parse
    return Mentions(users, roles, everyone)


def _displayed(components: Iterable[Json]) -> list[str]:
    texts: list[str] = []
    for component in components:
        if component.get("type") == _TEXT_DISPLAY:
            texts.append(str(component.get("content", "")))
        texts += _displayed(objects(component.get("components")))
    return texts


def _unique(ids: list[str]) -> list[str]:
    return list(dict.fromkeys(ids))
