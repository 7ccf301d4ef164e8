"""Forums: channels in which only threads stand, with the tags that these can wear.

Source: Discord developer docs, "Channel", Forum Tag Object, Default Reaction Object, Sort Order Types, Forum Layout
Types; "Threads", Forums and Media Channels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.wire import Json, as_object, objects

PINNED = 1 << 1
"""The flag of a thread that is pinned to the top of its forum; one a forum can be."""
REQUIRE_TAG = 1 << 4
"""The flag of a forum whose threads need a tag."""
HIDE_DOWNLOADS = 1 << 15
"""The flag of a media channel that offers no downloads."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `moderated` ones are for those who manage threads."""

    id: str
    name: str
    moderated: bool = False
    emoji_id: str | None = None
    emoji_name: str | None = None

    def to_json(self) -> Json:
        """Return Discord's forum tag object."""
        return {
            "id": self.id,
            "name": self.name,
            "moderated": self.moderated,
            "emoji_id": self.emoji_id,
            "emoji_name": self.emoji_name,
        }


@dataclass(slots=True, eq=False)
class Forum:
    """What a forum or media channel has beside an ordinary channel."""

    tags: list[Tag] = field(default_factory=list[Tag])
    default_reaction: Json | None = None
    sort_order: int | None = None
    layout: int = 0

    def tag(self, tag_id: str) -> Tag | None:
        """Return one of its tags."""
        return next((tag for tag in self.tags if tag.id == tag_id), None)

    def change(self, body: Json, mint: Callable[[], str]) -> None:
        """Take over what a body of Create Guild Channel or Modify Channel says, once it has been checked.

        Args:
            body: The request; `available_tags` in it is the whole list, where an `id` keeps a tag that there is.
            mint: Gives new tags their ids.
        """
        if body.get("available_tags") is not None:
            self.tags = [self._made(tag, mint) for tag in objects(body["available_tags"])]
        if "default_reaction_emoji" in body:
            given = as_object(body["default_reaction_emoji"])
            known = {key: None if given.get(key) is None else str(given[key]) for key in ("emoji_id", "emoji_name")}
            self.default_reaction = known if given else None
        if "default_sort_order" in body:
            self.sort_order = body["default_sort_order"]
        if body.get("default_forum_layout") is not None:
            self.layout = body["default_forum_layout"]

    def to_json(self) -> Json:
        """Return the members that a forum adds to the channel object."""
        return {
            "available_tags": [tag.to_json() for tag in self.tags],
            "default_reaction_emoji": self.default_reaction,
            "default_sort_order": self.sort_order,
            "default_forum_layout": self.layout,
        }

    def _made(self, asked: Json, mint: Callable[[], str]) -> Tag:
        kept = self.tag(str(asked["id"])) if asked.get("id") is not None else None
        emoji_id = asked.get("emoji_id")
        return Tag(
            id=kept.id if kept else mint(),
            name=str(asked["name"]),
            moderated=bool(asked.get("moderated")),
            emoji_id=None if emoji_id is None else str(emoji_id),
            emoji_name=asked.get("emoji_name"),
        )
