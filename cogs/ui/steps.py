"""How a step of a fight is answered: its card for everybody, or for those who lead where the players know nothing.

Of what somebody hidden does, the players are shown what befalls those whom they see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import discord

from cogs.ui.replies import Replies, Reply
from cogs.ui.step_card import Shown, step_card
from core.combat.record.state import Fight
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight, called
from core.combat.views.seen import after
from core.combat.views.witnessed import is_hidden, is_secret, witnessed


def step_reply(
    replies: Replies,
    interaction: discord.Interaction,
    found: FoundFight,
    outcome: Outcome,
    *,
    public_url: str,
    note: str = "",
) -> Reply:
    """The answer to a step: for everybody, unless whoever acts, or all whom it is done to, are hidden from them.

    Args:
        replies: Who answers.
        interaction: What is answered.
        found: The fight as whoever asks knows it, from before the step.
        outcome: What the step came to.
        public_url: Where rolls' pages are.
        note: What is said below it.
    """
    fight = outcome.fight
    names = {**_came(fight), **found.names}
    elsewhere = None if interaction.channel_id == fight.channel else fight.channel  # those who lead have a thread
    to_all = replies.words(interaction, private=False)
    if not is_secret(fight, outcome.step):
        shown = replace(_shown(outcome, names, for_leader=False), note=note)
        view, beside = (step_card(shown, to_all, public_url=public_url) for _ in range(2))
        return Reply(view=view, beside=beside if elsewhere else None, beside_in=elsewhere)
    seen = shown_witnessed(outcome, names)
    beside = step_card(seen, to_all, public_url=public_url) if seen else None
    words = replies.words(interaction, private=True)
    if not found.leads:  # a turn that they ended, and somebody whom they do not see is next
        return Reply(text=words("combat-went-on"), private=True, beside=beside, beside_in=elsewhere)
    shown = replace(_shown(outcome, names, for_leader=True), note=note)
    view = step_card(shown, words, public_url=public_url)
    return Reply(view=view, private=True, beside=beside, beside_in=elsewhere)


def shown_witnessed(outcome: Outcome, names: Mapping[int, str]) -> Shown | None:
    """A secret step as the players see it; None if it concerns nobody whom they see."""
    fight, step = outcome.fight, witnessed(outcome.fight, outcome.step)
    if step is None:
        return None
    health = after(outcome, for_leader=False)
    return Shown(fight.stream, fight.sequence, step, None, _visible(fight, names), health, fight, unseen=True)


def _shown(outcome: Outcome, names: Mapping[int, str], *, for_leader: bool) -> Shown:
    fight = outcome.fight
    known = names if for_leader else _visible(fight, names)
    health = after(outcome, for_leader=for_leader)
    return Shown(fight.stream, fight.sequence, outcome.step, outcome.roll, known, health, fight, for_leader=for_leader)


def _visible(fight: Fight, names: Mapping[int, str]) -> Mapping[int, str]:
    return {number: name for number, name in names.items() if not is_hidden(fight, number)}


def _came(fight: Fight) -> dict[int, str]:
    """The names of monsters, some of whom may have come just now."""
    there = (each for each in fight.present() if each.character is None)
    return {each.number: called(each, fight) for each in there}
