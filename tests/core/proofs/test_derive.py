"""Derivations: no two uses share an input, and no two histories of entropy share a digest."""

from __future__ import annotations

import hashlib
import hmac
import inspect
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from core.ids import RollId
from core.proofs import derive

WORDS = ("seed", "secret", "sign", "commit", "start", "text", "stir", "roll", "hidden", "opened", "record")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def digest_of(texts: list[str]) -> bytes:
    entropy = derive.first_entropy(bytes(16))
    for text in texts:
        entropy = derive.next_entropy(entropy, derive.text_digest(text))
    return entropy


def test_every_use_has_a_tag_of_its_own() -> None:
    used = [value for name, value in inspect.getmembers(derive) if isinstance(value, bytes)]

    assert sorted(used) == sorted(derive.tag(word) for word in WORDS)
    assert len(set(used)) == len(used)


def test_no_tag_begins_another() -> None:
    tags = [derive.tag(word) for word in WORDS]

    assert not [(one, other) for one, other in product(tags, tags) if one != other and other.startswith(one)]


def test_secrets_of_one_master_key_differ_by_use_and_name() -> None:
    master, name = bytes(32), RollId("0123456789abcdefghijkl")
    secrets = [
        derive.seed(master, name.encode()),
        derive.seed(master, bytes(16)),
        derive.secret(master, name),
        derive.secret(master, RollId(name[::-1])),
        derive.signing_seed(master, 0),
        derive.signing_seed(master, 1),
        derive.seed(bytes(31) + b"\1", bytes(16)),
    ]

    assert len(set(secrets)) == len(secrets)
    assert {len(secret) for secret in secrets} == {derive.SECRET_BYTES}


def test_a_derivation_is_what_the_specification_says() -> None:
    master, epoch_id = bytes(range(32)), bytes(range(16))
    seed = hmac.new(master, b"eq1:seed\0" + epoch_id, "sha256").digest()

    assert derive.seed(master, epoch_id) == seed
    assert derive.commitment(epoch_id, seed) == hashlib.sha256(b"eq1:commit\0" + epoch_id + seed).digest()


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_two_histories_of_entropy_have_one_digest_only_if_they_are_one(one: list[str], other: list[str]) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_moving_letters_between_texts_changes_the_digest() -> None:
    ways = (["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["ab", "", "c"], ["c", "ab"])

    assert len({digest_of(list(way)) for way in ways}) == len(ways)


def test_epochs_begin_with_different_entropy() -> None:
    assert derive.first_entropy(bytes(16)) != derive.first_entropy(bytes(15) + b"\1")
