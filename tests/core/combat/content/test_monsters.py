"""Every monster of both books takes every action, in all its ways, and uses everything that it is like.

Whatever an action comes to is held to the invariants of a fight; it does something, or it is on the list of those that
the DM is asked about, and the list has no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from core.combat.acts import acting
from core.combat.play.left import left
from core.errors import GameError
from core.monsters.stat_block import Action, StatBlock, Trait, Trigger
from core.rules.actions import Economy
from core.rules.edition import Edition
from core.rules.effects.outcomes import Cast, Use
from core.rules.effects.search import found
from core.rules.effects.tree import Choose
from tests.core.combat.content.staging import CIRCUMSTANCES, NEWCOMER, joined, listed
from tests.core.combat.deeds import Tally, advance, answer, did, left_to_dm, pass_time, somehow
from tests.core.combat.stories import BOOK, Story

OWN_TURN = frozenset({Economy.ACTION, Economy.BONUS, Economy.NONE})
MOST_TRIALS = 200
LAIR = NEWCOMER + 1
BY_ITSELF = frozenset({Trigger.ALWAYS, Trigger.FAILS, Trigger.DROPS, Trigger.HITS})
"""What sets off traits that nobody has to say anything of."""


AS_IT_FALLS_OUT = {"corroded"}
"""What the DM is asked where a monster is the target: what it wears or holds, no data tells."""


@dataclass
class Trials:
    """What trials of one book have come to.

    Attributes:
        tally: Steps, refusals and happenings.
        idle: Actions that have done nothing at all.
        asked: What the DM was asked of each action.
        broken: What went wrong.
        actions: How many actions were taken.
    """

    tally: Tally = field(default_factory=Tally)
    idle: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    asked: dict[tuple[str, str], set[str]] = field(default_factory=dict[tuple[str, str], set[str]])
    broken: list[str] = field(default_factory=list[str])
    actions: int = 0


def ways_of(action: Action) -> int:
    return max((len(each.ways) for each in found(action.effects, Choose)), default=1)


def stages(edition: Edition, block: StatBlock) -> Iterator[tuple[Action, Story]]:
    """Each of a monster's actions with a fight in which it can be taken."""
    lair = any(each.economy is Economy.LAIR for each in block.actions)
    own = joined(edition, block, lair=lair)
    other = own.fork(1)
    advance(other)
    for action in block.actions:
        yield action, own if action.economy in OWN_TURN else other


def one_trial(story: Story, action: Action, turn: int, *, steps: int, trials: Trials) -> tuple[bool, set[str]]:
    """Take an action under circumstances, and see what comes of it; whether it did something, and what was asked."""
    CIRCUMSTANCES[turn % len(CIRCUMSTANCES)](story, NEWCOMER)
    actor = LAIR if action.economy is Economy.LAIR else NEWCOMER
    done = somehow(story, actor, action.effects, lambda s, aim: acting.act(s, actor, action, aim), turn=turn)
    trials.tally.count(done)
    answer(story, done.log, trials.tally, turn)
    pass_time(story, trials.tally, steps, turn)
    return bool(did(done.log)), set(left_to_dm(done.log))


def try_out(edition: Edition, block: StatBlock, trials: Trials, *, least: int, steps: int) -> None:
    """Take each of a monster's actions so often, and on until each has done something, and all that is asked was."""
    wanted = listed("monsters-asked", edition)
    for action, stage in stages(edition, block):
        name = (block.name, action.name)
        trials.actions += 1
        acted, asked, turn = False, set[str](), 0
        enough = max(least, ways_of(action))
        while turn < enough or (turn < MOST_TRIALS and not (acted and wanted.get(name, frozenset()) <= asked)):
            try:
                did_something, topics = one_trial(stage.fork(turn), action, turn, steps=steps, trials=trials)
            except GameError as refusal:
                # Under circumstances much is not allowed; plainly, everything is that answers no attack.
                answers = action.economy is Economy.REACTION and refusal.reason == "reaction-not-set-off"
                if turn == 0 and not answers:
                    trials.broken.append(f"{name} is refused: {refusal.reason} {refusal.facts}")
                trials.tally.refused[refusal.reason] += 1
            except Exception as error:  # noqa: BLE001 - all of them are told together
                trials.broken.append(f"{name}, trial {turn}: {type(error).__name__}: {str(error)[:300]}")
            else:
                acted |= did_something
                asked |= topics
            turn += 1
        if not acted:
            trials.idle.append(name)
        trials.asked.setdefault(name, set()).update(asked - besides(edition, block, action, wanted))


def besides(
    edition: Edition, block: StatBlock, action: Action, wanted: dict[tuple[str, str], frozenset[str]]
) -> set[str]:
    """What the DM can be asked of other actions that an action uses, and of spells that it casts."""
    used = {name for each in found(action.effects, Use) for name, _ in each.actions}
    topics = {topic for name in used for topic in wanted.get((block.name, name), ())}
    parts = [action, *(each for each in block.actions if each.name in used)]
    for each in (cast for part in parts for cast in found(part.effects, Cast)):
        for name in each.spells or [known.name for way in block.spellcasting for known in way.spells]:
            spell = BOOK.spell(name, edition)
            topics |= {name, *(left(spell.effects) if spell else ())}
    return topics | AS_IT_FALLS_OUT


def use_nature(edition: Edition, block: StatBlock, trait: Trait, trials: Trials, turn: int) -> None:
    """Use what a monster is like at those around it."""
    story = joined(edition, block)
    try:
        done = somehow(
            story, NEWCOMER, trait.effects, lambda s, aim: acting.by_nature(s, NEWCOMER, trait, aim), turn=turn
        )
        trials.tally.count(done)
        pass_time(story, trials.tally, 1, turn)
    except Exception as error:  # noqa: BLE001 - all of them are told together
        trials.broken.append(f"{block.name}, {trait.name}: {type(error).__name__}: {str(error)[:300]}")


def played(blocks: list[StatBlock], edition: Edition, *, least: int, steps: int) -> Trials:
    trials = Trials()
    for block in blocks:
        try_out(edition, block, trials, least=least, steps=steps)
        for trait in block.traits:
            if trait.effects and trait.trigger not in BY_ITSELF:
                use_nature(edition, block, trait, trials, least)
    return trials


def judge(blocks: list[StatBlock], edition: Edition, trials: Trials) -> None:
    """Hold what trials have come to to the list, and tell the figures."""
    names = {each.name for each in blocks}
    wanted = {place: topics for place, topics in listed("monsters-asked", edition).items() if place[0] in names}
    asked = {name: topics for name, topics in trials.asked.items() if topics}
    share = 100 * len(wanted) / trials.actions
    print(
        f"\nSRD {edition}: {trials.actions} actions of {len(blocks)} monsters, "
        f"{len(wanted)} of them ask the DM something ({share:.1f} %); "
        f"{trials.tally.done} steps, {trials.tally.refused.total()} refused"
    )
    assert not trials.broken, f"{len(trials.broken)} are broken:\n" + "\n".join(trials.broken[:40])
    idle = sorted(set(trials.idle) - set(wanted))
    assert not idle, f"these do nothing, and the DM is not asked: {idle}"
    assert asked == wanted, "what the DM is asked is what the list says"
    assert share < 5


@pytest.mark.parametrize("edition", Edition)
def test_every_action_of_every_other_monster_does_something_or_is_on_the_list(edition: Edition) -> None:
    half = list(BOOK.monsters[edition])[edition is Edition.SRD_52 :: 2]
    judge(half, edition, played(half, edition, least=1, steps=1))


@pytest.mark.soak
@pytest.mark.parametrize("edition", Edition)
def test_every_action_under_all_circumstances_with_all_that_follows(edition: Edition) -> None:
    blocks = list(BOOK.monsters[edition])
    judge(blocks, edition, played(blocks, edition, least=len(CIRCUMSTANCES), steps=4))
