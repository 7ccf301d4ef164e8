"""Everything that can be pressed, chosen and filled in, and commands that are both slash and prefix."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.pytest_plugin.run import Run
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.results import Guild


@pytest.fixture(scope="module")
async def hall(sandbox_run: Run) -> AsyncIterator[SandboxClient]:
    """The sandbox in which the showcase stands."""
    async with (
        sandbox_run.sandbox(shards=1) as sandbox,
        SandboxClient(sandbox.page_url) as client,
        ProbeProcess(sandbox, module="tests.sandbox.probe.showcase") as bot,
    ):
        await bot.reported("ready")
        await client.until_connected(1)
        yield client


@pytest.fixture
async def guild(hall: SandboxClient, request: pytest.FixtureRequest) -> Guild:
    return await hall.make_guild(request.node.name, members=["alice", "bob"], channels=["general", "tavern"])


@pytest.fixture
def alice(hall: SandboxClient, guild: Guild) -> Person:
    return hall.user("alice", guild)


def _role(guild: Guild, name: str = "Everquill") -> str:
    return next(role["id"] for role in guild.raw["roles"] if role["name"] == name)


async def test_a_hybrid_is_used_by_slash_with_options_and_suggestions(alice: Person, guild: Guild) -> None:
    suggested = await alice.autocomplete("general", "quest", "name", name="ba")
    assert [(choice.name, choice.value) for choice in suggested] == [("The Bard", "Bard")]
    sent = await alice.slash("general", "quest", name="Bard", days=5, hero=guild.members["bob"])
    assert sent.answer.content == "bob goes on Bard for 5 days (slash)"
    assert (await alice.slash("general", "quest", name="Rogue", secret=True)).answer.ephemeral


async def test_a_hybrid_is_used_by_prefix(alice: Person) -> None:
    await alice.say("general", "!quest Bard 4")
    await alice.until(lambda message: message.content == "alice goes on Bard for 4 days (prefix)", "general")


async def test_a_hybrid_group_answers_itself_and_its_subcommands(alice: Person, guild: Guild) -> None:
    shown = await alice.completed(await alice.slash("general", "party show"))
    assert shown.answer.content == "nobody yet"
    joined = await alice.slash("general", "party join", role=_role(guild))
    assert joined.answer.content == "alice joins as Everquill"
    await alice.say("general", f"!party join <@&{_role(guild)}>")
    await alice.until(
        lambda message: message.content == "alice joins as Everquill" and message.id != joined.answer.id, "general"
    )


async def test_a_layout_shows_every_component_with_its_files(hall: SandboxClient, alice: Person) -> None:
    posted = (await alice.slash("general", "hall")).answer
    kinds = [component["type"] for component in posted.components]
    assert set(kinds) == {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17}
    portrait = next(component for component in posted.components if component["type"] == 11)
    async with hall.http.get(portrait["media"]["url"]) as response:
        assert (await response.read()).startswith(b"\x89PNG")
    assert posted.link("Link") == "https://example.com/hall"


async def test_every_button_and_select_of_a_layout_is_answered(alice: Person, guild: Guild) -> None:
    posted = (await alice.slash("general", "hall")).answer
    pressed = [(await alice.click(posted, name)).answer.content for name in ("Pull", "primary", "success")]
    assert pressed == ["pressed Pull", "pressed primary", "pressed success"]
    chosen = {
        "string": ("Rogue", "Wizard"),
        "user": (guild.members["bob"],),
        "role": (_role(guild),),
        "mentionable": (guild.members["alice"],),
        "channel": (guild.channels["tavern"],),
    }
    answers = {kind: (await alice.select(posted, kind, *values)).answer.content for kind, values in chosen.items()}
    assert answers == {
        "string": "Rogue, Wizard",
        "user": "bob",
        "role": "Everquill",
        "mentionable": "alice",
        "channel": "tavern",
    }


async def test_a_form_takes_text_choices_people_and_files(alice: Person, guild: Guild) -> None:
    posted = (await alice.slash("general", "hall")).answer
    form = await alice.click(posted, "Form")
    portrait = {"filename": "mara.txt", "content": base64.b64encode(b"a face").decode()}
    done = await alice.submit(form, text="Mara", string=["Bard"], user=[guild.members["bob"]], file=[portrait])
    assert done.answer.content == "Mara, Bard, bob, mara.txt: a face"


async def test_a_form_takes_roles_places_and_ticks(alice: Person, guild: Guild) -> None:
    done = await alice.submit(
        await alice.slash("general", "more"),
        role=[_role(guild)],
        mentionable=[guild.members["alice"]],
        channel=[guild.channels["tavern"]],
        radio="Bard",
        boxes=["Rogue", "Wizard"],
    )
    assert done.answer.content == "Everquill, alice, tavern; Bard; Rogue and Wizard"


@pytest.mark.parametrize("sworn", [True, False])
async def test_a_box_is_ticked_or_not(alice: Person, sworn: bool) -> None:
    done = await alice.submit(await alice.slash("general", "oath"), sworn=sworn)
    assert done.answer.content == f"sworn: {sworn}"
