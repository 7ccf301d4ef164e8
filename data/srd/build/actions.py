"""What creatures do, out of the sources: attacks, saves, several at once, and what is left to the DM."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from core.monsters.stat_block import Action, Trigger, Usage
from core.rules.actions import Economy
from core.rules.attacks import Reach
from core.rules.edition import Edition
from core.rules.effects.magic import Become
from core.rules.effects.outcomes import Adjudicate, Cast
from core.rules.effects.tree import Attack, Choose, Each, Effect
from data.srd.build import casting, mending, multiattack, words
from data.srd.build.curated.traits import ACTIONS
from data.srd.build.curated.trees import CURATED
from data.srd.build.phrases.aims import met, only_of, sort, states
from data.srd.build.reader import READER
from data.srd.build.reading import aimed, together
from data.srd.build.sources import Json

_ATTACK: Final = re.compile(
    r"(?P<way>Melee or Ranged|Melee|Ranged) (?P<with>Weapon |Spell )?Attack(?: Roll)?: ?\+?(?P<bonus>\d+)(?: to hit)?"
    r"(?: \((?P<better>[^)]*)\))?,?(?: reach (?P<reach>\d+) ?feet\.?)?(?:,? or)?"
    r"(?: ranged? (?P<normal>\d+)(?:/(?P<long>\d+))? ?feet\.?)?,? ?(?P<whom>.*?)\.? ?Hit: (?P<hit>.*?)"
    r"(?: Miss: (?P<miss>.*?))?(?: Hit or Miss: (?P<both>.*))?",
)
_BETTER: Final = re.compile(r"^with Advantage ")
_OPTION: Final = re.compile(r"(?:^|(?<=[.:] ))([A-Z]\w+ Breath)\. ")
_COSTS: Final = re.compile(r" \(Costs (\d) Actions\)")
PLACES: Final[Mapping[Economy, str]] = {
    Economy.ACTION: "actions",
    Economy.BONUS: "bonus_actions",
    Economy.REACTION: "reactions",
    Economy.LEGENDARY: "legendary_actions",
}
"""Where the sources have what costs what."""
_TRIGGERS: Final[tuple[tuple[str, Trigger], ...]] = (
    (r"against one melee attack that would hit it|is hit by a melee attack", Trigger.HIT_IN_MELEE),
    (r"is hit by a ranged attack|object is hurled at", Trigger.HIT_FROM_AFAR),
    (r"trigger: (?:the mummy is hit by an attack roll|an attack roll hits the rust monster)", Trigger.HIT),
    (r"wearer of the guardian's amulet", Trigger.WARD_ATTACKED),
    (r"makes an attack roll against it", Trigger.ATTACKED),
    (r"makes an (?:ability check|attack roll) or a saving throw", Trigger.ROLL_NEAR),
    (r"starts its turn within", Trigger.TURN_BEGINS_NEAR),
    (r"ends its turn within", Trigger.TURN_ENDS_NEAR),
    (r"ends its move within|moves within|when bright light or a creature is within", Trigger.MOVE_ENDS_NEAR),
    (r"in response to the spell's trigger", Trigger.SPELL),
    (r"immediately after dealing damage to a creature that (?:is|was) already bloodied", Trigger.WOUNDS),
    (r"subjected to lightning|takes damage while", Trigger.HURT),
)
_NEAR: Final = re.compile(r"^(?:Trigger:|When) [^.]*? within (\d+) feet")
_CAN_CHANGE: Final = re.compile(r"(The [\w ]+) can use its action to polymorph into(?: a beast form that resembles)?")
_AGAIN: Final = re.compile(r"can't take this action again until the start of its next turn", re.IGNORECASE)


def without_cost(name: str) -> str:
    """A legendary action's name without what it costs.

    Example:
        >>> without_cost("Wing Attack (Costs 2 Actions)")
        'Wing Attack'
    """
    return _COSTS.sub("", name)


def in_2014(monster: Json) -> Iterator[Action]:
    """All that a creature of SRD 5.1 does."""
    for economy, place in PLACES.items():
        for each in monster.get(place) or ():
            costs = _COSTS.search(each["name"])
            text = mending.in_2014(each["desc"])
            yield _action(
                (Edition.SRD_51, monster["name"], without_cost(each["name"])),
                text,
                multiattack.in_2014(each),
                Action("", economy, (), usage_2014(each.get("usage")), int(costs[1]) if costs else 1),
            )


def from_traits(monster: Json) -> Iterator[Action]:
    """Traits of SRD 5.1 that are actions of another name: shapes, bonus actions, and the casting of spells."""
    for each in monster.get("special_abilities") or ():
        name = each["name"]
        if name in ACTIONS:
            yield ACTIONS[name]
        elif name == "Shapechanger" and "forms" in monster:
            forms = tuple(form["name"] for form in monster["forms"])
            yield Action(name, Economy.ACTION, (Become(forms),))
        elif name == "Shapechanger":
            text = _CAN_CHANGE.sub(r"\1 polymorphs into", mending.in_2014(each["desc"]))
            place = (Edition.SRD_51, monster["name"], name)
            yield Action(name, Economy.ACTION, CURATED.get(place) or read(text, Edition.SRD_51))
        elif "spellcasting" in each:
            yield Action(name, Economy.ACTION, (Cast(),))


def in_2024(monster: Json) -> Iterator[Action]:
    """All that a creature of SRD 5.2.1 does."""
    for economy, place in PLACES.items():
        for each in mending.in_2024(monster.get(place) or []):
            text = words.plain(each["text"])
            told = (
                multiattack.in_2024(text)
                if each["name"] == "Multiattack"
                else casting.action_in_2024(each["name"], text)
            )
            yield _action(
                (Edition.SRD_52, monster["name"], each["name"]), text, told, Action("", economy, (), usage_2024(each))
            )


def _action(place: tuple[Edition, str, str], text: str, told: tuple[Effect, ...] | None, frame: Action) -> Action:
    """An action: what was written by hand, what the source has as data, or what its text says."""
    effects = CURATED.get(place) or told or read(text, place[0])
    trigger = frame.trigger
    within = None
    if frame.economy in {Economy.REACTION, Economy.BONUS}:
        within = _NEAR.search(text) if frame.economy is Economy.REACTION else None
        trigger = next((trigger for pattern, trigger in _TRIGGERS if re.search(pattern, text, re.IGNORECASE)), trigger)
    return replace(
        frame,
        name=place[2],
        effects=effects,
        trigger=trigger,
        within_ft=int(within[1]) if within else None,
        once_a_round=bool(_AGAIN.search(text)),
    )


def read(text: str, edition: Edition) -> tuple[Effect, ...]:
    """The tree that a text tells; what of it is not understood is the DM's."""
    if found := _ATTACK.fullmatch(text.strip()):
        return _attack(found, edition)
    options = _OPTION.split(text)
    if len(options) > 1:
        return (
            Choose(
                tuple((name, read(of.strip(), edition)) for name, of in zip(options[1::2], options[2::2], strict=True))
            ),
        )
    effects, left = aimed(READER.read(text, edition))
    if not effects:
        return (Adjudicate("all of it"),)
    return (*effects, Adjudicate("the rest")) if left else effects


def left_over(text: str, edition: Edition) -> list[str]:
    """The sentences of a text that are not understood."""
    if found := _ATTACK.fullmatch(text.strip()):
        parts = [READER.read(found[name] or "", edition) for name in ("hit", "miss", "both")]
        better = [found["better"]] if found["better"] and only_of(_BETTER.sub("", found["better"])) is None else []
        return [*better, *(left for part in parts for left in part.left)]
    options = _OPTION.split(text)
    if len(options) > 1:
        return [left for option in options[2::2] for left in left_over(option.strip(), edition)]
    return aimed(READER.read(text, edition))[1]


def _attack(found: re.Match[str], edition: Edition) -> tuple[Effect, ...]:
    hit, miss, both = (READER.read(found[name] or "", edition) for name in ("hit", "miss", "both"))
    normal = int(found["normal"]) if found["normal"] else None
    effect = Attack(
        hit=together((*hit.effects, *both.effects)),
        bonus=int(found["bonus"]),
        melee="Melee" in found["way"],
        reach_ft=int(found["reach"] or 5),
        ranged=Reach(normal, int(found["long"] or normal)) if normal else None,
        spell=found["with"] == "Spell ",
        miss=together((*miss.effects, *both.effects)),
        better=only_of(_BETTER.sub("", found["better"])) if found["better"] else None,
    )
    whole = bool(hit.effects) and not (hit.left or miss.left or both.left)
    whole = whole and not (found["better"] and effect.better is None)
    each = Each((effect,), only=met(sort(found["whom"]), states(found["whom"])))
    return (each,) if whole else (each, Adjudicate("the rest"))


def usage_2014(said: Json | None) -> Usage | None:
    """How often, in the words of SRD 5.1's source."""
    match said:
        case {"type": "recharge on roll", "min_value": least}:
            return Usage(recharge=least)
        case {"type": "per day", "times": times}:
            return Usage(times, "day")
        case {"type": "recharge after rest", "rest_types": rests}:
            return Usage(1, "short rest" if "short" in rests else "long rest")
        case _:
            return None


def usage_2024(each: Json) -> Usage | None:
    """How often, in the words of SRD 5.2.1's source."""
    if recharge := re.match(r"(\d)", str(each.get("recharge") or "")):
        return Usage(recharge=int(recharge[1]))
    uses = re.match(r"(\d+)/Day", str(each.get("uses") or ""))
    return Usage(int(uses[1]), "day") if uses else None
