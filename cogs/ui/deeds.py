"""Deeds as people pick them: what somebody can do, by name and cost, while they type."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from cogs.ui.choices import CHOICE
from cogs.ui.combatants import MOST_CHOICES, offered
from cogs.ui.markdown import cut
from cogs.ui.text import Words
from core.combat.acts.castable import Castable, suggested
from core.combat.acts.choices import choices, stances
from core.combat.acts.deeds import Possible
from core.combat.views.known import FoundFight
from core.errors import GameError, ProviderError
from core.matching.names import Names
from core.rules.actions import Economy
from core.use_cases.read_deeds import ReadDeeds


async def deeds_of(interaction: discord.Interaction, found: FoundFight, deeds: ReadDeeds) -> list[Possible]:
    """What whoever is named under ``as`` can do, or whoever's turn it is; nothing where nobody can say."""
    try:
        return await deeds.of(found, found.actor(getattr(interaction.namespace, "as", None)))
    except (GameError, ProviderError):
        return []


async def spells_of(interaction: discord.Interaction, found: FoundFight, deeds: ReadDeeds) -> list[Castable]:
    """The spells of whoever is named under ``as``, or whoever's turn it is, that can be cast with an action now."""
    try:
        known = await deeds.spells(found, found.actor(getattr(interaction.namespace, "as", None)))
    except (GameError, ProviderError):
        return []
    return [each for each in known if each.can_be_cast and each.spell.economy is Economy.ACTION]


def spell_choices(listed: Sequence[Castable], typed: str) -> list[app_commands.Choice[str]]:
    """Those that may be meant by what was typed so far."""
    names = [each.spell.name for each in suggested(listed, typed, MOST_CHOICES)]
    return [app_commands.Choice(name=cut(name, CHOICE - 1), value=name[:CHOICE]) for name in names]


def deed_choices(listed: Sequence[Possible], typed: str, words: Words) -> list[app_commands.Choice[str]]:
    """Those that may be meant by what was typed so far, the likeliest first, each with its cost."""
    best = Names((each.name, each) for each in listed).best(typed, MOST_CHOICES)
    return [app_commands.Choice(name=deed_label(found.thing, words), value=found.thing.name[:CHOICE]) for found in best]


def deed_label(deed: Possible, words: Words) -> str:
    """A deed among those offered: its name, and what it costs."""
    return cut(f"{deed.name} · {words(cost_key(deed.economy.value))}", CHOICE - 1)


def cost_key(cost: str) -> str:
    """The key of a cost's words.

    Example:
        >>> cost_key("bonus action")
        'cost-bonus-action'
    """
    return f"cost-{cost.replace(' ', '-')}"


def way_choices(
    listed: Sequence[Possible], named: str | None, typed: str, *, more: Sequence[str] = ()
) -> list[app_commands.Choice[str]]:
    """What can be chosen of a deed that was named, from where, and what else can be said; after a comma, one more."""
    best = Names((each.name, each) for each in listed).best(named, 1) if named else []
    before, comma, last = typed.rpartition(",")
    trees = [found.thing.effects for found in best]
    ways = [*more, *(way for tree in trees for way in (*choices(tree), *stances(tree)))]
    return offered(ways, last, before=f"{before}, " if comma else "")


def out_of_turn(interaction: discord.Interaction, found: FoundFight) -> bool:
    """Whether whoever is named under ``as``, or the asker's own, acts while it is not their turn."""
    try:
        return found.actor(getattr(interaction.namespace, "as", None)) != found.fight.current
    except GameError:
        return False
