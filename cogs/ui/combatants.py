"""Combatants as people type them: choices while they type, and several at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import discord
from discord import app_commands

from cogs.ui.character_list import character_choices
from cogs.ui.choices import CHOICE
from cogs.ui.converters import person, place
from cogs.ui.markdown import cut
from cogs.ui.text import Words
from core.combat.views.known import FoundFight
from core.dice.advantage import Advantage
from core.errors import GameError, ProviderError
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_fight import FindFight

MOST_CHOICES: Final = 25
ADVANTAGES: Final = [
    app_commands.Choice(name="choice-advantage", value="advantage"),
    app_commands.Choice(name="choice-disadvantage", value="disadvantage"),
]


async def fight_of(interaction: discord.Interaction, find: FindFight) -> FoundFight | None:
    """The fight here, for what is offered while somebody types; None where there is none, or nobody can say."""
    try:
        return await find(person(interaction), place(interaction))
    except (GameError, ProviderError):
        return None


def combatant_choices(found: FoundFight | None, typed: str, *, own: bool = False) -> list[app_commands.Choice[str]]:
    """Those in a fight whom what was typed may mean; after a comma, one more of several.

    Args:
        found: The fight.
        typed: What was typed so far.
        own: Whether only those count whom whoever types may act for.
    """
    if found is None:
        return []
    before, comma, last = typed.rpartition(",")
    taken = f"{before}{comma} " if comma else ""
    names = [found.names[each.number] for each in found.visible() if not own or found.leads or each.number in found.own]
    return offered(names, last, before=taken)


async def characters_here(
    interaction: discord.Interaction, find: FindCharacter, typed: str, words: Words
) -> list[app_commands.Choice[str]]:
    """The characters that one may name here, for what is offered while somebody types."""
    try:
        known = await find.known(person(interaction), place(interaction))
    except (GameError, ProviderError):
        return []
    wanted = typed.strip().casefold()
    near = [entry for entry in known if wanted in f"{entry.name} {entry.title}".casefold()]
    near.sort(key=lambda entry: not entry.name.casefold().startswith(wanted))
    return character_choices(near, words, most=MOST_CHOICES, titled=False)


def offered(names: Iterable[str], typed: str, *, before: str = "") -> list[app_commands.Choice[str]]:
    """Those names that what was typed is in, those that begin with it first."""
    wanted = typed.strip().casefold()
    near = [name for name in dict.fromkeys(names) if wanted in name.casefold()]
    near.sort(key=lambda name: not name.casefold().startswith(wanted))
    texts = [f"{before}{name}".strip() for name in near[:MOST_CHOICES]]
    return [app_commands.Choice(name=cut(text, CHOICE - 1), value=text) for text in texts if len(text) <= CHOICE]


def meant(found: FoundFight, targets: str | None) -> tuple[int, ...]:
    """Whom a list of names means, as often as each is named: several rays or attacks can go at one.

    Raises:
        NotFoundError: ``combatant-not-named``.
    """
    named = [each for each in (targets or "").split(",") if each.strip()]
    return tuple(found.meant(each) for each in named)


def claimed(advantage: app_commands.Choice[str] | None) -> Advantage:
    """The advantage that was chosen."""
    return Advantage(advantage.value) if advantage else Advantage.NONE
