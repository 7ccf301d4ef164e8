"""Texts as the packages have them, made into Markdown that Discord shows.

Discord shows no tables, so small ones become blocks of code and wide ones lists; it shows three sizes of headings, so
those within a text become bold lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

WIDEST_TABLE: Final = 56
"""Letters in a line of code that a phone shows without breaking it."""
_HEADING: Final = re.compile(r"^#+\s*(.*?)\s*#*$")
_ROW: Final = re.compile(r"^\s*\|.*\|\s*$")
_RULE: Final = re.compile(r"^[\s|:+-]+$")
_ITEM: Final = re.compile(r"^\s*(?:[-•*]|\d+\.)\s+")
_BROKEN: Final = re.compile(r"([a-z])(?:- |\u00ad ?)(?!(?:and|or|to) )([a-z])")
"""A word that was broken at the end of a line of the book."""
_EMPHASIS: Final = re.compile(r"[*_]{1,3}")


def markdown(text: str | Iterable[str], *, wrapped: bool = False) -> str:
    r"""A text, or its pieces, as Discord is to show it.

    Args:
        text: Each line of it is a paragraph, an item, a row or a heading.
        wrapped: Whether paragraphs go on over line breaks instead, and end at empty lines.

    Example:
        >>> markdown(["One.", "- two", "- three", "#### Four"])
        'One.\n\n- two\n- three\n\n**Four**'
    """
    pieces = [text] if isinstance(text, str) else list(text)
    lines = [line.rstrip() for piece in pieces for line in piece.replace("\r", "").split("\n")]
    blocks: list[str] = []
    rows: list[str] = []
    for line in lines:
        if _ROW.match(line):
            rows.append(line)
            continue
        blocks += _table(rows)
        rows.clear()
        _take(line, blocks, goes_on=wrapped)
    blocks += _table(rows)
    return "\n\n".join(block for block in blocks if block)


def _take(line: str, blocks: list[str], *, goes_on: bool) -> None:
    """Add a line to the blocks: to the list or the paragraph before it, or as one of its own."""
    said = _BROKEN.sub(r"\1\2", line.strip()).replace("--", "—")
    if heading := _HEADING.match(said):
        blocks.append(f"**{_EMPHASIS.sub('', heading[1])}**")
    elif _ITEM.match(said):
        item = f"- {_ITEM.sub('', said, count=1)}" if not said[0].isdigit() else said
        if blocks and _ITEM.match(blocks[-1].rpartition("\n")[2]):
            blocks[-1] += f"\n{item}"
        else:
            blocks.append(item)
    elif goes_on and blocks and said:
        blocks[-1] += f" {said}" if blocks[-1] else said
    elif said or goes_on:
        blocks.append(said)


def _table(rows: Sequence[str]) -> list[str]:
    cells = [_cells(row) for row in rows if not _RULE.match(row)]
    if not cells:
        return []
    count = max(len(row) for row in cells)
    full = [[*row, *[""] * (count - len(row))] for row in cells]
    widths = [max(len(row[place]) for row in full) for place in range(count)]
    if sum(widths) + 2 * (count - 1) <= WIDEST_TABLE:
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in full]
        return ["```\n" + "\n".join(lines) + "\n```"]
    head, *body = full
    return ["\n".join(_as_item(head, row) for row in body or [head])]


def _cells(row: str) -> list[str]:
    return [_EMPHASIS.sub("", cell).replace("`", "ˋ").strip() for cell in row.strip().strip("|").split("|")]


def _as_item(head: Sequence[str], row: Sequence[str]) -> str:
    """A wide row as an item of a list: what it is about in bold, then the rest with what stands above it."""
    first, *others = row
    pairs = zip(head[1:], others, strict=True)
    told = [f"{above}: {cell}" if above and len(others) > 1 else cell for above, cell in pairs]
    return f"- **{first}** " + "; ".join(cell for cell in told if cell)
