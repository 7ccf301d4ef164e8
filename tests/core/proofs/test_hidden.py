"""A hidden roll stays hidden: all that is ever published, seeds included, does not give its secret or its faces away.

The attack below computes secrets in every way that the published values allow. It is strong enough to open a hidden
roll whose secret comes from its epoch's seed, which is the mistake that it looks for.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Any

import pytest

from core.ids import RollId
from core.ledger import canonical
from core.proofs import derive
from core.proofs.epoch import Epoch
from core.proofs.keyring import Keyring, hidden_dice, public_dice
from core.proofs.keys import PublicKey, write_keys
from core.proofs.record import hidden_file, opened_record, sealed_record, sign
from core.proofs.stream import StreamKey
from tests.core.proofs.recorded import Recorder
from tests.core.proofs.test_derive import WORDS

Secret = Callable[[Keyring, Epoch, RollId], bytes]
TAGS = (b"", *(derive.tag(word) for word in WORDS))


def everything_public(secret_of: Secret) -> tuple[list[str], str]:
    """All that a table has published once its epoch is over, and the file of the roll that is still hidden."""
    recorder = Recorder(7)
    keyring, signer = recorder.keyring, recorder.signer
    epoch = keyring.begin(recorder.random.randbytes(16))
    published = [
        write_keys([PublicKey(signer.public_key, "2026-01-01T00:00:00Z")]),
        *map(bytes.decode, rolls(recorder)),
    ]
    roll_id = recorder.roll_id()
    secret = secret_of(keyring, epoch, roll_id)
    thrown = recorder.throw(hidden_dice(secret), roll_id, 1)
    opened = opened_record(thrown, secret)
    sealed = sign(sealed_record(roll_id, thrown.at, opened), signer.sign, signer.public_key)
    ended = {"commitment": epoch.commitment, "epoch": epoch.epoch_id, "seed": keyring.seed(epoch.epoch_id).hex()}
    return [*published, canonical.dump(ended)], hidden_file(sealed, None)


def rolls(recorder: Recorder) -> Iterator[bytes]:
    yield from recorder.public_rolls(4)
    yield from recorder.hidden_rolls(2)
    yield from recorder.hidden_rolls(1, revealed=False)


def values(published: list[str]) -> set[bytes]:
    """Every value in these texts that could be a key or a part of a message."""

    def within(value: Any) -> Iterator[str]:
        if isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from within(part)
        elif isinstance(value, str):
            yield value

    texts = {text for document in published for text in within(json.loads(document))}
    hexes = {text for text in texts if len(text) % 2 == 0 and set(text) <= set("0123456789abcdef")}
    return {text.encode() for text in texts} | {bytes.fromhex(text) for text in hexes if text}


def guesses(known: set[bytes], roll_id: bytes) -> Iterator[bytes]:
    """Secrets made of what is known: as it is, hashed, or by HMAC under each value, with every tag."""
    yield from (value for value in known if len(value) == derive.SECRET_BYTES)
    parts = {b"", roll_id, *known}
    for tag in TAGS:
        yield from (hashlib.sha256(tag + part).digest() for part in parts)
        for key in known:
            yield from (hmac.digest(key, tag + part, "sha256") for part in (b"", roll_id))
    wide = [value for value in known if len(value) == derive.SECRET_BYTES]
    yield from (hmac.digest(key, part, "sha256") for key, part in permutations(wide, 2))


def opens(guess: bytes, faces: tuple[int, ...]) -> bool:
    """Whether a secret gives the faces that fell: the attacker is even told them, and has only to confirm."""
    return hidden_dice(guess).dice(len(faces), 256) == faces


def attack(secret_of: Secret) -> bool:
    """Whether the hidden roll's stream can be had from what is public."""
    published, file = everything_public(secret_of)
    recorder = Recorder(7)
    epoch = recorder.keyring.begin(recorder.random.randbytes(16))
    list(rolls(recorder))
    roll_id = recorder.roll_id()
    assert roll_id in file
    faces = hidden_dice(secret_of(recorder.keyring, epoch, roll_id)).dice(32, 256)
    known = values([*published, file])
    assert recorder.keyring.seed(epoch.epoch_id) in known
    return any(opens(guess, faces) for guess in guesses(known, roll_id.encode()))


def test_nothing_that_is_public_opens_a_hidden_roll() -> None:
    assert not attack(lambda keyring, _, roll_id: keyring.secret(roll_id))


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(lambda keyring, epoch, roll_id: keyring.seed(epoch.epoch_id), id="the seed"),
        pytest.param(
            lambda keyring, epoch, roll_id: derive.secret(keyring.seed(epoch.epoch_id), roll_id), id="from the seed"
        ),
        pytest.param(
            lambda keyring, epoch, roll_id: hashlib.sha256(derive.tag("secret") + roll_id.encode()).digest(),
            id="no key",
        ),
    ],
)
def test_the_attack_finds_a_secret_that_leaks(mistake: Secret) -> None:
    assert attack(mistake)


def test_a_hidden_roll_takes_nothing_of_the_epochs_stream() -> None:
    keyring = Keyring(bytes(32))
    epoch, roll_id = keyring.begin(bytes(16)), RollId("0123456789abcdefghijkl")
    hidden = hidden_dice(keyring.secret(roll_id)).dice(32, 256)
    seed, entropy = StreamKey(keyring.seed(epoch.epoch_id)), bytes.fromhex(epoch.entropy)

    assert all(public_dice(seed, entropy, number).dice(32, 256) != hidden for number in range(1_000))


def test_a_sealed_file_is_equally_long_for_every_result() -> None:
    assert len({len(file) for file in Recorder().hidden_rolls(50, revealed=False)}) == 1


def test_a_sealed_file_holds_the_commitment_and_nothing_else_of_the_roll() -> None:
    (file,) = Recorder().hidden_rolls(1, revealed=False)
    proof = json.loads(file)

    assert proof["opened"] is None
    assert proof["record"].keys() == {"commitment", "id", "kind", "time", "version"}


def test_equal_rolls_have_different_commitments() -> None:
    secrets = [bytes([number]) * 32 for number in range(50)]
    thrown = Recorder().throw(hidden_dice(secrets[0]), RollId("0123456789abcdefghijkl"), 0)

    assert len({derive.sealing(opened_record(thrown, secret)) for secret in secrets}) == 50
