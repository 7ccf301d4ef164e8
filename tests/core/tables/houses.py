"""Houses for tests: one with a fixed master key, and one whose dice show what they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from core.dice.source import ScriptedDice
from core.ids import RollId
from core.proofs.epoch import Epoch
from core.proofs.keyring import Keyring
from core.proofs.stream import Draw, ProvenSource
from core.tables.house import House
from data.keys.ed25519 import Ed25519Signer


class ScriptedProof(ScriptedDice):
    """Scripted dice that remember what they showed."""

    def __init__(self, faces: Iterable[int]) -> None:
        super().__init__(faces)
        self.draws: tuple[Draw, ...] = ()

    def die(self, sides: int) -> int:
        face = super().die(sides)
        self.draws += ((sides, face),)
        return face


@dataclass(frozen=True)
class ScriptedHouse(House):
    """Whoever rolls, the next faces of the script fall."""

    faces: list[int] = field(default_factory=list[int])

    def dice(self, epoch: Epoch) -> ProvenSource:
        return self._scripted()

    def hidden_dice(self, roll_id: RollId) -> ProvenSource:
        return self._scripted()

    def _scripted(self) -> ProvenSource:
        return _Taking(self.faces)


class _Taking(ScriptedProof):
    """Takes its faces off a script that others go on with."""

    def __init__(self, script: list[int]) -> None:
        super().__init__(script)
        self._script = script

    def die(self, sides: int) -> int:
        face = super().die(sides)
        self._script.pop(0)
        return face


MASTER = bytes(range(32))


def house(
    faces: Iterable[int] = (), *, random_bytes: Callable[[int], bytes] | None = None, master: bytes = MASTER
) -> ScriptedHouse:
    """A house whose dice show these faces, one roll after another."""
    keyring = Keyring(master)
    signer = Ed25519Signer(keyring.signing_seed(0))
    names = count(1)
    return ScriptedHouse(
        keyring,
        lambda: signer,
        random_bytes or (lambda size: next(names).to_bytes(size, "big")),
        faces=list(faces),
    )


def true_house(master: bytes = MASTER) -> House:
    """A house like a real one, with keys that never change."""
    keyring = Keyring(master)
    signer = Ed25519Signer(keyring.signing_seed(0))
    names = count(1)
    return House(keyring, lambda: signer, lambda size: next(names).to_bytes(size, "big"))
