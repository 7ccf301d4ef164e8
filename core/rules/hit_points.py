"""Hit points: lost, regained, temporary; and the blow that kills at once.

Source: SRD 5.2.1, "Playing the Game", Damage and Healing; SRD 5.1, "Combat", Damage and Healing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class HitPoints:
    """How much a creature can bear.

    Attributes:
        current: From 0 to `maximum`.
        maximum: At least 1.
        temporary: A cushion beside them, which is lost first and is never healed.
    """

    current: int
    maximum: int
    temporary: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.current <= self.maximum and self.maximum >= 1 and self.temporary >= 0):
            raise ValueError(f"there are no such hit points: {self}")

    def damaged(self, amount: int) -> tuple[HitPoints, int]:
        """What is left after damage, and how much of the damage was left over at 0.

        Example:
            >>> HitPoints(6, 12, temporary=5).damaged(7)
            (HitPoints(current=4, maximum=12, temporary=0), 0)
            >>> HitPoints(6, 12).damaged(18)
            (HitPoints(current=0, maximum=12, temporary=0), 12)
        """
        cushioned = min(self.temporary, max(0, amount))
        lost = max(0, amount) - cushioned
        current = max(0, self.current - lost)
        return replace(self, current=current, temporary=self.temporary - cushioned), max(0, lost - self.current)

    def healed(self, amount: int) -> HitPoints:
        """What healing leaves: never more than the maximum.

        Example:
            >>> HitPoints(14, 20).healed(8).current
            20
        """
        return replace(self, current=min(self.maximum, self.current + max(0, amount)))

    def cushioned(self, amount: int) -> HitPoints:
        """With temporary hit points. They do not add up: whoever has some keeps these or takes the new, the better.

        Example:
            >>> HitPoints(9, 20, temporary=10).cushioned(12).temporary, HitPoints(0, 20).cushioned(5).current
            (12, 0)
        """
        return replace(self, temporary=max(self.temporary, amount))

    def with_maximum(self, maximum: int) -> HitPoints:
        """With another maximum, which what is there never passes."""
        return replace(self, maximum=maximum, current=min(self.current, maximum))

    @property
    def is_bloodied(self) -> bool:
        """Whether half or less is left, and something is.

        Source:
            SRD 5.2.1, "Rules Glossary", Bloodied.
        """
        return 0 < self.current <= self.maximum // 2


def kills_outright(left_over: int, maximum: int) -> bool:
    """Whether damage kills somebody who would else be dying: what is left over at 0 is as much as they ever have.

    Example:
        >>> kills_outright(12, 12), kills_outright(9, 10)
        (True, False)
    """
    return left_over >= maximum
