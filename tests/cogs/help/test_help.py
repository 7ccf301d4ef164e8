"""Help: it tells of every command there is, of nothing else, and what it says can be typed."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from cogs.ui.combatants import MOST_CHOICES, offered
from cogs.ui.help_card import FIRST, first_card, pages, topic_card, topic_named
from cogs.ui.text import PSEUDO
from core.errors import NotFoundError
from tests.bot.test_commands import parts_of_character, parts_of_combat, parts_of_dice, parts_of_table
from tests.bot.test_examples import faults
from tests.bot.test_readme import command_tree
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)


def tree() -> list[Any]:
    """The groups as the bot has them, and the commands that stand alone."""
    from cogs.ui.groups import command_group

    topics = (
        ("dice", parts_of_dice()),
        ("table", parts_of_table()),
        ("character", parts_of_character()),
        ("combat", parts_of_combat()),
    )
    alone = [command for name, command in command_tree().items() if " " not in name]
    return [*(command_group(name, parts, description=f"command-{name}") for name, parts in topics), *alone]


THERE = pages(tree())


def texts(view: discord.ui.LayoutView) -> str:
    return "\n".join(part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay))


def test_the_first_evening_has_six_commands_that_there_are_with_examples_that_can_be_typed() -> None:
    said = texts(first_card(THERE, WORDS))
    assert len(FIRST) == 6
    for name, key in FIRST.items():
        example = WORDS(key).strip("`")
        assert example.startswith(f"/{name}")
        assert faults(example) == []
        assert example in said
        assert WORDS(THERE[name].description) in said


def test_every_command_has_a_page_with_its_own_words() -> None:
    for name, command in command_tree().items():
        if name.startswith("config "):
            continue
        said = texts(topic_card(THERE[name], WORDS))
        assert f"## /{name}" in said
        assert WORDS(str(command.description)) in said
        assert all(f"`{each.display_name}`" in said for each in command.parameters)


def test_a_group_tells_of_all_that_is_below_it() -> None:
    said = texts(topic_card(THERE["combat"], WORDS))
    for name in command_tree():
        assert (f"**/{name}**" in said) == name.startswith("combat ")
    assert "**/combat encounter build**" in texts(topic_card(THERE["combat encounter"], WORDS))


@pytest.mark.parametrize("locale", [None, PSEUDO])
def test_every_page_fits(locale: str | None) -> None:
    words = CATALOGUE.speak(locale)
    for view in (first_card(THERE, words), *(topic_card(page, words) for page in THERE.values())):
        assert len(texts(view)) <= 4_000


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/combat", "combat"),
        ("Combat Start", "combat start"),
        ("charcter", "character"),
        ("enc bui", "combat encounter build"),
    ],
)
def test_a_topic_is_found_as_people_type_it(typed: str, name: str) -> None:
    assert topic_named(THERE, typed).name == name


def test_what_there_is_not_is_refused_with_what_is_near() -> None:
    for typed in ("xylophone", "/", "   "):
        with pytest.raises(NotFoundError, match="help-not-found") as refused:
            topic_named(THERE, typed)
        assert refused.value.facts["near"]


def test_menus_have_no_page() -> None:
    async def verify(interaction: discord.Interaction, message: discord.Message) -> None: ...

    menu: Any = app_commands.ContextMenu(name="Verify roll", callback=verify)
    assert pages([menu]) == {}
    assert len(offered(list(THERE), "")) == MOST_CHOICES
