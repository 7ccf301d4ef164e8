"""Somebody in a fight as its card tells of them: on one line of the order, and at length while they have the turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from core.combat.views.seen import Behind, Health, Holds, Lasts, Line
from core.rules.actions import Economy
from core.rules.cover import Cover
from core.rules.dying import Fate
from core.rules.effects.terms import Moment
from core.rules.vitals import Vitals

LINE_LETTERS: Final = 210
EXPANDED_LETTERS: Final = 1_100
SHOWN_NAME: Final = 32
SHOWN_NOTE: Final = 80
NAMES_HELD: Final = 6
"""Whom a spell holds, by name; the others are counted."""

_HEALTH: Final = {
    Health.UNHURT: "unhurt",
    Health.HURT: "hurt",
    Health.BLOODIED: "bloodied",
    Health.NEARLY_DOWN: "nearly-down",
    Health.DOWN: "down",
    Health.DEAD: "dead",
}
_COVER: Final = {
    Cover.HALF: "half-cover",
    Cover.THREE_QUARTERS: "three-quarters-cover",
    Cover.TOTAL: "total-cover",
}
_MOMENT: Final = {
    Moment.OWN_TURN_START: "own-start",
    Moment.OWN_TURN_END: "own-end",
    Moment.SOURCE_TURN_START: "source-start",
    Moment.SOURCE_TURN_END: "source-end",
    Moment.THIS_TURN_END: "this-end",
}
_ECONOMY: Final = {Economy.ACTION: "action", Economy.BONUS: "bonus", Economy.REACTION: "reaction"}


def letters(text: str) -> int:
    """How much of a card's room a text takes: signs beyond the first 65,536 count twice, to be safe."""
    return len(text.encode("utf-16-le")) // 2


def shown_name(name: str) -> str:
    """A name as it stands on cards."""
    return plain(cut(name, SHOWN_NAME))


def brief(line: Line, words: Words, *, active: bool) -> str:
    """Somebody on one line; what has no more room is left out, the least important first."""
    name = shown_name(line.name)
    first = f"▶ **{name}**" if active else f"• {name}"
    if line.behind and line.behind.initiative is not None:
        first = f"`{line.behind.initiative:>2}` {first}"
    return _joined([first, *_brief_parts(line, words)], " · ", LINE_LETTERS)


def expanded(line: Line, words: Words) -> list[str]:
    """Whoever has the turn: what they have left, what lasts on them, what they hold; the rest is counted."""
    head = words("tracker-turn-of", name=shown_name(line.name))
    told = [_cut_line(each) for each in (*_economy(line, words), *_held(line, words), *_at_length(line, words))]
    lines, room = [head], EXPANDED_LETTERS - letters(head)
    for number, each in enumerate(told):
        room -= letters(each) + 1
        if room < 0:
            return [*lines, words("tracker-more", more=len(told) - number)]
        lines.append(each)
    return lines


def _brief_parts(line: Line, words: Words) -> Iterator[str]:
    if not line.is_lair:
        yield told_health(line.vitals, line.health, words)
    if line.behind:
        yield from _numbers(line.behind, words)
    yield from _states(line, words)
    for one in line.lasts:
        what = ", ".join(_conditions(one, words)) or _effect_name(one)
        yield words("tracker-effect-brief", what=what, rounds=one.rounds) if one.rounds is not None else what
    if line.holds:
        yield words("tracker-holds-brief", spell=_typed(line.holds.spell))
    if line.behind and line.behind.note:
        yield words("tracker-note", note=plain(cut(line.behind.note, SHOWN_NOTE)))


def told_health(vitals: Vitals | None, health: Health | None, words: Words) -> str:
    """In numbers for whoever may read them, with how near to death they are; else as they look."""
    if vitals is None or health is None:
        return words("tracker-health", health=_HEALTH[health] if health else "unknown")
    points, death = vitals.hit_points, vitals.death
    key = "tracker-points-temporary" if points.temporary else "tracker-points"
    told = words(key, current=str(points.current), most=str(points.maximum), temporary=str(points.temporary))
    parts = [told]
    if death is not None and death.fate is Fate.DYING and not vitals.outright:
        parts.append(words("tracker-dying", successes=str(death.successes), failures=str(death.failures)))
    elif death is not None and death.fate is Fate.STABLE:
        parts.append(words("tracker-stable"))
    elif health is not Health.UNHURT and health is not Health.HURT:
        parts.append(words("tracker-health", health=_HEALTH[health]))
    if vitals.exhaustion:
        parts.append(words("tracker-exhausted", level=str(vitals.exhaustion)))
    return ", ".join(parts)


def _states(line: Line, words: Words) -> Iterator[str]:
    states = {
        "hidden": line.behind is not None and line.behind.hidden,
        "waits": line.waits,
        "surprised": line.surprised,
        "delayed": line.delayed,
        "readied": line.readied is not None,
    }
    for state, holds in states.items():
        if holds:
            yield words("tracker-state", state=state)
    if cover := _COVER.get(line.cover):
        yield words("tracker-state", state=cover)


def _numbers(behind: Behind, words: Words) -> Iterator[str]:
    if behind.armor_class is not None:
        yield words("tracker-armor-class", ac=str(behind.armor_class))
    if behind.legendary:
        yield words("tracker-legendary", left=str(behind.legendary[0]), most=str(behind.legendary[1]))
    if behind.resistances:
        yield words("tracker-resistances", left=str(behind.resistances[0]), most=str(behind.resistances[1]))
    for action, face in behind.recharging.items():
        yield words("tracker-recharges", action=_typed(action), face=face)
    for action, count in behind.used.items():
        yield words("tracker-used", action=_typed(action), count=str(count))


def _economy(line: Line, words: Words) -> Iterator[str]:
    if line.left is None or line.is_lair:
        return
    left = [words("tracker-economy", economy=_ECONOMY[each]) for each in line.left]
    if line.attacks_left:
        left.append(words("tracker-attacks-left", count=line.attacks_left))
    yield words("tracker-left", what=", ".join(left)) if left else words("tracker-left-none")


def _held(line: Line, words: Words) -> Iterator[str]:
    if line.holds:
        yield _joined(_holds(line.holds, words), " · ", LINE_LETTERS)
    if line.readied:
        readied = line.readied
        yield words("tracker-readied", action=_typed(readied.action), when=_typed(readied.when))


def _holds(holds: Holds, words: Words) -> Iterator[str]:
    yield words("tracker-holds", spell=f"**{_typed(holds.spell)}**")
    if holds.rounds is not None:
        yield words("tracker-effect-rounds", rounds=holds.rounds)
    names = ", ".join(shown_name(each) for each in holds.on[:NAMES_HELD])
    more = len(holds.on) - NAMES_HELD
    if names:
        yield (
            words("tracker-holds-on-more", names=names, more=more)
            if more > 0
            else words("tracker-holds-on", names=names)
        )


def _at_length(line: Line, words: Words) -> Iterator[str]:
    for one in line.lasts:
        yield _joined(_effect(one, words), " · ", LINE_LETTERS)


def _effect(one: Lasts, words: Words) -> Iterator[str]:
    conditions, name = ", ".join(_conditions(one, words)), _effect_name(one)
    both = words("tracker-effect-of", name=f"**{name}**", conditions=conditions) if name and conditions else ""
    yield words("tracker-effect", what=both or f"**{name or conditions}**")
    if one.rounds is not None:
        yield words("tracker-effect-rounds", rounds=one.rounds)
    if one.until is not None:
        yield words("tracker-effect-until", moment=_MOMENT[one.until])
    if one.source:
        yield words("tracker-effect-from", name=shown_name(one.source))
    if one.save:
        yield words("tracker-effect-save", ability=one.save[0].value.upper(), dc=str(one.save[1]))


def _conditions(one: Lasts, words: Words) -> list[str]:
    return [words("tracker-condition", condition=each.value) for each in one.conditions]


def _effect_name(one: Lasts) -> str:
    return _typed(one.name)


def _typed(text: str) -> str:
    """What somebody called something, or what it is called in a book."""
    return plain(cut(text, SHOWN_NAME))


def _joined(parts: Iterable[str], between: str, most: int) -> str:
    """Parts one after another, as many as there is room for."""
    told = ""
    for part in parts:
        longer = f"{told}{between}{part}" if told else part
        if letters(longer) > most:
            return f"{told}{between}…" if told else part
        told = longer
    return told


def _cut_line(text: str) -> str:
    return text if letters(text) <= LINE_LETTERS else f"{text[: LINE_LETTERS // 2]}…"
