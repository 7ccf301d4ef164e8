"""The next level of a character as a card: in which class, how many hit points, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.draft_card import scores_in_words
from cogs.ui.markdown import cut, plain
from cogs.ui.question_rows import rows
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.characters.drafts import Draft
from core.characters.levelling import Gained
from core.characters.rulebook import Rulebook
from core.characters.sheet import Sheet

LEVEL: Final = "level"
SPELLS: Final = "spells"


@dataclass(frozen=True, slots=True)
class LevelView:
    """A draft of a level, and what it comes to so far.

    Attributes:
        draft: The draft.
        sheet: As it is.
        gained: As it will be.
        character_class: In which class.
        features: What the level brings, by name.
    """

    draft: Draft
    sheet: Sheet
    gained: Gained
    book: Rulebook
    character_class: str
    features: tuple[str, ...] = ()


def pages_of(gained: Gained) -> list[str]:
    """Spells have a page of their own."""
    return [LEVEL, *([SPELLS] if any(each.topic == SPELLS for each in gained.asked) else [])]


def level_card(view: LevelView, page: str, words: Words) -> discord.ui.LayoutView:
    """One page."""
    pages = pages_of(view.gained)
    page = page if page in pages else LEVEL
    of = f"{view.draft.id}_{page}"
    level = view.sheet.level + 1
    parts: list[str | discord.ui.Item[Any]] = [
        f"## {words('level-title', name=plain(view.sheet.name), level=level)}",
        _gains(view, words),
    ]
    if page == LEVEL:
        parts += [_classes(view, of, words), _points(view, words)]
    questions = [each for each in view.gained.asked if (each.topic == SPELLS) == (page == SPELLS)]
    parts += rows(questions, view.draft.answers, of, words, kind="level")
    parts.append(words("draft-final", scores=scores_in_words(view.gained.sheet.scores)))
    return card(*parts, accent=PLAIN, buttons=_ways_on(view, pages, page, words))


def _gains(view: LevelView, words: Words) -> str:
    return words(
        "level-gains",
        before=view.sheet.vitals.hit_points.maximum,
        after=view.gained.sheet.vitals.hit_points.maximum,
        features=plain(cut(", ".join(view.features), 300)) or "none",
    )


def _classes(view: LevelView, of: str, words: Words) -> discord.ui.ActionRow[Any]:
    names = [*view.sheet.classes, *(each.name for each in view.book.classes.values())]
    options = [
        discord.SelectOption(
            label=words(
                "level-class-option",
                name=name,
                level=(view.sheet.classes[name].level if name in view.sheet.classes else 0) + 1,
                new="no" if name in view.sheet.classes else "yes",
            ),
            value=name,
            default=name == view.character_class,
        )
        for name in dict.fromkeys(names)
    ]
    return discord.ui.ActionRow(
        discord.ui.Select(
            custom_id=custom_id("level", of, "class"), placeholder=words("level-class"), options=options[:25]
        )
    )


def _points(view: LevelView, words: Words) -> str:
    choices = view.draft.level
    if choices.rolled is not None:
        return words("level-points-rolled", points=f"+{view.gained.hit_points}", face=choices.rolled)
    die = view.gained.sheet.classes[view.character_class].hit_die
    fixed = words("level-points-fixed", points=f"+{view.gained.hit_points}")
    return f"{fixed}\n{words('level-points-to-roll', die=die)}"


def _ways_on(view: LevelView, pages: list[str], page: str, words: Words) -> tuple[discord.ui.Button[Any], ...]:
    draft, roll = view.draft, view.draft.level.rolled is None
    other = next((each for each in pages if each != page), "")
    label = words(f"draft-page-{other}") if other else ""
    turn = (button("level", f"{draft.id}_{other}", "page", label),) if other else ()
    rolling = (button("level", f"{draft.id}_{page}", "roll", words("button-roll-hit-points")),) if roll else ()
    return (
        *turn,
        *rolling,
        button("level", draft.id, "gain", words("button-gain"), style=discord.ButtonStyle.success),
        button("level", draft.id, "drop", words("button-throw-away"), style=discord.ButtonStyle.danger),
    )
