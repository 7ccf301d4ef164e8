"""What people type of hit points: ``-7``, ``+1d8+3``, ``=20``; without a sign it is damage, as at the table."""

from __future__ import annotations

from core.combat.acts.marking import HitPointChange
from core.dice.bounds import MAX_DIGITS
from core.dice.notation import parse
from core.errors import NotationError, RuleError
from core.rules.damage import DamageType


def read_amount(text: str, kind: DamageType | None, *, temporary: bool) -> HitPointChange:
    """A change of hit points.

    Raises:
        RuleError: ``hit-points-unreadable`` or ``hit-points-out-of-range``.

    Example:
        >>> read_amount("-7", None, temporary=False), read_amount("+1d8+3", None, temporary=False).how
        (HitPointChange(how='damage', dice='7', kind=None), 'heal')
        >>> read_amount("= 20", None, temporary=False).how, read_amount("8", None, temporary=True).how
        ('set', 'temporary')
    """
    said = text.strip()
    sign, dice = (said[0], said[1:].strip()) if said[:1] in {"-", "+", "=", "−"} else ("-", said)
    try:
        parse(dice)
    except NotationError as error:
        if error.reason == "dice-number-too-long":
            raise RuleError("hit-points-out-of-range", given=said[:40], limit=MAX_DIGITS) from None
        raise RuleError("hit-points-unreadable", given=said[:40]) from None
    if temporary:
        return HitPointChange("temporary", dice)
    match sign:
        case "+":
            return HitPointChange("heal", dice)
        case "=":
            return HitPointChange("set", dice)
        case _:
            return HitPointChange("damage", dice, kind)
