"""Movement, in feet: what it costs, and how far one jumps.

Source: SRD 5.1, "Adventuring", Movement, and "Combat", Movement and Position; SRD 5.2.1, "Playing the Game", Movement
and Position, and "Rules Glossary", Jumping.
"""

from __future__ import annotations

from typing import Final

RUN_UP_FT: Final = 10
"""What makes a jump a running one."""


def cost(feet: int, *, difficult: bool = False, crawling: bool = False) -> int:
    """What it takes to move so far: every foot costs one more on difficult terrain, and one more for who crawls.

    Example:
        >>> cost(10), cost(10, difficult=True), cost(10, difficult=True, crawling=True)
        (10, 20, 30)
    """
    return feet * (1 + difficult + crawling)


def standing_up(speed: int) -> int:
    """What it takes to stand up.

    Example:
        >>> standing_up(25)
        12
    """
    return speed // 2


def long_jump(strength: int, *, running: bool) -> int:
    """How far one jumps by a Strength score.

    Example:
        >>> long_jump(15, running=True), long_jump(15, running=False)
        (15, 7)
    """
    return strength if running else strength // 2


def high_jump(strength_modifier: int, *, running: bool) -> int:
    """How high one jumps.

    Example:
        >>> high_jump(2, running=True), high_jump(2, running=False), high_jump(-5, running=True)
        (5, 2, 0)
    """
    height = max(0, 3 + strength_modifier)
    return height if running else height // 2


def dash(speed: int) -> int:
    """What the Dash action adds to this turn's movement: one's speed, as it is after whatever changes it."""
    return speed
