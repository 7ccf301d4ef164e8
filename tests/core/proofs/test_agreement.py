"""Two verifiers that share no line agree on every roll and on every damage to one; the third is in tests/bot/web."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest

from core.proofs.verify import Result, verify
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.core.proofs import independent
from tests.core.proofs.recorded import Recorder, damages, typical

SIGNED_BY = Ed25519SignatureCheck().verify
TOLD = {Result.PASSED: True, Result.FAILED: False, Result.OPEN: None}
PUBLIC = {"form", "key", "signature", "entropy", "commitment", "faces", "verdict"}
HIDDEN = {"form", "key", "signature", "commitment", "identity", "faces", "verdict"}


def ours(file: bytes) -> dict[str, bool | None]:
    """What our verifier says, in the order in which it says it."""
    return {check.name: TOLD[check.result] for check in verify(file, SIGNED_BY).checks}


def agreed(file: bytes) -> dict[str, bool | None]:
    """What both verifiers say."""
    said = ours(file)
    assert said == independent.check(file), file
    return said


def assert_verified(files: Iterator[bytes], names: set[str], count: int) -> None:
    said = [agreed(file) for file in files]
    assert len(said) == count
    assert all(each == dict.fromkeys(names, True) for each in said)


def test_both_verify_public_rolls() -> None:
    assert_verified(Recorder().public_rolls(300), PUBLIC, 300)


def test_both_verify_revealed_hidden_rolls() -> None:
    assert_verified(Recorder().hidden_rolls(100), HIDDEN, 100)


def test_both_leave_open_what_is_not_revealed() -> None:
    for file in Recorder().public_rolls(20, revealed=False):
        assert {name for name, told in agreed(file).items() if told is None} == {"commitment", "faces"}
    for file in Recorder().hidden_rolls(20, revealed=False):
        assert {name for name, told in agreed(file).items() if told} == {"form", "key", "signature"}


@pytest.mark.soak
def test_both_verify_ten_thousand_public_rolls() -> None:
    assert_verified(Recorder(1).public_rolls(10_000), PUBLIC, 10_000)


def assert_each_damage_named(file: bytes) -> None:
    """Each bit flipped: the first failed check is the one that guards the place."""
    for damage in damages(file):
        said = agreed(damage.file)
        first = next((name for name, told in said.items() if told is False), None)
        assert first in damage.first, f"{damage.what}: {said}"


@pytest.mark.parametrize("name", typical())
def test_one_flipped_bit_anywhere_is_caught_and_named(name: str) -> None:
    assert_each_damage_named(typical()[name])


@pytest.mark.soak
def test_one_flipped_bit_anywhere_in_many_files_is_caught_and_named() -> None:
    recorder = Recorder(2)
    for file in (*recorder.public_rolls(8), *recorder.hidden_rolls(8)):
        assert_each_damage_named(file)


def test_the_independent_verifier_is_small_and_knows_nothing_of_ours() -> None:
    tree = ast.parse(inspect.getsource(independent))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {alias.name if isinstance(node, ast.Import) else node.module for node in imports for alias in node.names}
    described, *body = tree.body
    lines = {line for node in body if node not in imports for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    source = inspect.getsource(independent).splitlines()

    assert isinstance(described, ast.Expr)
    assert modules == {"contextlib", "hashlib", "hmac", "json", "re", "nacl.exceptions", "nacl.signing"}
    assert sum(bool(source[line - 1].strip()) for line in lines) <= 60
