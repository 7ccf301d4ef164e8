"""Random fights: real deeds, one after another, with whatever a DM may hide and note; for tests of what is shown."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from core.characters.sheet import Sheet
from core.combat.acts import entering, marking
from core.combat.acts.entering import Entrance
from core.combat.acts.marking import HitPointChange, Mark, Standing
from core.combat.acts.stage import Stage
from core.combat.duration import lasting
from core.combat.record.directory import FightEntry
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant, Concentration, Fight, Readied, Side
from core.combat.rounds import turns
from core.combat.situation.creatures import Coming
from core.combat.situation.throws import Throws
from core.combat.views.known import KNOWN_AS
from core.combat.views.seen import Health, health
from core.combat.views.seen_turn import turn_as_seen
from core.combat.views.view import Body, FightView
from core.dice.source import SecureDice
from core.errors import RuleError
from core.ids import ChannelId, GuildId, StreamId
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.cover import Cover
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from core.tables.directory import Card
from tests.core.characters.sheets import MIRA, THORN
from tests.core.combat.fights import LIBRARY

PARTY = {StreamId("character:1"): THORN, StreamId("character:2"): MIRA}
KINDS = ("Goblin Warrior", "Ogre", "Adult Red Dragon")
CONDITIONS = tuple(Condition)

deeds = st.lists(
    st.tuples(
        st.sampled_from(
            ("add", "hide", "reveal", "rename", "note", "ac", "hurt", "mark", "hold", "ready", "next", "next", "leave")
        ),
        st.integers(0, 60),
        st.integers(0, 60),
    ),
    max_size=25,
)
"""What is done, to whom, and something more to choose by."""


@dataclass
class Brawl:
    """A fight in the making.

    Attributes:
        fight: As it stands.
        sheets: The party's.
        hidden_names: Names that only hidden ones were given.
        numbers: Numbers of foes that stand nowhere else.
        notes: What the DM noted.
    """

    fight: Fight = field(default_factory=lambda: Fight(StreamId("fight:1"), table=StreamId("table:1")))
    sheets: dict[StreamId, Sheet] = field(default_factory=lambda: dict(PARTY))
    numbers: list[int] = field(default_factory=list[int])
    notes: list[str] = field(default_factory=list[str])

    def do(self, what: str, whom: int, more: int) -> None:
        """One deed; what the rules refuse is not done."""
        stage = self._stage(whom * 61 + more)
        there = self.fight.present()
        try:
            if what == "add":
                self._add(stage, whom, more)
            elif what == "next":
                turns.advance(stage.scene)
            elif there:
                self._mark(stage, what, there[whom % len(there)], more)
        except RuleError:
            return
        done = stage.done("changed")
        self.fight, self.sheets = done.fight, {**self.sheets, **done.sheets}

    def begin(self) -> None:
        """The party comes in."""
        stage = self._stage(1)
        entering.enter(stage, list(PARTY), Entrance())
        self.fight = stage.done("joined").fight

    def view(self) -> FightView:
        """All of it, as `ReadFight` reads it."""
        bodies: dict[int, Body] = {}
        for each in self.fight.present():
            sheet = self.sheets.get(each.character) if each.character else None
            bodies[each.number] = Body(sheet.name, sheet.vitals, 14) if sheet else Body(armor_class=9_000 + each.number)
        return view_of(self.fight, bodies)

    def _add(self, stage: Stage, whom: int, more: int) -> None:
        block = LIBRARY.monsters[self.fight.edition].find(KINDS[whom % 3])
        assert block is not None
        hidden = more % 2 == 1
        number = self.fight.next_number
        name = f"Zebra{number}canary" if whom % 4 == 0 else ""
        points = 5_000 + 37 * number
        coming = Coming((Side.FOES, Side.OTHERS)[more % 7 == 0], hidden, "", name, points, more % 5 == 0)
        count = 1 + more % 3
        entering.add(stage, block, count, coming)
        self.numbers.append(points)
        if more % 11 == 0:
            entering.add_lair(stage, number)

    def _mark(self, stage: Stage, what: str, combatant: Combatant, more: int) -> None:
        number, scene = combatant.number, stage.scene
        match what:
            case "hide" | "reveal":
                marking.stand(stage, number, Standing(hidden=what == "hide"))
            case "rename" if combatant.character is None:
                marking.stand(stage, number, Standing(name=f"Okapi{more % 3}"))
            case "note":
                self.notes.append(f"Quagga{number}note")
                marking.stand(stage, number, Standing(note=self.notes[-1], cover=Cover(more % 4)))
            case "ac" if combatant.side is not Side.PARTY:
                self.numbers.append(8_000 + number)
                marking.stand(stage, number, Standing(armor_class=8_000 + number, delayed=more % 9 == 0))
            case "hurt" if combatant.lair_of is None:
                marking.hit_points(stage, number, HitPointChange("damage", str(more * more)))
                if vitals := scene.combatant(number).vitals:
                    self.numbers.append(vitals.hit_points.current)
            case "mark" if combatant.lair_of is None:
                source = 1 + more % max(1, self.fight.next_number - 1)
                given = Mark(f"Web{more}", (CONDITIONS[more % 14],), 1 + more % 9, source)
                marking.mark(stage, number, given)
                scene.add(number, Ongoing(f"Bane{more}", source, save=Ability.WISDOM, dc=6_000 + more, held=True))
                self.numbers.append(6_000 + more)
            case "hold" if combatant.lair_of is None:
                lasting.concentrate(scene, number, Concentration(f"Bless{more}", 1, more))
            case "ready":
                action, when = ("dodge", "now") if combatant.side is Side.PARTY else ("Quaggaspring", "Quaggaword")
                marking.stand(stage, number, Standing(readied=Readied(action, when)))
            case "leave" if combatant.lair_of is None:
                entering.leave(stage, number)
            case _:
                return

    def _stage(self, seed: int) -> Stage:
        throws = Throws(SecureDice(random.Random(seed).randbytes))
        return Stage(self.fight, self.sheets, throws, book=LIBRARY)


def fought(done: list[tuple[str, int, int]]) -> Brawl:
    """A fight after such deeds."""
    brawl = Brawl()
    brawl.begin()
    for what, whom, more in done:
        brawl.do(what, whom, more)
    return brawl


def view_of(fight: Fight, bodies: dict[int, Body]) -> FightView:
    """A fight somewhere."""
    entry = FightEntry(
        fight.stream, StreamId("table:1"), GuildId(1), ChannelId(2), is_on=True, card=Card(None, None, 0)
    )
    return FightView(fight, bodies, entry)


def as_the_players_know_it(fight: Fight) -> Fight:
    """The same fight if there were nothing that players do not know: nobody hidden, and all other numbers of foes."""
    unknown = {each.number for each in fight.combatants.values() if each.hidden and KNOWN_AS not in each.numbers}
    unknown |= {each.number for each in fight.combatants.values() if each.lair_of in unknown}
    ranks = {each.number: 1_000 - place for place, each in enumerate(fight.in_order())}
    round_, current = turn_as_seen(fight)
    left = {
        number: _as_known(each, unknown, ranks.get(number))
        for number, each in fight.combatants.items()
        if number not in unknown
    }
    return replace(fight, combatants=left, round=round_, current=current, xp=0)


def _as_known(combatant: Combatant, unknown: set[int], rank: int | None) -> Combatant:
    ongoing = {
        key: replace(one, dc=None, save=None, source=None if one.source in unknown else one.source)
        for key, one in combatant.ongoing.items()
    }
    known = replace(combatant, ongoing=ongoing, note="", tie=0)
    if combatant.initiative is not None:
        known = replace(known, initiative=rank if rank is not None else 0)
    if combatant.side is Side.PARTY:
        return known
    numbers = {KNOWN_AS: combatant.numbers[KNOWN_AS]} if KNOWN_AS in combatant.numbers else {}
    vitals = _with_other_numbers(combatant.vitals) if combatant.vitals else None
    return replace(known, numbers=numbers, vitals=vitals, used={}, spent={}, readied=None)


def _with_other_numbers(vitals: Vitals) -> Vitals:
    most = 777
    looks = health(vitals)
    current = {
        Health.UNHURT: most,
        Health.HURT: most - 1,
        Health.BLOODIED: most // 2,
        Health.NEARLY_DOWN: 1,
        Health.DOWN: 0,
        Health.DEAD: 0,
    }[looks]
    return replace(vitals, hit_points=HitPoints(current, most), exhaustion=0)
