"""Ids rise, never repeat, tell their time and their shard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.snowflake import Snowflakes, minted_at, shard_of


def test_ids_rise_and_never_repeat_however_fast_they_are_minted() -> None:
    snowflakes = Snowflakes(Clock(), shards=3)
    minted = [int(snowflakes.mint()) for _ in range(20_000)]
    assert minted == sorted(set(minted))


@pytest.mark.parametrize("shards", [1, 2, 3, 16])
def test_a_guild_falls_on_the_shard_it_was_minted_for(shards: int) -> None:
    snowflakes = Snowflakes(Clock(), shards=shards)
    minted = [(shard, snowflakes.mint_for_shard(shard)) for shard in [*range(shards), *reversed(range(shards))]]
    assert [shard_of(one, shards) for _, one in minted] == [shard for shard, _ in minted]
    ids = [int(one) for _, one in minted]
    assert ids == sorted(set(ids))
    assert int(snowflakes.mint()) > ids[-1]


def test_there_is_no_shard_beyond_the_last() -> None:
    with pytest.raises(ValueError, match="no shard 2 of 2"):
        Snowflakes(Clock(), shards=2).mint_for_shard(2)


def test_an_id_tells_when_it_was_minted() -> None:
    clock = Clock()
    clock.advance(3600)
    assert abs(minted_at(Snowflakes(clock).mint()) - clock.now()) < timedelta(seconds=5)
