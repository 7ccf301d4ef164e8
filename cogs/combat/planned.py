"""What is answered to whoever plans an encounter: measures, proposals, what is kept, and monsters that come in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import discord

from cogs.ui.combatants import fight_of
from cogs.ui.converters import cause, person, place
from cogs.ui.encounter_card import encounter_said, encounters_card, measure_card, proposal_card
from cogs.ui.encounter_places import SEEDS, edition_of, read_seed, read_wish, written_wish
from cogs.ui.forms import Field, form, form_reply
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from core.combat.planning.groups import Group, kinds
from core.combat.planning.measuring import read_party
from core.combat.planning.saved import LONGEST_NAME
from core.combat.planning.wishes import ANY, MOST_WITH, Wish, read_span
from core.combat.record.books import fight_stream
from core.errors import LimitError, RuleError
from core.ids import Cause, UserId
from core.rules.edition import Edition
from core.rules.encounters import Difficulty
from core.use_cases.bring_encounter import Arrival, BringEncounter
from core.use_cases.find_fight import FindFight
from core.use_cases.keep_encounters import KeepEncounters
from core.use_cases.plan_encounter import PlanEncounter
from core.use_cases.read_party import ReadParty
from core.use_cases.start_fight import StartFight


@dataclass(frozen=True, slots=True)
class PlanVerbs:
    """What can be done with encounters."""

    plan: PlanEncounter
    keep: KeepEncounters
    bring: BringEncounter
    party: ReadParty
    find: FindFight
    start: StartFight


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody typed of an encounter that they want; empty or None for what they did not say."""

    difficulty: Difficulty
    party: str | None
    type: str
    challenge: str
    having: str
    edition: str | None
    seed: str


class Planned:
    """The answers."""

    def __init__(self, replies: Replies, verbs: PlanVerbs, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def edition(self, interaction: discord.Interaction, said: str | None) -> Edition:
        """Whose monsters are meant: as it is said, as the fight here is fought, or those of 2024."""
        if said in set(Edition):
            return Edition(said)
        found = await fight_of(interaction, self._verbs.find)
        return found.fight.edition if found else Edition.SRD_52

    async def measured(
        self, interaction: discord.Interaction, monsters: str | None, party: str | None, edition: str | None
    ) -> Reply:
        """How hard the fight here is, or what was named."""
        plan, words = self._verbs.plan, self._replies.words(interaction, private=True)
        if monsters is None:
            found = await self._verbs.find(person(interaction), place(interaction))
            found.must_run()
            measure = plan.measure_fight(found.fight, await self._levels(interaction, party))
            return Reply(view=measure_card(measure, (), words), private=True)
        whose = await self.edition(interaction, edition)
        groups = plan.read(monsters, whose)
        measure = plan.measure(groups, await self._levels(interaction, party), whose)
        return Reply(view=measure_card(measure, kinds(groups, plan.bestiary(whose)), words), private=True)

    async def proposed(self, interaction: discord.Interaction, wished: Wished) -> Reply:
        """A proposal."""
        whose = await self.edition(interaction, wished.edition)
        kind, types = wished.type.strip().casefold(), self._verbs.plan.bestiary(whose).types
        if kind and kind not in types:
            raise RuleError("creature-type-unknown", named=kind, names=", ".join(types))
        having = self._verbs.plan.read(wished.having, whose) if wished.having else ()
        if len(having) > MOST_WITH:
            raise LimitError("too-many-groups", limit=MOST_WITH)
        wish = Wish(
            whose,
            await self._levels(interaction, wished.party),
            wished.difficulty,
            read_seed(wished.seed) if wished.seed else interaction.id % SEEDS,
            kind,
            read_span(wished.challenge) if wished.challenge else ANY,
            having,
        )
        return self._proposal(interaction, wish)

    async def another(self, interaction: discord.Interaction, of: str) -> Reply:
        """The same wish with another seed, where the last proposal was."""
        wish = self._wish(of)
        return replace(self._proposal(interaction, replace(wish, seed=(wish.seed + 1) % SEEDS)), update=True)

    async def name_asked(self, interaction: discord.Interaction, of: str) -> Reply:
        """A form that asks what a proposal is to be called."""
        words = self._replies.words(interaction, private=True)
        asked = Field("name", words("encounter-form-name"), required=True, most=LONGEST_NAME)
        return form_reply(form("encounter", of, "name", title=words("encounter-form"), fields=[asked]), words)

    async def kept(self, interaction: discord.Interaction, of: str, name: str) -> Reply:
        """A proposal that is kept."""
        wish = self._wish(of)
        return await self._keep(interaction, name, self._verbs.plan.propose(wish), edition=wish.edition)

    async def saved(self, interaction: discord.Interaction, name: str, monsters: str, edition: str | None) -> Reply:
        """What was named, kept."""
        whose = await self.edition(interaction, edition)
        return await self._keep(interaction, name, self._verbs.plan.read(monsters, whose), edition=whose)

    async def listed(self, interaction: discord.Interaction) -> Reply:
        """Everything that somebody keeps here."""
        there = await self._verbs.keep.all(UserId(interaction.user.id), place(interaction))
        return Reply(view=encounters_card(there, self._replies.words(interaction, private=True)), private=True)

    async def deleted(self, interaction: discord.Interaction, name: str) -> Reply:
        """One that is kept no longer."""
        gone = await self._verbs.keep.delete(UserId(interaction.user.id), place(interaction), name)
        words = self._replies.words(interaction, private=True)
        return Reply(text=encounter_said("encounter-deleted", gone, words), private=True)

    async def loaded(self, interaction: discord.Interaction, name: str, *, hidden: bool, grouped: bool) -> Reply:
        """One that is kept, in the fight."""
        found = await self._verbs.keep.find(UserId(interaction.user.id), place(interaction), name)
        return await self._brought(interaction, Arrival(found.groups, found.edition, hidden, grouped))

    async def added(self, interaction: discord.Interaction, of: str, *, hidden: bool) -> Reply:
        """A proposal, in the fight."""
        wish = self._wish(of)
        return await self._brought(interaction, Arrival(self._verbs.plan.propose(wish), wish.edition, hidden))

    def _wish(self, of: str) -> Wish:
        return read_wish(of, self._verbs.plan.bestiary(edition_of(of)))

    def _proposal(self, interaction: discord.Interaction, wish: Wish) -> Reply:
        plan = self._verbs.plan
        bestiary, groups = plan.bestiary(wish.edition), plan.propose(wish)
        measure = plan.measure(groups, wish.levels, wish.edition)
        of, words = written_wish(wish, bestiary), self._replies.words(interaction, private=True)
        return Reply(view=proposal_card(wish, of, measure, there=kinds(groups, bestiary), words=words), private=True)

    async def _keep(
        self, interaction: discord.Interaction, name: str, groups: tuple[Group, ...], *, edition: Edition
    ) -> Reply:
        kept = await self._verbs.keep.save(
            UserId(interaction.user.id), place(interaction), name, groups, edition=edition
        )
        words = self._replies.words(interaction, private=True)
        return Reply(text=encounter_said("encounter-saved", kept, words), private=True)

    async def _brought(self, interaction: discord.Interaction, arrival: Arrival) -> Reply:
        """Bring monsters in; where there is no fight, one begins with them.

        A fight that begins so has the interaction for its cause, and they come by a second one that follows from it:
        heard twice, each is still done once.
        """
        who, here, why = person(interaction), place(interaction), cause(interaction)
        if not await self._verbs.find.is_on(here):
            await self._verbs.start(who, here, arrival.edition, cause=why)
        found = await self._verbs.find(who, here)
        comes = Cause(f"{why}-2") if found.fight.stream == fight_stream(why) else why
        outcome = await self._verbs.bring(found, who, arrival, cause=comes)
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

    async def _levels(self, interaction: discord.Interaction, party: str | None) -> tuple[int, ...]:
        return read_party(party) if party else await self._verbs.party(place(interaction))
