"""Forms of those who lead: hit points and effects, where no data says what happens and the DM decides it.

They do what `/hp` and `/combat effect` do. Their buttons stand on the tracker, and on the card of whatever is left to
the DM, with those named already whom it concerns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from cogs.combat.health import KINDS
from cogs.combat.marks import CONDITIONS
from cogs.ui.answers import numbers_in
from cogs.ui.converters import cause, person, place
from cogs.ui.forms import Field, form, form_reply
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.views import Fill, Press
from core.combat.acts.amounts import read_amount
from core.combat.acts.marking import Mark
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.tables.names import one_line
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant


@dataclass(frozen=True, slots=True)
class DecisionVerbs:
    """What the forms need."""

    find: FindFight
    mark: MarkCombatant


class DecisionsCog(GroupPart):
    """What those who lead decide by form."""

    def __init__(self, replies: Replies, verbs: DecisionVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self.presses = (
            Press("fight", "hp", self.hit_points),
            Fill("fight", "hp", self.hit_points_filled),
            Press("fight", "effect", self.effect),
            Fill("fight", "effect", self.effect_filled),
        )

    async def hit_points(self, interaction: discord.Interaction, of: str) -> None:
        """Open the form for hit points."""
        words = self._replies.words(interaction, private=True)
        amount = Field("amount", words("form-hp-amount"), hint=words("option-hp-amount"), required=True)
        kind = Field("kind", words("form-hp-type"), hint=words("option-hp-type"))
        await self._form(interaction, of, "hp", (amount, kind))

    async def hit_points_filled(
        self, interaction: discord.Interaction, of: str, given: Mapping[str, Sequence[str]]
    ) -> None:
        """Change the hit points of those who were named."""

        async def work() -> Reply:
            found = await self._led(interaction)
            named = _given(given, "kind")
            kind = KINDS.get(named.casefold())
            if named and kind is None:
                raise RuleError("damage-type-unknown", named=named[:40], names=", ".join(KINDS))
            change = read_amount(_given(given, "amount"), kind, temporary=False)
            number = found.meant(_given(given, "who"))
            who, why = person(interaction), cause(interaction)
            outcome = await self._verbs.mark.hit_points(found, who, number, change, cause=why)
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work())

    async def effect(self, interaction: discord.Interaction, of: str) -> None:
        """Open the form for effects and conditions."""
        words = self._replies.words(interaction, private=True)
        name = Field("name", words("form-effect-name"), hint=words("option-combat-effect"), required=True, most=60)
        rounds = Field("rounds", words("form-effect-rounds"), hint=words("option-combat-rounds"), most=5)
        await self._form(interaction, of, "effect", (name, rounds))

    async def effect_filled(
        self, interaction: discord.Interaction, of: str, given: Mapping[str, Sequence[str]]
    ) -> None:
        """Let it last on whoever was named."""

        async def work() -> Reply:
            found = await self._led(interaction)
            called = one_line(_given(given, "name")) or "?"
            condition = CONDITIONS.get(called.casefold())
            rounds = _given(given, "rounds")
            lasts = int(rounds) if rounds.isdigit() and int(rounds) else None
            mark = Mark(called, (condition,) if condition else (), lasts)
            number = found.meant(_given(given, "who"))
            who, why = person(interaction), cause(interaction)
            outcome = await self._verbs.mark.mark(found, who, number, mark, cause=why)
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work())

    async def _form(self, interaction: discord.Interaction, of: str, action: str, fields: tuple[Field, ...]) -> None:
        """A form about somebody, for those who lead."""

        async def work() -> Reply:
            found = await self._led(interaction)
            words = self._replies.words(interaction, private=True)
            _, numbers = numbers_in(of)
            named = next((found.names[each] for each in numbers if each in found.names), "")
            whom = Field("who", words("form-fight-who"), named, hint=words("option-combat-who"), required=True)
            title = words("form-hp-title") if action == "hp" else words("form-effect-title")
            return form_reply(form("fight", of, action, title=title, fields=(whom, *fields)), words)

        await self._replies.answer(interaction, work(), private=True)

    async def _led(self, interaction: discord.Interaction) -> FoundFight:
        found = await self._verbs.find(person(interaction), place(interaction))
        found.must_run()
        return found

    def _told(self, interaction: discord.Interaction, found: FoundFight, outcome: Outcome) -> Reply:
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)


def _given(given: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(given.get(name, ())), "").strip()
