"""The way into Discord, and what to tell whoever runs the bot when Discord does not let it in or sends it away.

Discord says so in three voices: an HTTP status, a close code of the gateway, or silence. What waiting can mend,
discord.py waits for by itself; what comes out of it here needs a person.

Source: Discord developer docs, "Opcodes and Status Codes", Gateway Close Event Codes.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import aiohttp
import discord
from pydantic import SecretStr

from bot.errors import CannotStartError

PORTAL = "https://discord.com/developers/applications"
NO_TOKEN = (
    f"There is no Discord token. Set DISCORD_TOKEN to your bot's ({PORTAL}, your application, Bot, Reset Token), like"
    " DISCORD_TOKEN=… make run; or play without one: make play"
)
TOKEN_REFUSED = (
    f"Discord refuses the token in DISCORD_TOKEN. Make a new one at {PORTAL} (your application, Bot, Reset Token) and"
    " start with it: DISCORD_TOKEN=… make run; or play without one: make play"
)
SWITCHES = {
    "presences": "Presence Intent",
    "members": "Server Members Intent",
    "message_content": "Message Content Intent",
}
"""The privileged intents, and what their switches are called in the developer portal."""
CLOSED_FOR_GOOD = {
    4004: TOKEN_REFUSED,
    4010: "Discord does not know the shard that the bot asked for. SHARD_IDS should be below SHARD_COUNT, like"
    " SHARD_COUNT=4 SHARD_IDS=0-1; or unset both.",
    4011: "Discord asks for more shards, as the bot is in too many servers for these. Set SHARD_COUNT=0 to have as many"
    " as Discord says.",
    4012: "Discord no longer speaks the version of its API that this Everquill speaks. Update Everquill.",
    4013: "Discord does not know the intents that this Everquill asks for. Update Everquill.",
}
"""The close codes after which connecting again is no use, in words; 4014 is told by its own exception."""


async def log_in(bot: discord.Client, token: SecretStr) -> None:
    """Log the bot in.

    Raises:
        CannotStartError: Discord refuses the token, or cannot be reached.
    """
    with refusals(bot.intents):
        await bot.login(token.get_secret_value())


async def stay_connected(bot: discord.Client) -> None:
    """Keep the bot's shards connected until it is closed.

    Raises:
        CannotStartError: Discord has sent it away for good.
    """
    with refusals(bot.intents):
        await bot.connect(reconnect=True)


@contextmanager
def refusals(intents: discord.Intents) -> Generator[None]:
    """Raise what only a person can mend between the bot and Discord as `CannotStartError`."""
    try:
        yield
    except discord.LoginFailure:
        raise CannotStartError(TOKEN_REFUSED) from None
    except discord.PrivilegedIntentsRequired:
        raise CannotStartError(_switch_on(intents)) from None
    except discord.ConnectionClosed as error:
        otherwise = (
            f"Discord has closed the connection for good, with code {error.code}. Start again, or update Everquill."
        )
        raise CannotStartError(CLOSED_FOR_GOOD.get(error.code, otherwise)) from None
    except (discord.HTTPException, discord.GatewayNotFound) as error:
        raise CannotStartError(
            f"Discord does not do what the bot asks: {error}. See https://discordstatus.com, and that"
            " DISCORD_API_BASE, if it is set, leads to a Discord, like http://127.0.0.1:8099"
        ) from None
    except (aiohttp.ClientError, OSError) as error:
        raise CannotStartError(
            f"Discord cannot be reached: {str(error) or 'no answer in time'}. See that this machine reaches"
            " https://discord.com, and that DISCORD_API_BASE, if it is set, leads to a Discord that runs; or play"
            " without one: make play"
        ) from None


def _switch_on(intents: discord.Intents) -> str:
    asked = [switch for name, switch in SWITCHES.items() if getattr(intents, name)] or list(SWITCHES.values())
    return (
        f"Discord does not grant the intents that the bot asks for. Switch on {' and '.join(asked)} at {PORTAL} (your"
        " application, Bot, Privileged Gateway Intents) and start again."
    )
