"""How a roll is answered, wherever it was asked for."""

from __future__ import annotations

import discord

from cogs.ui.cards import permalink, roll_card, sealed_card
from cogs.ui.replies import Replies, Reply
from core.dice.request import parse_request
from core.tables.decide import AskedRoll
from core.tables.rolls import RollMade


def asked_in(line: str) -> AskedRoll:
    """What one line of text asks for: dice, and perhaps ``adv``, ``dc15`` and a label.

    Raises:
        NotationError: The line is not dice.
    """
    asked = parse_request(line)
    return AskedRoll(asked.expression, asked.advantage, asked.dc, asked.label)


def rolled_reply(replies: Replies, interaction: discord.Interaction, made: RollMade, public_url: str) -> Reply:
    """The answer to a roll: its card. A hidden one's is for the roller alone, and everybody sees a sealed card."""
    url = permalink(public_url, made.rolled.roll_id)
    if made.rolled.blind:  # whoever rolled sees what everybody sees; those who lead look for themselves
        return Reply(view=sealed_card(made, replies.words(interaction, private=False), url=url))
    if made.rolled.aside:  # those who lead get a copy, and the table a sealed card, as notices of the event
        words = replies.words(interaction, private=True)
        return Reply(view=roll_card(made, words, url=url, revealable=False), private=True)
    card = roll_card(made, replies.words(interaction, private=made.rolled.hidden), url=url)
    if not made.rolled.hidden:
        return Reply(view=card)
    if interaction.guild_id is None:  # there is nobody else
        return Reply(view=card, private=True)
    sealed = sealed_card(made, replies.words(interaction, private=False), url=url)
    return Reply(view=card, private=True, beside=sealed)
