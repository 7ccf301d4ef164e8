"""Faces: exactly uniform, buffered within bounds, never twice the same bytes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from core.dice.source import ScriptedDice, SecureDice

FOUR_SIGMA = 4.0
"""Normal scores beyond this come up once in 15,000 fair tests; the bytes are seeded, so the verdict never changes."""


def chi_square_score(counts: Counter[int], sides: int) -> float:
    """Pearson's statistic as a normal score, by the Wilson-Hilferty cube root."""
    expected = counts.total() / sides
    statistic = sum((counts[face] - expected) ** 2 / expected for face in range(1, sides + 1))
    free = sides - 1
    return ((statistic / free) ** (1 / 3) - (1 - 2 / (9 * free))) / (2 / (9 * free)) ** 0.5


@pytest.mark.parametrize("sides", [2, 3, 4, 6, 8, 10, 12, 20, 100, 127, 129, 200, 255, 256, 257, 300, 1000])
def test_faces_are_uniform(sides: int, seeded: Callable[[int], SecureDice]) -> None:
    counts = Counter(seeded(sides).dice(max(20_000, 40 * sides), sides))
    assert set(counts) == set(range(1, sides + 1))
    assert abs(chi_square_score(counts, sides)) < FOUR_SIGMA


@pytest.mark.soak
@pytest.mark.parametrize("sides", [2, 3, 4, 5, 6, 7, 8, 10, 12, 20, 30, 100, 129, 200, 255, 256, 257, 500, 1000])
def test_a_million_faces_are_uniform(sides: int, seeded: Callable[[int], SecureDice]) -> None:
    counts = Counter(seeded(sides + 1).dice(1_000_000, sides))
    assert abs(chi_square_score(counts, sides)) < FOUR_SIGMA


@pytest.mark.parametrize("sides", range(1, 257))
def test_every_face_owns_as_many_byte_values_as_any_other(sides: int) -> None:
    """No bias by construction: feed every byte once and count."""
    fair = 256 // sides * sides
    counts = Counter(SecureDice(lambda count: bytes(range(256)) * (count // 256)).dice(fair, sides))
    assert set(counts.values()) == {256 // sides}
    assert len(counts) == sides


@pytest.mark.parametrize("sides", [257, 1000, 32_769, 65_535, 65_536])
def test_every_face_of_a_large_die_owns_as_many_byte_pairs(sides: int) -> None:
    pairs = b"".join(number.to_bytes(2, "big") for number in range(65_536))
    chunks = iter([pairs[at : at + 4096] for at in range(0, len(pairs), 4096)])
    fair = 65_536 // sides * sides
    counts = Counter(SecureDice(lambda _count: next(chunks)).dice(fair, sides))
    assert set(counts.values()) == {65_536 // sides}
    assert len(counts) == sides


def test_the_largest_die_reaches_both_ends() -> None:
    # 16,777,216 = 16 * 1,000,000 + 777,216: the first number past the fair share is rejected, the next is taken.
    numbers = [0, 16_000_000, 15_999_999]
    buffer = b"".join(number.to_bytes(3, "big") for number in numbers)
    assert SecureDice(lambda count: buffer.ljust(count, b"\0")).dice(2, 1_000_000) == (1, 1_000_000)


@pytest.mark.parametrize("sides", [6, 20, 256, 1000])
def test_one_by_one_and_all_at_once_give_the_same_faces(sides: int, seeded: Callable[[int], SecureDice]) -> None:
    single, batch = seeded(5), seeded(5)
    assert tuple(single.die(sides) for _ in range(5000)) == batch.dice(5000, sides)


def test_bytes_are_asked_for_in_buffers() -> None:
    asked: list[int] = []

    def random_bytes(count: int) -> bytes:
        asked.append(count)
        return random.Random(1).randbytes(count)

    source = SecureDice(random_bytes)
    assert not asked, "opening a source draws nothing"
    for _ in range(1000):
        source.die(20)
    assert len(asked) == 1


def test_large_dice_of_many_sizes_share_one_buffer() -> None:
    asked: list[int] = []

    def random_bytes(count: int) -> bytes:
        asked.append(count)
        return random.Random(len(asked)).randbytes(count)

    source = SecureDice(random_bytes)
    for sides in range(257, 1257):
        assert 1 <= source.die(sides) <= sides
    assert len(asked) == 1


@pytest.mark.parametrize("sides", [20, 1000])
def test_forgetting_throws_away_what_was_buffered(sides: int) -> None:
    chunks = iter([bytes(4096), bytes([7]) * 4096])
    source = SecureDice(lambda _count: next(chunks))
    before = source.die(sides)
    source.forget()
    assert before == 1
    assert source.die(sides) == (7 * 256 + 7) % 1000 + 1 if sides == 1000 else 8


@pytest.mark.parametrize("sides", [0, -1])
def test_a_die_without_sides_is_a_bug(sides: int, seeded: Callable[[int], SecureDice]) -> None:
    with pytest.raises(ValueError, match="at least one side"):
        seeded(1).die(sides)


def test_a_script_is_followed_and_remembers_what_was_asked() -> None:
    source = ScriptedDice([3, 20, 1])
    assert (source.die(6), source.dice(2, 20)) == (3, (20, 1))
    assert source.asked == [6, 20, 20]


def test_a_script_that_ends_or_cannot_be_says_so() -> None:
    with pytest.raises(LookupError, match="die 2 "):
        ScriptedDice([3]).dice(2, 6)
    with pytest.raises(ValueError, match="d6 cannot show"):
        ScriptedDice([7]).die(6)
