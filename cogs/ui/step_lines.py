"""What happened in a fight, a line each: the words of cards, of what players may know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from cogs.ui.deeds import cost_key
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from core.combat.record import happenings as h
from core.combat.record.happenings import Happening
from core.rules.actions import Economy


def named(number: int | None, names: Mapping[int, str], words: Words) -> str:
    """What somebody is called; of whom those who look know nothing, somebody unseen."""
    return plain(names[number]) if number is not None and number in names else words("combat-unseen")


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
    if not it.parts:
        return words("happened-lost", who=name(it.who), amount=it.amount)
    if len(it.parts) == 1 and it.amount == it.parts[0].taken:
        kind = words(f"damage-{it.parts[0].kind}")
        return words("happened-hurt-by-one", who=name(it.who), amount=it.amount, kind=kind) + _how(it.parts[0], words)
    parts = (
        words("happened-part", amount=part.taken, kind=words(f"damage-{part.kind}")) + _how(part, words)
        for part in it.parts
    )
    return words("happened-hurt", who=name(it.who), amount=it.amount, parts=", ".join(parts))


def _how(part: h.Part, words: Words) -> str:
    told = f" ({words('part-rolled', rolled=part.rolled)})" if part.taken != part.rolled else ""
    return f"{told} `{part.dice}`" if part.dice else told


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
    if it.name.casefold() in {listed.casefold(), *it.conditions}:  # it is called by the condition that it is
        return words("happened-condition", who=name(it.who), condition=listed)
    return words("happened-conditions", who=name(it.who), what=plain(it.name), conditions=listed)


def _death_saved(it: h.DeathSaved, name: Name, words: Words) -> str:
    tally = words("death-saves", successes=it.successes, failures=it.failures)
    return words(f"happened-death-save-{it.fate}", who=name(it.who), total=it.total, tally=tally)


def _check(it: h.CheckMade, name: Name, words: Words) -> str:
    told = words("happened-check", who=name(it.who), what=plain(it.name), total=it.total)
    return told if it.success is None else f"{told}, {words('check-success' if it.success else 'check-failure')}"


def _offered(it: h.Offered, name: Name, words: Words) -> str:
    key = "happened-offered" if it.against in {None, it.who} else "happened-offered-against"
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
