"""Dice from a stream of bytes that anyone with the key can compute again.

The stream is HMAC-SHA256 in counter mode; faces come from its bytes by rejection, strictly in the order of the dice
(SPECIFICATION.md, sections 4 and 5). One roll has one stream: what is left of it is never used.

HMAC(key, m) is SHA-256((key ^ opad) || SHA-256((key ^ ipad) || m)). A `StreamKey` has hashed the two padded keys
already, and a block costs two copies of those states: 0.8 µs, where `hmac.digest` takes 2.1 and a copied `hmac.HMAC`
1.3 (CPython 3.11, OpenSSL 3.0).

Source: RFC 2104.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from struct import unpack
from typing import Final, Protocol

from core.dice.source import DieSource

_ONE_BYTE: Final = 256
_BLOCK: Final = 32
_PADDED: Final = 64
_LONG: Final = 8
_INNER: Final = bytes(byte ^ 0x36 for byte in range(_ONE_BYTE))
_OUTER: Final = bytes(byte ^ 0x5C for byte in range(_ONE_BYTE))

Draw = tuple[int, int]
"""One die as it fell: its sides and its face."""


class ProvenSource(DieSource, Protocol):
    """Dice that remember what they showed."""

    @property
    def draws(self) -> tuple[Draw, ...]:
        """Every die so far in the order of drawing."""
        ...


class StreamKey:
    """A secret of 32 bytes, ready to make streams; as secret as they are."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        padded = key.ljust(_PADDED, b"\0")
        self._inner = sha256(padded.translate(_INNER))
        self._outer = sha256(padded.translate(_OUTER))

    def block(self, message: bytes) -> bytes:
        """The 32 bytes of HMAC-SHA256 over a message."""
        inner = self._inner.copy()
        inner.update(message)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()


class ProvableDice:
    """The dice of one roll, a `core.dice.source.DieSource` that remembers what it showed.

    Args:
        key: The epoch's key, or a hidden roll's own.
        message: What each block's counter is put behind.

    Example:
        >>> dice = ProvableDice(StreamKey(bytes(32)), b"an example")
        >>> dice.die(20), dice.dice(3, 6), dice.draws
        (2, (3, 2, 2), ((20, 2), (6, 3), (6, 2), (6, 2)))
    """

    __slots__ = ("_at", "_blocks", "_buffer", "_key", "_message", "_shown")

    def __init__(self, key: StreamKey, message: bytes) -> None:
        self._key = key
        self._message = message
        self._blocks = 0
        self._buffer: bytes = b""
        self._at = 0
        self._shown: list[tuple[int, tuple[int, ...]]] = []

    def die(self, sides: int) -> int:
        """Roll one die."""
        if not 0 < sides <= _ONE_BYTE:
            return self.dice(1, sides)[0]
        fair = _ONE_BYTE - _ONE_BYTE % sides
        while True:
            if self._at == len(self._buffer):
                self._buffer = self._next_block()
                self._at = 0
            number = self._buffer[self._at]
            self._at += 1
            if number < fair:
                face = number % sides + 1
                self._shown.append((sides, (face,)))
                return face

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Roll several dice of one size.

        Each round takes as many numbers as faces are missing, so it never takes a byte that the next die should have.
        """
        if sides < 1:
            raise ValueError(f"a die has at least one side, not {sides}")
        faces = self._from_bytes(count, sides) if sides < _ONE_BYTE else self._from_numbers(count, sides)
        self._shown.append((sides, faces))
        return faces

    @property
    def draws(self) -> tuple[Draw, ...]:
        """Every die so far in the order of drawing, rerolled and exploded ones included."""
        return tuple([(sides, face) for sides, faces in self._shown for face in faces])

    def _from_bytes(self, count: int, sides: int) -> tuple[int, ...]:
        table, rejected = _mapping(sides)
        faces = self._take(count).translate(table, rejected)
        while len(faces) < count:
            faces += self._take(count - len(faces)).translate(table, rejected)
        return tuple(faces)

    def _from_numbers(self, count: int, sides: int) -> tuple[int, ...]:
        width = ((sides - 1).bit_length() + 7) // 8
        fair = 256**width - 256**width % sides
        faces: list[int] = []
        while missing := count - len(faces):
            taken = self._take(missing * width)
            faces += [number % sides + 1 for number in _numbers(taken, width) if number < fair]
        return tuple(faces)

    def _take(self, count: int) -> bytes:
        """The next bytes of the stream."""
        end = self._at + count
        missing = end - len(self._buffer)
        if missing > 0:
            new = [self._next_block() for _ in range(-(-missing // _BLOCK))]
            self._buffer = b"".join((self._buffer[self._at :], *new))
            self._at, end = 0, count
        taken = self._buffer[self._at : end]
        self._at = end
        return taken

    def _next_block(self) -> bytes:
        block = self._key.block(self._message + self._blocks.to_bytes(4, "big"))
        self._blocks += 1
        return block


def _numbers(taken: bytes, width: int) -> tuple[int, ...]:
    """Big-endian numbers of `width` bytes each, which `struct` reads once each has been filled up to eight."""
    count = len(taken) // width
    filled = bytearray(count * _LONG)
    for place in range(width):
        filled[_LONG - width + place :: _LONG] = taken[place::width]
    return unpack(f">{count}Q", filled)


@cache
def _mapping(sides: int) -> tuple[bytes, bytes]:
    """For dice that one byte can show: every byte's face, and the bytes that show none."""
    fair = _ONE_BYTE - _ONE_BYTE % sides
    return bytes([byte % sides + 1 for byte in range(_ONE_BYTE)]), bytes(range(fair, _ONE_BYTE))
