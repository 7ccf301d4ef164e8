"""`/combat suggest | auto`: what a monster would do, and its whole turn, for those who lead."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from cogs.ui.combatants import fight_of, offered
from cogs.ui.converters import cause, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.suggestion_card import PROFILES, read_place, suggestion_card
from cogs.ui.turn_replies import turn_reply
from cogs.ui.views import Press
from core.combat.acts.marking import Standing
from core.combat.behaviour.profiles import Profile
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.use_cases.behave import Behave
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant

CHOICES = [app_commands.Choice(name=key, value=profile.value) for profile, key in PROFILES.items()]
LONGEST = 100


@dataclass(frozen=True, slots=True)
class BehaviourVerbs:
    """What letting a monster behave needs."""

    find: FindFight
    behave: Behave
    mark: MarkCombatant


class BehavingCog(GroupPart):
    """Suggestions, and turns that play themselves."""

    def __init__(self, replies: Replies, verbs: BehaviourVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self.presses = (Press("suggestion", "do", self.do_pressed),)

    async def in_fight(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Monsters in the fight, for those who lead."""
        found = await fight_of(interaction, self._verbs.find)
        if found is None or not found.leads:
            return []
        return offered([found.names[each.number] for each in found.visible() if each.character is None], typed)

    @app_commands.command(name="suggest", description="command-combat-suggest")
    @app_commands.rename(as_="as")
    @app_commands.describe(as_="option-combat-as", profile="option-combat-profile", keep="option-combat-keep")
    @app_commands.choices(profile=CHOICES)
    @app_commands.autocomplete(as_=in_fight)
    async def suggest(
        self,
        interaction: discord.Interaction,
        as_: app_commands.Range[str, 1, LONGEST] | None = None,
        profile: app_commands.Choice[str] | None = None,
        *,
        keep: bool = False,
    ) -> None:
        async def work() -> Reply:
            who, here, behave = person(interaction), place(interaction), self._verbs.behave
            found = await self._verbs.find(who, here)
            number = _meant(found, as_)
            behaviour = await behave.suggest(found, number, Profile(profile.value) if profile else None)
            if keep and not behaviour.kept:
                standing = Standing(profile=behaviour.profile.value)
                await self._verbs.mark.stand(found, who, number, standing, cause=cause(interaction))
                found = await self._verbs.find(who, here)
                behaviour = await behave.suggest(found, number)
            words = self._replies.words(interaction, private=True)
            return Reply(view=suggestion_card(behaviour, found.names, words), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def do_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Do one of the suggestions, as long as nothing has happened since."""

        async def work() -> Reply:
            who, meant = person(interaction), read_place(of)
            found = await self._verbs.find(who, place(interaction))
            found.must_run()
            if found.fight.stream != meant.stream:
                raise RuleError("suggestion-outdated")
            outcome = await self._verbs.behave.do(found, who, meant.picked, cause=cause(interaction))
            return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="auto", description="command-combat-auto")
    @app_commands.rename(as_="as")
    @app_commands.describe(as_="option-combat-as", profile="option-combat-profile")
    @app_commands.choices(profile=CHOICES)
    @app_commands.autocomplete(as_=in_fight)
    async def auto(
        self,
        interaction: discord.Interaction,
        as_: app_commands.Range[str, 1, LONGEST] | None = None,
        profile: app_commands.Choice[str] | None = None,
    ) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            number, said = _meant(found, as_), Profile(profile.value) if profile else None
            steps = await self._verbs.behave.turn(found, who, number, said, cause=cause(interaction))
            url = self._public_url
            return turn_reply(self._replies, interaction, found, number=number, steps=steps, public_url=url)

        await self._replies.answer(interaction, work())


def _meant(found: FoundFight, named: str | None) -> int:
    """Who is meant: whom somebody names, else whoever's turn it is.

    Raises:
        NotAllowedError: ``not-yours-to-run``.
        NotFoundError: ``combatant-not-named``.
        RuleError: ``fight-not-begun``.
    """
    found.must_run()
    if named:
        return found.meant(named)
    if found.fight.current is None:
        raise RuleError("fight-not-begun")
    return found.fight.current
