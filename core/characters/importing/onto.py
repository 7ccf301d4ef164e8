"""Write what a file holds onto a sheet that is there already, and leave alone what the file does not speak of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.characters.importing.imported import Imported
from core.characters.sheet import Sheet


def onto(sheet: Sheet, found: Imported) -> Sheet:
    """The sheet with what the file tells.

    Args:
        sheet: As it is.
        found: What the file holds.

    Example:
        >>> from core.characters.importing.imported import Source
        >>> from core.rules.edition import Edition
        >>> before = Sheet("Thorn", Edition.SRD_51, species="Elf", xp=300)
        >>> told = Imported(Sheet("Thorn", Edition.SRD_52, xp=900), Source.PLAIN, frozenset({"xp"}))
        >>> after = onto(before, told)
        >>> after.xp, after.species, after.edition.value
        (900, 'Elf', '5.1')
    """
    told: dict[str, Any] = {}
    for place in sorted(found.tells):
        field, _, key = place.partition(".")
        there, new = told.get(field, getattr(sheet, field)), getattr(found.sheet, field)
        told[field] = {**there, key: new[key]} if key else new
    return replace(sheet, **told)
