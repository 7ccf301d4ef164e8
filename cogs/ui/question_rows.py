"""Questions as rows of a card: a line that says what is asked, and a menu to choose with, or several of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import discord

from cogs.ui.markdown import cut
from cogs.ui.text import Words
from cogs.ui.views import custom_id
from core.characters.questions import Answers, Question

IN_A_MENU: Final = 25
LONGEST_OPTION: Final = 100
MOST_MENUS: Final = 6
"""Of one question; what a longer list has beyond them is chosen elsewhere."""
MOST_ON_A_CARD: Final = 10
_SCORES: Final = re.compile(r"\b(str|dex|con|int|wis|cha)\b")
_ENDS: Final = (
    *(("-skills", "skills"), ("-tools", "tools"), ("-trained", "trained"), ("-scores", "scores"), ("-list", "list")),
    *(("-spells-0", "cantrips"), ("-spells-1", "spells"), ("-cantrip", "cantrips"), ("-feat", "feat")),
    *(("-casting", "casting"), ("-choice", "choice")),
)


def rows(
    questions: Iterable[Question], answers: Answers, of: str, words: Words, *, kind: str = "draft"
) -> list[str | discord.ui.Item[Any]]:
    """All questions of a page.

    Args:
        questions: What is open.
        answers: What was answered so far.
        of: The draft and the page, as its menus name them.
        words: In which language.
        kind: What the menus are about.
    """
    parts: list[str | discord.ui.Item[Any]] = []
    left = MOST_ON_A_CARD
    for question in questions:
        menus = _menus(question, answers, (kind, of), words)[: min(left, MOST_MENUS)]
        left -= len(menus)
        if menus:
            chosen = shown_answer(question, answers)
            title = title_of(question, words)
            parts.append(words("draft-count", title=f"**{title}**", have=len(chosen), count=question.count))
            parts += [discord.ui.ActionRow(menu) for menu in menus]
            if len(question.options) > MOST_MENUS * IN_A_MENU:
                parts.append(words("draft-more-by-command"))
    return parts


def shown_answer(question: Question, answers: Answers) -> tuple[str, ...]:
    """What is chosen as the card shows it: as it was answered, with nothing filled up; else what is usual."""
    given = answers.given.get(question.key)
    known = [each for each in given or () if each in question.options]
    return tuple(known[: question.count]) if known else question.settled(None)


def _menus(question: Question, answers: Answers, of: tuple[str, str], words: Words) -> list[discord.ui.Select[Any]]:
    chosen = shown_answer(question, answers)
    parts = chunks(question.options)
    return [
        discord.ui.Select(
            custom_id=custom_id(of[0], f"{of[1]}_{question.key}_{number}", "answer"),
            placeholder=_placeholder(question, part, parts, words),
            min_values=question.count if len(parts) == 1 else 0,
            max_values=min(question.count, len(part)),
            options=[
                discord.SelectOption(label=_label(each), value=each[:LONGEST_OPTION], default=each in chosen)
                for each in part
            ],
        )
        for number, part in enumerate(parts)
    ]


def _placeholder(question: Question, part: Sequence[str], parts: Sequence[object], words: Words) -> str:
    choose = words("draft-choose", count=question.count)
    if len(parts) == 1:
        return choose
    return cut(f"{choose} · {words('draft-part', first=part[0], last=part[-1])}", 149)


def chunks(options: Sequence[str]) -> list[Sequence[str]]:
    """Options in parts that fit into a menu each."""
    return [options[at : at + IN_A_MENU] for at in range(0, len(options), IN_A_MENU)]


def _label(option: str) -> str:
    """An option as people read it: abilities in capitals, skills with one."""
    capital = option if option[:1].isupper() else option[:1].upper() + option[1:]
    return cut(_SCORES.sub(lambda found: found[1].upper(), capital if not _SCORES.match(option) else option), 99)


def options_picked(question: Question, part: int, values: Sequence[str]) -> tuple[Sequence[str], list[str]]:
    """What a menu offered, and what was picked of it."""
    offered = chunks(question.options)
    shown = offered[part] if part < len(offered) else ()
    return shown, [each for each in shown if each[:LONGEST_OPTION] in values]


def title_of(question: Question, words: Words) -> str:
    """What a question is called."""
    of = question.of or words("draft-page-origin")
    for end, name in _ENDS:
        if question.key.endswith(end):
            return words(f"question-{name}", of=of)
    if re.search(r"-kit-\d+$", question.key):
        return words("question-kit")
    if "-kit-" in question.key:
        return words("question-thing", of=of)
    return words(f"question-{re.sub('-[0-9]+$', '', question.key)}", of=of)


def answer_in_words(question: Question, answers: Answers) -> list[str]:
    """What is chosen, as people read it."""
    return [_label(each) for each in answers.to(question)]
