"""Which places are kept when dice are laid out in order, the highest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from core.dice.odds.polynomial import Value
from core.dice.operations import Modifier, Operation
from core.dice.pool import picked


@dataclass(frozen=True, slots=True)
class Places:
    """Which places are kept.

    Attributes:
        kept: Those that are kept whatever shows there.
        maybe: Those that are kept if the step `by` keeps what shows there for its own sake; `kept` are among them.
        by: A step that names ranks and faces, if there is one.
    """

    kept: tuple[bool, ...]
    maybe: tuple[bool, ...]
    by: Modifier | None = None

    def turned(self) -> Places:
        """The same, counted from the other end."""
        return Places(self.kept[::-1], self.maybe[::-1], self.by)

    @property
    def used(self) -> int:
        """Behind how many places none is kept any more."""
        return max([place for place, kept in enumerate(self.maybe, start=1) if kept], default=0)

    def keeps(self, value: Value) -> list[int]:
        """How many of the first places are kept, from none of them to all, if this shows in each."""
        if self.by is None:
            return [0, *accumulate(self.kept)]
        named = any(one.comparison not in "hl" and one.matches(value) for one in self.by.selectors)
        return [0, *accumulate(self.maybe if named is (self.by.operation is Operation.KEEP) else self.kept)]


def places(count: int, picks: Sequence[Modifier]) -> Places | None:
    """Which of so many places a row of picks keeps; None if that is not for places to say.

    Example:
        >>> from core.dice.operations import Selector
        >>> places(4, [Modifier(Operation.KEEP, (Selector("h", 2), Selector("l", 1)))]).kept
        (True, True, False, True)
    """
    left = list(range(count))
    for number, pick in enumerate(picks, start=1):
        named = Modifier(pick.operation, tuple([one for one in pick.selectors if one.comparison in "hl"]))
        ranked = [place for place, kept in zip(left, picked(range(len(left), 0, -1), named), strict=True) if kept]
        if len(named.selectors) < len(pick.selectors):
            if number < len(picks):
                return None
            # A face adds to what a keep keeps, and takes away from what a drop leaves.
            keeps = pick.operation is Operation.KEEP
            return Places(_among(ranked if keeps else (), count), _among(left if keeps else ranked, count), pick)
        left = ranked
    return Places(_among(left, count), _among(left, count))


def _among(chosen: Iterable[int], count: int) -> tuple[bool, ...]:
    among = set(chosen)
    return tuple([place in among for place in range(count)])
