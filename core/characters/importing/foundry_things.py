"""What a Foundry actor carries, casts, hits with and uses up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, cast

from core.characters.importing import limits
from core.characters.importing.bounds import is_dice
from core.characters.importing.foundry_actor import Actor
from core.characters.importing.foundry_ids import CARRIED, DAMAGE, RANGED, RESETS
from core.characters.importing.imported import Why
from core.characters.importing.likeness import bonus_in
from core.characters.importing.names import packed, unused
from core.characters.importing.spot import Spot
from core.characters.sheet import Counter, Item, KnownSpell, OwnAttack, Resets
from core.rules.abilities import Ability

_ABILITIES: Final = {each.value: each for each in Ability}
_MODIFIER: Final = re.compile(r"\s*\+\s*@(?:mod|abilities\.[a-z]{3}\.mod)\s*")
_POUNDS_IN_KILOS: Final = 2
"""As the game converts them."""
_ALWAYS: Final = frozenset({"always", "innate", "atwill", "pact"})
_PREPARED, _ALWAYS_PREPARED = 1, 2


def items(actor: Actor) -> dict[str, Item]:
    """Everything that it carries."""
    found: dict[str, Item] = {}
    for item, about in actor.items(*CARRIED):
        if name := item.at("name").text():
            packed(found, name, _item(actor, item, about, name))
    return found


def _item(actor: Actor, item: Spot, about: Spot, name: str) -> Item:
    count = about.at("quantity").whole(*limits.COUNT)
    useful = item.at("type").value in ("weapon", "equipment")
    weight = about.at("weight")
    pounds = (weight.at("value") if isinstance(weight.value, dict) else weight).number(0, limits.POUNDS) or 0
    if weight.at("units").value == "kg":
        pounds *= _POUNDS_IN_KILOS
    return Item(
        count=1 if count is None else count,
        equipped=about.at("equipped").flag(),
        attuned=about.at("attuned").value is True or about.at("attunement").value == 2,
        pounds=round(pounds, 3),
        is_like=actor.things.kind_for(name, *_bases(about)) if useful else "",
        bonus=_magic(about, name) if useful else 0,
    )


def _bases(about: Spot) -> Iterator[str]:
    for spot in (about.at("type", "baseItem"), about.at("baseItem")):
        if isinstance(spot.value, str):
            yield spot.text()


def _magic(about: Spot, name: str) -> int:
    """What its magic adds; of old files, what its name says."""
    for spot in (about.at("magicalBonus"), about.at("armor", "magicalBonus")):
        if spot.given:
            return spot.whole(*limits.BONUS) or 0
    return bonus_in(name)


def attacks(actor: Actor, trained: tuple[str, ...]) -> dict[str, OwnAttack]:
    """The attacks with weapons that no book of ours has, as claws, or a sword out of a dream.

    Args:
        actor: The actor.
        trained: The weapons that it is proficient with.
    """
    found: dict[str, OwnAttack] = {}
    for item, about in actor.items("weapon"):
        name = item.at("name").text()
        known = any(actor.things.like(each) for each in (name, *_bases(about)))
        if name and not known and about.at("equipped").value is not False:
            found[unused(name, found)] = _attack(actor, about, trained, name)
    return found


def _attack(actor: Actor, about: Spot, trained: tuple[str, ...], name: str) -> OwnAttack:
    properties = _properties(about)
    kind = about.at("type", "value").value or about.at("weaponType").value
    ranged = isinstance(kind, str) and kind in RANGED
    strength, dexterity = actor.bonus(Ability.STRENGTH), actor.bonus(Ability.DEXTERITY)
    usual = max(strength, dexterity) if "fin" in properties else dexterity if ranged else strength
    ability = about.at("ability").one_of(_ABILITIES)
    modifier = actor.bonus(ability) if ability else usual
    magic = _magic(about, name)
    sort = "martial" if isinstance(kind, str) and kind.startswith("martial") else "simple"
    skilled = about.at("proficient").value in (1, True) or kind == "natural" or sort in trained
    more = actor.worked_out(about.at("attack", "bonus")) + actor.worked_out(about.at("attackBonus"))
    dice, damage = _damage(about)
    added = modifier + magic
    far = about.at("range", "value").whole(*limits.FEET) or 0
    thrown = ranged or "thr" in properties
    reach = about.at("range", "reach").whole(*limits.FEET) or (10 if "rch" in properties else 5)
    return OwnAttack(
        bonus=modifier + magic + more + (actor.proficiency if skilled else 0),
        damage=f"{dice}{added:+d}" if dice and added else dice,
        kind=damage.one_of(DAMAGE),
        reach_ft=0 if ranged else reach,
        range_ft=far if thrown else 0,
        long_ft=(about.at("range", "long").whole(*limits.FEET) or 0) if thrown else 0,
    )


def _properties(about: Spot) -> set[str]:
    """A list of short words, or in old files an object of yes and no."""
    value = about.at("properties").value
    if isinstance(value, dict):
        return {key for key, held in cast("dict[str, Any]", value).items() if held is True}
    return {each.text() for each in about.at("properties").each(50)}


def _damage(about: Spot) -> tuple[str, Spot]:
    """The dice of a weapon, and where the damage's type stands."""
    base = about.at("damage", "base")
    if isinstance(base.value, dict):
        formula = base.at("custom", "formula")
        if base.at("custom", "enabled").value is not True:
            count, sides = base.at("number").whole(0, 100), base.at("denomination").whole(0, 100)
            more = base.at("bonus").text(20)
            plain = f"{count}d{sides}{f'+{more}' if more.isdecimal() else ''}" if count and sides else more
            formula = Spot(plain, base.notes, base.path)
        return _rollable(formula), base.at("types", 0)
    part = about.at("damage", "parts", 0)
    return _rollable(part.at(0)), part.at(1)


def _rollable(formula: Spot) -> str:
    text = _MODIFIER.sub("", formula.text(limits.DICE)).replace(" ", "")
    if text and not is_dice(text):
        formula.miss(Why.NO_DICE)
        return ""
    return text


def spells(actor: Actor) -> dict[str, KnownSpell]:
    """All that it knows."""
    found: dict[str, KnownSpell] = {}
    by_slug = {each.slug: each.levels.name for each in actor.classes}
    casters = [each.levels.name for each in actor.classes if _casts(each.spot.at(actor.inner))]
    for item, about in actor.items("spell"):
        name = item.at("name").text()
        slug = about.at("sourceClass").text() or about.at("sourceItem").text().rpartition(":")[2]
        by = by_slug.get(slug.casefold()) or (casters[0] if len(casters) == 1 else "")
        ready, always = _readiness(about)
        there = found.get(name)
        if name and (there is None or (ready and not there.prepared)):
            found[name] = KnownSpell(by, ready, always)
    return found


def _casts(about: Spot) -> bool:
    return about.at("spellcasting", "progression").value not in (None, "", "none")


def _readiness(about: Spot) -> tuple[bool, bool]:
    """Whether a spell can be cast now, and whether it always can."""
    mode, cantrip = about.at("preparation", "mode").value, about.at("level").value == 0
    prepared = about.at("prepared").value if about.at("prepared").given else None
    always = prepared == _ALWAYS_PREPARED or (isinstance(mode, str) and mode in _ALWAYS)
    ready = prepared == _PREPARED or about.at("preparation", "prepared").value is True
    return always or ready or cantrip, always and not cantrip and mode != "pact"


def counters(actor: Actor) -> dict[str, Counter]:
    """What is used up and comes back."""
    found: dict[str, Counter] = {}
    for item, about in actor.items("feat", "spell", *CARRIED):
        uses, name = about.at("uses"), item.at("name").text()
        if not isinstance(uses.value, dict) or not name or uses.at("max").value in (None, "", 0, "0"):
            continue
        maximum = actor.worked_out(uses.at("max"))
        if maximum < 1 or (item.at("type").value == "consumable" and maximum == 1):
            continue
        used = uses.at("spent").whole(*limits.POINTS) if uses.at("spent").given else None
        left = uses.at("value").whole(*limits.POINTS) if uses.at("value").given else None
        spent = used if used is not None else maximum - left if left is not None else 0
        found[unused(name, found)] = Counter(maximum, max(0, min(spent, maximum)), _resets(uses))
    for place in ("primary", "secondary", "tertiary"):
        spot = actor.system.at("resources", place)
        name, maximum = spot.at("label").text(), spot.at("max").whole(*limits.POINTS) or 0
        if name and maximum:
            value = spot.at("value").whole(*limits.POINTS)
            left = maximum if value is None else min(maximum, value)
            short, long = spot.at("sr").value is True, spot.at("lr").value is True
            resets = Resets.SHORT_REST if short else Resets.LONG_REST if long else Resets.NEVER
            found[unused(name, found)] = Counter(maximum, maximum - left, resets)
    return found


def _resets(uses: Spot) -> Resets:
    period = uses.at("recovery", 0, "period") if uses.at("recovery", 0).given else uses.at("per")
    return period.one_of(RESETS) or Resets.NEVER
