"""The spells of a character of D&D Beyond, and whatever it uses up and gets back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.characters.importing import limits
from core.characters.importing.beyond_character import Character
from core.characters.importing.beyond_ids import ABILITIES, RESETS
from core.characters.importing.names import unused
from core.characters.importing.spot import Spot
from core.characters.sheet import Counter, KnownSpell, Resets

_MULTIPLIED: Final = 2
"""The operator of a limit that is multiplied instead of added to."""


def spells(character: Character) -> dict[str, KnownSpell]:
    """All that it knows; of a spell that comes from two sides, the side by which it can be cast."""
    found: dict[str, KnownSpell] = {}
    for name, spell in (*_of_classes(character), *_of_others(character)):
        there = found.get(name)
        if there is None or (spell.prepared and not there.prepared):
            found[name] = spell
    return found


def _of_classes(character: Character) -> Iterator[tuple[str, KnownSpell]]:
    classes = {each.id: each for each in character.classes}
    for each in character.spot.at("classSpells").each(20):
        taken = classes.get(each.at("characterClassId").id or 0)
        for spot in each.at("spells").each():
            name, level = spot.at("definition", "name").text(), spot.at("definition", "level").whole(0, 9)
            always = spot.at("alwaysPrepared").flag()
            ready = spot.at("prepared").flag() or always or level == 0 or not (taken and taken.prepares)
            if name:
                yield name, KnownSpell(taken.levels.name if taken else "", ready, always)


def _of_others(character: Character) -> Iterator[tuple[str, KnownSpell]]:
    """Spells of the species, of feats, features and things, which need no preparing."""
    first = character.classes[0].levels.name if character.classes else ""
    by = {
        "race": character.spot.at("race", "fullName").text(),
        "class": first,
        "background": "",
        "feat": "",
        "item": "",
    }
    for group, whence in by.items():
        for spot in character.spot.at("spells", group).each():
            component = spot.at("componentId").id
            own = next((each.levels.name for each in character.classes if component in each.features), None)
            if name := spot.at("definition", "name").text():
                yield name, KnownSpell(own or whence, prepared=True, always=True)


def slots_spent(character: Character) -> dict[int, int]:
    """Spell slots that it has used, by their level."""
    found: dict[int, int] = {}
    for each in character.spot.at("spellSlots").each(9):
        level, used = each.at("level").whole(1, 9), each.at("used").whole(*limits.SPENT)
        if level and used:
            found[level] = used
    return found


def pact_spent(character: Character) -> int:
    """Slots of pact magic that it has used."""
    return min(limits.SPENT[1], sum(each.at("used").whole(*limits.SPENT) or 0 for each in _pacts(character)))


def _pacts(character: Character) -> Iterator[Spot]:
    return character.spot.at("pactMagic").each(9)


def counters(character: Character) -> dict[str, Counter]:
    """What is used up and comes back: features, and things with charges."""
    found: dict[str, Counter] = {}
    for group in ("race", "class", "feat", "background", "item"):
        for spot in character.spot.at("actions", group).each():
            _count(character, found, spot.at("name").text(), spot.at("limitedUse"))
    for spot in character.spot.at("inventory").each():
        _count(character, found, spot.at("definition", "name").text(), spot.at("limitedUse"))
    return found


def _count(character: Character, found: dict[str, Counter], name: str, use: Spot) -> None:
    if not name or not isinstance(use.value, dict):
        return
    maximum = _maximum(character, use)
    if maximum < 1:
        return
    spent = use.at("numberUsed").whole(*limits.POINTS) or 0
    resets = use.at("resetType").one_of(RESETS) or Resets.NEVER
    if any(each.maximum == maximum and known == name for known, each in found.items()):
        return  # one and the same feature, listed with its action and with its bonus action
    found[unused(name, found)] = Counter(maximum, min(spent, maximum), resets)


def _maximum(character: Character, use: Spot) -> int:
    whole = use.at("maxUses").whole(-1, limits.POINTS[1]) or 0
    ability = use.at("statModifierUsesId").one_of(ABILITIES) if use.at("statModifierUsesId").value else None
    if ability:
        bonus = character.bonus(ability)
        whole = whole * bonus if use.at("operator").value == _MULTIPLIED else whole + bonus
        whole = max(1, whole)
    if use.at("useProficiencyBonus").value is True:
        times = use.at("proficiencyBonusOperator").value == _MULTIPLIED and whole
        whole = whole * character.proficiency if times else whole + character.proficiency
    return min(whole, limits.POINTS[1])


def hit_dice_spent(character: Character) -> dict[int, int]:
    """Hit dice that it has used, by their sides."""
    found: dict[int, int] = {}
    for each in character.classes:
        if each.spent:
            die = each.levels.hit_die
            found[die] = min(limits.SPENT[1], found.get(die, 0) + each.spent)
    return found
