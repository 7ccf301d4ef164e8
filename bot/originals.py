"""The first answers to interactions, through the webhook that each interaction's token opens.

Source: Discord developer docs, "Get Original Interaction Response", "Edit Original Interaction Response".
"""

from __future__ import annotations

from typing import Any

import discord

from cogs.ui.late_replies import Original
from core.tables.asked import Asked

ORIGINAL: Any = "@original"
"""Discord takes the word for the id."""


class WebhookOriginals:
    """The first answers to interactions, whichever process gave them.

    Args:
        client: Whose connection is used.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def look(self, asked: Asked, /) -> Original:
        """What Discord shows; `discord.HTTPException` if there is nothing."""
        message = await self._answers(asked).fetch_message(ORIGINAL)
        of = message.interaction_metadata
        own = of is not None and str(of.id) == asked.cause
        return Original(own=own, thinking=message.flags.loading, private=message.flags.ephemeral)

    async def write(self, asked: Asked, view: discord.ui.LayoutView, /) -> None:
        """Write a card over it."""
        await self._answers(asked).edit_message(ORIGINAL, view=view)

    def _answers(self, asked: Asked) -> discord.Webhook:
        return discord.Webhook.partial(asked.application, asked.token, client=self._client)
