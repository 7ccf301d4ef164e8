"""What a roll needs from outside the game, for those who roll while they do something else: name, time and page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.ids import GuildId, RollId
from core.ports.guilds import KnownGuilds
from core.tables.house import House
from core.tables.throwing import Throw

ROLL_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Chance:
    """Names rolls.

    Attributes:
        guilds: What servers say of how long pages live.
        now: The time.
        random_bytes: For the names of rolls.
        permalink_days: How long a roll's page lives, where its server says nothing of it.
    """

    guilds: KnownGuilds
    now: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    permalink_days: int

    async def kept(self, guild: GuildId | None) -> timedelta:
        """How long a roll's page lives there. Asked before the ledger's lock, so that nobody waits for it."""
        rules = await self.guilds.rules(guild)
        return timedelta(days=rules.link_days or self.permalink_days)

    def throw(self, house: House, kept: timedelta) -> Throw:
        """What a roll needs."""
        roll_id = base64.urlsafe_b64encode(self.random_bytes(ROLL_ID_BYTES)).rstrip(b"=").decode()
        now = self.now()
        return Throw(RollId(roll_id), house, now, now + kept)
