"""What of a tree is left to the DM whenever it is played: what no data can say, and what the engine does not do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.combat.situation.whom import UNDER
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Adjudicate, End
from core.rules.effects.search import found
from core.rules.effects.tree import Alter, Effect, Inflict

ENDED: Final = frozenset(
    {"concentration", "dying", "a lower maximum", "a lower ability", "another form", "curse", "disease", "poison"}
)
"""What an `End` ends besides conditions, of what it can name."""
THAT_ROLL: Final = "that roll"


def left(effects: tuple[Effect, ...]) -> Iterator[str]:
    """The topics of a tree that the DM is asked about, in its order, each once.

    Example:
        >>> list(left((End(also=frozenset({"curse", "attunement"})), Adjudicate("shape"), Adjudicate("shape"))))
        ['shape', 'attunement']
    """
    topics = [each.topic for each in found(effects, Adjudicate)]
    topics += sorted({what for each in found(effects, End) for what in each.also - ENDED if not what.startswith(UNDER)})
    for node in (*found(effects, Alter), *found(effects, Inflict)):
        if node.lasts.rounds == 0 and is_of_that_roll(node.what if isinstance(node, Alter) else node.with_it):
            topics.append(THAT_ROLL)
    yield from dict.fromkeys(topics)


def is_of_that_roll(alters: tuple[Lasting, ...]) -> bool:
    """Whether something changes a check or a save that has been made already."""
    return any(each.roll in {Roll.CHECKS, Roll.SAVES} for each in alters)
