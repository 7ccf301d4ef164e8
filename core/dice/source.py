"""Where faces come from: the only randomness that dice know, always an argument.

Exactly uniform by rejection. A byte has 256 values; for a die of s sides the largest multiple of s in it is used and
the rest thrown away, so every face owns the same number of byte values. Asking the operating system for four bytes
costs nearly as much as for thousands, hence the buffers; one `bytes.translate` maps a whole buffer to faces and drops
the rejected bytes in C.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, Protocol

_BUFFER: Final = 4096
_ONE_BYTE: Final = 256


class DieSource(Protocol):
    """Something that rolls dice."""

    def die(self, sides: int) -> int:
        """Roll one die: 1 to `sides`, each as likely."""
        ...

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Roll `count` dice of `sides` sides, in the order in which `die` would give them."""
        ...


class SecureDice:
    """Dice from cryptographic bytes.

    Buffers are bounded: one a size up to 256 sides, one for all larger dice. An instance belongs to one thread. After a
    fork the child must `forget`, or both processes would roll what is left in the buffers.

    Args:
        random_bytes: Gives as many unpredictable bytes as asked for; `os.urandom` outside of tests.

    Example:
        >>> SecureDice(lambda count: bytes(range(256)) * (count // 256)).dice(3, 6)
        (1, 2, 3)
    """

    __slots__ = ("_large", "_random_bytes", "_streams")

    def __init__(self, random_bytes: Callable[[int], bytes]) -> None:
        self._random_bytes = random_bytes
        self._streams: dict[int, Iterator[int]] = {}
        self._large = _Bytes(random_bytes)

    def die(self, sides: int) -> int:
        """Roll one die."""
        try:
            return next(self._streams[sides])
        except KeyError:
            return self._large.die(sides) if sides > _ONE_BYTE else next(self._open(sides))

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Roll several dice of one size."""
        stream = self._streams.get(sides)
        if stream is None:
            if sides > _ONE_BYTE:
                return tuple([self._large.die(sides) for _ in range(count)])
            stream = self._open(sides)
        return tuple(islice(stream, count))

    def forget(self) -> None:
        """Throw away everything buffered."""
        self._streams.clear()
        self._large = _Bytes(self._random_bytes)

    def _open(self, sides: int) -> Iterator[int]:
        if sides < 1:
            raise ValueError(f"a die has at least one side, not {sides}")
        stream = self._streams[sides] = _faces(self._random_bytes, sides)
        return stream


class ScriptedDice:
    """Dice that show what they are told, for tests and examples. Fate dice ask for 3 sides: 1, 2, 3 are -, 0, +.

    Attributes:
        asked: The sides of every die rolled so far.

    Example:
        >>> dice = ScriptedDice([3, 6])
        >>> dice.dice(2, 6), dice.asked
        ((3, 6), [6, 6])
    """

    def __init__(self, faces: Iterable[int]) -> None:
        self._faces = tuple(faces)
        self.asked: list[int] = []

    def ahead(self) -> tuple[int, ...]:
        """The faces that have not been shown yet."""
        return self._faces[len(self.asked) :]

    def die(self, sides: int) -> int:
        """Show the next face."""
        face = self._faces[len(self.asked)] if len(self.asked) < len(self._faces) else None
        if face is None:
            raise LookupError(f"the script ended before die {len(self.asked) + 1} (d{sides})")
        if not 1 <= face <= sides:
            raise ValueError(f"the script says {face}, which a d{sides} cannot show")
        self.asked.append(sides)
        return face

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Show the next faces."""
        return tuple([self.die(sides) for _ in range(count)])


class _Bytes:
    """Whole numbers below a power of 256, for dice that one byte cannot hold."""

    __slots__ = ("_at", "_buffer", "_random_bytes")

    def __init__(self, random_bytes: Callable[[int], bytes]) -> None:
        self._random_bytes = random_bytes
        self._buffer = b""
        self._at = 0

    def die(self, sides: int) -> int:
        width = ((sides - 1).bit_length() + 7) // 8
        fair = 256**width // sides * sides
        while (number := self._take(width)) >= fair:
            pass
        return number % sides + 1

    def _take(self, width: int) -> int:
        end = self._at + width
        if end > len(self._buffer):
            self._buffer = self._random_bytes(_BUFFER)
            end = width
        number = int.from_bytes(self._buffer[end - width : end], "big")
        self._at = end
        return number


def _faces(random_bytes: Callable[[int], bytes], sides: int) -> Iterator[int]:
    """Endless faces of a die that one byte can hold.

    A byte b below the largest multiple of `sides` becomes the face b % sides + 1. Only the face 256 does not fit into a
    byte, so the die of 256 sides, which rejects nothing, adds its one on the way out.
    """
    fair = _ONE_BYTE - _ONE_BYTE % sides
    rejected = bytes(range(fair, _ONE_BYTE))
    if sides == _ONE_BYTE:
        while True:
            for byte in random_bytes(_BUFFER):
                yield byte + 1
    table = bytes([byte % sides + 1 for byte in range(fair)]) + bytes(_ONE_BYTE - fair)
    while True:
        yield from random_bytes(_BUFFER).translate(table, rejected)
