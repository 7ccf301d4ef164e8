"""Sentences like those of stat blocks, and what is read out of them; and what is not understood, which must be said."""

from __future__ import annotations

import pytest

from core.dice.advantage import Advantage
from core.monsters.spellcasting import Known
from core.monsters.stat_block import Action
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Over
from core.rules.effects.outcomes import Act, Adjudicate, Cast, Check, Damage, Drain, Go, Heal, Kill, Shift, Use
from core.rules.effects.terms import FOR_GOOD, Area, Duration, Moment, Only, Shape, Until, When
from core.rules.effects.tree import Alter, Attack, Choose, Each, Effect, If, Inflict, Save
from core.rules.sizes import Size
from data.srd.build import casting, multiattack
from data.srd.build.actions import read
from data.srd.build.auditing import doubts
from data.srd.build.mending import in_2024, mended
from data.srd.build.naming import NoSuchActionError, resolved
from data.srd.build.phrases.aims import area_of, only_of
from data.srd.build.phrases.durations import duration
from data.srd.build.reader import READER
from data.srd.build.reading import together

OLD, NEW = Edition.SRD_51, Edition.SRD_52
CON, STR, WIS = Ability.CONSTITUTION, Ability.STRENGTH, Ability.WISDOM
FIRE = Damage("2d6", (DamageType.FIRE,))
PRONE = Inflict((Condition.PRONE,), FOR_GOOD)
HELD = Duration(ends=(Until.ESCAPE,), dc=13)


def befalls(text: str, edition: Edition) -> tuple[Effect, ...]:
    """What befalls a target by a text, all of which has to be understood."""
    done = READER.read(text, edition)
    assert done.left == []
    return together(done.effects)


@pytest.mark.parametrize(
    ("edition", "text", "effects"),
    [
        (OLD, "7 (2d6) fire damage.", (FIRE,)),
        (OLD, "1 fire damage", (Damage("1", (DamageType.FIRE,)),)),
        (
            OLD,
            "3 (1d4 + 1) slashing damage plus 7 (2d6) fire damage.",
            (Damage("1d4+1", (DamageType.SLASHING,)), FIRE),
        ),
        (
            OLD,
            "7 (2d6) fire damage, or 9 (2d8) fire damage if used with two hands.",
            (Choose((("as it is", (FIRE,)), ("two hands", (Damage("2d8", (DamageType.FIRE,)),)))),),
        ),
        (
            NEW,
            "7 (2d6) Fire damage, or 2 (1d4) Fire damage if the swarm is Bloodied.",
            (If(Only(when=When.ACTOR_BLOODIED), (Damage("1d4", (DamageType.FIRE,)),), (FIRE,)),),
        ),
        (
            NEW,
            "7 (2d6) Fire damage, plus 2 (1d4) Fire damage if the attack roll had Advantage.",
            (FIRE, Damage("1d4", (DamageType.FIRE,), only=Only(when=When.ADVANTAGE))),
        ),
        (
            NEW,
            "If the target is a Large or smaller creature, it has the Prone condition.",
            (Inflict((Condition.PRONE,), FOR_GOOD, only=Only(up_to=Size.LARGE)),),
        ),
        (
            NEW,
            "If the target is a Large or smaller creature and the goat moved 20+ feet straight toward it immediately"
            " before"
            " the hit, the target takes an extra 7 (2d6) Fire damage and has the Prone condition.",
            (If(Only(up_to=Size.LARGE, charged_ft=20), (FIRE, PRONE)),),
        ),
        (
            OLD,
            "The target is grappled (escape DC 13). Until this grapple ends, the target is restrained, and the snake"
            " can't"
            " constrict another target.",
            (Inflict((Condition.GRAPPLED, Condition.RESTRAINED), HELD, most=1),),
        ),
        (
            NEW,
            "The target has the Grappled condition (escape DC 13) from one of two claws.",
            (Inflict((Condition.GRAPPLED,), HELD, most=2),),
        ),
        (
            NEW,
            "The target has the Poisoned condition until the start of the devil's next turn. Until this poison ends,"
            " the"
            " target can't regain Hit Points.",
            (
                Inflict(
                    (Condition.POISONED,),
                    Duration(until=Moment.SOURCE_TURN_START),
                    with_it=(Lasting(no_healing=True),),
                ),
            ),
        ),
        (
            OLD,
            "The target must make a DC 11 Constitution saving throw, taking 7 (2d6) fire damage on a failed save, or"
            " half as"
            " much damage on a successful one.",
            (Save((CON,), 11, (Damage("2d6", (DamageType.FIRE,), halved=True),)),),
        ),
        (
            OLD,
            "If the target is a creature other than an undead, it must succeed on a DC 10 Constitution saving throw"
            " or be"
            " paralyzed for 1 minute. The target can repeat the saving throw at the end of each of its turns, ending"
            " the"
            " effect on itself on a success.",
            (
                Save(
                    (CON,),
                    10,
                    (Inflict((Condition.PARALYZED,), Duration(rounds=10, save=CON, dc=10)),),
                    only=Only(but_not=frozenset({"undead"})),
                ),
            ),
        ),
        (
            OLD,
            "The target must succeed on a DC 13 Constitution saving throw or be poisoned for 1 hour. If the saving"
            " throw"
            " fails by 5 or more, the target is also unconscious while poisoned in this way.",
            (
                Save(
                    (CON,),
                    13,
                    (Inflict((Condition.POISONED,), Duration(rounds=600)),),
                    by_five=(Inflict((Condition.UNCONSCIOUS,), Duration(rounds=600)),),
                ),
            ),
        ),
        (
            OLD,
            "The target must succeed on a DC 13 Constitution saving throw or its hit point maximum is reduced by an"
            " amount"
            " equal to the damage taken. This reduction lasts until the target finishes a long rest.",
            (Save((CON,), 13, (Drain(Duration(ends=(Until.LONG_REST,))),)),),
        ),
        (
            NEW,
            "If the damage taken is high, the moon rises. Wisdom Saving Throw: DC 12.",
            None,
        ),
        (
            NEW,
            "If the target has 20 Hit Points or fewer, it drops to 0 Hit Points. Otherwise, the target takes 7 (2d6)"
            " Fire"
            " damage.",
            (If(Only(hit_points=(0, 20)), (Kill(drops=True),), (FIRE,)),),
        ),
        (
            NEW,
            "The target has Disadvantage on the next attack roll it makes before the end of its next turn.",
            (
                Alter(
                    (Lasting(Roll.ATTACKS, advantage=Advantage.DISADVANTAGE, once=True),),
                    Duration(until=Moment.OWN_TURN_END),
                ),
            ),
        ),
        (OLD, "The target is pushed up to 10 feet away from the giant.", (Shift(10, "away"),)),
        (OLD, "The imp regains 7 (2d6) hit points.", (Each((Heal("2d6"),), whom="self"),)),
    ],
)
def test_a_sentence_is_read_as_what_it_says(edition: Edition, text: str, effects: tuple[Effect, ...] | None) -> None:
    if effects is None:
        assert READER.read(text, edition).left
    else:
        assert befalls(text, edition) == effects


@pytest.mark.parametrize(
    ("edition", "text", "effects"),
    [
        (
            OLD,
            "Melee or Ranged Weapon Attack: +5 to hit, reach 5 ft. or range 20/60 ft., one creature. Hit: 7 (2d6)"
            " fire damage.",
            (Each((Attack((FIRE,), 5, ranged=Reach(20, 60)),)),),
        ),
        (
            NEW,
            "Melee Attack Roll: +5 (with Advantage if the target is Grappled by the imp), reach 10 ft. Hit: 7 (2d6)"
            " Fire"
            " damage.",
            (
                Each(
                    (
                        Attack(
                            (FIRE,),
                            5,
                            reach_ft=10,
                            better=Only(has=frozenset({Condition.GRAPPLED}), by_actor=True),
                        ),
                    )
                ),
            ),
        ),
        (
            OLD,
            "The dragon exhales fire in a 30-foot cone. Each creature in that area must make a DC 11 Constitution"
            " saving"
            " throw, taking 7 (2d6) fire damage on a failed save, or half as much damage on a successful one.",
            (
                Each(
                    (Save((CON,), 11, (Damage("2d6", (DamageType.FIRE,), halved=True),)),),
                    None,
                    Area(Shape.CONE, 30),
                    whom="others",
                ),
            ),
        ),
        (
            NEW,
            "Constitution Saving Throw: DC 11, each creature in a 20-foot-radius Sphere centered on a point the imp"
            " can see"
            " within 60 feet. Failure: 7 (2d6) Fire damage, and the target has the Prone condition. Success: Half"
            " damage"
            " only.",
            (
                Each(
                    (Save((CON,), 11, (Damage("2d6", (DamageType.FIRE,), halved=True), PRONE)),),
                    None,
                    Area(Shape.SPHERE, 20),
                    60,
                ),
            ),
        ),
        (
            NEW,
            "Constitution Saving Throw: DC 11, one creature within 5 feet. First Failure: The target has the Restrained"
            " condition and repeats the save at the end of its next turn if it is still Restrained, ending the effect"
            " on"
            " itself on a success. Second Failure: The target has the Petrified condition instead of the Restrained"
            " condition.",
            (
                Each(
                    (
                        Save(
                            (CON,),
                            11,
                            (
                                Inflict(
                                    (Condition.RESTRAINED,),
                                    FOR_GOOD,
                                    each_turn=(
                                        Save(
                                            (CON,),
                                            11,
                                            (Over(), Inflict((Condition.PETRIFIED,), FOR_GOOD)),
                                            (Over(),),
                                        ),
                                    ),
                                    at=Moment.OWN_TURN_END,
                                ),
                            ),
                        ),
                    ),
                    range_ft=5,
                ),
            ),
        ),
        (OLD, "The imp makes a Wisdom (Perception) check.", (Check(WIS, "perception"),)),
        (
            OLD,
            "The imp moves up to half its speed without provoking opportunity attacks.",
            (Go(share=50, safely=True),),
        ),
        (NEW, "The imp takes the Dash and Hide actions.", (Act(("dash", "hide"), all_of_them=True),)),
        (
            NEW,
            "The imp teleports up to 30 feet to an unoccupied space it can see, and it makes one Claw attack.",
            (Go(30, how="teleport"), Use((("Claw", 1),))),
        ),
        (NEW, "The imp dreams of the sea.", (Adjudicate("all of it"),)),
        (
            NEW,
            "Melee Attack Roll: +5, reach 5 ft. Hit: 7 (2d6) Fire damage. The target dreams of the sea.",
            (Each((Attack((FIRE,), 5),)), Adjudicate("the rest")),
        ),
        (NEW, "The target has the Prone condition.", (Each((PRONE,)), Adjudicate("the rest"))),
    ],
)
def test_an_action_is_read_as_what_it_does(edition: Edition, text: str, effects: tuple[Effect, ...]) -> None:
    assert read(text.replace("ft.", "feet"), edition) == effects


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The imp makes two Claw attacks.", (Use((("Claw", 2),)),)),
        ("The imp makes one Bite attack and uses Wink.", (Use((("Bite", 1), ("Wink", 1))),)),
        (
            "The imp makes two attacks, using Claw or Dart in any combination.",
            (Choose((("Claw", (Use((("Claw", 1),)),)), ("Dart", (Use((("Dart", 1),)),))), times=2),),
        ),
        (
            "The imp makes three Claw attacks. It can replace one attack with a use of Spellcasting to cast Sleep"
            " (level 2"
            " version).",
            (
                Choose(
                    (
                        ("as it is", (Use((("Claw", 3),)),)),
                        ("Sleep", (Use((("Claw", 2),)), Cast(("Sleep",), 2))),
                    )
                ),
            ),
        ),
        ("The imp makes as many Claw attacks as there are moons.", None),
    ],
)
def test_several_attacks_are_read(text: str, made: tuple[Effect, ...] | None) -> None:
    assert multiattack.in_2024(text) == made


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("for 1 minute", Duration(rounds=10)),
        ("until the end of its next turn", Duration(until=Moment.OWN_TURN_END)),
        ("until the end of the imp's next turn", Duration(until=Moment.SOURCE_TURN_END)),
        ("for 1 hour or until it takes damage", Duration(rounds=600, harmed="ends")),
        ("until it is freed by powerful magic", Duration(ends=(Until.CURED,))),
        ("until the cows come home", None),
    ],
)
def test_how_long_something_lasts_is_understood_or_said_not_to_be(text: str, lasts: Duration | None) -> None:
    assert duration(text) == lasts


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("if the target is a Medium or smaller creature", Only(up_to=Size.MEDIUM)),
        ("the target is a humanoid", Only(types=frozenset({"humanoid"}))),
        ("the target is a creature that isn't an Undead or elf", Only(but_not=frozenset({"undead", "elf"}))),
        ("the target is in love", None),
    ],
)
def test_whom_a_condition_lets_through(text: str, only: Only | None) -> None:
    assert only_of(text) == only


def test_areas_are_read_in_both_books_words() -> None:
    assert area_of("a line that is 20 feet long and 5 feet wide") == Area(Shape.LINE, 20, width_ft=5)
    assert area_of("a 10-foot-radius, 40-foot-high Cylinder") == Area(Shape.CYLINDER, 10, height_ft=40)
    assert area_of("a long way off") is None


def test_what_trails_behind_a_text_is_cut_off_and_two_in_one_are_told_apart() -> None:
    both = {"name": "Claw", "text": "Hit: 1 Fire damage. Long Nap (1/Day; Lying). The imp sleeps."}

    assert mended("Hit: 1 Fire damage. Red Dragons") == "Hit: 1 Fire damage."
    assert [(each["name"], each["text"]) for each in in_2024([both])] == [
        ("Claw", "Hit: 1 Fire damage."),
        ("Long Nap", "The imp sleeps."),
    ]


def test_a_list_of_spells_is_read_with_levels_and_days() -> None:
    text = (
        "The imp casts one of the following spells, using Charisma as the spellcasting ability (spell save DC 12, +4"
        " to hit"
        " with spell attacks): At Will: Light, Sleep (level 2 version) 1/Day Each: Fly, Plane Shift (self only)"
    )
    (way,) = casting.in_2024({"name": "Imp", "actions": [{"name": "Spellcasting", "text": text}]})

    assert (way.ability, way.dc, way.bonus) == (Ability.CHARISMA, 12, 4)
    assert way.spells == (
        Known("Light"),
        Known("Sleep", 2),
        Known("Fly", times=1),
        Known("Plane Shift", times=1, self_only=True),
    )


def test_names_are_found_whatever_their_number_and_brackets_and_others_are_refused() -> None:
    assert resolved("claws", ["Bite", "Claw (Imp Form Only)"]) == "Claw (Imp Form Only)"
    with pytest.raises(NoSuchActionError):
        resolved("Wink", ["Bite"])


def test_a_number_that_no_node_has_is_missed_and_a_wrong_average_is_seen() -> None:

    text = "Melee Attack Roll: +5, reach 10 ft. Hit: 9 (2d6) Fire damage for 1 minute."
    tree = (Each((Attack((FIRE,), 5),)),)

    assert list(doubts(text, Action("Claw", Economy.ACTION, tree))) == [
        "9 (2d6) is 7 on average",
        "nothing lasts 1 minute",
        "no node has 10",
    ]


def test_strength_is_a_word_for_several_rolls() -> None:
    (altered,) = befalls("The target has Disadvantage on Strength-based D20 Tests until the end of its next turn.", NEW)

    assert isinstance(altered, Alter)
    assert [lasting.roll for lasting in altered.what] == [Roll.ATTACKS, Roll.CHECKS, Roll.SAVES]
    assert altered.what[1].abilities == {STR}
