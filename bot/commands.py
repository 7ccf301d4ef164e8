"""The command tree as Discord is told of it: descriptions and choices through the catalogue, in every locale.

In the cogs a description is a key of the catalogue; here each key becomes its English text, and the other locales go
beside it. What is sent is compared by hash with what was sent last, so a restart spends no request.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.text import Catalogue
from data.postgres.synced_commands import SyncedCommands

TRANSLATED = {"description": "description_localizations"}
NAME = {"name": "name_localizations"}


def payload(tree: app_commands.CommandTree[Any], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Every global command, ready to be put to Discord."""
    return [_told(command, tree, catalogue) for command in tree.get_commands()]


def digest(tree: list[dict[str, Any]]) -> str:
    """What tells two payloads apart."""
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()


async def sync(client: discord.Client, tree: list[dict[str, Any]]) -> None:
    """Put the commands to Discord.

    Raises:
        discord.HTTPException: Discord refused them.
    """
    assert client.application_id is not None, "commands are synced after login"
    await client.http.bulk_upsert_global_commands(client.application_id, payload=tree)


def menu_key(name: str) -> str:
    """The key of a menu command's name: Discord sends the English name back, so in the tree it stands as it is.

    Example:
        >>> menu_key("Verify roll")
        'menu-verify-roll'
    """
    return f"menu-{name.lower().replace(' ', '-')}"


def _told(command: Any, tree: app_commands.CommandTree[Any], catalogue: Catalogue) -> dict[str, Any]:
    node: dict[str, Any] = command.to_dict(tree)
    if not isinstance(command, app_commands.ContextMenu):
        return _spoken(node, catalogue)
    return _translated(node | {"name": menu_key(command.name)}, NAME, catalogue)


def _spoken(node: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    node = _translated(node, TRANSLATED, catalogue)
    node["options"] = [_spoken(option, catalogue) for option in node.get("options", [])]
    if choices := node.get("choices"):
        node["choices"] = [_translated(choice, NAME, catalogue) for choice in choices]
    return node


def _translated(node: dict[str, Any], fields: dict[str, str], catalogue: Catalogue) -> dict[str, Any]:
    node = dict(node)
    for field, localizations in fields.items():
        if key := node.get(field):
            node[field] = catalogue.speak(None)(key)
            node[localizations] = {locale: catalogue.speak(locale)(key) for locale in catalogue.locales[1:]}
    return node


async def sync_if_changed(client: commands.AutoShardedBot, catalogue: Catalogue, synced: SyncedCommands) -> bool:
    """Put the commands to Discord unless they are what this application was last given.

    Returns:
        Whether they were sent.
    """
    assert client.application_id is not None, "commands are synced after login"
    wanted = payload(client.tree, catalogue)
    mark = digest(wanted)
    if await synced.digest(client.application_id) == mark:
        return False
    await sync(client, wanted)
    await synced.keep(client.application_id, mark)
    return True
