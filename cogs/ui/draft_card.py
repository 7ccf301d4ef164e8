"""A draft of a new character as cards: one page a topic, each choice a menu, and *Create* on every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.markdown import plain
from cogs.ui.question_rows import rows
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.characters.creation import Choices, Made, Method
from core.characters.drafts import Draft
from core.characters.numbers import armor_class_of
from core.characters.questions import Question
from core.characters.records import Records
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import Sheet
from core.rules.abilities import POINT_COSTS, POINTS_TO_BUY, STANDARD_ARRAY, Ability, Scores, points_spent
from core.rules.edition import Edition
from core.use_cases.create_character import Created

BASICS: Final = "basics"
ABILITIES: Final = "abilities"
TOPICS: Final = ("origin", "skills", "features", "spells", "equipment")


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft, and what it comes to so far.

    Attributes:
        records: Of the things on its sheet.
        roll_url: The page of the roll of its scores; empty without one.
    """

    draft: Draft
    made: Made
    book: Rulebook
    records: Records
    roll_url: str = ""


def pages_of(asked: Iterable[Question]) -> list[str]:
    """The pages that have something to choose."""
    topics = {each.topic for each in asked}
    return [BASICS, ABILITIES, *(each for each in TOPICS if each in topics)]


def draft_card(view: DraftView, page: str, words: Words) -> discord.ui.LayoutView:
    """One page."""
    pages = pages_of(view.made.asked)
    page = page if page in pages else BASICS
    sheet = view.made.sheet
    name = plain(view.draft.new.name) or words("draft-nameless")
    parts: list[str | discord.ui.Item[Any]] = [
        f"## {words('draft-title', name=name)}",
        _preview(sheet, view.records, words),
    ]
    if page == BASICS:
        parts += _basics(view, words)
    if page == ABILITIES:
        parts += _abilities(view, words)
    questions = [each for each in view.made.asked if each.topic == page]
    parts += rows(questions, view.draft.answers, f"{view.draft.id}_{page}", words)
    at = pages.index(page)
    foot = words("draft-foot", page=words(f"draft-page-{page}"), number=at + 1, pages=len(pages))
    return card(*parts, foot, accent=PLAIN, buttons=_ways_on(view.draft, pages, at, words))


def _preview(sheet: Sheet, records: Records, words: Words) -> str:
    return words(
        "draft-preview",
        what=f"{sheet.lineage or sheet.species} {sheet.title}, {sheet.background}",
        points=sheet.vitals.hit_points.maximum,
        ac=armor_class_of(sheet, records),
    )


def _ways_on(draft: Draft, pages: list[str], at: int, words: Words) -> tuple[discord.ui.Button[Any], ...]:
    before, after = pages[max(0, at - 1)], pages[min(len(pages) - 1, at + 1)]
    return (
        button("draft", f"{draft.id}_{before}_back", "page", words("button-back"), disabled=at == 0),
        button("draft", f"{draft.id}_{after}_next", "page", words("button-next"), disabled=at == len(pages) - 1),
        button("draft", f"{draft.id}_{pages[at]}", "name", words("button-name")),
        button("draft", draft.id, "make", words("button-create"), style=discord.ButtonStyle.success),
        button("draft", draft.id, "drop", words("button-throw-away"), style=discord.ButtonStyle.danger),
    )


def _basics(view: DraftView, words: Words) -> list[str | discord.ui.Item[Any]]:
    book, sheet, of = view.book, view.made.sheet, f"{view.draft.id}_{BASICS}"
    species = find(book.species, sheet.species)
    rules = [
        discord.SelectOption(
            label=words("draft-rules-option", rules=each.year),
            value=each.value,
            default=each is book.edition,
        )
        for each in reversed(Edition)
    ]
    parts: list[str | discord.ui.Item[Any]] = [words("draft-basics"), _row("rules", of, rules, words("draft-rules"))]
    named_rows = (
        ("class", [each.name for each in book.classes.values()], sheet.first_class),
        ("species", [each.name for each in book.species.values()], sheet.species),
        ("lineage", list(species.lineages) if species else [], sheet.lineage),
        ("background", [each.name for each in book.backgrounds.values()], sheet.background),
    )
    for action, names, chosen in named_rows:
        if len(names) > 1:
            options = [discord.SelectOption(label=each, value=each, default=each == chosen) for each in names]
            parts.append(_row(action, of, options, words(f"draft-{action}")))
    return parts


def _row(action: str, of: str, options: list[discord.SelectOption], placeholder: str) -> discord.ui.ActionRow[Any]:
    return discord.ui.ActionRow(
        discord.ui.Select(custom_id=custom_id("draft", of, action), placeholder=placeholder, options=options)
    )


def _abilities(view: DraftView, words: Words) -> list[str | discord.ui.Item[Any]]:
    choices, of = view.draft.new, f"{view.draft.id}_{ABILITIES}"
    methods = [
        discord.SelectOption(label=words(f"draft-method-{each}"), value=each.value, default=each is choices.method)
        for each in Method
    ]
    parts: list[str | discord.ui.Item[Any]] = [_row("method", of, methods, words("draft-page-abilities"))]
    parts.append(_of_method(view, words))
    if choices.method is Method.ROLLED and not choices.rolled:
        roll = button("draft", of, "roll", words("button-roll-scores"), style=discord.ButtonStyle.primary)
        return [*parts, discord.ui.ActionRow(roll)]
    values = _values(choices)
    for ability in Ability:
        score = view.made.scores[ability]
        options = [
            discord.SelectOption(
                label=words("draft-score", ability=words(f"ability-{ability}"), score=each),
                value=str(each),
                default=each == score,
            )
            for each in values
        ]
        parts.append(_row("score", f"{of}_{ability}", options, words(f"ability-{ability}")))
    return [*parts, words("draft-final", scores=scores_in_words(view.made.sheet.scores))]


def _values(choices: Choices) -> list[int]:
    if choices.method is Method.POINTS:
        return sorted(POINT_COSTS, reverse=True)
    return sorted(set(choices.rolled or STANDARD_ARRAY), reverse=True)


def _of_method(view: DraftView, words: Words) -> str:
    choices = view.draft.new
    if choices.method is Method.POINTS:
        return words("draft-points", spent=points_spent(view.made.scores.values()), points=POINTS_TO_BUY)
    if choices.method is Method.ARRAY:
        return words("draft-array")
    if not choices.rolled:
        return words("draft-to-roll")
    values = ", ".join(map(str, sorted(choices.rolled, reverse=True)))
    return words("draft-rolled", values=values, url=view.roll_url)


def scores_in_words(scores: Scores) -> str:
    """The six in a line.

    Example:
        >>> scores_in_words({Ability.STRENGTH: 16, Ability.DEXTERITY: 14})
        'STR 16, DEX 14'
    """
    return ", ".join(f"{each.upper()} {scores[each]}" for each in Ability if each in scores)


def played_line(created: Created, words: Words) -> str:
    """That a new character is played here now, and instead of whom; empty where there was nobody else."""
    if not created.instead_of:
        return ""
    new, before = (plain(each) for each in (created.character.written().name, created.instead_of))
    return words("character-plays-now", name=new, before=before)
