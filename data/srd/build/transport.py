"""Mounts and vehicles of SRD 5.2.1, which no source has.

Source: SRD 5.2.1, "Equipment", Mounts and Vehicles (the tables); a mount's speed is its stat block's.
"""

from __future__ import annotations

from typing import Final

from core.rules.items import Item, ItemKind


def _mount(name: str, gold: int, carries: int, speed: int) -> Item:
    return Item(name, ItemKind.MOUNT, cost=100 * gold, speed_ft=speed, carries_pounds=carries)


def _tack(name: str, copper: int, pounds: float = 0) -> Item:
    return Item(name, ItemKind.TACK, cost=copper, pounds=pounds)


def _ship(name: str, gold: int, mph: float) -> Item:
    return Item(name, ItemKind.SHIP, cost=100 * gold, speed_mph=mph)


TRANSPORT_2024: Final = (
    _mount("Camel", 50, 450, 50),
    _mount("Elephant", 200, 1_320, 40),
    _mount("Horse, Draft", 50, 540, 40),
    _mount("Horse, Riding", 75, 480, 60),
    _mount("Mastiff", 25, 195, 40),
    _mount("Mule", 8, 420, 40),
    _mount("Pony", 30, 225, 40),
    _mount("Warhorse", 400, 540, 60),
    _tack("Carriage", 10_000, 600),
    _tack("Cart", 1_500, 200),
    _tack("Chariot", 25_000, 100),
    _tack("Feed (per day)", 5, 10),
    _tack("Saddle, Exotic", 6_000, 40),
    _tack("Saddle, Military", 2_000, 30),
    _tack("Saddle, Riding", 1_000, 25),
    _tack("Sled", 2_000, 300),
    _tack("Stabling (per day)", 50),
    _tack("Wagon", 3_500, 400),
    _ship("Airship", 40_000, 8),
    _ship("Galley", 30_000, 4),
    _ship("Keelboat", 3_000, 1),
    _ship("Longship", 10_000, 3),
    _ship("Rowboat", 50, 1.5),
    _ship("Sailing Ship", 10_000, 2),
    _ship("Warship", 25_000, 2.5),
)
