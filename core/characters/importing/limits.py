"""How much of anything a sheet that comes from elsewhere may hold."""

from __future__ import annotations

from typing import Final

Range = tuple[int, int]

NAME: Final = 60
"""The longest name of a thing, in characters."""
CHARACTER_NAME: Final = 60
NOTES: Final = 4_000
"""As long a text as a form of Discord's takes, in which people edit it."""
FIELD: Final = 300
"""The longest text of a field of people's own."""
NOTE: Final = 1_000
"""The longest note on an item."""
CHOICE: Final = 300
DICE: Final = 60

MOST: Final = 300
"""Items, spells and the like."""
FEW: Final = 60
"""Languages, feats, attacks, counters and the like."""
FIELDS: Final = 40
"""Fields of people's own."""

LEVELS: Final = (1, 20)
HIT_DICE: Final = frozenset({4, 6, 8, 10, 12, 20})
SCORE: Final = (1, 30)
XP: Final = (0, 10_000_000)
FEET: Final = (0, 10_000)
HIT_POINTS: Final = (1, 9_999)
POINTS: Final = (0, 9_999)
"""Hit points that may be none, and uses of a counter."""
EXHAUSTION: Final = (0, 6)
DEATH_SAVES: Final = (0, 3)
SPENT: Final = (0, 40)
"""Spell slots and hit dice."""
COUNT: Final = (0, 9_999)
COINS: Final = (0, 10_000_000)
POUNDS: Final = 100_000
BONUS: Final = (-100, 100)
OVERRIDE: Final = (-100, 1_000)
