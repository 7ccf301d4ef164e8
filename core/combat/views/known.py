"""A fight as one person knows it: what everybody in it is called, whom they see, and for whom they may act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from core.combat.record.state import Combatant, Fight
from core.errors import NotAllowedError, NotFoundError
from core.matching import names
from core.tables.state import Table


@dataclass(frozen=True, slots=True)
class FoundFight:
    """A fight, and who asks for it.

    Attributes:
        fight: As it stands.
        names: What everybody in it is called, by number.
        leads: Whether whoever asks runs it.
        own: The numbers of those whom they may play.
        table: Where it is fought.
    """

    fight: Fight
    names: dict[int, str]
    leads: bool
    own: tuple[int, ...]
    table: Table

    def may_play(self, number: int) -> None:
        """See to it that whoever asks may act for somebody.

        Raises:
            NotAllowedError: ``not-your-combatant``.
        """
        if not self.leads and number not in self.own:
            raise NotAllowedError("not-your-combatant", name=self.names.get(number, "?"))

    def must_run(self) -> None:
        """See to it that whoever asks runs the fight.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
        """
        if not self.leads:
            raise NotAllowedError("not-yours-to-run")

    def actor(self, named: str | None) -> int:
        """Who acts: whom they name, else whoever's turn it is if that is theirs, else their only one.

        Raises:
            NotFoundError: ``combatant-not-found`` or ``not-in-fight``.
            NotAllowedError: ``not-your-combatant``.
        """
        if named:
            number = self.meant(named)
        elif self.fight.current in self.own or (self.leads and self.fight.current is not None and not self.own):
            number = self.fight.current or 0
        elif self.own:
            number = self.own[0]
        else:
            raise NotFoundError("not-in-fight")
        self.may_play(number)
        return number

    def meant(self, named: str) -> int:
        """Whom a name means, as whoever asks sees the fight: by number, name, or the beginning of one.

        Raises:
            NotFoundError: ``combatant-not-named``.
        """
        seen = {each.number: self.names[each.number] for each in self.visible()}
        wanted = named.strip().lstrip("#")
        if wanted.isdigit() and int(wanted) in seen:
            return int(wanted)
        if found := names.named(seen, named, lambda number: seen[number]):
            return found
        raise NotFoundError("combatant-not-named", named=named.strip()[:60], names=", ".join(list(seen.values())[:8]))

    def visible(self) -> list[Combatant]:
        """Those in the fight whom whoever asks knows of, in the order of the round."""
        return [each for each in self.fight.present() if self.leads or not self.fight.hides(each)]


KNOWN_AS: Final = "known as"
"""Under which a combatant's numbers say which of those with its label it is, in the order in which players saw them."""


def called(combatant: Combatant, fight: Fight) -> str:
    """What a monster is called: by its own name, or by its kind, with a number where the players know of several.

    The numbers follow those whom the players have seen, so that a gap tells nobody of who is hidden. Whom they have
    never seen comes after all of these, in the order in which they came; only those who lead read that number.

    Example:
        >>> from core.ids import StreamId
        >>> fight = Fight(StreamId("fight:1"))
        >>> for number, hidden in ((1, False), (2, True), (3, False)):
        ...     goblin = Combatant(number, monster="Goblin", hidden=hidden)
        ...     fight = fight.with_(goblin if hidden else become_known(goblin, fight))
        >>> [called(each, fight) for each in fight.combatants.values()]
        ['Goblin 1', 'Goblin 3', 'Goblin 2']
    """
    if combatant.lair_of is not None:
        return f"{combatant.monster} (lair)"
    label = _label(combatant)
    alike = [each for each in fight.combatants.values() if each.lair_of is None and _label(each) == label]
    known = [each for each in alike if _is_known(each)]
    if not _is_known(combatant):
        unknown = [each for each in alike if not _is_known(each)]
        place = _most_known(known) + _place(combatant, unknown)
        return label if len(alike) < 2 else f"{label} {place}"
    return label if len(known) < 2 else f"{label} {combatant.numbers.get(KNOWN_AS) or _place(combatant, known)}"


def _is_known(combatant: Combatant) -> bool:
    return KNOWN_AS in combatant.numbers or not combatant.hidden


def _most_known(known: list[Combatant]) -> int:
    """The highest number that the players know of one label; those whose place was never written down count up."""
    return max((len(known), *(each.numbers.get(KNOWN_AS, 0) for each in known)))


def _place(combatant: Combatant, known: list[Combatant]) -> int:
    """Where somebody stands whose place was never written down."""
    return sorted(each.number for each in known).index(combatant.number) + 1


def become_known(combatant: Combatant, fight: Fight, *, anew: bool = False) -> Combatant:
    """Somebody whom the players see from now on: the next of those that are called like them.

    Args:
        combatant: Who.
        fight: Where.
        anew: Whether they have another name now, so that where they stood among others counts no more.
    """
    if anew:
        kept = {name: each for name, each in combatant.numbers.items() if name != KNOWN_AS}
        combatant = replace(combatant, numbers=kept)
    has_own_name = combatant.character is not None or combatant.lair_of is not None
    if has_own_name or combatant.hidden or KNOWN_AS in combatant.numbers:
        return combatant
    label = _label(combatant)
    taken = [
        each.numbers.get(KNOWN_AS, 0)
        for each in fight.combatants.values()
        if each.number != combatant.number and each.lair_of is None and _label(each) == label
    ]
    return replace(combatant, numbers={**combatant.numbers, KNOWN_AS: max(taken, default=0) + 1})


def _label(combatant: Combatant) -> str:
    return combatant.name or combatant.monster
