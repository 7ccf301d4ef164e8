"""A spell that was cast outside a fight: its slot, its save, what was rolled for it, and what is concentrated on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from cogs.ui.cards import PLAIN, button, permalink
from cogs.ui.markdown import plain
from cogs.ui.sheet_card import named
from cogs.ui.text import Words
from cogs.ui.views import card
from core.combat.acts.casting_alone import SpellRoll, rolls
from core.combat.acts.played import Played
from core.ids import StreamId
from core.use_cases.cast_alone import SpellCast


def spell_card(
    stream: StreamId, cast: SpellCast, targets: str | None, words: Words, *, public_url: str
) -> discord.ui.LayoutView:
    """The card of a spell.

    Args:
        stream: Who cast it.
        cast: What it came to.
        targets: At whom, in the caster's own words.
        words: In which language.
        public_url: Where rolls' pages are.
    """
    who, spell = plain(cast.played.sheet.name), plain(cast.plan.spell.name)
    aimed = plain(targets) if targets else words("combat-nobody")
    title = words("step-cast", who=who, what=spell, targets=aimed, count=1 if targets else 0)
    told = "\n".join(_told(cast, words))
    return card(
        f"## {title}",
        *([told] if told else []),
        accent=PLAIN,
        buttons=_buttons(stream, cast.played, words, public_url),
    )


def _told(cast: SpellCast, words: Words) -> Iterator[str]:
    plan, sheet = cast.plan, cast.played.sheet
    if plan.slot is not None:
        yield words("spell-slot", level=plan.slot)
    elif plan.counter:
        yield words("spell-free", counter=plain(plan.counter))
    elif plan.spell.level:
        yield words("spell-ritual", time=plan.spell.casting_time)
    if plan.dc is not None and plan.spell.save is not None:
        yield words("spell-save", ability=words(f"ability-{plan.spell.save}"), dc=plan.dc, leaves=plan.spell.on_save)
    yield from _rolled(cast, words)
    if sheet.concentration == plan.spell.name:
        yield words("happened-concentrates", who=plain(sheet.name), spell=plain(sheet.concentration))
        before = next((each.before for each in cast.played.changes if each.path == ("concentration",)), None)
        if before:
            yield words("health-concentration-lost", spell=plain(str(before)))


def _rolled(cast: SpellCast, words: Words) -> Iterator[str]:
    made = cast.played.roll
    fallen = iter([part.total for part in made.rolled.parts] or [made.rolled.total]) if made else iter(())
    for each in rolls(cast.played.sheet, cast.plan):
        total = each.flat if each.flat is not None else next(fallen, None)
        if total is not None:
            yield _line(each, total, words)


def _line(roll: SpellRoll, total: int, words: Words) -> str:
    kinds = f" {words('spell-or')} ".join(words(f"damage-{kind}") for kind in roll.kinds)
    match roll.what:
        case "attack":
            return words("spell-attack", total=total, dice=roll.dice)
        case "damage":
            return words("spell-damage", total=total, dice=roll.dice, kinds=kinds)
        case "healing":
            return words("spell-healing", total=total, dice=roll.dice)
        case "pool":
            return words("spell-pool", total=total, dice=roll.dice)


def _buttons(stream: StreamId, played: Played, words: Words, public_url: str) -> tuple[discord.ui.Button[Any], ...]:
    undo = button("sheet", f"{named(stream)}-{played.number}", "undo", words("button-undo"))
    url = permalink(public_url, played.roll.rolled.roll_id) if played.roll else ""
    link: discord.ui.Button[Any] = discord.ui.Button(
        label=words("button-permalink"), style=discord.ButtonStyle.link, url=url
    )
    return (*([undo] if played.number else []), *([link] if url else []))
