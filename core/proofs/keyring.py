"""The master key's one keeper: every other secret is derived from it when it is needed, and stored nowhere."""

from __future__ import annotations

from typing import Final

from core.ids import RollId
from core.proofs import derive
from core.proofs.epoch import Epoch
from core.proofs.stream import ProvableDice, StreamKey

REMEMBERED_EPOCHS: Final = 1_000


class Keyring:
    """Derives seeds, secrets and signing keys.

    Args:
        master: At least 32 unpredictable bytes.
    """

    __slots__ = ("_master", "_streams")

    def __init__(self, master: bytes) -> None:
        if len(master) < derive.SECRET_BYTES:
            raise ValueError(f"a master key has at least {derive.SECRET_BYTES} bytes, not {len(master)}")
        self._master = master
        self._streams: dict[str, StreamKey] = {}

    def begin(self, epoch_id: bytes) -> Epoch:
        """A new epoch.

        Args:
            epoch_id: `derive.EPOCH_ID_BYTES` fresh random bytes.
        """
        return Epoch.begin(epoch_id, self.seed(epoch_id.hex()))

    def seed(self, epoch_id: str) -> bytes:
        """An epoch's seed, to be published when it has ended and never before."""
        return derive.seed(self._master, bytes.fromhex(epoch_id))

    def holds(self, epoch: Epoch) -> bool:
        """Whether the epoch's seed grows from this master key: from another one, nobody could tell its dice."""
        epoch_id = bytes.fromhex(epoch.epoch_id)
        return derive.commitment(epoch_id, self.seed(epoch.epoch_id)).hex() == epoch.commitment

    def dice(self, epoch: Epoch) -> ProvableDice:
        """The dice of an epoch's next public roll."""
        key = self._streams.get(epoch.epoch_id) or self._remember(epoch.epoch_id)
        return public_dice(key, bytes.fromhex(epoch.entropy), epoch.rolls + 1)

    def secret(self, roll_id: RollId) -> bytes:
        """A hidden roll's own key; it becomes part of the opened record."""
        return derive.secret(self._master, roll_id)

    def signing_seed(self, number: int) -> bytes:
        """The seed of the signing key with a number."""
        return derive.signing_seed(self._master, number)

    def _remember(self, epoch_id: str) -> StreamKey:
        if len(self._streams) >= REMEMBERED_EPOCHS:
            self._streams.clear()
        key = self._streams[epoch_id] = StreamKey(self.seed(epoch_id))
        return key


def public_dice(key: StreamKey, entropy: bytes, number: int) -> ProvableDice:
    """The dice of one public roll of an epoch, by its number from 1 on."""
    return ProvableDice(key, derive.ROLL + entropy + number.to_bytes(8, "big"))


def hidden_dice(secret: bytes) -> ProvableDice:
    """The dice of the hidden roll that this secret belongs to."""
    return ProvableDice(StreamKey(secret), derive.HIDDEN)
