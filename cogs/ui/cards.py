"""The cards people see of rolls. Pure: values and words in, a view out.

The total leads, the dice follow, and every verdict stands in words: colour is never the only sign.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import discord
from discord.utils import format_dt

from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.dice import style
from core.dice.layout import DieGroup
from core.ids import RollId, StreamId
from core.tables.events import Part, Rolled
from core.tables.names import one_line, part_labels
from core.tables.rolls import RollMade
from core.use_cases.add_entropy import Stirred
from core.use_cases.rule_on_roll import RuledRoll

PASS = discord.Colour(0x2E9E5B)
FAIL = discord.Colour(0xC2453B)
PLAIN = discord.Colour(0x6B5FD0)
RULED = discord.Colour(0xB8863B)
DICE_LETTERS = 2_000
"""What all groups together may take of the 4,000 characters that Discord shows of a card."""
SHOWN_NOTATION = 200


def permalink(public_url: str, roll_id: RollId) -> str:
    """Where a roll's page is."""
    return f"{public_url}/roll/{roll_id}"


def roll_card(
    made: RollMade, words: Words, *, url: str, revealable: bool = True, for_leaders: bool = False
) -> discord.ui.LayoutView:
    """A roll everybody sees, or a private copy of a hidden one.

    Args:
        made: The roll.
        words: In which language.
        url: Its page.
        revealable: Whether it can be revealed from here; that is only done where it was made.
        for_leaders: Whether it is a copy for all who lead, which only its roller could roll again.
    """
    rolled = made.rolled
    of = _place(made)
    to_others = revealable and rolled.hidden and rolled.guild is not None
    reveal = (button("roll", of, "reveal", words("button-reveal")),) if to_others else ()
    again = () if for_leaders else (button("roll", of, "again", words("button-roll-again")),)
    return card(
        f"## {verdict(rolled, words)}",
        _how(rolled, words, "roll-leaders-note" if for_leaders else "roll-hidden-note"),
        *([words("roll-sealed-from-now", commitment=made.sealed)] if made.sealed else []),
        accent=_colour(rolled.passed),
        buttons=(*again, *reveal, _link(words, url)),
    )


def revealed_card(made: RollMade, words: Words, *, url: str) -> discord.ui.LayoutView:
    """A hidden roll, shown to everybody now."""
    key = "roll-revealed" if made.opened else "roll-revealed-lost" if made.rolled.proof else "roll-revealed-unproven"
    return card(
        f"## {verdict(made.rolled, words)}",
        _how(made.rolled, words),
        words(key, when=format_dt(made.at, "f")),
        accent=_colour(made.rolled.passed),
        buttons=(button("roll", _place(made), "again", words("button-roll-again")), _link(words, url)),
    )


def revealed_already_card(words: Words, *, url: str) -> discord.ui.LayoutView:
    """That a hidden roll has been shown before, for whoever would show it again."""
    return card(words("roll-revealed-already"), accent=PLAIN, buttons=(_link(words, url),))


def ruling_card(ruled_roll: RuledRoll, words: Words, *, url: str) -> discord.ui.LayoutView:
    """What a DM says of a roll, whose dice stay as they fell."""
    rolled, ruled = ruled_roll.rolled, ruled_roll.ruled
    someone = words("someone")
    said = words(
        "ruling-said",
        dm=plain(ruled.name or someone),
        name=plain(rolled.name or someone),
        total=verdict(rolled, words),
        reason=plain(ruled.reason or ""),
    )
    title = f"## {words(f'ruling-{ruled.ruling}')}"
    return card(title, said, words("ruling-dice"), accent=RULED, buttons=(_link(words, url),))


def sealed_card(made: RollMade, words: Words, *, url: str) -> discord.ui.LayoutView:
    """What the others see of a hidden roll: who and when, and nothing that was rolled."""
    name = plain(made.rolled.name or words("someone"))
    return card(
        words("roll-sealed-blind" if made.rolled.blind else "roll-sealed", name=name, when=format_dt(made.at, "t")),
        accent=PLAIN,
        buttons=(button("roll", _place(made), "look", words("button-look")), _link(words, url)),
    )


def stirred_card(stirred: Stirred, name: str, words: Words) -> discord.ui.LayoutView:
    """What the dice are sealed under; and a text that somebody added to them, told when it was added."""
    where = words("stirred-table", code=stirred.code) if stirred.code else words("stirred-channel")
    lines: list[str] = []
    if stirred.text is not None:
        lines += [
            words("stirred", name=plain(name), text=plain(one_line(stirred.text))),
            words("stirred-from-now", where=where),
        ]
    elif stirred.began:
        lines.append(words("stirred-began", where=where))
    else:
        lines.append(words("stirred-stands", where=where))
    if stirred.commitment:
        lines.append(words("stirred-sealed", commitment=stirred.commitment, texts=stirred.texts))
    return card(*lines, accent=PLAIN, buttons=())


def verdict(rolled: Rolled | Part, words: Words) -> str:
    """What came out, and whether that was enough."""
    if isinstance(rolled, Rolled) and rolled.parts:
        return " · ".join([words("roll-total", total=str(part.total)) for part in rolled.parts])
    total = str(rolled.total)
    if rolled.dc is None:
        return words("roll-total", total=total)
    return words("roll-pass" if rolled.passed else "roll-fail", total=total, dc=str(rolled.dc))


def _colour(passed: bool | None) -> discord.Colour:
    return PLAIN if passed is None else PASS if passed else FAIL


def _place(made: RollMade) -> str:
    """The roll's place in the ledger, as `rolled_at` reads it."""
    return f"{made.stream.replace(':', '-')}-{made.sequence}"


def _how(rolled: Rolled, words: Words, note: str = "roll-hidden-note") -> str:
    name = plain(rolled.name or words("someone"))
    title = words("roll-who-label", name=name, label=plain(rolled.label)) if rolled.label else f"**{name}**"
    notation = rolled.notation if len(rolled.notation) <= SHOWN_NOTATION else f"{rolled.notation[:SHOWN_NOTATION]}…"
    asked = f"`{notation}`{_advantage(rolled, words)}"
    if rolled.parts:
        lines = [title, asked, *_parts(rolled, words)]
    elif [group.text for group in rolled.dice] == [rolled.notation]:
        lines = [title, f"{asked}: {_faces(rolled.dice[0], words)}"]
    else:
        lines = [title, asked, *_dice(rolled.dice, words)]
    if rolled.hidden:
        lines.append(words(note))
    return "\n".join(lines)


def _advantage(rolled: Rolled, words: Words) -> str:
    return "" if rolled.advantage == "none" else f" · {words(f'advantage-{rolled.advantage}')}"


def _parts(rolled: Rolled, words: Words) -> list[str]:
    """A line a roll, its label first if each has one; the rest is counted when there is no more room."""
    names = part_labels(rolled.label, len(rolled.parts))
    groups = iter(rolled.dice)
    lines: list[str] = []
    for number, (part, name) in enumerate(zip(rolled.parts, names, strict=True)):
        dice = "; ".join([_faces(group, words) for group in islice(groups, part.groups)])
        before = f"{plain(name)}: " if name else f"{number + 1}. "
        line = f"{before}**{verdict(part, words)}** · {dice}"
        if sum(map(len, lines)) + len(line) > DICE_LETTERS:
            lines.append(words("roll-more-rolls", more=len(rolled.parts) - number))
            break
        lines.append(line)
    return lines


def _dice(groups: tuple[DieGroup, ...], words: Words) -> list[str]:
    """A line a group, as long as there is room; the rest is counted."""
    lines: list[str] = []
    for number, group in enumerate(groups):
        line = f"{group.text}: {_faces(group, words)}"
        if sum(map(len, lines)) + len(line) > DICE_LETTERS:
            lines.append(words("roll-more-groups", more=len(groups) - number))
            break
        lines.append(line)
    return lines


def _faces(group: DieGroup, words: Words) -> str:
    if not group.faces:
        return words("roll-no-dice")
    more = len(group.faces) - style.SHOWN_DICE
    return style.faces(group) + (f", {words('roll-more-dice', more=more)}" if more > 0 else "")


def button(
    kind: str,
    of: str,
    action: str,
    label: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> discord.ui.Button[Any]:
    """A button that is answered from its own id."""
    return discord.ui.Button(label=label, style=style, custom_id=custom_id(kind, of, action), disabled=disabled)


def _link(words: Words, url: str) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=words("button-permalink"), url=url)


def rolled_at(of: str) -> tuple[StreamId, int]:
    """The place in the ledger that a roll's button names.

    Example:
        >>> rolled_at("table-118-7")
        ('table:118', 7)
    """
    book, stream, sequence = of.split("-")
    return StreamId(f"{book}:{stream}"), int(sequence)
