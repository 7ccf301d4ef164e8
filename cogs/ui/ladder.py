"""The reply ladder as those who answer see it: what is asked is noted, and struck out once it is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import discord


class Ladder(Protocol):
    """Sees to it that what is asked is answered, by this process or another; `late_replies` is one."""

    async def asked(self, interaction: discord.Interaction) -> None:
        """Somebody asked; told before anything is done."""
        ...

    def answered(self, interaction: discord.Interaction) -> None:
        """They have their answer."""
        ...

    def ended(self, interaction: discord.Interaction) -> None:
        """Nothing more is done here to answer it."""
        ...

    async def tell_kept(
        self, interaction: discord.Interaction, send: Callable[[discord.ui.LayoutView], Awaitable[object]]
    ) -> None:
        """Send what they are still owed from before; raises what `send` does."""
        ...
