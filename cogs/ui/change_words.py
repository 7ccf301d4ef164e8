"""What is otherwise on a sheet, in words: ``Strength: 14 → 16``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, cast

from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from core.ledger.changes import Change

SHOWN: Final = 12
"""As many lines as an answer lists."""
LONGEST: Final = 60
_TEXTS: Final = frozenset({"notes", "portrait"})
_POINTS: Final = {"current": "hit-points", "maximum": "hit-point-maximum", "temporary": "temporary"}


def changes_in_words(changes: Sequence[Change], words: Words, *, most: int = SHOWN) -> str:
    """One line a change, and how many more there are."""
    lines = [change_in_words(each, words) for each in changes]
    if not lines:
        return words("change-none")
    more = [words("change-more", more=len(lines) - most)] if len(lines) > most else []
    return "\n".join([*(f"• {line}" for line in lines[:most]), *more])


def change_in_words(change: Change, words: Words) -> str:
    """One change."""
    what = _what(change.path, words)
    before, after = change.before, change.after
    if change.path[0] in _TEXTS:
        return words("change-text", what=what)
    if isinstance(before, list) or isinstance(after, list):
        return _of_names(what, _names(before), _names(after), words)
    if before is None and isinstance(after, dict):
        return words("change-added", what=_counted(what, cast(Mapping[str, Any], after), words))
    if after is None and isinstance(before, dict):
        return words("change-removed", what=what)
    told = _value(change.path, after, words)
    was = _value(change.path, before, words)
    if was == "":
        return words("change-set", what=what, after=told or words("change-yes"))
    return (
        words("change-plain", what=what, before=was, after=told)
        if told
        else words("change-cleared", what=what, before=was)
    )


def _names(value: object) -> list[str]:
    return [str(each) for each in cast(Iterable[object], value)] if isinstance(value, list) else []


def _of_names(what: str, before: list[str], after: list[str], words: Words) -> str:
    new = [plain(each) for each in after if each not in before]
    old = [plain(each) for each in before if each not in after]
    parts = [words("change-names-added", what=what, names=cut(", ".join(new), 200))] if new else []
    parts += [words("change-names-removed", what=what, names=cut(", ".join(old), 200))] if old else []
    return " · ".join(parts) or words("change-text", what=what)


def _counted(what: str, added: Mapping[str, Any], words: Words) -> str:
    count = added.get("count")
    return words("change-count", name=what, count=count) if isinstance(count, int) and count > 1 else what


def _value(path: tuple[str, ...], value: object, words: Words) -> str:
    """A value as people read it; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words("change-yes") if value else words("change-no")
    if path[0] in ("skills", "tools") and isinstance(value, int):
        return words(f"training-{value}")
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in cast(Mapping[str, Any], value).items())
    return plain(cut(str(value), LONGEST))


def _what(path: tuple[str, ...], words: Words) -> str:
    """What a place on a sheet is called."""
    first, *rest = path
    if first in _NAMED:
        return _NAMED[first](rest, words)
    if not rest:
        return words(f"field-{first}")
    return words("field-part", of=plain(rest[0]), part=" ".join(rest[1:])) if rest[1:] else plain(rest[0])


def _of_class(rest: list[str], words: Words) -> str:
    part = rest[1] if rest[1:] else ""
    known = part in ("level", "subclass")
    return words(f"field-{part}", of=plain(rest[0])) if known else plain(rest[0])


def _of_vitals(rest: list[str], words: Words) -> str:
    if rest[0] == "hit_points":
        return words(f"field-{_POINTS[rest[1]]}") if rest[1:] else words("field-hit-points")
    return words("field-death" if rest[0] in ("death", "outright") else f"field-{rest[0]}")


def _of_counter(rest: list[str], words: Words) -> str:
    part = rest[1] if rest[1:] else ""
    known = part in ("spent", "maximum")
    return words(f"field-{part}", of=plain(rest[0])) if known else _part(rest, words)


def _part(rest: list[str], words: Words) -> str:
    return words("field-part", of=plain(rest[0]), part=rest[1].replace("_", " ")) if rest[1:] else plain(rest[0])


_NAMED: Final[Mapping[str, Callable[[list[str], Words], str]]] = {
    "scores": lambda rest, words: words(f"ability-{rest[0]}"),
    "classes": _of_class,
    "vitals": _of_vitals,
    "counters": _of_counter,
    "items": _part,
    "spells": _part,
    "attacks": _part,
    "coins": lambda rest, words: rest[0],
    "skills": lambda rest, words: rest[0].capitalize(),
    "tools": lambda rest, words: plain(rest[0]),
    "conditions": lambda rest, words: rest[0].capitalize(),
    "slots_spent": lambda rest, words: words("field-slots", of=rest[0]),
    "hit_dice_spent": lambda rest, words: words("field-hit-dice", of=rest[0]),
    "overrides": lambda rest, words: words("field-override", of=rest[0].capitalize()),
    "speeds": lambda rest, words: words("field-speed", of=rest[0]),
    "senses": lambda rest, words: words("field-sense", of=rest[0].capitalize()),
    "choices": lambda rest, words: plain(rest[0]),
    "fields": lambda rest, words: plain(rest[0]),
}
