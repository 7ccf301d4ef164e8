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
BLOCK = re.compile(r"\s*(?:[-*+]|\d+\.)(?:\s|$)|#|-#|>")
INLINE = re.compile(r"[*_~`|\[\]()<>#@]|\w+://|:[^\s:]+:")
"""What Discord takes for more than text, at the beginning of a line and inside it; an emoji's name may be anything."""
PIECES = st.sampled_from(
    [
        "::",
        ":skull:",
        "https://",
        "<@1>",
        "<t:0>",
        "```",
        "||",
        "- ",
        "1. ",
        "12345. ",
        "> ",
        "-# ",
        "\\",
        "\n",
        "\u2028",
    ]
)
TYPED = st.lists(
    PIECES | st.sampled_from("*_~`|[]()<>#@\\:/-+.1 aZé🗡") | st.characters(exclude_categories=["Cs"]), max_size=30
).map("".join)


def shown(written: str) -> str:
    """What Discord shows of a text that holds no markup; an error names the markup that it does hold."""
    assert "\n" not in written
    assert not BLOCK.match(written), f"a block: {written!r}"
    text, at = "", 0
    while at < len(written):
        if escaped := ESCAPED.match(written, at):
            text, at = text + escaped[1], escaped.end()
            continue
        assert not INLINE.match(written, at), f"more than text at {at}: {written!r}"
        text, at = text + written[at], at + 1
    return text


@given(TYPED)
def test_what_is_shown_is_what_was_typed_on_one_line(typed: str) -> None:
    assert shown(plain(typed)) == " ".join(typed.splitlines())


@given(TYPED, TYPED)
def test_two_texts_side_by_side_mean_no_more_than_each(name: str, label: str) -> None:
    assert shown(f"{plain(name)} · {plain(label)}").endswith(" ".join(label.splitlines()))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("fire bolt", "fire bolt"),
        ("+1 sword, don't!", "+1 sword, don't!"),
        ("- a list", "\\- a list"),
        ("  - a list", "  \\- a list"),
        ("1. first", "1\\. first"),
        ("12345. first", "12345\\. first"),
        ("at 1.5 feet", "at 1.5 feet"),
        ("# title", "\\# title"),
        ("-# small", "-\\# small"),
        ("[a](http://x) [b](http://y)", "\\[a\\]\\(http\\://x\\) \\[b\\]\\(http\\://y\\)"),
        (
            "<@1> <@&2> <#3> <t:0:R> </roll:4> <:e:5>",
            "\\<\\@1\\> \\<\\@&2\\> \\<\\#3\\> \\<t\\:0:R\\> \\</roll:4\\> \\<\\:e:5\\>",
        ),
        (":skull: at 10:30", "\\:skull: at 10:30"),
        ("::skull:", "\\:\\:skull:"),
        ("@everyone", "\\@everyone"),
        ("a\\*b", "a\\\\\\*b"),
        ("one\ntwo\r\n# three", "one two \\# three"),
    ],
)
def test_only_what_discord_would_take_for_more_is_marked(typed: str, written: str) -> None:
    assert plain(typed) == written


def test_the_example_holds() -> None:
    assert doctest.testmod(markdown).failed == 0
