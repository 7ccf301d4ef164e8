"""`/table open | join | leave | status | close`, and the buttons of the Table card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import discord
from discord import app_commands

from cogs.ui.converters import cause, guild_place, may_manage_channel, person, place, roles
from cogs.ui.fight_card import fight_over
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.rolls import rolled_reply
from cogs.ui.standing_cards import StandingCards
from cogs.ui.table_card import kept_card, opened_apart_card, status_card, table_card, thread_name
from cogs.ui.threads import thread_below
from cogs.ui.views import Press
from core.combat.views.known import FoundFight
from core.dice import notation
from core.errors import NotFoundError
from core.ids import StreamId, UserId
from core.tables.decide import AskedRoll
from core.tables.seating import JoinedAs
from core.tables.state import Mode, Table
from core.use_cases.close_table import CloseTable
from core.use_cases.end_fight import EndFight
from core.use_cases.find_fight import FindFight
from core.use_cases.find_table import Asker, FindTable
from core.use_cases.join_table import JoinTable
from core.use_cases.keep_open import KeepOpen
from core.use_cases.leave_table import LeaveTable
from core.use_cases.open_table import OpenTable
from core.use_cases.read_table import ReadTable
from core.use_cases.resume_table import ResumeTable
from core.use_cases.roll_dice import RollDice

MODES = [
    app_commands.Choice(name="choice-mode-open", value="open"),
    app_commands.Choice(name="choice-mode-dm-led", value="dm-led"),
]

KINDS = [
    app_commands.Choice(name="choice-kind-quick", value="quick"),
    app_commands.Choice(name="choice-kind-campaign", value="campaign"),
]
WHERE = [
    app_commands.Choice(name="choice-where-here", value="here"),
    app_commands.Choice(name="choice-where-thread", value="thread"),
]
JOINED_AS = [
    app_commands.Choice(name="choice-role-player", value="player"),
    app_commands.Choice(name="choice-role-spectator", value="spectator"),
]


@dataclass(frozen=True, slots=True)
class TableFights:
    """What can be done with the fight at a table that is closed."""

    find: FindFight
    end: EndFight


@dataclass(frozen=True, slots=True)
class SeatVerbs:
    """What everybody can do with tables."""

    open: OpenTable
    find: FindTable
    join: JoinTable
    leave: LeaveTable
    read: ReadTable
    close: CloseTable
    fights: TableFights
    keep: KeepOpen
    resume: ResumeTable
    roll: RollDice


class SeatsCog(GroupPart):
    """Opening and closing tables, sitting down and getting up."""

    def __init__(self, replies: Replies, verbs: SeatVerbs, cards: StandingCards, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._cards = cards
        self._public_url = public_url
        self.presses = (
            Press("table", "join", partial(self.seat_pressed, "join")),
            Press("table", "sit", self.sit_pressed),
            Press("table", "leave", partial(self.seat_pressed, "leave")),
            Press("table", "roll", self.roll_pressed),
            Press("table", "keep", self.keep_pressed),
            Press("table", "resume", self.resume_pressed),
        )

    @app_commands.command(name="open", description="command-table-open")
    @app_commands.describe(mode="option-mode", kind="option-kind", where="option-where")
    @app_commands.choices(mode=MODES, kind=KINDS, where=WHERE)
    async def open(
        self,
        interaction: discord.Interaction,
        mode: app_commands.Choice[str] | None = None,
        kind: app_commands.Choice[str] | None = None,
        where: app_commands.Choice[str] | None = None,
    ) -> None:
        chosen: Mode = "dm-led" if mode and mode.value == "dm-led" else "open"
        lasting = kind is not None and kind.value == "campaign"
        apart = where is not None and where.value == "thread"
        await self._replies.answer(interaction, self._open(interaction, chosen, lasting=lasting, apart=apart))

    async def _open(self, interaction: discord.Interaction, mode: Mode, *, lasting: bool, apart: bool) -> Reply:
        guild_place(interaction)
        who, held, why = person(interaction), roles(interaction.user), cause(interaction)
        words = self._replies.words(interaction, private=False)
        thread = thread_below(interaction, thread_name(who.name, mode, words, lasting=lasting)) if apart else None
        table = await self._verbs.open(
            who, place(interaction), mode, roles=held, lasting=lasting, thread=thread, cause=why
        )
        if apart:
            told = opened_apart_card(table, who.name, words)
            return Reply(view=told, sent=partial(self._cards.opened_apart, table.stream))
        return Reply(view=table_card(table, words), sent=partial(self._cards.first_posted, table))

    @app_commands.command(name="join", description="command-table-join")
    @app_commands.describe(code="option-code", role="option-join-as")
    @app_commands.rename(role="as")
    @app_commands.choices(role=JOINED_AS)
    async def join(
        self, interaction: discord.Interaction, code: str | None = None, role: app_commands.Choice[str] | None = None
    ) -> None:
        async def work() -> Reply:
            asker = Asker(person(interaction).user, cause(interaction))
            stream = await self._verbs.find(*guild_place(interaction), code, asker)
            watching = role is not None and role.value == "spectator"
            seat: JoinedAs = "spectator" if watching else "player"
            table = await self._verbs.join(stream, person(interaction), seat, cause=cause(interaction))
            return self._said(interaction, "table-watching-now" if watching else "table-joined", table)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="leave", description="command-table-leave")
    async def leave(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            stream = await self._verbs.find(*guild_place(interaction))
            user = person(interaction).user
            return self._left(interaction, user, await self._verbs.leave(stream, user, cause=cause(interaction)))

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="status", description="command-table-status")
    async def status(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            view = await self._verbs.read(await self._verbs.find(*guild_place(interaction)))
            user, words = person(interaction).user, self._replies.words(interaction, private=True)
            return Reply(view=status_card(view.table, user, words), private=True)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="resume", description="command-table-resume")
    async def resume(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            where, user = guild_place(interaction), person(interaction).user
            table = await self._verbs.resume.here(*where, user, cause=cause(interaction))
            return self._said(interaction, "table-resumed", table, private=False)

        await self._replies.answer(interaction, work())

    @app_commands.command(name="close", description="command-table-close")
    async def close(self, interaction: discord.Interaction) -> None:
        await self._replies.answer(interaction, self._closed(interaction))

    async def _closed(self, interaction: discord.Interaction) -> Reply:
        """The table is closed; a fight that goes on there is over with it, as `/combat end` ends it."""
        stream, who, why = await self._verbs.find(*guild_place(interaction)), person(interaction), cause(interaction)
        fight = await self._fight(interaction)
        table = await self._verbs.close(stream, who.user, moderator=may_manage_channel(interaction), cause=why)
        said = self._said(interaction, "table-closed", table, private=False)
        if fight is None:
            return said
        over = await self._verbs.fights.end(replace(fight, leads=True), who, award=True, cause=why)
        told = fight_over(over, self._replies.words(interaction, private=False), awarded=True)
        return replace(said, text=f"{said.text}\n{told}")

    async def _fight(self, interaction: discord.Interaction) -> FoundFight | None:
        """The fight here, which ends with its table; None where there is none."""
        try:
            return await self._verbs.fights.find(person(interaction), place(interaction))
        except NotFoundError:
            return None

    async def seat_pressed(self, action: Literal["join", "leave"], interaction: discord.Interaction, of: str) -> None:
        """*Join* or *Leave* on a Table card: the card itself is the answer, save to a DM who leaves."""

        async def work() -> Reply:
            who, why, stream = person(interaction), cause(interaction), StreamId(f"table:{of}")
            if action == "join":
                table = await self._verbs.join(stream, who, cause=why)
            else:
                table = await self._verbs.leave(stream, who.user, cause=why)
                if table.seat_of(who.user):
                    return self._left(interaction, who.user, table)
            own = interaction.message is not None and interaction.message.flags.ephemeral  # their `/table status`
            words = self._replies.words(interaction, private=own)
            view = status_card(table, who.user, words) if own else table_card(table, words)
            return Reply(view=view, update=True, sent=partial(self._cards.redrawn_by_press, stream))

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def sit_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*Join* where a table in a thread is told of: the card is elsewhere, and the answer is for one person."""

        async def work() -> Reply:
            table = await self._verbs.join(StreamId(f"table:{of}"), person(interaction), cause=cause(interaction))
            return self._said(interaction, "table-joined", table)

        await self._replies.answer(interaction, work(), private=True)

    async def keep_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*Keep open* under a warning: the warning is taken back."""

        async def work() -> Reply:
            who = person(interaction)
            table = await self._verbs.keep(StreamId(f"table:{of}"), who.user, cause=cause(interaction))
            view = kept_card(table, who.name, self._replies.words(interaction, private=False))
            return Reply(view=view, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def resume_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*Resume* on the card of a table that was put aside."""

        async def work() -> Reply:
            user = person(interaction).user
            table = await self._verbs.resume(StreamId(f"table:{of}"), user, cause=cause(interaction))
            return self._said(interaction, "table-resumed", table, private=False)

        await self._replies.answer(interaction, work())

    async def roll_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*Roll d20* on a Table card, for those who sit there."""

        async def work() -> Reply:
            asked = AskedRoll(notation.parse("1d20"))
            here, why, stream = place(interaction), cause(interaction), StreamId(f"table:{of}")
            made = await self._verbs.roll.at_table(
                stream, asked, person(interaction), guild=here.guild, here=here.channel, cause=why
            )
            return rolled_reply(self._replies, interaction, made, self._public_url)

        await self._replies.answer(interaction, work())

    def _left(self, interaction: discord.Interaction, user: UserId, table: Table) -> Reply:
        """That they got up, or, with their seat kept, that the table waits for its DM."""
        return self._said(interaction, "table-dm-away" if table.seat_of(user) else "table-left", table)

    def _said(self, interaction: discord.Interaction, key: str, table: Table, *, private: bool = True) -> Reply:
        words = self._replies.words(interaction, private=private)
        text = words(key, code=table.code, channel=f"<#{table.channel}>", rolls=table.rolls, seconds=table.idle.grace_s)
        return Reply(text=text, private=private)
