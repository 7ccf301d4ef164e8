"""A sheet from elsewhere held to what a sheet can be: whatever a file says, everything else can rely on it.

Levels are at most 20 together, for the tables of the rules end there; hit points fit each other; names are visible and
short; numbers are such as dice can be rolled with.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from core.characters.importing import limits
from core.characters.importing.clean import line, prose
from core.characters.importing.imported import Notes, Why
from core.characters.sheet import ClassLevels, Counter, Item, KnownSpell, OwnAttack, Sheet
from core.dice import notation
from core.errors import NotationError
from core.rules.abilities import Ability
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.skills import SKILLS
from core.rules.vitals import Vitals

UNNAMED: Final = "Unnamed"
ARMOR: Final = ("light", "medium", "heavy", "shield")
OVERRIDES: Final = frozenset(
    {
        *("armor class", "initiative", "speed", "spell attack", "spell dc", "passive perception", "proficiency bonus"),
        *(f"skill {skill}" for skill in SKILLS),
        *(f"save {ability}" for ability in Ability),
    }
)
"""The numbers that a sheet can have instead of those that would follow."""
_TEXTS: Final = ("species", "lineage", "background", "alignment", "concentration")
_WORDS: Final = ("resists", "suffers", "ignores", "immune_to")
_DICE: Final = re.compile(r"\d{1,4}(?:d\d{1,4})?(?:[+-]\d{1,4}(?:d\d{1,4})?){0,8}")

Kept = TypeVar("Kept")
Word = TypeVar("Word")


def bounded(sheet: Sheet, notes: Notes) -> Sheet:
    """The sheet as far as it can be one; what had to go is noted."""
    hold = _Holder(notes)
    classes = hold.classes(sheet.classes)
    words: dict[str, Any] = {field: _once(getattr(sheet, field)) for field in _WORDS}
    return replace(
        sheet,
        **words,
        **{field: hold.text(field, getattr(sheet, field)) for field in _TEXTS},
        name=hold.text("name", sheet.name, limits.CHARACTER_NAME) or UNNAMED,
        classes=classes,
        first_class=hold.first_class(sheet.first_class, classes),
        xp=hold.whole("xp", sheet.xp, limits.XP),
        scores={each: hold.whole(f"scores.{each}", sheet.scores.get(each, 10), limits.SCORE, 10) for each in Ability},
        saves=tuple(ability for ability in Ability if ability in sheet.saves),
        skills=hold.named("skills", sheet.skills, lambda _, each: each, known=SKILLS),
        tools=hold.named("tools", sheet.tools, lambda _, each: each, most=limits.FEW),
        languages=hold.names("languages", sheet.languages),
        armor=hold.names("armor", sheet.armor, known=ARMOR),
        weapons=hold.names("weapons", sheet.weapons),
        masteries=hold.names("masteries", sheet.masteries),
        feats=hold.names("feats", sheet.feats),
        choices=hold.named("choices", sheet.choices, lambda at, each: hold.text(at, each, limits.CHOICE)),
        speeds={"walk": 30, **hold.named("speeds", sheet.speeds, hold.feet, most=limits.FEW)},
        senses=hold.named("senses", sheet.senses, hold.feet, most=limits.FEW),
        vitals=hold.vitals(sheet.vitals),
        conditions={each: hold.text(f"conditions.{each}", whence) for each, whence in sheet.conditions.items()},
        slots_spent=hold.spent("slots_spent", sheet.slots_spent, range(1, 10)),
        pact_spent=hold.whole("pact_spent", sheet.pact_spent, limits.SPENT),
        hit_dice_spent=hold.spent("hit_dice_spent", sheet.hit_dice_spent, limits.HIT_DICE),
        counters=hold.named("counters", sheet.counters, hold.counter, most=limits.FEW),
        items=hold.named("items", sheet.items, hold.item),
        coins={coin: hold.whole(f"coins.{coin}", count, limits.COINS) for coin, count in sheet.coins.items()},
        spells=hold.named("spells", sheet.spells, hold.spell),
        attacks=hold.named("attacks", sheet.attacks, hold.attack, most=limits.FEW),
        overrides=hold.named("overrides", sheet.overrides, hold.override, known=OVERRIDES),
        fields=hold.named("fields", sheet.fields, hold.field, most=limits.FIELDS),
        notes=hold.prose("notes", sheet.notes, limits.NOTES),
        portrait="",  # it names a picture of this bot's, which no file has a say in
    )


def is_dice(text: str) -> bool:
    """Whether a text is damage that can be rolled: ``1d8+3``, ``2d6``, ``5``."""
    if len(text) > limits.DICE or not _DICE.fullmatch(text):
        return False
    try:
        notation.parse(text)
    except NotationError:
        return False
    return True


class _Holder:
    """Holds each part to its bounds."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def text(self, path: str, text: str, most: int = limits.NAME) -> str:
        return self._cut(path, line(text[: most * 8]), text, most)

    def prose(self, path: str, text: str, most: int) -> str:
        return self._cut(path, prose(text[: most * 8]), text, most)

    def _cut(self, path: str, clean: str, text: str, most: int) -> str:
        if len(clean) > most or len(text) > most * 8:
            self._notes.miss(path, Why.TOO_LONG, text)
        return clean[:most].rstrip()

    def whole(self, path: str, value: int, bounds: limits.Range, otherwise: int = 0) -> int:
        low, high = bounds
        if low <= value <= high:
            return value
        self._notes.miss(path, Why.OUT_OF_RANGE, value)
        return otherwise

    def names(self, path: str, names: Iterable[str], known: Iterable[str] | None = None) -> tuple[str, ...]:
        clean = list(dict.fromkeys(name for each in names if (name := self.text(path, each))))
        if known is not None:
            for each in [name for name in clean if name not in known]:
                self._notes.miss(path, Why.UNKNOWN, each)
                clean.remove(each)
        if len(clean) > limits.FEW:
            self._notes.miss(path, Why.TOO_MANY, len(clean) - limits.FEW)
        return tuple(clean[: limits.FEW])

    def named(
        self,
        path: str,
        entries: Mapping[str, Kept],
        keep: Callable[[str, Kept], Kept],
        *,
        most: int = limits.MOST,
        known: Iterable[str] | None = None,
    ) -> dict[str, Kept]:
        kept: dict[str, Kept] = {}
        for name, value in entries.items():
            clean = self.text(path, name)
            if not clean or (known is not None and clean not in known):
                self._notes.miss(path, Why.UNKNOWN, name)
            elif len(kept) == most:
                self._notes.miss(path, Why.TOO_MANY, len(entries) - most)
                break
            elif clean not in kept:
                kept[clean] = keep(f"{path}.{clean}", value)
        return kept

    def classes(self, classes: Mapping[str, ClassLevels]) -> dict[str, ClassLevels]:
        kept: dict[str, ClassLevels] = {}
        left = limits.LEVELS[1]
        for name, each in classes.items():
            clean, path = self.text("classes", name), f"classes.{name[: limits.NAME]}"
            if not clean or not 1 <= each.level <= left:
                self._notes.miss(path, Why.OUT_OF_RANGE, each.level)
                continue
            die = each.hit_die if each.hit_die in limits.HIT_DICE else 8
            if die != each.hit_die:
                self._notes.miss(f"{path}.hit_die", Why.OUT_OF_RANGE, each.hit_die)
            left -= each.level
            kept[clean] = ClassLevels(clean, each.level, die, self.text(f"{path}.subclass", each.subclass))
        return kept

    def first_class(self, first: str, classes: Mapping[str, ClassLevels]) -> str:
        clean = self.text("first_class", first)
        return clean if clean in classes else next(iter(classes), "")

    def vitals(self, vitals: Vitals) -> Vitals:
        points = vitals.hit_points
        maximum = self.whole("vitals.hit_points.maximum", points.maximum, limits.HIT_POINTS, 1)
        current = self.whole("vitals.hit_points.current", points.current, limits.POINTS, maximum)
        temporary = self.whole("vitals.hit_points.temporary", points.temporary, limits.POINTS)
        death = vitals.death
        if death:
            counted = (("successes", death.successes), ("failures", death.failures))
            death = replace(death, **{k: self.whole(f"vitals.death.{k}", v, limits.DEATH_SAVES) for k, v in counted})
        return Vitals(
            HitPoints(min(current, maximum), maximum, temporary),
            death,
            self.whole("vitals.exhaustion", vitals.exhaustion, limits.EXHAUSTION),
            self.whole("vitals.drained", vitals.drained, limits.POINTS),
            vitals.outright,
        )

    def spent(self, path: str, spent: Mapping[int, int], known: Iterable[int]) -> dict[int, int]:
        kept = {key: self.whole(f"{path}.{key}", count, limits.SPENT) for key, count in spent.items() if key in known}
        for key in spent.keys() - kept.keys():
            self._notes.miss(path, Why.UNKNOWN, key)
        return kept

    def feet(self, path: str, feet: int) -> int:
        return self.whole(path, feet, limits.FEET)

    def override(self, path: str, number: int) -> int:
        return self.whole(path, number, limits.OVERRIDE)

    def field(self, path: str, text: str) -> str:
        return self.text(path, text, limits.FIELD)

    def counter(self, path: str, counter: Counter) -> Counter:
        back = counter.comes_back
        return replace(
            counter,
            maximum=self.whole(f"{path}.maximum", counter.maximum, limits.POINTS),
            spent=self.whole(f"{path}.spent", counter.spent, limits.POINTS),
            comes_back=None if back is None else self.whole(f"{path}.comes_back", back, limits.POINTS),
            on_short=self.whole(f"{path}.on_short", counter.on_short, limits.POINTS),
        )

    def item(self, path: str, item: Item) -> Item:
        heavy = not (math.isfinite(item.pounds) and 0 <= item.pounds <= limits.POUNDS)
        if heavy:
            self._notes.miss(f"{path}.pounds", Why.OUT_OF_RANGE, item.pounds)
        return replace(
            item,
            count=self.whole(f"{path}.count", item.count, limits.COUNT, 1),
            pounds=0 if heavy else item.pounds,
            note=self.prose(f"{path}.note", item.note, limits.NOTE),
            is_like=self.text(f"{path}.is_like", item.is_like),
            bonus=self.whole(f"{path}.bonus", item.bonus, limits.BONUS),
        )

    def spell(self, path: str, spell: KnownSpell) -> KnownSpell:
        return replace(spell, by=self.text(f"{path}.by", spell.by))

    def attack(self, path: str, attack: OwnAttack) -> OwnAttack:
        rollable = not attack.damage or is_dice(attack.damage)
        if not rollable:
            self._notes.miss(f"{path}.damage", Why.NO_DICE, attack.damage)
        return replace(
            attack,
            bonus=self.whole(f"{path}.bonus", attack.bonus, limits.BONUS),
            damage=attack.damage if rollable else "",
            reach_ft=self.feet(f"{path}.reach_ft", attack.reach_ft),
            range_ft=self.feet(f"{path}.range_ft", attack.range_ft),
            long_ft=self.feet(f"{path}.long_ft", attack.long_ft),
        )


def _once(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(dict.fromkeys(words))


def training_of(value: float) -> Training | None:
    """How well something has been learnt, from how often the Proficiency Bonus counts: 0, 0.5, 1 or 2."""
    return {0: Training.NONE, 0.5: Training.HALF, 1: Training.PROFICIENT, 2: Training.EXPERT}.get(value)
