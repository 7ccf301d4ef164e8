"""Change a character's hit points outside a fight: damage, healing, temporary ones; what concentration makes of it."""

from __future__ import annotations

from dataclasses import replace

from core.characters import health, numbers
from core.characters.decide import Hand
from core.characters.sheet import Sheet
from core.combat.acts.marking import HitPointChange
from core.combat.acts.played import Played
from core.combat.situation.d20s import d20
from core.combat.situation.throws import Throws
from core.ids import Cause, StreamId
from core.ports.playing import Deed, Playing
from core.rules.abilities import Ability
from core.rules.concentration import concentration_dc
from core.tables.decide import Place


class ChangeHitPoints:
    """Change them once for a cause."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing

    async def __call__(
        self, stream: StreamId, hand: Hand, change: HitPointChange, place: Place, *, cause: Cause
    ) -> Played:
        """The sheet with the change. Damage tries concentration, and the d20 for that is rolled at once.

        Raises:
            NotFoundError: ``character-not-found``.
            NotAllowedError: ``not-your-character``.
            RuleError: ``dead-already``: the dead regain none; setting them is what makes somebody alive again.
        """
        deed = Deed(lambda sheet, throws: changed(sheet, throws, change), "hit-points")
        return await self._playing.do(stream, hand, deed, place, cause=cause)


def changed(sheet: Sheet, throws: Throws, change: HitPointChange) -> Sheet:
    """A sheet with its hit points changed."""
    if change.how in {"heal", "temporary"}:
        health.must_be_alive(sheet)
    amount = max(0, throws.roll(change.dice).total)
    match change.how:
        case "heal":
            return health.healed(sheet, amount)
        case "temporary":
            return health.cushioned(sheet, amount)
        case "set":
            return health.set_to(sheet, amount)
        case "damage":
            after, dealt = health.hurt(sheet, amount, change.kind)
            if not after.concentration or dealt <= 0:
                return after
            save = throws.roll(d20(numbers.save_bonus(sheet, Ability.CONSTITUTION)))
            held = save.total >= concentration_dc(dealt, sheet.edition)
            return after if held else replace(after, concentration="")
