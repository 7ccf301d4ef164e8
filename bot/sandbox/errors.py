"""Discord's refusals: a status, a code of its own, a sentence, and for bad bodies a tree of where it went wrong.

Source: Discord developer docs, "Opcodes and Status Codes", JSON Error Codes; "API Reference", Error Messages.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.wire import Json


class ApiError(Exception):
    """A request that Discord would refuse.

    Attributes:
        status: The HTTP status.
        code: Discord's JSON error code; 0 where it sends a general one.
        message: Discord's sentence.
        errors: For 50035, the tree of faulty fields.
        facts: Further members of the body (`retry_after`, `global`).
    """

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.facts: Json = {}

    def body(self) -> Json:
        """Return the JSON that goes with the status."""
        body: Json = {"message": self.message, "code": self.code, **self.facts}
        if self.errors:
            body["errors"] = self.errors
        return body


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal that is always the same; call it for the error to raise."""

    status: int
    code: int
    message: str

    def __call__(self) -> ApiError:
        """Return the error."""
        return ApiError(self.status, self.code, self.message)


UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")

UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_INVITE = Refusal(404, 10006, "Unknown Invite")
UNKNOWN_MEMBER = Refusal(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_OVERWRITE = Refusal(404, 10009, "Unknown Overwrite")
UNKNOWN_ROLE = Refusal(404, 10011, "Unknown Role")
UNKNOWN_USER = Refusal(404, 10013, "Unknown User")
UNKNOWN_EMOJI = Refusal(400, 10014, "Unknown Emoji")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_BAN = Refusal(404, 10026, "Unknown Ban")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
UNKNOWN_COMMAND = Refusal(404, 10063, "Unknown application command")
UNKNOWN_VOICE_STATE = Refusal(404, 10065, "Unknown Voice State")
UNKNOWN_COMMAND_PERMISSIONS = Refusal(404, 10066, "Unknown application command permissions")
UNKNOWN_SCHEDULED_EVENT = Refusal(404, 10070, "Unknown Guild Scheduled Event")
UNKNOWN_TAG = Refusal(404, 10087, "Unknown Tag")

NOT_FOR_BOTS = Refusal(403, 20001, "Bots cannot use this endpoint")
NOT_YOUR_APPLICATION = Refusal(403, 20012, "You are not authorized to perform this action on this application")

TOO_MANY_PINS = Refusal(400, 30003, "Maximum number of pins reached for the channel (250)")
TOO_MANY_ROLES = Refusal(400, 30005, "Maximum number of guild roles reached (250)")
TOO_MANY_WEBHOOKS = Refusal(400, 30007, "Maximum number of webhooks reached (15)")
TOO_MANY_EMOJIS = Refusal(400, 30008, "Maximum number of emojis reached")
TOO_MANY_REACTIONS = Refusal(403, 30010, "Maximum number of reactions reached (20)")
TOO_MANY_CHANNELS = Refusal(400, 30013, "Maximum number of guild channels reached (500)")
TOO_MANY_ATTACHMENTS = Refusal(400, 30015, "Maximum number of attachments in a message reached (10)")
TOO_MANY_INVITES = Refusal(400, 30016, "Maximum number of invites reached (1000)")
TOO_MANY_COMMANDS = Refusal(400, 30032, "Maximum number of application commands reached (100).")
TOO_MANY_THREAD_MEMBERS = Refusal(400, 30033, "Maximum number of thread participants has been reached (1000)")
TOO_MANY_SCHEDULED_EVENTS = Refusal(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)")
TOO_MANY_PINNED_THREADS = Refusal(
    400, 30047, "Maximum number of pinned threads in a forum channel has been reached (1)"
)
TOO_MANY_TAGS = Refusal(400, 30048, "Maximum number of tags in a forum channel has been reached (20)")
TOO_MANY_WEBHOOKS_IN_GUILD = Refusal(400, 30058, "Maximum number of webhooks per guild reached (1000)")

TOO_LARGE = Refusal(413, 40005, "Request entity too large")
BANNED = Refusal(403, 40007, "The user is banned from this guild.")
ONE_PARENT_AT_A_TIME = Refusal(400, 40009, "Only one channel can have a parent_id modified at a time")
NOT_IN_VOICE = Refusal(400, 40032, "Target user is not connected to voice.")
ALREADY_CROSSPOSTED = Refusal(400, 40033, "This message has already been crossposted")
COMMAND_NAME_TAKEN = Refusal(400, 40041, "An application command with that name already exists")
NOT_IN_A_FORUM = Refusal(400, 40058, "Cannot send a message in a forum channel")
ALREADY_ACKNOWLEDGED = Refusal(400, 40060, "Interaction has already been acknowledged.")
TAG_NAMES_NOT_UNIQUE = Refusal(400, 40061, "Tag names must be unique")
NO_TAG_FOR_EVERYBODY = Refusal(400, 40066, "There are no tags available that can be set by non-moderators")
TAG_REQUIRED = Refusal(400, 40067, "A tag is required to create a forum post in this channel")
TOO_MANY_FOLLOW_UPS = Refusal(400, 40094, "This interaction has hit the maximum number of follow up messages")
NOT_FOUND = Refusal(404, 0, "404: Not Found")
METHOD_NOT_ALLOWED = Refusal(405, 0, "405: Method Not Allowed")
NO_USER_AGENT = Refusal(403, 40333, "internal network error")

MISSING_ACCESS = Refusal(403, 50001, "Missing Access")
NOT_IN_A_DM = Refusal(403, 50003, "Cannot execute action on a DM channel")
NOT_YOUR_MESSAGE = Refusal(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")
CANNOT_MESSAGE_USER = Refusal(403, 50007, "Cannot send messages to this user")
NOT_A_TEXT_CHANNEL = Refusal(400, 50008, "Cannot send messages in a non-text channel")
MISSING_PERMISSIONS = Refusal(403, 50013, "Missing Permissions")
BULK_DELETE_COUNT = Refusal(
    400,
    50016,
    "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete",
)
SYSTEM_MESSAGE = Refusal(403, 50021, "Cannot execute action on a system message")
WRONG_CHANNEL_TYPE = Refusal(400, 50024, "Cannot execute action on this channel type")
INVALID_WEBHOOK_TOKEN = Refusal(401, 50027, "Invalid Webhook Token")
INVALID_ROLE = Refusal(400, 50028, "Invalid Role")
TOO_OLD_TO_BULK_DELETE = Refusal(400, 50034, "You can only bulk delete messages that are under 14 days old.")
STICKERS_NOT_EDITABLE = Refusal(400, 50080, "Cannot edit stickers within a message")
INVALID_STICKER = Refusal(400, 50081, "Invalid sticker sent")
THREAD_ARCHIVED = Refusal(400, 50083, "Thread is archived")
# Discord's list has 160005 for it, but what it answers in practice is this (discord-api-docs issues 6884 and 7707).
THREAD_LOCKED = Refusal(403, 50083, "Thread is archived")
WRONG_EVENT_ENTITY = Refusal(
    400, 50091, "The entity type of the event is different from the entity you are trying to start the event for"
)
NEEDS_BOOSTS = Refusal(403, 50101, "This server needs more boosts to perform this action")
INVALID_JSON = Refusal(400, 50109, "The request body contains invalid JSON.")
VOICE_HAS_MORE = Refusal(400, 50159, "Voice messages do not support additional content.")
VOICE_LACKS_FILE = Refusal(400, 50160, "Voice messages must have a single audio attachment.")
VOICE_LACKS_METADATA = Refusal(400, 50161, "Voice messages must have supporting metadata.")
VOICE_NOT_EDITABLE = Refusal(400, 50162, "Voice messages cannot be edited.")
NO_VOICE_MESSAGES_HERE = Refusal(403, 50173, "You cannot send voice messages in this channel.")
NO_MUTUAL_GUILDS = Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds")

REPLY_NEEDS_HISTORY = Refusal(403, 160002, "You cannot reply without permission to read message history")
HAS_A_THREAD = Refusal(400, 160004, "A thread has already been created for this message")
TOO_MANY_THREADS = Refusal(400, 160006, "Maximum number of active threads reached")
FORWARD_NEEDS_HISTORY = Refusal(403, 160009, "Cannot reference a message without permission to read message history")
FORWARD_WITH_MORE = Refusal(400, 160011, "Forward messages cannot have additional content")
FORWARD_UNREAD = Refusal(403, 160014, "You cannot forward a message whose content you cannot read.")

FINISHED_EVENT = Refusal(400, 180000, "Cannot update a finished event")

HOOK_NEEDS_THREAD = Refusal(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
HOOK_HAS_TWO_THREADS = Refusal(
    400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id"
)
HOOK_NEEDS_FORUM = Refusal(400, 220003, "Webhooks can only create threads in forum channels")

FAILED_TO_BAN = Refusal(400, 500000, "Failed to ban users")

POLL_EXPIRED = Refusal(400, 520001, "Poll expired")
POLL_NOT_EDITABLE = Refusal(400, 520003, "Cannot edit a poll message")
POLL_EMOJI_UNUSABLE = Refusal(400, 520004, "Cannot use an emoji included with the poll")
NOT_A_POLL = Refusal(400, 520006, "Cannot expire a non-poll message")


def not_emulated(method: str, path: str) -> ApiError:
    """Return the answer to a route that Discord has and the sandbox lacks."""
    return ApiError(501, 0, f"501: the sandbox does not know {method} {path}")
