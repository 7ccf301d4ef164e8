"""A character that was made of one line as a card, with what was chosen for whoever wrote it, level by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.draft_card import scores_in_words
from cogs.ui.markdown import plain
from cogs.ui.question_rows import answer_in_words, title_of
from cogs.ui.sheet_sections import SheetView, numbers, who
from cogs.ui.sheet_things import fitted
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters.creation import Choices, Made

MOST_LISTED: Final = 320
"""Letters of one line's names: two dozen spells."""
MOST_ASSUMED: Final = 2_800
"""Letters of all lines; the rest of the card takes no more than Discord has beyond them."""


def made_card(
    made: Made, choices: Choices, view: SheetView, words: Words, *, played: str = ""
) -> discord.ui.LayoutView:
    """The card; what further levels chose stands in the lines of what the first chose of the same kind."""
    sheet = made.sheet
    lines = [words("draft-assumed-scores", scores=scores_in_words(made.scores)), *_assumed(made, choices, words)]
    show = button("sheet", f"{view.of}-summary", "show", words("choice-section-summary"))
    return card(
        f"## {words('character-created', name=plain(sheet.name))}",
        f"{who(sheet, words)}\n{numbers(view, words)}\n{scores_in_words(sheet.scores)}",
        *([played] if played else []),
        f"{words('draft-made-assumed')}\n" + fitted(lines, words, most=MOST_ASSUMED),
        accent=PLAIN,
        buttons=(show,),
    )


def _assumed(made: Made, choices: Choices, words: Words) -> list[str]:
    chosen: dict[str, list[str]] = {}
    for question in (*made.asked, *made.later):
        chosen.setdefault(title_of(question, words), []).extend(answer_in_words(question, choices.answers))
    for levels in made.sheet.classes.values():
        if levels.subclass:
            chosen.setdefault(levels.name, []).append(levels.subclass)
    return [words("draft-assumed-line", title=title, chosen=_listed(names, words)) for title, names in chosen.items()]


def _listed(names: Sequence[str], words: Words) -> str:
    """Names in a line, each once with how often it was chosen; as many as there is room for, and how many more."""
    counted = [
        words("draft-times", what=plain(name), times=times) if times > 1 else plain(name)
        for name, times in Counter(names).items()
    ]
    kept: list[str] = []
    left = MOST_LISTED
    for name in counted:
        left -= len(name) + 2
        if left < 0 and kept:
            return words("draft-listed-more", names=", ".join(kept), more=len(counted) - len(kept))
        kept.append(name)
    return ", ".join(kept)
