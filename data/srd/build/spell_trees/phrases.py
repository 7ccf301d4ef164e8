"""What several spells do alike, told once."""

from __future__ import annotations

from typing import Any

from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Lasting
from core.rules.effects.magic import Compel, Over, Summon
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only
from core.rules.effects.tree import Choose, Each, Effect, Grant, Inflict
from data.srd.build.spell_trees.words import FIGHTING, TO_OWN_END, Tree, alter, gone, inflict, one, save, until


def thing(*effects: Effect, moves_ft: int) -> Grant:
    """Something that does this when it is made, and by a bonus action on later turns."""
    return Grant(Economy.BONUS, effects, now=True, thing=True, moves_ft=moves_ft)


def again(*effects: Effect, **rest: Any) -> Grant:
    """This at once, and by an action on later turns."""
    return Grant(Economy.ACTION, effects, now=True, **rest)


def driven() -> Each:
    """Those whom the caster has charmed move on their next turn where they are told to, and save after that."""
    after = save("wis", success=(Over(besides=True),))
    moves = alter(each_turn=(after,), at=Moment.OWN_TURN_END, lasts=TO_OWN_END)
    charmed = Only(has=frozenset({Condition.CHARMED}), by_actor=True)
    return Each((Compel("moves"), moves), most=None, only=charmed)


def dominate(only: Only) -> Each:
    """One creature does as it is told, and saves anew only when it is harmed."""
    lasts = until(save="wis", tried=Moment.HARM, harmed="saves")
    return one(save("wis", inflict("charmed", lasts, with_it=(Lasting(obeys=True),)), only=only, better=FIGHTING))


def packs(kind: str, twice: int, thrice: int) -> Choose:
    """One strong creature of a type, or more weaker ones; twice and three times as many from these slots on."""
    ways: list[tuple[str, Tree]] = []
    for count, challenge in ((1, "2"), (2, "1"), (4, "1/2"), (8, "1/4")):
        grows = Growth(become=((twice, str(2 * count)), (thrice, str(3 * count))))
        called = Summon((), frozenset({kind}), challenge, str(count), grows=grows)
        ways.append((f"{count} of challenge {challenge}", (called,)))
    return Choose(tuple(ways))


def beside(*forms: str, **rest: Any) -> Summon:
    """One that acts right after whoever calls it, and has the numbers of the slot's level."""
    return Summon(forms, leveled=True, in_step=True, **rest)


def stiffening(lasts: Duration, then: Duration) -> Inflict:
    """Restrained, and turned to stone after three saves that fail, or free after three that do not."""
    tries = save("con", Over(), inflict("petrified", then), success=(Over(),), tally=3)
    return inflict("restrained", lasts, each_turn=(tries,), at=Moment.OWN_TURN_END)


def banished_blind() -> Inflict:
    """Blinded until the next turn of whoever did it, and then free, or on another plane."""
    tries = save("wis", Over(), gone("another plane", FOR_GOOD), success=(Over(),))
    return inflict("blinded", FOR_GOOD, each_turn=(tries,), at=Moment.SOURCE_TURN_START)
