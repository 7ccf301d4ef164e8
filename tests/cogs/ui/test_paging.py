"""Places in history, written into buttons and read back."""

from __future__ import annotations

import doctest
import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.ui import paging
from cogs.ui.paging import read_place, written_place
from cogs.ui.views import custom_id
from core.ids import TableCode, UserId
from core.tables.codes import WORDS
from core.tables.records import EPOCH, Mark, Sought

SNOWFLAKES = st.integers(1, 2**63 - 1)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — the strategy wants naive bounds
CODES = st.builds("{}-{:04d}".format, st.sampled_from(WORDS), st.integers(0, 9999))
SOUGHT = st.builds(
    Sought,
    st.none() | SNOWFLAKES.map(UserId),
    st.none() | MOMENTS.map(lambda moment: moment.replace(microsecond=0)),
    st.none() | CODES.map(TableCode),
)


@given(SOUGHT, st.builds(Mark, MOMENTS, st.integers(0, 10**9)))
def test_a_place_is_read_back_as_it_was_and_fits_a_button(sought: Sought, mark: Mark) -> None:
    text = written_place(sought, mark)
    assert read_place(text) == (sought, mark)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text)
    assert len(custom_id("rolls", text, "older")) <= 100


def test_a_place_between_two_seconds_keeps_its_microseconds() -> None:
    mark = Mark(EPOCH + timedelta(days=20_000, microseconds=1), 1)
    assert read_place(written_place(Sought(), mark))[1] == mark


def test_the_examples_hold() -> None:
    assert doctest.testmod(paging).failed == 0
