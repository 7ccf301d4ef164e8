"""The README names only what exists (commands, targets, metrics, pictures) and leaves nothing to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands
from discord.ext import commands as commands_of

from bot.__main__ import parser
from bot.metrics import metric_names
from cogs.characters.counters import CountersCog
from cogs.characters.editing import EditingCog
from cogs.characters.handing import HandingCog
from cogs.characters.importing import ImportingCog
from cogs.characters.levels import LevelsCog
from cogs.characters.magic import MagicCog
from cogs.characters.making import MakingCog
from cogs.characters.sheets import SheetsCog
from cogs.characters.things import ThingsCog
from cogs.characters.versions import VersionsCog
from cogs.combat.acting import ActingCog
from cogs.combat.attacking import AttackingCog
from cogs.combat.behaving import BehavingCog
from cogs.combat.casting import CastingCog
from cogs.combat.checking import CheckingCog
from cogs.combat.encounters import EncountersCog
from cogs.combat.fighting import FightCog
from cogs.combat.health import HealthCog
from cogs.combat.marks import MarksCog
from cogs.combat.turns import TurnsCog
from cogs.config.doctor import DoctorCog
from cogs.config.rules import RulesCog
from cogs.dice.afterwards import AfterwardsCog
from cogs.dice.entropy import EntropyCog
from cogs.dice.history import HistoryCog
from cogs.dice.messages import MessagesCog
from cogs.dice.odds import OddsCog
from cogs.dice.presets import PresetsCog
from cogs.dice.rolling import DiceCog
from cogs.dice.stats import StatsCog
from cogs.dice.verifying import VerifyingCog
from cogs.help.helping import HelpCog
from cogs.lookup.looking_up import LookupCog
from cogs.tables.absence import AbsenceCog
from cogs.tables.leading import LeadingCog
from cogs.tables.seats import SeatsCog
from cogs.tables.settings import SettingsCog
from cogs.ui.text import LOCALES, messages
from tests.words import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "deploy/README.md"]
PLACEHOLDER = re.compile(
    r"\b(?:todo|tbd|tbc|fixme|wip|x{2,}|lorem|ipsum|coming soon)\b|\?\?|<(?!/|!--|br\b)[a-z][a-z _-]*>", re.IGNORECASE
)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
"""Where angle brackets stand for what a person puts there."""


def command_tree() -> dict[str, app_commands.Command[Any, ..., Any]]:
    """Every command as somebody types it, and what it takes."""
    alone: dict[str, tuple[type[commands_of.Cog], ...]] = {
        "": (DiceCog, LookupCog, HelpCog, AttackingCog, CastingCog, CheckingCog, HealthCog)
    }
    groups: dict[str, tuple[type[commands_of.Cog], ...]] = {
        "dice ": (
            *(HistoryCog, StatsCog, PresetsCog, OddsCog),
            *(VerifyingCog, MessagesCog, EntropyCog, AfterwardsCog),
        ),
        "table ": (SeatsCog, LeadingCog, SettingsCog, AbsenceCog),
        "config ": (RulesCog, DoctorCog),
        "character ": (
            *(MakingCog, SheetsCog, EditingCog, LevelsCog, VersionsCog),
            *(HandingCog, CountersCog, ThingsCog, MagicCog, ImportingCog),
        ),
        "combat ": (FightCog, TurnsCog, MarksCog, ActingCog, BehavingCog, EncountersCog),
    }
    return {
        f"{above}{command.qualified_name}": command
        for above, parts in (alone | groups).items()
        for part in parts
        for top in part.__cog_app_commands__
        for command in (top.commands if isinstance(top, app_commands.Group) else [top])
        if isinstance(command, app_commands.Command)
    }


def commands() -> set[str]:
    return set(command_tree())


def menu_commands() -> set[str]:
    words = CATALOGUE.speak(None)
    keys = {key for source in LOCALES.glob("en/*.ftl") for key in messages(source.read_text("utf-8"))}
    return {words(key) for key in keys if key.startswith("menu-")}


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def test_the_table_of_commands_is_the_command_tree() -> None:
    assert set(re.findall(r"^\| `/([a-z ]+)` \|", read("README.md"), re.MULTILINE)) == commands()


def test_the_table_of_commands_has_the_menu_of_a_message() -> None:
    assert set(re.findall(r"^\| \*([A-Z][a-z ]+)\* \|", read("README.md"), re.MULTILINE)) == menu_commands()


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^|… )make ([a-z]+)", read(page), re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_python_command_that_is_named_exists(page: str) -> None:
    known = set(re.findall(r"^    ([a-z]+) ", parser().format_help(), re.MULTILINE))
    assert set(re.findall(r"python -m bot ([a-z]+)", read(page))) <= known


@pytest.mark.parametrize("page", PAGES)
def test_every_metric_that_is_named_exists(page: str) -> None:
    assert set(re.findall(r"`(everquill_[a-z_]+)`", read(page))) <= set(metric_names())


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_and_file_that_is_linked_exists(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", read(page))
    assert all((ROOT / page).parent.joinpath(link).exists() for link in links if "://" not in link)


def test_every_picture_is_small() -> None:
    assert all(path.stat().st_size < 200_000 for path in (ROOT / "deploy/screenshots").glob("*.png"))


def placeholders(text: str) -> list[str]:
    """What somebody meant to fill in later; in code, `<id>` is notation and not a gap."""
    loose = {found[0] for found in PLACEHOLDER.finditer(CODE.sub("", text))}
    return sorted(loose | {found[0] for found in PLACEHOLDER.finditer(text) if "<" not in found[0]})


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_nothing_is_left_to_be_filled_in(page: str) -> None:
    assert placeholders(read(page)) == []


@pytest.mark.parametrize(
    "text",
    [
        "TODO: say more",
        "p95 is xx ms",
        "| ratio | TBD |",
        "<figure> pages a second",
        "Lorem ipsum",
        "`XXX`",
        "about ??",
    ],
)
def test_a_placeholder_is_found(text: str) -> None:
    assert placeholders(text)


@pytest.mark.parametrize("text", ["`table:<id>`", "<!-- settings -->", "DISCORD_TOKEN=… make run", "a maximum", "why?"])
def test_notation_is_no_placeholder(text: str) -> None:
    assert placeholders(text) == []
