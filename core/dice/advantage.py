"""Advantage and disadvantage: what they are called, and how several of them add up."""

from __future__ import annotations

from enum import StrEnum


class Advantage(StrEnum):
    """How many d20s a d20 Test rolls, and which one counts."""

    NONE = "none"
    ADVANTAGE = "advantage"
    DISADVANTAGE = "disadvantage"


def together(sources: tuple[Advantage, ...]) -> Advantage:
    """Add up every source at once.

    Source:
        SRD 5.2.1, "Playing the Game", Advantage/Disadvantage: "If you have both, they cancel each other out".

    Example:
        >>> together((Advantage.ADVANTAGE, Advantage.ADVANTAGE, Advantage.DISADVANTAGE))
        <Advantage.NONE: 'none'>
    """
    kinds = set(sources) - {Advantage.NONE}
    return kinds.pop() if len(kinds) == 1 else Advantage.NONE
