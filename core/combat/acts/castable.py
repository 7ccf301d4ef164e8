"""The spells that somebody has: which can be cast now, with which slots, and which of them a typed name means.

Source: SRD 5.2.1, "Spells", Casting Spells; SRD 5.1, "Spellcasting"; both, "Monsters", Spellcasting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.characters.inborn import takes_slots, without_slot
from core.characters.numbers import pact, slots_left
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.combat.acts.stage import Stage
from core.combat.record.state import Combatant
from core.combat.situation.book import Book
from core.errors import NotFoundError
from core.matching.names import Names, Way
from core.monsters.spellcasting import Known, Spellcasting
from core.monsters.stat_block import StatBlock
from core.rules.edition import Edition
from core.rules.spells import Spell

AT_WILL: Final = -1
"""Left of what can be cast as often as one likes."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Castable:
    """A spell that somebody has.

    Attributes:
        spell: Which.
        slots: How many slots are left of each level that holds it; empty for what takes none.
        left: How often it can be cast now, with whichever slot; `AT_WILL` for as often as one likes.
        ready: Whether it is prepared, or needs not be.
    """

    spell: Spell
    slots: tuple[tuple[int, int], ...] = ()
    left: int = AT_WILL
    ready: bool = True

    @property
    def can_be_cast(self) -> bool:
        """Whether nothing but the moment stands against it."""
        return self.ready and self.left != 0


def slots_of(sheet: Sheet, records: Records) -> dict[int, int]:
    """How many slots a character has left, by level, pact magic's among them; no level of which none is left."""
    left = dict(enumerate(slots_left(sheet, records), start=1))
    own = pact(sheet, records)
    if own.slots:
        left[own.level] = left.get(own.level, 0) + max(0, own.slots - sheet.pact_spent)
    return {level: count for level, count in sorted(left.items()) if count}


def of_character(sheet: Sheet, records: Records) -> list[Castable]:
    """A character's spells that the book has, those first that can be cast, then by level and name."""
    left = slots_of(sheet, records)
    listed = [(name, each) for name, each in sheet.spells.items() if name.casefold() in records.spells]
    known = (
        _with_slots(records.spells[name.casefold()], left, ready=each.prepared or each.always) for name, each in listed
    )
    names = (name for name, _ in listed)
    return _in_order(_with_inborn(sheet, name, each) for name, each in zip(names, known, strict=True))


def _with_inborn(sheet: Sheet, name: str, castable: Castable) -> Castable:
    """With the times that a spell which one was born with needs no slot."""
    counter = without_slot(sheet, name, sheet.spells[name])
    if counter is None:
        return castable
    return replace(castable, left=counter.left + (castable.left if takes_slots(sheet) else 0))


def of_monster(block: StatBlock | None, combatant: Combatant, book: Book, edition: Edition) -> list[Castable]:
    """A stat block's spells that the book has, in the same order."""
    return _in_order(_of_block(block, combatant, book, edition))


def _of_block(block: StatBlock | None, combatant: Combatant, book: Book, edition: Edition) -> Iterator[Castable]:
    for spellcasting in block.spellcasting if block else ():
        for known in spellcasting.spells:
            spell = book.spell(known.name, edition)
            if spell is not None:
                yield _of_known(known, spell, spellcasting, combatant)


def _of_known(known: Known, spell: Spell, spellcasting: Spellcasting, combatant: Combatant) -> Castable:
    if known.by_slot and spell.level:
        whole = enumerate(spellcasting.slots, start=1)
        left = {level: count - combatant.slots_spent.get(level, 0) for level, count in whole}
        return _with_slots(spell, {level: count for level, count in left.items() if count > 0})
    if known.times is None:
        return Castable(spell)
    return Castable(spell, left=max(0, known.times - combatant.used.get(known.name, 0)))


def _with_slots(spell: Spell, left: dict[int, int], *, ready: bool = True) -> Castable:
    if not spell.level:
        return Castable(spell, ready=ready)
    fitting = tuple((level, count) for level, count in left.items() if level >= spell.level)
    return Castable(spell, fitting, sum(count for _, count in fitting), ready)


def _in_order(known: Iterator[Castable]) -> list[Castable]:
    return sorted(known, key=lambda each: (not each.can_be_cast, each.spell.level, each.spell.name))


def castable_by(stage: Stage, number: int) -> list[Castable]:
    """All spells that somebody in a fight has, a monster in another form among them."""
    if stage.is_character(number):
        return of_character(stage.sheet(number), stage.records(number))
    scene = stage.scene
    return of_monster(scene.block(number), scene.combatant(number), scene.book, scene.fight.edition)


def suggested(known: Sequence[Castable], typed: str, most: int) -> list[Castable]:
    """Those that may be meant by what was typed so far, the likeliest first."""
    names = Names((each.spell.name, each) for each in known)
    return [found.thing for found in names.best(typed, most)]


def meant(known: Sequence[Castable], typed: str, *, exact: Spell | None) -> Castable:
    """The one that is meant: its whole name, its beginning, or what looks or sounds most like it.

    Args:
        known: Those that somebody has.
        typed: What they typed.
        exact: The spell of the book that is called just so, which means no other one; None if there is none.

    Raises:
        NotFoundError: ``spell-not-theirs``.
    """
    if exact is not None:
        known = [each for each in known if each.spell.name == exact.name]
    best = Names((each.spell.name, each) for each in known).best(typed, 2) if typed.strip() else []
    if not best or (len(best) > 1 and best[0].way is Way.ALIKE and best[0].score == best[1].score):
        raise NotFoundError("spell-not-theirs", named=typed[:_LONGEST])
    return best[0].thing
