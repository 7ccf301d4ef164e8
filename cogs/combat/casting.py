"""`/cast`: a spell of one's own, in a fight or out of one; and a monster's for those who lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.choices import CHOICE
from cogs.ui.combatants import (
    ADVANTAGES,
    MOST_CHOICES,
    characters_here,
    claimed,
    combatant_choices,
    fight_of,
    meant,
    offered,
)
from cogs.ui.converters import cause, person, place
from cogs.ui.markdown import cut
from cogs.ui.replies import Replies, Reply
from cogs.ui.spell_card import spell_card
from cogs.ui.steps import step_reply
from cogs.ui.text import Words
from core.characters.state import Right
from core.combat.acts.aiming import Aim
from core.combat.acts.castable import AT_WILL, Castable, suggested
from core.combat.acts.choices import choices, said, stances
from core.combat.views.known import FoundFight
from core.errors import GameError, ProviderError
from core.rules.spells import HIGHEST_SLOT
from core.use_cases.act_in_fight import ActInFight, Incantation
from core.use_cases.cast_alone import CastAlone, WantedSpell
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_fight import FindFight
from core.use_cases.read_deeds import ReadDeeds

LONGEST: Final = 200
SlotLevel = app_commands.Range[int, 1, HIGHEST_SLOT]


@dataclass(frozen=True, slots=True)
class CastVerbs:
    """What casting needs."""

    find: FindFight
    act: ActInFight
    deeds: ReadDeeds
    character: FindCharacter
    alone: CastAlone


class CastingCog(commands.Cog):
    """`/cast`."""

    def __init__(self, replies: Replies, verbs: CastVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def targets(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed)

    async def own(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those for whom one may cast: in the fight, else the characters that one may name here."""
        found = await fight_of(interaction, self._verbs.find)
        if found is not None:
            return combatant_choices(found, typed, own=True)
        words = self._replies.words(interaction, private=True)
        return await characters_here(interaction, self._verbs.character, typed, words)

    async def spells(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The spells of whoever casts, with what is left for them."""
        words = self._replies.words(interaction, private=True)
        found = suggested(await self._known(interaction), typed, MOST_CHOICES)
        return [app_commands.Choice(name=_choice(each, words), value=each.spell.name[:CHOICE]) for each in found]

    async def ways(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What the spell that was named before lets one choose."""
        named = getattr(interaction.namespace, "spell", None)
        found = suggested(await self._known(interaction), named, 1) if named else []
        before, comma, last = typed.rpartition(",")
        taken = f"{before}{comma} " if comma else ""
        trees = [each.spell.effects for each in found]
        return offered((way for tree in trees for way in (*choices(tree), *stances(tree))), last, before=taken)

    async def _known(self, interaction: discord.Interaction) -> list[Castable]:
        """The spells of whoever casts; none where nobody can say."""
        named = getattr(interaction.namespace, "as", None)
        try:
            found = await fight_of(interaction, self._verbs.find)
            if found is not None:
                return await self._verbs.deeds.spells(found, found.actor(named))
            own = await self._verbs.character(person(interaction), place(interaction), named, right=Right.PLAY)
            return await self._verbs.alone.spells(own.character.stream)
        except (GameError, ProviderError):
            return []

    @app_commands.command(name="cast", description="command-cast")
    @app_commands.rename(as_="as")
    @app_commands.describe(
        spell="option-cast-spell",
        target="option-cast-target",
        slot="option-cast-slot",
        choice="option-choice",
        advantage="option-advantage",
        ritual="option-cast-ritual",
        as_="option-as",
        overrule="option-overrule",
    )
    @app_commands.choices(advantage=ADVANTAGES)
    @app_commands.autocomplete(spell=spells, target=targets, choice=ways, as_=own)
    async def cast(
        self,
        interaction: discord.Interaction,
        spell: app_commands.Range[str, 1, CHOICE],
        *,
        target: app_commands.Range[str, 1, LONGEST] | None = None,
        slot: SlotLevel | None = None,
        choice: app_commands.Range[str, 1, LONGEST] | None = None,
        advantage: app_commands.Choice[str] | None = None,
        ritual: bool = False,
        as_: app_commands.Range[str, 1, LONGEST] | None = None,
        overrule: bool = False,
    ) -> None:
        async def work() -> Reply:
            if not await self._verbs.find.is_on(place(interaction)):
                alone = WantedSpell(spell, slot, ritual, claimed(advantage))
                return await self._outside(interaction, alone, as_, target)
            found = await self._verbs.find(person(interaction), place(interaction))
            aim = Aim(meant(found, target), claimed(advantage), "", said(choice), overrule=overrule)
            return await self._inside(interaction, found, found.actor(as_), (Incantation(spell, slot, ritual), aim))

        await self._replies.answer(interaction, work())

    async def _inside(
        self, interaction: discord.Interaction, found: FoundFight, number: int, what: tuple[Incantation, Aim]
    ) -> Reply:
        wanted, aim = what
        who, why = person(interaction), cause(interaction)
        outcome = await self._verbs.act.cast(found, who, number, wanted=wanted, aim=aim, cause=why)
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

    @cast.autocomplete("slot")
    async def levels(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[int]]:
        """The slots that are left for the spell that was named before."""
        named = getattr(interaction.namespace, "spell", None)
        words = self._replies.words(interaction, private=True)
        found = suggested(await self._known(interaction), named, 1) if named else []
        left = [slot for each in found for slot in each.slots if str(typed or "") in str(slot[0])]
        return [
            app_commands.Choice(name=words("spell-slot-left", level=level, left=count), value=level)
            for level, count in left
        ]

    async def _outside(
        self, interaction: discord.Interaction, wanted: WantedSpell, named: str | None, targets: str | None
    ) -> Reply:
        """Without a fight there is nobody to hit: the slot is spent, and what the spell rolls is shown."""
        who, here = person(interaction), place(interaction)
        found = await self._verbs.character(who, here, named, right=Right.PLAY)
        stream = found.character.stream
        done = await self._verbs.alone(stream, found.hand, wanted, here, cause=cause(interaction))
        words = self._replies.words(interaction, private=False)
        return Reply(view=spell_card(stream, done, targets, words, public_url=self._public_url))


def _choice(castable: Castable, words: Words) -> str:
    """A spell among those offered: its level, and what is left for it."""
    spell = castable.spell
    level = words("spell-cantrip") if not spell.level else words("spell-level", level=spell.level)
    if not castable.ready:
        left = words("spell-unready")
    elif castable.left == AT_WILL:
        left = ""
    else:
        left = (
            words("spell-left", left=castable.left)
            if not castable.slots
            else words("spell-slots-left", left=castable.left, level=spell.level)
        )
    return cut(" · ".join(part for part in (spell.name, level, left) if part), CHOICE - 1)
