"""Public keys: written, read, and trusted for the time in which they sign."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from core.proofs.form import FormError
from core.proofs.keys import PublicKey, read_keys, write_keys

OLD = PublicKey(bytes(32), "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
CURRENT = PublicKey(bytes(range(32)), "2026-01-01T00:00:00Z")


def test_keys_that_were_written_are_read() -> None:
    assert read_keys(write_keys([OLD, CURRENT]).encode()) == (OLD, CURRENT)


def test_a_key_is_written_with_its_id() -> None:
    (written,) = json.loads(write_keys([CURRENT]))["keys"]

    assert written == {
        "from": "2026-01-01T00:00:00Z",
        "id": hashlib.sha256(bytes(range(32))).hexdigest()[:16],
        "public_key": bytes(range(32)).hex(),
        "until": None,
    }


def test_spaces_and_what_stands_beside_the_keys_do_not_matter() -> None:
    document = {"name": "Everquill", **json.loads(write_keys([CURRENT]))}

    assert read_keys(json.dumps(document, indent=2).encode()) == (CURRENT,)


@pytest.mark.parametrize(
    ("key", "time", "signs"),
    [
        (OLD, "2024-12-31T23:59:59Z", False),
        (OLD, "2025-01-01T00:00:00Z", True),
        (OLD, "2025-12-31T23:59:59Z", True),
        (OLD, "2026-01-01T00:00:00Z", False),
        (CURRENT, "2099-01-01T00:00:00Z", True),
    ],
)
def test_a_key_signs_from_its_first_moment_until_its_last(key: PublicKey, time: str, signs: bool) -> None:
    assert key.signs_at(time) is signs


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\xff", b"[" * 200_000, b"{"])
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(FormError) as raised:
        read_keys(text)

    assert raised.value.reason == "unreadable"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": "0" * 16}, "keys.1.id"),
        ({"id": None}, "keys.1.id"),
        ({"public_key": "0"}, "keys.1.public_key"),
        ({"from": "today"}, "keys.1.from"),
        ({"until": 5}, "keys.1.until"),
        ({"secret": "0"}, "keys.1"),
    ],
)
def test_a_key_that_does_not_fit_is_named(change: dict[str, Any], where: str) -> None:
    document = json.loads(write_keys([OLD, CURRENT]))
    document["keys"][1].update(change)

    with pytest.raises(FormError) as raised:
        read_keys(json.dumps(document).encode())
    assert (raised.value.reason, raised.value.where) == ("shape", where)


@pytest.mark.parametrize("document", [[], {}, {"keys": None}, {"keys": {}}, 5])
def test_a_document_without_keys_is_refused(document: object) -> None:
    with pytest.raises(FormError) as raised:
        read_keys(json.dumps(document).encode())

    assert (raised.value.reason, raised.value.where) == ("shape", "keys")
