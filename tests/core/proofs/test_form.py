"""The form of proof files: one way to write each, and the place named where a file strays from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import canonical
from core.proofs import form
from core.proofs.form import FormError
from tests.core.proofs import independent
from tests.core.proofs.recorded import typical


def refusal(file: bytes) -> tuple[str, str]:
    """Why a file has not the form of a proof."""
    assert independent.check(file) == {"form": False}
    with pytest.raises(FormError) as raised:
        form.read(file)
    return raised.value.reason, raised.value.where


@pytest.mark.parametrize("name", typical())
def test_a_line_feed_at_the_end_may_be_there_or_not(name: str) -> None:
    file = typical()[name]

    assert file.endswith(b"}\n")
    assert form.read(file) == form.read(file[:-1]) == json.loads(file)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"roll",
        b"\xff{}",
        b"\xef\xbb\xbf{}",
        b"{}{}",
        b'{"a":01}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":2e7af}',
        b'{"a":1.5,}',
        b'{"a":"\n"}',
        b"[" * 200_000,
    ],
)
def test_what_is_no_json_is_unreadable(file: bytes) -> None:
    assert refusal(file) == ("unreadable", "")


@pytest.mark.parametrize(
    "file",
    [
        b"{} ",
        b"{}\n\n",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":-0}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 100_000 + b"}",
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\u007f"}',
        b'{"a":"\\ud83d\\ude00"}',
        b'{"a":"\\ud83d"}',
    ],
)
def test_what_could_be_written_otherwise_is_not_canonical(file: bytes) -> None:
    assert refusal(file) == ("not-canonical", "")


STRAYS: list[tuple[str, Callable[[Any], object], str]] = [
    ("public", lambda proof: proof.update(extra=1), ""),
    ("public", lambda proof: proof.pop("key"), ""),
    ("public", lambda proof: proof.update(key="G" * 16), "key"),
    ("public", lambda proof: proof.update(key="A" * 16), "key"),
    ("public", lambda proof: proof.update(public_key="0" * 62), "public_key"),
    ("public", lambda proof: proof.update(epoch=None), "epoch"),
    ("public", lambda proof: proof["epoch"].pop("seed"), "epoch"),
    ("public", lambda proof: proof["epoch"].update(entropy={}), "epoch.entropy"),
    ("public", lambda proof: proof["epoch"]["entropy"][1].update(text=5), "epoch.entropy.1.text"),
    ("public", lambda proof: proof["epoch"]["entropy"][1].update(digest=None), "epoch.entropy.1.digest"),
    ("public", lambda proof: proof["record"].update(version=2), "record.version"),
    ("public", lambda proof: proof["record"].update(version=True), "record.version"),
    ("public", lambda proof: proof["record"].update(kind="opened"), "record.kind"),
    ("public", lambda proof: proof["record"].update(kind="sealed"), ""),
    ("public", lambda proof: proof["record"].update(number=0), "record.number"),
    ("public", lambda proof: proof["record"].update(number=True), "record.number"),
    ("public", lambda proof: proof["record"].update(totals=[True]), "record.totals.0"),
    ("public", lambda proof: proof["record"].update(totals=["5"]), "record.totals.0"),
    ("public", lambda proof: proof["record"].update(totals=5), "record.totals"),
    ("public", lambda proof: proof["record"].update(passed=[1]), "record.passed.0"),
    ("public", lambda proof: proof["record"].update(dc="15"), "record.dc"),
    ("public", lambda proof: proof["record"].update(time="2026-11-21T19:45:00+00:00"), "record.time"),
    ("public", lambda proof: proof["record"].update(time="２026-11-21T19:45:00Z"), "record.time"),
    ("public", lambda proof: proof["record"].update(id="short"), "record.id"),
    ("public", lambda proof: proof["record"].update(advantage="Advantage"), "record.advantage"),
    ("public", lambda proof: proof["record"].update(player="Mara"), "record"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, [6]), "record.draws.0"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, [6, 5, 4]), "record.draws.0"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, [0, 1]), "record.draws.0"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, [6, 0]), "record.draws.0"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, [1_000_001, 1]), "record.draws.0"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, [True, 1]), "record.draws.0"),
    ("public", lambda proof: proof["record"]["draws"].insert(0, "61"), "record.draws.0"),
    ("hidden", lambda proof: proof["opened"].pop("secret"), "opened"),
    ("hidden", lambda proof: proof["opened"].update(kind="roll"), "opened.kind"),
    ("hidden", lambda proof: proof["record"].update(totals=[5]), "record"),
    ("hidden", lambda proof: proof.update(epoch={"entropy": [], "seed": None}), ""),
]


@pytest.mark.parametrize(("name", "stray", "where"), STRAYS)
def test_the_place_that_does_not_fit_is_named(name: str, stray: Callable[[Any], object], where: str) -> None:
    proof = json.loads(typical()[name])
    stray(proof)

    assert refusal(canonical.dump(proof).encode()) == ("shape", where)


@pytest.mark.parametrize("value", [None, 5, "roll", [], {}, [{"record": {}}], {"record": None}, {"record": []}])
def test_any_other_json_has_not_the_shape(value: object) -> None:
    assert refusal(canonical.dump(value).encode()) == ("shape", "")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists) | st.binary())
def test_nothing_breaks_the_reader(value: object) -> None:
    file = value if isinstance(value, bytes) else canonical.dump(value).encode(errors="surrogatepass")

    assert refusal(file)[0] in {"unreadable", "not-canonical", "shape"}


def test_a_deep_or_long_text_is_refused_in_good_time() -> None:
    for hostile in (b"[" * 1_000_000, b'{"a":' * 200_000, b"1" * 1_000_000, b'"' + b"\\" * 999_999):
        with pytest.raises(FormError):
            form.read(hostile)
