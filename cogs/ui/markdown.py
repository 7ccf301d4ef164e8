"""What people typed, shown as they typed it: nothing in it becomes bold, a link, a mention or a heading.

Discord takes a backslash before a sign that is neither letter, digit nor blank for "this very sign". A backslash that
stands anywhere else is shown, so a sign gets one only where it could be taken for more than itself.

Source: Discord's support article "Markdown Text 101"; its developer docs, "Message Formatting".
"""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = re.compile(
    r"[\\*_~`|\[\]()<>#@]"  # emphasis, code, spoilers, links, mentions, timestamps, emoji, headings, quotes
    r"|:(?=//"  # an address becomes a link by itself
    r"|[^\s:]*:)"  # :skull: becomes an emoji; between the colons of "::" our own backslash would be its name
)
_ITEM: Final = re.compile(r"^(\s*(?:[0-9]+(?=\.(?:\s|$))|(?=[-+](?:\s|$))))")
"""What stands before the sign that would make a line an item of a list."""


def plain(text: str) -> str:
    r"""Write a text so that Discord shows exactly it, on one line.

    Args:
        text: What a person gave, such as a name or a label. Line breaks become spaces: behind one, signs mean more.

    Example:
        >>> print(plain("**Mara** <@1> https://example.com"))
        \*\*Mara\*\* \<\@1\> https\://example.com
    """
    line = " ".join(text.splitlines())
    return _ITEM.sub(r"\1\\", _SIGN.sub(r"\\\g<0>", line))


def code(text: str, most: int) -> str:
    """A text as a span of code, cut to a length: a backtick in it, which would end the span, becomes its look-alike.

    Example:
        >>> code("4d6kh3 # a `b`", 12), code("1d20+5 adv", 7)
        ('`4d6kh3 # a ˋ…`', '`1d20+5…`')
    """
    return f"`{cut(text, most).replace('`', 'ˋ')}`"


def cut(text: str, most: int) -> str:
    """A text, or its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
