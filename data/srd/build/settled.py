"""Differences between sources, by edition, creature, action and what differs: what was taken, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.edition import Edition

_OLDER: Final = "nothing: how old somebody looks has no rule"
_PLACE: Final = "nothing: the number says where, and places are the table's to see"
_DM: Final = "nothing: it is told with the part that the DM decides"
SETTLED: Final[Mapping[tuple[Edition, str, str, str], str]] = {
    (Edition.SRD_51, "Aboleth", "Tentacle", "the data has 1d12 acid, and the tree has not"): _DM,
    (Edition.SRD_51, "Bulette", "Deadly Leap", "no node has 15"): _PLACE,
    (Edition.SRD_51, "Darkmantle", "Darkness Aura", "no node has 2"): "nothing: magical darkness is so anyway",
    (Edition.SRD_51, "Giant Rat (Diseased)", "Bite", "3 (1d4 + 2) is 4 on average"): (
        "the dice: the average is a misprint, and the Giant Rat has 4"
    ),
    (Edition.SRD_51, "Hydra", "Multiattack", "the data has 1 Bite, and the tree 5 Bite"): (
        "the text: as many as it has heads, and it has five"
    ),
    (
        Edition.SRD_51,
        "Veteran",
        "Multiattack",
        "the data has 2 Longsword, 2 Shortsword, and the tree 2 Longsword, 1 Shortsword",
    ): "the text: one attack with the shortsword",
    (Edition.SRD_52, "Harpy", "Luring Song", "no node has 5"): _PLACE,
    (Edition.SRD_52, "Solar", "Flying Sword", "no node has 5"): _PLACE,
    (Edition.SRD_52, "Sphinx of Lore", "Weight of Years", "no node has 3d10"): _OLDER,
    (Edition.SRD_52, "Sphinx of Valor", "Weight of Years", "no node has 3d10"): _OLDER,
    (Edition.SRD_52, "Wererat", "Scratch", "the data has 1d6+3 piercing, and the tree has not"): (
        "the text: two actions were run together, and the piercing is the Hand Crossbow's"
    ),
}
