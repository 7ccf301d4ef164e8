"""What people typed, shown as they typed it: nothing in it becomes bold, a link, a mention or a heading.

Discord takes a backslash before a sign that is neither letter, digit nor blank for "this very sign".

Source: Discord's support article "Markdown Text 101"; its developer docs, "Message Formatting".
"""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = re.compile(
    r"[\\*_~`|\[\]()<>#@]"  # emphasis, code, spoilers, links, mentions, timestamps, emoji, headings, quotes
    r"|(?<=[a-zA-Z]):(?=//)"  # an address becomes a link by itself
    r"|:(?=[^\s:]+:)"  # :skull: becomes an emoji
    r"|^(?=[-+]\s)[-+]"  # at the beginning: a list
    r"|(?<=^\d)\.(?=\s)|(?<=^\d\d)\.(?=\s)|(?<=^\d\d\d)\.(?=\s)"
)


def plain(text: str) -> str:
    r"""Write a line so that Discord shows exactly it.

    Args:
        text: One line, such as a name or a label.

    Example:
        >>> print(plain("**Mara** <@1> https://example.com"))
        \*\*Mara\*\* \<\@1\> https\://example.com
    """
    return _SIGN.sub(r"\\\g<0>", text)
