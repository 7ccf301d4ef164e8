"""What a step of a fight looks like: who did what, what it came to for whom, and the roll that proves its dice.

Drawn for everybody, it names nobody whom the players do not know, and no number of a foe but what was rolled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import discord

from cogs.ui.answers import IN_A_ROW, afterwards, answers, readied_line
from cogs.ui.cards import FAIL, PASS, PLAIN, permalink
from cogs.ui.combatant_lines import told_health
from cogs.ui.deeds import cost_key
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.combat.record import happenings as h
from core.combat.record.events import Stepped
from core.combat.record.happenings import Happening
from core.combat.record.state import Fight
from core.combat.views.seen import Health
from core.ids import RollId, StreamId
from core.rules.actions import Economy
from core.rules.vitals import Vitals

MOST_LINES: Final = 40
MOST_LETTERS: Final = 3_000
"""Of the 4,000 that Discord shows of a card."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as it is to be shown.

    Attributes:
        stream: The fight's.
        sequence: The step's event, by which it is taken back.
        step: What was done.
        roll: The roll that its dice are proven by.
        names: What everybody is called whom those who look may know.
        after: How those are now whom it hurt or mended: in numbers where they may be read, and as they look.
        fight: As it stands after it; None where nothing can be done about it any more.
        for_leader: Whether it is for those who lead alone.
        unseen: Whether whoever did it is hidden from those who look.
        note: What is said below it, in small letters.
    """

    stream: StreamId
    sequence: int
    step: Stepped
    roll: RollId | None
    names: Mapping[int, str]
    after: Mapping[int, tuple[Vitals | None, Health]] = field(default_factory=dict[int, tuple[Vitals | None, Health]])
    fight: Fight | None = None
    for_leader: bool = False
    unseen: bool = False
    note: str = ""


def step_card(shown: Shown, words: Words, *, public_url: str) -> discord.ui.LayoutView:
    """The card of a step."""
    fight, step, leads = shown.fight, shown.step, shown.for_leader
    title, body = step_texts(shown, words)
    return card(
        f"## {title}",
        *([body] if body else []),
        *([f"-# {shown.note}"] if shown.note else []),
        *(answers(fight, shown.names, words, for_leader=leads) if fight else []),
        accent=_colour(step.log),
        buttons=(
            *_buttons(shown, words, public_url),
            *(afterwards(fight, step, shown.names, words) if fight else ()),
        )[:IN_A_ROW],
    )


def step_texts(shown: Shown, words: Words) -> tuple[str, str]:
    """What was done, in a line, and what happened, in as many as fit."""
    told = (happening_line(each, shown.names, words, for_leader=shown.for_leader) for each in shown.step.log)
    waits = readied_line(shown.fight, shown.step, words) if shown.fight else ""
    return _title(shown, words), _fitting([each for each in (waits, *told, _after(shown, words)) if each], words)


def _after(shown: Shown, words: Words) -> str:
    """How those are now who are worse or better, in one small line; that a foe fell or anybody died is told already."""
    told = [
        f"{plain(shown.names[number])} {told_health(vitals, health, words)}"
        for number, (vitals, health) in shown.after.items()
        if number in shown.names and health is not Health.DEAD and (vitals or health is not Health.DOWN)
    ]
    return f"-# {' · '.join(told)}" if told else ""


def _title(shown: Shown, words: Words) -> str:
    step = shown.step
    who = named(step.by, shown.names, words)
    targets = ", ".join(named(each, shown.names, words) for each in step.targets[:6]) or words("combat-nobody")
    if shown.unseen:
        return words("step-unseen", targets=targets)
    what = plain(step.name) or words("combat-something")
    return words(f"step-{step.step}", who=who, what=what, targets=targets, count=len(step.targets))


def named(number: int | None, names: Mapping[int, str], words: Words) -> str:
    """What somebody is called; of whom those who look know nothing, somebody unseen."""
    return plain(names[number]) if number is not None and number in names else words("combat-unseen")


def _fitting(lines: Sequence[str], words: Words) -> str:
    kept: list[str] = []
    for place, line in enumerate(lines):
        if place >= MOST_LINES or sum(map(len, kept)) + len(line) > MOST_LETTERS:
            kept.append(words("combat-more", more=len(lines) - place))
            break
        kept.append(line)
    return "\n".join(kept)


def _colour(log: Sequence[Happening]) -> discord.Colour:
    struck = [each for each in log if isinstance(each, h.Struck)]
    if not struck:
        return PLAIN
    return PASS if any(each.result != "miss" for each in struck) else FAIL


def _buttons(shown: Shown, words: Words, public_url: str) -> tuple[discord.ui.Button[Any], ...]:
    of = f"{shown.stream.partition(':')[2]}-{shown.sequence}"
    undo: discord.ui.Button[Any] = discord.ui.Button(
        label=words("button-undo"), style=discord.ButtonStyle.secondary, custom_id=custom_id("fight", of, "undo")
    )
    if shown.roll is None:
        return (undo,)
    link: discord.ui.Button[Any] = discord.ui.Button(
        label=words("button-permalink"), style=discord.ButtonStyle.link, url=permalink(public_url, shown.roll)
    )
    return (undo, link)


def happening_line(happening: Happening, names: Mapping[int, str], words: Words, *, for_leader: bool = False) -> str:
    """One thing that happened, in a line; empty for what the rest says already, and for what is not theirs to know."""
    tell = _TELL.get(type(happening))
    if tell is None or (isinstance(happening, h.Offered) and happening.hidden and not for_leader):
        return ""
    return tell(happening, lambda number: named(number, names, words), words)


Name = Callable[[int | None], str]


def _struck(it: h.Struck, name: Name, words: Words) -> str:
    advantage = "" if it.advantage == "none" else f" · {words(f'advantage-{it.advantage}')}"
    return words(f"happened-{it.result}", who=name(it.who), total=it.total, natural=it.natural) + advantage


def _saved(it: h.SaveMade, name: Name, words: Words) -> str:
    ability = words(f"ability-{it.ability}")
    if it.resisted:
        return words("happened-resisted", who=name(it.who), ability=ability)
    if it.total is None:
        return words("happened-save-impossible", who=name(it.who), ability=ability)
    key = "happened-saved" if it.success else "happened-not-saved"
    return words(key, who=name(it.who), ability=ability, total=it.total)


def _hurt(it: h.Hurt, name: Name, words: Words) -> str:
    parts = ", ".join(words("happened-part", amount=part.taken, kind=words(f"damage-{part.kind}")) for part in it.parts)
    key = "happened-hurt" if parts else "happened-lost"
    return words(key, who=name(it.who), amount=it.amount, parts=parts)


def _spent(it: h.Spent, name: Name, words: Words) -> str:
    if it.what == Economy.REACTION.value:
        return words("happened-reaction", who=name(it.who))
    if it.what.startswith("level "):
        return words("happened-slot", who=name(it.who), what=it.what)
    return words("happened-spent", who=name(it.who), what=plain(it.what), left=it.left)


def _tested(it: h.ConcentrationTested, name: Name, words: Words) -> str:
    key = "happened-concentration-held" if it.held else "happened-concentration-broken"
    return words(key, who=name(it.who), spell=plain(it.spell), total=it.total, dc=it.dc)


def _gained(it: h.Gained, name: Name, words: Words) -> str:
    if not it.conditions:
        return words("happened-gained", who=name(it.who), what=plain(it.name))
    listed = ", ".join(words(f"condition-{each}") for each in it.conditions)
    return words("happened-conditions", who=name(it.who), what=plain(it.name), conditions=listed)


def _death_saved(it: h.DeathSaved, name: Name, words: Words) -> str:
    tally = words("death-saves", successes=it.successes, failures=it.failures)
    return words(f"happened-death-save-{it.fate}", who=name(it.who), total=it.total, tally=tally)


def _check(it: h.CheckMade, name: Name, words: Words) -> str:
    told = words("happened-check", who=name(it.who), what=plain(it.name), total=it.total)
    return told if it.success is None else f"{told}, {words('check-success' if it.success else 'check-failure')}"


def _offered(it: h.Offered, name: Name, words: Words) -> str:
    key = "happened-offered" if it.against is None else "happened-offered-against"
    what, against = plain(it.name), name(it.against) if it.against is not None else ""
    return words(key, who=name(it.who), what=what, against=against, cost=words(cost_key(it.cost)))


def _laid(it: h.Laid, name: Name, words: Words) -> str:
    if not it.shape:
        return words("happened-stands", who=name(it.who), what=plain(it.name))
    told = [words("happened-laid", who=name(it.who), what=plain(it.name), shape=it.shape, feet=it.feet)]
    told += [words("laid-sight", sight=it.sight)] if it.sight else []
    told += [words("laid-cost", cost=it.cost)] if it.cost > 1 else []
    told += [words("laid-cover")] if it.cover else []
    told += [words("laid-closed")] if it.closed else []
    return " · ".join(told)


def _dispelled(it: h.Dispelled, name: Name, words: Words) -> str:
    told = words(
        "happened-dispelled" if it.success else "happened-not-dispelled", who=name(it.who), what=plain(it.name)
    )
    return told if it.total is None else f"{told} ({words('dispelled-by', total=it.total, dc=it.dc or 0)})"


def _formed(it: h.Formed, name: Name, words: Words) -> str:
    return words("happened-formed" if it.form else "happened-own-form", who=name(it.who), form=plain(it.form))


def _moved(it: h.Moved, name: Name, words: Words) -> str:
    told = words("happened-moved", who=name(it.who), feet=it.feet, how=it.how)
    return f"{told} {words('moved-takes', feet=it.takes_ft)}" if it.takes_ft else told


_TELL: Final[Mapping[type[Any], Callable[[Any, Name, Words], str]]] = {
    h.TurnBegan: lambda it, name, words: words("happened-turn", who=name(it.who), round=it.round),
    h.InitiativeRolled: lambda it, name, words: words("happened-initiative", who=name(it.who), total=it.total),
    h.Struck: _struck,
    h.SaveMade: _saved,
    h.CheckMade: _check,
    h.Hurt: _hurt,
    h.Mended: lambda it, name, words: words("happened-mended", who=name(it.who), amount=it.amount),
    h.Cushioned: lambda it, name, words: words("happened-cushioned", who=name(it.who), amount=it.amount),
    h.Fell: lambda it, name, words: words("happened-died" if it.dead else "happened-fell", who=name(it.who)),
    h.Revived: lambda it, name, words: words("happened-revived", who=name(it.who)),
    h.DeathSaved: _death_saved,
    h.Gained: _gained,
    h.Spared: lambda it, name, words: words("happened-spared", who=name(it.who), what=plain(it.what)),
    h.Ended: lambda it, name, words: words(f"happened-ended-{it.why}", who=name(it.who), what=plain(it.name)),
    h.ConcentrationTested: _tested,
    h.Concentrates: lambda it, name, words: words("happened-concentrates", who=name(it.who), spell=plain(it.spell)),
    h.Tired: lambda it, name, words: words("happened-tired", who=name(it.who), level=it.level),
    h.Spent: _spent,
    h.Recharged: lambda it, name, words: words(
        "happened-recharged" if it.back else "happened-not-recharged", who=name(it.who), what=plain(it.action)
    ),
    h.Moved: _moved,
    h.LeftToDm: lambda it, name, words: words("happened-left-to-dm", topic=plain(it.topic)),
    h.Told: lambda it, name, words: words("happened-told", who=name(it.who), what=plain(it.what)),
    h.Overruled: lambda it, name, words: words("happened-overruled", rule=words(f"rule-{it.rule}")),
    h.Offered: _offered,
    h.Untouched: lambda it, name, words: words("happened-untouched", who=name(it.who), what=plain(it.what)),
    h.Compelled: lambda it, name, words: words("happened-compelled", who=name(it.who), how=it.how),
    h.Laid: _laid,
    h.Contained: lambda it, name, words: words(
        "happened-inside" if it.inside else "happened-outside", who=name(it.who), what=plain(it.name)
    ),
    h.Arrived: lambda it, name, words: words("happened-arrived", who=name(it.who), form=plain(it.form), by=name(it.by)),
    h.Departed: lambda it, name, words: words("happened-departed", who=name(it.who), where=it.where or "away"),
    h.Returned: lambda it, name, words: words("happened-returned", who=name(it.who)),
    h.Formed: _formed,
    h.Weakened: lambda it, name, words: words(
        "happened-weakened", who=name(it.who), ability=words(f"ability-{it.ability}"), by=it.by, score=it.score
    ),
    h.Drained: lambda it, name, words: words("happened-drained", who=name(it.who), by=it.by, maximum=it.maximum),
    h.Corroded: lambda it, name, words: words(
        "happened-corroded", who=name(it.who), what=plain(it.what), bonus=it.bonus
    ),
    h.Doomed: lambda it, name, words: words("happened-doomed", who=name(it.who), form=it.form, after=it.after),
    h.Endured: lambda it, name, words: words("happened-endured", who=name(it.who), by=plain(it.by)),
    h.Deceived: lambda it, name, words: words("happened-deceived", who=name(it.who), left=it.left),
    h.Helped: lambda it, name, words: words("happened-helped", who=name(it.who), by=plain(it.by), amount=it.amount),
    h.Averted: lambda it, name, words: words("happened-averted", who=name(it.who), by=plain(it.by)),
    h.TakenBack: lambda it, name, words: words("happened-taken-back", who=name(it.who), by=plain(it.by)),
    h.Dispelled: _dispelled,
    h.Contested: lambda it, name, words: words(
        "happened-contested", who=name(it.who), total=it.total, against=name(it.against), theirs=it.theirs
    ),
    h.Chanced: lambda it, name, words: words("happened-chanced", who=name(it.who), dice=it.dice, shown=it.shown),
    h.Faltered: lambda it, name, words: words(
        "happened-delayed" if it.later else "happened-faltered", who=name(it.who), spell=plain(it.spell)
    ),
    h.Again: lambda it, name, words: words("happened-again", who=name(it.who), left=it.left),
}
