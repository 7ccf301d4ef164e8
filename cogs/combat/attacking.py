"""`/attack`: with a weapon of one's sheet, in a fight or out of one; and a monster's actions for those who lead."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.combatants import ADVANTAGES, claimed, combatant_choices, fight_of, meant, offered
from cogs.ui.converters import cause, person, place
from cogs.ui.deeds import deed_choices, deeds_of, out_of_turn, way_choices
from cogs.ui.replies import Replies, Reply
from cogs.ui.rolls import rolled_reply, swing_label
from cogs.ui.steps import step_reply
from core.combat.acts.acting import OPPORTUNITY
from core.combat.acts.aiming import Aim
from core.combat.acts.choices import said
from core.combat.views.known import FoundFight
from core.dice.advantage import Advantage
from core.dice.notation import parse
from core.errors import GameError, ProviderError
from core.tables.decide import AskedRoll
from core.use_cases.act_in_fight import ActInFight
from core.use_cases.find_fight import FindFight
from core.use_cases.read_attacks import ReadAttacks
from core.use_cases.read_deeds import ReadDeeds
from core.use_cases.roll_dice import RollDice

LONGEST = 200
ARMS = frozenset({"attack", "feature", "action", "granted"})


@dataclass(frozen=True, slots=True)
class AttackVerbs:
    """What an attack needs."""

    find: FindFight
    act: ActInFight
    deeds: ReadDeeds
    attacks: ReadAttacks
    roll: RollDice


class AttackingCog(commands.Cog):
    """`/attack`."""

    def __init__(self, replies: Replies, verbs: AttackVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def targets(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed)

    async def own(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those for whom one may act."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed, own=True)

    async def arms(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What whoever acts can attack with: weapons, actions of stat blocks, and what effects let them do."""
        found = await fight_of(interaction, self._verbs.find)
        if found is not None:
            listed = await deeds_of(interaction, found, self._verbs.deeds)
            armed = [each for each in listed if each.sort in ARMS]
            return deed_choices(armed, typed, self._replies.words(interaction, private=True))
        try:
            return offered(await self._verbs.attacks.own(person(interaction), place(interaction)), typed)
        except (GameError, ProviderError):
            return []

    async def ways(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What can be chosen of what was named before."""
        found = await fight_of(interaction, self._verbs.find)
        listed = await deeds_of(interaction, found, self._verbs.deeds) if found else []
        more = (OPPORTUNITY,) if found and out_of_turn(interaction, found) else ()
        return way_choices(listed, getattr(interaction.namespace, "with", None), typed, more=more)

    @app_commands.command(name="attack", description="command-attack")
    @app_commands.rename(with_="with", as_="as")
    @app_commands.describe(
        with_="option-attack-with",
        target="option-attack-target",
        choice="option-choice",
        advantage="option-advantage",
        bonus="option-attack-bonus",
        as_="option-as",
        overrule="option-overrule",
    )
    @app_commands.choices(advantage=ADVANTAGES)
    @app_commands.autocomplete(with_=arms, target=targets, choice=ways, as_=own)
    @app_commands.guild_only()
    async def attack(
        self,
        interaction: discord.Interaction,
        with_: app_commands.Range[str, 1, LONGEST] | None = None,
        *,
        target: app_commands.Range[str, 1, LONGEST] | None = None,
        choice: app_commands.Range[str, 1, LONGEST] | None = None,
        advantage: app_commands.Choice[str] | None = None,
        bonus: app_commands.Range[str, 1, 40] | None = None,
        as_: app_commands.Range[str, 1, LONGEST] | None = None,
        overrule: bool = False,
    ) -> None:
        async def work() -> Reply:
            extra = checked(bonus)
            if not await self._verbs.find.is_on(place(interaction)):
                return await self._outside(interaction, (with_, target), claimed(advantage), extra)
            found = await self._verbs.find(person(interaction), place(interaction))
            aim = Aim(meant(found, target), claimed(advantage), extra, said(choice), overrule=overrule)
            return await self._inside(interaction, found, (as_, with_), aim)

        await self._replies.answer(interaction, work())

    async def _inside(
        self, interaction: discord.Interaction, found: FoundFight, named: tuple[str | None, str | None], aim: Aim
    ) -> Reply:
        acting, arm = named
        number = found.actor(acting)
        outcome = await self._verbs.act.attack(
            found, person(interaction), number, name=arm, aim=aim, cause=cause(interaction)
        )
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

    async def _outside(
        self, interaction: discord.Interaction, named: tuple[str | None, str | None], advantage: Advantage, extra: str
    ) -> Reply:
        """Without a fight there is nobody to hit: the attack and its damage are rolled, and shown."""
        arm, target = named
        swing = await self._verbs.attacks.rolled(person(interaction), place(interaction), arm, extra)
        words = self._replies.words(interaction, private=False)
        notation = "; ".join([swing.to_hit, *(dice for dice, _ in swing.damage)])
        wanted = AskedRoll(parse(notation), advantage, label=swing_label(swing, target, words))
        made = await self._verbs.roll(wanted, person(interaction), place(interaction), cause=cause(interaction))
        return rolled_reply(self._replies, interaction, made, self._public_url)


def checked(bonus: str | None) -> str:
    """A bonus as it goes into a roll.

    Raises:
        NotationError: It is no dice and no number.
    """
    if not bonus:
        return ""
    parse(f"1d20{bonus if bonus[0] in '+-' else f'+{bonus}'}")
    return bonus.replace(" ", "")
