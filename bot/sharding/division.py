"""How shards are divided among processes: all to one, a list for each, by a process's number, or by leases.

By number, process `i` holds ``[i*K, min((i+1)*K, total))``: the arithmetic of a StatefulSet, which gives each pod a
number that it keeps. Leased, each process takes up to K shards that nobody holds, and more when others die.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationInfo

from bot.errors import CannotStartError

MOST_SHARDS = 16_384
LEASED = "leased"
ShardIds = tuple[int, ...] | Literal["leased"] | None

_NUMBERED = re.compile(r"-(\d{1,6})$")


@dataclass(frozen=True, slots=True)
class Division:
    """What one process may hold.

    Attributes:
        shards: The shards that it may hold.
        leased: Whether it holds those alone whose leases it gets; else it holds all of them, whoever else does.
        most: How many leases it takes while others may still come for the rest.
    """

    shards: tuple[int, ...]
    leased: bool
    most: int


def read_shards(value: object) -> object:
    """Read ``0-7,9`` as the shards 0 to 7 and 9, and ``leased`` as itself.

    Raises:
        ValueError: It is neither.
    """
    if not isinstance(value, str):
        return value
    if value.strip().lower() == LEASED:
        return LEASED
    shards: set[int] = set()
    for part in value.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise ValueError("should list shards by number and range, like 0-7,9; or be: leased")
        if int(first) > int(last or first) or int(last or first) >= MOST_SHARDS:
            raise ValueError(f"should have ranges that run upwards and end below {MOST_SHARDS}, like 0-7,9")
        shards.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(shards))


def existing_shards(shards: ShardIds, info: ValidationInfo) -> ShardIds:
    """Check that shards are named which exist.

    Raises:
        ValueError: One does not, or nothing says how many there are.
    """
    count = info.data.get("shard_count")
    if shards == LEASED and count == 0:
        raise ValueError("is leased, so SHARD_COUNT should be the number of all shards, like SHARD_COUNT=16")
    if shards is not None and shards != LEASED and count is not None and max(shards, default=0) >= count:
        raise ValueError("names a shard that does not exist; SHARD_COUNT should be the number of all shards")
    return shards


def divisible(per_process: int, info: ValidationInfo) -> int:
    """Check that a number of shards a process goes with what else is said of shards.

    Raises:
        ValueError: It does not.
    """
    if per_process and info.data.get("shard_count") == 0:
        raise ValueError("needs the number of all shards in SHARD_COUNT, like SHARD_COUNT=16 SHARDS_PER_PROCESS=4")
    if per_process and isinstance(info.data.get("shard_ids"), tuple):
        raise ValueError("divides the shards that SHARD_IDS lists already; unset one of them, or set SHARD_IDS=leased")
    return per_process


def divide(shard_ids: ShardIds, per_process: int, number: int | None, *, hostname: str, total: int) -> Division:
    """What this process may hold.

    Args:
        shard_ids: The shards that were listed for it, or `LEASED`; None if nothing was said.
        per_process: How many a process holds; 0 if nothing was said.
        number: This process's number, counted from 0; None takes the one at the end of its host's name.
        hostname: The host's name: ``everquill-3``.
        total: How many shards there are in all.

    Raises:
        CannotStartError: It has no number, or one for which no shards are left.
    """
    if shard_ids == LEASED:
        return Division(tuple(range(total)), leased=True, most=per_process or total)
    if shard_ids is None and per_process:
        first = _number(number, hostname) * per_process
        shard_ids = tuple(range(first, min(first + per_process, total)))
        if not shard_ids:
            raise CannotStartError(
                f"There are no shards for this process: with SHARD_COUNT={total} and SHARDS_PER_PROCESS={per_process}"
                f" there is work for {-(-total // per_process)} processes, and this one is number"
                f" {first // per_process}, counted from 0. Start fewer, or raise SHARD_COUNT."
            )
    mine = shard_ids or tuple(range(total))
    return Division(mine, leased=False, most=len(mine))


def _number(number: int | None, hostname: str) -> int:
    if number is not None:
        return number
    at_end = _NUMBERED.search(hostname)
    if at_end is None:
        raise CannotStartError(
            f"SHARDS_PER_PROCESS needs to know which process this is, and the name of its host, {hostname}, does not"
            " end in a number as in everquill-3. Set POD_INDEX, counted from 0, like POD_INDEX=3."
        )
    return int(at_end[1])
