"""A character of D&D Beyond as far as its parts need each other: scores, levels, modifiers and what is set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.characters.importing import limits
from core.characters.importing.beyond_ids import ABILITIES, LONG, SOURCES_OF_2024, TRAININGS
from core.characters.importing.beyond_modifiers import Modifiers, read_modifiers
from core.characters.importing.likeness import Things
from core.characters.importing.spot import Spot
from core.characters.sheet import ClassLevels
from core.rules.abilities import Ability, modifier
from core.rules.edition import Edition
from core.rules.proficiency import Training, proficiency_bonus


@dataclass(frozen=True, slots=True)
class Taken:
    """A class that a character has.

    Attributes:
        id: Its id on this character, by which its spells name it.
        levels: As a sheet has it.
        spent: Hit dice spent.
        prepares: Whether its spells are prepared, or all that are known can be cast.
        features: The ids of its features, for modifiers name these.
    """

    id: int
    levels: ClassLevels
    spent: int
    prepares: bool
    features: frozenset[int]


@dataclass(frozen=True, slots=True)
class Character:
    """What the parts of an import share.

    Attributes:
        spot: The whole character.
        edition: Whose rules it is built by.
        classes: Its classes, the first one first.
        modifiers: All that count now.
        scores: The six, with everything added.
        said: What was set by hand, by its type and what it is about.
        things: The book's weapons and armour.
    """

    spot: Spot
    edition: Edition
    classes: tuple[Taken, ...]
    modifiers: Modifiers
    scores: Mapping[Ability, int]
    said: Mapping[tuple[int, str], Spot]
    things: Things

    @property
    def level(self) -> int:
        """Of all classes together."""
        return max(1, min(20, sum(each.levels.level for each in self.classes)))

    @property
    def proficiency(self) -> int:
        """The Proficiency Bonus."""
        return proficiency_bonus(self.level)

    def bonus(self, ability: Ability | None) -> int:
        """What an ability adds; nothing for none."""
        return modifier(self.scores[ability]) if ability else 0

    def number(self, kind: int, about: object = "") -> int | None:
        """A number that was set by hand; None where none was."""
        spot = self.said.get((kind, str(about)))
        return spot.whole(*limits.OVERRIDE) if spot and spot.given else None

    def training(self, kind: int, about: object) -> Training | None:
        """How well something was said to be learnt, by hand."""
        spot = self.said.get((kind, str(about)))
        return spot.one_of(TRAININGS) if spot and spot.given else None

    def added(self, *to: str) -> int:
        """What all bonuses to something come to, an ability's modifier among them."""
        found = self.modifiers.about("bonus", *to)
        return sum(each.value if each.value is not None else self.bonus(each.ability) for each in found)


def read_character(spot: Spot, things: Mapping[Edition, Things]) -> Character:
    """Read what the parts share."""
    edition = _edition(spot)
    modifiers = read_modifiers(spot, _active(spot))
    said = {
        (kind, "" if each.at("valueId").value is None else str(each.at("valueId").value)): each.at("value")
        for each in spot.at("characterValues").each()
        if (kind := each.at("typeId").id) is not None
    }
    return Character(spot, edition, _classes(spot), modifiers, _scores(spot, modifiers), said, things[edition])


def _edition(spot: Spot) -> Edition:
    """By the books that its classes are from, or else what is said of its species; there were no others before 2024."""
    for each in spot.at("classes").each(20):
        sources = {source.at("sourceId").id for source in each.at("definition", "sources").each(50)}
        if sources:
            return Edition.SRD_52 if sources & SOURCES_OF_2024 else Edition.SRD_51
    return Edition.SRD_52 if spot.at("race", "isLegacy").value is False else Edition.SRD_51


def _active(spot: Spot) -> frozenset[int]:
    """The ids of the things that do what they do: worn or held, and attuned to if they need it."""
    found: set[int] = set()
    for each in spot.at("inventory").each():
        attuned = each.at("isAttuned").value is True or not each.at("definition", "canAttune").value
        identity = each.at("definition", "id").id
        if each.at("equipped").value is True and attuned and identity is not None:
            found.add(identity)
    return frozenset(found)


def _classes(spot: Spot) -> tuple[Taken, ...]:
    found: list[tuple[bool, Taken]] = []
    for each in spot.at("classes").each(20):
        name = each.at("definition", "name").text()
        level = each.at("level").whole(*limits.LEVELS)
        if not name or level is None:
            continue
        die = each.at("definition", "hitDice").whole(4, 20) or 8
        features = (feature.at("definition", "id").id for feature in each.at("classFeatures").each())
        taken = Taken(
            each.at("id").id or 0,
            ClassLevels(name, level, die, each.at("subclassDefinition", "name").text()),
            each.at("hitDiceUsed").whole(*limits.SPENT) or 0,
            each.at("definition", "spellPrepareType").given,
            frozenset(feature for feature in features if feature),
        )
        found.append((each.at("isStartingClass").flag(), taken))
    return tuple(taken for _, taken in sorted(found, key=lambda each: not each[0]))


def _scores(spot: Spot, modifiers: Modifiers) -> dict[Ability, int]:
    """Rolled, raised, and set by things that set them; what was set by hand stands above all."""
    given = {kind: _stats(spot.at(kind)) for kind in ("stats", "bonusStats", "overrideStats")}
    scores: dict[Ability, int] = {}
    for long, ability in LONG.items():
        base = given["stats"].get(ability, 10)
        raised = base + given["bonusStats"].get(ability, 0) + modifiers.total("bonus", f"{long}-score")
        most = max([raised, *modifiers.values("set", f"{long}-score")])
        scores[ability] = max(1, min(30, given["overrideStats"].get(ability, most)))
    return scores


def _stats(spot: Spot) -> dict[Ability, int]:
    found: dict[Ability, int] = {}
    for each in spot.each(6):
        ability, value = each.at("id").one_of(ABILITIES), each.at("value").whole(-30, 30)
        if ability and value is not None:
            found[ability] = value
    return found
