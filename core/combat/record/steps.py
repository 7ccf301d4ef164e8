"""Steps: a deed that was played, as the events that follow in the fight's stream and on the characters' sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.characters import decide as characters
from core.characters.decide import Hand
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.combat.record.events import Step, Stepped, parted, whole
from core.combat.record.happenings import Happening
from core.combat.record.state import Fight
from core.errors import RuleError
from core.ids import RollId, StreamId
from core.ledger.changes import Change, ConflictError, between, changed, taken_back
from core.ledger.event import DM, Draft, Event
from core.rules.vitals import Vitals

MOST_UNDONE = 20
"""Steps that can be taken back at once."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step has made of a fight and of those in it.

    Attributes:
        step: What was done.
        by: Who did it, by number; None for nobody in the fight.
        name: What the book calls it.
        targets: To whom.
        log: What happened.
        fight: As it is now.
        sheets: Those that are otherwise now, by the character's stream.
    """

    step: Step
    fight: Fight
    by: int | None = None
    name: str = ""
    targets: tuple[int, ...] = ()
    log: tuple[Happening, ...] = ()
    sheets: Mapping[StreamId, Sheet] = field(default_factory=dict[StreamId, Sheet])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step came to.

    Attributes:
        fight: As it stands now.
        step: The step's own event, told again where the cause had done it already.
        roll: The roll that its dice are proven by; None if none fell.
        vitals: How those are now whose hit points or nearness to death are otherwise; nobody where it is told again.
    """

    fight: Fight
    step: Stepped
    roll: RollId | None
    vitals: Mapping[int, Vitals] = field(default_factory=dict[int, Vitals])

    @property
    def log(self) -> tuple[Happening, ...]:
        """What happened."""
        return self.step.log


def told(before: Fight, done: Done, roll: RollId | None) -> Draft:
    """The event of a step in the fight's own stream."""
    plain, words = parted(between(before, done.fight))
    fact = Stepped(done.step, done.by, done.name, done.targets, done.log, plain, roll, words or None)
    return Draft(fact, visibility=DM)


def affected(before: Fight, sheets: Mapping[StreamId, Sheet], done: Done) -> dict[int, Vitals]:
    """How those are now whose hit points, or nearness to death, a step has changed, by number."""
    changed_now: dict[int, Vitals] = {}
    for number, there in done.fight.combatants.items():
        was = before.combatants.get(number)
        sheet = done.sheets.get(there.character) if there.character else None
        then = sheets[there.character].vitals if there.character and sheet else was and was.vitals
        now = sheet.vitals if sheet else there.vitals
        if then and now and (then.hit_points, then.death) != (now.hit_points, now.death):
            changed_now[number] = now
    return changed_now


def written(character: Character, after: Sheet, hand: Hand) -> tuple[Draft, ...]:
    """The events of a step on a character's sheet."""
    if after == character.written():
        return ()
    return characters.changes(character, hand, between(character.written(), after), "combat")


@dataclass(frozen=True, slots=True)
class Undone:
    """What takes steps back.

    Attributes:
        fight: As it is then.
        changes: What is otherwise.
        drafts: The events that say so, one a step.
    """

    fight: Fight
    changes: tuple[Change, ...]
    drafts: tuple[Draft, ...]


def last_steps(events: Sequence[Event], count: int) -> list[Event]:
    """The steps that an undo takes back, the last first: those that count and take nothing back themselves.

    Raises:
        RuleError: ``nothing-to-undo``.
    """
    gone = {event.undoes for event in events if event.undoes is not None}
    steps = [
        event
        for event in reversed(events)
        if isinstance(event.fact, Stepped) and event.sequence not in gone and event.undoes is None
    ]
    if not steps:
        raise RuleError("nothing-to-undo")
    return steps[:count]


def undo(fight: Fight, steps: Sequence[Event]) -> Undone:
    """Take steps of a fight back, the last first.

    Raises:
        RuleError: ``undo-later-first``: something that a later step has touched again.
    """
    drafts: list[Draft] = []
    made: list[Change] = []
    for event in steps:
        try:
            changes = taken_back(fight, whole(event.fact))
        except ConflictError as conflict:
            raise RuleError("undo-later-first", place="/".join(conflict.path)) from None
        plain, words = parted(changes)
        told_as = (event.fact.by, event.fact.name, event.fact.targets)
        fact = Stepped("undone", *told_as, (), plain, None, words or None)
        drafts.append(Draft(fact, visibility=DM, undoes=event.sequence))
        fight = changed(fight, changes)
        made += changes
    return Undone(fight, tuple(made), tuple(drafts))


def undo_on_sheet(character: Character, made: Sequence[Change], hand: Hand) -> tuple[Draft, ...]:
    """Take back what a step wrote on a sheet.

    Raises:
        RuleError: ``undo-later-first``.
    """
    try:
        changes = taken_back(character.written(), made)
    except ConflictError as conflict:
        raise RuleError("undo-later-first", place="/".join(conflict.path)) from None
    return characters.changes(character, hand, changes, "undone")
