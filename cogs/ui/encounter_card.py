"""Encounters as whoever plans them sees them: how hard one is, a proposal, and the list of those that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from cogs.ui.cards import FAIL, PASS, PLAIN, button
from cogs.ui.encounter_places import written_seed
from cogs.ui.markdown import code, cut, plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.combat.planning.bestiary import Kind
from core.combat.planning.groups import told_groups
from core.combat.planning.measuring import Measure
from core.combat.planning.saved import MOST_ENCOUNTERS, Encounter
from core.combat.planning.wishes import Wish
from core.rules.edition import Edition
from core.rules.encounters import Difficulty

SHOWN_LINE = 40
"""As many encounters as there may be fit on one card so."""
SHOWN_MONSTERS = 300
_COLOURS = {Difficulty.HIGH: FAIL, Difficulty.BEYOND: FAIL, Difficulty.LOW: PASS, Difficulty.TRIVIAL: PASS}
_NAMES = {
    Difficulty.TRIVIAL: "difficulty-trivial",
    Difficulty.LOW: "difficulty-low",
    Difficulty.MODERATE: "difficulty-moderate",
    Difficulty.HIGH: "difficulty-high",
    Difficulty.BEYOND: "difficulty-beyond",
}


def measure_card(measure: Measure, there: Sequence[tuple[Kind, int]], words: Words) -> discord.ui.LayoutView:
    """How hard an encounter is, and the numbers that this stands on.

    Args:
        measure: How hard.
        there: Its monsters, where they were named; of a fight none, for the tracker has them.
        words: In which language.
    """
    return card(
        f"## {_title(measure, words)}",
        *(["\n".join(_lines(there, words))] if there else []),
        "\n".join(_numbers(measure, words)),
        accent=_COLOURS.get(measure.difficulty, PLAIN),
        buttons=(),
    )


def proposal_card(
    wish: Wish, of: str, measure: Measure, *, there: Sequence[tuple[Kind, int]], words: Words
) -> discord.ui.LayoutView:
    """An encounter that is proposed, with buttons for another, for keeping it and for bringing it in.

    Args:
        wish: What it was to be.
        of: The wish as the buttons tell it.
        measure: How hard it is.
        there: Its monsters.
        words: In which language.
    """
    primary = discord.ButtonStyle.primary
    buttons: tuple[discord.ui.Button[Any], ...] = (
        button("encounter", of, "another", words("button-another"), style=primary),
        button("encounter", of, "keep", words("button-encounter-save")),
        button("encounter", of, "add", words("button-add-to-fight")),
        button("encounter", of, "hide", words("button-add-hidden")),
    )
    return card(
        f"## {_title(measure, words)}",
        "\n".join(_lines(there, words)),
        "\n".join([*_numbers(measure, words), words("encounter-seed", seed=written_seed(wish.seed))]),
        accent=_COLOURS.get(measure.difficulty, PLAIN),
        buttons=buttons,
    )


def encounter_said(key: str, encounter: Encounter, words: Words) -> str:
    """What has become of an encounter: ``encounter-saved`` or ``encounter-deleted``."""
    told = code(told_groups(encounter.groups), SHOWN_MONSTERS)
    return words(key, name=plain(encounter.name), monsters=told, year=encounter.edition.year)


def encounters_card(encounters: Sequence[Encounter], words: Words) -> discord.ui.LayoutView:
    """A person's encounters, one a line."""
    lines = [
        f"**{plain(each.name)}** · {each.edition.year} · {code(told_groups(each.groups), SHOWN_LINE)}"
        for each in encounters
    ]
    foot = [words("encounters-foot", count=len(encounters), limit=MOST_ENCOUNTERS)] if encounters else []
    return card(
        f"## {words('encounters-title')}",
        "\n".join(lines) or words("encounters-none"),
        *foot,
        accent=PLAIN,
        buttons=(),
    )


def encounter_label(encounter: Encounter, most: int) -> str:
    """An encounter among those that are offered: its name, and what is in it."""
    return cut(f"{encounter.name} · {told_groups(encounter.groups)}", most)


def _title(measure: Measure, words: Words) -> str:
    return words("encounter-measure", difficulty=words(_NAMES[measure.difficulty]), xp=measure.xp)


def _lines(there: Sequence[tuple[Kind, int]], words: Words) -> list[str]:
    return [
        words("encounter-line", count=count, name=kind.name, rating=str(kind.rating), xp=kind.xp, type=kind.type)
        for kind, count in there
    ]


def _numbers(measure: Measure, words: Words) -> list[str]:
    levels = ", ".join(map(str, measure.levels))
    low, moderate, high = measure.budget
    return [
        words("encounter-party", count=len(measure.levels), levels=levels, foes=measure.foes),
        words("encounter-budget", low=low, moderate=moderate, high=high),
        *([words("encounter-left", left=measure.left)] if measure.left else []),
        *([words("encounter-above")] if measure.above else []),
        *([words("encounter-crowd")] if measure.crowd else []),
        *([words("encounter-old-rules")] if measure.edition is Edition.SRD_51 else []),
    ]
