"""Rest: short, with hit dice, or long; what comes back is one version of the sheet."""

from __future__ import annotations

from core.characters import health
from core.characters.decide import Hand
from core.characters.sheet import Sheet
from core.combat.acts.played import Played
from core.combat.situation.throws import Throws
from core.ids import Cause, StreamId
from core.ports.playing import Deed, Playing
from core.rules.rests import Rest
from core.tables.decide import Place


class TakeRest:
    """Rest once for a cause."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing

    async def __call__(
        self, stream: StreamId, hand: Hand, rest: Rest, place: Place, *, hit_dice: int = 0, cause: Cause
    ) -> Played:
        """The sheet after the rest.

        Args:
            stream: The character.
            hand: Who plays it.
            rest: Which.
            place: Where; hit dice are rolled with the dice of the table there.
            hit_dice: How many are spent in a short rest, the largest first.
            cause: The interaction.

        Raises:
            NotFoundError: ``character-not-found``.
            NotAllowedError: ``not-your-character``.
            RuleError: ``dead-already``, ``no-hit-dice`` or ``cannot-rest``.
        """

        def play(sheet: Sheet, throws: Throws) -> Sheet:
            if rest is Rest.LONG:
                return health.after_long_rest_of(sheet)
            sides = health.dice_to_spend(sheet, hit_dice)
            return health.after_short_rest(sheet, [(each, throws.roll(f"1d{each}").total) for each in sides])

        why = "long-rest" if rest is Rest.LONG else "short-rest"
        return await self._playing.do(stream, hand, Deed(play, why), place, cause=cause)
