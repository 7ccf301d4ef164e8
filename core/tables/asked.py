"""What somebody asked for and has not been answered yet, as far as it is needed to answer them later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import Cause, ChannelId, GuildId, UserId


@dataclass(frozen=True, slots=True)
class Asked:
    """One interaction that is being answered.

    Attributes:
        cause: Its id, which is the cause of all that it does.
        application: The application's id, with `token` what its answer can still be written with for some minutes.
        guild: None in a direct message.
        locale: The language of whoever asked.
        at: When they did.
    """

    cause: Cause
    application: int
    token: str
    guild: GuildId | None
    channel: ChannelId
    user: UserId
    locale: str
    at: datetime
