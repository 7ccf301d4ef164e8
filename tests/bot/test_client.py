"""What the bot asks of Discord and keeps in memory: as little as it can do with."""

from __future__ import annotations

import discord
import pytest

from bot.client import INTENTS, EverquillBot
from bot.metrics import Metrics
from bot.sharding.division import Division
from bot.sharding.keeper import LeaseKeeper, Tenure
from bot.sharding.starts import Pacing
from tests.bot.sharding.rows import Rows

TOTAL = 4


@pytest.fixture
def bot() -> EverquillBot:
    return EverquillBot(metrics=Metrics(), shard_count=TOTAL, pacing=Pacing())


def test_no_privileged_intent_is_asked_for() -> None:
    assert INTENTS.value == discord.Intents(guilds=True, voice_states=True).value
    assert not any((INTENTS.members, INTENTS.presences, INTENTS.message_content))


def test_only_members_in_voice_are_kept_and_no_message(bot: EverquillBot) -> None:
    state = bot._connection
    flags = state.member_cache_flags

    assert bot.intents.value == INTENTS.value
    assert (flags.voice, flags.joined) == (True, False)
    assert state._messages is None
    assert state._chunk_guilds is False
    assert bot.allowed_mentions is not None
    assert not any(bot.allowed_mentions.to_dict()["parse"])


async def test_before_shards_are_shared_there_are_none(bot: EverquillBot) -> None:
    assert bot.shard_states() == {}


@pytest.mark.parametrize("leased", [True, False])
async def test_leased_shards_are_ours_once_their_leases_are_and_listed_ones_at_once(
    bot: EverquillBot, leased: bool
) -> None:
    await bot.count_shards()
    rows, division = Rows(), Division((0, 1, 2), leased, most=2 if leased else 3)
    keeper = LeaseKeeper(rows, division, Tenure(TOTAL, "one", 20.0), metrics=Metrics().gateway, clock=lambda: rows.now)
    await keeper.beat()
    bot.share(keeper, division)
    assert bot.shard_states() == dict.fromkeys((0, 1) if leased else (0, 1, 2), False)
