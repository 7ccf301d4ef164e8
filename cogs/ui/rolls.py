"""How a roll is answered, wherever it was asked for."""

from __future__ import annotations

import discord

from cogs.ui.cards import permalink, roll_card, sealed_card
from cogs.ui.replies import Replies, Reply
from core.use_cases.roll_dice import RollMade


def rolled_reply(replies: Replies, interaction: discord.Interaction, made: RollMade, public_url: str) -> Reply:
    """The answer to a roll: its card; for a hidden one a sealed card, and what was rolled to the roller alone.

    The sealed card comes first: what follows refers to what it follows, and nothing public may refer to a secret.
    """
    url = permalink(public_url, made.rolled.roll_id)
    card = roll_card(made, replies.words(interaction, private=made.rolled.hidden), url=url)
    if not made.rolled.hidden:
        return Reply(view=card)
    sealed = sealed_card(made, replies.words(interaction, private=False), url=url)
    return Reply(view=sealed, then=(Reply(view=card, private=True),))
