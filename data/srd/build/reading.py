"""From what a stat block says happens to the tree that makes it happen: the reader, which knows no phrase itself.

Both books are written in few, regular turns of phrase. Each has a pattern and a function that says what it means
(`data.srd.build.phrases`); a text is read from its beginning, phrase by phrase. A sentence that begins with none of
them is left over: then the tree is not whole, and whoever asked writes it by hand or leaves the rest to the DM.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.effects.terms import ANYBODY, Area, Only
from core.rules.effects.tree import Alter, Choose, Each, Effect, If, Inflict
from data.srd.build import words

_BETWEEN: Final = re.compile(r"[\s,.;:-]*(?:(?:and|plus|then|also|but)\b[\s,]*)*", re.IGNORECASE)
_SENTENCE: Final = re.compile(r".*?(?:\.(?=\s|$)|$)")
DOES: Final = ("go", "act", "use", "cast", "check", "become", "adjudicate", "choose", "each")
"""What whoever acts does, whoever is meant otherwise; and what says itself to whom it is done."""


@dataclass(slots=True)
class Aim:
    """Whom a text speaks of: the attributes of an `Each`, as far as they have been told."""

    most: int | None = 1
    area: Area | None = None
    range_ft: int | None = None
    whom: Literal["any", "self", "others", "allies", "enemies", "chosen"] = "any"
    only: Only = ANYBODY
    told: bool = False


class Phrase(NamedTuple):
    """A turn of phrase.

    Attributes:
        pattern: How it is said.
        meaning: What it adds to the tree; False where, seen closely, it is another phrase.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Read], bool | None]


@dataclass(slots=True)
class Read:
    """What has been read of a text.

    Attributes:
        edition: Whose.
        reader: What reads the parts of a phrase.
        effects: The tree so far; all of it befalls the target, or says itself whom.
        left: The sentences that no phrase matches.
        aim: Who the targets are.
        saving: The save that this is about, by which later sentences say that it is tried again.
    """

    edition: Edition
    reader: Reader
    effects: list[Effect] = field(default_factory=list["Effect"])
    left: list[str] = field(default_factory=list[str])
    aim: Aim = field(default_factory=Aim)
    saving: tuple[Ability, int] | None = None

    def add(self, *effects: Effect) -> None:
        """Effects that befall the target."""
        self.effects += effects

    def own(self, effect: Effect) -> None:
        """An effect that befalls whoever acts."""
        self.effects.append(Each((effect,), whom="self"))

    def inner(self, text: str) -> tuple[Effect, ...]:
        """Read a part of a phrase; what is left over of it is left over of the whole."""
        part = self.reader.read(text, self.edition, self.aim, self.saving)
        self.left += part.left
        self.saving = part.saving
        return tuple(part.effects)

    def amend(self, change: Callable[[Effect], Effect | None]) -> bool:
        """Change the last node, wherever in the tree it stands, that `change` returns another for."""
        amended = amend(self.effects, change)
        self.effects = list(amended or self.effects)
        return amended is not None


class Reader:
    """Reads with some phrases.

    Args:
        phrases: The first that matches counts.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)

    def read(
        self, text: str, edition: Edition, aim: Aim | None = None, saving: tuple[Ability, int] | None = None
    ) -> Read:
        """Read a text from its beginning to its end."""
        text = words.plain(text)
        done, at = Read(edition, self, aim=aim or Aim(), saving=saving), 0
        while (at := _after(_BETWEEN, text, at)) < len(text):
            at = self._phrase(text, at, done)
        return done

    def _phrase(self, text: str, at: int, done: Read) -> int:
        """Read one phrase; where it ends."""
        for phrase in self._phrases:
            found = phrase.pattern.match(text, at)
            if found and found.end() > at and phrase.meaning(found, done) is not False:
                return found.end()
        end = max(_after(_SENTENCE, text, at), at + 1)
        done.left.append(text[at:end].strip())
        return end


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def phrase(pattern: str, meaning: Callable[[re.Match[str], Read], bool | None]) -> Phrase:
    """A turn of phrase, in whatever case."""
    return Phrase(re.compile(pattern, re.IGNORECASE), meaning)


def amend(effects: Sequence[Effect], change: Callable[[Effect], Effect | None]) -> tuple[Effect, ...] | None:
    """Some trees with the last node changed that `change` returns another for; None where it does for none."""
    for place in reversed(range(len(effects))):
        instead = _amended(effects[place], change)
        if instead is not None:
            return (*effects[:place], instead, *effects[place + 1 :])
    return None


def _amended(effect: Effect, change: Callable[[Effect], Effect | None]) -> Effect | None:
    """A node changed, or something in it: what stands deeper was said later."""
    for name in ("otherwise", "then", "success", "by_five", "fail", "effects"):
        within: tuple[Effect, ...] = getattr(effect, name, ())
        if within and (instead := amend(within, change)) is not None:
            return replace(effect, **{name: instead})
    return change(effect)


def folded(only: Only, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Effects that concern `only` some: told in the node itself where there is but one, and it can tell."""
    if only == ANYBODY:
        return tuple(effects)
    if len(effects) == 1 and getattr(effects[0], "only", None) == ANYBODY and not isinstance(effects[0], Each | If):
        return (replace(effects[0], only=only),)
    return (If(only, tuple(effects)),)


def together(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Effects with those made one that come and go as one: conditions, and what lasts as long."""
    made: list[Effect] = []
    for effect in effects:
        for name in ("fail", "success", "by_five", "then", "otherwise", "effects", "hit", "miss"):
            if within := getattr(effect, name, ()):
                effect = replace(effect, **{name: together(within)})
        if isinstance(effect, Alter) and not effect.what and not effect.each_turn:
            continue  # a curse of which nothing more is told
        one = _joined(made[-1], effect) if made else None
        made[-1:] = [made[-1], effect] if made and one is None else [one or effect]
    return tuple(made)


def _joined(first: Effect, second: Effect) -> Effect | None:
    """Two that last as long as one; None where they do not."""
    if not isinstance(first, Inflict | Alter) or not isinstance(second, Inflict | Alter):
        return None
    if (first.lasts, first.only, first.each_turn) != (second.lasts, second.only, second.each_turn):
        return None
    match first, second:
        case Alter(), Alter():
            return replace(first, what=(*first.what, *second.what))
        case Inflict(), Alter():
            return replace(first, with_it=(*first.with_it, *second.what))
        case Inflict(), Inflict() if first.most == second.most:
            both = dict.fromkeys((*first.conditions, *second.conditions))
            return replace(first, conditions=tuple(both), with_it=(*first.with_it, *second.with_it))
        case _:
            return None


def aimed(done: Read) -> tuple[tuple[Effect, ...], list[str]]:
    """What was read as an action's whole tree, with its targets, and what is left over.

    What befalls a target that nobody has been told of is left over too.
    """
    made: list[Effect] = []
    left = list(done.left)
    for effect in together(done.effects):
        if effect.op in DOES and not _needs_target(effect):
            made.append(effect)
            continue
        if not done.aim.told:
            left.append(f"whom does it befall: {effect.op}")
        aim = done.aim
        each = Each((effect,), aim.most, aim.area, aim.range_ft, aim.whom, only=aim.only)
        last = made[-1] if made else None
        if isinstance(last, Each) and replace(last, effects=each.effects) == each:
            made[-1] = replace(last, effects=(*last.effects, effect))
        else:
            made.append(each)
    return tuple(made), left


def _needs_target(effect: Effect) -> bool:
    return isinstance(effect, Choose) and any(each.op not in DOES for _, way in effect.ways for each in way)
