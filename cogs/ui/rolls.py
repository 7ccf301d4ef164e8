"""How a roll is answered, wherever it was asked for."""

from __future__ import annotations

from typing import Final

import discord

from cogs.ui.cards import permalink, roll_card, sealed_card
from cogs.ui.markdown import cut
from cogs.ui.replies import Replies, Reply
from cogs.ui.text import Words
from core.dice.request import parse_request
from core.tables.decide import AskedRoll
from core.tables.names import MAX_LABEL
from core.tables.rolls import RollMade
from core.use_cases.read_attacks import Swing

SHOWN_TARGET: Final = 40


def swing_label(swing: Swing, target: str | None, words: Words) -> str:
    """What each roll of an attack is for, as `part_labels` tells them apart: to hit, then its damage by type."""
    whom = cut(" ".join((target or "").replace(";", ",").split()), SHOWN_TARGET)
    first = words("swing-at", name=swing.name, target=whom) if whom else words("swing", name=swing.name)
    kinds = (f" {words('spell-or')} ".join(words(f"damage-{kind}") for kind in each) for _, each in swing.damage)
    label = "; ".join([first, *(words("swing-damage", kinds=each) for each in kinds)])
    return label if len(label) <= MAX_LABEL else cut(swing.name, MAX_LABEL)


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
