"""The real books, for tests of what is made from them."""

from __future__ import annotations

from typing import Final

from core.rules.edition import Edition
from data.srd.library import Library

LIBRARY: Final = Library()
NEW: Final = LIBRARY.rulebook(Edition.SRD_52)
OLD: Final = LIBRARY.rulebook(Edition.SRD_51)
BOOKS: Final = {Edition.SRD_52: NEW, Edition.SRD_51: OLD}
CLASSES: Final = tuple(sorted(each.name for each in NEW.classes.values()))
