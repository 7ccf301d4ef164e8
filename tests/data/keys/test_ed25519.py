"""Ed25519: the standard's own vectors, and nothing but a true signature passes."""

from __future__ import annotations

import pytest

from core.ports.signatures import SignatureCheck, Signer
from data.keys.ed25519 import Ed25519SignatureCheck, Ed25519Signer

SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC_KEY = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
"""RFC 8032, section 7.1, test 2: the signature of the byte 0x72."""


@pytest.fixture
def signer() -> Signer:
    """A signer with a known key."""
    return Ed25519Signer(SEED)


@pytest.fixture
def check() -> SignatureCheck:
    """The check."""
    return Ed25519SignatureCheck()


def test_a_signature_is_that_of_the_standard(signer: Signer, check: SignatureCheck) -> None:
    assert signer.public_key == PUBLIC_KEY
    assert signer.sign(b"\x72") == SIGNATURE
    assert check.verify(PUBLIC_KEY, b"\x72", SIGNATURE)


def test_another_message_key_or_signature_does_not_pass(signer: Signer, check: SignatureCheck) -> None:
    other = Ed25519Signer(bytes(32))

    assert not check.verify(PUBLIC_KEY, b"\x73", SIGNATURE)
    assert not check.verify(other.public_key, b"\x72", SIGNATURE)
    assert not check.verify(PUBLIC_KEY, b"\x72", other.sign(b"\x72"))


@pytest.mark.parametrize(
    ("public_key", "signature"),
    [
        (b"", SIGNATURE),
        (bytes(32), SIGNATURE),
        (PUBLIC_KEY, b""),
        (PUBLIC_KEY, SIGNATURE + b"\0"),
        (b"\xff" * 32, SIGNATURE),
    ],
)
def test_what_is_no_key_or_no_signature_does_not_pass(
    check: SignatureCheck, public_key: bytes, signature: bytes
) -> None:
    assert not check.verify(public_key, b"\x72", signature)


def test_a_signer_does_not_show_its_seed(signer: Signer) -> None:
    assert SEED.hex() not in repr(signer)
    assert not hasattr(signer, "__dict__")
