"""Facts about a fight: what dice come to, what bodies bear, and what conditions do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.combat.play.player import play
from core.combat.record.deed import Deed
from core.combat.record.happenings import Hurt
from core.combat.record.state import Fight
from core.combat.situation.creatures import Coming, combatant_of, creature_of
from core.combat.situation.scene import Scene
from core.combat.situation.throws import Throws
from core.dice.advantage import Advantage, together
from core.dice.request import parse_request
from core.dice.roller import roll
from core.dice.source import ScriptedDice
from core.ids import StreamId
from core.rules import attacks, dying, grapples, hazards, initiative, potions, rests
from core.rules.abilities import Ability
from core.rules.actions import HELP_FT, Economy
from core.rules.conditions import Condition, Effects, Sense, effects
from core.rules.cover import Cover, best
from core.rules.d20_tests import succeeds
from core.rules.damage import Blow, DamageType, Defence, Defences, taken
from core.rules.edition import Edition
from core.rules.effects.outcomes import Damage
from core.rules.effects.tree import Save
from core.rules.hit_points import HitPoints, kills_outright
from core.rules.movement import dash
from data.srd.library import Library
from tests.conformance.rules.facts import Facts, WrongError, sentence

Rules = Mapping[str, Callable[[Edition], bool]]
FIRE = Defence(frozenset({DamageType.FIRE}))
_HINDERED = "disadvantage"


def _total(text: str, faces: list[int]) -> int:
    """What dice come to that fall like this."""
    asked = parse_request(text)
    return roll(asked.expression, ScriptedDice(faces), advantage=asked.advantage).total


def _advantage(facts: Facts) -> None:
    for example in facts.get("examples", ()):
        sources = (Advantage.ADVANTAGE,) * example["advantage"] + (Advantage.DISADVANTAGE,) * example["disadvantage"]
        if together(sources) != example["result"]:
            raise WrongError(f"{example} comes to {together(sources)} with us")
    sentence(facts, ADVANTAGE_RULES)


ADVANTAGE_RULES: Rules = {
    "several sources of advantage still roll one extra d20": lambda edition: (
        together((Advantage.ADVANTAGE,) * 3) is Advantage.ADVANTAGE and _total("1d20 adv", [3, 17]) == 17
    ),
    "any advantage plus any disadvantage cancel to neither, whatever the counts": lambda edition: (
        together((Advantage.ADVANTAGE, Advantage.ADVANTAGE, Advantage.DISADVANTAGE)) is Advantage.NONE
    ),
    "a reroll feature (e.g. halfling Lucky) with (dis)advantage rerolls only one of the two dice": lambda edition: (
        _total("1d20 adv lucky", [1, 1, 12]) == 12 and _total("1d20 dis lucky", [1, 1, 12]) == 1
    ),
}


def _trait(facts: Facts) -> None:
    if facts["trait"] != "Lucky":
        raise WrongError(f"no trait is known by the name {facts['trait']!r}")
    once = (
        _total("1d20 lucky", [1, 1]) == 1 and _total("1d20 lucky", [1, 15]) == 15 and _total(facts["dice"], [1, 4]) == 4
    )
    facts.holds("trigger_d20", 1 if once and _total("1d20 lucky", [2]) == 2 else None)
    facts.holds("reroll", "once, must use new roll" if once else None)
    # The word goes with any d20 that is rolled; in 2014, attacks, checks and saves are all that one is rolled for.
    every = ["attack", "check", "save"] if facts.edition is Edition.SRD_51 else "any D20 Test"
    facts.holds("applies_to", every)


def _attack(facts: Facts) -> None:
    match facts.rule.removeprefix("attack/"):
        case "natural-20":
            hit = attacks.attack_result(facts["d20"], facts["d20"] - 10, 99)
            facts.holds("hit", hit.lands)
            facts.holds("critical", hit is attacks.Hit.CRITICAL)
            facts.holds("regardless_of_ac", hit.lands)
        case "ranged-adjacent":
            near = attacks.by_distance(attacks.Reach(80, 320), 5, hostile_within_5_ft=True)
            facts.holds("ranged_attack_within_5ft_of_hostile", near and together(near))
        case "long-range":
            far = attacks.by_distance(attacks.Reach(80, 320), 81)
            facts.holds("beyond_normal_range", far and together(far))
            beyond = attacks.by_distance(attacks.Reach(80, 320), 321)
            facts.holds("beyond_long_range", "impossible" if beyond is None else beyond)
        case "two-weapon":
            facts.holds("bonus_attack_adds_modifier", attacks.off_hand_modifier(3) != 0)
            facts.holds("unless", "modifier is negative" if attacks.off_hand_modifier(-2) == -2 else None)
        case "unseen":
            blind = attacks.by_sight(attacks.Sight(of_target=False))
            facts.holds("attacker_cannot_see_target", together(blind))
            facts.holds("target_cannot_see_attacker", together(attacks.by_sight(attacks.Sight(of_attacker=False))))
        case unknown:
            raise WrongError(f"no rule of attacks is known by the name {unknown!r}")


def _critical(facts: Facts) -> None:
    sentence(facts, CRITICAL_RULES)


CRITICAL_RULES: Rules = {
    "natural 20 or 1 has no special effect on ability checks or saving throws (only attack rolls and death saves)": (
        lambda edition: not succeeds(20 - 5, 16) and succeeds(1 + 9, 10)
    ),
}


def _cover(facts: Facts) -> None:
    if "rule" in facts:
        sentence(facts, COVER_RULES)
        return
    cover = Cover[facts["degree"].upper().replace("-", "_")]
    facts.holds("targetable", cover.is_targetable)
    facts.holds("ac_bonus", cover.bonus)
    facts.holds("dex_save_bonus", cover.bonus)


COVER_RULES: Rules = {
    "only the most protective degree applies": lambda edition: best([Cover.HALF, Cover.THREE_QUARTERS]).bonus == 5,
}


def _resistance(facts: Facts) -> None:
    if "rule" in facts:
        sentence(facts, RESISTANCE_RULES)
        return
    defences = Defences(
        resists=(FIRE,) if facts["resistance"] else (), suffers=(FIRE,) if facts["vulnerability"] else ()
    )
    blow = Blow(facts["damage"], DamageType.FIRE, reduction=facts["flat_reduction_first"])
    facts.holds("taken", taken(blow, defences))


RESISTANCE_RULES: Rules = {
    "several resistances to one type count once": lambda edition: (
        taken(Blow(20, DamageType.FIRE), Defences(resists=(FIRE, FIRE))) == 10
    ),
}


def _damage(facts: Facts) -> None:
    if "rule" in facts:
        sentence(facts, DAMAGE_RULES)
        return
    facts.holds("minimum_damage", taken(Blow(-5, DamageType.FIRE)))


def _scene_of_two(edition: Edition, dice: ScriptedDice) -> Scene:
    """Two commoners of many hit points in a fight."""
    library = Library()
    block = library.monsters[edition].find("Commoner")
    assert block is not None
    there = [combatant_of(block, number, Coming(hit_points=100)) for number in (1, 2)]
    fight = Fight(StreamId("fight:1"), edition=edition, combatants={each.number: each for each in there})
    return Scene(fight, lambda _: creature_of(block), {}, Throws(dice), book=library)


def _one_roll(edition: Edition) -> bool:
    """Whether two who fail a save against the same dice take the same damage, and the dice fall once."""
    burst = Save((Ability.DEXTERITY,), 30, (Damage("8d6", (DamageType.FIRE,), halved=True),))
    dice = ScriptedDice([5, 1, 2, 3, 4, 5, 6, 1, 2, 5])  # a save, eight dice of damage, the other's save
    stage = _scene_of_two(edition, dice)
    play(stage, Deed(1, "Burst", (burst,), (1, 2)))
    return [each.amount for each in stage.log if isinstance(each, Hurt)] == [24, 24]


DAMAGE_RULES: Rules = {"one damage roll for all targets of an effect": _one_roll}


def _temporary(facts: Facts) -> None:
    if "rule" in facts:
        sentence(facts, TEMPORARY_RULES)
        return
    if "gain" in facts:
        kept = HitPoints(9, 20, temporary=facts["have"]).cushioned(facts["gain"]).temporary
        if kept not in facts["choices"] or kept == facts["not"]:
            raise WrongError(f"{kept} temporary hit points are kept with us")
        return
    before = HitPoints(20, 20, temporary=facts["temp"])
    after, _ = before.damaged(facts["damage"])
    facts.holds("hp_lost", before.current - after.current)
    facts.holds("temp_left", after.temporary)


TEMPORARY_RULES: Rules = {
    "at 0 HP temporary HP neither wakes nor stabilizes": lambda edition: HitPoints(0, 20).cushioned(9).current == 0,
}


def _instant_death(facts: Facts) -> None:
    _, left_over = HitPoints(facts["current_hp"], facts["max_hp"]).damaged(facts["damage"])
    facts.holds("dies_outright", kills_outright(left_over, facts["max_hp"]))


def _healing(facts: Facts) -> None:
    facts.holds("result", HitPoints(facts["current"], facts["max"]).healed(facts["heal"]).current)


def _death_save(facts: Facts) -> None:
    match facts.rule.removeprefix("death_save/"):
        case "success":
            facts.holds("d20_at_least", dying.SUCCESS_FROM)
            facts.holds("result", "success" if dying.DeathSaves().rolled(10, 10).successes == 1 else "failure")
            facts.holds("to_stabilize", dying.TO_STABILISE)
            facts.holds("to_die", dying.TO_DIE)
        case "stabilize":
            facts.holds("action", "first aid")
            facts.holds("check", "Wisdom (Medicine)")
            facts.holds("dc", dying.FIRST_AID_DC)
        case "stable-wakes":
            facts.holds("stable_regains_hp", dying.WAKES_WITH)
            facts.holds("after_hours", dying.STABLE_FOR_HOURS)
        case _:
            after = dying.DeathSaves().rolled(facts["d20"], facts["d20"])
            facts.holds("failures", after.failures)
            facts.holds("successes", after.successes)
            awake = after.fate is dying.Fate.AWAKE
            facts.holds("conscious", awake)
            facts.holds("regain_hp", dying.WAKES_WITH if awake else 0)


def _grapple(facts: Facts) -> None:
    settled = grapples.struggle(3, 2, facts.edition)
    if facts.edition is Edition.SRD_51:
        facts.holds("check", f"Strength ({settled.attacker.title()}) contested")
    else:
        facts.get("check")  # what 2014 has
        saves = {Ability.STRENGTH, Ability.DEXTERITY} == set(settled.saves)
        facts.holds("save", "target makes Str or Dex save" if saves else None)
        facts.holds("dc", "8 + str modifier + proficiency bonus" if settled.dc == 8 + 3 + 2 else settled.dc)
    facts.holds("effect", ["prone", f"push {grapples.PUSHED_FT} ft"])


def _initiative(facts: Facts) -> None:
    if "surprised" in facts:
        what = initiative.surprise(facts.edition)
        lost = "cannot move or act on first turn, no reaction until that turn ends" if what.loses_first_turn else None
        slowed = f"{what.initiative} on the initiative roll" if what.initiative is Advantage.DISADVANTAGE else None
        facts.holds("surprised", lost or slowed)
        return
    facts.holds("check", f"{initiative.ABILITY.name.lower()} check")
    wolves = initiative.Place(("wolf", 3), 12)
    facts.holds("group_roll_for_identical_monsters", initiative.in_order([wolves]) == [wolves])


def _condition(facts: Facts) -> None:
    what = effects(Condition(facts["condition"]), facts.edition)
    facts.holds("auto_fail", _senses(what))
    facts.holds("attacks_against", what.attacked)
    facts.holds("own_attacks", _own_attacks(what))
    facts.holds("ability_checks", what.checks)
    facts.holds("dex_saves", what.saves.get(Ability.DEXTERITY))
    facts.holds("speed", 0 if what.speed_zero else None)
    facts.holds("ends_if", ["grappler incapacitated", "removed from reach"] if what.ends_with_source else None)
    facts.holds("movable", _dragged(what))
    helpless = what.incapacitated or Condition.INCAPACITATED in what.implies
    facts.holds("incapacitated", helpless)
    for name in ("actions", "reactions", "bonus_actions"):
        facts.holds(name, not helpless)
    facts.holds("concentration", "broken" if helpless else None)
    facts.holds("speech", "cannot speak" if what.speechless else None)
    facts.holds("initiative", _at_initiative(what))
    facts.holds("lost_against", "creatures that can somehow see you" if what.lost_on_who_sees else None)
    facts.holds("auto_fail_saves", sorted(what.failed_saves, key=list(Ability).index))
    still = False if what.speed_zero else "not stated (5.2 stunned does not set speed to 0)"
    facts.holds("move", still)


def _senses(what: Effects) -> str:
    if what.failed_senses == {Sense.SIGHT}:
        return "checks requiring sight"
    return "checks requiring hearing" if what.failed_senses == {Sense.HEARING} else ""


def _own_attacks(what: Effects) -> str:
    if what.attacks_on_others is Advantage.DISADVANTAGE:
        return "disadvantage against any target other than the grappler"
    return what.attacks


def _dragged(what: Effects) -> str | None:
    if not what.dragged:
        return None
    return "grappler can drag/carry; each foot costs 1 extra foot unless Tiny or two+ sizes smaller"


def _at_initiative(what: Effects) -> str:
    name = "incapacitated" if what.incapacitated else "invisible"
    return f"{what.initiative} if {name} when rolling"


def _environment(facts: Facts) -> None:
    facts.holds("immersed", f"resistance to {hazards.RESISTED_UNDER_WATER}")


def _action(facts: Facts) -> None:
    match facts.rule.removeprefix("action/"):
        case "dash":
            facts.holds("extra_movement", "speed after modifiers" if dash(15) == 15 else None)
        case "help":
            facts.holds("attack_help_range_ft", HELP_FT)
            facts.holds("effect", "advantage on next attack or check")
        case unknown:
            raise WrongError(f"no action is known by the name {unknown!r}")


def _items(facts: Facts) -> None:
    if "max_attuned" in facts:
        facts.holds("max_attuned", rests.MOST_ATTUNED)
        facts.holds("attune_takes", f"{rests.ATTUNED_IN} rest")
        return
    for name, dice in potions.HEALING.items():
        facts.holds(name, dice)
    if potions.drinking(facts.edition) is Economy.BONUS:
        facts.holds("action", "drinking or administering is a bonus action (2014: action)")


CHECKS: Mapping[str, Callable[[Facts], None]] = {
    "advantage": _advantage,
    "trait": _trait,
    "attack": _attack,
    "critical": _critical,
    "cover": _cover,
    "resistance": _resistance,
    "damage": _damage,
    "temp_hp": _temporary,
    "instant_death": _instant_death,
    "healing": _healing,
    "death_save": _death_save,
    "grapple": _grapple,
    "initiative": _initiative,
    "condition": _condition,
    "environment": _environment,
    "action": _action,
    "items": _items,
}
