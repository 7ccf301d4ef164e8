"""Announcement channels and those that follow them: what is published in one stands in the others too.

A copy stays as it was when it was made; what becomes of the original does not reach it.

Source: Discord developer docs, "Channel", Follow Announcement Channel; "Message", Crosspost Message, Message Reference
Content Attribution (crosspost messages, channel follow add messages).
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.bus import Bus
from bot.sandbox.posting.hooks import check_room, tell
from bot.sandbox.posting.origin import Origin
from bot.sandbox.posting.posting import Posting
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Message, MessageType
from bot.sandbox.world.users import User
from bot.sandbox.world.webhooks import Source, Webhook
from bot.sandbox.world.world import World

_SILENT: Json = {"allowed_mentions": {"parse": []}}


@dataclass(frozen=True, slots=True)
class Followers:
    """Lets channels follow others, and brings them what is published there."""

    world: World
    bus: Bus
    posting: Posting

    def follow(self, by: User, channel: Channel, target: Channel) -> Webhook:
        """Let a channel follow an announcement channel, and say so there."""
        check_room(self.world.webhooks, target)
        guild = self.world.guild(channel.guild_id or "")
        source = Source(guild.id, guild.name, channel.id, channel.name or "")
        made = Webhook(self.world.snowflakes.mint(), target.guild_id or "", target.id, source.title, by, source=source)
        self.world.webhooks.add(made)
        tell(self.bus, made.guild_id, made.channel_id)
        announced = Origin(kind=MessageType.FOLLOWED, followed=channel)
        self.posting.post(target, by, _SILENT | {"content": source.title}, origin=announced)
        return made

    def publish(self, message: Message) -> None:
        """Copy a message into every channel that follows its own."""
        body = _SILENT | {"content": message.content, "embeds": message.embeds, "components": message.components}
        for webhook in self.world.webhooks.following(message.channel_id):
            origin = Origin(webhook_id=webhook.id, published=message)
            self.posting.post(self.world.channel(webhook.channel_id), webhook.author(None, None), body, origin=origin)
