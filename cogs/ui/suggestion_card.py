"""What a monster would do, for those who lead: the best few, each with why, and a button that does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.markdown import plain
from cogs.ui.step_lines import named
from cogs.ui.text import Words
from cogs.ui.views import card
from core.combat.behaviour.judging import Reason, Why
from core.combat.behaviour.profiles import Profile
from core.combat.behaviour.suggesting import Suggestion
from core.errors import RuleError
from core.ids import StreamId
from core.rules.actions import Economy
from core.use_cases.behave import Behaviour, Picked

PROFILES: Final = {
    Profile.NEAREST: "choice-profile-nearest",
    Profile.WEAKEST: "choice-profile-weakest",
    Profile.SPELL_FIRST: "choice-profile-spell-first",
    Profile.COWARDLY: "choice-profile-cowardly",
    Profile.PACK: "choice-profile-pack",
    Profile.PROTECTOR: "choice-profile-protector",
    Profile.MINDLESS: "choice-profile-mindless",
}
_COSTS: Final = {
    Economy.ACTION: "cost-action",
    Economy.BONUS: "cost-bonus-action",
    Economy.REACTION: "cost-reaction",
    Economy.LEGENDARY: "cost-legendary-action",
    Economy.LAIR: "cost-lair-action",
    Economy.NONE: "cost-nothing",
}
_WHYS: Final = {
    Why.FELLS: "suggest-fells",
    Why.HARMS: "suggest-harms",
    Why.HARMS_SEVERAL: "suggest-harms-several",
    Why.HINDERS: "suggest-hinders",
    Why.MENDS: "suggest-mends",
    Why.RAISES: "suggest-raises",
    Why.LASTS: "suggest-lasts",
    Why.RISES: "suggest-rises",
    Why.GUARDS: "suggest-guards",
    Why.FLEES: "suggest-flees",
    Why.NEAR: "suggest-near",
    Why.STRUCK: "suggest-struck",
    Why.WEAK: "suggest-weak",
    Why.HUNTED: "suggest-hunted",
    Why.AVENGED: "suggest-avenged",
    Why.MAGIC: "suggest-magic",
}
_ORDER: Final = list(Profile)


@dataclass(frozen=True, slots=True)
class Place:
    """A suggestion as a button knows it: of which fight, and which."""

    stream: StreamId
    picked: Picked


def suggestion_card(behaviour: Behaviour, names: Mapping[int, str], words: Words) -> discord.ui.LayoutView:
    """What somebody would do.

    Args:
        behaviour: By which profile, and what.
        names: What everybody in the fight is called; whoever sees this sees all of them.
        words: In which language.
    """
    profile = words(PROFILES[behaviour.profile])
    key = "suggest-title-kept" if behaviour.kept else "suggest-title"
    lines = [_line(place, each, names, words) for place, each in enumerate(behaviour.suggestions, start=1)]
    buttons: tuple[discord.ui.Button[Any], ...] = tuple(
        button("suggestion", _of(behaviour, place), "do", words("button-do", place=place + 1))
        for place in range(len(behaviour.suggestions))
    )
    who = named(behaviour.number, names, words)
    nothing = "suggest-nothing" if behaviour.fight.current == behaviour.number else "suggest-not-its-turn"
    return card(
        f"## {words(key, who=who, profile=profile)}",
        "\n".join(lines) or words(nothing, who=who),
        accent=PLAIN,
        buttons=buttons,
    )


def read_place(of: str) -> Place:
    """The suggestion that a button names.

    Raises:
        RuleError: ``suggestion-outdated``: no button of ours names it so.

    Example:
        >>> read_place("118-57-3-4-0").picked
        Picked(number=3, profile=<Profile.PACK: 'pack'>, sequence=57, place=0)
    """
    parts = of.split("-")
    if len(parts) != 5 or not all(part.isdecimal() for part in parts) or int(parts[3]) >= len(_ORDER):
        raise RuleError("suggestion-outdated")
    stream, sequence, number, profile, place = map(int, parts)
    return Place(StreamId(f"fight:{stream}"), Picked(number, _ORDER[profile], sequence, place))


def _of(behaviour: Behaviour, place: int) -> str:
    fight = behaviour.fight
    stream = fight.stream.partition(":")[2]
    return f"{stream}-{fight.sequence}-{behaviour.number}-{_ORDER.index(behaviour.profile)}-{place}"


def _line(place: int, found: Suggestion, names: Mapping[int, str], words: Words) -> str:
    option = found.option
    targets = [each for each in option.aim.targets if each != option.by]
    whom = ", ".join(named(each, names, words) for each in targets)
    ways = ", ".join(sorted(each for each in option.aim.ways if each != "as it is"))
    what = plain(option.name[:1].upper() + option.name[1:])
    what = f"{what} ({plain(ways)})" if ways else what
    key = "suggest-line-at" if whom else "suggest-line"
    head = words(key, place=place, what=what, whom=whom, cost=words(_COSTS[option.economy]))
    why = "; ".join(_why(each, names, words) for each in found.reasons)
    return f"{head}\n-# {why}" if why else head


def _why(reason: Reason, names: Mapping[int, str], words: Words) -> str:
    who = named(reason.who, names, words) if reason.who is not None else ""
    return words(_WHYS[reason.why], who=who, amount=reason.amount, what=reason.what)
