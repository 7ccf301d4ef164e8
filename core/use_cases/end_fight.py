"""End a fight: what lasts on characters goes onto their sheets, and the foes that fell are worth their points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from core.characters.books import CHARACTERS
from core.characters.decide import Hand, changes
from core.characters.state import Character
from core.combat.acts.entering import kept_after
from core.combat.record.books import FIGHTS
from core.combat.record.events import FightEnded
from core.combat.record.state import Combatant, Fight, Side
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.ids import Cause, StreamId
from core.ledger.changes import between
from core.ledger.event import Draft
from core.ports.ledger import Ledger
from core.tables.state import Person


@dataclass(frozen=True, slots=True)
class FightOver:
    """How a fight ended.

    Attributes:
        fight: As it stands.
        xp: What the foes that fell were worth.
        each: What that is for each character of the party.
    """

    fight: Fight
    xp: int
    each: int


class EndFight:
    """End it once for a cause."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, found: FoundFight, person: Person, *, award: bool, cause: Cause) -> FightOver:
        """How it ended.

        Args:
            found: The fight.
            person: Who ends it.
            award: Whether the experience points go onto the party's sheets.
            cause: The interaction.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            RuleError: ``fight-over``.
        """
        found.must_run()
        hand = Hand(person.user, person.name, leads=True)
        party = {each.character: each for each in found.fight.present() if each.character}
        async with self._ledger.unit_of_work() as work:
            characters = {name: await work.load(CHARACTERS, name, cause) for name in sorted(party)}
            loaded = await work.load(FIGHTS, found.fight.stream, cause)
            fight = loaded.state
            if loaded.recorded:
                return _over(fight)
            if not fight.is_on:
                raise RuleError("fight-over")
            over = _over(fight)
            for name, character in characters.items():
                drafts = _sheet_after(character.state, fight, name, hand, award=over.each if award else 0)
                await work.append(CHARACTERS, character, drafts, at=self._now(), actor=person.user, cause=cause)
            ended = (Draft(FightEnded(fight.xp)),)
            appended = await work.append(FIGHTS, loaded, ended, at=self._now(), actor=person.user, cause=cause)
        return FightOver(appended.state, over.xp, over.each)


def _over(fight: Fight) -> FightOver:
    party = [each for each in fight.present() if each.character and each.side is Side.PARTY]
    return FightOver(fight, fight.xp, fight.xp // len(party) if party else 0)


def _sheet_after(character: Character, fight: Fight, name: StreamId, hand: Hand, *, award: int) -> tuple[Draft, ...]:
    combatant: Combatant | None = fight.of_character(name)
    if combatant is None or character.sheet is None or character.deleted_at is not None:
        return ()
    before = character.sheet
    after = kept_after(before, combatant)
    return changes(character, hand, between(before, replace(after, xp=after.xp + award)), "combat")
