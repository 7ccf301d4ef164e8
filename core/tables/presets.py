"""Presets: a line of dice under a name, for one person. What is kept is the line, exactly as `/r` takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.dice.request import parse_request
from core.errors import LimitError, RuleError
from core.tables.names import clean_label, one_line

MOST_PRESETS: Final = 25
"""A person's: as many as Discord offers while a name is typed, so that none is out of reach."""
MAX_PRESET_NAME: Final = 32


@dataclass(frozen=True, slots=True)
class Preset:
    """A line of dice and its name.

    Attributes:
        line: What was typed, on one line: dice, and perhaps ``adv``, ``dc15`` and a label.
    """

    name: str
    line: str

    @property
    def key(self) -> str:
        """What tells it apart from others: its name in whichever case."""
        return preset_key(self.name)


def preset_key(name: str) -> str:
    """What a name is looked up by.

    Example:
        >>> preset_key("  Fire   BOLT ")
        'fire bolt'
    """
    return one_line(name).casefold()


def new_preset(name: str, line: str) -> Preset:
    """A preset whose line can be rolled.

    Raises:
        RuleError: ``preset-name-empty``.
        LimitError: ``preset-name-too-long`` or ``label-too-long``.
        NotationError: The line is not dice.

    Example:
        >>> new_preset(" Fire bolt ", "1d20+7 adv # fire bolt")
        Preset(name='Fire bolt', line='1d20+7 adv # fire bolt')
    """
    clean = one_line(name)
    if not clean:
        raise RuleError("preset-name-empty")
    if len(clean) > MAX_PRESET_NAME:
        raise LimitError("preset-name-too-long", limit=MAX_PRESET_NAME, length=len(clean))
    typed = " ".join(line.split())
    clean_label(parse_request(typed).label)
    return Preset(clean, typed)


def matching(presets: tuple[Preset, ...], typed: str) -> list[Preset]:
    """The presets that may be meant by what was typed so far: those that begin so first, then those that hold it.

    Example:
        >>> have = (Preset("Bow", "1d20"), Preset("Crossbow", "1d20"), Preset("Axe", "1d20"))
        >>> [preset.name for preset in matching(have, "bow")]
        ['Bow', 'Crossbow']
    """
    key = preset_key(typed)
    found = [preset for preset in presets if key in preset.key or key in preset.line.casefold()]
    return sorted(found, key=lambda preset: (not preset.key.startswith(key), key not in preset.key, preset.key))
