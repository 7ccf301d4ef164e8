"""The command tree as Discord gets it: within its limits, in every locale, with no key left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot import commands
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
from cogs.ui.groups import ADMINS, GroupPart, command_group
from cogs.ui.text import LOCALES, PSEUDO, Catalogue, messages

MENUS = (discord.AppCommandType.user.value, discord.AppCommandType.message.value)
KEYS = {key for source in LOCALES.glob("en/*.ftl") for key in messages(source.read_text("utf-8"))}


def parts_of_dice() -> tuple[GroupPart, ...]:
    nothing: Any = None
    return (
        HistoryCog(nothing, nothing, nothing, now=nothing),
        StatsCog(nothing, nothing, now=nothing),
        PresetsCog(nothing, nothing, public_url=""),
        OddsCog(nothing, nothing),
        VerifyingCog(nothing, nothing, public_url="", now=nothing),
        MessagesCog(nothing, nothing, nothing, public_url=""),
        EntropyCog(nothing, nothing),
        AfterwardsCog(nothing, nothing, public_url="", now=nothing),
    )


def parts_of_character() -> tuple[GroupPart, ...]:
    nothing: Any = None
    return (
        MakingCog(nothing, nothing, public_url=""),
        SheetsCog(nothing, nothing),
        EditingCog(nothing, nothing),
        LevelsCog(nothing, nothing, public_url=""),
        VersionsCog(nothing, nothing),
        HandingCog(nothing, nothing),
        CountersCog(nothing, nothing),
        ThingsCog(nothing, nothing),
        MagicCog(nothing, nothing),
        ImportingCog(nothing, nothing),
    )


def parts_of_table() -> tuple[GroupPart, ...]:
    nothing: Any = None
    return (
        SeatsCog(nothing, nothing, nothing, public_url=""),
        LeadingCog(nothing, nothing),
        SettingsCog(nothing, nothing),
        AbsenceCog(nothing, nothing),
    )


def parts_of_combat() -> tuple[GroupPart, ...]:
    nothing: Any = None
    return (
        FightCog(nothing, nothing, public_url=""),
        TurnsCog(nothing, nothing, public_url=""),
        MarksCog(nothing, nothing, public_url=""),
        ActingCog(nothing, nothing, public_url=""),
        BehavingCog(nothing, nothing, public_url=""),
        EncountersCog(nothing, nothing, public_url=""),
    )


def parts_of_config() -> tuple[GroupPart, ...]:
    nothing: Any = None
    return (RulesCog(nothing, nothing, permalink_days=30), DoctorCog(nothing, nothing, nothing, now=nothing))


def menus_of(parts: tuple[GroupPart, ...]) -> list[app_commands.ContextMenu]:
    return [menu for part in parts for menu in part.menus]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture(scope="module")
def tree(catalogue: Catalogue) -> list[dict[str, Any]]:
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)
    nothing: Any = None
    dice = DiceCog(nothing, nothing, nothing, public_url="")
    topics = (("dice", parts_of_dice()), ("table", parts_of_table()), ("character", parts_of_character()))
    topics = (*topics, ("combat", parts_of_combat()))
    for name, parts in topics:
        tree.add_command(command_group(name, parts, description=f"command-{name}"))
        for menu in menus_of(parts):
            tree.add_command(menu)
    parts = parts_of_config()
    tree.add_command(command_group("config", parts, description="command-config", guild_only=True, shown_to=ADMINS))
    lookup = LookupCog(nothing, nothing, nothing, edition_here=nothing)
    verbs = (
        AttackingCog(nothing, nothing, public_url=""),
        CastingCog(nothing, nothing, public_url=""),
        CheckingCog(nothing, nothing, public_url=""),
        HealthCog(nothing, nothing, public_url=""),
    )
    alone = (command for cog in (dice, lookup, HelpCog(nothing), *verbs) for command in cog.get_app_commands())
    for command in alone:
        tree.add_command(command)
    return commands.payload(tree, catalogue)


def nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in tree:
        yield node
        yield from nodes(node.get("options", []))


def menus(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in tree if node.get("type") in MENUS and "description" not in node]


def names(tree: list[dict[str, Any]], before: str = "") -> set[str]:
    found: set[str] = set()
    for node in tree:
        if node.get("type") in MENUS and "description" not in node:
            continue
        below = [option for option in node.get("options", []) if option["type"] in (1, 2)]
        found |= names(below, f"{before}{node['name']} ") if below else {f"{before}{node['name']}"}
    return found


def test_the_tree_is_what_the_readme_promises(tree: list[dict[str, Any]]) -> None:
    assert names(tree) == {
        "roll", "r", "lookup", "help", "table open", "table join", "table leave", "table status", "table close",
        "table resume", "table settings", "table away",
        "table dc", "table promote", "table handoff", "table role", "table kick", "table unkick",
        "dice history", "dice export", "dice stats", "dice odds", "dice verify", "dice entropy",
        "dice reveal", "dice rule",
        "config show", "config roles", "config channels", "config links", "config doctor",
        "character import", "character export", "character portrait",
        "dice preset save", "dice preset use", "dice preset list", "dice preset delete",
        "character create", "character sheet", "character use", "character list", "character edit",
        "character levelup", "character history", "character restore", "character transfer",
        "character delegate", "character delete",
        "character counter add", "character counter set", "character counter reset", "character counter list",
        "character counter delete",
        "character item add", "character item remove", "character item give", "character item equip",
        "character item list", "character item coins",
        "character spell list", "character spell learn", "character spell prepare", "character spell forget",
        "character spell slots",
        "check", "save", "attack", "cast", "hp", "rest",
        "combat start", "combat join", "combat add", "combat lair", "combat leave", "combat next", "combat prev",
        "combat move", "combat delay", "combat effect", "combat cure", "combat note", "combat hide", "combat undo",
        "combat status", "combat end", "combat act", "combat ready",
        "combat encounter difficulty", "combat encounter build", "combat encounter save", "combat encounter load",
        "combat encounter list", "combat encounter delete", "combat suggest", "combat auto",
    }  # fmt: skip


def test_config_is_shown_in_servers_to_those_who_may_manage_them(tree: list[dict[str, Any]]) -> None:
    (config,) = (node for node in tree if node["name"] == "config")
    assert config["default_member_permissions"] == ADMINS.value == 1 << 5
    assert config["dm_permission"] is False
    assert all(node["default_member_permissions"] is None for node in tree if node["name"] != "config")


def test_the_menus_are_what_the_readme_promises(tree: list[dict[str, Any]]) -> None:
    assert [node["name"] for node in menus(tree)] == [
        "Verify roll",
        "Roll this",
        "Reveal hidden roll",
        "Kick from table",
        "View sheet",
    ]
    assert all(set(node) & {"description", "options"} == set() for node in menus(tree)), "Discord takes none there"


def test_a_menu_command_is_answered_under_the_english_name_that_discord_is_told(catalogue: Catalogue) -> None:
    for menu in (*menus_of(parts_of_dice()), *menus_of(parts_of_table()), *menus_of(parts_of_character())):
        assert catalogue.speak(None)(commands.menu_key(menu.name)) == menu.name
        assert menu.type.value in MENUS


def test_the_name_of_a_menu_command_is_told_in_every_locale(tmp_path: Path) -> None:
    for locale, name in (("en", "Verify roll"), ("de", "Wurf prüfen")):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "menus.ftl").write_text(f"menu-verify-roll = {name}\n", "utf-8")
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    tree.add_command(menus_of(parts_of_dice())[0])
    (told,) = commands.payload(tree, Catalogue(tmp_path))
    assert (told["name"], told["name_localizations"]) == ("Verify roll", {"de": "Wurf prüfen"})


def test_every_description_and_choice_is_words_and_not_a_key(tree: list[dict[str, Any]]) -> None:
    for node in nodes(tree):
        if node.get("type") in MENUS and "description" not in node:
            assert node["name"] not in KEYS
            continue
        assert node["description"] not in KEYS
        assert re.search(r"[A-Za-z]{3}", node["description"])
        assert all(choice["name"] not in KEYS for choice in node.get("choices", []))


def test_every_text_fits_in_every_language(tree: list[dict[str, Any]], catalogue: Catalogue) -> None:
    keys = [key for key in KEYS if key.startswith(("command-", "option-", "choice-", "menu-"))]
    assert keys
    for key in keys:
        most = 32 if key.startswith("menu-") else 100
        assert all(1 <= len(catalogue.speak(locale)(key)) <= most for locale in catalogue.locales)


def characters_of(node: dict[str, Any]) -> int:
    """What Discord counts of a command: names, descriptions and values, each by its longest translation."""
    told = (node.get("name", ""), node.get("description", ""), str(node.get("value", "")) if "value" in node else "")
    longest = {
        "name": max(map(len, [told[0], *node.get("name_localizations", {}).values()])),
        "description": max(map(len, [told[1], *node.get("description_localizations", {}).values()])),
    }
    below = [*node.get("options", []), *node.get("choices", [])]
    return longest["name"] + longest["description"] + len(told[2]) + sum(map(characters_of, below))


def test_no_command_is_longer_than_discord_takes(tree: list[dict[str, Any]]) -> None:
    lengths = {node["name"]: characters_of(node) for node in tree}
    assert max(lengths.values()) <= 8_000, lengths
    assert lengths["character"] > lengths["table"]


def test_what_changes_changes_the_digest(tree: list[dict[str, Any]]) -> None:
    other = [{**tree[0], "description": "something else"}, *tree[1:]]
    assert commands.digest(tree) == commands.digest([dict(node) for node in tree])
    assert commands.digest(tree) != commands.digest(other)


def test_the_pseudo_locale_is_for_tests_and_never_sent(tree: list[dict[str, Any]]) -> None:
    assert PSEUDO not in str(tree)
