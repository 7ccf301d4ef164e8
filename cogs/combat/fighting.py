"""`/combat start | join | add | lair | leave | end | status | undo`: who is in the fight, and whether there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import discord
from discord import app_commands

from cogs.ui.cards import PLAIN
from cogs.ui.combatants import combatant_choices, fight_of, offered
from cogs.ui.converters import cause, person, place
from cogs.ui.fight_card import begun_note, fight_card, fight_over
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.undone_card import has_secret, undone_card
from cogs.ui.views import Press, card
from core.combat.acts.entering import MOST_AT_ONCE, Entrance
from core.combat.record.steps import MOST_UNDONE, Outcome
from core.combat.situation.creatures import Coming
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.rules.edition import Edition
from core.use_cases.end_fight import EndFight
from core.use_cases.enter_fight import EnterFight, Monsters
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_fight import FindFight
from core.use_cases.read_fight import ReadFight
from core.use_cases.start_fight import StartFight
from core.use_cases.undo_steps import UndoSteps

EDITIONS = [
    app_commands.Choice(name="choice-edition-52", value=Edition.SRD_52.value),
    app_commands.Choice(name="choice-edition-51", value=Edition.SRD_51.value),
]
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class FightVerbs:
    """What can be done with a fight as a whole.

    Attributes:
        monsters: The names of all monsters of a book.
    """

    start: StartFight
    find: FindFight
    enter: EnterFight
    end: EndFight
    undo: UndoSteps
    read: ReadFight
    character: FindCharacter
    monsters: Callable[[Edition], list[str]]


class FightCog(GroupPart):
    """Beginning, entering, leaving and ending a fight."""

    def __init__(self, replies: Replies, verbs: FightVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self.presses = (Press("fight", "undo", self.undo_pressed), Press("fight", "status", self.status_pressed))

    async def in_fight(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight."""
        return combatant_choices(await fight_of(interaction, self._verbs.find), typed)

    async def book(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Monsters of the fight's book."""
        found = await fight_of(interaction, self._verbs.find)
        return offered(self._verbs.monsters(found.fight.edition), typed) if found and found.leads else []

    @app_commands.command(name="start", description="command-combat-start")
    @app_commands.describe(edition="option-combat-edition", everybody="option-combat-everybody")
    @app_commands.choices(edition=EDITIONS)
    async def start(
        self,
        interaction: discord.Interaction,
        edition: app_commands.Choice[str] | None = None,
        *,
        everybody: bool = True,
    ) -> None:
        async def work() -> Reply:
            who, here = person(interaction), place(interaction)
            rules = Edition(edition.value) if edition else None
            begun = await self._verbs.start(who, here, rules, everybody=everybody, cause=cause(interaction))
            said = begun_note(begun, self._replies.words(interaction, private=False))
            return self._told(interaction, await self._verbs.find(who, here), begun.outcome, note=said)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="join", description="command-combat-join")
    @app_commands.describe(
        character="option-combat-character", initiative="option-combat-initiative", surprised="option-combat-surprised"
    )
    async def join(
        self,
        interaction: discord.Interaction,
        *,
        character: str | None = None,
        initiative: app_commands.Range[int, -10, 50] | None = None,
        surprised: bool = False,
    ) -> None:
        async def work() -> Reply:
            who, here = person(interaction), place(interaction)
            meant = await self._verbs.character(who, here, character)
            found = await self._verbs.find(who, here)
            entrance = Entrance(initiative, surprised)
            stream = meant.character.stream
            outcome = await self._verbs.enter.join(found, who, stream, entrance, cause=cause(interaction))
            return self._told(interaction, await self._verbs.find(who, here), outcome)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="add", description="command-combat-add")
    @app_commands.describe(
        monster="option-combat-monster",
        count="option-combat-count",
        name="option-combat-name",
        hidden="option-combat-hidden",
        group="option-combat-group",
        rolled="option-combat-rolled",
        surprised="option-combat-surprised",
    )
    @app_commands.autocomplete(monster=book)
    async def add(
        self,
        interaction: discord.Interaction,
        monster: str,
        *,
        count: app_commands.Range[int, 1, MOST_AT_ONCE] = 1,
        name: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
        hidden: bool = False,
        group: bool = True,
        rolled: bool = False,
        surprised: bool = False,
    ) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            shared = f"{cause(interaction)}" if group and count > 1 else ""
            coming = Coming(hidden=hidden, group=shared, name=name or "", surprised=surprised)
            monsters = Monsters(monster, count, coming, rolled)
            outcome = await self._verbs.enter.add(found, who, monsters, cause=cause(interaction))
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work(), private=hidden)

    @app_commands.command(name="lair", description="command-combat-lair")
    @app_commands.describe(who="option-combat-who")
    @app_commands.autocomplete(who=in_fight)
    async def lair(self, interaction: discord.Interaction, who: str) -> None:
        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            owner = found.meant(who)
            outcome = await self._verbs.enter.add_lair(found, asker, owner, cause=cause(interaction))
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="leave", description="command-combat-leave")
    @app_commands.describe(who="option-combat-who")
    @app_commands.autocomplete(who=in_fight)
    async def leave(self, interaction: discord.Interaction, who: str | None = None) -> None:
        async def work() -> Reply:
            asker = person(interaction)
            found = await self._verbs.find(asker, place(interaction))
            number = found.meant(who) if who else found.actor(None)
            outcome = await self._verbs.enter.leave(found, asker, number, cause=cause(interaction))
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="undo", description="command-combat-undo")
    @app_commands.describe(steps="option-combat-steps")
    async def undo(self, interaction: discord.Interaction, steps: app_commands.Range[int, 1, MOST_UNDONE] = 1) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            return await self._undone(interaction, found, steps)

        await self._replies.answer(interaction, work())

    async def undo_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Take a step back that is still the last one."""

        async def work() -> Reply:
            found = await self._verbs.find(person(interaction), place(interaction))
            found.must_run()
            stream, _, sequence = of.partition("-")  # the tracker's own has no step: it takes the last one back
            last = not sequence or found.fight.sequence == int(sequence)
            if found.fight.stream != f"fight:{stream}" or not last:
                raise RuleError("undo-later-first", place="")
            return await self._undone(interaction, found, 1)

        await self._replies.answer(interaction, work())

    async def _undone(self, interaction: discord.Interaction, found: FoundFight, steps: int) -> Reply:
        back = await self._verbs.undo(found, person(interaction), steps, cause=cause(interaction))
        to_all = undone_card(back, found, self._replies.words(interaction, private=False), for_leader=False)
        if to_all is not None and not has_secret(back, found):
            return Reply(view=to_all)
        words = self._replies.words(interaction, private=True)
        return Reply(view=undone_card(back, found, words, for_leader=True), private=True, beside=to_all)

    @app_commands.command(name="status", description="command-combat-status")
    async def status(self, interaction: discord.Interaction) -> None:
        await self._status(interaction)

    async def status_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """The fight of the tracker, for whoever pressed."""
        await self._status(interaction)

    async def _status(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            found = await self._verbs.find(person(interaction), place(interaction))
            view = await self._verbs.read(found.fight.stream)
            words = self._replies.words(interaction, private=True)
            return Reply(view=fight_card(view, words, for_leader=found.leads), private=True)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="end", description="command-combat-end")
    @app_commands.describe(award="option-combat-award")
    async def end(self, interaction: discord.Interaction, *, award: bool = True) -> None:
        async def work() -> Reply:
            who = person(interaction)
            found = await self._verbs.find(who, place(interaction))
            over = await self._verbs.end(found, who, award=award, cause=cause(interaction))
            words = self._replies.words(interaction, private=False)
            return Reply(view=card(fight_over(over, words, awarded=award), accent=PLAIN, buttons=()))

        await self._replies.answer(interaction, work())

    def _told(self, interaction: discord.Interaction, found: FoundFight, outcome: Outcome, note: str = "") -> Reply:
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url, note=note)
