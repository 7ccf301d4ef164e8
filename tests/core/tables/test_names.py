"""Names and labels made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LimitError
from core.tables.names import HIDDEN_CATEGORIES, MAX_NAME, clean_label, clean_name, one_line


@given(st.text(max_size=200))
def test_nothing_invisible_or_multiline_is_left(text: str) -> None:
    line = one_line(text)
    assert not any(unicodedata.category(character) in HIDDEN_CATEGORIES for character in line)
    assert line == " ".join(line.split())


@given(st.text(max_size=200))
def test_a_name_is_never_empty_and_never_long(text: str) -> None:
    assert 1 <= len(clean_name(text)) <= MAX_NAME


def test_stacked_marks_are_thinned() -> None:
    assert len(one_line("a" + "\u0301\u0302\u0303\u0304\u0305" * 4)) <= 3


def test_a_right_to_left_override_is_dropped_and_right_to_left_letters_stay() -> None:
    assert one_line("\u202eevil") == "evil"
    assert one_line("שלום") == "שלום"


def test_an_empty_label_is_none_and_a_long_one_is_refused_with_its_length() -> None:
    assert clean_label(" \n ") is None
    with pytest.raises(LimitError) as refused:
        clean_label("x" * 101)
    assert refused.value.facts == {"limit": 100, "length": 101}
