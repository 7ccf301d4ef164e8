"""The discipline of answering, with a real client over real sockets: slow work, refusals, bugs, and only one answer."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import EverquillBot
from bot.discord_base import point_at
from bot.metrics import Metrics
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.server import Sandbox
from bot.sharding.starts import Pacing
from cogs.ui import replies as discipline
from cogs.ui.explain import pointer
from cogs.ui.forms import Field, form, form_reply
from cogs.ui.replies import Replies, Reply
from cogs.ui.views import Fill, Press, card, custom_id
from core.errors import NotFoundError, RuleError, UnavailableError
from tests.waiting import until
from tests.words import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

SLOW_S = 0.3


class House:
    """A bot with one command a manner of answering."""

    def __init__(self, bot: EverquillBot) -> None:
        self.outcomes: list[tuple[str, str]] = []
        self.refusals: list[tuple[str, str]] = []
        self.heard: defaultdict[str, list[str]] = defaultdict(list)
        self.all_ended = asyncio.Event()
        self.kept_is_lost = False
        self.replies = bot.replies = Replies(CATALOGUE, self._ended, self._refused, self)
        for name, private in {"quick": False, "slow": False, "secret": True, "refused": False, "away": False}.items():
            bot.tree.add_command(self._command(name, private=private))
        bot.tree.add_command(self._command("refused-late", private=False))
        bot.tree.add_command(self._command("buggy", private=False))
        for name in ("form", "form-slow", "form-buggy"):
            bot.tree.add_command(self._command(name, private=True))
        bot.answer_presses(
            (
                Press("test", "slow", self.pressed),
                Press("test", "anew", self.pressed_anew),
                Press("test", "refused", self.pressed_in_vain),
                Press("test", "bug", self.pressed_badly),
                Fill("test", "named", self.filled),
                Fill("test", "bug", self.filled_badly),
            )
        )

    async def asked(self, interaction: discord.Interaction) -> None:
        self.heard[str(interaction.id)].append("asked")

    def answered(self, interaction: discord.Interaction) -> None:
        self.heard[str(interaction.id)].append("answered")

    def ended(self, interaction: discord.Interaction) -> None:
        self.heard[str(interaction.id)].append("ended")

    async def tell_kept(self, interaction: discord.Interaction, send: Any) -> None:
        if self.kept_is_lost:
            raise ConnectionResetError

    def _ended(self, command: str, outcome: str, seconds: float) -> None:
        self.outcomes.append((command, outcome))
        if len(self.outcomes) >= 2:
            self.all_ended.set()

    def _refused(self, command: str, code: str) -> None:
        self.refusals.append((command, code))

    def _command(self, name: str, *, private: bool) -> app_commands.Command[Any, ..., Any]:
        async def callback(interaction: discord.Interaction) -> None:
            await self.replies.answer(interaction, self._work(name, private=private), private=private)

        return app_commands.Command(name=name, description="x", callback=callback)

    async def _work(self, name: str, *, private: bool) -> Reply:
        if name in {"slow", "secret", "refused-late", "form-slow"}:
            await asyncio.sleep(SLOW_S)
        if name.startswith("refused"):
            raise RuleError("table-full", code="MIST-1234", seats=8)
        if name == "away":
            raise UnavailableError("database-away", retry_after_s=7)
        if name.startswith("form"):
            fields = [Field("name", "Name", "Thorn", required=True, most=9), Field("notes", "N" * 60, long=True)]
            action = "bug" if name == "form-buggy" else "named"
            return form_reply(form("test", "7", action, title="T" * 60, fields=fields), CATALOGUE.speak(None))
        if name == "buggy":
            raise ZeroDivisionError("a bug")
        buttons = (
            discord.ui.Button[Any](label="Slow", custom_id=custom_id("test", "1", "slow")),
            discord.ui.Button[Any](label="Anew", custom_id=custom_id("test", "1", "anew")),
            discord.ui.Button[Any](label="Refused", custom_id=custom_id("test", "1", "refused")),
            discord.ui.Button[Any](label="Bug", custom_id=custom_id("test", "1", "bug")),
        )
        return Reply(view=card(f"done: {name} @everyone <@1>", buttons=buttons), private=private)

    async def pressed(self, interaction: discord.Interaction, of: str) -> None:
        async def work() -> Reply:
            await asyncio.sleep(SLOW_S)
            return Reply(view=card("pressed", buttons=()), update=True)

        await self.replies.answer(interaction, work(), private=True, redraws=True)

    async def filled(self, interaction: discord.Interaction, of: str, fields: Mapping[str, list[str]]) -> None:
        async def work() -> Reply:
            return Reply(text=f"{of}: {dict(fields)}", private=True)

        await self.replies.answer(interaction, work(), private=True)

    async def filled_badly(self, interaction: discord.Interaction, of: str, fields: Mapping[str, list[str]]) -> None:
        raise KeyError(of)

    async def pressed_anew(self, interaction: discord.Interaction, of: str) -> None:
        await self.replies.answer(interaction, self._work("slow", private=False))

    async def pressed_in_vain(self, interaction: discord.Interaction, of: str) -> None:
        await self.replies.answer(interaction, self._work("refused-late", private=False))

    async def pressed_badly(self, interaction: discord.Interaction, of: str) -> None:
        raise KeyError(of)


@pytest.fixture(scope="module")
async def house() -> AsyncIterator[tuple[House, SandboxClient]]:
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY"), (discord.Asset, "BASE")):
            patch.setattr(owner, name, getattr(owner, name))  # taken back at the end, whatever `point_at` makes of it
        patch.setattr(discipline, "DEFER_AFTER_S", SLOW_S / 3)
        async with Sandbox(shards=1) as sandbox, SandboxClient(sandbox.page_url) as client:
            point_at(sandbox.base_url)
            async with EverquillBot(metrics=Metrics(), shard_count=1, pacing=Pacing()) as bot:
                made = House(bot)
                await bot.login(sandbox.token)
                await bot.tree.sync()
                running = asyncio.create_task(bot.connect())
                await client.until_connected(1)
                yield made, client
            await running
            assert sandbox.gaps == []


@pytest.fixture
async def alice(house: tuple[House, SandboxClient]) -> Person:
    _, client = house
    return client.user("alice", await client.make_guild("Replies", members=["alice", "bob"], channels=["tavern"]))


async def test_quick_work_is_the_answer_itself(alice: Person) -> None:
    done = await alice.slash("tavern", "quick")
    assert (done.state, done.answer.ephemeral) == ("answered", False)


@pytest.mark.parametrize("name", ["quick", "slow", "refused", "away"])
async def test_what_is_asked_is_noted_first_and_struck_out_last(
    alice: Person, house: tuple[House, SandboxClient], name: str
) -> None:
    done = await alice.completed(await alice.slash("tavern", name))
    heard = house[0].heard[done.interaction]
    await until(lambda: "ended" in heard, "its end")
    assert heard == ["asked", "answered", "ended"]


async def test_nobody_is_pinged(alice: Person) -> None:
    answer = (await alice.slash("tavern", "quick")).answer
    assert (answer.raw["mentions"], answer.raw["mention_everyone"]) == ([], False)


async def test_a_form_opens_and_is_read_without_what_cannot_be_seen(alice: Person) -> None:
    opened = await alice.slash("tavern", "form")
    assert opened.modal
    assert opened.modal.custom_id == "v1:test:7:named"
    answer = (await alice.submit(opened, name="Mi\u200bra", notes="one\n two  three")).answer
    assert answer.text == "7: {'name': ['Mira'], 'notes': ['one\\ntwo three']}"


async def test_a_form_that_comes_too_late_is_words(alice: Person) -> None:
    answer = (await alice.completed(await alice.slash("tavern", "form-slow"))).answer
    assert answer.ephemeral
    assert "do it again" in answer.text


async def test_a_bug_behind_a_form_has_an_incident_number(alice: Person) -> None:
    opened = await alice.slash("tavern", "form-buggy")
    answer = (await alice.completed(await alice.submit(opened, name="Mira"))).answer
    assert "incident number" in answer.text


async def test_slow_work_is_deferred_and_its_answer_takes_the_place_of_the_waiting(alice: Person) -> None:
    deferred = await alice.slash("tavern", "slow")
    assert deferred.state == "deferred"
    done = await alice.until(lambda m: "done: slow" in m.text, "tavern")
    assert done.id == deferred.answer.id


async def test_slow_private_work_stays_private(alice: Person) -> None:
    assert (await alice.slash("tavern", "secret")).state == "deferred"
    done = await alice.until(lambda m: "done: secret" in m.text, "tavern")
    assert done.ephemeral


async def test_a_refusal_is_for_the_one_who_asked(alice: Person) -> None:
    answer = (await alice.slash("tavern", "refused")).answer
    assert answer.ephemeral
    assert "All 8 seats at MIST-1234 are taken" in answer.text


async def test_a_refusal_is_counted_by_its_code(alice: Person, house: tuple[House, SandboxClient]) -> None:
    for name in ("refused", "away", "quick"):
        await alice.completed(await alice.slash("tavern", name))
    assert house[0].refusals[-2:] == [("refused", "ROOM_FULL"), ("away", "SERVER_ERROR")]


async def test_a_refusal_after_a_public_wait_is_private_and_the_waiting_goes(alice: Person) -> None:
    waiting = (await alice.slash("tavern", "refused-late")).answer
    refusal = await alice.until(lambda m: "seats" in m.text, "tavern")
    assert refusal.ephemeral
    assert waiting.id not in {m.id for m in await alice.messages("tavern")}


async def test_somebody_elses_failure_says_when_to_try_again(alice: Person) -> None:
    assert "in 7 seconds" in (await alice.slash("tavern", "away")).answer.text


async def test_a_bug_tells_an_incident_and_nothing_of_itself(alice: Person, house: tuple[House, SandboxClient]) -> None:
    answer = (await alice.slash("tavern", "buggy")).answer
    assert answer.ephemeral
    assert "incident number" in answer.text
    assert "division" not in answer.text
    assert house[0].outcomes[-1] == ("buggy", "bug")


async def test_a_slow_press_redraws_its_message(alice: Person) -> None:
    posted = (await alice.slash("tavern", "quick")).answer
    await alice.click(posted, "Slow")
    await alice.until(lambda m: m.id == posted.id and "pressed" in m.text, "tavern")


async def test_a_slow_press_that_is_answered_anew_is_waited_for_where_its_answer_will_be(alice: Person) -> None:
    """So whoever takes over from a process that died can see that it was answered."""
    posted = (await alice.slash("tavern", "quick")).answer
    waiting = await alice.click(posted, "Anew")
    assert waiting.state == "deferred"
    done = await alice.until(lambda m: "done: slow" in m.text, "tavern")
    assert done.id == waiting.answer.id != posted.id
    assert done.raw["interaction_metadata"]["id"] == waiting.interaction


async def test_a_slow_press_that_is_refused_leaves_no_waiting_behind(alice: Person) -> None:
    posted = (await alice.slash("tavern", "quick")).answer
    waiting = (await alice.click(posted, "Refused")).answer
    assert (await alice.until(lambda m: "seats" in m.text, "tavern")).ephemeral
    assert not {waiting.id} & {m.id for m in await alice.messages("tavern")}


async def test_what_else_is_owed_and_lost_makes_no_answer_unsent(
    alice: Person, house: tuple[House, SandboxClient]
) -> None:
    house[0].kept_is_lost = True
    try:
        done = await alice.completed(await alice.slash("tavern", "quick"))
        await until(lambda: "ended" in house[0].heard[done.interaction], "its end")
    finally:
        house[0].kept_is_lost = False
    assert house[0].heard[done.interaction] == ["asked", "answered", "ended"]
    assert house[0].outcomes[-1] == ("quick", "answered")


async def test_a_bug_behind_a_button_tells_an_incident_too(alice: Person) -> None:
    posted = (await alice.slash("tavern", "quick")).answer
    assert "incident number" in (await alice.click(posted, "Bug")).answer.text


async def test_an_interaction_answered_elsewhere_is_let_go(alice: Person, house: tuple[House, SandboxClient]) -> None:
    made, client = house
    made.outcomes.clear()
    made.all_ended.clear()
    await client.fault(duplicate="INTERACTION_CREATE")
    done = await alice.slash("tavern", "quick")
    await asyncio.wait_for(made.all_ended.wait(), 5)
    assert sorted(how for _, how in made.outcomes) == ["answered", "late"]
    assert made.heard[done.interaction].count("answered") == 1, "whoever came too late has answered nothing"
    assert len([m for m in await alice.messages("tavern") if "done: quick" in m.text]) == 1


def test_a_pointer_stands_under_its_column_and_cannot_break_out() -> None:
    assert pointer("4d6kk3", 4) == "```\n4d6kk3\n   ^\n```"
    long = pointer("x" * 200 + "`", 200)
    assert "```" not in long[3:-3]
    assert all(len(line) <= 61 for line in long.splitlines())


def test_an_error_without_words_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no reason"):
        NotFoundError("nonsense")
