"""What somebody in a fight can do: their deeds, their spells, and what an answer or a readied action is aimed at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.characters.books import CHARACTERS
from core.characters.sheet import Sheet
from core.combat.acts import answers, castable, deeds, readying
from core.combat.acts.castable import Castable
from core.combat.acts.choices import choices
from core.combat.acts.deeds import Possible
from core.combat.acts.stage import Stage
from core.combat.play.targets import wanted
from core.combat.situation.throws import Throws
from core.combat.views.known import FoundFight
from core.dice.source import ScriptedDice
from core.ids import StreamId
from core.ports.fighting import Book
from core.ports.ledger import Ledger
from core.rules.spells import cast_at


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody still has to say of a deed or a spell.

    Attributes:
        name: What it is called.
        most: At how many it can be aimed; None for any number.
        ways: What can be chosen of it.
        slots: The levels of slots that it could be cast with, the lowest first, if a higher one makes it another.
    """

    name: str
    most: int | None
    ways: tuple[str, ...] = ()
    slots: tuple[int, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nothing is left to say."""
        return self.most == 0 and not self.ways and not self.slots


def of_deed(deed: Possible) -> Asked:
    """What is to be said of a deed."""
    return Asked(deed.name, deed.most, tuple(choices(deed.effects)))


def _of_spell(known: Castable, slot: int | None) -> Asked:
    spell, levels = known.spell, [level for level, _ in known.slots]
    as_cast = {level: cast_at(spell, slot=level) for level in levels}
    effects = as_cast.get(slot or min(levels, default=0), cast_at(spell))
    slots = tuple(levels) if len(set(as_cast.values())) > 1 else ()
    return Asked(spell.name, wanted(effects, frozenset()).most, tuple(choices(effects)), slots)


class ReadDeeds:
    """Looks, and changes nothing; whoever asks may play those whom they ask about."""

    def __init__(self, ledger: Ledger, book: Book) -> None:
        self._ledger = ledger
        self._book = book

    async def of(self, found: FoundFight, number: int) -> list[Possible]:
        """All that somebody can do, whether or not it can be paid for now.

        Raises:
            NotFoundError: ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``.
        """
        stage = await self._stage(found, number)
        return deeds.possible(stage, number)

    async def spells(self, found: FoundFight, number: int) -> list[Castable]:
        """All spells that somebody has.

        Raises:
            NotFoundError: ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``.
        """
        stage = await self._stage(found, number)
        return castable.castable_by(stage, number)

    async def spell(self, found: FoundFight, number: int, name: str, *, slot: int | None = None) -> Asked:
        """What is to be said of one of these, cast with a slot of a level or with the lowest.

        Raises:
            NotFoundError: ``spell-not-theirs`` or ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``.
        """
        exact = self._book.spell(name, found.fight.edition)
        return _of_spell(castable.meant(await self.spells(found, number), name, exact=exact), slot)

    async def answer(self, found: FoundFight, opening: str, *, slot: int | None = None) -> Asked:
        """What is to be said of an answer; not at whom, where that is told by what it answers.

        Raises:
            NotAllowedError: ``not-your-combatant``.
            RuleError: ``answer-gone``.
        """
        there = found.fight.openings.get(opening)
        what = answers.offered(await self._stage(found, there.who if there else None), opening)
        asked = _of_spell(what, slot) if isinstance(what, Castable) else of_deed(what)
        return asked if there is None or there.against is None else replace(asked, most=0)

    async def readied(self, found: FoundFight, number: int) -> Asked | None:
        """What is to be said of what somebody has readied; None for nothing, or what is the DM's to carry out.

        Raises:
            NotFoundError: ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``.
        """
        stage = await self._stage(found, number)
        said = found.fight.combatant(number).readied
        what = readying.asked(stage, number, said) if said else None
        return Asked(what.name, what.most) if what else None

    async def _stage(self, found: FoundFight, number: int | None) -> Stage:
        """The fight with somebody's own sheet, and no dice: nothing is rolled by looking."""
        sheets: dict[StreamId, Sheet] = {}
        if number is not None:
            found.may_play(number)
            stream = found.fight.combatant(number).character
            if stream is not None:
                character, _ = await self._ledger.read(CHARACTERS, stream)
                sheets[stream] = character.written()
        return Stage(found.fight, sheets, Throws(ScriptedDice(())), book=self._book)
