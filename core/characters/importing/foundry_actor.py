"""An actor of Foundry as far as its parts need each other: where its numbers stand, its classes, and its formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.characters.importing import limits
from core.characters.importing.foundry_effects import apply_effects
from core.characters.importing.foundry_ids import EDITIONS
from core.characters.importing.imported import Book, Why
from core.characters.importing.likeness import Things
from core.characters.importing.spot import Spot
from core.characters.sheet import ClassLevels
from core.rules.abilities import Ability, modifier
from core.rules.edition import Edition
from core.rules.proficiency import proficiency_bonus

_PART: Final = re.compile(r"([+-]?)\s*(?:(\d{1,4})|@(prof|details\.level|abilities\.([a-z]{3})\.mod))\s*")
_LEFT: Final = 40
"""As long as a formula may be that is worked out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A class that an actor has.

    Attributes:
        spot: Its item.
        levels: As a sheet has it.
        slug: The word that its spells and its subclass name it by.
        spent: Hit dice spent.
    """

    spot: Spot
    levels: ClassLevels
    slug: str
    spent: int


@dataclass(frozen=True, slots=True)
class Actor:
    """What the parts of an import share.

    Attributes:
        spot: The whole actor.
        inner: What the part of it, and of its items, is called that holds numbers.
        edition: Whose rules it is built by.
        classes: Its classes, the first one first.
        scores: The six.
        things: The book's weapons and armour.
    """

    spot: Spot
    inner: str
    edition: Edition
    classes: tuple[Taken, ...]
    scores: dict[Ability, int]
    things: Things

    @property
    def system(self) -> Spot:
        """Where its numbers stand."""
        return self.spot.at(self.inner)

    def items(self, *kinds: str) -> Iterator[tuple[Spot, Spot]]:
        """Its items of some kinds, each with the part of it that holds its numbers."""
        return items_of(self.spot, self.inner, *kinds)

    @property
    def level(self) -> int:
        """Of all classes together."""
        return max(1, min(20, sum(each.levels.level for each in self.classes)))

    @property
    def proficiency(self) -> int:
        """The Proficiency Bonus."""
        return proficiency_bonus(self.level)

    def bonus(self, ability: Ability) -> int:
        """What an ability adds."""
        return modifier(self.scores[ability])

    def worked_out(self, spot: Spot) -> int:
        """What a formula comes to: numbers, the Proficiency Bonus, the level and modifiers, added up; 0 for none.

        Whatever else stands in it is noted, and adds nothing.
        """
        value = spot.value
        if value is None or value in ("", 0, "0"):
            return 0
        if isinstance(value, int | float):
            return spot.whole(*limits.OVERRIDE) or 0
        text = value.strip() if isinstance(value, str) else ""
        total, at = 0, 0
        while at < len(text) <= _LEFT and (part := _PART.match(text, at)):
            total += (-1 if part[1] == "-" else 1) * self._part(part)
            at = part.end()
        if not text or at < len(text):
            spot.miss(Why.NO_PLACE)
            return 0
        return total

    def _part(self, part: re.Match[str]) -> int:
        if part[2]:
            return int(part[2])
        if part[3] == "prof":
            return self.proficiency
        if part[3] == "details.level":
            return self.level
        return self.bonus(Ability(part[4])) if part[4] in list(Ability) else 0


def read_actor(spot: Spot, book: Book) -> Actor:
    """Read what the parts share; its effects are applied first."""
    inner = "system" if isinstance(spot.at("system").value, dict) else "data"
    apply_effects(spot, inner)
    edition = _edition(spot, inner)
    abilities = spot.at(inner, "abilities")
    scores = {each: abilities.at(each.value, "value").whole(*limits.SCORE) or 10 for each in Ability}
    return Actor(spot, inner, edition, _classes(spot, inner), scores, Things(book.things(edition)))


def items_of(spot: Spot, inner: str, *kinds: str) -> Iterator[tuple[Spot, Spot]]:
    """An actor's items of some kinds."""
    for item in spot.at("items").each(1_000):
        if item.at("type").value in kinds:
            yield item, item.at(inner)


def _edition(spot: Spot, inner: str) -> Edition:
    """By its classes, or else by its species, its background or what is said of itself."""
    for kinds in (("class",), ("race", "species", "background", "subclass"), ("feat", "spell")):
        for _, about in items_of(spot, inner, *kinds):
            if rules := _rules(about):
                return rules
    own = _rules(spot.at(inner))
    if own is None:
        spot.at(inner, "source", "rules").assume("2014")
    return own or Edition.SRD_51


def _rules(about: Spot) -> Edition | None:
    said = about.at("source", "rules").value
    return EDITIONS.get(said) if isinstance(said, str) else None


def _classes(spot: Spot, inner: str) -> tuple[Taken, ...]:
    subclasses = {
        about.at("classIdentifier").text().casefold(): item.at("name").text()
        for item, about in items_of(spot, inner, "subclass")
    }
    original = spot.at(inner, "details", "originalClass").value
    found: list[tuple[bool, Taken]] = []
    for item, about in items_of(spot, inner, "class"):
        name = item.at("name").text()
        level = about.at("levels").whole(*limits.LEVELS)
        if not name or level is None:
            continue
        slug = (about.at("identifier").text() or name).casefold()
        sides = about.at("hd", "denomination") if about.at("hd", "denomination").given else about.at("hitDice")
        spent = about.at("hd", "spent") if about.at("hd", "spent").given else about.at("hitDiceUsed")
        subclass = subclasses.get(slug) or about.at("subclass").text()
        levels = ClassLevels(name, level, _sides(sides), subclass)
        taken = Taken(item, levels, slug, spent.whole(*limits.SPENT) or 0)
        found.append((item.at("_id").value == original, taken))
    return tuple(taken for _, taken in sorted(found, key=lambda each: not each[0]))


def _sides(spot: Spot) -> int:
    text = spot.text(10).casefold().removeprefix("d")
    if text.isdecimal() and int(text) in limits.HIT_DICE:
        return int(text)
    if spot.given:
        spot.miss(Why.UNKNOWN)
    return 8
