"""Doing whatever somebody can: aims that fit, choices where one is asked for, answers to what is offered, and time.

Nobody thinks here: at whom something goes is taken from who is there, in turn, and a refusal that says how to mend it
is mended so. What stays refused is refused for a reason that the player is told.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from core.combat.acts import acting, casting, offers, ridding
from core.combat.acts.aiming import Aim
from core.combat.acts.offers import Offer
from core.combat.acts.stage import Stage
from core.combat.play.targets import harms, wanted
from core.combat.record.happenings import Happening, LeftToDm, Offered, Overruled, Spent, TurnBegan, Untouched
from core.combat.record.steps import Done
from core.combat.rounds import turns
from core.combat.situation.scene import Scene
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.errors import GameError
from core.rules.effects.lasting import Lasting
from core.rules.effects.magic import Become, Summon
from core.rules.effects.search import found
from core.rules.effects.tree import Choose, Effect, Grant, Later
from tests.core.combat.stories import BOOK, Story

SAYS_NOTHING = (Spent, Overruled, Offered, TurnBegan, Untouched)
"""Happenings that are no effect of what was done."""
MOST_MENDED = 9


@dataclass
class Tally:
    """What came of it all.

    Attributes:
        done: Steps that were played.
        refused: Reasons of refusals, and how often each was given.
        happened: Kinds of happenings, and how often each came.
        asked: What the DM was asked of, by the name of what was done.
    """

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])
    happened: Counter[str] = field(default_factory=Counter[str])
    asked: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def count(self, done: Done) -> Done:
        """Count a step."""
        self.done += 1
        self.asked.setdefault(done.name, set()).update(left_to_dm(done.log))
        self.happened.update(each.op for each in done.log)
        return done


def scene_of(story: Story) -> Scene:
    """How it stands, to look at."""
    return Stage(story.fight, story.sheets, Throws(ScriptedDice(())), book=BOOK).scene


def there(story: Story) -> list[int]:
    """Everybody who can be aimed at."""
    return [each.number for each in story.fight.present() if each.lair_of is None]


def pool(story: Story, number: int, effects: tuple[Effect, ...], turn: int) -> list[int]:
    """At whom something can go, those first whom it is likely for, from another one on in each turn."""
    side = story.fight.combatants[number].side
    friends = [each for each in there(story) if story.fight.combatants[each].side is side and each != number]
    foes = [each for each in there(story) if story.fight.combatants[each].side is not side]
    meant, others = (foes, friends) if harms(effects) else (friends, foes)
    if turn % 5 == 4:
        meant, others = others, meant
    mixed = random.Random(turn).sample(meant, len(meant)) if turn else meant
    return [*mixed, number, *others]


def aim_at(story: Story, number: int, effects: tuple[Effect, ...], turn: int) -> Aim:
    """How something is aimed in some turn."""
    ways = frozenset(_ways(effects, turn))
    wants = wanted(effects, ways)
    count = max(wants.least, 3 if wants.most is None else wants.most)
    return Aim(tuple(pool(story, number, effects, turn)[:count]), ways=ways)


def _ways(effects: tuple[Effect, ...], turn: int) -> Iterator[str]:
    left = turn
    for node in found(effects, Choose):
        yield node.ways[left % len(node.ways)][0].casefold()
        left //= len(node.ways)
    for what in found(effects, Lasting):
        listed = sorted(
            str(each) for each in (*what.abilities, *what.skills, *what.resists, *what.suffers, *what.kinds)
        )
        if what.picks and listed:
            yield listed[turn % len(listed)]


def somehow(
    story: Story,
    number: int,
    effects: tuple[Effect, ...],
    verb: Callable[[Stage, Aim], Done],
    *,
    turn: int = 0,
    overrule: bool = False,
) -> Done:
    """Do something in a way that is allowed.

    Raises:
        GameError: It is not allowed in any.
    """
    aim = replace(aim_at(story, number, effects, turn), overrule=overrule)
    others = pool(story, number, effects, turn)
    forms = [form for kind in (Become, Summon) for node in found(effects, kind) for form in node.forms]
    for _ in range(MOST_MENDED):
        try:
            return story.do(lambda stage, aim=aim: verb(stage, aim))
        except GameError as refusal:
            mended = _mended(aim, refusal, others, turn, forms)
            if mended is None or mended == aim:
                raise
            aim = mended
    return story.do(lambda stage: verb(stage, aim))


def _mended(aim: Aim, refusal: GameError, others: list[int], turn: int, forms: list[str]) -> Aim | None:
    limit = refusal.facts.get("limit")
    match refusal.reason:
        case "target-needed" if isinstance(limit, int):
            return replace(aim, targets=tuple(others[:limit]))
        case "too-many-targets" if isinstance(limit, int):
            return replace(aim, targets=aim.targets[:limit])
        case "target-twice":
            return replace(aim, targets=tuple(dict.fromkeys(aim.targets)))
        case "form-not-chosen" | "spell-not-chosen" | "way-not-chosen":
            named = refusal.reason == "form-not-chosen" and forms
            names = forms if named else str(refusal.facts["names"]).split(", ")
            return replace(aim, ways=aim.ways | {names[turn % len(names)].casefold()})
        case "charmed-by-target" | "out-of-reach" | "target-covered" | "holds-enough" | "clings-elsewhere":
            left = [each for each in others if each not in aim.targets]
            if not left:
                return None
            others[:] = left
            return replace(aim, targets=tuple(left[: max(1, len(aim.targets))]))
        case _:
            return None


def did(log: Iterable[Happening]) -> list[Happening]:
    """What of a log is an effect of what was done."""
    return [each for each in log if not isinstance(each, SAYS_NOTHING)]


def left_to_dm(log: Iterable[Happening]) -> list[str]:
    """What the DM was asked of."""
    return [each.topic for each in log if isinstance(each, LeftToDm)]


def advance(story: Story) -> Done:
    """The next turn."""

    def play(stage: Stage) -> Done:
        turns.advance(stage.scene)
        return stage.done("turn", by=stage.scene.fight.current)

    return story.do(play)


def answer(story: Story, log: Iterable[Happening], tally: Tally, turn: int) -> None:
    """Take what was offered, as far as that is still allowed."""
    for each in log:
        if isinstance(each, Offered) and story.fight.combatants[each.who].gone is False:
            attempt(story, tally, lambda each=each: take(story, each, turn))


def attempt(story: Story, tally: Tally, do: Callable[[], Done | None]) -> Done | None:
    """Try something; a refusal has a reason, and changes nothing."""
    before = (story.fight, story.sheets)
    try:
        done = do()
    except GameError as refusal:
        tally.refused[refusal.reason] += 1
        done = None
    if done is None:
        assert (story.fight, story.sheets) == before, "what is refused changes nothing"
        return None
    return tally.count(done)


def take(story: Story, offered: Offered, turn: int) -> Done | None:
    """Do what was offered: an action, what somebody is like, a spell, or what an effect lets them do."""
    scene, number = scene_of(story), offered.who
    block = scene.block(number)
    aimed = (offered.against,) if offered.against is not None else ()

    def at_them(aim: Aim) -> Aim:
        return replace(aim, targets=aimed) if aimed else aim

    action = next((each for each in (block.actions if block else ()) if each.name == offered.name), None)
    if action is not None:
        return somehow(story, number, action.effects, lambda s, aim: acting.act(s, number, action, aim), turn=turn)
    trait = next((each for each in (block.traits if block else ()) if each.name == offered.name), None)
    if trait is not None:

        def by_nature(stage: Stage, aim: Aim) -> Done:
            return acting.by_nature(stage, number, trait, at_them(aim))

        return somehow(story, number, trait.effects, by_nature, turn=turn)
    spell = scene.spell(offered.name)
    if spell is not None and not any(each.name == offered.name for each in offers.offers(scene, number)):
        return somehow(
            story, number, spell.effects, lambda s, aim: casting.cast(s, number, spell, at_them(aim)), turn=turn
        )
    return somehow(
        story, number, _granted(scene, number, offered.name), lambda s, aim: _taken(s, number, offered.name, aim)
    )


def _taken(stage: Stage, number: int, name: str, aim: Aim) -> Done:
    return offers.take(stage, number, name, aim)


def _granted(scene: Scene, number: int, name: str) -> tuple[Effect, ...]:
    for offer in offers.offers(scene, number):
        if offer.name == name:
            return _effects(scene, offer)
    return ()


def _effects(scene: Scene, offer: Offer) -> tuple[Effect, ...]:
    node = scene.combatant(offer.bearer).ongoing[offer.key].node
    return node.effects if isinstance(node, Grant | Later) else ()


def take_all(story: Story, tally: Tally, turn: int) -> None:
    """Everybody does what effects let them do, and gets rid of what can be got rid of."""
    for number in there(story):
        scene = scene_of(story)
        for offer in list(offers.offers(scene, number)):
            effects = _effects(scene, offer)
            done = attempt(
                story,
                tally,
                lambda offer=offer, number=number, effects=effects: somehow(
                    story, number, effects, lambda s, aim: offers.take(s, number, offer.name, aim), turn=turn
                ),
            )
            if done is not None:
                answer(story, done.log, tally, turn)
            scene = scene_of(story)
        if story.fight.combatants[number].gone:
            continue
        for one in list(story.fight.combatants[number].ongoing.values()):
            attempt(
                story,
                tally,
                lambda one=one, number=number: story.do(
                    lambda s: ridding.rid(s, number, one.name, Aim(), bearer=number)
                ),
            )


def pass_time(story: Story, tally: Tally, steps: int, turn: int = 0) -> None:
    """Let turns pass, with everything that is offered taken."""
    for _ in range(steps):
        done = attempt(story, tally, lambda: advance(story))
        if done is None:
            return
        answer(story, done.log, tally, turn)
        take_all(story, tally, turn)
