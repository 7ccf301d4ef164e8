"""What people typed comes out as they typed it, whatever Discord would make of it."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui import markdown
from cogs.ui.markdown import plain

ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
MEANT = re.compile(r"[\\*_~`|\[\]()<>#@]|[a-z]://|:[^\s:]+:|^[-+]\s|^\d{1,3}\.\s", re.IGNORECASE)
"""What Discord takes for more than text."""
ONE_LINE = st.text(
    st.sampled_from("*_~`|[]()<>#@\\:/-+.1 aZé🗡") | st.characters(exclude_categories=["Cc", "Cs"]), max_size=40
)


@given(ONE_LINE)
def test_what_is_shown_is_what_was_typed(typed: str) -> None:
    written = plain(typed)
    assert ESCAPED.sub(r"\1", written) == typed
    assert not MEANT.search(ESCAPED.sub("", written))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("fire bolt", "fire bolt"),
        ("+1 sword, don't!", "+1 sword, don't!"),
        ("- a list", "\\- a list"),
        ("1. first", "1\\. first"),
        ("at 1.5 feet", "at 1.5 feet"),
        ("# title", "\\# title"),
        ("[a](http://x) [b](http://y)", "\\[a\\]\\(http\\://x\\) \\[b\\]\\(http\\://y\\)"),
        (
            "<@1> <@&2> <#3> <t:0:R> </roll:4> <:e:5>",
            "\\<\\@1\\> \\<\\@&2\\> \\<\\#3\\> \\<t\\:0:R\\> \\</roll:4\\> \\<\\:e:5\\>",
        ),
        (":skull: at 10:30", "\\:skull: at 10:30"),
        ("@everyone", "\\@everyone"),
        ("a\\*b", "a\\\\\\*b"),
    ],
)
def test_only_what_discord_would_take_for_more_is_marked(typed: str, written: str) -> None:
    assert plain(typed) == written


def test_the_example_holds() -> None:
    assert doctest.testmod(markdown).failed == 0
