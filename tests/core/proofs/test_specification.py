"""The specification's own example is true, for our code and for a stranger's: each value, each face, both files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import core.proofs
from core.ids import RollId
from core.proofs import derive
from core.proofs.keyring import Keyring, hidden_dice
from core.proofs.stream import StreamKey
from core.proofs.verify import Result, verify
from data.keys.ed25519 import Ed25519SignatureCheck, Ed25519Signer
from tests.core.proofs import independent

TEXT = (Path(core.proofs.__path__[0]) / "SPECIFICATION.md").read_text("utf-8")
EXAMPLE, PUBLIC, HIDDEN = re.findall(r"^```json\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
EMPHASIZED = re.compile(r"`([a-z_-]+)`")


@pytest.fixture
def example() -> dict[str, Any]:
    """The values of section 10."""
    return json.loads(EXAMPLE)


@pytest.fixture
def keyring(example: dict[str, Any]) -> Keyring:
    """The example's house."""
    return Keyring(bytes.fromhex(example["master key"]))


def test_the_derivations_of_the_example_hold(example: dict[str, Any], keyring: Keyring) -> None:
    epoch = keyring.begin(bytes.fromhex(example["epoch id"]))
    reached = [epoch]
    for text in example["texts"]:
        reached.append(reached[-1].stirred(derive.text_digest(text).hex()))

    assert keyring.seed(epoch.epoch_id).hex() == example["seed"]
    assert epoch.commitment == example["commitment"]
    assert [derive.text_digest(text).hex() for text in example["texts"]] == example["text digests"]
    assert [each.entropy for each in reached] == example["entropy"]


def test_the_stream_and_the_faces_of_the_example_hold(example: dict[str, Any], keyring: Keyring) -> None:
    epoch = keyring.begin(bytes.fromhex(example["epoch id"]))
    for text in example["texts"]:
        epoch = epoch.stirred(derive.text_digest(text).hex())
    for _ in range(example["roll number"] - 1):
        epoch = epoch.rolled()
    blocks, dice = keyring.dice(epoch).dice(64, 256), keyring.dice(epoch)

    assert bytes(face - 1 for face in blocks).hex() == "".join(example["blocks"])
    assert [[sides, dice.die(sides)] for sides, _ in example["draws"]] == example["draws"]


def test_the_keys_of_the_example_hold(example: dict[str, Any], keyring: Keyring) -> None:
    seed = keyring.signing_seed(0)
    signer = Ed25519Signer(seed)

    assert seed.hex() == example["signing key 0"]
    assert signer.public_key.hex() == example["public key"]
    assert derive.key_id(signer.public_key) == example["key id"]


def test_the_hidden_roll_of_the_example_holds(example: dict[str, Any], keyring: Keyring) -> None:
    secret = keyring.secret(RollId(example["hidden roll id"]))

    assert secret.hex() == example["hidden roll secret"]
    assert StreamKey(secret).block(derive.HIDDEN + bytes(4)).hex() == example["hidden roll block 0"]
    assert [[20, hidden_dice(secret).die(20)]] == json.loads(HIDDEN)["opened"]["draws"]


@pytest.mark.parametrize("file", [PUBLIC, HIDDEN], ids=["public", "hidden"])
def test_the_files_of_the_example_are_verified(file: str) -> None:
    report = verify(file.encode(), Ed25519SignatureCheck().verify)

    assert report.result is Result.PASSED
    assert set(independent.check(file.encode()).values()) == {True}


def test_the_files_are_of_the_rolls_of_the_example(example: dict[str, Any]) -> None:
    public, hidden = json.loads(PUBLIC), json.loads(HIDDEN)

    assert public["record"]["draws"] == example["draws"]
    assert public["epoch"]["seed"] == example["seed"]
    assert hidden["record"]["id"] == example["hidden roll id"]


def test_every_name_of_a_file_is_described() -> None:
    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            return {*value, *(name for part in value.values() for name in names(part))}
        return {name for part in value for name in names(part)} if isinstance(value, list) else set()

    described = set(EMPHASIZED.findall(TEXT.partition("## 10")[0])) | set(re.findall(r'"(\w+)"', TEXT))
    assert names(json.loads(PUBLIC)) | names(json.loads(HIDDEN)) <= described


def test_every_reason_is_described() -> None:
    source = (Path(core.proofs.__path__[0]) / "verify.py").read_text("utf-8")
    form = (Path(core.proofs.__path__[0]) / "form.py").read_text("utf-8")
    reasons = set(re.findall(r'"((?:other|unknown|out|not)-[a-z-]+|unreadable|shape)"', source + form))

    assert {"other-face", "not-canonical", "unreadable", "not-revealed"} <= reasons
    assert reasons - {"not-revealed"} <= set(EMPHASIZED.findall(TEXT))
