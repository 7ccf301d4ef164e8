"""What the lines of a plain sheet say of the character itself: classes, scores, what it has learnt."""

from __future__ import annotations

import re
from typing import Final

from core.characters.importing import limits
from core.characters.importing.bounds import ARMOR
from core.characters.importing.clean import line
from core.characters.importing.imported import Why
from core.characters.importing.plain_draft import LONGEST, NUMBER, Draft
from core.characters.importing.plain_words import ABILITIES, EDITIONS, listed, scores_in
from core.characters.sheet import ClassLevels
from core.rules.abilities import Ability
from core.rules.proficiency import Training
from core.rules.sizes import Size
from core.rules.skills import skills_named

_CLASS: Final = re.compile(
    r"([A-Za-z][A-Za-z' -]{0,38}[A-Za-z])\s?(?:\(([^()]{1,60})\))?"
    r"\s?(?:,?\s?level\s?)?(\d{1,2})\s?(?:\(([^()]{1,60})\))?"
)
_POINTS: Final = re.compile(
    r"(\d{1,4})(?:\s*(?:/|of)\s*(\d{1,4}))?(?!\d|\s*(?:/|of)\s*\d)(?:\D{1,20}(\d{1,4})\s*temp)?"
)
_WAY: Final = re.compile(r"(?i)(?:(walk|fly|swim|climb|burrow)[a-z]{0,4}\s?:?\s?)?(\d{1,4})")
_SENSE: Final = re.compile(r"(?i)(darkvision|blindsight|tremorsense|truesight)\D{0,5}(\d{1,4})")
_SIZES: Final = {each.value: each for each in Size}


def classes(draft: Draft, text: str, where: str) -> None:
    """``Fighter 3 / Wizard (Evoker) 2``; a level alone is that of the class before."""
    taken = draft.found.setdefault("classes", {})
    found = False
    for part in re.split(r"[/,;&+]|\band\b", text[:LONGEST]):
        if match := _CLASS.search(part):
            name = line(match[1]).removesuffix(" level").strip().title()
            taken[name] = ClassLevels(name, int(match[3]), 8, line(match[2] or match[4] or ""))
            found = True
        elif part.strip().isdecimal() and len(taken) == 1:
            ((name, before),) = taken.items()
            taken[name] = ClassLevels(name, int(part), 8, before.subclass)
            found = True
        elif re.fullmatch(r"[A-Za-z' -]{2,40}", part.strip()):
            name = line(part).title()
            taken[name] = ClassLevels(name, 1, 8)
            found = True
    if not found:
        draft.notes.miss(where, Why.NO_NUMBER, text)


def size(draft: Draft, text: str, where: str) -> None:
    """Read how large it is."""
    word = text.split()[0].casefold() if text.split() else ""
    if word in _SIZES:
        draft.found["size"] = _SIZES[word]
    else:
        draft.notes.miss(where, Why.UNKNOWN, text)


def edition(draft: Draft, text: str, where: str) -> None:
    """Read whose rules it is built by."""
    word = line(text).casefold()
    if word in EDITIONS:
        draft.found["edition"] = EDITIONS[word]
    else:
        draft.notes.miss(where, Why.UNKNOWN, text)


def hit_points(draft: Draft, text: str, where: str) -> None:
    """Read ``27/31``, or the maximum alone."""
    found = _POINTS.match(text[:LONGEST].strip())
    if not found:
        draft.notes.miss(where, Why.NO_NUMBER, text)
        return
    maximum = int(found[2] or found[1])
    draft.found["hit points"] = (min(int(found[1]), maximum), max(1, maximum))
    if found[3]:
        draft.found["temporary"] = int(found[3])


def speeds(draft: Draft, text: str, where: str) -> None:
    """Read how fast it is, ``30 ft., fly 60``."""
    found = {(way or "walk").casefold(): int(feet) for way, feet in _WAY.findall(text[:LONGEST])}
    if found:
        draft.found["speeds"] = {"walk": 30, **found}
    else:
        draft.notes.miss(where, Why.NO_NUMBER, text)


def senses(draft: Draft, text: str, where: str) -> None:
    """Read how far it senses, ``darkvision 60``."""
    found = {sense.casefold(): int(feet) for sense, feet in _SENSE.findall(text[:LONGEST])}
    draft.found["senses"] = {**draft.found.get("senses", {}), **found}
    if not found:
        draft.notes.miss(where, Why.UNKNOWN, text)


def score(draft: Draft, ability: Ability, text: str, where: str) -> None:
    """Read one ability score."""
    found = NUMBER.match(text)
    if found and limits.SCORE[0] <= int(found[1]) <= limits.SCORE[1]:
        draft.found.setdefault("scores", {})[ability] = int(found[1])
    else:
        draft.notes.miss(where, Why.NO_SCORE if found else Why.NO_NUMBER, text)


def scores(draft: Draft, text: str, where: str) -> None:
    """Read several ability scores."""
    told = scores_in(text[:LONGEST])
    low, high = limits.SCORE
    found = {ability: score for ability, score in told.items() if low <= score <= high}
    if found:
        draft.found.setdefault("scores", {}).update(found)
    if others := [f"{ability.upper()} {score}" for ability, score in told.items() if ability not in found]:
        draft.notes.miss(where, Why.NO_SCORE, ", ".join(others))
    if not told:
        draft.notes.miss(where, Why.NO_NUMBER, text)


def saves(draft: Draft, text: str, where: str) -> None:
    """Read the saving throws that it is proficient in, with their bonuses or without."""
    for part in listed(text[:LONGEST]):
        word, _, rest = part.casefold().partition(" ")
        ability = ABILITIES.get(word.strip(":")) or ABILITIES.get(word[:3])
        if ability is None:
            draft.notes.miss(where, Why.UNKNOWN, part)
            continue
        draft.found["saves"] = (*draft.found.get("saves", ()), ability)
        if number := NUMBER.match(rest):
            draft.numbers[f"save {ability}"] = int(number[1])


def skill(draft: Draft, skill: str, text: str, where: str) -> None:
    """Read what a line of its own says of a skill: its bonus, how well it is learnt, or both."""
    train(draft, skill, text)
    if found := NUMBER.match(text):
        draft.numbers[f"skill {skill}"] = int(found[1])
    elif skill not in draft.found.get("skills", {}):
        draft.notes.miss(where, Why.NO_NUMBER, text)


def skills(topic: str, draft: Draft, text: str, where: str) -> None:
    """Read the skills that it has learnt, with their bonuses or without."""
    for part in listed(text):
        named = skills_named(part[:LONGEST])
        for skill in named:
            train(draft, skill, f"{part} expert" if topic == "expertise" else f"{part} proficient")
            if number := re.search(r"[+-]\d{1,2}", part):
                draft.numbers[f"skill {skill}"] = int(number[0])
        if not named:
            draft.notes.miss(where, Why.UNKNOWN, part)


def train(draft: Draft, skill: str, text: str) -> None:
    words = text.casefold()
    trained = Training.EXPERT if "expert" in words else Training.HALF if "half" in words else Training.PROFICIENT
    if "prof" in words or trained is not Training.PROFICIENT:
        skills = draft.found.setdefault("skills", {})
        skills[skill] = max(trained, skills.get(skill, Training.NONE))


def tools(draft: Draft, text: str, where: str) -> None:
    """Read the tools that it has learnt."""
    del where
    tools = draft.found.setdefault("tools", {})
    for part in listed(text):
        name = line(part[:LONGEST])
        tools[name.split(" (")[0]] = Training.EXPERT if "expert" in name.casefold() else Training.PROFICIENT


def armor(draft: Draft, text: str, where: str) -> None:
    """Read the kinds of armour that it is trained with."""
    words = re.findall(r"[a-z]+", text[:LONGEST].casefold())
    kinds = {word.removesuffix("s") if word.startswith("shield") else word for word in words}
    known = ARMOR if "all" in kinds else tuple(kind for kind in ARMOR if kind in kinds)
    if known:
        draft.found["armor"] = tuple(dict.fromkeys((*draft.found.get("armor", ()), *known)))
    else:
        draft.notes.miss(where, Why.UNKNOWN, text)
