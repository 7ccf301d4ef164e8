"""Who is in which voice channel, and how.

Source: Discord developer docs, "Voice", Voice State Object.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.clock import iso
from bot.sandbox.wire import Json


@dataclass(frozen=True, slots=True)
class VoiceState:
    """A member's place in voice.

    Attributes:
        channel_id: Where they are; None in the state that tells that they left.
        session_id: The gateway session that they are there with.
        suppress: Whether they are in the audience of a stage.
        request_to_speak: When they asked to leave the audience.
    """

    user_id: str
    channel_id: str | None
    session_id: str
    self_deaf: bool = False
    self_mute: bool = False
    self_video: bool = False
    suppress: bool = False
    request_to_speak: datetime | None = None

    def to_json(self, *, deaf: bool = False, mute: bool = False) -> Json:
        """Return Discord's voice state object; `deaf` and `mute` are what the guild imposes on the member."""
        return {
            "channel_id": self.channel_id,
            "user_id": self.user_id,
            "session_id": self.session_id,
            "deaf": deaf,
            "mute": mute,
            "self_deaf": self.self_deaf,
            "self_mute": self.self_mute,
            "self_video": self.self_video,
            "suppress": self.suppress,
            "request_to_speak_timestamp": iso(self.request_to_speak) if self.request_to_speak else None,
        }
