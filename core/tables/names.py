"""Names and labels as people type them, made safe to show anywhere: one line, nothing invisible or turned around."""

from __future__ import annotations

import unicodedata

from core.errors import LimitError

MAX_NAME = 32
MAX_LABEL = 100
HIDDEN_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Cn"}
"""Control, format (zero-width, bidirectional), private use, surrogate, unassigned."""
MAX_MARKS = 2
"""Combining marks kept on one letter; more is decoration that spills over the lines around it."""


def one_line(text: str) -> str:
    r"""Drop what cannot be seen, stacked marks and line breaks; squeeze the spaces.

    Example:
        >>> one_line("  Mara\u202e \n the   Bold\u200b ")
        'Mara the Bold'
    """
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        marks = marks + 1 if category == "Mn" else 0
        if character.isspace():
            kept.append(" ")
        elif category not in HIDDEN_CATEGORIES and marks <= MAX_MARKS:
            kept.append(character)
    return " ".join("".join(kept).split())


def clean_name(text: str) -> str:
    """A person's name as the table shows it: at most 32 characters, never empty."""
    return one_line(text)[:MAX_NAME].rstrip() or "?"


def clean_label(text: str | None) -> str | None:
    """What a roll is for, or None when nothing is left of it.

    Raises:
        LimitError: ``label-too-long``.
    """
    label = one_line(text or "")
    if len(label) > MAX_LABEL:
        raise LimitError("label-too-long", limit=MAX_LABEL, length=len(label))
    return label or None


def part_labels(label: str | None, parts: int) -> list[str | None]:
    """The label of each of several rolls, where there are as many as rolls; else none has one of its own.

    Example:
        >>> part_labels("bite; claw", 2), part_labels("six scores", 2)
        (['bite', 'claw'], [None, None])
    """
    labels = (label or "").split("; ")
    return list(labels) if len(labels) == parts else [None] * parts
