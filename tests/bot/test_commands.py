"""The command tree as Discord gets it: within its limits, in every locale, with no key left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
import pytest
from discord import app_commands

from bot import commands
from cogs.dice.entropy import EntropyCog
from cogs.dice.group import dice_group
from cogs.dice.history import HistoryCog
from cogs.dice.odds import OddsCog
from cogs.dice.presets import PresetsCog
from cogs.dice.rolling import DiceCog
from cogs.dice.stats import StatsCog
from cogs.tables import TablesCog
from cogs.ui.text import LOCALES, PSEUDO, Catalogue, messages

KEYS = {key for source in LOCALES.glob("en/*.ftl") for key in messages(source.read_text("utf-8"))}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture(scope="module")
def tree(catalogue: Catalogue) -> list[dict[str, Any]]:
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)
    nothing: Any = None
    dice = DiceCog(nothing, nothing, nothing, public_url="")
    tables = TablesCog(nothing, nothing, nothing, public_url="")
    group = dice_group(
        (
            HistoryCog(nothing, nothing, nothing, now=nothing),
            StatsCog(nothing, nothing, now=nothing),
            PresetsCog(nothing, nothing, public_url=""),
            OddsCog(nothing, nothing),
            EntropyCog(nothing, nothing),
        )
    )
    for command in (*dice.get_app_commands(), tables.app_command, group):
        assert command is not None
        tree.add_command(command)
    return commands.payload(tree, catalogue)


def nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in tree:
        yield node
        yield from nodes(node.get("options", []))


def names(tree: list[dict[str, Any]], before: str = "") -> set[str]:
    found: set[str] = set()
    for node in tree:
        below = [option for option in node.get("options", []) if option["type"] in (1, 2)]
        found |= names(below, f"{before}{node['name']} ") if below else {f"{before}{node['name']}"}
    return found


def test_the_tree_is_what_the_readme_promises(tree: list[dict[str, Any]]) -> None:
    assert names(tree) == {
        "roll", "r", "table open", "table join", "table leave", "table status", "table close",
        "dice history", "dice export", "dice stats", "dice odds", "dice entropy",
        "dice preset save", "dice preset use", "dice preset list", "dice preset delete",
    }  # fmt: skip


def test_every_description_and_choice_is_words_and_not_a_key(tree: list[dict[str, Any]]) -> None:
    for node in nodes(tree):
        assert node["description"] not in KEYS
        assert re.search(r"[A-Za-z]{3}", node["description"])
        assert all(choice["name"] not in KEYS for choice in node.get("choices", []))


def test_every_text_fits_in_every_language(tree: list[dict[str, Any]], catalogue: Catalogue) -> None:
    keys = [key for key in KEYS if key.startswith(("command-", "option-", "choice-"))]
    assert keys
    assert all(1 <= len(catalogue.speak(locale)(key)) <= 100 for key in keys for locale in catalogue.locales)


def test_what_changes_changes_the_digest(tree: list[dict[str, Any]]) -> None:
    other = [{**tree[0], "description": "something else"}, *tree[1:]]
    assert commands.digest(tree) == commands.digest([dict(node) for node in tree])
    assert commands.digest(tree) != commands.digest(other)


def test_the_pseudo_locale_is_for_tests_and_never_sent(tree: list[dict[str, Any]]) -> None:
    assert PSEUDO not in str(tree)
