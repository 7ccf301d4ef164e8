"""What a roll's page shows: a permalink turned into words and rows, with nothing left to decide for the template.

A page stays small whatever was rolled: beyond a bound, dice are counted instead of shown, and their faces are left to
the API.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.web.proving import ProofView, proof_view
from core.dice.layout import DieGroup
from core.ids import TableCode
from core.tables.names import part_labels
from core.tables.permalinks import DcCheck, Permalink, RuledOn, Shown

Words = Callable[..., str]

MOST_GROUPS = 12
MOST_DICE = 28
MOST_RULINGS = 3
MOST_UNFURLED_DICE = 24
MOST_UNFURLED_LETTERS = 120
SHAPES = frozenset({4, 6, 8, 10, 12, 20, 100})
"""The dice that have a shape of their own; any other is round."""


@dataclass(frozen=True, slots=True)
class DieView:
    """One die.

    Attributes:
        face: What it showed.
        counts_as: What it counts for, if that is something else.
        kept: Whether it counts.
        extreme: ``best`` or ``worst`` for a kept d20 that shows 20 or 1, else empty.
    """

    face: int
    counts_as: int | None
    kept: bool
    extreme: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of dice.

    Attributes:
        shape: The style's name for the die.
        more: The dice that are not shown, in words; empty when all are.
    """

    text: str
    shape: str
    total: str
    dice: tuple[DieView, ...]
    more: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One of several rolls that were made at once.

    Attributes:
        name: Its label, or its notation.
        verdict: Empty without a DC.
        mood: ``pass``, ``miss`` or ``plain``.
    """

    name: str
    total: str
    verdict: str
    mood: str


@dataclass(frozen=True, slots=True)
class RollView:
    """A roll's page.

    Attributes:
        title: The page's title, which chats show first.
        summary: What chats show below it.
        mood: ``pass``, ``miss``, ``plain`` or ``sealed``: the page's colours.
        said: Who rolled what, one sentence.
        table: The table's anonymous code and its mode; empty beside a table.
        parts: Each roll, if several were made at once.
        more_groups: The groups that are not shown, in words; empty when all are.
        folded: Whether any die is not shown.
        proof: The part that proves it; None if there is no verification file.
        revealed: When a hidden roll was shown, in words.
        rulings: What DMs have said of it, a sentence each.
    """

    title: str
    summary: str
    mood: str
    said: Markup
    rolled_at: datetime
    when: str
    expires_at: datetime
    until: str
    total: str = ""
    verdict: str = ""
    label: str = ""
    table: str = ""
    parts: tuple[PartView, ...] = ()
    groups: tuple[GroupView, ...] = ()
    more_groups: str = ""
    folded: bool = False
    proof: ProofView | None = None
    revealed: str = ""
    rulings: tuple[str, ...] = ()


def anonymous(code: TableCode | None) -> str | None:
    """A table's code as strangers may see it: four letters at most, no digits.

    Example:
        >>> anonymous(TableCode("ALPHA-1234")), anonymous(TableCode("FOX-1234"))
        ('ALPH****', 'FOX****')
    """
    return code and f"{code.partition('-')[0][:4]}****"


def roll_view(permalink: Permalink, words: Words) -> RollView:
    """The page of a roll, sealed or shown."""
    if permalink.shown is None:
        return _sealed(permalink, words)
    return _shown(permalink, permalink.shown, words)


def _sealed(permalink: Permalink, words: Words) -> RollView:
    name = permalink.player_name or words("page-someone")
    return RollView(
        title=words("page-sealed-title", name=name),
        summary=words("page-sealed-unfurl"),
        mood="sealed",
        said=_sentence(words, "page-sealed", name=_named(name)),
        rolled_at=permalink.rolled_at,
        when=words("page-time", at=permalink.rolled_at),
        expires_at=permalink.expires_at,
        until="",
        proof=proof_view(permalink, words, most_dice=MOST_DICE),
    )


def _shown(permalink: Permalink, shown: Shown, words: Words) -> RollView:
    name = permalink.player_name or words("page-someone")
    key = "page-rolled" if shown.advantage == "none" else f"page-rolled-{shown.advantage}"
    table = anonymous(permalink.room_code)
    groups, left = _groups(shown, words)
    check, rulings = shown.dc_check, _rulings(permalink.rulings, words)
    return RollView(
        title=_title(shown, name, words),
        summary="\n".join(
            [*rulings[-1:], _summary(shown, words(key, name=name, formula=_cut(shown.dice_formula)), words)]
        ),
        mood="plain" if check is None else "pass" if check.passed else "miss",
        said=_sentence(words, key, name=_named(name), formula=_code(shown.dice_formula)),
        rolled_at=permalink.rolled_at,
        when=words("page-time", at=permalink.rolled_at),
        expires_at=permalink.expires_at,
        until=words("page-time", at=permalink.expires_at),
        total=_total(shown, words),
        parts=_parts(shown, words),
        verdict="" if check is None else words(f"page-{_verb(check)}", dc=check.dc),
        label=shown.label or "",
        table=f"{table} · {words(f'page-mode-{permalink.room_mode}')}" if table else "",
        groups=groups,
        more_groups=words("page-more-groups", more=left) if left else "",
        folded=bool(left) or any(group.more for group in groups),
        proof=proof_view(permalink, words, most_dice=MOST_DICE),
        revealed=words("page-revealed", at=permalink.revealed_at) if permalink.revealed_at else "",
        rulings=rulings,
    )


def _rulings(rulings: tuple[RuledOn, ...], words: Words) -> tuple[str, ...]:
    """The last rulings; earlier ones are counted."""
    earlier = len(rulings) - MOST_RULINGS
    counted = (words("page-more-rulings", more=earlier),) if earlier > 0 else ()
    return (*counted, *[_ruling(ruled, words) for ruled in rulings[-MOST_RULINGS:]])


def _ruling(ruled: RuledOn, words: Words) -> str:
    return words(f"page-ruling-{ruled.ruling}", name=ruled.name or words("page-someone"), reason=ruled.reason or "–")


def _title(shown: Shown, name: str, words: Words) -> str:
    if shown.dc_check is None:
        return words("page-title", total=_total(shown, words) if shown.parts else shown.total, name=name)
    return words(f"page-title-{_verb(shown.dc_check)}", total=shown.total, dc=shown.dc_check.dc, name=name)


def _total(shown: Shown, words: Words) -> str:
    totals = [part.total for part in shown.parts] or [shown.total]
    return " · ".join([words("page-number", number=total) for total in totals])


def _parts(shown: Shown, words: Words) -> tuple[PartView, ...]:
    views: list[PartView] = []
    for part, name in zip(shown.parts, part_labels(shown.label, len(shown.parts)), strict=True):
        check = None if part.dc is None or part.passed is None else DcCheck(part.dc, part.passed)
        total = words("page-number", number=part.total)
        verdict = "" if check is None else words(f"page-{_verb(check)}", dc=check.dc)
        mood = "plain" if check is None else "pass" if check.passed else "miss"
        views.append(PartView(name or part.text, total, verdict, mood))
    return tuple(views)


def _verb(check: DcCheck) -> str:
    return "passes" if check.passed else "misses"


def _summary(shown: Shown, said: str, words: Words) -> str:
    lines = [said]
    if shown.label:
        lines.append(words("page-unfurl-label", label=shown.label))
    dice = [die for group in shown.dice for die in zip(group.faces, group.kept, strict=True)]
    if 1 < len(dice) <= MOST_UNFURLED_DICE:
        kept = ", ".join(str(face) for face, keeps in dice if keeps)
        dropped = ", ".join(str(face) for face, keeps in dice if not keeps)
        key = "page-unfurl-dice-dropped" if dropped else "page-unfurl-dice"
        lines.append(words(key, kept=kept or "–", dropped=dropped))
    return "\n".join(lines)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_UNFURLED_LETTERS else text[:MOST_UNFURLED_LETTERS].rstrip() + "…"


def _groups(shown: Shown, words: Words) -> tuple[tuple[GroupView, ...], int]:
    """The groups that are shown, and how many are not."""
    views: list[GroupView] = []
    room = MOST_DICE
    for group in shown.dice[:MOST_GROUPS]:
        views.append(_group(group, room, words))
        room -= len(views[-1].dice)
        if not room:
            break
    return tuple(views), len(shown.dice) - len(views)


def _group(group: DieGroup, room: int, words: Words) -> GroupView:
    values = group.values or group.faces
    dice = tuple(
        DieView(face, value if value != face else None, kept, _extreme(group.sides, face) if kept else "")
        for face, value, kept in zip(group.faces[:room], values[:room], group.kept[:room], strict=True)
    )
    more = len(group.faces) - len(dice)
    dropped = group.kept[room:].count(False)
    key = "page-more-dice-dropped" if dropped else "page-more-dice"
    return GroupView(
        text=group.text,
        shape=f"d{group.sides}" if group.sides in SHAPES else "round",
        total=words("page-number", number=group.total),
        dice=dice,
        more=words(key, more=more, dropped=dropped) if more else "",
    )


def _extreme(sides: int, face: int) -> str:
    return {(20, 20): "best", (20, 1): "worst"}.get((sides, face), "")


def _named(name: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(name)


def _code(formula: str) -> Markup:
    return Markup("<code>{}</code>").format(formula)


# Stand-ins for the parts of a sentence that carry markup: characters for private use, which no name can hold.
_FIRST_STAND_IN = 0xE000
_STAND_IN = re.compile("([\ue000-\ue00f])")


def _sentence(words: Words, key: str, **parts: Markup) -> Markup:
    """A message in which some parts are marked up, wherever the language puts them."""
    marks = {chr(_FIRST_STAND_IN + number): part for number, part in enumerate(parts.values())}
    text = words(key, **dict(zip(parts, marks, strict=True)))
    return Markup("").join(marks.get(piece, escape(piece)) for piece in _STAND_IN.split(text))
