"""What each person may do, and how often: settings to limits."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings import Settings
from core.ports.ledger import Ledger
from core.ports.quota import Allowance, Quota
from core.tables.limits import Limit

ENTROPY = Limit("entropy", 3, 10)
IMPORTS = Limit("imports", 10, 60)
FETCHES = Limit("fetches", 3, 5 * 60)
PORTRAITS = Limit("portraits", 5, 60)


@dataclass(frozen=True, slots=True)
class Allowances:
    """One for each thing that is limited."""

    rolls: Allowance
    rulings: Allowance
    tables: Allowance
    codes: Allowance
    entropy: Allowance
    imports: Allowance
    fetches: Allowance
    portraits: Allowance


def allowances(settings: Settings, quota: Quota, ledger: Ledger) -> Allowances:
    """What the settings allow."""

    def allow(limit: Limit) -> Allowance:
        return Allowance(quota, limit, ledger)

    return Allowances(
        rolls=allow(Limit("rolls", settings.rolls_per_10_s, 10)),
        rulings=allow(Limit("rulings", settings.rolls_per_10_s, 10)),
        tables=allow(Limit("tables", settings.tables_per_5_min, 5 * 60)),
        codes=allow(Limit("codes", settings.wrong_codes_per_10_min, 10 * 60)),
        entropy=allow(ENTROPY),
        imports=allow(IMPORTS),
        fetches=allow(FETCHES),
        portraits=allow(PORTRAITS),
    )
