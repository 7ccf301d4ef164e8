"""All trees that are written by hand, by edition, creature and action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.edition import Edition
from core.rules.effects.tree import Effect
from data.srd.build.curated import (
    in_2014_a_to_c,
    in_2014_d_to_g,
    in_2014_h_to_o,
    in_2014_p_to_z,
    in_2024_a_to_c,
    in_2024_d_to_h,
    in_2024_i_to_r,
    in_2024_s_to_z,
)
from data.srd.build.curated.shapes import Place, Trees

_BY_BOOK: Final[Mapping[Edition, tuple[Trees, ...]]] = {
    Edition.SRD_51: (in_2014_a_to_c.TREES, in_2014_d_to_g.TREES, in_2014_h_to_o.TREES, in_2014_p_to_z.TREES),
    Edition.SRD_52: (in_2024_a_to_c.TREES, in_2024_d_to_h.TREES, in_2024_i_to_r.TREES, in_2024_s_to_z.TREES),
}
CURATED: Final[Mapping[Place, tuple[Effect, ...]]] = {
    (edition, *place): tree for edition, parts in _BY_BOOK.items() for part in parts for place, tree in part.items()
}
