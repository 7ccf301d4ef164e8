"""How a character is after its hit points changed, or after a rest: the number first, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from cogs.ui.cards import FAIL, PASS, PLAIN, permalink, verdict
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters.sheet import Sheet
from core.combat.acts.played import Played
from core.rules.rests import Rest


def health_card(before: Sheet, played: Played, words: Words, *, public_url: str) -> discord.ui.LayoutView:
    """The card of hit points that changed."""
    now, then = played.sheet.vitals.hit_points, before.vitals.hit_points
    title = words("health-title", who=plain(played.sheet.name), now=now.current, most=now.maximum)
    worse = (now.current, now.temporary) < (then.current, then.temporary)
    accent = FAIL if worse else PASS if now != then else PLAIN
    return card(
        f"## {title}",
        "\n".join(_told(before, played, words)),
        accent=accent,
        buttons=_link(played, words, public_url),
    )


def rested_card(before: Sheet, played: Played, rest: Rest, words: Words, *, public_url: str) -> discord.ui.LayoutView:
    """The card of a rest."""
    now = played.sheet.vitals.hit_points
    facts = {"who": plain(played.sheet.name), "now": now.current, "most": now.maximum}
    title = words("rest-title-short", **facts) if rest is Rest.SHORT else words("rest-title-long", **facts)
    lines = [*_told(before, played, words), *_back(before, played.sheet, words)]
    return card(f"## {title}", "\n".join(lines), accent=PASS, buttons=_link(played, words, public_url))


def _told(before: Sheet, played: Played, words: Words) -> Iterator[str]:
    now, then = played.sheet.vitals, before.vitals
    yield words("health-was", before=then.hit_points.current, after=now.hit_points.current)
    if now.hit_points.temporary:
        yield words("health-temporary", amount=now.hit_points.temporary)
    if now.is_dead and not then.is_dead:
        yield words("happened-died", who=plain(played.sheet.name))
    elif now.is_dying and not then.is_down:
        yield words("happened-fell", who=plain(played.sheet.name))
    elif then.is_down and not now.is_down:
        yield words("happened-revived", who=plain(played.sheet.name))
    if before.concentration and not played.sheet.concentration:
        yield words("health-concentration-lost", spell=plain(before.concentration))
    if played.roll:
        yield words("health-rolled", notation=played.roll.rolled.notation, total=verdict(played.roll.rolled, words))


def _back(before: Sheet, after: Sheet, words: Words) -> Iterator[str]:
    if before.slots_spent and not after.slots_spent:
        yield words("rest-slots")
    if before.pact_spent and not after.pact_spent:
        yield words("rest-pact")
    spent, left = sum(before.hit_dice_spent.values()), sum(after.hit_dice_spent.values())
    if left != spent:
        yield words("rest-hit-dice", spent=max(0, left - spent), back=max(0, spent - left))
    for name, counter in after.counters.items():
        if name in before.counters and counter.spent < before.counters[name].spent:
            yield words("rest-counter", name=plain(name), left=counter.left, most=counter.maximum)
    if after.vitals.exhaustion < before.vitals.exhaustion:
        yield words("happened-tired", who=plain(after.name), level=after.vitals.exhaustion)


def _link(played: Played, words: Words, public_url: str) -> tuple[discord.ui.Button[Any], ...]:
    if played.roll is None:
        return ()
    url = permalink(public_url, played.roll.rolled.roll_id)
    return (discord.ui.Button(label=words("button-permalink"), style=discord.ButtonStyle.link, url=url),)
