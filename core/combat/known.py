"""A fight as one person knows it: what everybody in it is called, whom they see, and for whom they may act."""

from __future__ import annotations

from dataclasses import dataclass

from core.combat.state import Combatant, Fight
from core.errors import NotAllowedError, NotFoundError


@dataclass(frozen=True, slots=True)
class FoundFight:
    """A fight, and who asks for it.

    Attributes:
        fight: As it stands.
        names: What everybody in it is called, by number.
        leads: Whether whoever asks runs it.
        own: The numbers of those whom they may play.
    """

    fight: Fight
    names: dict[int, str]
    leads: bool
    own: tuple[int, ...]

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
        wanted = named.strip().casefold()
        if wanted.lstrip("#").isdigit() and int(wanted.lstrip("#")) in seen:
            return int(wanted.lstrip("#"))
        exact = [number for number, name in seen.items() if name.casefold() == wanted]
        near = [number for number, name in seen.items() if name.casefold().startswith(wanted)]
        if found := exact or near:
            return found[0]
        raise NotFoundError("combatant-not-named", named=named[:60], names=", ".join(list(seen.values())[:8]))

    def visible(self) -> list[Combatant]:
        """Those in the fight whom whoever asks knows of, in the order of the round."""
        return [each for each in self.fight.present() if self.leads or not each.hidden]


def called(combatant: Combatant, fight: Fight) -> str:
    """What a monster is called: by its own name, or by its kind, with a number where there are several."""
    if combatant.lair_of is not None:
        return f"{combatant.monster} (lair)"
    if combatant.name:
        return combatant.name
    alike = [
        each.number
        for each in sorted(fight.combatants.values(), key=lambda each: each.number)
        if each.monster == combatant.monster and not each.name and each.lair_of is None
    ]
    if len(alike) < 2:
        return combatant.monster
    return f"{combatant.monster} {alike.index(combatant.number) + 1}"
