"""Facts that are numbers: what an ability, a level, a rest, a fall or a purse comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from core.dice.advantage import Advantage
from core.rules import coins, encounters, exhaustion, experience, hazards, inspiration, movement, rests
from core.rules.abilities import modifier
from core.rules.concentration import can_concentrate, concentrating_on, concentration_dc, concentration_dcs
from core.rules.conditions import Condition
from core.rules.d20_tests import DIFFICULTIES, difficulty_of, group_succeeds, passive
from core.rules.edition import Edition
from core.rules.proficiency import Training, proficiency_bonus, training_bonus
from tests.conformance.rules.facts import Facts, WrongError, sentence


def _ability_modifier(facts: Facts) -> None:
    facts.holds("modifier", modifier(facts["score"]))


def _level(facts: Facts) -> None:
    level = facts["level"]
    facts.holds("xp_required", experience.XP_FOR_LEVEL[level - 1])
    facts.holds("proficiency_bonus", proficiency_bonus(level))


def _cr_xp(facts: Facts) -> None:
    rating = experience.challenge(facts["cr"])
    facts.holds("xp", experience.XP_BY_CHALLENGE[rating])
    facts.holds("proficiency_bonus", proficiency_bonus(rating))


def _proficiency(facts: Facts) -> None:
    sentence(facts, PROFICIENCY_RULES)


def _proficiency_counts_once(edition: Edition) -> bool:
    del edition
    once = training_bonus(3, [Training.PROFICIENT] * 3) == 3
    doubled_once = training_bonus(3, [Training.EXPERT, Training.EXPERT]) == 6
    return once and doubled_once and training_bonus(3, [Training.HALF, Training.HALF]) == 1


PROFICIENCY_RULES: Mapping[str, Callable[[Edition], bool]] = {
    "proficiency bonus never added more than once to one roll; doubling/halving applied once": _proficiency_counts_once
}


def _exhaustion(facts: Facts) -> None:
    if "long_rest_removes_levels" in facts:
        facts.holds("long_rest_removes_levels", exhaustion.LONG_REST_RELIEVES)
        hungry = exhaustion.after_long_rest(2, facts.edition, fed=False)
        facts.holds("requires", "some food and drink" if hungry == 2 else None)
        return
    level = facts["level"]
    now, before = exhaustion.exhaustion(level, facts.edition), exhaustion.exhaustion(level - 1, facts.edition)
    if facts.edition is Edition.SRD_52:
        for said_otherwise in ("adds", "cumulative"):  # what 2014 says; told below
            facts.get(said_otherwise)
        facts.holds("d20_tests", now.d20_tests)
        facts.holds("speed_ft", -now.slower_ft)
        facts.holds("level_6", "death" if now.dead else None)
        return
    facts.holds("adds", _ADDED[_difference(before, now)])
    facts.holds("cumulative", all(_keeps(exhaustion.exhaustion(level, facts.edition), level) for level in range(7)))


_ADDED: Mapping[tuple[str, ...], str] = {
    ("checks",): "disadvantage on ability checks",
    ("speed_halved",): "speed halved",
    ("attacks_and_saves",): "disadvantage on attack rolls and saving throws",
    ("hit_points_halved",): "hit point maximum halved",
    ("cannot_move",): "speed reduced to 0",
    ("dead",): "death",
}


def _difference(before: exhaustion.Exhaustion, now: exhaustion.Exhaustion) -> tuple[str, ...]:
    return tuple(name for name in exhaustion.Exhaustion.__slots__ if getattr(before, name) != getattr(now, name))


def _keeps(effect: exhaustion.Exhaustion, level: int) -> bool:
    worse = effect.checks is Advantage.DISADVANTAGE, effect.attacks_and_saves is Advantage.DISADVANTAGE
    return worse == (level >= 1, level >= 3) and effect.speed_halved == (level >= 2)


def _concentration(facts: Facts) -> None:
    if "rule" in facts:
        sentence(facts, CONCENTRATION_RULES)
        return
    facts.holds("dc", concentration_dc(facts["damage"], facts.edition))
    facts.holds("save", "con")


CONCENTRATION_RULES: Mapping[str, Callable[[Edition], bool]] = {
    "a second concentration spell ends the first": lambda edition: (
        concentrating_on("bless", "haste") == ("haste", "bless")
    ),
    "incapacitated or dead ends concentration": lambda edition: (
        not can_concentrate([Condition.INCAPACITATED], edition)
        and not can_concentrate([], edition, dead=True)
        and can_concentrate([], edition)
    ),
    "one save per source of damage": lambda edition: concentration_dcs([30, 8], edition) == [15, 10],
}


def _falling(facts: Facts) -> None:
    dice = hazards.fall_dice(facts["feet"])
    facts.holds("damage", f"{dice}d6" if dice else "0")
    facts.holds("max", 6 * dice)


def _rest(facts: Facts) -> None:
    if "total_hit_dice" in facts:
        facts.holds("regained_on_long_rest_max", rests.hit_dice_back(facts["total_hit_dice"], facts.edition))
        return
    rest = rests.Rest(facts["rest"])
    facts.holds("hours_min", rests.LASTS[rest] / timedelta(hours=1))
    facts.holds("hp", "all")
    back = [rests.hit_dice_back(total, facts.edition) for total in range(1, 21)]
    halves = [max(1, total // 2) for total in range(1, 21)]
    facts.holds("hit_dice_regained", "half of total, minimum 1" if back == halves else "all")
    facts.holds("min_hp_to_benefit", rests.LOWEST_TO_REST)
    if facts.edition is Edition.SRD_51:
        facts.holds("per_24h", timedelta(hours=24) // rests.LONG_REST_EVERY[facts.edition])
    else:
        facts.get("per_24h")  # 2024 counts the hours between two instead


def _dc(facts: Facts) -> None:
    facts.holds("dc", DIFFICULTIES[facts["task"]])


def _check(facts: Facts) -> None:
    if "succeeds_if" in facts:
        halves = all(group_succeeds([True] * won + [False] * (size - won)) == (2 * won >= size)
                     for size in range(1, 9) for won in range(size + 1))  # fmt: skip
        facts.holds("succeeds_if", "at least half succeed" if halves else "something else")
        return
    facts.holds("passive", "10 + modifiers" if [passive(bonus) for bonus in (-2, 0, 7)] == [8, 10, 17] else None)
    facts.holds("advantage", passive(3, Advantage.ADVANTAGE) - passive(3))
    facts.holds("disadvantage", passive(3, Advantage.DISADVANTAGE) - passive(3))


def _spellcasting(facts: Facts) -> None:
    example = facts["example"]
    if difficulty_of(example["pb"], example["mod"]) != example["dc"]:
        raise WrongError(f"the DC of {example} is {difficulty_of(example['pb'], example['mod'])} with us")
    facts.holds("dc", "8 + proficiency bonus + spellcasting ability modifier")


def _movement(facts: Facts) -> None:
    match facts.rule.removeprefix("movement/"):
        case "difficult-terrain":
            facts.holds("cost", f"{movement.cost(1, difficult=True) - movement.cost(1)} extra foot per foot")
        case "long-jump":
            facts.holds("running_ft", "strength score" if movement.long_jump(17, running=True) == 17 else None)
            facts.holds("standing", "half" if movement.long_jump(17, running=False) == 8 else None)
            facts.holds("run_up_ft", movement.RUN_UP_FT)
        case "stand-up":
            facts.holds("cost", "half speed" if movement.standing_up(30) == 15 else None)
        case _:
            raise WrongError("no rule of movement is known by this name")


def _inspiration(facts: Facts) -> None:
    facts.holds("max", inspiration.MOST)
    bought = {
        inspiration.Spending.ADVANTAGE: "advantage on an attack, check or save",
        inspiration.Spending.REROLL: "reroll any die immediately after rolling; must use the new roll",
    }
    facts.holds("spend", bought[inspiration.spending(facts.edition)])


def _economy(facts: Facts) -> None:
    copper = coins.IN_COPPER
    facts.holds("cp_per_sp", copper[coins.Coin.SILVER])
    facts.holds("sp_per_gp", copper[coins.Coin.GOLD] // copper[coins.Coin.SILVER])
    facts.holds("gp_per_pp", copper[coins.Coin.PLATINUM] // copper[coins.Coin.GOLD])
    facts.holds("sp_per_ep", copper[coins.Coin.ELECTRUM] // copper[coins.Coin.SILVER])


def _budget(facts: Facts) -> None:
    ours = encounters.budget([facts["level"]])
    for name, most in ours._asdict().items():
        facts.holds(name, most)
    facts.holds("per", "character" if encounters.budget([3, 3]).low == 2 * encounters.budget([3]).low else "party")


def _threshold(facts: Facts) -> None:
    """The thresholds of 2014 are outside the SRD: ours is the budget of 2024 in both editions, and nothing else."""
    for name in ("level", "easy", "medium", "hard", "deadly"):
        facts.get(name)
    if encounters.budget([facts["level"]]) <= (0, 0, 0):
        raise WrongError("there is no budget for this level")


CHECKS: Mapping[str, Callable[[Facts], None]] = {
    "ability_modifier": _ability_modifier,
    "level": _level,
    "cr_xp": _cr_xp,
    "proficiency": _proficiency,
    "exhaustion": _exhaustion,
    "concentration": _concentration,
    "falling": _falling,
    "rest": _rest,
    "dc": _dc,
    "check": _check,
    "spellcasting": _spellcasting,
    "movement": _movement,
    "inspiration": _inspiration,
    "economy": _economy,
    "encounter_budget": _budget,
    "encounter_threshold": _threshold,
}
