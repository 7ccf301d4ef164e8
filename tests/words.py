"""The bot's words, opened once a process: to read every language takes a sixth of a second, and none changes."""

from __future__ import annotations

from typing import Final

from cogs.ui.text import Catalogue

CATALOGUE: Final = Catalogue()
