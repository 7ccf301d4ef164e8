"""Shards are divided so that every one is somebody's, and what cannot be divided is told in a sentence."""

from __future__ import annotations

import pytest

from bot.errors import CannotStartError
from bot.sharding.division import LEASED, Division, ShardIds, divide


def shares(total: int, per_process: int, processes: int) -> list[tuple[int, ...]]:
    """What each of so many processes gets by its number."""
    return [divide(None, per_process, i, hostname="host", total=total).shards for i in range(processes)]


def test_one_process_holds_all() -> None:
    assert divide(None, 0, None, hostname="host", total=3) == Division((0, 1, 2), leased=False, most=3)


def test_what_is_listed_is_held() -> None:
    assert divide((0, 2), 0, None, hostname="host-7", total=4) == Division((0, 2), leased=False, most=2)


@pytest.mark.parametrize(("total", "per_process"), [(16, 4), (10, 4), (1, 1), (7, 16), (5, 2)])
def test_by_number_every_shard_is_of_exactly_one_process(total: int, per_process: int) -> None:
    each = shares(total, per_process, -(-total // per_process))

    assert [shard for mine in each for shard in mine] == list(range(total))
    assert all(0 < len(mine) <= per_process for mine in each)


@pytest.mark.parametrize(("hostname", "first"), [("everquill-0", 0), ("everquill-3", 6), ("web-12-1", 2)])
def test_the_number_is_at_the_end_of_the_hosts_name(hostname: str, first: int) -> None:
    assert divide(None, 2, None, hostname=hostname, total=8).shards == (first, first + 1)


def test_a_number_that_was_told_goes_before_the_hosts_name() -> None:
    assert divide(None, 2, 1, hostname="everquill-3", total=8).shards == (2, 3)


@pytest.mark.parametrize("hostname", ["laptop", "everquill3", "everquill-3.example", ""])
def test_a_host_without_a_number_is_told_what_to_set(hostname: str) -> None:
    with pytest.raises(CannotStartError, match="like POD_INDEX=3"):
        divide(None, 2, None, hostname=hostname, total=8)


def test_a_process_too_many_is_told_how_many_there_may_be() -> None:
    with pytest.raises(CannotStartError, match="work for 3 processes, and this one is number 3"):
        divide(None, 4, 3, hostname="host", total=10)


@pytest.mark.parametrize(("per_process", "most"), [(0, 8), (3, 3)])
def test_leased_any_shard_may_be_held(per_process: int, most: int) -> None:
    leased: ShardIds = LEASED

    assert divide(leased, per_process, None, hostname="host", total=8) == Division(tuple(range(8)), True, most)
