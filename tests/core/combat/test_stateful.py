"""A fight under random commands, legal and illegal: invariants hold, refusals change nothing, all can be taken back.

The commands are the functions that the use cases call. At the end all events from nothing on fold to what stands, the
sheets included, and undoing everything leads back to the start.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from core.characters.attacks import attacks
from core.combat.acts import acting, casting, entering, marking, offers, ridding
from core.combat.acts.aiming import Aim
from core.combat.acts.entering import Entrance
from core.combat.acts.marking import HitPointChange, Mark, Standing
from core.combat.acts.stage import Stage
from core.combat.play.basics import BASIC
from core.combat.record.state import Readied, Side
from core.combat.record.steps import Done
from core.combat.rounds import turns
from core.combat.situation.creatures import Coming
from core.dice.advantage import Advantage
from core.errors import GameError
from core.monsters.stat_block import StatBlock
from core.rules.conditions import Condition
from core.rules.cover import Cover
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.house_rules import Critical, HouseRules
from tests.core.combat.content.staging import sheet_of
from tests.core.combat.deeds import aim_at, scene_of
from tests.core.combat.stories import BOOK, begun, spell_of

PARTIES = (
    "Thorn, human fighter 5",
    "Mira, elf wizard 9",
    "Cora, dwarf cleric 7",
    "Zed, tiefling warlock 11",
    "Oak, elf druid 6",
    "Bram, human paladin 9",
    "Lia, elf bard 12",
    "Grok, human barbarian 3 / fighter 2",
    "Kip, halfling rogue 4",
    "Sol, human sorcerer 8",
    "Wren, human ranger 6",
)
KNOWN = frozenset(reason for kind in GameError.__subclasses__() for reason in kind.REASONS)
AT_ONCE = 12
small = st.integers(0, 10**6).map(lambda more: random.Random(more).randrange(10**6))
"""Something to choose by; small numbers, which Hypothesis likes best, choose no less variously than others."""
COUNTED: Counter[str] = Counter()
"""Over all runs of a process: commands that were done, and those that were refused, by their reason."""


class Combat(RuleBasedStateMachine):
    """One fight."""

    @initialize(
        edition=st.sampled_from(list(Edition)),
        lines=st.lists(st.sampled_from(PARTIES), min_size=1, max_size=4, unique=True),
        critical=st.sampled_from(list(Critical)),
        seed=small,
    )
    def begin(self, edition: Edition, lines: list[str], critical: Critical, seed: int) -> None:
        """A party, most of which has come in, and two monsters; it is the first turn."""
        self.edition = edition
        sheets = [sheet_of(line, edition) for line in lines]
        self.story = begun(sheets, edition=edition, chance=random.Random(seed), house=HouseRules(critical=critical))
        self.start = (self.story.fight, self.story.sheets)
        self.names = BOOK.monster_names(edition)
        streams = list(self.story.characters)
        self.do(lambda stage: entering.enter(stage, streams[: 1 + seed % 4], Entrance()))
        for each in range(2):
            block = BOOK.monster(self.names[(seed // 5 + 97 * each) % len(self.names)], edition)
            assert block is not None
            coming = Coming(Side.FOES)
            self.do(partial(_added, block=block, coming=coming))
        self.do(_next)

    def do(self, play: Callable[[Stage], Done]) -> None:
        """Do a command, or see that it was refused for a reason that people are told, and has changed nothing."""
        before = (self.story.fight, self.story.sheets)
        try:
            self.story.do(play)
        except GameError as refusal:
            reason = refusal.reason
        else:
            COUNTED["done"] += 1
            return
        assert reason in KNOWN
        COUNTED[f"refused: {reason}"] += 1
        assert (self.story.fight, self.story.sheets) == before

    def somebody(self, more: int) -> int:
        """A number: mostly of somebody who is there, now and then of whoever has left or never was."""
        there = sorted(self.story.fight.combatants)
        return 99 if not there or more % 41 == 0 else there[more % len(there)]

    def acting(self, more: int) -> int:
        """Mostly whoever's turn it is."""
        current = self.story.fight.current
        return current if current is not None and more % 4 else self.somebody(more // 4)

    def aim(self, more: int) -> Aim:
        """At anybody, anyhow."""
        chance = random.Random(more)
        targets = tuple(self.somebody(chance.randrange(10**6)) for _ in range(chance.choice((0, 1, 1, 1, 2, 3))))
        extra = chance.choice(("", "", "", "1d4", "-2"))
        return Aim(targets, chance.choice(list(Advantage)), extra, overrule=chance.random() < 0.2)

    @rule(more=small)
    def enter(self, more: int) -> None:
        streams = list(self.story.characters)
        stream = streams[more % len(streams)]
        total = more % 25 if more % 3 else None
        entrance = Entrance(total, surprised=more % 7 == 0, hidden=more % 5 == 0)
        self.do(lambda stage: entering.enter(stage, [stream], entrance))

    @rule(more=small, count=st.integers(0, 3))
    def add(self, more: int, count: int) -> None:
        if len(self.story.fight.present()) > AT_ONCE:
            return
        block = BOOK.monster(self.names[more % len(self.names)], self.edition)
        assert block is not None
        coming = Coming(
            list(Side)[more % 3], more % 5 == 0, "pack" if more % 2 else "", "Grix" if more % 7 == 0 else "", None
        )
        self.do(lambda stage: entering.add(stage, block, count, coming))

    @rule(more=small)
    def add_lair(self, more: int) -> None:
        if len(self.story.fight.present()) <= AT_ONCE:
            self.do(lambda stage: entering.add_lair(stage, self.somebody(more)))

    @precondition(lambda self: len(self.story.fight.present()) > 2)
    @rule(more=small)
    def leave(self, more: int) -> None:
        if more % 3 == 0:
            self.do(lambda stage: entering.leave(stage, self.somebody(more // 3)))

    @rule()
    def next_turn(self) -> None:
        self.do(_next)

    @rule()
    def next_turn_again(self) -> None:
        self.do(_next)

    @rule(more=small)
    def turn_back(self, more: int) -> None:
        if more % 4 == 0:
            self.do(_back)

    @rule(more=small, total=st.one_of(st.none(), st.integers(-5, 30)))
    def initiative(self, more: int, total: int | None) -> None:
        self.do(lambda stage: entering.initiative(stage, self.somebody(more), total))

    @rule(more=small)
    def attack(self, more: int) -> None:
        number = self.acting(more)
        scene = scene_of(self.story)
        if number not in scene.sheets:
            return
        lines = [line.name for line in attacks(*scene.sheets[number])]
        name = (*lines, "Chair Leg")[more % (len(lines) + 1)]
        self.do(lambda stage: acting.attack(stage, number, name, self.aim(more)))

    @rule(more=small, fits=st.booleans())
    def act(self, more: int, fits: bool) -> None:
        number = self.acting(more)
        there = self.story.fight.combatants.get(number)
        block = scene_of(self.story).block(number) if there and not there.gone else None
        if block is None or not block.actions:
            return
        action = block.actions[more % len(block.actions)]
        aim = aim_at(self.story, number, action.effects, more % 50) if fits else self.aim(more)
        self.do(lambda stage: acting.act(stage, number, action, aim))

    @rule(more=small)
    def by_nature(self, more: int) -> None:
        number = self.somebody(more)
        there = self.story.fight.combatants.get(number)
        block = scene_of(self.story).block(number) if there and not there.gone else None
        usable = [each for each in (block.traits if block else ()) if each.effects]
        if usable:
            trait = usable[more % len(usable)]
            self.do(lambda stage: acting.by_nature(stage, number, trait, self.aim(more)))

    @rule(more=small, way=st.sampled_from([*BASIC, "juggle"]))
    def basic(self, more: int, way: str) -> None:
        self.do(lambda stage: acting.basic(stage, self.acting(more), way, Aim()))

    @rule(more=small, fits=st.booleans(), slot=st.one_of(st.none(), st.integers(1, 9)))
    def cast(self, more: int, fits: bool, slot: int | None) -> None:
        number = self.acting(more)
        names = self.spells_of(number)
        if not names:
            return
        spell = spell_of(names[more % len(names)], self.edition)
        aim = aim_at(self.story, number, spell.effects, more % 50) if fits else self.aim(more)
        chosen = slot if more % 3 == 0 else None
        self.do(lambda stage: casting.cast(stage, number, spell, aim, slot=chosen))

    @rule(more=small)
    def cast_what_nobody_has(self, more: int) -> None:
        shelf = BOOK.spells[self.edition]
        spell = spell_of(shelf.names[more % len(shelf.names)], self.edition)
        self.do(lambda stage: casting.cast(stage, self.acting(more), spell, self.aim(more)))

    def spells_of(self, number: int) -> list[str]:
        """The spells that somebody has."""
        there = self.story.fight.combatants.get(number)
        if there is None or there.gone:
            return []
        scene = scene_of(self.story)
        if number in scene.sheets:
            return [name for name in scene.sheets[number][0].spells if scene.spell(name)]
        block = scene.block(number)
        return [known.name for way in (block.spellcasting if block else ()) for known in way.spells]

    @rule(more=small)
    def take_offer(self, more: int) -> None:
        number = self.acting(more)
        there = self.story.fight.combatants.get(number)
        if there is None or there.gone:
            return
        named = [each.name for each in offers.offers(scene_of(self.story), number)] or ["Nothing"]
        self.do(lambda stage: offers.take(stage, number, named[more % len(named)], self.aim(more)))

    @rule(more=small)
    def get_rid(self, more: int) -> None:
        bearer = self.somebody(more)
        there = self.story.fight.combatants.get(bearer)
        named = [each.name for each in there.ongoing.values()] if there else []
        name = named[more % len(named)] if named else "Nothing"
        number = self.acting(more // 7) if more % 2 else bearer
        self.do(lambda stage: ridding.rid(stage, number, name, self.aim(more), bearer=bearer))

    @rule(more=small, how=st.sampled_from(("enters", "leaves", "swept", "travels")))
    def place(self, more: int, how: str) -> None:
        borne = [one for each in self.story.fight.combatants.values() for one in each.ongoing.values()]
        zones = [one.name for one in borne if one.node is not None and one.node.op == "zone"] or ["Nowhere"]
        numbers = [number for number in self.aim(more).targets if number in self.story.fight.combatants]
        self.do(lambda stage: ridding.place(stage, zones[more % len(zones)], numbers, how, feet=more % 30))

    @rule(more=small)
    def batter(self, more: int) -> None:
        bearer = self.somebody(more)
        there = self.story.fight.combatants.get(bearer)
        named = [each.name for each in there.ongoing.values()] if there else []
        name = named[more % len(named)] if named else "Nothing"
        self.do(lambda stage: ridding.batter(stage, bearer, name, "3d6", kind=DamageType.SLASHING))

    @rule(
        more=small,
        how=st.sampled_from(("damage", "damage", "heal", "set", "temporary")),
        dice=st.sampled_from(("1", "7", "2d6", "40", "0", "500", "3d10+5")),
        kind=st.one_of(st.none(), st.sampled_from(list(DamageType))),
    )
    def hit_points(self, more: int, how: str, dice: str, kind: DamageType | None) -> None:
        change = HitPointChange(how, dice, kind)  # type: ignore[arg-type] -- one of those that there are
        self.do(lambda stage: marking.hit_points(stage, self.somebody(more), change))

    @rule(more=small, conditions=st.lists(st.sampled_from(list(Condition)), max_size=2, unique=True))
    def mark(self, more: int, conditions: list[Condition]) -> None:
        source = self.somebody(more // 5)
        given = Mark(
            f"Bane {more % 3}",
            tuple(conditions),
            more % 4 or None,
            source if source in self.story.fight.combatants else None,
        )
        self.do(lambda stage: marking.mark(stage, self.somebody(more), given))

    @rule(more=small)
    def cure(self, more: int) -> None:
        number = self.somebody(more)
        there = self.story.fight.combatants.get(number)
        named = [each.name for each in there.ongoing.values()] if there else []
        named += ["concentration", "prone", "nothing"]
        self.do(lambda stage: marking.cure(stage, number, named[more % len(named)]))

    @rule(more=small, cover=st.sampled_from(list(Cover)))
    def stand(self, more: int, cover: Cover) -> None:
        standing = (
            Standing(hidden=more % 2 == 0),
            Standing(cover=cover if more % 5 == 0 else Cover.NONE),
            Standing(surprised=True),
            Standing(delayed=more % 3 == 0),
            Standing(readied=Readied("Attack", "when it comes")),
            Standing(note="remember"),
            Standing(name="Snag", armor_class=more % 25 + 1),
        )[more % 7]
        self.do(lambda stage: marking.stand(stage, self.somebody(more), standing))

    @rule(more=small)
    def death_save(self, more: int) -> None:
        self.do(lambda stage: marking.death_save(stage, self.dying(more)))

    @rule(more=small)
    def stabilise(self, more: int) -> None:
        self.do(lambda stage: marking.stabilise(stage, self.dying(more)))

    def dying(self, more: int) -> int:
        """Somebody, of the party rather."""
        party = [each.number for each in self.story.fight.present() if each.character]
        return party[more % len(party)] if party else self.somebody(more)

    @rule(count=st.integers(1, 4), more=small)
    def undo(self, count: int, more: int) -> None:
        if more % 3 and self.story.befores:
            return
        before = (self.story.fight, self.story.sheets)
        try:
            self.story.undo(count)
        except GameError as refusal:
            reason = refusal.reason
        else:
            COUNTED["undone"] += 1
            return
        assert reason in KNOWN
        COUNTED[f"refused: {reason}"] += 1
        assert (self.story.fight, self.story.sheets) == before

    def teardown(self) -> None:
        """All events fold to what stands, and undoing all leads back."""
        if not hasattr(self, "story"):
            return
        self.story.must_replay()
        while self.story.befores:
            self.story.undo(20)
        self.story.must_replay()
        assert replace(self.story.fight, sequence=0) == replace(self.start[0], sequence=0)
        assert self.story.sheets == self.start[1]


def _added(stage: Stage, block: StatBlock, coming: Coming) -> Done:
    return entering.add(stage, block, 1, coming)


def _next(stage: Stage) -> Done:
    turns.advance(stage.scene)
    return stage.done("turn", by=stage.scene.fight.current)


def _back(stage: Stage) -> Done:
    stage.scene.fight = turns.back(stage.scene.fight)
    return stage.done("turn-back", by=stage.scene.fight.current)


def run(fights: int, steps: int) -> Counter[str]:
    """Fight so many fights of so many commands at most; how many commands were done, and refused."""
    COUNTED.clear()
    run_state_machine_as_test(
        Combat,
        settings=settings(
            max_examples=fights,
            stateful_step_count=steps,
            deadline=None,
            derandomize=fights < 100,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
            phases=[Phase.generate] if os.environ.get("NO_SHRINK") else [Phase.generate, Phase.shrink],
        ),
    )
    refused = sum(count for reason, count in COUNTED.items() if reason.startswith("refused"))
    print(
        f"\n{sum(COUNTED.values())} commands: {COUNTED['done']} legal, {COUNTED['undone']} undone, {refused} illegal; "
        f"{dict(COUNTED.most_common())}"
    )
    return Counter(COUNTED)


def test_some_fights_of_random_commands_hold() -> None:
    counted = run(fights=12, steps=40)
    assert counted["done"] > 50


@pytest.mark.soak
def test_ten_thousand_random_commands_hold() -> None:
    counted = run(fights=int(os.environ.get("FIGHTS", "250")), steps=120)
    assert sum(counted.values()) >= 10_000
