"""Advantage and disadvantage: what they are called, and how several of them add up."""

from __future__ import annotations

from enum import StrEnum


class Advantage(StrEnum):
    """How many d20s a d20 Test rolls, and which one counts."""

    NONE = "none"
    ADVANTAGE = "advantage"
    DISADVANTAGE = "disadvantage"
    ELVEN_ACCURACY = "elven-accuracy"
    """Advantage of which one die may be rolled again: the best of three."""


def together(sources: tuple[Advantage, ...]) -> Advantage:
    """Add up every source at once.

    Source:
        SRD 5.2.1, "Playing the Game", Advantage/Disadvantage: "If you have both, they cancel each other out".

    Example:
        >>> together((Advantage.ADVANTAGE, Advantage.ADVANTAGE, Advantage.DISADVANTAGE))
        <Advantage.NONE: 'none'>
        >>> together((Advantage.ADVANTAGE, Advantage.ELVEN_ACCURACY))
        <Advantage.ELVEN_ACCURACY: 'elven-accuracy'>
    """
    kinds = set(sources) - {Advantage.NONE}
    if Advantage.DISADVANTAGE in kinds:
        return Advantage.NONE if len(kinds) > 1 else Advantage.DISADVANTAGE
    if Advantage.ELVEN_ACCURACY in kinds:
        return Advantage.ELVEN_ACCURACY
    return Advantage.ADVANTAGE if kinds else Advantage.NONE
