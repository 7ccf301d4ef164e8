"""One value, one text."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import canonical

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
def test_a_value_is_read_as_it_was_written(value: Any) -> None:
    assert canonical.load(canonical.dump(value)) == value


@given(values)
def test_what_was_read_is_written_with_the_same_bytes(value: Any) -> None:
    text = canonical.dump(value)
    assert canonical.dump(canonical.load(text)).encode() == text.encode()


@given(st.dictionaries(st.text(), st.integers(), min_size=2), st.randoms())
def test_the_order_in_which_keys_were_set_leaves_no_trace(value: dict[str, int], rng: random.Random) -> None:
    items = list(value.items())
    rng.shuffle(items)
    assert canonical.dump(dict(items)) == canonical.dump(value)


def test_the_form_is_this_one() -> None:
    value = {"z": [1, True, None, 1.5, -0.0], "é": 'ß\n"\\\u0001😀', "a": {}}
    assert canonical.dump(value) == '{"a":{},"z":[1,true,null,1.5,-0.0],"é":"ß\\n\\"\\\\\\u0001😀"}'
    assert json.loads(canonical.dump(value)) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("-inf")]])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical.dump(value)


def test_other_types_are_refused() -> None:
    with pytest.raises(TypeError):
        canonical.dump({1, 2})
