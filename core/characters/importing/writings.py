"""What people wrote of a character, shared out: short lines become fields of a sheet, everything else its notes."""

from __future__ import annotations

from collections.abc import Iterable

from core.characters.importing.limits import FIELD


def shared_out(writings: Iterable[tuple[str, str]]) -> tuple[dict[str, str], str]:
    r"""Fields and notes; each text that is no field stands in the notes under its name.

    Args:
        writings: Names and texts.

    Example:
        >>> shared_out([("bond", "A locket."), ("backstory", "Born.\nBred.")])
        ({'bond': 'A locket.'}, 'Backstory:\nBorn.\nBred.')
    """
    fields: dict[str, str] = {}
    notes: list[str] = []
    for name, text in writings:
        if text and len(text) <= FIELD and "\n" not in text:
            fields[name] = text
        elif text:
            notes.append(f"{name.capitalize()}:\n{text}")
    return fields, "\n\n".join(notes)
