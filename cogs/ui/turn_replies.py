"""How a whole turn that was played is answered: one card of its steps, and what the players may not see left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN, permalink
from cogs.ui.replies import Replies, Reply
from cogs.ui.step_card import Shown, step_card, step_texts
from cogs.ui.steps import shown_witnessed
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight
from core.combat.views.seen import after
from core.combat.views.witnessed import is_hidden

MOST_LETTERS: Final = 3_600
MOST_LINKS: Final = 4


def turn_reply(
    replies: Replies,
    interaction: discord.Interaction,
    found: FoundFight,
    *,
    number: int,
    steps: Sequence[Outcome],
    public_url: str,
) -> Reply:
    """The answer to a turn: for everybody, unless whoever had it is hidden.

    Then what befell those whom the players see is for all, and whose turn begins.

    Args:
        replies: Who answers.
        interaction: What is answered.
        found: The fight as whoever leads knows it, from before the turn.
        number: Whose turn it was.
        steps: What was done, the end of the turn last.
        public_url: Where rolls' pages are.
    """
    private = found.fight.hides(found.fight.combatant(number))
    end = steps[-1]
    end_is_secret = is_hidden(end.fight, end.step.by)
    shown = [_shown(each, found, everything=private) for each in steps[:-1]]
    told = [*shown, _shown(end, found, everything=private)] if private == end_is_secret else shown
    words, to_all = (replies.words(interaction, private=each) for each in (private, False))
    last, channel = _shown(end, found, everything=private), end.fight.channel
    view = turn_card(told, words, last=last, public_url=public_url)
    elsewhere = None if interaction.channel_id == channel else channel
    if private:
        public = [each for step in steps[:-1] if (each := shown_witnessed(step, found.names))]
        public += [] if end_is_secret else [_shown(end, found, everything=False)]
        beside = _public_card(public, to_all, last, public_url)
        return Reply(view=view, private=True, beside=beside, beside_in=elsewhere)
    beside = turn_card(told, words, last=last, public_url=public_url) if elsewhere else None
    return Reply(view=view, beside=beside, beside_in=elsewhere)


def _public_card(steps: Sequence[Shown], words: Words, last: Shown, public_url: str) -> discord.ui.LayoutView | None:
    """What the players are shown of a hidden one's turn."""
    if not steps:
        return None
    if len(steps) == 1:
        return step_card(replace(steps[0], fight=None), words, public_url=public_url)
    return turn_card(steps, words, last=last, public_url=public_url)


def turn_card(steps: Sequence[Shown], words: Words, *, last: Shown, public_url: str) -> discord.ui.LayoutView:
    """The card of several steps, one under the other; the button takes the last one of the turn back."""
    texts: list[str] = []
    for each in steps:
        title, body = step_texts(each, words)
        text = f"### {title}\n{body}" if body else f"### {title}"
        left = MOST_LETTERS - sum(map(len, texts))
        texts.append(text if len(text) <= left else f"### {title}"[: max(left, 0)])
    return card(
        *([text for text in texts if text] or [words("auto-nothing")]),
        accent=PLAIN,
        buttons=_buttons(steps, last, words, public_url),
    )


def _buttons(steps: Sequence[Shown], last: Shown, words: Words, public_url: str) -> tuple[discord.ui.Button[Any], ...]:
    of = f"{last.stream.partition(':')[2]}-{last.sequence}"
    undo: discord.ui.Button[Any] = discord.ui.Button(
        label=words("button-undo"), style=discord.ButtonStyle.secondary, custom_id=custom_id("fight", of, "undo")
    )
    links: list[discord.ui.Button[Any]] = [
        discord.ui.Button(
            label=words("button-permalink"), style=discord.ButtonStyle.link, url=permalink(public_url, each.roll)
        )
        for each in steps
        if each.roll is not None
    ]
    return (undo, *links[:MOST_LINKS])


def _shown(outcome: Outcome, found: FoundFight, *, everything: bool) -> Shown:
    fight = outcome.fight
    seen = {number: name for number, name in found.names.items() if everything or not is_hidden(fight, number)}
    health = after(outcome, for_leader=everything)
    return Shown(fight.stream, fight.sequence, outcome.step, outcome.roll, seen, health)
