"""The stream of a roll: HMAC in counter mode, faces by rejection, every byte used in order and none twice."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.proofs import derive
from core.proofs.keyring import hidden_dice, public_dice
from core.proofs.stream import ProvableDice, StreamKey
from tests.core.proofs.chi_squared import chi_squared, threshold

KEY, MESSAGE = bytes(range(32)), b"a roll"
SIDES = st.one_of(st.integers(1, 300), st.sampled_from([1_000, 65_536, 65_537, 1_000_000]))
ASKED = st.lists(st.tuples(st.integers(0, 70), SIDES), max_size=12)
EVEN = (2, 3, 4, 6, 8, 10, 12, 20, 100, 127, 129, 255, 256, 257, 1_000)


def stream_bytes(key: bytes, message: bytes) -> Iterator[int]:
    """The stream as the specification words it."""
    for block in count():
        yield from hmac.new(key, message + block.to_bytes(4, "big"), "sha256").digest()


def face(source: Iterator[int], sides: int) -> int:
    """One face as the specification words it."""
    width = 1
    while 256**width < sides:
        width += 1
    while True:
        number = int.from_bytes(bytes(next(source) for _ in range(width)), "big")
        if number < 256**width // sides * sides:
            return number % sides + 1


class OneBlock(StreamKey):
    """A key whose every stream is the same given bytes, block for block."""

    __slots__ = ("_blocks",)

    def __init__(self, given_bytes: bytes) -> None:
        super().__init__(bytes(32))
        self._blocks = iter([given_bytes[at : at + 32] for at in range(0, len(given_bytes), 32)])

    def block(self, message: bytes) -> bytes:
        return next(self._blocks)


@given(st.binary(max_size=200))
def test_a_block_is_hmac_sha256(message: bytes) -> None:
    assert StreamKey(KEY).block(message) == hmac.digest(KEY, message, "sha256")


@given(ASKED)
def test_faces_are_those_of_the_specification(asked: list[tuple[int, int]]) -> None:
    dice, plain = ProvableDice(StreamKey(KEY), MESSAGE), stream_bytes(KEY, MESSAGE)

    for number, sides in asked:
        assert dice.dice(number, sides) == tuple(face(plain, sides) for _ in range(number))


@given(ASKED)
def test_dice_one_by_one_are_the_same_as_together(asked: list[tuple[int, int]]) -> None:
    together, singly = ProvableDice(StreamKey(KEY), MESSAGE), ProvableDice(StreamKey(KEY), MESSAGE)

    for number, sides in asked:
        assert together.dice(number, sides) == tuple(singly.die(sides) for _ in range(number))
    assert together.draws == singly.draws


def test_draws_are_kept_in_the_order_of_drawing() -> None:
    dice = ProvableDice(StreamKey(KEY), MESSAGE)
    first, pool, last = dice.die(20), dice.dice(3, 6), dice.die(1_000)

    assert dice.draws == ((20, first), *((6, shown) for shown in pool), (1_000, last))


@pytest.mark.parametrize("sides", range(1, 257))
def test_each_face_owns_as_many_accepted_bytes(sides: int) -> None:
    fair = 256 - 256 % sides
    owned = Counter[int]()
    for byte in range(256):
        # A rejected byte is followed by a zero, which is accepted: the face 1, from the second byte.
        dice = ProvableDice(OneBlock(bytes([byte]) + bytes(31)), b"")
        single, rejected = dice.die(sides), byte >= fair
        bulk = ProvableDice(OneBlock(bytes([byte]) + bytes(31)), b"").dice(1, sides)
        assert bulk == (single,)
        assert dice.die(256) == 1
        if rejected:
            assert single == 1
        else:
            owned[single] += 1

    assert owned == dict.fromkeys(range(1, sides + 1), fair // sides)


@pytest.mark.parametrize("sides", [257, 1_000, 32_769, 65_535, 65_536])
def test_each_face_owns_as_many_accepted_pairs(sides: int) -> None:
    pairs = b"".join(number.to_bytes(2, "big") for number in range(65_536))
    fair = 65_536 - 65_536 % sides
    faces = ProvableDice(OneBlock(pairs), b"").dice(fair, sides)

    assert set(Counter(faces).values()) == {fair // sides}
    assert len(set(faces)) == sides
    if fair < 65_536:
        with pytest.raises(StopIteration):  # all that is left of the bytes is rejected
            ProvableDice(OneBlock(pairs), b"").dice(fair + 1, sides)


def test_a_byte_is_never_used_twice_nor_passed_over() -> None:
    dice = ProvableDice(OneBlock(bytes(range(96))), b"")
    taken = (*dice.dice(31, 256), dice.die(256), *dice.dice(2, 65_536), *dice.dice(30, 256))

    assert taken == (*range(1, 33), 0x2021 + 1, 0x2223 + 1, *range(0x25, 0x25 + 30))


@pytest.mark.parametrize("sides", [0, -1, -300])
def test_a_die_without_sides_is_refused(sides: int) -> None:
    dice = ProvableDice(StreamKey(KEY), MESSAGE)

    for roll in (lambda: dice.die(sides), lambda: dice.dice(2, sides)):
        with pytest.raises(ValueError, match="at least one side"):
            roll()


def test_streams_of_different_use_differ() -> None:
    key, entropy = StreamKey(KEY), bytes(32)
    streams = [
        public_dice(key, entropy, 1),
        public_dice(key, entropy, 2),
        public_dice(key, bytes(31) + b"\1", 1),
        public_dice(StreamKey(bytes(32)), entropy, 1),
        hidden_dice(KEY),
        hidden_dice(bytes(32)),
    ]

    assert len({each.dice(32, 256) for each in streams}) == len(streams)


def test_the_block_counter_stands_apart_from_the_roll_number() -> None:
    block = derive.ROLL + bytes(32)

    assert public_dice(StreamKey(KEY), bytes(32), 1).dice(64, 256)[32:] == tuple(
        byte + 1 for byte in hmac.digest(KEY, block + bytes(7) + b"\1" + bytes(3) + b"\1", "sha256")
    )


def rolled(sides: int, rolls: int) -> Iterator[int]:
    """Faces of many rolls of one epoch, a thousand dice each, the last of each drawn singly."""
    key = StreamKey(KEY)
    for number in range(rolls // 1_000):
        dice = public_dice(key, bytes(32), number)
        yield from dice.dice(999, sides)
        yield dice.die(sides)


@pytest.mark.parametrize("sides", [2, 6, 20, 100, 257, 1_000])
def test_faces_fall_evenly(sides: int) -> None:
    assert chi_squared(rolled(sides, 60_000), sides) < threshold(sides)


@pytest.mark.soak
@pytest.mark.parametrize("sides", EVEN)
def test_a_million_faces_fall_evenly(sides: int) -> None:
    assert chi_squared(rolled(sides, 1_000_000), sides) < threshold(sides)


@pytest.mark.soak
def test_every_die_up_to_a_thousand_falls_evenly() -> None:
    for sides in range(2, 1_001):
        assert chi_squared(rolled(sides, 50_000), sides) < threshold(sides)


def test_a_modulo_without_rejection_would_be_found() -> None:
    plain = stream_bytes(KEY, MESSAGE)

    assert chi_squared((next(plain) % 100 + 1 for _ in range(60_000)), 100) > threshold(100)
