"""Whose hand a request is: the bot's."""

from __future__ import annotations

from bot.sandbox.administration.hand import Hand
from bot.sandbox.rest.routing import Call
from bot.sandbox.world.guilds import Guild, Member


def hand(call: Call) -> Hand:
    """Return the bot's hand."""
    return Hand(call.realm.world, call.realm.bus, call.realm.world.bot.id, call.reason())


def member(call: Call, guild: Guild) -> Member:
    """Return the member in the path."""
    return call.realm.world.member(guild.id, call.args["user"])


def holder(call: Call) -> Hand:
    """Return the hand of whoever knows the token of a webhook."""
    return Hand(call.realm.world, call.realm.bus, "", call.reason())
