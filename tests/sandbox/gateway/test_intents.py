"""Intents gate events as Discord's list says."""

from __future__ import annotations

import pytest

from bot.sandbox.gateway.intents import KNOWN, Intents, asked_for


@pytest.mark.parametrize(
    ("intent", "name", "in_guild"),
    [
        (Intents.GUILDS, "GUILD_CREATE", True),
        (Intents.GUILDS, "CHANNEL_PINS_UPDATE", True),
        (Intents.DIRECT_MESSAGES, "CHANNEL_PINS_UPDATE", False),
        (Intents.GUILD_MEMBERS, "GUILD_MEMBER_ADD", True),
        (Intents.GUILD_MESSAGES, "MESSAGE_CREATE", True),
        (Intents.DIRECT_MESSAGES, "MESSAGE_CREATE", False),
        (Intents.GUILD_MESSAGE_REACTIONS, "MESSAGE_REACTION_ADD", True),
        (Intents.DIRECT_MESSAGE_REACTIONS, "MESSAGE_REACTION_ADD", False),
        (Intents.GUILD_MESSAGE_TYPING, "TYPING_START", True),
        (Intents.DIRECT_MESSAGE_TYPING, "TYPING_START", False),
        (Intents.GUILD_VOICE_STATES, "VOICE_STATE_UPDATE", True),
        (Intents.GUILD_WEBHOOKS, "WEBHOOKS_UPDATE", True),
    ],
)
def test_an_event_needs_exactly_its_intent(intent: Intents, name: str, in_guild: bool) -> None:
    assert asked_for(intent, name, in_guild=in_guild)
    assert not asked_for(KNOWN & ~intent, name, in_guild=in_guild)


def test_interactions_need_no_intent() -> None:
    assert asked_for(Intents(0), "INTERACTION_CREATE", in_guild=True)
    assert asked_for(Intents(0), "INTERACTION_CREATE", in_guild=False)


@pytest.mark.parametrize("name", ["INTERACTION", "MODAL", "COMMANDS", "NO_SUCH_EVENT"])
def test_what_discord_does_not_know_is_sent_to_nobody(name: str) -> None:
    assert not asked_for(KNOWN, name, in_guild=True)
