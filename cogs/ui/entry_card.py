"""A page of an entry of the books: its numbers and the beginning of its text, then the rest of the text.

Discord shows 4,000 characters of a card, its buttons aside. So a long text is parted where its paragraphs end, and
buttons turn the page; each button says of what and to which page, so that pages turn after any restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN
from cogs.ui.entry_numbers import numbers_of
from cogs.ui.entry_places import written_place
from cogs.ui.markdown import cut
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.rulebook.entries import Entry, Passage
from core.rulebook.titles import Title

PAGE: Final = 3_000
"""Characters of a page's text, with room left for the title, a heading and a line at the foot."""
_BLOCK: Final = "```"
MOST_OTHERS: Final = 4


def entry_card(
    entry: Entry, words: Words, *, page: int = 0, others: Sequence[Title] = (), shared: bool = False
) -> discord.ui.LayoutView:
    """One page of it.

    Args:
        entry: What is told of.
        words: In which language.
        page: Which, from 0; one that there is not is the last.
        others: What else may have been meant.
        shared: Whether it is for everybody: then whoever wants to read on gets a card of their own.
    """
    pages = parted_pages(entry, words)
    page = min(page, len(pages) - 1)
    foot = [words("lookup-page", page=page + 1, pages=len(pages))] if len(pages) > 1 else []
    if not entry.text_installed:
        foot.append(words("lookup-no-text"))
    also = [words("lookup-others")] if others and not shared else []
    return card(
        f"## {entry.title.name}\n-# {subtitle(entry.title, words)}",
        pages[page] or words("lookup-nothing-more"),
        *(["-# " + " · ".join(foot)] if foot else []),
        *also,
        accent=PLAIN,
        buttons=_buttons(entry.title, words, (page, len(pages)), shared=shared),
        more=tuple(_other(title, words) for title in others[:MOST_OTHERS]) if not shared else (),
    )


def subtitle(title: Title, words: Words) -> str:
    """What a title is about, and whose."""
    kind = words(f"lookup-kind-{title.kind.value}")
    told = [f"{kind} ({title.of})" if title.of else kind, words("lookup-edition", edition=title.edition.value)]
    return " · ".join(told)


def parted_pages(entry: Entry, words: Words) -> list[str]:
    """The numbers and the text, in pieces that fit."""
    numbers = numbers_of(entry.numbers, words)
    blocks = ["\n".join(numbers), *(block for passage in entry.passages for block in _blocks(passage))]
    return parted(blocks, PAGE)


def _blocks(passage: Passage) -> Iterable[str]:
    """A passage's paragraphs, its heading with the first of them."""
    paragraphs = passage.text.split("\n\n")
    heading = f"### {passage.heading}\n" if passage.heading else ""
    yield f"{heading}{paragraphs[0]}"
    yield from paragraphs[1:]


def parted(blocks: Iterable[str], most: int) -> list[str]:
    r"""Blocks one under the other, as many on a page as fit; one that is longer than a page is parted itself.

    Example:
        >>> parted(["one", "two", "three"], 9)
        ['one\n\ntwo', 'three']
    """
    pages = [""]
    for block in blocks:
        for piece in _pieces(block, most):
            joined = f"{pages[-1]}\n\n{piece}" if pages[-1] else piece
            if len(joined) <= most:
                pages[-1] = joined
            else:
                pages.append(piece)
    return pages


def _pieces(block: str, most: int) -> Iterable[str]:
    """A block, or its lines or sentences in pieces of at most so many characters; code stays code in each."""
    if len(block) <= most:
        return [block] if block else []
    is_code = block.startswith(_BLOCK)
    around = (f"{_BLOCK}\n", f"\n{_BLOCK}") if is_code else ("", "")
    room = most - len("".join(around))
    inner = block.removeprefix(around[0]).removesuffix(around[1])
    joiner = "\n" if "\n" in inner else ". "
    pieces = [""]
    for part in inner.split(joiner):
        joined = f"{pieces[-1]}{joiner}{part}" if pieces[-1] else part
        if len(joined) <= room:
            pieces[-1] = joined
        else:
            pieces.append(cut(part, room - 1))
    return [f"{around[0]}{piece}{around[1]}" for piece in pieces if piece]


def _buttons(title: Title, words: Words, at: tuple[int, int], *, shared: bool) -> tuple[discord.ui.Button[Any], ...]:
    page, pages = at
    if shared:
        return (_button("open", words("button-lookup-open"), title, page),) if pages > 1 else ()
    turning = (
        _button("back", words("button-lookup-back"), title, max(0, page - 1), disabled=page == 0),
        _button("on", words("button-lookup-on"), title, min(pages - 1, page + 1), disabled=page + 1 >= pages),
    )
    return (*(turning if pages > 1 else ()), _button("share", words("button-lookup-share"), title, page))


def _other(title: Title, words: Words) -> discord.ui.Button[Any]:
    label = words("lookup-other", name=cut(title.name, 40), kind=words(f"lookup-kind-{title.kind.value}"))
    return _button("instead", cut(label, 79), title, 0)


def _button(action: str, label: str, title: Title, page: int, *, disabled: bool = False) -> discord.ui.Button[Any]:
    of = written_place(title, page)
    return discord.ui.Button(label=label, custom_id=custom_id("lookup", of, action), disabled=disabled)
