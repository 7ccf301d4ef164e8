"""Discord's refusals about threads, forums, webhooks and forwards.

Source: Discord developer docs, "Opcodes and Status Codes", JSON Error Codes.
"""

from __future__ import annotations

from bot.sandbox.errors import Refusal

UNKNOWN_TAG = Refusal(404, 10087, "Unknown Tag")

TOO_MANY_WEBHOOKS = Refusal(400, 30007, "Maximum number of webhooks reached (15)")
TOO_MANY_WEBHOOKS_IN_GUILD = Refusal(400, 30058, "Maximum number of webhooks per guild reached (1000)")
TOO_MANY_THREAD_MEMBERS = Refusal(400, 30033, "Maximum number of thread participants has been reached (1000)")
TOO_MANY_PINNED_THREADS = Refusal(
    400, 30047, "Maximum number of pinned threads in a forum channel has been reached (1)"
)
TOO_MANY_TAGS = Refusal(400, 30048, "Maximum number of tags in a forum channel has been reached (20)")
ALREADY_CROSSPOSTED = Refusal(400, 40033, "This message has already been crossposted")
TAG_NAMES_NOT_UNIQUE = Refusal(400, 40061, "Tag names must be unique")
NO_TAG_FOR_EVERYBODY = Refusal(400, 40066, "There are no tags available that can be set by non-moderators")
TAG_REQUIRED = Refusal(400, 40067, "A tag is required to create a forum post in this channel")
TOO_MANY_FOLLOW_UPS = Refusal(400, 40094, "This interaction has hit the maximum number of follow up messages")

# Discord's list has 160005 for it, but what it answers in practice is this (discord-api-docs issues 6884 and 7707).
THREAD_LOCKED = Refusal(403, 50083, "Thread is archived")

HAS_A_THREAD = Refusal(400, 160004, "A thread has already been created for this message")
TOO_MANY_THREADS = Refusal(400, 160006, "Maximum number of active threads reached")
FORWARD_NEEDS_HISTORY = Refusal(403, 160009, "Cannot reference a message without permission to read message history")
FORWARD_WITH_MORE = Refusal(400, 160011, "Forward messages cannot have additional content")
FORWARD_UNREAD = Refusal(403, 160014, "You cannot forward a message whose content you cannot read.")

HOOK_NEEDS_THREAD = Refusal(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
HOOK_HAS_TWO_THREADS = Refusal(
    400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id"
)
HOOK_NEEDS_FORUM = Refusal(400, 220003, "Webhooks can only create threads in forum channels")
