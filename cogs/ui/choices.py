"""What is offered while somebody types: rolls and presets, as long as Discord shows of a choice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from discord import app_commands

from cogs.ui.markdown import cut
from cogs.ui.text import Words
from core.proofs.totals import listed
from core.tables.presets import Preset
from core.tables.records import Record

CHOICE: Final = 100
"""What Discord shows of a choice."""
_UNITS: Final = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


def preset_choice(preset: Preset) -> app_commands.Choice[str]:
    """A preset among those offered: its name, and what it rolls."""
    return app_commands.Choice(name=cut(f"{preset.name} · {preset.line}", CHOICE - 1), value=preset.name)


def roll_choices(records: Sequence[Record], typed: str, now: datetime, words: Words) -> list[app_commands.Choice[str]]:
    """The rolls that what was typed is in: what came out, what was rolled, how long ago."""
    choices = [_roll_choice(record, now, words) for record in records]
    return [choice for choice in choices if typed.casefold() in f"{choice.name} {choice.value}".casefold()]


def _roll_choice(record: Record, now: datetime, words: Words) -> app_commands.Choice[str]:
    rolled = record.rolled
    totals = listed([part.total for part in rolled.parts] or [rolled.total])
    parts = [
        cut(totals, 20),
        cut(rolled.notation, 40),
        *([words("verify-choice-hidden")] if rolled.hidden else []),
        _ago((now - record.mark.at).total_seconds(), words),
    ]
    return app_commands.Choice(name=cut(" · ".join(parts), CHOICE - 1), value=rolled.roll_id)


def _ago(seconds: float, words: Words) -> str:
    """How long ago something was, in its largest unit."""
    for unit, length in _UNITS:
        if seconds >= length:
            return words(f"ago-{unit}", count=int(seconds // length))
    return words("ago-moments")
