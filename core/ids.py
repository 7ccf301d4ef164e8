"""The names of things: one type each, so that a guild is never mistaken for a user."""

from __future__ import annotations

from typing import NewType

UserId = NewType("UserId", int)
"""A Discord user (snowflake)."""
GuildId = NewType("GuildId", int)
"""A Discord guild (snowflake)."""
ChannelId = NewType("ChannelId", int)
"""A Discord channel or thread (snowflake)."""
RoleId = NewType("RoleId", int)
"""A role in a Discord guild (snowflake)."""
MessageId = NewType("MessageId", int)
"""A Discord message (snowflake)."""
StreamId = NewType("StreamId", str)
"""A ledger stream, ``<book>:<id>``: ``table:3f2a…``, ``channel:1180…``."""
Cause = NewType("Cause", str)
"""What made an event happen, unique in its stream: the interaction's id."""
RollId = NewType("RollId", str)
"""A roll's public name: 128 random bits, 22 characters of URL-safe base64."""
TableCode = NewType("TableCode", str)
"""What people say aloud to join a table: ``WORD-1234``."""
ObjectKey = NewType("ObjectKey", str)
"""A file that somebody gave: ``<user>/<sha256>``, so the same file of the same person is kept once."""
