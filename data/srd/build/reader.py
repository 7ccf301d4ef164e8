"""The reader of both books: all phrases, in the order in which they are tried."""

from __future__ import annotations

from typing import Final

from data.srd.build.phrases import aims, changes, deeds, endings, harm, lasting, passing, saves
from data.srd.build.reading import Reader

READER: Final = Reader(
    (
        *passing.PHRASES,
        *endings.PHRASES,
        *lasting.PHRASES[:1],
        *saves.PHRASES,
        *aims.PHRASES,
        *harm.PHRASES,
        *lasting.PHRASES[1:],
        *changes.PHRASES,
        *deeds.PHRASES,
    )
)
