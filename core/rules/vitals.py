"""How a creature is: its hit points, how near to death it is, how tired. What hurts and heals works on all three.

Source: SRD 5.1, "Combat", Damage and Healing; SRD 5.2.1, "Playing the Game", Damage and Healing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.exhaustion import exhaustion
from core.rules.hit_points import HitPoints, kills_outright

DYING = DeathSaves()
DEAD = DeathSaves(failures=3, fate=Fate.DEAD)


@dataclass(frozen=True, slots=True)
class Vitals:
    """How a creature is.

    Attributes:
        hit_points: What it can bear.
        death: Its death saves; None for whoever is not down.
        exhaustion: Levels of it, from 0 to 6.
        drained: By how much its maximum is lowered for a while.
        outright: Whether it dies at 0 hit points, as monsters do, instead of fighting for its life.
    """

    hit_points: HitPoints
    death: DeathSaves | None = None
    exhaustion: int = 0
    drained: int = 0
    outright: bool = False

    @property
    def is_down(self) -> bool:
        """Whether it is at 0 hit points."""
        return self.hit_points.current == 0

    @property
    def is_dead(self) -> bool:
        """Whether it is dead."""
        return self.death is not None and self.death.fate is Fate.DEAD

    @property
    def is_dying(self) -> bool:
        """Whether it has to make death saves."""
        return self.death is not None and self.death.fate is Fate.DYING

    def hurt(self, damage: int, *, critical: bool = False) -> Vitals:
        """After damage that nothing reduces any more.

        Example:
            >>> fighter = Vitals(HitPoints(5, 12))
            >>> fighter.hurt(5).is_dying, fighter.hurt(16).is_dying, fighter.hurt(17).is_dead
            (True, True, True)
            >>> fighter.hurt(5).hurt(1, critical=True).death.failures
            2
        """
        if damage <= 0 or self.is_dead:
            return self
        left, over = self.hit_points.damaged(damage)
        if self.is_down:
            beyond = damage - min(self.hit_points.temporary, damage)
            now = (self.death or DYING).hurt(beyond, self.hit_points.maximum, critical=critical)
            return replace(self, hit_points=left, death=now)
        if left.current:
            return replace(self, hit_points=left)
        dead = self.outright or kills_outright(over, self.hit_points.maximum)
        return replace(self, hit_points=left, death=DEAD if dead else DYING)

    def healed(self, amount: int) -> Vitals:
        """After regaining hit points; the dead regain none.

        Example:
            >>> Vitals(HitPoints(0, 12), DYING).healed(3)
            Vitals(hit_points=HitPoints(current=3, maximum=12, temporary=0), death=None, exhaustion=0, drained=0, \
outright=False)
        """
        if self.is_dead or amount <= 0:
            return self
        return replace(self, hit_points=self.hit_points.healed(amount), death=None)

    def cushioned(self, amount: int) -> Vitals:
        """With temporary hit points, unless there are more already."""
        return replace(self, hit_points=self.hit_points.cushioned(amount))

    def saved(self, natural: int, total: int) -> Vitals:
        """After a death save."""
        after = (self.death or DYING).rolled(natural, total)
        return self.healed(1) if after.fate is Fate.AWAKE else replace(self, death=after)

    def stabilised(self) -> Vitals:
        """No longer dying, though still at 0 hit points."""
        return replace(self, death=(self.death or DYING).stabilised()) if self.is_dying else self

    def revived(self, hit_points: int) -> Vitals:
        """Alive again, with so many hit points."""
        alive = replace(self.hit_points, current=0)
        return replace(self, hit_points=alive.healed(hit_points), death=None)

    def killed(self) -> Vitals:
        """Dead."""
        return replace(self, hit_points=replace(self.hit_points, current=0), death=DEAD)

    def drained_by(self, amount: int) -> Vitals:
        """With a maximum that is lower for a while; where nothing is left of it, dead.

        Example:
            >>> Vitals(HitPoints(9, 12)).drained_by(5).hit_points, Vitals(HitPoints(9, 12)).drained_by(12).is_dead
            (HitPoints(current=7, maximum=7, temporary=0), True)
        """
        if amount >= self.hit_points.maximum:
            return self.killed()
        lower = self.hit_points.with_maximum(self.hit_points.maximum - amount)
        return replace(self, hit_points=lower, drained=self.drained + amount)

    def restored(self) -> Vitals:
        """With the maximum as it was before anything drained it."""
        whole = self.hit_points.with_maximum(self.hit_points.maximum + self.drained)
        return replace(self, hit_points=whole, drained=0)

    def tired(self, levels: int, edition: Edition) -> Vitals:
        """With more levels of exhaustion, or fewer; the sixth kills."""
        now = min(6, max(0, self.exhaustion + levels))
        after = replace(self, exhaustion=now)
        return after.killed() if exhaustion(now, edition).dead else after
