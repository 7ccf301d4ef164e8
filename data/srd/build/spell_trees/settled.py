"""Where a source's numbers and the trees differ, and it is settled that the trees are right: each for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.edition import Edition

OLD: Final = Edition.SRD_51
NEW: Final = Edition.SRD_52
_REASONS: Final[tuple[tuple[str, Edition, Mapping[str, str]], ...]] = (
    (
        "the source calls a wall a line, or gives another form that it can have",
        OLD,
        {
            "blade barrier": "area",
            "prismatic wall": "area",
            "wall of fire": "area",
            "wall of ice": "area",
            "wall of thorns": "area",
            "wind wall": "area",
        },
    ),
    (
        "the source gives another of its areas: what it is laid on, all of it together, its height, or a flat circle",
        OLD,
        {
            "antipathy/sympathy": "area",
            "control water": "area",
            "fire storm": "area",
            "flame strike": "area",
            "forbiddance": "area",
            "guardian of faith": "area",
            "spike growth": "area",
            "sunburst": "area",
            "symbol": "area",
        },
    ),
    (
        "the source leaves out how it grows",
        OLD,
        {
            "disintegrate": "damage",
            "freezing sphere": "damage",
            "phantasmal killer": "damage",
            "sleep": "damage",
            "wall of fire": "damage",
        },
    ),
    ("the source adds all darts up", OLD, {"magic missile": "damage"}),
    ("what grows is of the kind that the caster chooses, and told apart", OLD, {"flame strike": "damage"}),
    (
        "what the source calls other is that nothing happens, or not to be told by a success",
        OLD,
        {
            "contact other plane": "on_save",
            "dispel evil and good": "on_save",
            "dominate person": "on_save",
            "feeblemind": "on_save",
            "magic jar": "on_save",
            "prismatic spray": "on_save",
            "reverse gravity": "on_save",
        },
    ),
    (
        "only told: no fight's matter",
        OLD,
        {"dream": "save on_save damage_types damage", "light": "save on_save", "scrying": "save on_save"},
    ),
    (
        "only told: no fight's matter",
        NEW,
        {
            "animal messenger": "save on_save",
            "detect thoughts": "save on_save",
            "dream": "save on_save damage_types damage",
            "scrying": "save on_save",
            "seeming": "save on_save",
            "zone of truth": "save on_save",
        },
    ),
    ("a mishap that is left to the DM", OLD, {"magic circle": "save on_save"}),
    (
        "a mishap that is left to the DM",
        NEW,
        {
            "forcecage": "save on_save",
            "magic circle": "save on_save",
            "teleport": "damage_types damage",
            "wish": "damage_types damage",
        },
    ),
    (
        "the sentence that was found is about something else: another spell's, another save, a bonus to saves",
        NEW,
        {
            "antilife shell": "save on_save",
            "beacon of hope": "save on_save",
            "conjure animals": "save",
            "gaseous form": "save on_save",
            "haste": "save on_save",
            "prismatic wall": "save on_save",
            "storm of vengeance": "on_save",
        },
    ),
    (
        "the sentence tells but a part of the damage, or of how it grows",
        NEW,
        {
            "arcane hand": "damage",
            "conjure celestial": "damage healing",
            "flame strike": "damage",
            "ice knife": "damage",
            "ice storm": "damage",
            "meteor swarm": "damage",
            "wall of ice": "damage",
            "wall of thorns": "damage",
        },
    ),
    (
        "the sentences say of a success what the search does not look for",
        NEW,
        {
            "earthquake": "on_save",
            "flesh to stone": "on_save",
            "heat metal": "on_save",
            "irresistible dance": "on_save",
            "prismatic spray": "on_save",
            "ray of enfeeblement": "on_save",
            "searing smite": "on_save",
            "vitriolic sphere": "on_save",
            "wall of stone": "on_save",
        },
    ),
)


def _by_spell() -> dict[tuple[str, Edition], frozenset[str]]:
    found: dict[tuple[str, Edition], frozenset[str]] = {}
    for _, edition, spells in _REASONS:
        for name, numbers in spells.items():
            found[name, edition] = found.get((name, edition), frozenset()) | set(numbers.split())
    return found


SETTLED: Final[Mapping[tuple[str, Edition], frozenset[str]]] = _by_spell()
"""By spell, with which of its numbers."""
