"""Dying: death saves, and what else a body at 0 hit points goes through.

Source: SRD 5.2.1, "Playing the Game", Dropping to 0 Hit Points; SRD 5.1, "Combat", Dropping to 0 Hit Points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

SUCCESS_FROM: Final = 10
TO_STABILISE: Final = 3
TO_DIE: Final = 3
FIRST_AID_DC: Final = 10
"""Of the Wisdom (Medicine) check that stabilises somebody."""
WAKES_WITH: Final = 1
"""Hit points, after a natural 20 and after the sleep of the stable."""
STABLE_FOR_HOURS: Final = "1d4"
"""After so many hours, whoever is stable and was not healed wakes."""


class Fate(Enum):
    """How it stands with somebody at 0 hit points."""

    DYING = "dying"
    STABLE = "stable"
    DEAD = "dead"
    AWAKE = "awake"
    """Up again, with a single hit point."""


@dataclass(frozen=True, slots=True)
class DeathSaves:
    """The tally of somebody who is dying; regaining hit points ends it.

    Attributes:
        successes: From 0 to 3.
        failures: From 0 to 3.
        fate: What it has come to.
    """

    successes: int = 0
    failures: int = 0
    fate: Fate = Fate.DYING

    def rolled(self, natural: int, total: int) -> DeathSaves:
        """After a death save.

        Args:
            natural: The d20 that counts: a 1 is two failures, a 20 wakes.
            total: The same with what is added, as by a blessing.

        Example:
            >>> DeathSaves().rolled(1, 1).failures, DeathSaves().rolled(9, 9).failures, DeathSaves().rolled(9, 11)
            (2, 1, DeathSaves(successes=1, failures=0, fate=<Fate.DYING: 'dying'>))
            >>> DeathSaves(failures=2).rolled(20, 20).fate.value
            'awake'
        """
        if natural == 20:
            return DeathSaves(fate=Fate.AWAKE)
        if natural == 1:
            return self._failed(2)
        if total < SUCCESS_FROM:
            return self._failed(1)
        successes = self.successes + 1
        return DeathSaves(fate=Fate.STABLE) if successes >= TO_STABILISE else replace(self, successes=successes)

    def hurt(self, damage: int, maximum: int, *, critical: bool) -> DeathSaves:
        """After damage at 0 hit points: a failure, two by a critical hit, death if it is as much as the maximum.

        Example:
            >>> DeathSaves(failures=1).hurt(4, 20, critical=True).fate.value
            'dead'
            >>> DeathSaves().hurt(20, 20, critical=False).fate.value
            'dead'
        """
        if damage <= 0:
            return self
        if damage >= maximum:
            return replace(self, failures=TO_DIE, fate=Fate.DEAD)
        awake_to_it = replace(self, fate=Fate.DYING)
        return awake_to_it._failed(2 if critical else 1)

    def stabilised(self) -> DeathSaves:
        """After first aid that worked."""
        return DeathSaves(fate=Fate.STABLE)

    def _failed(self, times: int) -> DeathSaves:
        failures = min(TO_DIE, self.failures + times)
        return replace(self, failures=failures, fate=Fate.DEAD if failures == TO_DIE else Fate.DYING)
