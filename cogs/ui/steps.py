"""How a step of a fight is answered: its card for everybody, or for those who lead where the players know nothing."""

from __future__ import annotations

import discord

from cogs.ui.replies import Replies, Reply
from cogs.ui.step_card import Shown, step_card
from core.combat.record.events import Stepped
from core.combat.record.state import Fight, Side
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight, called
from core.combat.views.seen import after


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
    fight, step = outcome.fight, outcome.step
    secret = _is_secret(fight, step)
    if secret and not found.leads:  # a turn that they ended, and somebody whom they do not see is next
        return Reply(text=replies.words(interaction, private=True)("combat-went-on"), private=True)
    private = secret
    names = {**_came(fight), **found.names}
    seen = {number: name for number, name in names.items() if private or not _is_hidden(fight, number)}
    health = after(outcome, for_leader=private)
    shown = Shown(fight.stream, fight.sequence, step, outcome.roll, seen, health, fight, for_leader=private, note=note)
    words = replies.words(interaction, private=private)
    if private or interaction.channel_id == fight.channel:
        return Reply(view=step_card(shown, words, public_url=public_url), private=private)
    view, beside = (step_card(shown, words, public_url=public_url) for _ in range(2))
    return Reply(view=view, beside=beside, beside_in=fight.channel)  # those who lead act from a thread of theirs


def _is_secret(fight: Fight, step: Stepped) -> bool:
    if step.by is not None:
        waits = step.step == "readied" and fight.combatants[step.by].side is not Side.PARTY
        return waits or _is_hidden(fight, step.by)
    return bool(step.targets) and all(_is_hidden(fight, each) for each in step.targets)


def _is_hidden(fight: Fight, number: int) -> bool:
    combatant = fight.combatants.get(number)
    return combatant is None or fight.hides(combatant)


def _came(fight: Fight) -> dict[int, str]:
    """The names of monsters, some of whom may have come just now."""
    there = (each for each in fight.present() if each.character is None)
    return {each.number: called(each, fight) for each in there}
