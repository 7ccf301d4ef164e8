"""How much the sandbox keeps, so that an evening of many players ends with the memory that it began with.

What is over the bound goes, the oldest first. Asked for what has gone, the sandbox answers as Discord does for what is
not there: a message is 10008 (Unknown Message), a file 404 at the CDN, an interaction's token 10015 (Unknown Webhook).
Nobody is told that a message goes, for nobody deleted it; pinned ones stay.
"""

from __future__ import annotations

from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Attachment, Message
from bot.sandbox.world.world import World

KEPT_MESSAGES = 1000
"""In the history of each channel."""
KEPT_EPHEMERALS = 200
"""Of each channel, all its users' together."""
KEPT_FILES = 2000
KEPT_FILE_BYTES = 64 * 1024 * 1024
"""Of all channels together; the largest request that is taken has 25 MiB."""
KEPT_INTERACTIONS = 5000
"""More than live tokens, at the five a second that a table of players makes for their fifteen minutes."""
KEPT_RECORDS = 2000
KEPT_RECORD_BYTES = 32 * 1024 * 1024
"""Of the traffic, as JSON."""


def shelve(channel: Channel, message: Message) -> None:
    """Put a message where it is kept, and let the oldest go that are too many."""
    shelf = channel.ephemerals if message.is_ephemeral else channel.messages
    shelf[message.id] = message
    most = KEPT_EPHEMERALS if message.is_ephemeral else KEPT_MESSAGES
    while len(shelf) > most:
        oldest = next((one for one in shelf.values() if one.pinned is None and one is not message), None)
        if oldest is None:
            return
        del shelf[oldest.id]
        # What it replied to may hold another in turn: a whole evening of "Roll again" would hang on the last one.
        oldest.referenced = None


def store(world: World, file: Attachment) -> None:
    """Keep a file for the CDN, and let the oldest go that are too many or too large."""
    world.attachments[file.id] = file
    total = sum(len(kept.content) for kept in world.attachments.values())
    while len(world.attachments) > KEPT_FILES or total > KEPT_FILE_BYTES:
        oldest = world.attachments.pop(next(iter(world.attachments)))
        total -= len(oldest.content)
        oldest.let_go()
