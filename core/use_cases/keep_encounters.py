"""Keep encounters for later: save one under a name, find it again, list them, forget it."""

from __future__ import annotations

from core.combat.planning.groups import Group
from core.combat.planning.saved import MOST_ENCOUNTERS, Encounter, encounter_key, named
from core.errors import LimitError, NotFoundError, RuleError
from core.ids import GuildId, UserId
from core.ports.encounters import Encounters
from core.rules.edition import Edition
from core.tables.decide import Place


class KeepEncounters:
    """A person's own, in one server. Every method may raise `UnavailableError`: ``database-away``."""

    def __init__(self, encounters: Encounters) -> None:
        self._encounters = encounters

    async def save(
        self, user: UserId, place: Place, name: str, groups: tuple[Group, ...], *, edition: Edition
    ) -> Encounter:
        """The encounter as it is kept; saving again under the same name replaces it.

        Raises:
            RuleError: ``encounter-name-empty`` or ``servers-only``.
            LimitError: ``encounter-name-too-long`` or ``too-many-encounters``.
        """
        encounter = Encounter(named(name), edition, groups)
        if not await self._encounters.save(_guild(place), user, encounter, most=MOST_ENCOUNTERS):
            raise LimitError("too-many-encounters", limit=MOST_ENCOUNTERS)
        return encounter

    async def all(self, user: UserId, place: Place) -> tuple[Encounter, ...]:
        """All of theirs, by name.

        Raises:
            RuleError: ``servers-only``.
        """
        return await self._encounters.of(_guild(place), user)

    async def find(self, user: UserId, place: Place, name: str) -> Encounter:
        """One of theirs.

        Raises:
            NotFoundError: ``encounter-not-kept``.
            RuleError: ``servers-only``.
        """
        found = await self._encounters.find(_guild(place), user, encounter_key(name))
        if found is None:
            raise NotFoundError("encounter-not-kept", named=name[:60])
        return found

    async def delete(self, user: UserId, place: Place, name: str) -> Encounter:
        """Forget one of theirs; what it was.

        Raises:
            NotFoundError: ``encounter-not-kept``.
            RuleError: ``servers-only``.
        """
        gone = await self._encounters.delete(_guild(place), user, encounter_key(name))
        if gone is None:
            raise NotFoundError("encounter-not-kept", named=name[:60])
        return gone


def _guild(place: Place) -> GuildId:
    if place.guild is None:
        raise RuleError("servers-only")
    return place.guild
