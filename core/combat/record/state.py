"""A fight as it stands: who is in it, in which order, and what lasts on whom. A value, folded from its events.

A character's hit points, slots and things stand on its sheet, in the character's own stream; of a monster everything
stands here. What lasts for a while, conditions and spells among it, stands here for both, for it is counted in turns.

Source: SRD 5.2.1, "Playing the Game", Combat; SRD 5.1, "Combat".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.combat.record.last import Last
from core.combat.record.ongoing import Ongoing
from core.combat.record.openings import Opening
from core.errors import NotFoundError
from core.ids import ChannelId, GuildId, StreamId, UserId
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.cover import Cover
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.house_rules import BY_THE_BOOK, HouseRules
from core.rules.initiative import Place, in_order
from core.rules.vitals import Vitals

_NO_GUILD, _NO_CHANNEL = GuildId(0), ChannelId(0)
"""A fight that has not begun yet is nowhere."""


class Side(StrEnum):
    """Whom somebody fights for."""

    PARTY = "party"
    FOES = "foes"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Concentration:
    """What somebody concentrates on.

    Attributes:
        spell: Its name.
        slot: The level that it was cast at.
        rounds: How many more rounds it can last; None for no number of them.
    """

    spell: str
    slot: int = 0
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Readied:
    """An action that waits.

    Attributes:
        action: What will be done.
        when: The word that sets it off, as whoever readied it said.
        spell: Whether it is a spell, which was cast when it was readied and is concentrated on until it is let go.
    """

    action: str = ""
    when: str = ""
    spell: bool = False


@dataclass(frozen=True, slots=True)
class Combatant:
    """Somebody in a fight.

    Attributes:
        number: What the fight knows them by; never given away again.
        name: What they are called; of a character empty, for its sheet has the name.
        character: The character's stream; None for a monster.
        monster: The stat block's name; empty for a character.
        side: Whom they fight for.
        group: Those who share an initiative have the same; empty for none.
        lair_of: Whose lair acts here, by number; None for whoever is no lair.
        initiative: None before it is rolled.
        tie: What decides among equals.
        hidden: Whether the players know nothing of them.
        vitals: How a monster is; None for a character.
        numbers: What is otherwise than in the stat block, as "armor class".
        ongoing: What lasts on them, by number.
        concentration: What they concentrate on.
        spent: How often each economy was used in this round or turn.
        attacks_left: How many attacks the action still has.
        used: How often each action of limited use was used.
        slots_spent: A monster's spell slots, by level.
        spare: What it can still do in this turn without a cost, by the action's name, as after Multiattack.
        done: The actions that it cannot do again before its next turn.
        turn: What is counted until the turn is over, whoever's it is.
        since: The types of damage that it has taken since its last turn began.
        fell_in: The round in which it died; None for the living, and where nobody saw it.
        surprised: Whether they are, until their first turn is over.
        cover: What they stand behind.
        readied: What they wait to do.
        delayed: Whether they let others go first.
        note: What the DM wants to remember.
        profile: How it behaves (`core.combat.behaviour.profiles.Profile`), as the DM has said; empty for by nature.
        gone: Whether they have left.
    """

    number: int
    name: str = ""
    character: StreamId | None = None
    monster: str = ""
    side: Side = Side.FOES
    group: str = ""
    lair_of: int | None = None
    initiative: int | None = None
    tie: int = 0
    hidden: bool = False
    vitals: Vitals | None = None
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])
    ongoing: Mapping[int, Ongoing] = field(default_factory=dict[int, Ongoing])
    concentration: Concentration | None = None
    spent: Mapping[Economy, int] = field(default_factory=dict[Economy, int])
    attacks_left: int = 0
    used: Mapping[str, int] = field(default_factory=dict[str, int])
    slots_spent: Mapping[int, int] = field(default_factory=dict[int, int])
    spare: Mapping[str, int] = field(default_factory=dict[str, int])
    done: tuple[str, ...] = ()
    turn: Mapping[str, int] = field(default_factory=dict[str, int])
    since: tuple[DamageType, ...] = ()
    fell_in: int | None = None
    surprised: bool = False
    cover: Cover = Cover.NONE
    readied: Readied | None = None
    delayed: bool = False
    note: str = ""
    profile: str = ""
    gone: bool = False

    @property
    def conditions(self) -> frozenset[Condition]:
        """What lasts on them, as conditions."""
        return frozenset(each for one in self.ongoing.values() for each in one.conditions)


@dataclass(frozen=True, slots=True)
class Fight:
    """A fight.

    Attributes:
        stream: Its ledger stream, ``fight:<id>``.
        table: The table that it is fought at.
        leader: Who runs it; None once erased.
        edition: Whose rules.
        house: What is played otherwise.
        combatants: By number, those who left included.
        next_number: The number that whoever comes next gets.
        next_ongoing: The number that whatever lasts next gets.
        round: From 1 on; 0 before the first turn.
        current: Whose turn it is.
        xp: What the foes that fell are worth so far.
        last: What was done last, for those who can still answer it; None where nobody can.
        openings: What somebody can do now because of it, or of a turn's end, by the opening's own name.
        began_at: None before anything has happened.
        ended_at: None while it lasts.
        sequence: The last event that it was folded from.
    """

    stream: StreamId
    table: StreamId | None = None
    guild: GuildId = _NO_GUILD
    channel: ChannelId = _NO_CHANNEL
    leader: UserId | None = None
    edition: Edition = Edition.SRD_52
    house: HouseRules = BY_THE_BOOK
    combatants: Mapping[int, Combatant] = field(default_factory=dict[int, Combatant])
    next_number: int = 1
    next_ongoing: int = 1
    round: int = 0
    current: int | None = None
    xp: int = 0
    last: Last | None = None
    openings: Mapping[str, Opening] = field(default_factory=dict[str, Opening])
    began_at: datetime | None = None
    ended_at: datetime | None = None
    sequence: int = 0

    @property
    def is_on(self) -> bool:
        """Whether it is being fought."""
        return self.began_at is not None and self.ended_at is None

    def combatant(self, number: int) -> Combatant:
        """Somebody who is in the fight.

        Raises:
            NotFoundError: ``combatant-not-found``.
        """
        found = self.combatants.get(number)
        if found is None or found.gone:
            raise NotFoundError("combatant-not-found")
        return found

    def creature(self, number: int) -> Combatant:
        """Somebody who is in the fight and can be touched: anybody but a lair.

        Raises:
            NotFoundError: ``combatant-not-found``.
        """
        found = self.combatant(number)
        if found.lair_of is not None:
            raise NotFoundError("combatant-not-found")
        return found

    def of_character(self, character: StreamId) -> Combatant | None:
        """A character in the fight."""
        there = (each for each in self.combatants.values() if each.character == character and not each.gone)
        return next(there, None)

    def with_(self, combatant: Combatant) -> Fight:
        """With somebody as they are now."""
        return replace(self, combatants={**self.combatants, combatant.number: combatant})

    def hides(self, combatant: Combatant) -> bool:
        """Whether the players know nothing of somebody: who is hidden, and the lair of who is."""
        owner = self.combatants.get(combatant.lair_of) if combatant.lair_of is not None else None
        return combatant.hidden or (owner is not None and owner.hidden)

    def present(self) -> list[Combatant]:
        """Everybody who has not left, in the order of the round; those without initiative last."""
        there = [each for each in self.combatants.values() if not each.gone]
        waiting = [each for each in there if each.initiative is None]
        return [*self.in_order(), *sorted(waiting, key=lambda each: each.number)]

    def in_order(self) -> list[Combatant]:
        """Those who have initiative and take turns, in the order of the round."""
        acting = [each for each in self.combatants.values() if not each.gone and each.initiative is not None]
        places = [
            Place(each.number, each.initiative or 0, each.tie, each.lair_of is not None)
            for each in sorted(acting, key=lambda each: each.number)
        ]
        return [self.combatants[int(str(place.who))] for place in in_order(places)]
