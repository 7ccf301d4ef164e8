"""All of them, by edition, monster and action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.edition import Edition
from core.rules.effects.tree import Effect

Place = tuple[Edition, str, str]
CURATED: Final[Mapping[Place, tuple[Effect, ...]]] = {}
